import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, formatDay, weekdayOf } from './calendar.ts';
import type { Cadence, Exception, MonthlyBy } from './document.ts';
import { arbitraryRhythm } from './exceptions.testing.ts';
import { carriedExceptions, occupiedBy, occurrenceDays, occurrencesOf, sendsOf } from './occurrences.ts';
import { weekdaysOf } from './rhythm.ts';

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

  test('several weekdays count from the first send, in each week or in every second', () => {
    const days = (start: string, days: number, cadence: Cadence, alsoAfter: number[]) =>
      occurrenceDays({ start, days, cadence, alsoAfter }).map((day) => formatDay(day).slice(5));
    expect(days('2027-01-12', 10, 'weekly', [2])).toEqual(['01-12', '01-14', '01-19', '01-21']);
    expect(days('2027-01-14', 20, 'fortnightly', [12])).toEqual(['01-14', '01-26', '01-28']);
    // What a fortnight had is kept by the week.
    expect(days('2027-01-14', 8, 'weekly', [12])).toEqual(['01-14', '01-19', '01-21']);
    expect(days('2027-01-12', 3, 'daily', [2])).toEqual(['01-12', '01-13', '01-14']);
  });

  test('monthly by weekday keeps which Tuesday it is, or which from the end; the fifth is the last', () => {
    const days = (start: string, monthlyBy: MonthlyBy) =>
      occurrenceDays({ start, days: 125, cadence: 'monthly', monthlyBy }).map((day) => formatDay(day).slice(5));
    expect(days('2027-01-12', 'weekday')).toEqual(['01-12', '02-09', '03-09', '04-13', '05-11']);
    expect(days('2027-01-29', 'weekdayFromEnd')).toEqual(['01-29', '02-26', '03-26', '04-30', '05-28']);
    expect(days('2027-01-29', 'weekday')).toEqual(['01-29', '02-26', '03-26', '04-30', '05-28']);
    expect(days('2027-01-22', 'weekdayFromEnd')).toEqual(['01-22', '02-19', '03-19', '04-23', '05-21']);
    expect(days('2027-01-01', 'weekdayFromEnd')).toEqual(['01-01', '02-05', '03-05', '04-02']);
  });

  test('days rise, lie within the touchpoint, and keep the weekday where a week is the step', () => {
    const touchpoints = fc.record({
      start: fc.integer({ min: 0, max: 80_000 }).map(formatDay),
      days: fc.integer({ min: 1, max: 800 }),
    });
    fc.assert(
      fc.property(touchpoints, arbitraryRhythm, (span, rhythm) => {
        const touchpoint = { ...span, ...rhythm };
        const from = dayOf(touchpoint.start);
        const days = occurrenceDays(touchpoint);
        expect(days).toEqual([...new Set(days)].toSorted((a, b) => a - b));
        expect(days.filter((day) => day < from || day >= from + touchpoint.days)).toEqual([]);
        expect(touchpoint.cadence === 'weekdays' || days[0] === from).toBe(true);
        if (touchpoint.cadence === 'weekly' || touchpoint.cadence === 'fortnightly')
          expect(days.filter((day) => !weekdaysOf(touchpoint).includes(weekdayOf(day)))).toEqual([]);
      }),
    );
  });
});

describe('sends of a series', () => {
  const series = (...exceptions: Exception[]) => ({
    start: '2027-01-12',
    days: 36,
    cadence: 'weekly' as const,
    ...(exceptions.length > 0 && { exceptions }),
  });
  const inWords = (sends: { number: number; day: number }[]) =>
    sends.map(({ number, day }) => [number, formatDay(day)]);

  test('keep their number where one is skipped, and come in the order of time where one is moved', () => {
    const touchpoint = series({ on: '2027-01-19', skipped: true }, { on: '2027-01-26', to: '2027-02-10' });
    expect(inWords(sendsOf(touchpoint))).toEqual([
      [1, '2027-01-12'],
      [2, '2027-01-19'],
      [3, '2027-02-10'],
      [4, '2027-02-02'],
      [5, '2027-02-09'],
      [6, '2027-02-16'],
    ]);
    expect(inWords(occurrencesOf(touchpoint))).toEqual([
      [1, '2027-01-12'],
      [4, '2027-02-02'],
      [5, '2027-02-09'],
      [3, '2027-02-10'],
      [6, '2027-02-16'],
    ]);
    expect(occurrenceDays(touchpoint)).toEqual(occurrencesOf(touchpoint).map(({ day }) => day));
  });

  test('that were moved out of the days of their touchpoint take up days of their own', () => {
    const { from, until } = occupiedBy(series({ on: '2027-02-16', to: '2027-02-20' }));
    expect([formatDay(from), formatDay(until)]).toEqual(['2027-01-12', '2027-02-21']);
  });

  const carried = (after: object, ...exceptions: Exception[]) => {
    const before = series(...exceptions);
    return carriedExceptions(before, { ...before, ...after });
  };

  test('go along with their series by their number', () => {
    expect(carried({ start: '2027-01-13' }, { on: '2027-01-26', to: '2027-01-28' })).toEqual([
      { on: '2027-01-27', to: '2027-01-29' },
    ]);
    expect(carried({ cadence: 'fortnightly' }, { on: '2027-01-19', skipped: true })).toEqual([
      { on: '2027-01-26', skipped: true },
    ]);
  });

  test('go where their send is no more', () => {
    expect(carried({ days: 8 }, { on: '2027-01-19', skipped: true }, { on: '2027-02-16', skipped: true })).toEqual([
      { on: '2027-01-19', skipped: true },
    ]);
    expect(carried({ cadence: 'once' }, { on: '2027-01-12', skipped: true })).toBeUndefined();
  });

  test('stay on their days where the series begins earlier or later and ends as before', () => {
    const skipped = { on: '2027-01-26', skipped: true } as const;
    expect(carried({ start: '2027-01-05', days: 43 }, skipped)).toEqual([skipped]);
    expect(carried({ start: '2027-01-19', days: 29 }, skipped)).toEqual([skipped]);
    expect(carried({ start: '2027-02-02', days: 15 }, skipped)).toBeUndefined();
    expect(carried({ start: '2027-01-10', days: 38 }, skipped)).toEqual([{ ...skipped, on: '2027-01-24' }]);
  });
});
