import { dayOf, isWeekend, parseDay, partsOf, weekdayOf } from '#campaign/calendar.ts';
import { possible, type DatePoint } from './datePoint.ts';
import type { DateReading } from './dateCell.ts';

/** Whether a column of dates has the day first or the month. */

export type DateOrder = 'day-first' | 'month-first';

export interface OrderGuess {
  order: DateOrder;
  /** Whether the column leaves no other reading. */
  certain: boolean;
  /** Why, as the end of a sentence: “because …”. */
  reason: string;
}

export interface DatingOptions {
  /** The person's word on the order; without it, it is guessed. */
  dateOrder?: DateOrder;
  /** Year of dates that name none. */
  year?: number;
  /** A year that stands above the list; weekdays beside the dates may say otherwise. */
  likelyYear?: number;
  /** A year in the name of the file or the sheet, which may be that of its making: it counts unless the dates would be long past. */
  hintedYear?: number;
  /** ISO date of the launch that days such as “T-14” count from. */
  launch?: string;
  /** ISO date; decides years that nothing else decides. */
  today: string;
  date1904?: boolean;
  /** ISO date of the day that “week 1” and “day 1” begin with; by default the Monday of the earliest date. */
  weekOne?: string;
  /** The header above the dates. */
  header?: string;
}

export function epochDay(year: number, month: number, date: number): number | undefined {
  return parseDay(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`,
  );
}

/** Day and month of a point in the order wanted, or in the other where only that is possible. */
export function orderedPair(
  point: DatePoint,
  order: DateOrder,
): { date: number; month: number; swapped: boolean } | undefined {
  if (point.pair === undefined) {
    return point.month === undefined || point.date === undefined
      ? undefined
      : { date: point.date, month: point.month, swapped: false };
  }
  const [first, second] = point.pair;
  const [date, month] = order === 'day-first' ? [first, second] : [second, first];
  if (possible(date, month)) return { date, month, swapped: false };
  return possible(month, date) ? { date: month, month: date, swapped: true } : undefined;
}

/** Which of day and month comes first, from everything the column shows. Day first where nothing says otherwise. */
export function guessOrder(
  readings: (DateReading | undefined)[],
  points: DatePoint[],
  options: DatingOptions,
): OrderGuess {
  const pairs = points.filter((point) => point.pair !== undefined);
  const dayFirst = pairs.filter(({ pair }) => pair![0] > 12).length;
  const monthFirst = pairs.filter(({ pair }) => pair![1] > 12).length;
  const header = options.header?.toLowerCase() ?? '';
  const inHeading = /\bmm?[/. -]dd?\b/.test(header)
    ? 'month-first'
    : /\bdd?[/. -]mm?\b/.test(header)
      ? 'day-first'
      : undefined;
  const judged = weekdayEvidence(pairs, options);
  if (dayFirst > 0 || monthFirst > 0) {
    const order = dayFirst >= monthFirst ? 'day-first' : 'month-first';
    if (judged?.clear && judged.order !== order) return { ...judged, certain: false };
    const both = dayFirst > 0 && monthFirst > 0;
    return {
      order,
      certain: !both,
      reason: both ? 'most dates can only be read so, though not all' : 'other readings give no real dates',
    };
  }
  if (inHeading !== undefined) {
    if (judged?.clear && judged.order !== inHeading) return { ...judged, certain: false };
    return { order: inHeading, certain: true, reason: 'the heading says so' };
  }
  if (pairs.length === 0) return { order: 'day-first', certain: true, reason: 'no date depends on it' };
  return (
    judged ??
    sequenceEvidence(readings) ??
    spellingEvidence(readings, header) ??
    weekendEvidence(pairs, options) ?? {
      order: 'day-first',
      certain: false,
      reason: 'both orders are possible and day first is the usual one outside the United States',
    }
  );
}

function daysIn(points: DatePoint[], order: DateOrder, year: number): number[] {
  return points.flatMap((point) => {
    const parts = orderedPair(point, order);
    const day = parts && epochDay(point.year ?? year, parts.month, parts.date);
    return day === undefined ? [] : [day];
  });
}

/** The order that the weekdays fit, among the dates that can be read in both; `clear` where they do in several rows and most of them. */
function weekdayEvidence(pairs: DatePoint[], options: DatingOptions): (OrderGuess & { clear: boolean }) | undefined {
  const named = pairs.filter(
    ({ weekday, pair }) => weekday !== undefined && pair![0] <= 12 && pair![1] <= 12 && pair![0] !== pair![1],
  );
  if (named.length === 0) return undefined;
  const hits = (order: DateOrder) =>
    Math.max(
      ...yearsAround(options).map(
        (year) =>
          named.filter((point) => daysIn([point], order, year).some((day) => weekdayOf(day) === point.weekday)).length,
      ),
    );
  const [day, month] = [hits('day-first'), hits('month-first')];
  if (day === month) return undefined;
  return {
    order: day > month ? 'day-first' : 'month-first',
    certain: true,
    reason: 'the weekdays beside the dates fit',
    clear: Math.max(day, month) >= Math.max(2, named.length * 0.6),
  };
}

/**
 * Dates whose day and month were swapped before they came here: where most weekdays contradict them as they stand and agree with them the
 * other way round. Months in words are never swapped.
 */
export function withoutSwaps(readings: (DateReading | undefined)[]): (DateReading | undefined)[] {
  const turned = readings.map((reading) =>
    reading?.spelled === undefined && reading?.to === undefined ? turn(reading) : undefined,
  );
  const named = readings.filter((_, index) => turned[index]);
  const fits = (reading: DateReading | undefined) => {
    const { year, month, date, weekday } = reading!.from;
    const day = epochDay(year!, month!, date!);
    return day !== undefined && weekdayOf(day) === weekday;
  };
  const others = turned.filter((reading) => reading && fits(reading)).length;
  if (others < Math.max(2, named.length * 0.6) || named.filter(fits).length >= others) return readings;
  return readings.map((reading, index) =>
    turned[index] && fits(turned[index]) && !fits(reading) ? turned[index] : reading,
  );
}

function turn(reading: DateReading | undefined): DateReading | undefined {
  const { year, month, date, weekday, pair, weekOf, nth, weekIn, wholeMonth } = reading?.from ?? {};
  if (year === undefined || month === undefined || date === undefined || weekday === undefined || date > 12)
    return undefined;
  if (pair || weekOf || nth !== undefined || weekIn !== undefined || wholeMonth || date === month) return undefined;
  const shown = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return {
    ...reading,
    from: { ...reading!.from, month: date, date: month },
    doubt: `${shown} is read with day and month the other way round, as most weekdays beside such dates say`,
  };
}

function sequenceEvidence(readings: (DateReading | undefined)[]): OrderGuess | undefined {
  const points = readings.flatMap((reading) =>
    reading?.from.pair && reading.from.year !== undefined ? [reading.from] : [],
  );
  if (points.length < 3) return undefined;
  const falls = (order: DateOrder) => {
    const days = daysIn(points, order, 0);
    return days.filter((day, index) => index > 0 && day < days[index - 1]!).length;
  };
  const [day, month] = [falls('day-first'), falls('month-first')];
  if (day > 0 === month > 0) return undefined;
  return {
    order: day === 0 ? 'day-first' : 'month-first',
    certain: false,
    reason: 'the rows are then in the order of their dates',
  };
}

function spellingEvidence(readings: (DateReading | undefined)[], header: string): OrderGuess | undefined {
  const count = (order: DateOrder) => readings.filter((reading) => reading?.spelled === order).length;
  const [day, month] = [count('day-first'), count('month-first')];
  if (day !== month) {
    return {
      order: day > month ? 'day-first' : 'month-first',
      certain: false,
      reason: 'dates with the month as a word are written so',
    };
  }
  const american = /\b(us|usa|american|est|edt|pst|pdt|et|pt)\b/.test(header);
  const readTimes = readings.some((reading) => /\b(est|edt|pst|pdt)\b/i.test(reading?.time?.doubt ?? ''));
  return american || readTimes
    ? { order: 'month-first', certain: false, reason: 'the sheet uses American time zones' }
    : undefined;
}

function weekendEvidence(pairs: DatePoint[], options: DatingOptions): OrderGuess | undefined {
  const dated = pairs.filter((point) => point.year !== undefined || options.year !== undefined);
  if (dated.length < 3) return undefined;
  const weekends = (order: DateOrder) => daysIn(dated, order, options.year ?? 0).filter(isWeekend).length;
  if (weekends('month-first') > 0 || weekends('day-first') < 2) return undefined;
  return { order: 'month-first', certain: false, reason: 'otherwise dates would fall on weekends' };
}

/** Years that dates without one may belong to, the likeliest first. */
export function yearsAround(options: DatingOptions): number[] {
  const now = options.year ?? options.likelyYear ?? partsOf(dayOf(options.today)).year;
  return options.year === undefined ? [now, now + 1, now - 1, now + 2] : [now];
}
