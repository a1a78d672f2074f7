import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, weekdayOf } from './calendar.ts';
import { CADENCES, touchpointSchema } from './document.ts';
import { arbitraryRhythm } from './exceptions.testing.ts';
import { ruleDays } from './occurrences.ts';
import { onOrdinalInMonth, onWeekdays, ordinalOf, ORDINALS, readRhythm, weekdaysOf, writeRhythm } from './rhythm.ts';

const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2027-01-01', days));

describe('weekdays of a rule', () => {
  it('move its first day to the next such day, and stay there where it is one', () => {
    expect(onWeekdays('weekly', '2027-01-13', [2])).toEqual({ start: '2027-01-19' });
    expect(onWeekdays('weekly', '2027-01-13', [2, 4])).toEqual({ start: '2027-01-14', alsoAfter: [5] });
    expect(onWeekdays('fortnightly', '2027-01-14', [4, 2])).toEqual({ start: '2027-01-14', alsoAfter: [12] });
    // Weeks may begin on Sunday.
    expect(onWeekdays('fortnightly', '2027-01-17', [7, 1], 7)).toEqual({ start: '2027-01-17', alsoAfter: [1] });
    expect(onOrdinalInMonth('2027-01-13', 2, 2)).toEqual({ start: '2027-02-09', monthlyBy: 'weekday' });
    expect(onOrdinalInMonth('2027-01-13', 5, -1)).toEqual({ start: '2027-01-29', monthlyBy: 'weekdayFromEnd' });
  });

  it('are those that were chosen, from whatever day and in weeks from whatever weekday', () => {
    const weekdays = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
    fc.assert(
      fc.property(
        fc.constantFrom('weekly' as const, 'fortnightly' as const),
        day,
        weekdays,
        fc.integer({ min: 1, max: 7 }),
        (cadence, from, chosen, firstWeekday) => {
          const rule = { cadence, ...onWeekdays(cadence, from, chosen, firstWeekday) };
          expect(weekdaysOf(rule).toSorted((a, b) => a - b)).toEqual(chosen);
          expect(dayOf(rule.start) - dayOf(from)).toBeLessThan(14);
          expect(dayOf(rule.start) - dayOf(from)).toBeGreaterThanOrEqual(0);
          expect(
            rule.alsoAfter === undefined || touchpointSchema.shape.alsoAfter.safeParse(rule.alsoAfter).success,
          ).toBe(true);
        },
      ),
    );
  });

  it('of a month are found from whatever day, and again in the months after it', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 7 }), fc.constantFrom(...ORDINALS), (from, weekday, ordinal) => {
        const rule = { cadence: 'monthly' as const, ...onOrdinalInMonth(from, weekday, ordinal) };
        expect([weekdayOf(dayOf(rule.start)), ordinalOf(rule)]).toEqual([weekday, ordinal]);
        expect(dayOf(rule.start) - dayOf(from)).toBeLessThan(38);
        for (const later of ruleDays({ ...rule, days: 200 })) expect(weekdayOf(later)).toBe(weekday);
      }),
    );
  });
});

describe('a rule in a table', () => {
  it('is written as people say it', () => {
    const start = '2027-01-12';
    expect(writeRhythm({ start, cadence: 'weekly' })).toBe('weekly');
    expect(writeRhythm({ start, cadence: 'fortnightly', alsoAfter: [2] })).toBe('fortnightly on Tuesday and Thursday');
    expect(writeRhythm({ start, cadence: 'weekly', alsoAfter: [1, 6] })).toBe(
      'weekly on Monday, Tuesday and Wednesday',
    );
    expect(writeRhythm({ start, cadence: 'monthly', monthlyBy: 'weekday' })).toBe('monthly on the second Tuesday');
    expect(writeRhythm({ start, cadence: 'monthly', monthlyBy: 'weekdayFromEnd' })).toBe(
      'monthly on the third to last Tuesday',
    );
  });

  it('comes back as the same days', () => {
    fc.assert(
      fc.property(day, arbitraryRhythm, (start, rhythm) => {
        const rule = { start, ...rhythm };
        const back = readRhythm(writeRhythm(rule), start, CADENCES)!;
        expect(ruleDays({ ...back, days: 200 })).toEqual(ruleDays({ ...rule, days: 200 }));
      }),
    );
    expect(readRhythm('now and then', '2027-01-12', CADENCES)).toBeUndefined();
  });
});
