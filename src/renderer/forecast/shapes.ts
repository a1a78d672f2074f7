/** Paths and ticks of the forecast chart: pure arithmetic. */

export type Point = (index: number, value: number) => [number, number];

const number = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));

/** An SVG line through values; one value becomes a short dash. */
export function linePath(values: readonly number[], point: Point): string {
  if (values.length === 0) return '';
  return values.map((value, index) => `${index ? 'L' : 'M'}${point(index, value).map(number).join(' ')}`).join('');
}

/** An SVG area between two lines. */
export function areaPath(low: readonly number[], high: readonly number[], point: Point): string {
  if (high.length === 0) return '';
  const back = low.map((value, index) => point(index, value).map(number).join(' ')).toReversed();
  return `${linePath(high, point)}L${back.join('L')}Z`;
}

/** Two to five round values from 0 up to at least `most`: 1, 2 or 5 times a power of ten apart, and `least` at least. */
export function roundTicks(most: number, least = 0): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = Math.max(most / 4, least);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
