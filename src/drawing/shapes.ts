import { area, line, stack } from 'd3-shape';

/** Lines, bands and stacks as SVG paths, to a tenth of a pixel. */

/** Where a value of a series stands, by its index. */
export type Point = (index: number, value: number) => [x: number, y: number];

const DIGITS = 1;
/** Radius of a dot and half the width of a bar, where there is a single value. */
const DOT = 4;
const short = (value: number) => Number(value.toFixed(DIGITS));

/** A line through values; one value is a dot. */
export function linePath(values: readonly number[], point: Point): string {
  if (values.length === 1) {
    const [x, y] = point(0, values[0]!).map(short) as [number, number];
    return `M${short(x - DOT)},${y}a${DOT},${DOT},0,1,0,${2 * DOT},0a${DOT},${DOT},0,1,0,${-2 * DOT},0Z`;
  }
  return line().digits(DIGITS)(values.map((value, index) => point(index, value))) ?? '';
}

/** A band between two lines; of a single value, a bar. */
export function bandPath(low: readonly number[], high: readonly number[], point: Point): string {
  if (high.length === 1) {
    const [x, top] = point(0, high[0]!).map(short) as [number, number];
    return `M${short(x - DOT)},${top}h${2 * DOT}V${short(point(0, low[0]!)[1])}h${-2 * DOT}Z`;
  }
  const band = area<[number, number]>()
    .digits(DIGITS)
    .x(([value], index) => point(index, value)[0])
    .y0(([value], index) => point(index, value)[1])
    .y1(([, value], index) => point(index, value)[1]);
  return band(high.map((value, index) => [low[index]!, value])) ?? '';
}

export interface Layer<Key> {
  key: Key;
  low: number[];
  high: number[];
}

/** Series on top of one another, the first at the foot. */
export function stacked<Key extends string>(
  keys: readonly Key[],
  count: number,
  valueOf: (key: Key, index: number) => number,
): Layer<Key>[] {
  const indices = Array.from({ length: count }, (_, index) => index);
  return stack<unknown, number, Key>()
    .keys(keys)
    .value((index, key) => valueOf(key, index))(indices)
    .map((layer) => ({ key: layer.key, low: layer.map(([low]) => low), high: layer.map(([, high]) => high) }));
}
