import { formatDay, weekdayOf } from '#campaign/calendar.ts';
import type { Table, TableRow } from '../read/table.ts';
import { dateColumn } from '../understand/dating.ts';
import { readDate } from '../understand/dates.ts';
import { inEnglish } from '../understand/languages/languages.ts';
import { cellAt, filledIn, type Clock } from './list.ts';

/** A row of headings that is a time axis: days, weeks or months from left to right. */

export interface Axis {
  /** Its place among the rows of the table. */
  index: number;
  columns: { column: number; text: string; from: number; to: number }[];
  step: 'day' | 'week' | 'month';
  /** Rows of headings above it that belong to it. */
  above: number;
}

const FEWEST = 3;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** 1 Monday to 7 Sunday where a cell is the name of a weekday and nothing else. */
export function weekdayIn(text: string): number | undefined {
  if (text.length > 15 || !/^\p{L}+\.?$/u.test(text.trim())) return undefined;
  const plain = inEnglish(text.trim().toLowerCase()).replace(/\.$/, '').trim();
  const at = WEEKDAYS.indexOf(plain.slice(0, 3));
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
  const texts = axisTexts(row.cells, previous, titlesAbove(table, index));
  if (texts === undefined) return undefined;
  const days = daysOf(
    texts.map(({ text }) => text),
    table,
    clock,
    titlesAbove(table, index).join(' '),
  );
  const columns = texts.flatMap(({ column, text }, place) => (days[place] ? [{ column, text, ...days[place] }] : []));
  if (columns.length < FEWEST || columns.length < texts.length) return undefined;
  const steps = columns.slice(1).map(({ from }, place) => from - columns[place]!.from);
  if (steps.some((days) => days <= 0)) return undefined;
  const usual = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)]!;
  return {
    index,
    columns,
    step: usual >= 20 ? 'month' : usual >= 5 ? 'week' : 'day',
    above: texts.some(({ composed }) => composed) ? 1 : 0,
  };
}

const titlesAbove = (table: Table, index: number) =>
  table.rows.slice(Math.max(0, index - 4), index).map(({ cells }) => cells.filter((cell) => cell !== '').join(' '));

interface AxisText {
  column: number;
  text: string;
  /** Whether a word of the row above is part of it. */
  composed?: true;
}

/** The cells of a row that may be an axis, in words that can be read as dates; undefined where it is none. */
function axisTexts(cells: string[], above: string[], titles: string[]): AxisText[] | undefined {
  const filled = filledIn(cells);
  const weekdays = filled.filter((column) => weekdayIn(cells[column]!) !== undefined);
  if (weekdays.length >= FEWEST && weekdays.length >= filled.length - 4) return weekTexts(cells, weekdays, titles);
  const dated = filled.filter((column) => isDate(cells[column]!) && !/^\d{3,}$/.test(cells[column]!));
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
    return dated.map((column) => ({ column, text: cells[column]! }));
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

/** Weekdays as headings, with the week that a title or the corner names. */
function weekTexts(cells: string[], columns: number[], titles: string[]): AxisText[] | undefined {
  const start = [cells.slice(0, columns[0]).join(' '), ...titles.toReversed()].find(
    (text) => dayIn(text) !== undefined,
  );
  if (start === undefined) return undefined;
  const day = dayIn(start)!;
  return columns.map((column) => ({ column, text: `${day} +${weekdayIn(cells[column]!)! - 1}` }));
}

/** The date that a title names: “Week of 5 April 2027”, “w/c 05/04/2027”, “Launch week: 5 April”. */
function dayIn(text: string): string | undefined {
  const parts = [text, ...text.split(/[:–—]|\s-\s/)].map((part) => part.trim());
  return parts.find((part) => part !== '' && isDate(part) && !isMonth(part));
}

/** The days of headings, as a column of dates would give them. */
function daysOf(texts: string[], table: Table, clock: Clock, titles: string) {
  const shifts = texts.map((text) => Number(/ \+(\d)$/.exec(text)?.[1] ?? 0));
  const shifted = texts.some((text) => / \+\d$/.test(text));
  const readings = texts.map((text) => {
    const reading = readDate(text.replace(/ \+\d$/, ''));
    return 'from' in reading ? reading : undefined;
  });
  const { cells } = dateColumn(readings, { ...clock, ...likelyYear(titles, table), date1904: table.date1904 });
  return cells.map((cell, place) => {
    if (!cell || !('from' in cell)) return undefined;
    if (!shifted) return { from: cell.from, to: cell.to };
    const day = cell.from - weekdayOf(cell.from) + 1 + shifts[place]!;
    return { from: day, to: day };
  });
}

function likelyYear(titles: string, { sheet, name }: Table): { likelyYear?: number; hintedYear?: number } {
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

export const dayText = formatDay;
