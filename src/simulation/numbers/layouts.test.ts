import { describe, expect, test } from 'vitest';
import { METRIC_TOTALS, offsetsIn, positionsIn, SERIES_TOTALS, sizeOf, TOTAL } from './layouts.ts';

describe('a layout', () => {
  test('puts each field behind those before it', () => {
    const layout = { first: 1, list: 3, last: 2 };
    expect(positionsIn(layout)).toEqual({ first: 0, list: 1, last: 4 });
    expect(sizeOf(layout)).toBe(6);
  });

  test('of a structure puts doubles where AssemblyScript does', () => {
    const { offsets, bytes } = offsetsIn({ days: 'i32', scale: 'f64', work: 'usize' });
    expect([offsets, bytes]).toEqual([{ days: 0, scale: 8, work: 16 }, 20]);
  });
});

test('every total belongs to one series beside active use', () => {
  const { active, ...stored } = SERIES_TOTALS;
  const all: string[] = Object.values(stored).flat();
  expect(all).toEqual(Object.keys(TOTAL));
  expect(active).toEqual([...stored.using, ...stored.habitual, ...stored.champion]);
});

test('a goal counts nobody twice, and each metric counts those of the next', () => {
  const { aware, tried, active, habitual, champions } = METRIC_TOTALS;
  const ladder: readonly (readonly string[])[] = [aware, tried, active, habitual, champions];
  ladder.forEach((totals, index) => {
    expect(new Set(totals).size).toBe(totals.length);
    for (const total of ladder[index + 1] ?? []) expect(totals).toContain(total);
  });
});
