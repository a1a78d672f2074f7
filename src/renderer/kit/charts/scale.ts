/** Axes of charts: pure. */

/** The round values from `least` to `most`: 1, 2 or 5 times a power of ten apart, so that there are about `count` of them. */
export function ticksIn(least: number, most: number, count = 5): number[] {
  if (!(most > least)) return [least];
  const rough = (most - least) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough * 0.999)!;
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(most / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Neighbours that are the same, together: half-open. */
export function stretchesOf<T>(values: readonly T[]): { from: number; until: number; what: T }[] {
  const found: { from: number; until: number; what: T }[] = [];
  values.forEach((what, at) => {
    const last = found.at(-1);
    if (last && last.what === what) last.until = at + 1;
    else found.push({ from: at, until: at + 1, what });
  });
  return found;
}
