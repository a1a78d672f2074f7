import { varianceOf } from '../numbers/statistics.ts';
import { Z95 } from '../plan/assumptions.ts';
import { keyOf, threefry, uniform } from '../numbers/random.ts';

/**
 * Shapley values: what each part of a whole adds, the mean over all orders in which the whole could be put together (Shapley 1953), under several sets of
 * parameter values at once. Exact over all subsets where there are few parts, else from orders that are drawn.
 */

/** What is shared out. */
export interface Whole {
  /** How many parts there are; they are named from 0. */
  parts: number;
  /** Sets of parameter values. The second half of them is opposite to the first, which the drawing of orders makes use of. */
  sets: number;
  /** What comes about with these parts alone, under each of the sets at these places. */
  expected: (parts: ReadonlySet<number>, sets: readonly number[]) => number[];
}

/** The shares of all parts, and last what comes about without any. */
export interface Shares {
  /** The mean over all sets. */
  values: Float64Array;
  /** The same under one set each, for the scatter that parameters give. */
  drawn: Float64Array[];
  /** Independent estimates whose mean `values` is; none where it is exact. */
  estimates: Float64Array[];
}

/** Every subset followed under every set. Yields the share that is done. */
export function* exactShares({ parts, sets, expected }: Whole): Generator<number, Shares> {
  const all = Array.from({ length: sets }, (_, set) => set);
  const subsets = 2 ** parts;
  const worths: number[][] = [];
  for (let subset = 0; subset < subsets; subset++) {
    worths.push(expected(membersOf(subset, parts), all));
    yield (subset + 1) / subsets;
  }
  // The share of orders in which exactly these parts come before another one, by their number.
  const weights = [1 / (parts || 1)];
  for (let size = 1; size < parts; size++) weights.push((weights[size - 1]! * size) / (parts - size));
  const drawn = all.map((set) => {
    const shares = new Float64Array(parts + 1);
    shares[parts] = worths[0]![set]!;
    for (let subset = 0; subset < subsets; subset++) {
      const weight = weights[membersOf(subset, parts).size]!;
      for (let part = 0; part < parts; part++)
        if (!(subset & (1 << part)))
          shares[part]! += weight * (worths[subset | (1 << part)]![set]! - worths[subset]![set]!);
    }
    return shares;
  });
  return { values: meanOf(drawn), drawn, estimates: [] };
}

function membersOf(subset: number, parts: number): Set<number> {
  const members = new Set<number>();
  for (let part = 0; part < parts; part++) if (subset & (1 << part)) members.add(part);
  return members;
}

const ORDER = keyOf('order of touchpoints');
const SETS = keyOf('sets of an order');
/** Sets of parameter values under which one order is followed: as many as one vector of the kernel holds. */
export const SETS_OF_AN_ORDER = 4;

/**
 * Pairs of orders, each a random one and its reverse, each pair under a few sets of its own: two random ones and their opposites. What a pair owes to its
 * sets rather than to its order is taken out as far as the whole tells it, which is known under all sets. So pairs are independent of each other and
 * alike, and their scatter tells the error of their mean whole. Yields the share that is done.
 */
export function* sharesByOrders(
  { parts, sets, expected }: Whole,
  { pairs, seed }: { pairs: number; seed: number },
): Generator<number, Shares> {
  const all = Array.from({ length: sets }, (_, set) => set);
  const indices = Array.from({ length: parts }, (_, part) => part);
  const nothing = expected(new Set(), all);
  const everything = expected(new Set(indices), all);
  const whole = everything.map((learners, set) => learners - nothing[set]!);
  const mean = (of: readonly number[], chosen = all) => chosen.reduce((sum, set) => sum + of[set]!, 0) / chosen.length;

  const found: { chosen: number[]; shares: Float64Array[] }[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const chosen = setsOf(sets, seed, pair);
    const shares = chosen.map((set) => new Float64Array(parts + 1).fill(nothing[set]!, parts));
    const order = orderOf(parts, seed, pair);
    for (const [way, ordered] of [order, order.toReversed()].entries()) {
      const present = new Set<number>();
      let before = chosen.map((set) => nothing[set]!);
      for (const [step, part] of ordered.entries()) {
        present.add(part);
        const after = step === parts - 1 ? chosen.map((set) => everything[set]!) : expected(present, chosen);
        shares.forEach((own, at) => (own[part]! += (after[at]! - before[at]!) / 2));
        before = after;
        yield (pair + (way + (step + 1) / parts) / 2) / pairs;
      }
    }
    found.push({ chosen, shares });
  }

  const means = found.map(({ shares }) => meanOf(shares));
  const rough = meanOf(means);
  const sizes = indices.reduce((sum, part) => sum + Math.abs(rough[part]!), 0);
  const estimates = means.map((own, pair) => {
    const excess = mean(whole, found[pair]!.chosen) - mean(whole);
    const estimate = own.map((share, part) => share - (sizes > 0 ? (excess * Math.abs(rough[part]!)) / sizes : 0));
    estimate[parts] = mean(nothing);
    return estimate;
  });
  const values = meanOf(estimates);
  // Around their own pair's mean, so that orders do not add to what parameters do.
  const drawn = found.flatMap(({ shares }, pair) =>
    shares.map((own) => own.map((share, part) => values[part]! + share - means[pair]![part]!)),
  );
  return { values, drawn, estimates };
}

/** Estimates are skewed, so that errors from samples are too small when the rare large ones are missing: so much wider they hold on the templates (docs/validation.md). */
const SKEWED = 1.06;

/**
 * Standard error of the mean of independent estimates, widened so that it holds as often as a normal one although it comes from so few: by the 95 % point
 * of Student's t over the normal's (Abramowitz and Stegun 26.7.5).
 */
export function errorOf(estimates: readonly number[]): number {
  const freedom = estimates.length - 1;
  if (freedom < 1) return 0;
  const x = Z95;
  const t =
    x +
    (x ** 3 + x) / (4 * freedom) +
    (5 * x ** 5 + 16 * x ** 3 + 3 * x) / (96 * freedom ** 2) +
    (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / (384 * freedom ** 3);
  return SKEWED * Math.sqrt(varianceOf(estimates) / estimates.length) * (t / x);
}

function meanOf(lists: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(lists[0]!.length);
  for (const list of lists) list.forEach((value, at) => (mean[at]! += value / lists.length));
  return mean;
}

/** A random order, keyed by seed and number (Fisher and Yates). */
function orderOf(count: number, seed: number, number: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const chosen = drawnBelow(last + 1, seed, number, ORDER, last);
    [order[last], order[chosen]] = [order[chosen]!, order[last]!];
  }
  return order;
}

/** Different sets of the first half with their opposites, keyed by seed and number. */
function setsOf(sets: number, seed: number, number: number): number[] {
  const half = sets / 2;
  const rest = Array.from({ length: half }, (_, set) => set);
  const chosen = Array.from({ length: SETS_OF_AN_ORDER / 2 }, (_, at) => {
    const [set] = rest.splice(drawnBelow(rest.length, seed, number, SETS, at), 1);
    return set!;
  });
  return [...chosen, ...chosen.map((set) => set + half)];
}

const words = new Int32Array(2);
function drawnBelow(count: number, seed: number, number: number, key: number, at: number): number {
  threefry(seed, number, key, at, words);
  return Math.min(count - 1, Math.floor(uniform(words) * count));
}
