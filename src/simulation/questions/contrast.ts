import { meanOf, orderOf, varianceOf } from '../numbers/statistics.ts';

/** What runs of two plans, and what is expected of them, say of one number of learners. */

/** A difference in learners, the other plan less the base. */
export interface Band {
  mean: number;
  p05: number;
  p50: number;
  p95: number;
}

/** Two lists of numbers, pair by pair. Pairs in which both are equal count half for either. */
export interface Pairs {
  probabilityBetter: number;
  difference: Band;
  /** Variance of the paired difference over that of independent runs: how much the common random numbers save. 0 where nothing varies. */
  varianceRatio: number;
}

/** One quantity in both plans. */
export interface Contrast extends Pairs {
  /** On average: how likely it is, over parameters, campaigns and days that may come, that the other plan lets expect more than the base. */
  probabilityBetter: number;
  /** How likely the other plan brings more where each is run once, among the same people, with independent luck. */
  probabilitySeen: number;
  /** The difference with the same luck for both, and with independent luck. */
  difference: Band;
  differenceIndependent: Band;
}

/** A number of learners in both plans: by run under each luck, and as it is expected. */
export interface Quantity {
  base: [Float64Array, Float64Array];
  other: [Float64Array, Float64Array];
  expected: { base: Float64Array; other: Float64Array } | undefined;
}

/** Expected numbers are known to six digits: what differs by less than this share of them is the same. */
const SAME = 1e-5;

/**
 * With the same luck for both plans, by what is expected of them where that is known. What runs say of it hangs on which luck they happen to share, and is
 * nearer to one half.
 */
export function onAverage({ base, other, expected }: Quantity): Pairs {
  const pairs = pairsOf(base[0], other[0]);
  if (!expected) return pairs;
  const better = expected.other.reduce((sum, learners, run) => {
    const before = expected.base[run]!;
    const difference = learners - before;
    return sum + (Math.abs(difference) <= SAME * Math.max(learners, before) ? 0.5 : difference > 0 ? 1 : 0);
  }, 0);
  return { ...pairs, probabilityBetter: better / expected.other.length };
}

/**
 * Every run is paired with one of the other plan that has the same parameters and another luck, once this way round and once the other. Where the plans
 * are nearly alike, one pair lets the other plan win and its opposite the base, so that few runs tell much.
 */
export function contrastOf(learners: Quantity): Contrast {
  const { base, other } = learners;
  const apart = pairsOf(joined(base[0], base[1]), joined(other[1], other[0]));
  return {
    ...onAverage(learners),
    probabilitySeen: apart.probabilityBetter,
    differenceIndependent: apart.difference,
  };
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** What two lists of paired numbers say of their difference. */
export function pairsOf(base: Float64Array, other: Float64Array): Pairs {
  const difference = other.map((value, run) => value - base[run]!);
  const independent = varianceOf(base) + varianceOf(other);
  const better = difference.reduce((sum, value) => sum + (value > 0 ? 1 : value === 0 ? 0.5 : 0), 0);
  return {
    probabilityBetter: better / difference.length,
    varianceRatio: independent > 0 ? varianceOf(difference) / independent : 0,
    difference: bandOf(difference),
  };
}

/** Mean and quantiles. Sorts the values. */
export function bandOf(values: Float64Array): Band {
  const mean = meanOf(values);
  values.sort();
  return { mean, p05: orderOf(values, 0.05), p50: orderOf(values, 0.5), p95: orderOf(values, 0.95) };
}
