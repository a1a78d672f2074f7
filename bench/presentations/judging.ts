import { addBetaBinomial, partWithin, quantilesOf } from '#simulation/numbers/countMixture.ts';
import type { DailyCounts } from '#simulation/questions/pastCampaign.ts';
import { forecastNext, type Span, type Variation } from '#simulation/questions/nextCampaign.ts';
import type { Pair, Presentation } from './registrations.ts';

/** The next presentation, forecast from the one before and held against what came. */

/** What is forecast: the number of each day, of each week, or of all days until the end of each week. */
export const UNITS = ['day', 'week', 'total'] as const;
export type Unit = (typeof UNITS)[number];
export const KINDS = ['withdrawals', 'registrations'] as const;
export type Kind = (typeof KINDS)[number];

/** One number that was forecast and came. */
export interface Point {
  kind: Kind;
  /** How much of the number lies within the 50 % and the 90 % band: mostly 0 or 1, a part at an end. */
  in50: number;
  in90: number;
  width90: number;
  /** Width of the 90 % band if the share were known and each learner alone were chance, by the same rule. */
  binomial: number;
  /** How many times that width the band had to be, around the share expected, to reach what came. */
  needed: number;
}

/** Registrations are followed from the day by which so many of the first presentation had come: before, there is next to nothing to forecast. */
const FIRST_SHARE = 0.05;
const EARLIEST = -371;

/** All points of a pair. */
export function pointsOf(pair: Pair, unit: Unit, variation?: Variation): Point[] {
  return KINDS.flatMap((kind) => {
    const [past, next] = [countsOf(pair.from, kind), countsOf(pair.to, kind)];
    const days = Math.min(past.daily.length, next.daily.length);
    const shown = { learners: past.learners, daily: past.daily.slice(0, days) };
    const spans = spansOf(kind, shown, unit);
    if (past.learners === 0 || next.learners === 0) return [];
    return forecastNext(shown, next.learners, spans, variation).map(({ from, to, share, p05, p25, p75, p95 }) => {
      const came = sumOf(next.daily, from, to);
      const [low, high] = binomialBand(next.learners, share);
      return {
        kind,
        in50: partWithin(came, p25, p75),
        in90: partWithin(came, p05, p95),
        width90: p95 - p05,
        binomial: high - low,
        needed: (2 * Math.abs(came - next.learners * share)) / (high - low),
      };
    });
  });
}

/** Withdrawals from the start on, of those who are there on it; registrations from a year before on, of all who come. */
function countsOf({ registrations, length }: Presentation, kind: Kind): DailyCounts {
  const first = kind === 'withdrawals' ? 0 : EARLIEST;
  const daily = Array<number>(length - first).fill(0);
  let learners = 0;
  for (const { registered, withdrew } of registrations) {
    if (kind === 'withdrawals' ? withdrew !== undefined && withdrew < 0 : registered === undefined) continue;
    learners++;
    const day = kind === 'withdrawals' ? withdrew : Math.max(registered!, EARLIEST);
    if (day !== undefined && day < length) daily[day - first]!++;
  }
  return { learners, daily };
}

function spansOf(kind: Kind, { learners, daily }: DailyCounts, unit: Unit): Span[] {
  const start = -EARLIEST;
  const step = unit === 'day' ? 1 : 7;
  const end = kind === 'withdrawals' ? daily.length : start;
  let begin = 0;
  if (kind === 'registrations') while (begin < start && sumOf(daily, 0, begin) < FIRST_SHARE * learners) begin++;
  const spans = Math.floor((end - begin) / step);
  // Whole weeks, those of registrations up to the start.
  const first = kind === 'withdrawals' ? 0 : end - spans * step;
  return Array.from({ length: spans }, (_, index) => {
    const from = first + index * step;
    return { from: unit === 'total' ? 0 : from, to: from + step };
  });
}

const sumOf = (daily: readonly number[], from: number, to: number) =>
  daily.slice(from, to).reduce((sum, count) => sum + count, 0);

function binomialBand(learners: number, share: number): [number, number] {
  const law = new Float64Array(learners + 1);
  addBetaBinomial(law, 1, share, 0);
  return quantilesOf(law, [0.05, 0.95]) as [number, number];
}

export interface Verdict {
  points: number;
  cover50: number;
  cover90: number;
  width90OverBinomial: number;
}

/** What points say together: shares within the bands, and how many times as wide as the binomial's the 90 % band is in the mean of all points. */
export function verdictOf(points: readonly Point[]): Verdict {
  const mean = (valueOf: (point: Point) => number) => rounded(meanOf(points, valueOf));
  return {
    points: points.length,
    cover50: mean(({ in50 }) => in50),
    cover90: mean(({ in90 }) => in90),
    width90OverBinomial: mean(({ width90, binomial }) => width90 / binomial),
  };
}

/** The same ratio as one of two mean widths in learners, where points with many learners count most. */
export const ratioOfMeans = (points: readonly Point[]): number =>
  rounded(meanOf(points, ({ width90 }) => width90) / meanOf(points, ({ binomial }) => binomial));

/** How many times the binomial's width a band around the first's share would need to hold this share of the points, were it everywhere the same. */
export const neededFor = (points: readonly Point[], share: number): number =>
  rounded(
    points.map(({ needed }) => needed).toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * points.length) - 1)] ??
      0,
  );

const meanOf = (points: readonly Point[], valueOf: (point: Point) => number) =>
  points.reduce((sum, point) => sum + valueOf(point), 0) / points.length;
const rounded = (value: number) => Math.round(value * 1000) / 1000;
