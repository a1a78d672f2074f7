import { DAY_MILLISECONDS, dayOf, weekdayOf } from '#campaign/calendar.ts';

/** Dates and numbers as the person's locale writes them. Calendar days are formatted in UTC, so no zone can shift them. */

export const locale = navigator.language || 'en';

/** The way in which dates of the locale run, which need not be the window's. */
export const direction = directionOf(locale);

export function directionOf(tag: string): 'ltr' | 'rtl' {
  const known = new Intl.Locale(tag) as Intl.Locale & {
    getTextInfo?(): { direction: 'ltr' | 'rtl' };
    textInfo?: { direction: 'ltr' | 'rtl' };
  };
  return known.getTextInfo?.().direction ?? known.textInfo?.direction ?? 'ltr';
}

const formatter = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  return (day: number) => format.format(day * DAY_MILLISECONDS);
};

export const dayFormats = {
  /** 12 Jan */
  short: formatter({ day: 'numeric', month: 'short' }),
  /** Tue 12 Jan */
  medium: formatter({ weekday: 'short', day: 'numeric', month: 'short' }),
  /** Tuesday, 12 January 2027 */
  full: formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  /** 12 Jan 2027 */
  dated: formatter({ day: 'numeric', month: 'short', year: 'numeric' }),
  month: formatter({ month: 'long', year: 'numeric' }),
  monthShort: formatter({ month: 'short' }),
  dayNumber: formatter({ day: 'numeric' }),
};

export const formatDate = (iso: string, format: keyof typeof dayFormats = 'dated') => dayFormats[format](dayOf(iso));

/** A span as people say it: “12 Jan 2027” or “12 Jan – 23 Jan 2027”. */
export function formatSpan(span: { start: string; days: number }): string {
  const first = dayOf(span.start);
  if (span.days === 1) return dayFormats.dated(first);
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(first * DAY_MILLISECONDS, (first + span.days - 1) * DAY_MILLISECONDS);
}

const wholeNumbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const compactNumbers = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });

export const formatNumber = (value: number, digits = 0) => (digits === 0 ? wholeNumbers : tenths).format(value);
/** “+120” or “−35”, with as many decimals as asked for. */
export function signed(value: number, digits = 0): string {
  const least = 0.5 / 10 ** digits;
  const sign = value >= least ? '+' : value <= -least ? '−' : '';
  return `${sign}${formatNumber(Math.abs(value), digits)}`;
}

export const formatCompact = (value: number) => compactNumbers.format(value);
/** A share of 0 to 1 as a percentage; never says 0 % or 100 % of what is only nearly so. */
export function formatShare(value: number): string {
  if (value > 0 && value < 0.005) return `< ${shares.format(0.01)}`;
  if (value < 1 && value > 0.995) return `> ${shares.format(0.99)}`;
  return shares.format(value);
}

/** A probability as a percentage. Runs that all reach a goal, or none, leave certainty open, so that it is never said. */
export const formatChance = (probability: number): string =>
  formatShare(Math.min(Math.max(probability, MIN_CHANCE), 1 - MIN_CHANCE));
const MIN_CHANCE = 0.001;

// All of it is words, and so in the window's language.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** “5 minutes ago”, “yesterday”. */
export function formatAgo(instant: string, now = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, size] of steps)
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  return relative.format(0, 'minute');
}

/** How a locale divides the week, by ISO weekdays: 1 Monday to 7 Sunday. As in Europe where the runtime does not know. */
export function weekOf(tag: string): { firstDay: number; weekend: number[] } {
  const known = new Intl.Locale(tag) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number; weekend: number[] };
    weekInfo?: { firstDay: number; weekend: number[] };
  };
  return known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1, weekend: [6, 7] };
}

const week = weekOf(locale);
export const firstWeekday = week.firstDay;
/** Whether people do not work on this day where the locale is at home. */
export const isDayOff = (day: number): boolean => week.weekend.includes(weekdayOf(day));

/** Finds the first day of a day's month in the calendar that the locale shows: Persian months do not start with ours. */
export function monthStarts(tag: string): (day: number) => number {
  const date = new Intl.DateTimeFormat(tag, { day: 'numeric', numberingSystem: 'latn', timeZone: 'UTC' });
  return (day) => {
    const part = date.formatToParts(day * DAY_MILLISECONDS).find(({ type }) => type === 'day');
    return day - Number(part!.value) + 1;
  };
}
export const startOfMonth = monthStarts(locale);

/** Today as an epoch day in the zone of this machine. */
export function today(): number {
  const now = new Date();
  return Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / DAY_MILLISECONDS);
}
