import { expect, test } from 'vitest';
import { besideNow } from './besideNow.ts';

test('another plan is as far from the plan as it was in the runs of both, within what a chance can be', () => {
  expect(besideNow(0.64, 0.6, 0.7)).toBeCloseTo(0.74, 12);
  expect(besideNow(0.98, 0.9, 0.95)).toBe(1);
  expect(besideNow(0.02, 0.1, 0.05)).toBe(0);
  expect(besideNow(undefined, 0.6, 0.7)).toBe(0.7);
});
