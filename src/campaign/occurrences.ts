import { addDays, dayOf, formatDay, monthRange, partsOf, rangeOf, weekdayOf, type DayRange } from './calendar.ts';
import type { Cadence, Exception, MonthlyBy, Touchpoint } from './document.ts';

/** On which days a touchpoint is sent. The engine, the checks, the window and every delivery target read the same answer here. */

/** The fields that say on which days a touchpoint is sent, but for its exceptions. All count from the first day, so that moving it moves all. */
export const RULE_FIELDS = ['start', 'days', 'cadence', 'alsoAfter', 'monthlyBy'] as const;
export type Rule = Pick<Touchpoint, (typeof RULE_FIELDS)[number]> & AtWork;

/** What the cadence “working days” needs to know and no rule says: see `atWork.ts`, which puts it there for reading. */
export interface AtWork {
  /** Whether an epoch day is a day off of all its audience. Where nobody has looked, every day is worked. */
  isDayOff?: (day: number) => boolean;
}

/** What says on which days a touchpoint is sent. */
export type Series = Rule & Pick<Touchpoint, 'exceptions'>;

/** One send of a touchpoint: one of the days of its rule, with what is otherwise about it. */
export interface Send {
  /** Its place in the rule, from 1: skipped sends keep theirs, so that the others keep their names. */
  number: number;
  /** The epoch day on which the rule sends it: its name, wherever it is moved. */
  on: number;
  /** The epoch day on which it is sent. */
  day: number;
  exception?: Exception;
}

/** Days from one round of sends to the next. */
export const PERIOD: Partial<Record<Cadence, number>> = { daily: 1, workingDays: 1, weekly: 7, fortnightly: 14 };

/** Whether a touchpoint is sent more than once by its rule, so that one of its sends may differ. */
export const isSeries = ({ cadence }: Pick<Touchpoint, 'cadence'>): boolean => cadence !== 'once';

/**
 * The epoch days on which the rule of a touchpoint sends it, in order, all within [start, start + days), whatever its exceptions say.
 * Weekdays are Monday to Friday; working days are what `isDayOff` leaves; monthly keeps the date of the start, or takes the last day of a month that lacks it.
 */
export function ruleDays(rule: Rule): number[] {
  const from = dayOf(rule.start);
  const until = from + rule.days;
  if (rule.cadence === 'once') return [from];
  if (rule.cadence === 'monthly') return monthly(from, until, rule.monthlyBy);
  const period = PERIOD[rule.cadence] ?? 1;
  const round = roundOf(rule);
  const isKept = daysKeptBy(rule);
  const days: number[] = [];
  for (let first = from; first < until; first += period)
    for (const after of round) {
      const day = first + after;
      if (day < until && isKept(day)) days.push(day);
    }
  return days;
}

/** Which days of its rounds a cadence leaves out. */
function daysKeptBy({ cadence, isDayOff }: Rule): (day: number) => boolean {
  if (cadence === 'weekdays') return (day) => weekdayOf(day) < 6;
  if (cadence === 'workingDays' && isDayOff) return (day) => !isDayOff(day);
  return () => true;
}

const ONE_A_ROUND: readonly number[] = [0];

/** The sends of each week of a weekly series, or of each fortnight, as days after the first of them. */
export function roundOf({ cadence, alsoAfter }: Pick<Rule, 'cadence' | 'alsoAfter'>): readonly number[] {
  if (!alsoAfter || (cadence !== 'weekly' && cadence !== 'fortnightly')) return ONE_A_ROUND;
  if (cadence === 'fortnightly') return [0, ...alsoAfter];
  return [...new Set([0, ...alsoAfter.map((days) => days % 7)])].sort((a, b) => a - b);
}

/**
 * Which one of its weekday in its month the first day of a monthly rule by weekday is: 1 to 4 from the beginning, -1 to -4 from the end. What is
 * the fifth is the last, as every month has that.
 */
export function ordinalInMonth(first: number, by: MonthlyBy): number {
  const { year, month, date } = partsOf(first);
  const before = Math.ceil(date / 7);
  const after = Math.ceil((monthRange(year, month).until - first) / 7);
  if (by === 'weekday') return before < 5 ? before : -1;
  return after < 5 ? -after : 1;
}

/** Every send of the rule by its number, the skipped ones too. */
export function sendsOf(touchpoint: Series): Send[] {
  const exceptions = new Map(touchpoint.exceptions?.map((exception) => [exception.on, exception]));
  return ruleDays(touchpoint).map((on, index): Send => {
    const exception = exceptions.size === 0 ? undefined : exceptions.get(formatDay(on));
    if (!exception) return { number: index + 1, on, day: on };
    return { number: index + 1, on, day: exception.to === undefined ? on : dayOf(exception.to), exception };
  });
}

/** The sends that take place, in the order of time: without those that are skipped. */
export function occurrencesOf(touchpoint: Series): Send[] {
  const sends = sendsOf(touchpoint);
  if (!touchpoint.exceptions) return sends;
  return sends.filter(({ exception }) => !exception?.skipped).sort((a, b) => a.day - b.day || a.number - b.number);
}

/** The epoch days on which a touchpoint is sent, in order; a day comes twice where two sends were moved together. */
export function occurrenceDays(touchpoint: Series): number[] {
  return touchpoint.exceptions ? occurrencesOf(touchpoint).map(({ day }) => day) : ruleDays(touchpoint);
}

/** A touchpoint as some of its sends have it. */
export interface Variant {
  /** With the message and the time of these sends. */
  touchpoint: Touchpoint;
  /** The epoch days on which they are sent, in order. */
  days: readonly number[];
  /** The days on which the rule sends them, by which they are known, in the same order. */
  on: readonly number[];
  /** Set for a send of its own kind: with a message or a time of its own, or moved. */
  exception?: Exception;
}

/** A touchpoint as its sends go out: as it is for all that its rule sends, then once more for each that is moved or has a message or a time of its own. */
export function variantsOf(touchpoint: Touchpoint): Variant[] {
  if (!touchpoint.exceptions) {
    const days = ruleDays(touchpoint);
    return [{ touchpoint, days, on: days }];
  }
  const [own, plain] = [[] as Variant[], [] as number[]];
  for (const { on, day, exception } of occurrencesOf(touchpoint)) {
    if (exception) own.push({ touchpoint: asSent(touchpoint, exception), days: [day], on: [on], exception });
    else plain.push(day);
  }
  return plain.length > 0 ? [{ touchpoint, days: plain, on: plain }, ...own] : own;
}

/** A touchpoint with the message and the time of one of its sends, where that has its own. */
export function asSent(touchpoint: Touchpoint, exception: Pick<Exception, 'message' | 'time'> | undefined): Touchpoint {
  if (!exception?.message && !exception?.time) return touchpoint;
  const { message = touchpoint.message, time = touchpoint.time } = exception;
  return { ...touchpoint, message, time };
}

/** The days that a touchpoint takes up: its own, and those to which sends were moved before or after them. */
export function occupiedBy(touchpoint: Series): DayRange {
  const range = rangeOf(touchpoint);
  const moved = touchpoint.exceptions?.flatMap(({ to, skipped }) => (to === undefined || skipped ? [] : [dayOf(to)]));
  if (!moved || moved.length === 0) return range;
  return { from: Math.min(range.from, ...moved), until: Math.max(range.until, ...moved.map((day) => day + 1)) };
}

/** The first exception for a day on which the rule sends nothing, if there is one. */
export function strayException(touchpoint: Series): Exception | undefined {
  if (!touchpoint.exceptions) return undefined;
  const days = new Set(isSeries(touchpoint) ? ruleDays(touchpoint) : []);
  return touchpoint.exceptions.find(({ on }) => !days.has(dayOf(on)));
}

/** A touchpoint after a change of its rule, with the exceptions that it had before carried along; both as they are at work. For keeping. */
export function carryExceptions<T extends Series>(before: Series, after: T): T {
  const { exceptions: _, isDayOff: _known, ...rest } = after;
  const exceptions = carriedExceptions(before, after);
  return { ...rest, ...(exceptions && { exceptions }) } as T;
}

/**
 * The exceptions of a touchpoint after a change of its rule: they go along by the number of their sends, so that moving a series moves what was moved
 * in it, and those whose send is no more go. Where a series begins earlier or later and ends as before, numbers are counted so that days stay. What
 * waits on a day off has no number: it stays there while that is a day off within the series.
 */
export function carriedExceptions(before: Series, after: Series): Exception[] | undefined {
  if (!before.exceptions || !isSeries(after)) return undefined;
  const [had, has] = [ruleDays(before), ruleDays(after)];
  const shift =
    before.cadence === after.cadence && before.start !== after.start && endOf(before) === endOf(after)
      ? shiftOf(had, has)
      : 0;
  const carried = before.exceptions.flatMap((exception): Exception[] => {
    const was = dayOf(exception.on);
    const number = had.indexOf(was);
    if (number < 0) return isWithin(after, was) && after.isDayOff?.(was) ? [exception] : [];
    const on = has[number + shift];
    if (on === undefined) return [];
    return [
      { ...exception, on: formatDay(on), ...(exception.to !== undefined && { to: addDays(exception.to, on - was) }) },
    ];
  });
  return carried.length > 0 ? carried.sort((a, b) => (a.on < b.on ? -1 : 1)) : undefined;
}

const endOf = (series: Series) => rangeOf(series).until;

function isWithin(series: Series, day: number): boolean {
  const { from, until } = rangeOf(series);
  return day >= from && day < until;
}

/** By how many numbers sends are later in a rule that begins earlier: as many as bring each nearest to its old day. */
function shiftOf(had: readonly number[], has: readonly number[]): number {
  if (had.length === 0 || has.length === 0) return 0;
  return has[0]! <= had[0]! ? nearest(has, had[0]!) : -nearest(had, has[0]!);
}

/** The place of the day that is nearest to another, the earlier one of two. */
function nearest(days: readonly number[], to: number): number {
  let best = 0;
  for (const [place, day] of days.entries()) if (Math.abs(day - to) < Math.abs(days[best]! - to)) best = place;
  return best;
}

function monthly(from: number, until: number, by: MonthlyBy | undefined): number[] {
  const { year, month } = partsOf(from);
  const dayIn = by === undefined ? onDate(partsOf(from).date) : onWeekday(weekdayOf(from), ordinalInMonth(from, by));
  const days: number[] = [];
  for (let ahead = 0; ; ahead++) {
    const day = dayIn(monthRange(year, month + ahead));
    if (day >= until) return days;
    days.push(day);
  }
}

type DayInMonth = (month: DayRange) => number;

const onDate =
  (date: number): DayInMonth =>
  ({ from, until }) =>
    Math.min(from + date, until) - 1;

/** The nth of a weekday in each month, from the end where it is negative. */
export const onWeekday =
  (weekday: number, ordinal: number): DayInMonth =>
  ({ from, until }) =>
    ordinal > 0
      ? from + ((weekday - weekdayOf(from) + 7) % 7) + 7 * (ordinal - 1)
      : until - 1 - ((weekdayOf(until - 1) - weekday + 7) % 7) + 7 * (ordinal + 1);
