/** Paths and ticks of the forecast chart: pure arithmetic. */

export type Point = (index: number, value: number) => [number, number];

const number = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));

/** Radius of a dot and half the width of a bar, where there is a single day. */
const DOT = 4;

/** An SVG line through values; one value is a dot. */
export function linePath(values: readonly number[], point: Point): string {
  if (values.length === 1) {
    const [x, y] = point(0, values[0]!);
    return `M${number(x - DOT)} ${number(y)}a${DOT} ${DOT} 0 1 0 ${2 * DOT} 0a${DOT} ${DOT} 0 1 0 ${-2 * DOT} 0Z`;
  }
  return values.map((value, index) => `${index ? 'L' : 'M'}${point(index, value).map(number).join(' ')}`).join('');
}

/** An SVG area between two lines; of a single day, a bar. */
export function areaPath(low: readonly number[], high: readonly number[], point: Point): string {
  if (high.length === 0) return '';
  if (high.length === 1) {
    const [x, top] = point(0, high[0]!);
    return `M${number(x - DOT)} ${number(top)}h${2 * DOT}V${number(point(0, low[0]!)[1])}h${-2 * DOT}Z`;
  }
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
