import type { Quantiles } from '#contract/forecast.ts';

/** What is said of many numbers: means, spreads, and which of them so many in a hundred lie below. */

const KEYS = ['p05', 'p25', 'p50', 'p75', 'p95'] as const;
const ORDERS = { p05: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 } as const;

/** The mean of some numbers. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum / values.length;
}

/** A quantile of sorted values, between the two nearest. */
export function orderOf(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const low = Math.floor(position);
  const below = sorted[low]!;
  return below + (sorted[Math.min(low + 1, sorted.length - 1)]! - below) * (position - low);
}

/** Mean and quantiles. Sorts the values. */
export function summaryOf(values: Float64Array): Record<keyof Quantiles, number> {
  const mean = meanOf(values);
  values.sort();
  const at = (key: keyof typeof ORDERS) => orderOf(values, ORDERS[key]);
  return { mean, p05: at('p05'), p25: at('p25'), p50: at('p50'), p75: at('p75'), p95: at('p95') };
}

/** Variance of a sample; 0 for a single value. */
export function varianceOf(values: ArrayLike<number>): number {
  const count = values.length;
  if (count < 2) return 0;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += values[index]!;
  let squares = 0;
  for (let index = 0; index < count; index++) squares += (values[index]! - sum / count) ** 2;
  return squares / (count - 1);
}

/** Covariance of two samples, pair by pair; 0 for a single pair. */
export function covarianceOf(a: readonly number[], b: readonly number[]): number {
  const count = a.length;
  if (count < 2) return 0;
  const meanA = a.reduce((sum, value) => sum + value, 0) / count;
  const meanB = b.reduce((sum, value) => sum + value, 0) / count;
  return a.reduce((sum, value, index) => sum + (value - meanA) * (b[index]! - meanB), 0) / (count - 1);
}

/** Mean and quantiles of each day, where `read` writes the values of a day. */
export function quantilesOf(
  days: number,
  sorter: Sorter,
  values: Float64Array,
  read: (day: number) => void,
  /** Called when the values of a day are sorted. */
  sorted?: () => void,
): Quantiles {
  const quantiles: Quantiles = { mean: [], p05: [], p25: [], p50: [], p75: [], p95: [] };
  for (let day = 0; day < days; day++) {
    read(day);
    quantiles.mean.push(meanOf(values));
    sorter.sort(values);
    for (const key of KEYS) quantiles[key].push(orderOf(sorter.sorted, ORDERS[key]));
    sorted?.();
  }
  return quantiles;
}

/** Mean and quantiles of each day, where `read` writes the numbers of all runs on a day. */
export function quantilesByDay(days: number, runs: number, read: (day: number, into: Float64Array) => void): Quantiles {
  const values = new Float64Array(runs);
  return quantilesOf(days, new Sorter(runs), values, (day) => read(day, values));
}

/** Sorts values in a few passes without surprises for the processor: into as many even buckets as there are values, then within them. */
export class Sorter {
  /** The values of the last call in their order. */
  readonly sorted: Float64Array;
  private readonly buckets: Uint32Array;
  private readonly ends: Uint32Array;

  constructor(runs: number) {
    this.sorted = new Float64Array(runs);
    this.buckets = new Uint32Array(runs);
    this.ends = new Uint32Array(runs + 1);
  }

  sort(values: Float64Array): void {
    const { sorted, buckets, ends } = this;
    const runs = values.length;
    let least = values[0]!;
    let most = least;
    for (let run = 1; run < runs; run++) {
      least = Math.min(least, values[run]!);
      most = Math.max(most, values[run]!);
    }
    const scale = most > least ? (runs - 1) / (most - least) : 0;
    ends.fill(0);
    for (let run = 0; run < runs; run++) {
      const bucket = ((values[run]! - least) * scale) >>> 0;
      buckets[run] = bucket;
      ends[bucket + 1]!++;
    }
    for (let bucket = 1; bucket <= runs; bucket++) ends[bucket]! += ends[bucket - 1]!;
    for (let run = 0; run < runs; run++) sorted[ends[buckets[run]!]!++] = values[run]!;
    settle(sorted);
  }
}

/** Steps for each value after which the general sort takes over. */
const PATIENCE = 16;

/** Sorts values that are near their places. */
function settle(values: Float64Array): void {
  let steps = 0;
  for (let at = 1; at < values.length; at++) {
    const value = values[at]!;
    let to = at;
    for (; to > 0 && values[to - 1]! > value; to--) values[to] = values[to - 1]!;
    values[to] = value;
    steps += at - to;
    if (steps > PATIENCE * values.length) {
      values.sort();
      return;
    }
  }
}
