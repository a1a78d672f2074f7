import { expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Tie } from '#campaign/document.ts';
import type { Tied } from '#campaign/ties.ts';
import { onSide, sideOf, type Side } from './sides.ts';

// Event a is on Monday, 1 February 2027.
const hung = (start: string, count: number, unit: Tie['unit'], weekday?: number): Tied => ({
  ...fullCampaign.touchpoints[0]!,
  start,
  tie: { eventId: 'a', count, unit, ...(weekday !== undefined && { weekday }) },
});
const chosen = (from: Tied, side: Side) => {
  const { count, unit, weekday } = onSide(fullCampaign, from, side);
  return [count, unit, ...(weekday === undefined ? [] : [weekday])];
};

it('another unit keeps the date', () => {
  const before = hung('2027-01-18', -10, 'workingDays');
  expect(chosen(before, 'weeks.before')).toEqual([-2, 'weeks', 1]);
  expect(chosen(before, 'days.before')).toEqual([-14, 'days']);
  expect(chosen(hung('2027-01-21', -2, 'weeks', 4), 'workingDays.before')).toEqual([-7, 'workingDays']);
  // Friday of the week before is in that week; Wednesday after is in the week of the anchor.
  expect(chosen(hung('2027-01-29', -1, 'workingDays'), 'weeks.before')).toEqual([-1, 'weeks', 5]);
  expect(chosen(hung('2027-02-03', 2, 'days'), 'weeks.after')).toEqual([0, 'weeks', 3]);
});

it('another side is as far away there', () => {
  expect(chosen(hung('2027-01-18', -10, 'workingDays'), 'workingDays.after')).toEqual([10, 'workingDays']);
  expect(chosen(hung('2027-01-18', -10, 'workingDays'), 'weeks.after')).toEqual([2, 'weeks', 1]);
  expect(chosen(hung('2027-02-01', 0, 'days'), 'days.before')).toEqual([-1, 'days']);
});

it('the week of the anchor is a side of its own', () => {
  const within = hung('2027-02-04', 0, 'weeks', 4);
  expect(sideOf(within.tie)).toBe('weeks.within');
  expect(chosen(within, 'weeks.before')).toEqual([-1, 'weeks', 4]);
  expect(chosen(within, 'weeks.after')).toEqual([1, 'weeks', 4]);
  expect(chosen(hung('2027-01-21', -2, 'weeks', 4), 'weeks.within')).toEqual([0, 'weeks', 4]);
  expect(chosen(hung('2027-01-21', -11, 'days'), 'weeks.within')).toEqual([0, 'weeks', 4]);
});

it('working days lead to the one next to a day off', () => {
  // Saturday before, and Sunday after.
  expect(chosen(hung('2027-01-23', -9, 'days'), 'workingDays.before')).toEqual([-5, 'workingDays']);
  expect(chosen(hung('2027-02-07', 6, 'days'), 'workingDays.after')).toEqual([4, 'workingDays']);
});
