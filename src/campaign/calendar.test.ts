import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayOf,
  FIRST_DAY,
  formatDay,
  isWeekend,
  LAST_DAY,
  lastDateOf,
  overlaps,
  parseDay,
  partsOf,
  rangeOf,
  weekdayOf,
} from './calendar.ts';
import { Refusal } from './refusal.ts';

describe('calendar days', () => {
  it('are integers that start at 1970 and come back as the same date', () => {
    expect(dayOf('1970-01-01')).toBe(0);
    expect(dayOf('2027-03-28') - dayOf('2027-03-27')).toBe(1);
    fc.assert(fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (day) => dayOf(formatDay(day)) === day));
  });

  it('refuse what is no date', () => {
    for (const wrong of [
      '2027-02-29',
      '2027-13-01',
      '2027-00-10',
      '2027-04-31',
      '0070-01-01',
      '2027-1-1',
      '1969-12-31',
      '2211-01-01',
      '',
      'today',
      '2027-01-11T00:00',
    ]) {
      expect(parseDay(wrong), wrong).toBeUndefined();
    }
    expect(() => dayOf('nonsense')).toThrow(Refusal);
  });

  it('know their weekday and parts', () => {
    expect(weekdayOf(dayOf('1970-01-01'))).toBe(4);
    expect(weekdayOf(dayOf('2027-01-11'))).toBe(1);
    expect(isWeekend(dayOf('2027-01-16'))).toBe(true);
    expect(isWeekend(dayOf('2027-01-15'))).toBe(false);
    expect(partsOf(dayOf('2028-02-29'))).toEqual({ year: 2028, month: 2, date: 29 });
  });

  it('make half-open ranges', () => {
    const span = { start: '2027-01-11', days: 5 };
    expect(lastDateOf(span)).toBe('2027-01-15');
    expect(addDays('2027-01-31', 1)).toBe('2027-02-01');
    expect(overlaps(rangeOf(span), rangeOf({ start: '2027-01-16', days: 1 }))).toBe(false);
    expect(overlaps(rangeOf(span), rangeOf({ start: '2027-01-15', days: 9 }))).toBe(true);
  });
});
