import { isolated } from '#campaign/bidi.ts';
import { dayOf, formatDay, lastDateOf, type Span } from '#campaign/calendar.ts';
import type { Forecast, Quantiles } from '#contract/forecast.ts';

/** Numbers and dates as the reader's locale writes them. */

export interface Numbers {
  whole: (value: number) => string;
  /** Two significant digits at least: 0.07, 1.5, 340. */
  plain: (value: number) => string;
  percent: (share: number) => string;
  /** A chance; never says 0 % or 100 %, which no forecast can. */
  chance: (share: number) => string;
  /** One decimal. */
  tenth: (value: number) => string;
  date: (iso: string) => string;
  shortDate: (iso: string) => string;
  month: (iso: string) => string;
  /** From the first to the last day, as “14 – 18 Jan 2027”. */
  span: (span: Span) => string;
  longSpan: (span: Span) => string;
}

/** Formatters for a BCP 47 tag. One that the runtime does not know falls back to English. */
export function numbersFor(locale: string): Numbers {
  const known = knownLocale(locale);
  const instant = (iso: string) => dayOf(iso) * 86_400_000;
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(known, { ...options, timeZone: 'UTC' });
  const long = dates({ day: 'numeric', month: 'long', year: 'numeric' });
  const short = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const month = dates({ month: 'long', year: 'numeric' });
  const ranged = (format: Intl.DateTimeFormat) => (span: Span) =>
    format.formatRange(instant(span.start), instant(lastDateOf(span)));
  const whole = new Intl.NumberFormat(known, { maximumFractionDigits: 0 });
  const plain = new Intl.NumberFormat(known, { maximumSignificantDigits: 3 });
  const percent = new Intl.NumberFormat(known, { style: 'percent', maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(known, { maximumFractionDigits: 1 });
  return {
    whole: (value) => whole.format(value),
    plain: (value) => plain.format(value),
    percent: (share) => percent.format(share),
    chance: (share) =>
      share > 0.99 ? `> ${percent.format(0.99)}` : share < 0.01 ? `< ${percent.format(0.01)}` : percent.format(share),
    tenth: (value) => tenth.format(value),
    date: (iso) => long.format(instant(iso)),
    shortDate: (iso) => short.format(instant(iso)),
    month: (iso) => month.format(instant(iso)),
    span: ranged(short),
    longSpan: ranged(long),
  };
}

/** An epoch day as findings write it where the reader's locale is known. */
export function sayDayIn(locale: string): (day: number) => string {
  const { shortDate } = numbersFor(locale);
  return (day) => isolated(shortDate(formatDay(day)));
}

export function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

/** One day of a series. */
export type At = { [K in keyof Quantiles]: number };

export function at(series: Quantiles, index: number): At {
  const of = (key: keyof Quantiles) => series[key][index] ?? 0;
  return { mean: of('mean'), p05: of('p05'), p25: of('p25'), p50: of('p50'), p75: of('p75'), p95: of('p95') };
}

/** The step to which a figure is worth saying, given how wide its band is: a power of ten, a tenth of the band at most. */
export function isTold({ p05, p95 }: Pick<At, 'p05' | 'p95'>): number {
  return 10 ** Math.max(0, Math.floor(Math.log10(Math.max((p95 - p05) / 10, 1))));
}

/** A chance as people may be told it: never 0 % or 100 %, which a number of runs cannot know. */
export function chance(probability: number, { percent }: Numbers): string {
  if (probability > 0.99) return `>\u00A0${percent(0.99)}`;
  if (probability < 0.01) return `<\u00A0${percent(0.01)}`;
  return percent(probability);
}

/** Every day of a forecast, or evenly chosen ones where there are more than `most`; the first and the last are always there. */
export function sampled(forecast: Forecast, most: number): number[] {
  const count = forecast.dates.length;
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
