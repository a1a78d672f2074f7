import { describe, expect, it } from 'vitest';
import { soundWith, touchpoint } from '#campaign/checks/sound.testing.ts';
import { dayOf } from '#campaign/calendar.ts';
import { barsPath, densityOf, firstDayAfter } from './minimap.ts';

const from = dayOf('2027-01-11');
const { touchpoints } = soundWith({
  touchpoints: [
    touchpoint('launch-email', '2027-01-11', { id: 'a', days: 2 }),
    touchpoint('launch-email', '2027-01-12', { id: 'b', days: 1 }),
    touchpoint('one-click-link', '2027-01-12', { id: 'c', days: 2 }),
  ],
});

describe('the strip of the whole campaign', () => {
  it('piles push on pull, day by day', () => {
    const density = densityOf(touchpoints, { from, until: from + 4 });
    expect(density).toEqual({ bucket: 1, push: [1, 2, 0, 0], pull: [0, 1, 1, 0], most: 3 });
    expect(barsPath(density.pull, [0, 0, 0, 0], density)).toBe('M1 1.000h1V0.667h-1zM2 1.000h1V0.667h-1z');
    expect(barsPath(density.push, density.pull, density)).toBe('M0 1.000h1V0.667h-1zM1 0.667h1V0.000h-1z');
  });

  it('takes days together where there are more of them than bars', () => {
    expect(densityOf(touchpoints, { from, until: from + 1600 })).toMatchObject({ bucket: 10, most: 3 });
  });

  it('is moved by keys and never beyond its ends', () => {
    const world = { from: 0, until: 100 };
    const after = (key: string, at = 40, shiftKey = false) =>
      firstDayAfter({ key, shiftKey }, { from: at, until: at + 30 }, world);
    expect(after('ArrowRight')).toBe(47);
    expect(after('ArrowLeft', 40, true)).toBe(12);
    expect(after('PageUp')).toBe(70);
    expect(after('PageDown', 10)).toBe(0);
    expect([after('Home'), after('End')]).toEqual([0, 70]);
    expect(after('a')).toBe(undefined);
  });
});
