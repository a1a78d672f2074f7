import { DAY_MILLISECONDS, DAY_MINUTES, dayOf } from '#campaign/calendar.ts';
import { minuteOf } from '#campaign/wallClock.ts';

/** How a locale runs and divides time: the direction of its script, its week, its months. */

/** The way in which a locale is written, which need not be the window's. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const known = new Intl.Locale(tag) as Intl.Locale & {
    getTextInfo?(): { direction: 'ltr' | 'rtl' };
    textInfo?: { direction: 'ltr' | 'rtl' };
  };
  return known.getTextInfo?.().direction ?? known.textInfo?.direction ?? 'ltr';
}

/** The week of a locale by ISO weekdays, 1 Monday to 7 Sunday. As in Europe where the runtime does not know. */
export function weekOf(tag: string): { firstDay: number; weekend: number[] } {
  const known = new Intl.Locale(tag) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number; weekend: number[] };
    weekInfo?: { firstDay: number; weekend: number[] };
  };
  return known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1, weekend: [6, 7] };
}

/** Finds the first day of a day's month in the calendar that the locale shows: Persian months do not start with ours. */
export function monthStarts(tag: string): (day: number) => number {
  const date = new Intl.DateTimeFormat(tag, { day: 'numeric', numberingSystem: 'latn', timeZone: 'UTC' });
  return (day) => {
    const part = date.formatToParts(day * DAY_MILLISECONDS).find(({ type }) => type === 'day');
    return day - Number(part!.value) + 1;
  };
}

/** The names by which people know the twelve months, January first: long and short, as the locale writes them and in English. */
export function monthNamesOf(tag: string): string[][] {
  const writers = [tag, 'en'].flatMap((locale) =>
    (['long', 'short'] as const).map(
      (month) => new Intl.DateTimeFormat(locale, { month, calendar: 'gregory', timeZone: 'UTC' }),
    ),
  );
  return Array.from({ length: 12 }, (_, month) => writers.map((writer) => writer.format(Date.UTC(2027, month, 15))));
}

/** Whether a locale writes the month before the day. */
export function isMonthFirstIn(tag: string): boolean {
  const parts = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'numeric' }).formatToParts(0);
  return parts.findIndex(({ type }) => type === 'month') < parts.findIndex(({ type }) => type === 'day');
}

/** How much of the day has gone by in a zone at an instant, to the minute. */
export function partOfDayIn(timeZone: string, instant: Date): number {
  const written = new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
  return minuteOf(written) / DAY_MINUTES;
}

/** The epoch day that calendars show in a zone at an instant. Swedish dates are ISO dates. */
export const dayIn = (timeZone: string, instant: Date): number =>
  dayOf(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant));
