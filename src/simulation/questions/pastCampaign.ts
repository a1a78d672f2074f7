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
/** Days on either side that say nothing of how usual a day is: a stir of a few days is no part of what weeks around it let expect, and comes on other days the next time. */
const OWN = AROUND;
/** Days beyond them, on either side, that do: a week each, so that weekends weigh alike. */
const AROUND_OWN = 7;
/** Variance of single days that is seen around what other days let expect, which vary as much themselves. */
const SEEN = 1 + 1 / (2 * AROUND_OWN);
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
 * How much single days differ beyond chance from what the weeks around them let expect, as the mean variance of the logarithm of a day's rate. What is thought beforehand (a median and its spread on
 * the logarithm) is weighed by what the counts say: negative binomial, with that variance, around what other days let expect. The curve itself would not do: it follows a stir of some days, which
 * the next campaign has elsewhere.
 */
export function dayVarianceOf({ daily }: DailyCounts, value: number, spread: (z: number) => number): number {
  if (value === 0) return 0;
  const others = fromOtherDays(daily);
  const grid = Array.from({ length: 17 }, (_, index) => (index - 7) / 2).map((z) => {
    const variance = (value * exp(spread(z))) ** 2;
    return { variance, evidence: fitOf(daily, others, SEEN * expm1(variance)) - (z * z) / 2 };
  });
  const most = Math.max(...grid.map(({ evidence }) => evidence));
  const weights = grid.map(({ evidence }) => exp(evidence - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return grid.reduce((sum, { variance }, index) => sum + variance * weights[index]!, 0) / total;
}

interface OtherDays {
  /** What they let expect of each day; 0, which says nothing, where there are none. */
  expected: Float64Array;
  /** How much they counted, whose own chance is in what they let expect. */
  counted: Float64Array;
}

/** What a week before each day and a week after it, neither of them near, say of it, where both are there. */
function fromOtherDays(daily: readonly number[]): OtherDays {
  const profile = weekProfileOf(daily);
  const [expected, counted] = [new Float64Array(daily.length), new Float64Array(daily.length)];
  const furthest = OWN + AROUND_OWN;
  for (let day = furthest; day < daily.length - furthest; day++) {
    let weight = 0;
    for (let away = OWN + 1; away <= furthest; away++)
      for (const other of [day - away, day + away]) {
        counted[day]! += daily[other]!;
        weight += profile[other % 7]!;
      }
    expected[day] = (counted[day]! / weight) * profile[day % 7]!;
  }
  return { expected, counted };
}

/** Log likelihood of counts around expected ones whose rates vary by so much (relative variance) and are known as well as was counted, but for what does not depend on it. */
function fitOf(daily: readonly number[], { expected, counted }: OtherDays, variance: number): number {
  return daily.reduce((sum, count, day) => {
    const mean = expected[day]!;
    if (mean <= 0) return sum;
    const shape = 1 / (variance + 1 / counted[day]!);
    return sum + logRising(shape, count) - (count + shape) * log1p(mean / shape) - count * log(shape);
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
