import { isolated } from '#campaign/bidi.ts';
import { DAY_MILLISECONDS, dayOf, lastDateOf, type Span } from '#campaign/calendar.ts';

/** Numbers and dates as a locale writes them: in the window, the report, the picture, and on the command line. */

/** Ways to write a day, by what they look like in English. */
const DAYS = {
  /** 12 Jan */
  short: { day: 'numeric', month: 'short' },
  /** Tue 12 Jan */
  medium: { weekday: 'short', day: 'numeric', month: 'short' },
  /** 12 Jan 2027 */
  dated: { day: 'numeric', month: 'short', year: 'numeric' },
  /** Tue, 12 Jan 2027 */
  weekdayDated: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  /** 12 January 2027 */
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  /** Tuesday, 12 January 2027 */
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** January 2027 */
  month: { month: 'long', year: 'numeric' },
  /** Jan */
  monthShort: { month: 'short' },
  /** 2027 */
  year: { year: 'numeric' },
  /** Tuesday */
  weekday: { weekday: 'long' },
  /** Tue */
  weekdayShort: { weekday: 'short' },
  /** 12 */
  dayNumber: { day: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DayFormat = keyof typeof DAYS;

export interface Formats {
  locale: string;
  /** With exactly as many decimals as asked for: 1,235 or 4.0. */
  number: (value: number, digits?: number) => string;
  /** With as many decimals as asked for at most: 4.5 or 4. */
  upTo: (value: number, digits: number) => string;
  /** Three significant digits at most: 0.07, −1.5, 340. */
  plain: (value: number) => string;
  /** “+120” or “−35”; what rounds to nothing has no sign. */
  signed: (value: number, digits?: number) => string;
  /** In a way that one place alone needs, such as a field that is typed into. */
  as: (value: number, options: Intl.NumberFormatOptions) => string;
  /** 1.2k */
  compact: (value: number) => string;
  /** A share of 0 to 1 as a percentage; never says 0 % or 100 % of what is only nearly so. */
  share: (value: number) => string;
  /** A probability as a percentage. Runs that all reach a goal, or none, leave certainty open, so that it is never said. */
  chance: (probability: number) => string;
  /** An epoch day. */
  day: Record<DayFormat, (day: number) => string>;
  date: (iso: string, format?: DayFormat) => string;
  /** A minute of the day as a wall time: 18:05 or 6:05 PM. */
  time: (minute: number) => string;
  /** A full hour in as little room as can be: 18:00 or 6 PM. */
  hour: (hour: number) => string;
  /** A span as people say it: “12 Jan 2027” or “12 – 23 Jan 2027”. */
  span: (span: Span, format?: DayFormat) => string;
}

const MIN_CHANCE = 0.001;
/** More written spans than these are not remembered. */
const MOST_SPANS = 5000;
const known = new Map<string, Formats>();

/** The formats of a BCP 47 tag, or of English where the runtime does not know it. */
export function formatsFor(tag: string): Formats {
  let formats = known.get(tag);
  if (!formats) known.set(tag, (formats = makeFormats(knownLocale(tag))));
  return formats;
}

function makeFormats(locale: string): Formats {
  const kept = new Map<string, Intl.NumberFormat>();
  /** A formatter is made when it is first needed: each costs milliseconds. Nobody reads “-0”. */
  const format = (value: number, options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    let made = kept.get(key);
    if (!made) kept.set(key, (made = new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options })));
    return made.format(value);
  };
  const number = (value: number, digits = 0) =>
    format(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const percent = (value: number) => format(value, { style: 'percent', maximumFractionDigits: 0 });
  const share = (value: number) => {
    if (value > 0 && value < 0.005) return `<\u00a0${percent(0.01)}`;
    if (value < 1 && value >= 0.995) return `>\u00a0${percent(0.99)}`;
    return percent(value);
  };

  /** A range takes a third of a millisecond to be written, and the same ones are written again and again. */
  const spans = new Map<string, string>();
  const dates = new Map<DayFormat, Intl.DateTimeFormat>();
  /** Calendar days are written in UTC, so that no zone can shift them. */
  const dateFormat = (name: DayFormat) => {
    let made = dates.get(name);
    if (!made) dates.set(name, (made = new Intl.DateTimeFormat(locale, { ...DAYS[name], timeZone: 'UTC' })));
    return made;
  };
  const day = Object.fromEntries(
    (Object.keys(DAYS) as DayFormat[]).map((name) => [
      name,
      (at: number) => dateFormat(name).format(at * DAY_MILLISECONDS),
    ]),
  ) as Formats['day'];

  /** The locale's clock, of 12 hours or 24. */
  const clocks = new Map<boolean, Intl.DateTimeFormat>();
  const clock = (isFullHour: boolean) => {
    let made = clocks.get(isFullHour);
    if (made) return made;
    const hasHalves = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true;
    const minute = hasHalves && isFullHour ? {} : { minute: '2-digit' as const };
    made = new Intl.DateTimeFormat(locale, { hour: hasHalves ? 'numeric' : '2-digit', ...minute, timeZone: 'UTC' });
    clocks.set(isFullHour, made);
    return made;
  };

  return {
    locale,
    number,
    upTo: (value, digits) => format(value, { maximumFractionDigits: digits }),
    plain: (value) => format(value, { maximumSignificantDigits: 3 }).replace('-', '−'),
    signed(value, digits = 0) {
      const least = 0.5 / 10 ** digits;
      const sign = value >= least ? '+' : value <= -least ? '−' : '';
      return `${sign}${number(Math.abs(value), digits)}`;
    },
    as: format,
    compact: (value) => format(value, { notation: 'compact', maximumFractionDigits: 1 }),
    share,
    chance: (probability) => share(Math.min(Math.max(probability, MIN_CHANCE), 1 - MIN_CHANCE)),
    day,
    date: (iso, name = 'dated') => day[name](dayOf(iso)),
    time: (minute) => clock(false).format(minute * 60_000),
    hour: (hour) => clock(true).format(hour * 3_600_000),
    span(span, name = 'dated') {
      const key = `${name} ${span.start} ${span.days}`;
      const known = spans.get(key);
      if (known !== undefined) return known;
      const [first, last] = [dayOf(span.start), dayOf(lastDateOf(span))];
      const written = dateFormat(name).formatRange(first * DAY_MILLISECONDS, last * DAY_MILLISECONDS);
      if (spans.size >= MOST_SPANS) spans.clear();
      spans.set(key, written);
      return written;
    },
  };
}

/** Where a number or a date stands in an English sentence. */
export const english = formatsFor('en-GB');

/** An epoch day as findings write it where the reader's locale is known. */
export function sayDayIn(locale: string): (day: number) => string {
  const { day } = formatsFor(locale);
  return (at) => isolated(day.dated(at));
}

/** A tag as the runtime knows it; en-GB where it does not. */
export function knownLocale(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

/** What a locale writes before decimals: “.”, “,” or “٫”. */
export const decimalSign = (tag: string): string =>
  new Intl.NumberFormat(knownLocale(tag)).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

// All of it is words, and so in the language of the product.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** “4 minutes”, “less than a minute”: how long something takes. */
export function lasting(ms: number): string {
  for (const [unit, size] of STEPS)
    if (ms >= size * 1000)
      return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(
        Math.round(ms / 1000 / size),
      );
  return 'less than a minute';
}

/** “5 minutes ago”, “yesterday”. */
export function ago(instant: string, now: number): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  for (const [unit, size] of STEPS)
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  return relative.format(0, 'minute');
}
