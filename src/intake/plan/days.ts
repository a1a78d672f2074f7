import type { Columns } from '../understand/columns.ts';
import { readDate, type DatePoint, type DateReading } from '../understand/dates.ts';
import { inEnglish } from '../understand/languages/languages.ts';
import { isLaunchItself } from '../understand/launch.ts';
import type { DataRow, RowNote } from '../understand/rows.ts';
import { readTime } from '../understand/times.ts';
import type { PlanField } from '../understand/wording.ts';
import { durationIn } from '../understand/lengths.ts';

/** The day of each entry, from the cells that speak of it: the date, its parts in columns of their own, the heading above, the row above. */

export interface DayChoices {
  /** Whether a row without a date takes that of the row above, as merged cells leave it, or is rejected. */
  blankDates?: 'above' | 'reject';
  /** ISO date of the launch that days such as “T-14” count from. */
  launch?: string;
}

export interface Days {
  readings: (DateReading | undefined)[];
  /** For entries without a reading, why. */
  problems: Map<number, string>;
  notes: RowNote[];
  remarks: string[];
  blankDates: 'above' | 'reject';
}

/** The column that says most about the day: of dates, or else of weeks or months. */
export const dayColumn = (columns: Columns<PlanField>): number | null =>
  columns.date ?? columns.week ?? columns.month ?? columns.endDate;

/** One reading for each entry, with its end from the column of ends. `headers` are the headings by column. */
export function readDays(data: DataRow[], columns: Columns<PlanField>, headers: string[], choices: DayChoices): Days {
  const textOf = (row: DataRow, field: PlanField) => (columns[field] === null ? '' : (row.cells[columns[field]] ?? ''));
  const read = cached(readDate);
  const entries = data.filter(({ reason }) => reason === undefined);
  const hasParts = (row: DataRow) =>
    (['date', 'week', 'month', 'endDate'] as const).some((field) => textOf(row, field) !== '');
  const blankDates = choices.blankDates ?? usualBlanks(entries, hasParts, dayColumn(columns) !== null);
  const calendarWeeks = /\b(kw|cw|calendar|kalender\w*|iso)\b/i.test(
    columns.week === null ? '' : (headers[columns.week] ?? ''),
  );
  const heading = columns.date === null ? '' : (headers[columns.date] ?? '');
  const ofWeeks = WEEK_HEADING.test(heading);
  const fromLaunch = LAUNCH_HEADING.exec(heading);
  const weeksOfMonths =
    columns.month !== null &&
    entries.every((row) => /^\D{0,5}[1-5]?$/.test(textOf(row, 'week')) && textOf(row, 'month') !== '');
  const problems = new Map<number, string>();
  const notes: RowNote[] = [];
  let above: { row: DataRow } | undefined;

  const readings = data.map((row, index): DateReading | undefined => {
    if (row.reason !== undefined) return undefined;
    let from = row;
    if (hasParts(row) || row.headingDate !== undefined) above = { row };
    else if (blankDates === 'above' && above) {
      from = above.row;
      notes.push({ row: row.row, note: `it has no date; it took that of row ${from.row}` });
    }
    const reading = readStart(from, row.row);
    if ('problem' in reading) {
      problems.set(index, dayColumn(columns) === null ? noColumn(reading.problem) : reading.problem);
      return undefined;
    }
    return withEnd(reading, from, row.row);
  });
  return {
    readings: withoutMidnight(readings),
    problems,
    notes,
    remarks: mixtureOf(data, readings, textOf),
    blankDates,
  };

  function readStart(row: DataRow, number: number): DateReading | { problem: string } {
    const date = textOf(row, 'date');
    const parts = partsOf(row);
    if (date !== '') {
      const count = /^[-+]?\d{1,3}$/.exec(date);
      if (fromLaunch && count) {
        const size = /week/i.test(fromLaunch[1]!) ? 7 : 1;
        const sign = /after|from|post/i.test(fromLaunch[2]!) ? 1 : -1;
        return { from: { fromLaunch: { days: sign * size * Number(count[0]) + 0, working: false } } };
      }
      const bare = /^(\d{1,2})(?:st|nd|rd|th|\.|º|°)?$/.exec(date);
      if (bare && parts.month !== undefined) return withParts(read(`${bare[1]} ${parts.month}`), parts);
      const span = /^(\d{1,2})\.? ?[-–] ?(\d{1,2})\.?$/.exec(date);
      if (span && parts.month !== undefined) return withParts(read(`${span[1]}-${span[2]} ${parts.month}`), parts);
      if (isLaunchItself(date)) return { from: { fromLaunch: { days: 0, working: false } } };
      const found = read(date);
      const reading =
        ofWeeks && 'from' in found && !found.to ? { ...found, from: { ...found.from, weekOf: true } } : found;
      // A weekday alone, below a heading or beside a week.
      if ('problem' in reading && /^[a-z]+\.?$/.test(inEnglish(date)) && row.headingDate !== undefined)
        return withParts(read(`${inEnglish(date)} ${row.headingDate}`), parts);
      return withParts(reading, parts);
    }
    if (row.headingDate !== undefined) return withParts(read(row.headingDate), parts);
    const week = textOf(row, 'week');
    const ofMonth = /[1-5]$/.exec(week)?.[0];
    if (weeksOfMonths && ofMonth !== undefined && parts.month !== undefined)
      return withParts(read(`week ${ofMonth} ${parts.month}`), parts);
    if (week !== '') return withParts(read(weekText(week, textOf(row, 'quarter'), calendarWeeks)), parts);
    if (parts.month !== undefined) {
      const month = withParts(read(parts.month), parts);
      return 'problem' in month
        ? month
        : { ...month, doubt: 'it names a month; it runs from its first day to its last' };
    }
    const end = textOf(row, 'endDate');
    if (end === '') return { problem: 'there is no date' };
    notes.push({ row: number, note: 'it has no start; it is placed on the day it is due' });
    const due = read(end);
    return 'problem' in due ? due : { ...due, from: due.to ?? due.from };
  }

  /** What columns of their own, or the heading above, say about the month, the year and the weekday. */
  function partsOf(row: DataRow): { month?: string; year?: number; weekday?: number } {
    const year = /^(?:\d{4})$/.exec(textOf(row, 'year'))?.[0];
    const weekday = read(`${textOf(row, 'weekday')} 1 jan 2000`);
    const named = textOf(row, 'weekday') !== '' && 'from' in weekday ? weekday.from.weekday : undefined;
    const month = [textOf(row, 'month'), row.headingDate ?? ''].map(monthText).find((text) => text !== undefined);
    return {
      ...(month === undefined ? {} : { month }),
      ...(year === undefined ? {} : { year: Number(year) }),
      ...(named === undefined ? {} : { weekday: named }),
    };
  }

  function monthText(text: string): string | undefined {
    if (text === '') return undefined;
    const number = /^(0?[1-9]|1[0-2])$/.exec(text)?.[1];
    if (number !== undefined) return MONTH_NAMES[Number(number) - 1];
    const reading = read(text);
    if ('problem' in reading) return undefined;
    const { month, year, orYear, wholeMonth } = reading.from;
    if (month === undefined || !(wholeMonth || orYear)) return undefined;
    return `${MONTH_NAMES[month - 1]}${year === undefined && orYear === undefined ? '' : ` ${year ?? orYear}`}`;
  }

  function withEnd(reading: DateReading, row: DataRow, number: number): DateReading {
    const end = textOf(row, 'endDate');
    if (end === '' || reading.to) return reading;
    const year = partsOf(row).year;
    const until = read(end);
    if ('problem' in until) {
      if (durationIn(textOf(row, 'duration')) === undefined)
        notes.push({ row: number, note: `its end is not used: ${until.problem}` });
      return reading;
    }
    const to = withYear(until.to ?? until.from, year);
    return { ...reading, to: endsBefore(row, until) ? { ...to, nightBefore: true } : to };
  }

  /** Calendars write the end of a whole day as midnight of the next one. */
  function endsBefore(row: DataRow, until: DateReading): boolean {
    const midnight = (cell: string, inDate: DateReading['time']) =>
      (cell === '' ? inDate : readTime(cell))?.at === '00:00';
    const start = read(textOf(row, 'date'));
    const allDay = /^(true|yes|y|x|1|wahr|ja|vrai|oui|sí|si|sim)$/i.test(textOf(row, 'allDay'));
    return (
      midnight(textOf(row, 'endTime'), until.time) &&
      (allDay || midnight(textOf(row, 'time'), 'from' in start ? start.time : undefined))
    );
  }
}

const WEEK_HEADING =
  /^(w\/?[cb]|wc|week (commencing|beginning|of|starting)|woche vom|semaine du|semana del?|week van)\b/i;
const LAUNCH_HEADING =
  /^(days?|weeks?) (before|to|until|prior to|after|from|post|pre)[ -](?:the )?(?:launch|go[ -]?live|event|start|release)/i;
const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const noColumn = (problem: string) => (problem === 'there is no date' ? 'no column holds dates' : problem);

/** Blank dates between dated rows are what merged cells leave; at the end of a list they are ideas without a date. */
function usualBlanks(entries: DataRow[], dated: (row: DataRow) => boolean, hasColumn: boolean): 'above' | 'reject' {
  const blanks = entries.map((row) => !dated(row) && row.headingDate === undefined);
  const last = blanks.lastIndexOf(false);
  const between = blanks.slice(blanks.indexOf(false), last).filter(Boolean).length;
  return hasColumn && between > 0 && blanks.filter(Boolean).length >= entries.length * 0.2 ? 'above' : 'reject';
}

/** “14” below “Week” is week 14, and below “KW” that of the calendar; “3” beside “Q2” is the third of the quarter. */
function weekText(cell: string, quarter: string, calendar: boolean): string {
  const number = /^(\d{1,2})(?:[ /-]+(\d{4}))?$/.exec(cell);
  if (!number) {
    const yearFirst = /^(\d{4})[ /-]*(\d{1,2})$/.exec(cell);
    return yearFirst ? `${yearFirst[1]} week ${yearFirst[2]}` : cell;
  }
  const named = /[1-4]/.exec(quarter)?.[0];
  if (named !== undefined && Number(number[1]) <= 13) return `q${named} week ${number[1]}`;
  return `${calendar ? 'calendar week' : 'week'} ${number[1]}${number[2] === undefined ? '' : ` ${number[2]}`}`;
}

function withParts(
  reading: DateReading | { problem: string },
  { year, weekday }: { year?: number; weekday?: number },
): DateReading | { problem: string } {
  if ('problem' in reading) return reading;
  const from = withYear(reading.from, year);
  return {
    ...reading,
    from:
      weekday === undefined || from.weekday !== undefined || from.wholeMonth || reading.to
        ? from
        : { ...from, weekday },
    ...(reading.to === undefined ? {} : { to: withYear(reading.to, year) }),
  };
}

const withYear = (point: DatePoint, year: number | undefined): DatePoint =>
  year === undefined || point.year !== undefined || point.serial !== undefined || point.fromLaunch !== undefined
    ? point
    : { ...point, year };

/** Databases write 00:00 behind dates that have no time: where all rows say so, it is none. */
function withoutMidnight(readings: (DateReading | undefined)[]): (DateReading | undefined)[] {
  const times = readings.flatMap((reading) => (reading?.time === undefined ? [] : [reading.time.at]));
  if (times.length === 0 || times.some((at) => at !== '00:00')) return readings;
  return readings.map((reading) => {
    if (reading === undefined) return undefined;
    const { time: _, ...rest } = reading;
    return rest;
  });
}

/** Real dates up to the 12th beside texts from the 13th on: a spreadsheet read the others with day and month swapped. */
function mixtureOf(
  data: DataRow[],
  readings: (DateReading | undefined)[],
  textOf: (row: DataRow, field: PlanField) => string,
): string[] {
  const real: DatePoint[] = [];
  const texts: DatePoint[] = [];
  data.forEach((row, index) => {
    const point = readings[index]?.from;
    if (!point) return;
    if (point.pair && !point.yearFirst) texts.push(point);
    else if (/^\d{4}-\d{2}-\d{2}/.test(textOf(row, 'date'))) real.push(point);
  });
  const suspicious =
    real.length > 0 &&
    texts.length > 0 &&
    real.every(({ date }) => date! <= 12) &&
    texts.every(({ pair }) => pair![0] > 12 || pair![1] > 12);
  return suspicious
    ? [
        'Dates are mixed: some are real dates, none after the 12th of a month, and some are text. In the real ones a spreadsheet may have swapped day and month: check them.',
      ]
    : [];
}

function cached<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = read(text)));
    return value;
  };
}
