import type { Columns } from '../understand/columns.ts';
import { readDate, type DatePoint, type DateProblem, type DateReading } from '../understand/dateCell.ts';
import { MONTH_STEMS } from '../understand/english.ts';
import { inEnglish } from '../understand/languages/languages.ts';
import { isLaunchItself } from '../understand/launch.ts';
import type { DataRow, RowNote } from '../understand/rows.ts';
import { readTime, shorten } from '../understand/times.ts';
import { readWeekdays, type Weekdays } from '../understand/weekdays.ts';
import { weekText } from '../understand/weeks.ts';
import type { PlanField } from '../understand/wording.ts';
import { durationIn } from '../understand/lengths.ts';

/** The day of each entry, from the cells that speak of it: the date, its parts in columns of their own, the heading above, the row above. */

export interface DayChoices {
  /** Whether a row without a date takes that of the row above, as merged cells leave it, or is rejected. */
  blankDates?: 'above' | 'reject';
  /** Whether rows that name no day are kept as ideas: then none takes the date of another, unless that was chosen. */
  undated?: 'keep' | 'leave-out';
  /** ISO date of the launch that days such as “T-14” count from. */
  launch?: string;
}

export interface Days {
  readings: (DateReading | undefined)[];
  /** For entries without a reading, why. */
  problems: Map<number, { problem: string; undated?: true }>;
  /** How many took the date of the row above. */
  fromAbove: number;
  notes: RowNote[];
  remarks: string[];
  blankDates: 'above' | 'reject';
}

/** The column that says most about the day: of dates, or else of weeks or months. */
export const dayColumn = (columns: Columns<PlanField>): number | null =>
  columns.date ?? columns.week ?? columns.month ?? columns.endDate;

/** One reading for each entry, with its end from the column of ends. `headers` are the headings by column, `monthAbove` is the month of the whole list. */
export function readDays(
  data: DataRow[],
  columns: Columns<PlanField>,
  headers: string[],
  choices: DayChoices,
  monthAbove?: string,
): Days {
  const textOf = (row: DataRow, field: PlanField) => (columns[field] === null ? '' : (row.cells[columns[field]] ?? ''));
  const read = cached(readDate);
  const entries = data.filter(({ reason }) => reason === undefined);
  const hasParts = (row: DataRow) =>
    (['date', 'week', 'month', 'endDate'] as const).some((field) => textOf(row, field) !== '');
  const blankDates =
    choices.blankDates ??
    (choices.undated === 'keep' ? 'reject' : usualBlanks(entries, hasParts, dayColumn(columns) !== null));
  const calendarWeeks = /\b(kw|cw|calendar|kalender\w*|iso)\b/i.test(
    columns.week === null ? '' : (headers[columns.week] ?? ''),
  );
  const heading = columns.date === null ? '' : (headers[columns.date] ?? '');
  const ofWeeks = WEEK_HEADING.test(heading);
  const fromLaunch = LAUNCH_HEADING.exec(heading) ?? OFFSET_HEADING.exec(heading);
  const asWritten = countsUp(entries.map((row) => Number(textOf(row, 'date') || Number.NaN)));
  const countsDays =
    DAY_HEADING.test(heading) &&
    entries.every((row) => textOf(row, 'date') === '' || DAY_NUMBERS.test(textOf(row, 'date')));
  const weeksOfMonths =
    columns.month !== null &&
    entries.every((row) => /^\D{0,5}[1-5]?$/.test(textOf(row, 'week')) && textOf(row, 'month') !== '');
  const namesLaunch = entries.some((row) => isFromLaunch(textOf(row, 'date')));
  const problems: Days['problems'] = new Map();
  const notes: RowNote[] = [];
  let fromAbove = 0;
  let above: { row: DataRow } | undefined;

  const readings = data.map((row, index): DateReading | undefined => {
    if (row.reason !== undefined) return undefined;
    let from = row;
    if (hasParts(row) || row.headingDate !== undefined) above = { row };
    else if (blankDates === 'above' && above) {
      from = above.row;
      fromAbove++;
      notes.push({ row: row.row, note: `it has no date; it took that of row ${from.row}` });
    }
    const reading = readStart(from, row.row);
    if ('problem' in reading) {
      problems.set(index, {
        ...reading,
        problem: dayColumn(columns) === null ? noColumn(reading.problem) : reading.problem,
      });
      return undefined;
    }
    return withEnd(reading, from, row.row);
  });
  return {
    readings: withoutMidnight(readings),
    problems,
    fromAbove,
    notes,
    remarks: mixtureOf(data, readings, textOf),
    blankDates,
  };

  function readStart(row: DataRow, number: number): DateReading | DateProblem {
    const reading = readCells(row, number);
    if ('problem' in reading) return reading;
    return onWeekday(withinYear(reading, partsOf(row).year), textOf(row, 'weekday'), (note) =>
      notes.push({ row: number, note }),
    );
  }

  function readCells(row: DataRow, number: number): DateReading | DateProblem {
    const date = textOf(row, 'date');
    if (date !== '') return readDateCell(row, date);
    if (row.headingDate !== undefined) return read(row.headingDate);
    const week = textOf(row, 'week');
    const { month } = partsOf(row);
    const ofMonth = /[1-5]$/.exec(week)?.[0];
    if (weeksOfMonths && ofMonth !== undefined && month !== undefined) return read(`week ${ofMonth} ${month}`);
    if (week !== '') return readWeek(row);
    if (month !== undefined) {
      const reading = read(month);
      return 'problem' in reading
        ? reading
        : { ...reading, doubt: 'it names a month; it runs from its first day to its last' };
    }
    const end = textOf(row, 'endDate');
    if (end === '') return { problem: 'there is no date', undated: true };
    notes.push({ row: number, note: 'it has no start; it is placed on the day it is due' });
    const due = read(end);
    return 'problem' in due ? due : { ...due, from: due.to ?? due.from };
  }

  function isFromLaunch(date: string): boolean {
    const reading = read(date);
    return isLaunchItself(date) || ('from' in reading && reading.from.fromLaunch !== undefined);
  }

  function readWeek(row: DataRow): DateReading | DateProblem {
    return read(weekText(textOf(row, 'week'), textOf(row, 'quarter'), calendarWeeks));
  }

  function readDateCell(row: DataRow, date: string): DateReading | DateProblem {
    const count = /^([-+]?\d{1,3})(?:\s*(?:[-–]|to|bis)\s*(\d{1,3}))?$/.exec(date);
    if (fromLaunch && count) {
      const size = /week/i.test(fromLaunch[1] ?? '') ? 7 : 1;
      const sign = asWritten || /after|from|post|offset|relative/i.test(fromLaunch[2]!) ? 1 : -1;
      const [from, to] = [count[1]!, count[2] ?? count[1]!]
        .map((number) => sign * size * Number(number) + 0)
        .sort((a, b) => a - b)
        .map((days) => ({ fromLaunch: { days, working: false } }));
      return count[2] === undefined ? { from: from! } : { from: from!, to: to! };
    }
    const week = textOf(row, 'week');
    const ofWeek = week === '' ? undefined : /^(?:day )?([1-7])$/.exec(inEnglish(date))?.[1];
    if (ofWeek !== undefined && partsOf(row).month === undefined) {
      const inWeek = onDays(readWeek(row), { days: [Number(ofWeek)] }, date);
      return 'problem' in inWeek ? inWeek : { ...inWeek, doubt: `day ${ofWeek} of its week is counted from Monday` };
    }
    const ofDay = withoutWeekday(date);
    if (DAY_NUMBERS.test(ofDay)) {
      const numbers = ofDay.replace(/(\d)(?:st|nd|rd|th|\.|º|°)(?!\d)/g, '$1');
      const month = partsOf(row).month ?? monthAbove;
      if (month !== undefined) return readInMonth(date, numbers, month);
      if (countsDays) return read(`day ${numbers}`);
    }
    if (isLaunchItself(date)) return { from: { fromLaunch: { days: 0, working: false } } };
    // A weekday alone, below a heading or beside a week.
    const weekdays = readWeekdays(date);
    if (weekdays && row.headingDate !== undefined) return onDays(read(row.headingDate), weekdays, date);
    if (weekdays && week !== '') return onDays(readWeek(row), weekdays, date);
    const reading = read(date);
    if ('problem' in reading && namesLaunch) {
      // “3 days before” beside “6 weeks before launch”.
      const counted = read(`${date} launch`);
      if ('from' in counted && counted.from.fromLaunch) return counted;
    }
    return ofWeeks && 'from' in reading && !reading.to
      ? { ...reading, from: { ...reading.from, weekOf: true } }
      : reading;
  }

  /** “5” and “5-9” beside a month; “5/4” may hold the month itself. */
  function readInMonth(date: string, numbers: string, month: string): DateReading | { problem: string } {
    const reading = read(`${numbers} ${month}`);
    const alone = 'problem' in reading ? read(date) : reading;
    const named = MONTH_STEMS.indexOf(month.slice(0, 3)) + 1;
    return 'from' in alone && (alone === reading || alone.from.pair?.includes(named)) ? alone : reading;
  }

  /** What columns of their own, or the heading above, say about the month and the year. */
  function partsOf(row: DataRow): { month?: string; year?: number } {
    const year = /^(?:\d{4})$/.exec(textOf(row, 'year'))?.[0];
    const month = [textOf(row, 'month'), row.headingDate ?? ''].map(monthText).find((text) => text !== undefined);
    return {
      ...(month === undefined ? {} : { month }),
      ...(year === undefined ? {} : { year: Number(year) }),
    };
  }

  function monthText(text: string): string | undefined {
    if (text === '') return undefined;
    const ofYear = /^(\d{1,2})[-/.](\d{2})$/.exec(text);
    if (ofYear) return monthText(`${ofYear[1]}/20${ofYear[2]}`);
    const number = /^(0?[1-9]|1[0-2])$/.exec(text)?.[1];
    if (number !== undefined) return MONTH_STEMS[Number(number) - 1];
    const reading = read(text);
    if ('problem' in reading) return undefined;
    const { month, year, orYear, wholeMonth } = reading.from;
    if (month === undefined || !(wholeMonth || orYear)) return undefined;
    return `${MONTH_STEMS[month - 1]}${year === undefined && orYear === undefined ? '' : ` ${year ?? orYear}`}`;
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
  /^(w\/?[cb]|wc|week (commencing|beginning|of|starting)|woche vom|semaine du|semana del?|week van)\b|^(week|wk|kw|woche|semaine|semana|settimana)$/i;
/** Headings of days that are counted, where only numbers stand below them. */
const DAY_HEADING = /^(days?|tage?|jours?|días?|dias?|dag(en)?|giorn[oi])\W*(no|nr|number|n)?\W*$/i;
const DAY_NUMBERS = /^\d{1,3}(?:st|nd|rd|th|\.|º|°)?(?:\s*(?:[-–/&+,]|to|and)\s*\d{1,3}(?:st|nd|rd|th|\.|º|°)?)*$/;
const LAUNCH_HEADING =
  /^(days?|weeks?) (before|to|until|prior to|after|from|post|pre)[ -](?:the )?(?:launch|go[ -]?live|event|start|release)/i;
/** “Offset” counts on from the launch, “T minus” down to it. */
const OFFSET_HEADING =
  /^(?:(days?|weeks?) )?(offset|relative(?: days?)?|relative to (?:launch|go[ -]?live)|t[ -]minus)\b/i;

/** “Tue 2” and “02 (Tue)” are the 2nd beside a month. */
const withoutWeekday = (text: string) =>
  /^\d{1,2}\D+$|^\D+\d{1,2}\.?$/.test(text) && readWeekdays(text.replace(/[\d().,]/g, '').trim())
    ? text.replace(/\D/g, '')
    : text;

/** “-30, -14, 0, 7” rise to the launch and beyond, whatever the heading says; “14, 7, 0, -7” count down to it. */
function countsUp(numbers: number[]): boolean {
  const known = numbers.filter((number) => !Number.isNaN(number));
  const rises = known.every((number, place) => place === 0 || number >= known[place - 1]!);
  return known.some((number) => number < 0) && (rises || known.every((number) => number <= 0));
}

const noColumn = (problem: string) => (problem === 'there is no date' ? 'no column holds dates' : problem);

/** Blank dates between dated rows are what merged cells leave; at the end of a list they are ideas without a date. */
function usualBlanks(entries: DataRow[], dated: (row: DataRow) => boolean, hasColumn: boolean): 'above' | 'reject' {
  const blanks = entries.map((row) => !dated(row) && row.headingDate === undefined);
  const last = blanks.lastIndexOf(false);
  const between = blanks.slice(blanks.indexOf(false), last).filter(Boolean).length;
  return hasColumn && between > 0 && blanks.filter(Boolean).length >= entries.length * 0.2 ? 'above' : 'reject';
}

/** A reading on the weekday that a column of its own names. Beside a whole date it only checks it. */
function onWeekday(
  reading: DateReading,
  text: string,
  note: (text: string) => void,
): DateReading | { problem: string } {
  const { from } = reading;
  if (text === '' || from.weekday !== undefined) return reading;
  const weekdays = readWeekdays(text);
  const inWeek = from.weekOf || from.week !== undefined || from.weekIn !== undefined;
  const shown = `“${shorten(text)}”`;
  if (!weekdays) {
    if (inWeek) note(`${shown} is not understood as a weekday; it is placed on the first day of its week`);
    return reading;
  }
  const single = weekdays.days.length === 1;
  if (inWeek && (single || !reading.to)) return onDays(reading, weekdays, text);
  if (!single || from.wholeMonth || reading.to) note(`${shown} beside the date is not used`);
  else return { ...reading, from: { ...from, weekday: weekdays.days[0]! } };
  return reading;
}

/** A week on one of its days, or from one to another. */
function onDays(
  reading: DateReading | { problem: string },
  { days, span }: Weekdays,
  text: string,
): DateReading | { problem: string } {
  if ('problem' in reading) return reading;
  const { from } = reading;
  const [first, last] = [days[0]!, days.at(-1)!];
  if (days.length > 1 && (!span || last < first))
    return { problem: `“${shorten(text)}” names several days; give each a row of its own` };
  return {
    ...reading,
    from: { ...from, weekday: first },
    ...(span ? { to: { ...from, weekday: last } } : {}),
  };
}

function withinYear(reading: DateReading, year: number | undefined): DateReading {
  return {
    ...reading,
    from: withYear(reading.from, year),
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
