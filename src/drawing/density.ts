import type { Extent } from './pack.ts';

/** How many things are under way at a time, where they are too many to be drawn one by one. */

/** For each bucket of `days`, from the first on, how many of the extents touch it. O(extents + buckets). */
export function underWay(extents: Iterable<Extent>, days: Extent, bucket: number): number[] {
  const count = Math.max(0, Math.ceil((days.until - days.from) / bucket));
  const steps = new Int32Array(count + 1);
  for (const { from, until } of extents) {
    if (until <= days.from || from >= days.until) continue;
    const first = Math.max(from, days.from) - days.from;
    const last = Math.min(until, days.until) - 1 - days.from;
    steps[Math.floor(first / bucket)]! += 1;
    steps[Math.floor(last / bucket) + 1]! -= 1;
  }
  let sum = 0;
  return Array.from(steps.subarray(0, count), (step) => (sum += step));
}
