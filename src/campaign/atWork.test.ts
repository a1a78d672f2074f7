import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallCampaign } from './arbitrary.testing.ts';
import { allAtWork, atWork } from './atWork.ts';
import { dayOf, formatDay, rangeOf } from './calendar.ts';
import { asReallySent } from './cap.ts';
import type { Calendar, Campaign, Segment, Touchpoint } from './document.ts';
import { serializeCampaign } from './file.ts';
import { occurrenceDays, ruleDays, sendsOf } from './occurrences.ts';
import { apply } from './reducer.ts';
import { isWorkingDay } from './workingDays.ts';

const segment = (id: string, rest: Partial<Segment> = {}): Segment => ({
  id,
  name: id,
  size: 10,
  timeZone: 'Europe/Berlin',
  language: 'en',
  channels: [],
  frictionSteps: 1,
  preferredTime: '09:00',
  ...rest,
});
const series = (rest: Partial<Touchpoint> = {}): Touchpoint => ({
  id: 't',
  name: 'Daily word',
  tactic: 'broad-email',
  direction: 'push',
  channel: 'email',
  laneId: 'a',
  segments: [],
  start: '2027-01-11',
  days: 14,
  cadence: 'workingDays',
  time: { zone: 'segment' },
  message: { subject: 'S', body: 'B' },
  ...rest,
});
const planOf = (touchpoint: Touchpoint, rest: Partial<Campaign> = {}): Campaign => ({
  ...smallCampaign,
  segments: [segment('s')],
  touchpoints: [touchpoint],
  ...rest,
});
const daysIn = (campaign: Campaign) => occurrenceDays(atWork(campaign, campaign.touchpoints[0]!));
const datesIn = (campaign: Campaign) => daysIn(campaign).map((day) => formatDay(day).slice(5));

describe('a series on working days', () => {
  test('goes out from Sunday to Thursday where people rest on Friday and Saturday', () => {
    expect(datesIn(planOf(series(), { segments: [segment('riyadh', { timeZone: 'Asia/Riyadh' })] }))).toEqual(
      ['11', '12', '13', '14', '17', '18', '19', '20', '21', '24'].map((date) => `01-${date}`),
    );
  });

  test('leaves out the days off of a calendar, and goes out on what is worked there', () => {
    const calendar: Calendar = {
      id: 'c',
      name: 'C',
      weekend: [6, 7],
      daysOff: [{ date: '2027-01-13', name: 'Founding day' }],
      workingDays: ['2027-01-16'],
    };
    const campaign = planOf(series({ days: 7 }), {
      calendars: [calendar],
      segments: [segment('s', { calendarId: 'c' })],
    });
    expect(datesIn(campaign)).toEqual(['01-11', '01-12', '01-14', '01-15', '01-16']);
    const without = apply(campaign, { type: 'editCalendar', id: 'c', changes: { daysOff: [] } }).campaign;
    expect(datesIn(without)).toEqual(['01-11', '01-12', '01-13', '01-14', '01-15', '01-16']);
  });

  const days = fc.integer({ min: dayOf('2026-11-01'), max: dayOf('2027-06-30') });
  const calendars = fc.record({
    weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
    off: fc.uniqueArray(days, { maxLength: 40 }),
  });

  test('has exactly the days of its stretch on which somebody of its audience works, as it is really sent', () => {
    const audiences = fc.constantFrom<string[]>([], ['a'], ['b'], ['a', 'b']);
    fc.assert(
      fc.property(
        fc.array(calendars, { minLength: 2, maxLength: 2 }),
        audiences,
        days,
        fc.integer({ min: 1, max: 90 }),
        (all, segments, from, length) => {
          const campaign = planOf(series({ segments, start: formatDay(from), days: length }), {
            calendars: all.map(({ weekend, off }, index) => ({
              id: `c${index}`,
              name: 'C',
              weekend,
              daysOff: off.toSorted((a, b) => a - b).map((day) => ({ date: formatDay(day), name: 'Off' })),
            })),
            segments: [segment('a', { calendarId: 'c0' }), segment('b', { calendarId: 'c1' })],
          });
          const { until } = rangeOf(campaign.touchpoints[0]!);
          const worked = Array.from({ length: until - from }, (_, index) => from + index).filter((day) =>
            isWorkingDay(campaign, segments, day),
          );
          expect(daysIn(campaign)).toEqual(worked);
          expect(occurrenceDays(asReallySent(campaign).campaign.touchpoints[0]!)).toEqual(worked);
        },
      ),
    );
  });

  test('without calendars is Monday to Friday but for the holidays that nearly everybody has', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 90 }), (from, length) => {
        const campaign = planOf(series({ start: formatDay(from), days: length }));
        const weekdays = ruleDays({ ...campaign.touchpoints[0]!, cadence: 'weekdays' });
        const holidays = ['12-24', '12-25', '12-26', '12-31', '01-01'];
        expect(daysIn(campaign)).toEqual(weekdays.filter((day) => !holidays.includes(formatDay(day).slice(5))));
      }),
    );
  });

  test('keeps what is otherwise about a send through a holiday that comes and goes', () => {
    const moved = { on: '2027-01-13', to: '2027-01-30' };
    const campaign = planOf(series({ days: 5, exceptions: [moved] }), {
      calendars: [{ id: 'c', name: 'C', weekend: [6, 7], daysOff: [] }],
      segments: [segment('s', { calendarId: 'c' })],
    });
    expect(datesIn(campaign)).toEqual(['01-11', '01-12', '01-14', '01-15', '01-30']);
    const daysOff = [{ date: '2027-01-13', name: 'Founding day' }];
    const { campaign: off, inverse } = apply(campaign, { type: 'editCalendar', id: 'c', changes: { daysOff } });
    expect(datesIn(off)).toEqual(['01-11', '01-12', '01-14', '01-15']);
    expect(sendsOf(atWork(off, off.touchpoints[0]!)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(apply(off, inverse).campaign).toEqual(campaign);
  });

  test('keeps its skipped send by its number when it is moved, on a day that it goes out on', () => {
    const campaign = planOf(series({ exceptions: [{ on: '2027-01-13', skipped: true }] }));
    const { campaign: moved, inverse } = apply(campaign, { type: 'moveTouchpoint', id: 't', start: '2027-01-14' });
    expect(moved.touchpoints[0]!.exceptions).toEqual([{ on: '2027-01-18', skipped: true }]);
    expect(datesIn(moved)).toEqual(['14', '15', '19', '20', '21', '22', '25', '26', '27'].map((date) => `01-${date}`));
    expect(apply(moved, inverse).campaign).toEqual(campaign);
  });

  test('keeps each of its exceptions by its number, and one that waits on a day off there, and is put back whole', () => {
    const places = fc.uniqueArray(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: -20, max: 20 }), places, ({ weekend, off }, from, by, some) => {
        const daysOff = off.toSorted((a, b) => a - b).map((day) => ({ date: formatDay(day), name: 'Off' }));
        const exceptions = some
          .toSorted((a, b) => a - b)
          .map((place) => ({ on: formatDay(from + place), skipped: true as const }));
        const campaign = planOf(series({ start: formatDay(from), days: 31, exceptions }), {
          calendars: [{ id: 'c', name: 'C', weekend, daysOff }],
          segments: [segment('s', { calendarId: 'c' })],
        });
        const start = formatDay(from + by);
        const { campaign: moved, inverse } = apply(campaign, { type: 'moveTouchpoint', id: 't', start });
        const skippedIn = (plan: Campaign) =>
          sendsOf(atWork(plan, plan.touchpoints[0]!)).flatMap(({ number, exception }) => (exception ? [number] : []));
        const sends = sendsOf(atWork(moved, moved.touchpoints[0]!)).length;
        expect(skippedIn(moved)).toEqual(skippedIn(campaign).filter((number) => number <= sends));
        const waits = (plan: Campaign) =>
          (plan.touchpoints[0]!.exceptions ?? []).filter(({ on }) => !isWorkingDay(plan, [], dayOf(on)));
        const { from: first, until } = rangeOf(moved.touchpoints[0]!);
        expect(waits(moved)).toEqual(waits(campaign).filter(({ on }) => dayOf(on) >= first && dayOf(on) < until));
        expect(apply(moved, inverse).campaign).toEqual(campaign);
      }),
    );
  });

  test('says only its cadence in the file, and no other series is touched', () => {
    const campaign = planOf(series());
    daysIn(campaign);
    expect(serializeCampaign(campaign)).not.toContain('isDayOff');
    const others = planOf(series({ cadence: 'weekdays' }));
    expect(allAtWork(others)).toBe(others);
    expect(asReallySent(others).campaign).toBe(others);
  });

  test('waits for a working day where its week is full', () => {
    const first = series({ id: 'first', cadence: 'once', days: 1, priority: 'must' });
    const daily = series({ start: '2027-01-11', days: 1, priority: 'low' });
    const holiday = { date: '2027-01-18', name: 'Founding day' };
    const campaign = planOf(first, {
      contact: { ...smallCampaign.contact, capPerWeek: 1, atCap: 'defer' },
      calendars: [{ id: 'c', name: 'C', weekend: [6, 7], daysOff: [holiday] }],
      segments: [segment('s', { calendarId: 'c' })],
      touchpoints: [first, daily],
    });
    expect(asReallySent(campaign).held.map(({ to }) => to && formatDay(to))).toEqual(['2027-01-25']);
  });
});
