import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOfRuns, effectOf, isToldChance, becauseOf } from './telling.ts';

/** As many runs of each kind: reached before and now, only now, only before, never. */
const runs = (both: number, won: number, lost: number, never: number) => ({
  before: '1'.repeat(both) + '0'.repeat(won) + '1'.repeat(lost) + '0'.repeat(never),
  now: '1'.repeat(both) + '1'.repeat(won) + '0'.repeat(lost) + '0'.repeat(never),
});
const between = ({ before, now }: { before: string; now: string }) => differenceOfRuns(before, now);

describe('a difference of runs', () => {
  test('is nothing where no run parts', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('0', '1'), { maxLength: 300 }), (list) => {
        const met = list.join('');
        const same = differenceOfRuns(met, met);
        expect(same).toEqual({ difference: 0, low: 0, high: 0 });
        expect(isToldChance(same)).toBe(false);
      }),
    );
  });

  test('is worked out by hand: 60 runs won and 20 lost of 1,000', () => {
    const { difference, low, high } = between(runs(600, 60, 20, 320));
    // (60 - 20) / 1002 -+ 1.96 √(60.5 + 20.5 - 40² / 1002) / 1002
    expect(difference).toBe(0.04);
    expect(low).toBeCloseTo(0.03992 - 0.01743, 4);
    expect(high).toBeCloseTo(0.03992 + 0.01743, 4);
    expect(isToldChance({ difference, low, high })).toBe(true);
  });

  test('is not told where chance would do as much, nor where no figure shows it', () => {
    expect(isToldChance(between(runs(600, 60, 45, 295)))).toBe(false);
    // Surely better, by half a point.
    const slight = between(runs(1000, 8, 0, 592));
    expect(slight.low).toBeGreaterThan(0);
    expect(isToldChance(slight)).toBe(false);
  });

  test('turns round with the plans, and holds the figure', () => {
    const met = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(met, (pairs) => {
        const text = (place: 0 | 1) => pairs.map((pair) => (pair[place] ? '1' : '0')).join('');
        const there = differenceOfRuns(text(0), text(1));
        const back = differenceOfRuns(text(1), text(0));
        expect(back.difference + there.difference).toBe(0);
        expect(back.low).toBeCloseTo(-there.high, 12);
        expect(there.low <= there.difference && there.difference <= there.high).toBe(true);
      }),
    );
  });

  test('needs the same runs', () => {
    expect(() => differenceOfRuns('101', '1010')).toThrow('both need the same runs');
  });
});

describe('a touchpoint', () => {
  test.each([
    [{ value: -5, p05: -9, p95: -1 }, 'harms'],
    [{ value: -5, p05: -12, p95: 2 }, 'little'],
    [{ value: 5, p05: -2, p95: 12 }, 'little'],
    [{ value: 5, p05: 1, p95: 9 }, 'helps'],
    [{ value: -0.3, p05: -0.4, p95: -0.2 }, 'little'],
    [{ value: 0, p05: 0, p95: 0 }, 'little'],
    [{ value: -2, p05: -5, p95: -0.4 }, 'little'],
    [{ value: 2, p05: 0.4, p95: 5 }, 'little'],
  ] as const)('of %j %s', (band, effect) => expect(effectOf(band)).toBe(effect));
});

test('what the plan brings and what would have come anyway add up to what is said of all', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: -1e-9, max: 1e6, noNaN: true }),
      fc.constantFrom(1, 10, 100),
      (learners, baseline, step) => {
        const { because, anyway } = becauseOf(learners, baseline, step);
        expect(because + anyway).toBe(Math.round(learners / step) * step);
        expect(anyway).toBeGreaterThanOrEqual(0);
      },
    ),
  );
  expect(becauseOf(290.4, 8.9)).toEqual({ because: 281, anyway: 9 });
  expect(becauseOf(20, -1e-12)).toEqual({ because: 20, anyway: 0 });
  expect(becauseOf(20, 25)).toEqual({ because: -5, anyway: 25 });
});
