import { expect, it } from 'vitest';
import { endNear } from './ends.ts';

const boxes = [
  { id: 'a', left: 100, top: 10, width: 50, height: 20 },
  { id: 'b', left: 150, top: 10, width: 30, height: 20 },
  { id: 'c', left: 196, top: 10, width: 30, height: 20 },
];
const near = (x: number, y = 20) => endNear(boxes, x, y)?.id;

it('finds what has an end near a point beside it, from either side and across the gap before the next', () => {
  expect([91, 92, 99].map((x) => near(x))).toEqual([undefined, 'a', 'a']);
  // A band stops a little before its last day does.
  expect(near(149)).toBe('a');
  expect([185, 187, 190].map((x) => near(x))).toEqual(['b', 'b', 'c']);
  expect([234, 235].map((x) => near(x))).toEqual(['c', undefined]);
});

it('finds nothing above and below', () => {
  expect([near(95, 9), near(95, 30)]).toEqual([undefined, undefined]);
});
