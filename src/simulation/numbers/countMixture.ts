/** Laws of whole numbers that are put together from beta-binomial ones: a count out of n whose share is not known exactly. */

/** The chances of 0 … n. */
export type CountMixture = Float64Array;

/** Chances this small beside the largest are left out. */
const NEGLIGIBLE = 1e-15;

/**
 * Adds a beta-binomial law with a weight. `looseness` says how little the share is known: 1 / (α + β) of its beta law, 0 where it is known exactly and the law is binomial.
 * Chances are walked up and down from the mean, each from the one before it, so that nothing overflows however many there are.
 */
export function addBetaBinomial(into: CountMixture, weight: number, share: number, looseness: number): void {
  const n = into.length - 1;
  const start = Math.min(n, Math.floor((n + 1) * share));
  /** The chance of k + 1 beside that of k. */
  const step = (k: number) => ((n - k) * (share + k * looseness)) / ((k + 1) * (1 - share + (n - k - 1) * looseness));
  let [first, last] = [start, start];
  let [sum, most] = [1, 1];
  law[start] = 1;
  while (last < n) {
    const next = law[last]! * step(last);
    if (!(next > NEGLIGIBLE * most)) break;
    law[++last] = next;
    sum += next;
    most = Math.max(most, next);
  }
  while (first > 0) {
    const next = law[first]! / step(first - 1);
    if (!(next > NEGLIGIBLE * most)) break;
    law[--first] = next;
    sum += next;
    most = Math.max(most, next);
  }
  for (let k = first; k <= last; k++) into[k]! += (weight * law[k]!) / sum;
}

/** Work space: one law at a time. Grows as needed. */
const law: number[] = [];

/**
 * The quantiles of a mixture as points of a line on which each whole number k is spread evenly from k − ½ to k + ½. So a band between two of them holds
 * exactly the share it says, however small the numbers are (compare `partWithin`).
 */
export function quantilesOf(mixture: CountMixture, shares: readonly number[]): number[] {
  const total = mixture.reduce((sum, chance) => sum + chance, 0);
  return shares.map((share) => {
    let below = 0;
    for (let k = 0; k < mixture.length; k++) {
      const chance = mixture[k]! / total;
      if (below + chance >= share && chance > 0) return k - 0.5 + (share - below) / chance;
      below += chance;
    }
    return mixture.length - 0.5;
  });
}

/** How much of the whole number k, spread from k − ½ to k + ½, lies between two points: 1 inside, 0 outside, a part at the ends. */
export const partWithin = (k: number, low: number, high: number): number =>
  Math.max(0, Math.min(high, k + 0.5) - Math.max(low, k - 0.5));
