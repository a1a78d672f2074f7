import { expect, test } from 'vitest';
import { smallCampaign } from '#campaign/arbitrary.testing.ts';
import { dayOf } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { heatOf } from './heat.ts';

/** A plan for nobody in particular, whose own zone says which days are off. */
const nowhere = { calendars: [], segments: [] };

const touchpoint = (start: string, rest: Partial<Touchpoint> = {}) =>
  ({ id: start, start, days: 1, cadence: 'once', ...rest }) as Touchpoint;

test('sends are counted in the week they fall in, by the first day of the week', () => {
  const plan = [
    touchpoint('2027-01-11'),
    touchpoint('2027-01-17'),
    touchpoint('2027-01-18', { days: 15, cadence: 'weekly' }),
    touchpoint('2027-01-12', { status: 'cancelled' }),
  ];
  const said = (first: number) =>
    heatOf(smallCampaign, plan, first).map(({ day, count }) => [day - dayOf('2027-01-11'), count]);
  // Monday to Sunday.
  expect(said(1)).toEqual([
    [0, 2],
    [7, 1],
    [14, 1],
    [21, 1],
  ]);
  // Sunday to Saturday: the 17th is a Sunday and begins the next week.
  expect(said(7)).toEqual([
    [-1, 1],
    [6, 2],
    [13, 1],
    [20, 1],
  ]);
});

test('what is there all the time counts once in each of its weeks, whatever its cadence says', () => {
  const presence = touchpoint('2027-01-13', {
    days: 7,
    cadence: 'weekly',
    tactic: 'drop-in-clinic',
    channel: 'meeting',
  });
  expect(heatOf(smallCampaign, [presence], 1).map(({ day, count }) => [day - dayOf('2027-01-11'), count])).toEqual([
    [0, 1],
    [7, 1],
  ]);
});

test('a series on working days counts anew where other days are off, by calendars, segments or the zone of the plan', () => {
  const daily = [touchpoint('2027-01-15', { days: 2, cadence: 'workingDays', segments: [] })];
  const sends = (timeZone: string) =>
    heatOf({ ...nowhere, timeZone }, daily, 1).reduce((sum, { count }) => sum + count, 0);
  // A Friday and a Saturday, of which one place works on the first only, and the other on neither.
  expect(sends('Europe/Berlin')).toBe(1);
  expect(sends('Asia/Riyadh')).toBe(0);
});
