import { describe, expect, it } from 'vitest';
import { dayOf, formatDay } from '#campaign/calendar.ts';
import { monthNamesOf } from '#language/week.ts';
import { dayNamed, find } from './find.ts';

const all = [
  { id: '1', name: 'Reminder for latecomers', about: 'Email' },
  { id: '2', name: 'Launch email', about: 'Email' },
  { id: '3', name: 'Relaunch of the café', about: 'Posters' },
  { id: '4', name: 'Poster', about: 'Sites launch' },
];
const found = (typed: string) => find(all, typed, 10).map(({ id }) => id);

describe('what was typed', () => {
  it('finds names that begin with it first, then words, then what holds it', () => {
    expect(found('launch')).toEqual(['2', '4', '3']);
    expect(found('email')).toEqual(['2', '1']);
    expect(found('LAUNCH em')).toEqual(['2']);
    expect(found('cafe')).toEqual(['3']);
    expect(found('nothing like it')).toEqual([]);
    expect(found('')).toEqual(['1', '2', '3', '4']);
  });
});

describe('a day', () => {
  const months = [...monthNamesOf('de').keys()].map((month) =>
    ['de', 'fr'].flatMap((tag) => monthNamesOf(tag)[month]!),
  );
  const near = dayOf('2026-12-14');
  it.each([
    ['feb 9', '2027-02-09'],
    ['9 February', '2027-02-09'],
    ['Februar 9', '2027-02-09'],
    ['9. févr', '2027-02-09'],
    ['Feb 9th', '2027-02-09'],
    ['9 feb 2026', '2026-02-09'],
    ['nov 30', '2026-11-30'],
    ['2027-02-09', '2027-02-09'],
    ['29 feb 2028', '2028-02-29'],
  ])('“%s” is %s', (typed, date) => {
    expect(formatDay(dayNamed(typed, months, near)!)).toBe(date);
  });
  it.each(['feb', '9', 'feb 31', '2027-13-01', 'february the ninth', 'launch 9', '9 9', ''])(
    '“%s” is none',
    (typed) => {
      expect(dayNamed(typed, months, near)).toBeUndefined();
    },
  );
});
