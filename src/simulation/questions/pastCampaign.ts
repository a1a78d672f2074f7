import { exp, expm1, log, log1p } from '../numbers/mathematics.ts';

/** What the daily counts of one campaign say about its rates: the curve without the chance of single days, the profile of its week, and how much its days differ. */

export interface DailyCounts {
  /** Learners who could do it on the first day, each once. */
  learners: number;
  /** How many did on each day, from the first on. */
  daily: readonly number[];
}

export interface PastCurve {
  days: number;
  /** Expected numbers of the days: every count is spread over the week around it, by the profile of the week. Their sum is that of the counts. */
  expected: Float64Array;
  /** Cumulative hazard before each day, and after the last. */
  hazard: Float64Array;
}

/** Days on either side over which a count is spread: a week in all, so that weekends leave no trace but in the profile. */
export const AROUND = 3;
/** How much of a day's own variance is seen around the curve, which holds its share of the day's count. */
const SEEN = 1 - 1 / (2 * AROUND + 1);
/** Learners that each weekday of the profile starts with, as an average week has them. */
const PROFILE_PRIOR = 10;

/** The curve of a campaign. */
export function curveOf({ learners, daily }: DailyCounts): PastCurve {
  const days = daily.length;
  const profile = weekProfileOf(daily);
  const expected = new Float64Array(days);
  daily.forEach((count, day) => {
    if (count === 0) return;
    const [first, end] = [Math.max(0, day - AROUND), Math.min(days, day + AROUND + 1)];
    let sum = 0;
    for (let near = first; near < end; near++) sum += profile[near % 7]!;
    for (let near = first; near < end; near++) expected[near]! += (count * profile[near % 7]!) / sum;
  });
  const hazard = new Float64Array(days + 1);
  let done = 0;
  for (let day = 0; day < days; day++) {
    done = Math.min(learners, done + expected[day]!);
    // Half a learner more, so that the last of all has a hazard.
    hazard[day + 1] = -log1p(-done / (learners + 0.5));
  }
  return { days, expected, hazard };
}

/** What each of the seven weekdays, from that of the first day, weighs beside an average day. */
function weekProfileOf(daily: readonly number[]): number[] {
  const mean = daily.reduce((sum, count) => sum + count, 0) / daily.length;
  return Array.from({ length: 7 }, (_, weekday) => {
    const own = daily.filter((_count, day) => day % 7 === weekday);
    const all = own.reduce((sum, count) => sum + count, 0);
    return (all + PROFILE_PRIOR) / (own.length * mean + PROFILE_PRIOR);
  });
}

/**
 * How much single days differ from the curve beyond chance, as the mean variance of the logarithm of a day's rate. What is thought beforehand (a median and its spread on the logarithm) is weighed by
 * what the counts say: negative binomial, with that variance, around the curve.
 */
export function dayVarianceOf(
  { daily }: DailyCounts,
  { expected }: PastCurve,
  value: number,
  spread: (z: number) => number,
): number {
  if (value === 0) return 0;
  const grid = Array.from({ length: 17 }, (_, index) => (index - 7) / 2).map((z) => {
    const variance = (value * exp(spread(z))) ** 2;
    return { variance, evidence: fitOf(daily, expected, SEEN * expm1(variance)) - (z * z) / 2 };
  });
  const most = Math.max(...grid.map(({ evidence }) => evidence));
  const weights = grid.map(({ evidence }) => exp(evidence - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return grid.reduce((sum, { variance }, index) => sum + variance * weights[index]!, 0) / total;
}

/** Log likelihood of counts around expected ones whose rates vary by so much (relative variance), but for what does not depend on it. */
function fitOf(daily: readonly number[], expected: Float64Array, variance: number): number {
  const shape = 1 / variance;
  return daily.reduce((sum, count, day) => {
    const mean = expected[day]!;
    if (mean <= 0) return sum;
    return sum + logRising(shape, count) - count * log(shape + mean) - shape * log1p(mean / shape);
  }, 0);
}

/** log Γ(x + count) − log Γ(x). */
const logRising = (x: number, count: number) => (count === 0 ? 0 : logGamma(x + count) - logGamma(x));

/** log Γ(x) for x > 0, by Stirling's series from 8 on. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 8) shift += log(at++);
  const square = 1 / (at * at);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / at;
  return (at - 0.5) * log(at) - at + 0.9189385332046727 + series - shift;
}
