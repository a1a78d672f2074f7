import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, formatDay, weekdayOf } from './calendar.ts';
import { CADENCES, type Cadence } from './document.ts';
import { occurrenceDays } from './occurrences.ts';

const dates = (start: string, days: number, cadence: Cadence) =>
  occurrenceDays({ start, days, cadence }).map(formatDay);

describe('occurrenceDays', () => {
  test('once is the first day, however long the touchpoint', () => {
    expect(dates('2027-01-11', 30, 'once')).toEqual(['2027-01-11']);
  });

  test('daily is every day, the last day included and the day after it not', () => {
    expect(dates('2027-01-11', 3, 'daily')).toEqual(['2027-01-11', '2027-01-12', '2027-01-13']);
  });

  test('weekdays leave out Saturday and Sunday', () => {
    expect(dates('2027-01-08', 4, 'weekdays')).toEqual(['2027-01-08', '2027-01-11']);
    expect(dates('2027-01-09', 2, 'weekdays')).toEqual([]);
  });

  test('weekly and fortnightly keep the weekday of the start', () => {
    expect(dates('2027-01-13', 15, 'weekly')).toEqual(['2027-01-13', '2027-01-20', '2027-01-27']);
    expect(dates('2027-01-13', 14, 'weekly')).toEqual(['2027-01-13', '2027-01-20']);
    expect(dates('2027-01-13', 29, 'fortnightly')).toEqual(['2027-01-13', '2027-01-27', '2027-02-10']);
  });

  test('monthly keeps the date, and takes the last day of a shorter month without forgetting the date', () => {
    expect(dates('2027-01-31', 100, 'monthly')).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']);
    expect(dates('2028-01-30', 62, 'monthly')).toEqual(['2028-01-30', '2028-02-29', '2028-03-30']);
    expect(dates('2027-11-15', 70, 'monthly')).toEqual(['2027-11-15', '2027-12-15', '2028-01-15']);
  });

  test('days rise, lie within the touchpoint, and keep the weekday where a week is the step', () => {
    const touchpoints = fc.record({
      start: fc.integer({ min: 0, max: 80_000 }).map(formatDay),
      days: fc.integer({ min: 1, max: 800 }),
      cadence: fc.constantFrom(...CADENCES),
    });
    fc.assert(
      fc.property(touchpoints, (touchpoint) => {
        const from = dayOf(touchpoint.start);
        const days = occurrenceDays(touchpoint);
        expect(days).toEqual([...new Set(days)].toSorted((a, b) => a - b));
        expect(days.filter((day) => day < from || day >= from + touchpoint.days)).toEqual([]);
        expect(touchpoint.cadence === 'weekdays' || days[0] === from).toBe(true);
        expect(touchpoint.cadence === 'weekly' && days.some((day) => weekdayOf(day) !== weekdayOf(from))).toBe(false);
      }),
    );
  });
});
