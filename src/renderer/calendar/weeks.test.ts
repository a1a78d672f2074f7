import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOf, formatDay, weekdayOf } from '#campaign/calendar.ts';
import { dayIn, firstShown, inWeek, mondaysFrom, monthsOf, ownDaysIn, phasesIn, WEEKS_SHOWN } from './weeks.ts';

const today = dayOf('2026-11-30');
const plan = (start: string, days = 70) => ({
  start,
  days,
  problem: null,
  weeks: { from: start, contacts: [], sends: [] },
});

it('shows weeks about today, and goes to the first plan where none is near', () => {
  expect(formatDay(firstShown([], today))).toBe('2026-11-02');
  expect(formatDay(firstShown([plan('2027-01-11')], today))).toBe('2026-11-02');
  expect(formatDay(firstShown([plan('2031-03-05'), plan('2030-01-09')], today))).toBe('2029-12-10');
  const rolls = { ...plan('2026-01-12'), weeks: { from: '2026-01-12', contacts: [], sends: Array(52).fill(1) } };
  expect(formatDay(firstShown([rolls], today))).toBe('2026-11-02');
});

it('heads every week with its month, once each', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), (weeks) => {
      const mondays = mondaysFrom(dayOf('1990-01-01') + 7 * weeks);
      expect(mondays.every((monday) => weekdayOf(monday) === 1)).toBe(true);
      const months = monthsOf(mondays, (day) => formatDay(day).slice(0, 7));
      expect(months.reduce((sum, month) => sum + month.weeks, 0)).toBe(WEEKS_SHOWN);
      expect(new Set(months.map(({ month }) => month)).size).toBe(months.length);
    }),
  );
});

it('finds what a plan has in a week, and nothing outside it', () => {
  const weeks = { from: '2027-01-11', contacts: [2, 0], sends: [3, 1] };
  expect(inWeek({ weeks }, dayOf('2027-01-11'))).toEqual({ contacts: 2, sends: 3 });
  expect(inWeek({ weeks }, dayOf('2027-01-18'))).toEqual({ contacts: 0, sends: 1 });
  for (const monday of ['2027-01-04', '2027-01-25'])
    expect(inWeek({ weeks }, dayOf(monday))).toEqual({ contacts: 0, sends: 0 });
});

it('counts the days of a rolling plan in its weeks, and of no other', () => {
  const rolls = { start: '2027-01-13', days: 10, isRolling: true };
  const inWeekOf = (monday: string, of = rolls) => ownDaysIn(of, dayOf(monday));
  expect(inWeekOf('2027-01-11')).toEqual({ from: 0, to: 4 });
  expect(inWeekOf('2027-01-18')).toEqual({ from: 5, to: 9 });
  for (const monday of ['2027-01-04', '2027-01-25']) expect(inWeekOf(monday)).toBeNull();
  expect(inWeekOf('2027-01-11', { ...rolls, isRolling: false })).toBeNull();
});

it('parts a week among its phases to the day', () => {
  const phases = [
    { name: 'Launch', kind: 'launch', start: '2027-01-11', days: 3 },
    { name: 'Culture', kind: 'culture', start: '2027-01-14', days: 30 },
  ];
  expect(phasesIn({ phases }, dayOf('2027-01-11'))).toEqual([
    { name: 'Launch', kind: 'launch', from: 0, length: 3 / 7 },
    { name: 'Culture', kind: 'culture', from: 3 / 7, length: 4 / 7 },
  ]);
  expect(phasesIn({ phases }, dayOf('2027-01-04'))).toEqual([]);
});

it('goes to a day of the campaign', () => {
  const at = (monday: string) => formatDay(dayIn(plan('2027-01-13', 10), dayOf(monday)));
  expect([at('2027-01-11'), at('2027-01-18'), at('2027-03-01')]).toEqual(['2027-01-13', '2027-01-18', '2027-01-22']);
});
