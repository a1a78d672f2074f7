import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchesOf, ticksIn } from './scale.ts';

describe('ticks', () => {
  it('are round', () => {
    expect(ticksIn(0, 759)).toEqual([0, 200, 400, 600]);
    expect(ticksIn(656, 1223)).toEqual([800, 1000, 1200]);
    expect(ticksIn(-1, 14)).toEqual([0, 5, 10]);
    expect(ticksIn(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksIn(3, 3)).toEqual([3]);
  });

  it('are one to six of every range, in order and in it', () => {
    const ends = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(ends, ([least, width]) => {
        const ticks = ticksIn(least, least + width);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThan(7);
        expect(ticks[0]).toBeGreaterThanOrEqual(least - width * 1e-6);
        expect(ticks.at(-1)).toBeLessThanOrEqual(least + width * (1 + 1e-6));
        expect(ticks.toSorted((a, b) => a - b)).toEqual(ticks);
      }),
    );
  });
});

it('puts neighbours that are the same together', () => {
  expect(stretchesOf(['a', 'a', 'b', 'a'])).toEqual([
    { from: 0, until: 2, what: 'a' },
    { from: 2, until: 3, what: 'b' },
    { from: 3, until: 4, what: 'a' },
  ]);
  expect(stretchesOf([])).toEqual([]);
});
