import { describe, expect, it } from 'vitest';
import { dayPlanOf } from '#campaign/arrivals.ts';
import { dayOf } from '#campaign/calendar.ts';
import { check } from '#campaign/checks/check.ts';
import { segment, soundWith, touchpoint } from '#campaign/checks/sound.testing.ts';
import { weeklyLoadOf } from '#campaign/weeklyLoad.ts';
import { hoursOf, loadOn } from './hours.ts';

const mail = (id: string, start: string, at: string) =>
  touchpoint('launch-email', start, { id, time: { zone: 'segment', at } });
const campaign = soundWith({
  segments: [segment({ id: 'office', name: 'Office' }), segment({ id: 'works', name: 'Works' })],
  touchpoints: [
    mail('a', '2027-01-12', '05:30'),
    mail('b', '2027-01-13', '09:00'),
    { ...mail('c', '2027-01-14', '09:40'), segments: ['works'] },
  ],
});
const hours = (date: string) => hoursOf(campaign, campaign.segments, dayPlanOf(campaign, dayOf(date)));

describe('the hours of a day', () => {
  it('are those of a working day, and those before and after in which something arrives', () => {
    expect(hours('2027-01-12').map(({ hour }) => hour)).toEqual([5, 6, ...hours('2027-01-13').map(({ hour }) => hour)]);
    expect(hours('2027-01-12')[0]!.cells.map((cell) => cell.map(({ time }) => time))).toEqual([['05:30'], ['05:30']]);
    const nine = hours('2027-01-14').find(({ hour }) => hour === 9)!;
    expect(nine.cells.map((cell) => cell.map(({ time }) => time))).toEqual([[], ['09:40']]);
  });

  it('say which are quiet', () => {
    const quiet = hours('2027-01-12').filter((row) => row.quiet);
    expect(quiet.map(({ hour }) => hour)).toEqual([5, 6, 7, 18, 19]);
  });
});

it('counts the contacts of the week as the check does', () => {
  expect(loadOn(weeklyLoadOf(campaign), dayOf('2027-01-17'))).toEqual(
    new Map([
      ['office', 2],
      ['works', 3],
    ]),
  );
  expect(loadOn(weeklyLoadOf(campaign), dayOf('2027-01-18')).get('works')).toBe(0);
  expect(loadOn(weeklyLoadOf(campaign), dayOf('2026-12-01')).size).toBe(0);
  const over = check(campaign).find(({ rule }) => rule === 'over-cap')!;
  expect(over.message).toContain('3 messages; the cap is 2');
});
