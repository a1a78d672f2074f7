import { scaleLinear } from 'd3-scale';
import type { Extent } from './pack.ts';

/** How an axis is divided. */

/** Round values from 0 up to at least `most`: 1, 2 or 5 times a power of ten apart, `least` at least, in `parts` at most and one more. */
export function roundTicks(most: number, { least = 0, parts = 4 } = {}): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = Math.max(most / parts, least);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** The round values between two others, four or so of them: for an axis that does not begin at 0. */
export const ticksIn = (least: number, most: number): number[] => scaleLinear([least, most], [0, 1]).ticks(4);

/** Quarters of a whole, where the share says more than a round number. */
export const quarters = (whole: number): number[] => [0, 0.25, 0.5, 0.75, 1].map((share) => share * whole);

/** The months that days lie in, each from its first day to the next month's. `startOf` finds the first day of a day's month. */
export function monthsIn({ from, until }: Extent, startOf: (day: number) => number): Extent[] {
  const months: Extent[] = [];
  for (let day = startOf(from); day < until;) {
    // No month of any calendar has more than 31 days, and none is over so soon that this would skip it.
    const next = startOf(day + 32);
    months.push({ from: day, until: next });
    day = next;
  }
  return months;
}

/** The first days of weeks that begin among the days. 1 January 1970 was a Thursday. */
export function weekStarts({ from, until }: Extent, firstWeekday: number): number[] {
  const offset = (((firstWeekday - 4 - from) % 7) + 7) % 7;
  return days({ from: from + offset, until }, 7);
}

/** Every day, or every so many days. */
export const days = ({ from, until }: Extent, step = 1): number[] =>
  Array.from({ length: Math.max(0, Math.ceil((until - from) / step)) }, (_, index) => from + index * step);

/** Days that are counted from a first one, so many apart: those before it too. */
export const countedDays = ({ from, until }: Extent, first: number, step: number): number[] =>
  days({ from: first + step * Math.ceil((from - first) / step), until }, step);

/** How many days lie between two ticks of counted days that are to keep so many pixels between them: one, or whole weeks. */
export const countedStep = (pixelsPerDay: number, least: number): number =>
  [1, 7, 14, 28, 91].find((step) => step * pixelsPerDay >= least) ?? 182;

/** Hours of the days, so many apart and counted from midnight, the day that they are of first. */
export const hoursIn = (extent: Extent, step: number): { day: number; hour: number }[] =>
  days(extent).flatMap((day) => days({ from: 0, until: 24 }, step).map((hour) => ({ day, hour })));

/** How many hours lie between two ticks that are to keep so many pixels between them, where a day is so wide. */
export const hourStep = (pixelsPerDay: number, least: number): number =>
  [1, 3, 6].find((hours) => (hours * pixelsPerDay) / 24 >= least) ?? 12;

/** Runs of days that have something in common, such as weekends. */
export function runsOf({ from, until }: Extent, holds: (day: number) => boolean): Extent[] {
  const runs: Extent[] = [];
  for (let day = from; day < until; day++) {
    if (!holds(day)) continue;
    const last = runs.at(-1);
    if (last?.until === day) last.until = day + 1;
    else runs.push({ from: day, until: day + 1 });
  }
  return runs;
}
