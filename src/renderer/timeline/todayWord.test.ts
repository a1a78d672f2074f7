import { expect, it } from 'vitest';
import { todayWordAt } from './todayWord.ts';

const weeks = [0, 60, 120].map((left) => ({ left, length: 2 }));

it('stands on its day where no date is', () => {
  expect(todayWordAt(90, [])).toBe(90);
  expect(todayWordAt(99, [{ left: 60, length: 2 }])).toBe(99);
});

it('makes way for dates, by as little as will do', () => {
  const at = todayWordAt(110, [{ left: 120, length: 2 }])!;
  expect(at).toBe(98);
});

it('is not cut at the beginning of the axis', () => {
  expect(todayWordAt(5, [])).toBe(22);
});

it('is left out where dates stand too close', () => {
  expect(
    todayWordAt(
      65,
      weeks.map(({ left }) => ({ left: left / 2, length: 2 })),
    ),
  ).toBeNull();
});
