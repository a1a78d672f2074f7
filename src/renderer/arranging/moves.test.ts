import { describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { addDays } from '#campaign/calendar.ts';
import type { Command } from '#campaign/commands.ts';
import { apply } from '#campaign/reducer.ts';
import { firstDateOf, moveToDate, rowsAround } from './moves.ts';
import { dayOffFor, nearestWorkday } from '../timeline/workdays.ts';

// The window's way to the studio, which no command takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const [a, b] = fullCampaign.touchpoints as [
  (typeof fullCampaign.touchpoints)[number],
  (typeof fullCampaign.touchpoints)[number],
];
const plan = {
  ...fullCampaign,
  touchpoints: fullCampaign.touchpoints.map((one) => (one.id === b.id ? { ...one, start: addDays(a.start, 5) } : one)),
};
const after = (command: Command | null) => (command ? apply(plan, command).campaign : plan).touchpoints;

describe('moving to a date', () => {
  it('puts the earliest there, and the others as far from it as before', () => {
    expect(firstDateOf(plan, 'touchpoint', [b.id, a.id])).toBe(a.start);
    const moved = after(moveToDate(plan, 'touchpoint', [b.id, a.id], { date: '2027-03-01' }));
    expect(moved.slice(0, 2).map(({ start }) => start)).toEqual(['2027-03-01', '2027-03-06']);
  });

  it('gives a single one another length in the same step', () => {
    const command = moveToDate(plan, 'touchpoint', [a.id], { date: '2027-03-01', length: a.days + 3 });
    expect(after(command)[0]).toMatchObject({ start: '2027-03-01', days: a.days + 3 });
    expect(moveToDate(plan, 'touchpoint', [a.id], { date: a.start, length: a.days })).toBe(null);
  });

  it('does nothing where nothing is there any more', () => {
    expect(moveToDate(plan, 'touchpoint', ['gone'], { date: '2027-03-01' })).toBe(null);
  });
});

it('as many rows are free as there are for all that moves', () => {
  const order = plan.lanes.map(({ id }) => id);
  const own = order.indexOf(a.laneId);
  expect(rowsAround(plan, [a], { order })).toEqual({ up: own, down: order.length - 1 - own });
  expect(rowsAround(plan, [a, { ...b, laneId: order[0]! }], { order }).up).toBe(0);
  expect(rowsAround(plan, [], { order })).toEqual({ up: 0, down: 0 });
});

it('working days are those of the campaign’s own weekend', () => {
  const isDayOff = dayOffFor({ ...fullCampaign, segments: [], timeZone: 'Asia/Riyadh' }, []);
  // 2027-01-15 is a Friday, on which Saudi Arabia rests.
  const friday = Date.UTC(2027, 0, 15) / 86_400_000;
  expect([0, 1, 2].map((later) => isDayOff(friday + later))).toEqual([true, true, false]);
  expect(nearestWorkday(friday, isDayOff)).toBe(friday - 1);
  expect(nearestWorkday(friday + 1, isDayOff)).toBe(friday + 2);
  expect(nearestWorkday(friday + 0.4, isDayOff)).toBe(friday - 1 + 0);
});
