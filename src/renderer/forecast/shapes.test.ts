import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaPath, linePath, roundTicks } from './shapes.ts';

describe('shapes of the chart', () => {
  it('cover the largest value with a few round ticks', () => {
    expect(roundTicks(100)).toEqual([0, 50, 100]);
    expect(roundTicks(37)).toEqual([0, 10, 20, 30, 40]);
    expect(roundTicks(2)).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(roundTicks(2, 1)).toEqual([0, 1, 2]);
    expect(roundTicks(0.37)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(roundTicks(0)).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e10, noNaN: true }), (most) => {
        const ticks = roundTicks(most);
        expect(ticks.at(-1)!).toBeGreaterThanOrEqual(most * (1 - 1e-9));
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('draw lines and areas', () => {
    const point = (index: number, value: number): [number, number] => [index * 10, 100 - value];
    expect(linePath([1, 2], point)).toBe('M0 99L10 98');
    expect(areaPath([0, 0], [5, 6], point)).toBe('M0 95L10 94L10 100L0 100Z');
    expect(linePath([], point)).toBe('');
  });

  it('show a single day as a dot in a bar', () => {
    const point = (index: number, value: number): [number, number] => [index * 10 + 5, 100 - value];
    expect(linePath([20], point)).toBe('M1 80a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z');
    expect(areaPath([10], [30], point)).toBe('M1 70h8V90h-8Z');
  });
});
