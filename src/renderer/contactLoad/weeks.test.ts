import { expect, it } from 'vitest';
import { readingAfter, runsOf, summaryOf, tintOf } from './weeks.ts';

it('a week is tinted by its share of the cap, and hatched above it', () => {
  expect([0, 1, 2, 3, 4, 5].map((count) => tintOf(count, 4))).toEqual([null, 1, 2, 3, 4, 'over']);
  expect([0, 1].map((count) => tintOf(count, 0))).toEqual([null, 'over']);
  expect(tintOf(1, 100)).toBe(1);
});

it('weeks on end that look alike are drawn as one', () => {
  expect(runsOf(Float64Array.of(1, 1, 0, 1, 3, 3), 2)).toEqual([
    { tint: 2, from: 0, until: 2 },
    { tint: 2, from: 3, until: 4 },
    { tint: 'over', from: 4, until: 6 },
  ]);
});

it('a segment is summed up by its fullest week and its weeks over the cap', () => {
  const segment = {} as never;
  expect(summaryOf({ segment, contacts: Float64Array.of(1, 3, 0, 4) }, 2)).toEqual({ most: 4, over: 2 });
  expect(summaryOf({ segment, contacts: new Float64Array(0) }, 2)).toEqual({ most: 0, over: 0 });
});

it('arrow keys read week by week and segment by segment, and stop at the rims', () => {
  const bounds = { rows: 2, weeks: 5, firstInView: 3 };
  expect(readingAfter('ArrowRight', null, bounds)).toEqual({ row: 0, week: 3 });
  expect(readingAfter('ArrowRight', { row: 0, week: 4 }, bounds)).toEqual({ row: 0, week: 4 });
  expect(readingAfter('ArrowDown', { row: 0, week: 4 }, bounds)).toEqual({ row: 1, week: 4 });
  expect(readingAfter('End', { row: 1, week: 0 }, bounds)).toEqual({ row: 1, week: 4 });
  expect(readingAfter('Escape', { row: 1, week: 0 }, bounds)).toBeNull();
  expect(readingAfter('Escape', null, bounds)).toBeUndefined();
  expect(readingAfter('a', null, bounds)).toBeUndefined();
  expect(readingAfter('ArrowDown', null, { rows: 0, weeks: 5, firstInView: 0 })).toBeUndefined();
});
