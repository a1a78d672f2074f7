import { describe, expect, test } from 'vitest';
import { dayOf } from '#campaign/calendar.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import { aheadOf, awayBy } from './arrival.ts';

const away = (arrival: string, preferred: string) => awayBy(minuteOf(arrival), minuteOf(preferred));

describe('the distance from the preferred time', () => {
  test.each([
    ['09:00', '09:00', 0],
    ['10:30', '09:00', 0.25],
    ['07:30', '09:00', 0.25],
    ['15:00', '09:00', 1],
    ['21:00', '09:00', 1],
    ['23:30', '00:30', 1 / 6],
    ['00:30', '23:30', 1 / 6],
    ['03:00', '21:00', 1],
  ])('of %s from %s is the shorter way round the clock', (arrival, preferred, expected) => {
    expect(away(arrival, preferred)).toBeCloseTo(expected, 12);
  });

  test('counts minutes beyond a day on', () => {
    expect(awayBy(26 * 60, 60)).toBeCloseTo(1 / 6, 12);
    expect(awayBy(-60, 23 * 60)).toBe(0);
    expect(awayBy(-13 * 60, 60)).toBe(1);
  });
});

describe('how far zones are apart', () => {
  test.each([
    ['2027-03-12', 'America/New_York', 'Europe/Berlin', -6],
    // Summer time has begun in New York only.
    ['2027-03-14', 'America/New_York', 'Europe/Berlin', -5],
    ['2027-03-26', 'America/New_York', 'Europe/Berlin', -5],
    ['2027-03-29', 'America/New_York', 'Europe/Berlin', -6],
    ['2027-11-02', 'Europe/Berlin', 'America/New_York', 5],
    ['2027-07-01', 'Asia/Kolkata', 'UTC', 5.5],
    ['2027-07-01', 'Europe/Berlin', 'Europe/Berlin', 0],
  ])('follows summer time: %s, %s and %s', (date, zone, other, hours) => {
    const ahead = aheadOf(zone, other);
    expect([ahead(dayOf(date)), ahead(dayOf(date))]).toEqual([hours * 60, hours * 60]);
  });
});
