import { expect, it } from 'vitest';
import { dayScale, valueScale } from './scales.ts';

it('days stand between the edges and never beyond', () => {
  const { x, middle, day } = dayScale({ from: 10, until: 20 }, 100, 300);
  expect([x(10), x(15), x(20), x(0), x(99)]).toEqual([100, 200, 300, 100, 300]);
  expect([day, middle(10)]).toEqual([20, 110]);
});

it('values grow from the foot of the plot to its top', () => {
  const y = valueScale(200, 14, 114);
  expect([y(0), y(100), y(200), y(500), y(-5)]).toEqual([114, 64, 14, 14, 114]);
  expect(valueScale(0, 14, 114)(0)).toBe(114);
});
