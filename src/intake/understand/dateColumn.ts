import { dayOf, formatDay, isWeekend, mondayOf, monthRange, partsOf, weekdayOf } from '#campaign/calendar.ts';
import { WEEKDAY_NAMES } from '#campaign/dateNames.ts';
import { onWeekday } from '#campaign/occurrences.ts';
import type { DatePoint } from './datePoint.ts';
import type { DateReading } from './dateCell.ts';
import { workingDaysFrom } from './launch.ts';
import {
  epochDay,
  guessOrder,
  orderedPair,
  withoutSwaps,
  yearsAround,
  type DateOrder,
  type DatingOptions,
  type OrderGuess,
} from './order.ts';
import { monthsWithYears } from './months.ts';
import { serialDay } from '../read/serial.ts';

/** Days out of a whole column of date cells: what one cell leaves open, the others decide. */

export interface DatedCell {
  /** Epoch days; `until` is the first day after. */
  from: number;
  until: number;
  doubts: string[];
}

/** `undated` where the row names no day, rather than one that cannot be read. */
export type Dated = DatedCell | { problem: string; undated?: true };

export interface DatedColumn {
  cells: (Dated | undefined)[];
  order: OrderGuess;
  /** Whether any date needed the order at all. */
  orderMatters: boolean;
  /** Whether days are counted from a launch whose date is not known. */
  launchMissing: boolean;
  /** The year given to dates that name none, where there are such dates: that of the first one. */
  assumedYear?: number;
}

/** The days of a column of readings, in row order; undefined stays undefined. */
export function dateColumn(given: (DateReading | undefined)[], options: DatingOptions): DatedColumn {
  const readings = withoutSwaps(
    monthsWithYears(given, options).map((reading) => reading && yearFirst(reading, options)),
  );
  const points = readings.flatMap((reading) => (reading ? [reading.from, ...(reading.to ? [reading.to] : [])] : []));
  const order: OrderGuess =
    options.dateOrder === undefined
      ? guessOrder(readings, points, options)
      : { order: options.dateOrder, certain: true, reason: 'it was chosen' };
  const yearFor = assignYears(readings, order.order, options);
  const counted = countedWeeks(points);
  // “Day 0” is the first one where there is such a day.
  const firstDay = points.some(({ planDay }) => planDay === 0) ? 0 : 1;
  const cells: (Dated | undefined)[] = readings.map((reading, index) =>
    reading && !isCounted(reading.from) ? resolve(reading, index) : undefined,
  );
  const earliest = cells.reduce(
    (least, cell) => (cell && 'from' in cell ? Math.min(least, cell.from) : least),
    Infinity,
  );
  const start = options.weekOne ?? (Number.isFinite(earliest) ? formatDay(earliest) : options.today);
  const weekOne = mondayOf(dayOf(start)) + (Number.isFinite(earliest) || options.weekOne !== undefined ? 0 : 7);
  readings.forEach((reading, index) => {
    if (reading && isCounted(reading.from)) cells[index] = resolve(reading, index, weekOne);
  });
  const first = readings.findIndex(
    (reading) => reading !== undefined && needsYear(reading.from) && !isCounted(reading.from),
  );
  return {
    cells,
    order,
    launchMissing: options.launch === undefined && points.some((point) => point.fromLaunch !== undefined),
    orderMatters: points.some((point) => point.pair !== undefined && point.pair[0] !== point.pair[1]),
    ...(first < 0 ? {} : { assumedYear: yearFor(first) }),
  };

  function isCounted(point: DatePoint): boolean {
    return point.planDay !== undefined || (point.week !== undefined && !isCalendarWeek(point));
  }

  function isCalendarWeek(point: DatePoint): boolean {
    return point.calendarWeek === true || !counted;
  }

  function resolve(reading: DateReading, index: number, weekOne = 0): Dated {
    const from = dayOfPoint(reading.from, yearFor(index), order.order, weekOne);
    if (typeof from === 'string') return { problem: from };
    const doubts = [...(reading.doubt === undefined ? [] : [reading.doubt]), ...from.doubts];
    let until = reading.from.wholeMonth ? endOfMonth(from.day) : from.day + 1;
    if (reading.to) {
      const { year } = partsOf(from.day);
      const ending = (inYear: number) => dayOfPoint(reading.to!, reading.to!.year ?? inYear, order.order, weekOne);
      let end = ending(year);
      // Without a year of its own, an end before its start is in the next year, unless it is almost a year away.
      if (typeof end !== 'string' && end.day < from.day && needsYear(reading.to)) {
        const next = ending(year + 1);
        if (typeof next === 'string' || next.day - from.day <= LONGEST_ROUND) end = next;
      }
      if (typeof end === 'string') return { problem: end };
      until = reading.to.wholeMonth ? endOfMonth(end.day) : end.day + 1;
      const toFriday = reading.to.weekday === undefined && !reading.to.weekOf;
      if (toFriday && (reading.to.week !== undefined || reading.to.weekIn !== undefined)) until += 4;
      if (reading.to.nightBefore) until = Math.max(from.day + 1, until - 1);
      doubts.push(...end.doubts);
    }
    if (until <= from.day)
      return { problem: `it ends on ${formatDay(until - 1)}, before it starts on ${formatDay(from.day)}` };
    return { from: from.day, until, doubts };
  }

  function dayOfPoint(
    point: DatePoint,
    year: number,
    wanted: DateOrder,
    weekOne: number,
  ): { day: number; doubts: string[] } | string {
    if (point.serial !== undefined) {
      const day = serialDay(point.serial, options.date1904 ?? false);
      return day === undefined ? `the number ${point.serial} is not a date` : { day, doubts: [] };
    }
    if (point.planDay !== undefined) {
      return {
        day: weekOne + point.planDay - firstDay,
        doubts: [`day ${point.planDay} is counted from ${formatDay(weekOne)}`],
      };
    }
    if (point.week !== undefined) return weekDay(point, year, weekOne);
    if (point.fromLaunch !== undefined) return launchDay(point.fromLaunch);
    const doubts: string[] = [];
    const parts = orderedPair(point, wanted);
    if (!parts) return `${point.pair?.join('/')} is not a date`;
    if (parts.swapped)
      doubts.push(
        `${point.pair?.join('/')} can only be read with the ${parts.month === point.pair![0] ? 'month' : 'day'} first`,
      );
    const full = point.year ?? year;
    const day = epochDay(full, parts.month, parts.date);
    if (day === undefined) return `${parts.date}.${parts.month}.${full} is not a real date from 1970 to 2199`;
    if (point.nth !== undefined) {
      // A fifth may lack; it is taken as the last.
      const ordinal = point.nth < 5 ? point.nth : -1;
      return { day: onWeekday(point.weekday!, ordinal)(monthRange(full, parts.month)), doubts };
    }
    if (point.weekIn !== undefined) {
      const monday = mondayOf(day + 7 * (point.weekIn - 1));
      return { day: point.weekday === undefined ? Math.max(day, monday) : monday + point.weekday - 1, doubts };
    }
    if (point.weekOf && point.weekday !== undefined) return { day: mondayOf(day) + point.weekday - 1, doubts };
    if (point.weekday !== undefined && weekdayOf(day) !== point.weekday) {
      const turned = point.pair && !parts.swapped ? epochDay(full, parts.date, parts.month) : undefined;
      const other =
        turned !== undefined && weekdayOf(turned) === point.weekday
          ? `; with day and month the other way round, ${formatDay(turned)} is one`
          : '';
      doubts.push(
        `${formatDay(day)} is a ${WEEKDAY_NAMES[weekdayOf(day) - 1]}, not a ${WEEKDAY_NAMES[point.weekday - 1]}${other}`,
      );
    }
    return { day, doubts };
  }

  function launchDay({
    days,
    working,
  }: NonNullable<DatePoint['fromLaunch']>): { day: number; doubts: string[] } | string {
    if (options.launch === undefined) return 'it counts from the launch, whose date is not known; give the launch date';
    const launch = dayOf(options.launch);
    const day = working ? workingDaysFrom(launch, days, isWeekend) : launch + days;
    const how = working ? ', in working days of whom it is for' : '';
    return { day, doubts: [`it is counted from the launch on ${options.launch}${how}`] };
  }

  function weekDay(point: DatePoint, year: number, weekOne: number): { day: number; doubts: string[] } | string {
    const offset = (point.weekday ?? 1) - 1;
    if (!isCalendarWeek(point)) {
      const day = weekOne + (point.week! - 1) * 7 + offset;
      return { day, doubts: [`week ${point.week} is counted from ${formatDay(weekOne)}`] };
    }
    const full = point.year ?? year;
    if (point.orWeek && Math.abs(full - partsOf(dayOf(options.today)).year) > 2)
      return `it names several weeks (${point.week} and ${full % 100}); give each a row of its own`;
    const day = firstMonday(full) + (point.week! - 1) * 7 + offset;
    if (day - offset >= firstMonday(full + 1)) return `${full} has no week ${point.week}`;
    return { day, doubts: [`week ${point.week} is the calendar week from ${formatDay(day - offset)}`] };
  }
}

/** Days of the longest span over the new year that names no year; a longer one is written the wrong way round. */
const LONGEST_ROUND = 300;

/** Monday of the first ISO week of a year: the one that holds 4 January. */
const firstMonday = (year: number) => mondayOf(epochDay(year, 1, 4) ?? 0);

/** The first day after the month of a day. */
function endOfMonth(day: number): number {
  const { year, month } = partsOf(day);
  return monthRange(year, month).until;
}

/** Weeks count from the plan's start where the column knows a first or second week; week 37 alone is one of the calendar. */
const countedWeeks = (points: DatePoint[]) =>
  points.some((point) => point.week !== undefined && !point.calendarWeek && point.week <= 2);

const needsYear = (point: DatePoint) =>
  point.year === undefined &&
  point.serial === undefined &&
  point.planDay === undefined &&
  point.fromLaunch === undefined;

/** “27/04/05” is 5 April 2027 where 2005 would be long past. */
function yearFirst(reading: DateReading, { today }: DatingOptions): DateReading {
  const turned = ({ year, yearFirst: other }: DatePoint) => {
    const now = partsOf(dayOf(today)).year;
    return other && year !== undefined && Math.abs(year - now) > 10 && Math.abs(other.year - now) <= 5
      ? other
      : undefined;
  };
  const from = turned(reading.from);
  if (!from) return reading;
  const to = reading.to && turned(reading.to);
  return { ...reading, from, ...(to ? { to } : {}), doubt: 'its date is read with the year first' };
}

/** The year of each reading that names none. Rows in order of date go on into the next year; otherwise the list is cut at its widest gap. */
function assignYears(
  readings: (DateReading | undefined)[],
  order: DateOrder,
  options: DatingOptions,
): (index: number) => number {
  const known = readings.flatMap((reading) => (reading?.from.year === undefined ? [] : [reading.from.year]));
  const years = new Map<number, number>();
  const open = readings.flatMap((reading, index) => {
    const point = reading?.from;
    if (!point || !needsYear(point)) return [];
    const parts =
      point.week === undefined
        ? orderedPair(point, order)
        : { date: 1, month: Math.min(12, 1 + Math.floor(point.week / 4.4)) };
    return parts ? [{ index, point, ofYear: parts.month * 31 + parts.date, ...parts }] : [];
  });
  const offsets = wraps(open.map(({ ofYear }) => ofYear));
  const base = options.year ?? (known.length > 0 ? mostCommon(known) : baseYear(open, offsets, options));
  open.forEach(({ index }, place) => years.set(index, base + offsets[place]!));
  return (index) => years.get(index) ?? base;
}

/** For days within an unknown year, how many years after the first each one is. */
function wraps(days: number[]): number[] {
  const drops = days.flatMap((day, index) => (index > 0 && days[index - 1]! - day > 180 ? [index] : []));
  const falls = days.filter((day, index) => index > 0 && day < days[index - 1]!).length;
  if (falls <= drops.length) {
    let year = 0;
    return days.map((_, index) => (drops.includes(index) ? ++year : year));
  }
  // Not in order: the campaign begins after the longest time of the year without any date, if it is long enough to show.
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  let [gap, start] = [sorted[0]! + 12 * 31 - sorted.at(-1)!, 0];
  sorted.forEach((day, index) => {
    if (index > 0 && day - sorted[index - 1]! > gap) [gap, start] = [day - sorted[index - 1]!, day];
  });
  return days.map((day) => (gap >= 90 && day < start ? 1 : 0));
}

/** The year that fits the weekdays beside the dates; else the one that puts the first date ahead of today, or not long past. */
function baseYear(
  open: { point: DatePoint; month: number; date: number }[],
  offsets: number[],
  options: DatingOptions,
): number {
  const today = dayOf(options.today);
  const now = partsOf(today).year;
  const fits = (year: number) =>
    open.filter(({ point, month, date }, place) => {
      const day = epochDay(year + offsets[place]!, month, date);
      return (
        point.weekday !== undefined && point.week === undefined && day !== undefined && weekdayOf(day) === point.weekday
      );
    }).length;
  const named = yearsAround(options).map((year) => ({ year, hits: fits(year) }));
  const best = named.reduce((a, b) => (b.hits > a.hits ? b : a));
  if (best.hits > 0) return best.year;
  if (options.likelyYear !== undefined) return options.likelyYear;
  const latest = open.reduce(
    (most, { month, date }, place) => Math.max(most, epochDay(now + offsets[place]!, month, date) ?? 0),
    0,
  );
  const { hintedYear } = options;
  if (hintedYear !== undefined && latest > 0) {
    const hinted = open.reduce(
      (most, { month, date }, place) => Math.max(most, epochDay(hintedYear + offsets[place]!, month, date) ?? 0),
      0,
    );
    if (hinted >= today - 60) return hintedYear;
  }
  return latest > 0 && latest < today - 60 ? now + 1 : now;
}

function mostCommon(years: number[]): number {
  const counts = new Map<number, number>();
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]![0];
}

/** What was assumed about dates that leave something open, in sentences. */
export function assumptionsOf({ order, orderMatters, assumedYear }: DatedColumn): string[] {
  const remarks: string[] = [];
  if (orderMatters && !order.certain) {
    const [read, other] = order.order === 'day-first' ? ['day first', 'month first'] : ['month first', 'day first'];
    remarks.push(`Dates were read with the ${read}, because ${order.reason}. If that is wrong, choose ${other}.`);
  }
  if (assumedYear !== undefined) {
    remarks.push(
      `Some dates name no year: they were placed from ${assumedYear} on. If that is wrong, choose the year.`,
    );
  }
  return remarks;
}
