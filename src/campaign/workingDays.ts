import { dayOf, FIRST_DAY, LAST_DAY, weekdayOf } from './calendar.ts';
import type { Calendar, Campaign, Segment } from './document.ts';
import { meantBy } from './reach.ts';
import { isUsualHoliday } from './daysOff.ts';
import { weekendIn } from './weekend.ts';

/**
 * On which days people work: by the working calendar of their segment, else by what is usual in its time zone. Forecast, checks and window
 * read the same answer here.
 */

export interface WorkingDays {
  /** ISO weekdays off, 1 Monday to 7 Sunday. */
  readonly weekend: readonly number[];
  /** Whether an epoch day is off: a weekend or a holiday, unless it is worked. */
  readonly isDayOff: (day: number) => boolean;
  /** What the calendar calls a day off that is more than a weekend. */
  readonly nameOf: (day: number) => string | undefined;
}

/** What decides on which days somebody works. */
export type Workplace = Pick<Campaign, 'calendars' | 'timeZone' | 'segments'>;

/** That of a plan, and no more of it: for whoever remembers it. */
export const workplaceOf = ({ calendars, timeZone, segments }: Workplace): Workplace => ({
  calendars,
  timeZone,
  segments,
});

/** Whether the same days are worked in both, because all that decides is one and the same. */
export const isSameWorkplace = (one: Workplace, other: Workplace): boolean =>
  one.calendars === other.calendars && one.segments === other.segments && one.timeZone === other.timeZone;

const ofCalendars = new WeakMap<Calendar, WorkingDays>();
const ofZones = new Map<string, WorkingDays>();

/** Those of a segment; without one, those of the campaign's own zone. */
export function workingDaysOf(
  { calendars, timeZone }: Pick<Campaign, 'calendars' | 'timeZone'>,
  segment?: Pick<Segment, 'timeZone' | 'calendarId'>,
): WorkingDays {
  const calendar = segment?.calendarId && calendars.find(({ id }) => id === segment.calendarId);
  return calendar ? ofCalendar(calendar) : inZone(segment?.timeZone ?? timeZone);
}

function ofCalendar(calendar: Calendar): WorkingDays {
  let known = ofCalendars.get(calendar);
  if (!known) {
    const { weekend } = calendar;
    const names = new Map(calendar.daysOff.map(({ date, name }) => [dayOf(date), name]));
    const worked = new Set(calendar.workingDays?.map(dayOf));
    known = {
      weekend,
      isDayOff: (day) => !worked.has(day) && (weekend.includes(weekdayOf(day)) || names.has(day)),
      nameOf: (day) => (worked.has(day) ? undefined : names.get(day)),
    };
    ofCalendars.set(calendar, known);
  }
  return known;
}

function inZone(timeZone: string): WorkingDays {
  let known = ofZones.get(timeZone);
  if (!known) {
    const weekend = weekendIn(timeZone);
    const isDayOff = (day: number) => weekend.includes(weekdayOf(day)) || isUsualHoliday(day, weekend);
    ofZones.set(timeZone, (known = { weekend, isDayOff, nameOf: () => undefined }));
  }
  return known;
}

/** The place of a working day in its week, from 0, counted from the end of the weekend; -1 for a day off. */
export function placeInWeek({ weekend, isDayOff }: WorkingDays, day: number): number {
  if (isDayOff(day)) return -1;
  if (weekend.length === 0) return weekdayOf(day) - 1;
  let before = 0;
  while (before < 6 && !weekend.includes(weekdayOf(day - before - 1))) before++;
  return before;
}

/** Whether any of these segments works on an epoch day; an empty list is everyone. In a campaign without segments its own zone decides. */
export function isWorkingDay(campaign: Workplace, segmentIds: readonly string[], day: number): boolean {
  const meant = meantBy(segmentIds, campaign.segments);
  if (meant.length === 0) return !workingDaysOf(campaign).isDayOff(day);
  return meant.some((segment) => !workingDaysOf(campaign, segment).isDayOff(day));
}

/** The epoch day itself, or the first after it, on which any of these segments works. A week has a working day at least, and days off are counted. */
export function workingDayFrom(campaign: Workplace, segmentIds: readonly string[], day: number): number {
  let at = day;
  while (!isWorkingDay(campaign, segmentIds, at)) at++;
  return at;
}

/**
 * The epoch day that is `count` working days of these segments after a day, or before it where negative; at 0 the day itself, or the first working day
 * after it. No further than the days there are.
 */
export function addWorkingDays(campaign: Workplace, segmentIds: readonly string[], day: number, count: number): number {
  if (count === 0) return workingDayFrom(campaign, segmentIds, day);
  const step = Math.sign(count);
  let at = day;
  for (let left = Math.abs(count); left > 0 && at >= FIRST_DAY && at <= LAST_DAY;) {
    at += step;
    if (isWorkingDay(campaign, segmentIds, at)) left--;
  }
  return at;
}

/** What `addWorkingDays` takes from one epoch day to another that is a working day. */
export function workingDaysBetween(
  campaign: Workplace,
  segmentIds: readonly string[],
  from: number,
  to: number,
): number {
  const step = Math.sign(to - from);
  let count = 0;
  for (let at = from; at !== to;) {
    at += step;
    if (isWorkingDay(campaign, segmentIds, at)) count += step;
  }
  return count;
}

/** Who rests on a day. */
export interface Rest {
  /** The segments for which it is a day off, in the order of the campaign. */
  resting: readonly Segment[];
  isForAll: boolean;
  /** What their calendars call it, where it is more than a weekend, each once. */
  names: readonly string[];
}

const NOBODY: Rest = { resting: [], isForAll: false, names: [] };

/** Answers who of some segments rests on an epoch day. Where there are none, the campaign's own zone decides whether it is a day off for all. */
export function restAmong(campaign: Workplace, segments: readonly Segment[]): (day: number) => Rest {
  if (segments.length === 0) {
    const { isDayOff } = workingDaysOf(campaign);
    return (day) => (isDayOff(day) ? { ...NOBODY, isForAll: true } : NOBODY);
  }
  const known = new Map(segments.map((segment) => [segment, workingDaysOf(campaign, segment)]));
  const kinds = [...new Set(known.values())];
  return (day) => {
    const off = new Set(kinds.filter((working) => working.isDayOff(day)));
    if (off.size === 0) return NOBODY;
    const resting = off.size === kinds.length ? segments : segments.filter((segment) => off.has(known.get(segment)!));
    const names = [...off].flatMap((working) => working.nameOf(day) ?? []);
    return { resting, isForAll: resting.length === segments.length, names: [...new Set(names)] };
  };
}

/** The same of the whole audience; null without working calendars, where whoever looks sees the weekend of their own. */
export const restIn = (campaign: Workplace): ((day: number) => Rest) | null =>
  campaign.calendars.length === 0 ? null : restAmong(campaign, campaign.segments);

/** Whether anybody does. */
export const isAnyoneResting = ({ resting, isForAll }: Rest): boolean => isForAll || resting.length > 0;
