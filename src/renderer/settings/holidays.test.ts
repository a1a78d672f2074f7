import { expect, test } from 'vitest';
import { apply } from '#campaign/reducer.ts';
import { sound } from '#campaign/checks/sound.testing.ts';
import type { Calendar } from '#campaign/document.ts';
import {
  addCalendarCommand,
  likelyCountry,
  ofNoCountry,
  segmentsCommand,
  withCompanyDay,
  withHolidays,
  yearsOf,
} from './holidays.ts';

const calendar: Calendar = { id: 'de', name: 'Germany', country: 'DE', weekend: [6, 7], daysOff: [] };

test('holidays read anew leave the days off of the company', () => {
  const had = withCompanyDay([{ date: '2027-05-01', name: 'Old name' }], '2027-03-01', 'Founding day');
  const holidays = [
    { date: '2027-03-01', name: 'Some saint' },
    { date: '2027-01-01', name: 'New Year' },
  ];
  expect(withHolidays(had, holidays)).toEqual([
    { date: '2027-01-01', name: 'New Year' },
    { date: '2027-03-01', name: 'Founding day', company: true },
  ]);
});

test('a calendar of no country keeps the days off of the company alone, and one step back brings its holidays again', () => {
  const daysOff = withCompanyDay([{ date: '2027-05-01', name: 'Labour Day' }], '2027-03-01', 'Founding day');
  const { campaign } = apply(sound(), { type: 'addCalendar', item: { ...calendar, until: '2027-12-31', daysOff } });
  const command = { type: 'editCalendar' as const, id: 'de', changes: ofNoCountry({ daysOff }) };
  const { campaign: after, inverse } = apply(campaign, command);
  expect(after.calendars).toEqual([
    {
      id: 'de',
      name: 'Germany',
      weekend: [6, 7],
      daysOff: [{ date: '2027-03-01', name: 'Founding day', company: true }],
    },
  ]);
  expect(apply(after, inverse).campaign).toEqual(campaign);
});

test('holidays are asked for by whole years', () => {
  const lasting = { ...sound(), start: '2026-11-30', days: 32 };
  expect(yearsOf(lasting)).toEqual({ from: '2026-01-01', until: '2026-12-31' });
  expect(yearsOf({ ...lasting, days: 33 })).toEqual({ from: '2026-01-01', until: '2027-12-31' });
  const followed = lasting.segments.map((segment) => ({ ...segment, inflow: 2 }));
  expect(yearsOf({ ...lasting, rolling: { weeks: 1 }, segments: followed }).until).toBe('2027-12-31');
});

test('a new calendar is for the segments of its country that have none, and one step back takes it away', () => {
  const campaign = sound();
  campaign.segments[1] = { ...campaign.segments[1]!, timeZone: 'Asia/Dubai' };
  expect(likelyCountry(campaign)).toBe('DE');
  const { campaign: after, inverse } = apply(campaign, addCalendarCommand(campaign, calendar));
  expect(after.segments.map(({ calendarId }) => calendarId)).toEqual(['de', undefined]);
  expect(likelyCountry(after)).toBe('AE');
  expect(apply(after, inverse).campaign).toEqual(campaign);
});

test('choosing segments gives and takes the calendar', () => {
  const campaign = apply(sound(), addCalendarCommand(sound(), calendar)).campaign;
  const only = apply(campaign, segmentsCommand(campaign, 'de', ['works'])).campaign;
  expect(only.segments.map(({ id, calendarId }) => [id, calendarId])).toEqual([
    ['office', undefined],
    ['works', 'de'],
  ]);
  const removed = apply(only, { type: 'removeCalendar', id: 'de' }).campaign;
  expect(removed.segments.map(({ calendarId }) => calendarId)).toEqual([undefined, undefined]);
});
