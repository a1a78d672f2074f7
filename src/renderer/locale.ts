import { DAY_MILLISECONDS, weekdayOf } from '#campaign/calendar.ts';
import { ago, formatsFor } from '#language/formats.ts';
import { dayIn, directionOf, isMonthFirstIn, monthNamesOf, monthStarts, partOfDayIn, weekOf } from '#language/week.ts';

/** Dates and numbers as the person's locale writes them. */

export const locale = navigator.language || 'en';

/** The way in which dates of the locale run, which need not be the window's. */
export const direction = directionOf(locale);

export const formats = formatsFor(locale);
export const {
  day: dayFormats,
  date: formatDate,
  span: formatSpan,
  time: formatTime,
  hour: formatHour,
  number: formatNumber,
  signed,
  compact: formatCompact,
  share: formatShare,
  chance: formatChance,
} = formats;

export const formatAgo = (instant: string, now = Date.now()): string => ago(instant, now);

const week = weekOf(locale);
export const firstWeekday = week.firstDay;
/** Whether people do not work on this day where the locale is at home. */
export const isDayOff = (day: number): boolean => week.weekend.includes(weekdayOf(day));
/** Whether dates of the locale that are figures alone begin with the month. */
export const isMonthFirst = isMonthFirstIn(locale);
export const startOfMonth = monthStarts(locale);
export const monthNames = monthNamesOf(locale);

/** What clocks said in this minute: days begin on whole minutes everywhere, and hundreds of cards ask at once. */
const minutes = new Map<string, { minute: number; day: number }>();

function dayInMinute(timeZone: string, now: Date): number {
  const minute = Math.floor(now.getTime() / 60_000);
  const last = minutes.get(timeZone);
  if (last?.minute === minute) return last.day;
  const day = dayIn(timeZone, now);
  minutes.set(timeZone, { minute, day });
  return day;
}

/** Today as an epoch day on the clock of a campaign, or in the zone of this machine. */
export function today(timeZone?: string): number {
  const now = new Date();
  if (timeZone !== undefined) return dayInMinute(timeZone, now);
  return Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / DAY_MILLISECONDS);
}

/** How much of today has gone by on the clock of a campaign. */
export const partOfDay = (timeZone: string): number => partOfDayIn(timeZone, new Date());
