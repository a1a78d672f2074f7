import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countedDays,
  countedStep,
  days,
  hoursIn,
  hourStep,
  monthsIn,
  quarters,
  roundTicks,
  runsOf,
  ticksIn,
  weekStarts,
} from './ticks.ts';

it('finds the round values between two others', () => {
  expect(ticksIn(0, 759)).toEqual([0, 200, 400, 600]);
  expect(ticksIn(656, 1223)).toEqual([800, 1000, 1200]);
  expect(ticksIn(-827, 1)).toEqual([-800, -600, -400, -200, 0]);
  expect(ticksIn(-1, 14)).toEqual([0, 5, 10]);
});

describe('round ticks', () => {
  it('are few, round, and cover the largest value', () => {
    expect(roundTicks(100)).toEqual([0, 50, 100]);
    expect(roundTicks(37)).toEqual([0, 10, 20, 30, 40]);
    expect(roundTicks(2)).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(roundTicks(2, { least: 1 })).toEqual([0, 1, 2]);
    expect(roundTicks(0.37)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(roundTicks(0)).toEqual([0, 1]);
    expect(roundTicks(836, { least: 1, parts: 5 })).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(roundTicks(1e10, { parts: 5 })).toEqual([0, 2e9, 4e9, 6e9, 8e9, 1e10]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e10, noNaN: true }), fc.integer({ min: 4, max: 5 }), (most, parts) => {
        const ticks = roundTicks(most, { parts });
        expect(ticks.at(-1)!).toBeGreaterThanOrEqual(most * (1 - 1e-9));
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(parts + 1);
      }),
    );
  });

  it('of a whole are its quarters', () => {
    expect(quarters(3000)).toEqual([0, 750, 1500, 2250, 3000]);
  });
});

describe('an axis of days', () => {
  // Months of 31 days, all of them.
  const startOf = (day: number) => Math.floor(day / 31) * 31;

  it('has whole months, those that are cut among them', () => {
    expect(monthsIn({ from: 5, until: 63 }, startOf)).toEqual([
      { from: 0, until: 31 },
      { from: 31, until: 62 },
      { from: 62, until: 93 },
    ]);
    expect(monthsIn({ from: 5, until: 5 }, startOf)).toHaveLength(1);
  });

  it('has weeks that begin as the locale begins them', () => {
    // Day 4 was Monday 5 January 1970.
    expect(weekStarts({ from: 0, until: 20 }, 1)).toEqual([4, 11, 18]);
    expect(weekStarts({ from: 4, until: 5 }, 1)).toEqual([4]);
    expect(weekStarts({ from: 0, until: 20 }, 7)).toEqual([3, 10, 17]);
    expect(weekStarts({ from: -4, until: 8 }, 1)).toEqual([-3, 4]);
  });

  it('has days, and runs of days', () => {
    expect(days({ from: 3, until: 6 })).toEqual([3, 4, 5]);
    expect(days({ from: 6, until: 3 })).toEqual([]);
    expect(runsOf({ from: 0, until: 12 }, (day) => day % 7 < 2)).toEqual([
      { from: 0, until: 2 },
      { from: 7, until: 9 },
    ]);
  });
});

describe('days that are counted', () => {
  it('are every day, or whole weeks as far apart as there is room for', () => {
    expect([30, 22, 8, 4, 1.5, 0.5, 0.01].map((pixelsPerDay) => countedStep(pixelsPerDay, 24))).toEqual([
      1, 7, 7, 7, 28, 91, 182,
    ]);
  });

  it('go from the first one, to both sides', () => {
    expect(countedDays({ from: 95, until: 118 }, 100, 7)).toEqual([100, 107, 114]);
    expect(countedDays({ from: 85, until: 101 }, 100, 7)).toEqual([86, 93, 100]);
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: -500, max: 500 }),
        fc.constantFrom(1, 7, 14, 28, 91, 182),
        (from, length, first, step) => {
          const counted = days({ from, until: from + length }).filter((day) => (day - first) % step === 0);
          expect(countedDays({ from, until: from + length }, first, step)).toEqual(counted);
        },
      ),
    );
  });
});

describe('hours', () => {
  it('are as far apart as there is room for', () => {
    expect([100, 240, 319, 320, 960].map((pixelsPerDay) => hourStep(pixelsPerDay, 40))).toEqual([12, 6, 6, 3, 1]);
  });

  it('are counted from midnight, day by day', () => {
    expect(hoursIn({ from: 7, until: 9 }, 6)).toEqual(
      [7, 8].flatMap((day) => [0, 6, 12, 18].map((hour) => ({ day, hour }))),
    );
  });
});
