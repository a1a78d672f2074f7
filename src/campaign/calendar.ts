import { Refusal } from './refusal.ts';

/**
 * Calendar days as integers (days since 1970-01-01) and ISO dates.
 * Nothing here touches Date at local midnight: a campaign day means the same day in every zone.
 */

export const DAY_MILLISECONDS = 86_400_000;
export const DAY_MINUTES = 1440;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The first day there is, and the last one that anything can reach: the longest span from the last date that a document may name. */
export const FIRST_DAY = dayFromParts(1970, 1, 1);
export const LAST_DAY = dayFromParts(2210, 12, 31);
/** The last date that a document may name. */
export const LAST_DATE = '2199-12-31';

function dayFromParts(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / DAY_MILLISECONDS;
}

/** The epoch day of an ISO date (`2027-01-11`), or undefined where it is not a real date from 1970 to 2210. */
export function parseDay(iso: string): number | undefined {
  const match = ISO_DATE.exec(iso);
  if (!match) return undefined;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const day = dayFromParts(year, month, date);
  // What is beyond its month is another date. Thousands are read at once, so that it is not written back to compare.
  const moment = new Date(day * DAY_MILLISECONDS);
  const isReal = moment.getUTCFullYear() === year && moment.getUTCMonth() + 1 === month && moment.getUTCDate() === date;
  return isReal && day >= FIRST_DAY && day <= LAST_DAY ? day : undefined;
}

/** The epoch day of an ISO date that is known to be valid. Throws Refusal where it is not. */
export function dayOf(iso: string): number {
  const day = parseDay(iso);
  if (day === undefined)
    throw new Refusal('badInput', `“${iso}” is not a date. Write it as YYYY-MM-DD, from 1970 to 2199.`);
  return day;
}

/** The ISO date of an epoch day. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** `iso` moved by a number of days. */
export function addDays(iso: string, days: number): string {
  return formatDay(dayOf(iso) + days);
}

/** Day of the week of an epoch day: 1 Monday to 7 Sunday (ISO 8601). */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** First day of the week that a day falls in, for weeks that begin on a weekday from 1, Monday, to 7. */
export const weekStart = (day: number, firstWeekday: number): number => day - ((weekdayOf(day) - firstWeekday + 7) % 7);

/** Monday of the calendar week that a day falls in. */
export const mondayOf = (day: number): number => weekStart(day, 1);

export function isWeekend(day: number): boolean {
  return weekdayOf(day) > 5;
}

/** Year, month (1 to 12) and date of an epoch day. */
export function partsOf(day: number): { year: number; month: number; date: number } {
  const moment = new Date(day * DAY_MILLISECONDS);
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, date: moment.getUTCDate() };
}

/** Something that starts on a date and lasts a number of days. */
export interface Span {
  start: string;
  days: number;
}

/** A half-open range of epoch days, `from` inclusive and `until` exclusive. */
export interface DayRange {
  from: number;
  until: number;
}

/** Days of spans, by the span: a document is never changed in place, and its dates would be read again for every draft of a command. */
const ranges = new WeakMap<Span, DayRange & Pick<Span, 'start'>>();

export function rangeOf(span: Span): DayRange {
  const known = ranges.get(span);
  if (known?.start === span.start && known.until - known.from === span.days) return known;
  const from = dayOf(span.start);
  const range = { from, until: from + span.days, start: span.start };
  ranges.set(span, range);
  return range;
}

/** The last day of a span, as people say it: a span of one day starts and ends on the same date. */
export function lastDateOf(span: Span): string {
  return addDays(span.start, span.days - 1);
}

/** The days of a month from 1 to 12; a number beyond means one of the years before or after. */
export const monthRange = (year: number, month: number): DayRange => ({
  from: dayFromParts(year, month, 1),
  until: dayFromParts(year, month + 1, 1),
});

export function overlaps(a: DayRange, b: DayRange): boolean {
  return a.from < b.until && b.from < a.until;
}
