import { dayOf, formatDay, monthRange, partsOf, weekdayOf } from '#campaign/calendar.ts';
import type { Table, TableRow } from '../read/table.ts';
import { assumptionsOf, dateColumn, type DatedColumn } from '../understand/dateColumn.ts';
import type { DateOrder } from '../understand/order.ts';
import { readDate } from '../understand/dateCell.ts';
import { WEEKDAY_STEMS } from '../understand/english.ts';
import { inEnglish } from '../understand/languages/languages.ts';
import { isLaunchItself } from '../understand/launch.ts';
import { cellAt, filledIn, type Clock } from './list.ts';

/** A row of headings that is a time axis: days, weeks or months from left to right. */

export interface Axis {
  /** Its place among the rows of the table. */
  index: number;
  columns: AxisColumn[];
  step: 'day' | 'week' | 'month' | 'quarter';
  /** Rows of headings above it that belong to it. */
  above: number;
  /** What was assumed about its days, in sentences. */
  remarks: string[];
}

export interface AxisColumn {
  column: number;
  /** Its heading as it is written. */
  text: string;
  /** Epoch days, `until` the first after; where days count from a launch, from day 0. */
  from: number;
  until: number;
  fromLaunch?: true;
}

const FEWEST = 3;

/** 1 Monday to 7 Sunday where a cell is the name of a weekday and nothing else. */
export function weekdayIn(text: string): number | undefined {
  if (text.length > 15 || !/^\p{L}+\.?$/u.test(text.trim())) return undefined;
  const plain = inEnglish(text.trim().toLowerCase()).replace(/\.$/, '').trim();
  const at = WEEKDAY_STEMS.indexOf(plain.slice(0, 3));
  return at >= 0 && /^(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(day|sday|nesday|rsday|urday)?s?$/.test(plain)
    ? at + 1
    : undefined;
}

const dates = new Map<string, boolean>();
const MOST_DATES = 5000;

/** Whether a cell reads as a date. The same ones are asked about again and again. */
export function isDate(text: string): boolean {
  if (text === '' || text.length > 80) return false;
  let known = dates.get(text);
  if (known !== undefined) return known;
  if (dates.size > MOST_DATES) dates.clear();
  dates.set(text, (known = 'from' in readDate(text)));
  return known;
}
const isMonth = (text: string) => {
  const reading = readDate(text);
  return 'from' in reading && reading.from.wholeMonth === true && reading.to === undefined;
};

/** The time axis of row `index`, where it is one. `below` are the rows down to the next axis. */
export function axisAt(table: Table, index: number, clock: Clock): Axis | undefined {
  const row = table.rows[index]!;
  const previous = table.rows[index - 1]?.cells ?? [];
  const titles = titlesAbove(table, index);
  const texts = axisTexts(row.cells, previous, titles);
  if (texts === undefined) return undefined;
  const { days, remarks, fromLaunch } = daysOf(texts, table, clock, titles.join(' '));
  const columns = texts.flatMap(({ column }, place) =>
    days[place] ? [{ column, text: cellAt(row.cells, column), ...days[place], ...fromLaunch }] : [],
  );
  // Two halves or quarters of a year are an axis already.
  const fewest = texts.some(({ months }) => months !== undefined) ? 2 : FEWEST;
  if (columns.length < fewest || columns.length < texts.length) return undefined;
  const steps = columns.slice(1).map(({ from }, place) => from - columns[place]!.from);
  if (steps.some((days) => days <= 0)) return undefined;
  const usual = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)]!;
  return {
    index,
    columns,
    step: usual >= 80 ? 'quarter' : usual >= 20 ? 'month' : usual >= 5 ? 'week' : 'day',
    above: texts.some(({ composed }) => composed) ? 1 : 0,
    remarks,
  };
}

const titlesAbove = (table: Table, index: number) =>
  table.rows.slice(Math.max(0, index - 4), index).map(({ cells }) => cells.filter((cell) => cell !== '').join(' '));

interface AxisText {
  column: number;
  /** The words that are read as a date. */
  text: string;
  /** Days from the Monday of that date. */
  shift?: number;
  /** Months from that date to the end of the column. */
  months?: number;
  /** Whether a word of the row above is part of it. */
  composed?: true;
}

/** The cells of a row that may be an axis, in words that can be read as dates; undefined where it is none. */
function axisTexts(cells: string[], above: string[], titles: string[]): AxisText[] | undefined {
  const filled = filledIn(cells);
  const numbered = numberedWeekdays(cells, filled, titles);
  if (numbered) return numbered;
  const weekdays = weekdayColumns(cells);
  if (weekdays.length >= FEWEST && weekdays.length >= filled.length - 4) return weekTexts(cells, weekdays, titles);
  const quarters = filled.flatMap((column) => quarterIn(cells[column]!, column));
  if (
    quarters.length >= 2 &&
    isSolid(
      quarters.map(({ column }) => column),
      filled,
    )
  )
    return quarters;
  const counted = filled.filter((column) => isFromLaunch(cells[column]!)).length >= 2;
  const dateText = (text: string) => {
    if (counted && isLaunchItself(text)) return 'T+0';
    return [text, text.replace(WEEK_IN_FRONT, '')].find((part) => isDate(part) && !/^\d{3,}$/.test(part));
  };
  const dated = filled.filter((column) => dateText(cells[column]!) !== undefined);
  const months = monthsAbove(above, cells.length);
  const restarts = dated.map((column) => Number(/^w(?:eek|k)?\s*(\d)$/i.exec(cells[column]!)?.[1] ?? Number.NaN));
  if (dated.length >= FEWEST && months && restarts.some((week, place) => place > 0 && week <= restarts[place - 1]!)) {
    return dated.map((column, place) => ({
      column,
      text: `${ORDINALS[restarts[place]! - 1] ?? ''} week of ${months[column] ?? ''}`,
      composed: true,
    }));
  }
  if (dated.length >= FEWEST && isSolid(dated, filled))
    return dated.map((column) => ({ column, text: dateText(cells[column]!)! }));
  const numbers = filled.filter((column) => /^\d{1,2}$/.test(cells[column]!) && Number(cells[column]) <= 31);
  if (months && numbers.length >= FEWEST && isSolid(numbers, filled)) {
    return numbers.map((column) => ({
      column,
      text: `${cells[column]} ${months[column] ?? ''}`.trim(),
      composed: true,
    }));
  }
  return undefined;
}

function isFromLaunch(text: string): boolean {
  const reading = readDate(text);
  return 'from' in reading && reading.from.fromLaunch !== undefined;
}

/** The number of the week before its day: “W14 - 5 April”. */
const WEEK_IN_FRONT = /^(?:w|wk|week|kw|cw|woche|semaine|s)\.? ?\d{1,2}(?:\s*[:–(-]\s*|\s+)/i;

const QUARTER = '(?:q|quarter|quartal|kwartaal|trimestre|trimester)';
const QUARTERS = [
  new RegExp(`^${QUARTER} ?(?<quarter>[1-4])(?:[ /’'.-]+(?<year>\\d{4}|\\d{2}))?$`),
  new RegExp(`^(?:(?<year>\\d{4}|\\d{2})[ /-]*)?${QUARTER} ?(?<quarter>[1-4])$`),
  new RegExp(`^(?<quarter>[1-4])(?:st|nd|rd|th|\\.|er|e|º|°)? ?${QUARTER}(?:[ /’'.-]+(?<year>\\d{4}|\\d{2}))?$`),
  // Without a year, T1 may be anything.
  /^t(?<quarter>[1-4])[ /’'.-]+(?<year>\d{4}|\d{2})$/,
];
const HALF = /^h(?<half>[12])[ /’'.-]+(?<year>\d{4}|\d{2})$|^(?<before>\d{4})[ -]?h(?<behind>[12])$/;
const FIRST_MONTHS = ['jan', 'apr', 'jul', 'oct'];

/** A heading that is a quarter or half of a year, as its first month; none or one. */
function quarterIn(text: string, column: number): AxisText[] {
  const plain = inEnglish(text.trim().slice(0, 30)).trim();
  const half = HALF.exec(plain)?.groups;
  if (half) {
    const year = half['year'] ?? half['before']!;
    const month = (half['half'] ?? half['behind']) === '1' ? 'jan' : 'jul';
    return [{ column, text: `${month} ${year.length === 2 ? `20${year}` : year}`, months: 6 }];
  }
  const { quarter, year } = QUARTERS.map((pattern) => pattern.exec(plain)?.groups).find((found) => found) ?? {};
  if (quarter === undefined) return [];
  const full = year === undefined ? '' : ` ${year.length === 2 ? `20${year}` : year}`;
  return [{ column, text: `${FIRST_MONTHS[Number(quarter) - 1]}${full}`, months: 3 }];
}

const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th'];

/** Between its first and last cell an axis holds nothing else. */
const isSolid = (columns: number[], filled: number[]) =>
  filled.filter((column) => column >= columns[0]! && column <= columns.at(-1)!).length === columns.length;

/** For each column, the month that stands above it or to the left of that, as merged cells leave it. */
function monthsAbove(above: string[], width: number): string[] | undefined {
  const months: string[] = [];
  let month = '';
  for (let column = 0; column < Math.max(width, above.length); column++) {
    if (isMonth(cellAt(above, column).slice(0, 40))) month = cellAt(above, column);
    months.push(month);
  }
  return month === '' ? undefined : months;
}

const NUMBERED_DAY = /^(\p{L}+)\.?,? ?(\d{1,2})(?:st|nd|rd|th|\.)?$|^(\d{1,2})(?:st|nd|rd|th|\.)? ?(\p{L}+)\.?$/u;

/** “Mon 5”, “Tue 6” below a title that names the month. */
function numberedWeekdays(cells: string[], filled: number[], titles: string[]): AxisText[] | undefined {
  const found = filled.flatMap((column) => {
    const match = NUMBERED_DAY.exec(cells[column]!);
    const isDay = match && weekdayIn(match[1] ?? match[4]!) !== undefined;
    return isDay ? [{ column, day: match[2] ?? match[3]! }] : [];
  });
  const columns = found.map(({ column }) => column);
  if (found.length < FEWEST || !isSolid(columns, filled)) return undefined;
  const month = [...titles.toReversed(), cells.slice(0, columns[0]).join(' ')].map(monthNamed).find((text) => text);
  return month === undefined ? undefined : found.map(({ column, day }) => ({ column, text: `${day} ${month}` }));
}

/** The month that a title names, with its year where it has one. */
function monthNamed(title: string): string | undefined {
  const words = title.split(/[^\p{L}\d]+/u);
  const month = words.find((word) => word.length >= 3 && isMonth(word));
  const year = words.find((word) => /^20\d\d$/.test(word));
  return month === undefined ? undefined : `${month}${year === undefined ? '' : ` ${year}`}`;
}

/** Weekdays as headings, with the week that a title or the corner names. */
function weekTexts(cells: string[], columns: number[], titles: string[]): AxisText[] | undefined {
  const start = [cells.slice(0, columns[0]).join(' '), ...titles.toReversed()].find(
    (text) => dayIn(text) !== undefined,
  );
  if (start === undefined) return undefined;
  const text = dayIn(start)!;
  return columns.map((column) => ({ column, text, shift: weekdayIn(cells[column]!)! - 1 }));
}

/** The date that a title names: “Week of 5 April 2027”, “w/c 05/04/2027”, “Launch week: 5 April”. */
function dayIn(text: string): string | undefined {
  const parts = [text, ...text.split(/[:–—]|\s-\s/)].map((part) => part.trim());
  return parts.find((part) => part !== '' && isDate(part) && !isMonth(part));
}

/** Any Monday stands for a launch that is not known yet. */
const SOME_LAUNCH = '2024-01-01';

/** The days of headings, as a column of dates would give them, and what was assumed. */
function daysOf(texts: AxisText[], table: Table, clock: Clock, titles: string) {
  const readings = texts.map(({ text }) => {
    const reading = readDate(text);
    return 'from' in reading ? reading : undefined;
  });
  const counts = readings.some((reading) => reading?.from.fromLaunch !== undefined);
  const zero = counts ? dayOf(SOME_LAUNCH) : 0;
  const readAs = (dateOrder: DateOrder | undefined) =>
    dateColumn(readings, {
      ...clock,
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...likelyYear(titles, table),
      ...(counts ? { launch: SOME_LAUNCH, weekOne: SOME_LAUNCH } : {}),
      date1904: table.date1904,
    });
  const usual = readAs(clock.dateOrder);
  const other = usual.order.order === 'day-first' ? 'month-first' : 'day-first';
  const open = usual.orderMatters && !usual.order.certain;
  // The days of an axis follow each other closely: of two orders the one counts in which they do.
  const turned = open && spanOf(readAs(other)) < spanOf(usual);
  const dating = turned ? readAs(other) : usual;
  const days = dating.cells.map((cell, place) => {
    if (!cell || !('from' in cell)) return undefined;
    const { shift, months } = texts[place]!;
    if (months !== undefined) return { from: cell.from, until: endOfMonths(cell.from, months) };
    if (shift === undefined) return { from: cell.from - zero, until: cell.until - zero };
    const day = cell.from - weekdayOf(cell.from) + 1 + shift;
    return { from: day, until: day + 1 };
  });
  const weekOne = dating.cells
    .flatMap((cell) => (cell && 'from' in cell ? cell.doubts : []))
    .map((doubt) => /^(?:week|day) \d+ is counted from (\S+)$/.exec(doubt)?.[1])
    .find((found) => found !== undefined);
  return {
    days,
    fromLaunch: counts ? { fromLaunch: true as const } : {},
    remarks: [
      ...assumptionsOf(turned ? { ...dating, order: { ...dating.order, certain: false, reason: CLOSER } } : dating),
      ...(weekOne === undefined || (clock.weekOne !== undefined && !counts)
        ? []
        : counts
          ? ['Week 1 was taken for the week of the launch.']
          : [`Week 1 was counted from ${weekOne}. If that is wrong, choose the day on which it begins.`]),
    ],
  };
}

const CLOSER = 'the headings follow each other closely that way';

/** Days from the first to the last; endless where they do not rise. */
function spanOf({ cells }: DatedColumn): number {
  const days = cells.map((cell) => (cell && 'from' in cell ? cell.from : Number.NaN));
  const rises = days.every((day, place) => place === 0 || day > days[place - 1]!);
  return rises ? days.at(-1)! - days[0]! : Infinity;
}

/** The first day after so many months more. */
function endOfMonths(from: number, months: number): number {
  const { year, month } = partsOf(from);
  return monthRange(year, month + months).from;
}

export function likelyYear(titles: string, { sheet, name }: Table): { likelyYear?: number; hintedYear?: number } {
  const yearIn = (text: string) => {
    const years = new Set(text.match(/(?<!\d)20[2-9]\d(?!\d)/g));
    return years.size === 1 ? Number([...years][0]) : undefined;
  };
  const likely = yearIn(titles);
  if (likely !== undefined) return { likelyYear: likely };
  const hinted = yearIn(`${sheet ?? ''} ${name}`);
  return hinted === undefined ? {} : { hintedYear: hinted };
}

/** Whether what stands below an axis are marks and texts, and not the dates or figures of a list. */
export function isGrid(rows: TableRow[], axis: Axis): boolean {
  const cells = rows
    .flatMap(({ cells }) => axis.columns.map(({ column }) => cellAt(cells, column)))
    .filter((cell) => cell !== '');
  const typed = cells.filter((cell) => isDate(cell) || /^[\d.,%€$£ ]{2,}$/.test(cell));
  const coloured = rows.some((row) => row.coloured !== undefined && row.coloured.length > 0);
  return cells.length === 0 ? coloured : typed.length <= cells.length * 0.2;
}

/** A day of an axis as the cell of a date. */
export const dayText = (day: number, { fromLaunch }: AxisColumn): string =>
  fromLaunch ? `T${day < 0 ? '-' : '+'}${Math.abs(day)}` : formatDay(day);

/** The columns whose headings are weekdays. */
export const weekdayColumns = (cells: string[]): number[] =>
  filledIn(cells).filter((column) => weekdayIn(cells[column]!) !== undefined);
