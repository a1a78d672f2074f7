import { describe, expect, test } from 'vitest';
import { dayOf } from './calendar.ts';
import { isDayOff, workdayOf } from './daysOff.ts';

const BERLIN = 'Europe/Berlin';
const CAIRO = 'Africa/Cairo';
/** For each of seven days from Monday, 1 March 2027. */
const week = <V>(about: (day: number) => V) =>
  Array.from({ length: 7 }, (_, index) => about(dayOf('2027-03-01') + index));

describe('days off', () => {
  test.each([
    [BERLIN, [6, 7]],
    [CAIRO, [5, 6]],
    ['Asia/Kabul', [4, 5]],
    ['Asia/Tehran', [5]],
    ['Asia/Kolkata', [7]],
    ['UTC', [6, 7]],
  ])('in %s are the weekend of its country', (zone, weekend) => {
    const off = week((day) => isDayOff(day, zone)).flatMap((isOff, index) => (isOff ? [index + 1] : []));
    expect(off).toEqual(weekend);
  });

  test.each([
    // Thursdays and Fridays, so that no weekend hides them.
    ['2026-12-24', true, false],
    ['2026-12-31', true, false],
    ['2026-01-01', true, true],
    ['2029-12-25', true, false],
    ['2028-12-26', true, false],
    ['2026-12-23', false, false],
    ['2026-12-28', false, false],
    ['2026-12-30', false, false],
    ['2027-01-04', false, false],
  ])('%s: where the usual weekend rests %s, elsewhere %s', (date, usual, elsewhere) => {
    expect([BERLIN, 'Asia/Kolkata'].map((zone) => isDayOff(dayOf(date), zone))).toEqual([usual, usual]);
    expect(isDayOff(dayOf(date), CAIRO)).toBe(elsewhere);
  });
});

describe('the place of a working day in its week', () => {
  test.each([
    [BERLIN, [0, 1, 2, 3, 4, -1, -1]],
    [CAIRO, [1, 2, 3, 4, -1, -1, 0]],
    ['Asia/Kabul', [2, 3, 4, -1, -1, 0, 1]],
    ['Asia/Tehran', [2, 3, 4, 5, -1, 0, 1]],
    ['Asia/Kolkata', [0, 1, 2, 3, 4, 5, -1]],
  ])('in %s counts from the end of the weekend', (zone, places) => {
    expect(week((day) => workdayOf(day, zone))).toEqual(places);
  });

  test('is none on a holiday, which leaves the places of the others as they are', () => {
    const days = ['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-25', '2026-12-28', '2026-12-31'];
    expect(days.map((date) => workdayOf(dayOf(date), BERLIN))).toEqual([0, 1, 2, -1, -1, 0, -1]);
  });
});
