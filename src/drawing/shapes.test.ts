import { describe, expect, it } from 'vitest';
import { bandPath, linePath, stacked } from './shapes.ts';

describe('lines and bands', () => {
  it('are drawn to a tenth of a pixel', () => {
    const point = (index: number, value: number): [number, number] => [index * 10, 100 - value];
    expect(linePath([1.04, 2.06], point)).toBe('M0,99L10,97.9');
    expect(bandPath([0, 0], [5, 6], point)).toBe('M0,95L10,94L10,100L0,100Z');
    expect([linePath([], point), bandPath([], [], point)]).toEqual(['', '']);
  });

  it('show a single day as a dot in a bar', () => {
    const point = (index: number, value: number): [number, number] => [index * 10 + 5, 100 - value];
    expect(linePath([20], point)).toBe('M1,80a4,4,0,1,0,8,0a4,4,0,1,0,-8,0Z');
    expect(bandPath([10], [30], point)).toBe('M1,70h8V90h-8Z');
  });
});

it('series are stacked, the first at the foot', () => {
  const series = { a: [1, 2], b: [10, 20] };
  expect(stacked(['a', 'b'], 2, (key, index) => series[key][index]!)).toEqual([
    { key: 'a', low: [0, 0], high: [1, 2] },
    { key: 'b', low: [1, 2], high: [11, 22] },
  ]);
  expect(stacked(['a'], 0, () => 0)).toEqual([{ key: 'a', low: [], high: [] }]);
});
