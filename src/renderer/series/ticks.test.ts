import { describe, expect, it } from 'vitest';
import { dayOf } from '#campaign/calendar.ts';
import { pathBeyond, pathsOf, tickAt, ticksOf } from './ticks.ts';

const series = {
  start: '2027-01-12',
  days: 22,
  cadence: 'weekly' as const,
  exceptions: [
    { on: '2027-01-19', skipped: true as const },
    { on: '2027-01-26', to: '2027-01-28' },
    { on: '2027-02-02', to: '2027-02-05' },
  ],
};

describe('the ticks of a series', () => {
  const ticks = ticksOf(series, 10);

  it('stand on their days, counted from the first day of the touchpoint', () => {
    expect(ticks.map(({ number, left, look }) => [number, left, look])).toEqual([
      [1, 0, 'plain'],
      [2, 70, 'skipped'],
      [3, 160, 'changed'],
      [4, 240, 'changed'],
    ]);
    const onSaturday = ticksOf({ start: '2027-01-09', days: 4, cadence: 'weekdays' }, 10);
    expect(onSaturday.map(({ left }) => left)).toEqual([20, 30]);
  });

  it('stay on their days and are hollow where a full week holds them back', () => {
    const held = ticksOf(series, 10, new Set([20830, dayOf('2027-01-12')]));
    expect(held.map(({ left, look }) => [left, look])).toEqual([
      [0, 'held'],
      [70, 'skipped'],
      [160, 'changed'],
      [240, 'changed'],
    ]);
    expect(pathsOf(held).held).toBe(pathsOf([{ ...held[0]!, look: 'skipped' }]).skipped);
    expect(pathsOf(held).plain).toBe('');
  });

  it('have a shape of their own where they are changed or skipped', () => {
    const { plain, changed, skipped } = pathsOf(ticks);
    expect([plain, changed, skipped].map((path) => path.split('z').length - 1)).toEqual([1, 2, 1]);
  });

  it('are found by a pointer that misses them a little, the nearest one', () => {
    expect([-4, 8, 75, 159, 166, 120].map((x) => tickAt(ticks, x)?.number)).toEqual([1, 1, 2, 3, 3, undefined]);
  });

  it('are tied to their rail where they were moved off it', () => {
    expect(pathBeyond(series, 10)).toBe('M220,3.5H250');
    expect(pathBeyond({ ...series, exceptions: [] }, 10)).toBe('');
  });
});
