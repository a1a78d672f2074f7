import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, formatDay } from './calendar.ts';
import type { Calendar, Campaign } from './document.ts';
import { isWorkingDay, placeInWeek, restIn, workingDayFrom, workingDaysOf } from './workingDays.ts';

const BERLIN = 'Europe/Berlin';
const CAIRO = 'Africa/Cairo';
const zoned = (timeZone: string) => workingDaysOf({ calendars: [], timeZone });
const isDayOff = (day: number, timeZone: string) => zoned(timeZone).isDayOff(day);
const workdayOf = (day: number, timeZone: string) => placeInWeek(zoned(timeZone), day);
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

type Audience = Pick<Campaign, 'calendars' | 'timeZone' | 'segments'>;
const calendar = (changes: Partial<Calendar>): Calendar => ({
  id: 'own',
  name: 'Own',
  weekend: [6, 7],
  daysOff: [],
  ...changes,
});
/** A segment by the calendar `own`, another by that of its zone. */
function audienceOf(own: Calendar, zone = BERLIN): Audience {
  const segment = { size: 1, language: 'en', channels: [], frictionSteps: 0, preferredTime: '09:00' };
  return {
    timeZone: BERLIN,
    calendars: [own],
    segments: [
      { ...segment, id: 'with', name: 'With', timeZone: BERLIN, calendarId: own.id },
      { ...segment, id: 'without', name: 'Without', timeZone: zone },
    ],
  };
}

describe('a working calendar', () => {
  const own = calendar({
    weekend: [5, 6],
    daysOff: [{ date: '2027-03-01', name: 'Founding day', company: true }],
    workingDays: ['2027-03-05'],
  });
  const audience = audienceOf(own);
  const working = workingDaysOf(audience, audience.segments[0]);

  test('says which days are off instead of the zone, and what they are called', () => {
    expect(week((day) => working.isDayOff(day))).toEqual([true, false, false, false, false, true, false]);
    expect(week((day) => working.nameOf(day))[0]).toBe('Founding day');
    expect(working.isDayOff(dayOf('2026-12-24'))).toBe(false);
  });

  test('counts the place of a day from the end of its own weekend', () => {
    expect(week((day) => placeInWeek(working, day))).toEqual([-1, 2, 3, 4, 5, -1, 0]);
    const everyDay = workingDaysOf(audienceOf(calendar({ weekend: [] })), audience.segments[0]);
    expect(week((day) => placeInWeek(everyDay, day))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('is one of several: a day works where somebody does', () => {
    const on = (ids: string[]) => week((day) => isWorkingDay(audience, ids, day));
    expect(on(['with'])).toEqual([false, true, true, true, true, false, true]);
    expect(on(['without'])).toEqual([true, true, true, true, true, false, false]);
    expect(on([])).toEqual([true, true, true, true, true, false, true]);
  });

  test('tells who rests', () => {
    const rest = restIn(audience)!;
    const names = (date: string) => rest(dayOf(date)).resting.map(({ name }) => name);
    expect(names('2027-03-01')).toEqual(['With']);
    expect(rest(dayOf('2027-03-01'))).toMatchObject({ isForAll: false, names: ['Founding day'] });
    expect(rest(dayOf('2027-03-06'))).toMatchObject({ isForAll: true, names: [] });
    expect(names('2027-03-07')).toEqual(['Without']);
    expect(names('2027-03-03')).toEqual([]);
  });
});

describe('the working day from a day on', () => {
  const days = fc.integer({ min: dayOf('2026-11-01'), max: dayOf('2027-06-30') });
  const audiences = fc
    .record({
      weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
      off: fc.uniqueArray(days, { maxLength: 40 }),
      worked: fc.uniqueArray(days, { maxLength: 10 }),
    })
    .map(({ weekend, off, worked }) => {
      const inOrder = (list: number[]) => list.toSorted((a, b) => a - b).map(formatDay);
      return audienceOf(
        calendar({
          weekend,
          daysOff: inOrder(off).map((date) => ({ date, name: date })),
          workingDays: inOrder(worked),
        }),
      );
    });
  const ids = fc.constantFrom([], ['with'], ['without'], ['with', 'without']);

  test('is that day, or the first after it on which anybody works', () => {
    fc.assert(
      fc.property(audiences, ids, days, (audience, who, day) => {
        const end = workingDayFrom(audience, who, day);
        expect(isWorkingDay(audience, who, end)).toBe(true);
        for (let at = day; at < end; at++) expect(isWorkingDay(audience, who, at)).toBe(false);
      }),
    );
  });

  test('goes over a Christmas that no calendar names', () => {
    const audience = audienceOf(calendar({}));
    const from = (who: string, date: string) => formatDay(workingDayFrom(audience, [who], dayOf(date)));
    expect(from('without', '2026-12-24')).toBe('2026-12-28');
    expect(from('with', '2026-12-24')).toBe('2026-12-24');
    expect(from('with', '2026-12-26')).toBe('2026-12-28');
  });
});
