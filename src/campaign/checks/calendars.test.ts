import { expect, test } from 'vitest';
import type { Calendar } from '../document.ts';
import { check } from './check.ts';
import { sound, soundWithTouchpoint } from './sound.testing.ts';

const berlin: Calendar = { id: 'own', name: 'Berlin', weekend: [6, 7], daysOff: [] };

/** What is said of a calendar that the segment “Office” works by, or nobody; the sound campaign ends on 2027-02-21. */
function saidOf(changes: Partial<Calendar>, isUsed = true): (string | undefined)[] {
  const campaign = sound();
  const [office, ...others] = campaign.segments;
  return check({
    ...campaign,
    calendars: [{ ...berlin, ...changes }],
    segments: [isUsed ? { ...office!, calendarId: 'own' } : office!, ...others],
  }).flatMap(({ rule, calendarId }) => (calendarId === 'own' ? [rule] : []));
}

test('a calendar that nobody works by changes nothing', () => {
  expect(saidOf({}, false)).toEqual(['calendar-unused']);
  expect(saidOf({})).toEqual([]);
});

test('holidays of a country are to be known up to the last day', () => {
  expect(saidOf({ country: 'DE' })).toEqual(['holidays-unknown']);
  expect(saidOf({ country: 'DE', until: '2027-02-20' })).toEqual(['holidays-unknown']);
  expect(saidOf({ country: 'DE', until: '2027-02-21' })).toEqual([]);
});

test('holidays are to be known until those who start last are through', () => {
  const campaign = sound();
  const known = { ...berlin, country: 'DE', until: '2027-02-21' };
  const rules = check({
    ...campaign,
    rolling: { weeks: 1 },
    calendars: [known],
    segments: campaign.segments.map((segment) => ({ ...segment, calendarId: 'own', inflow: 5 })),
  }).map(({ rule }) => rule);
  expect(rules).toContain('holidays-unknown');
});

test('a message on a holiday says its name and whose it is', () => {
  const campaign = soundWithTouchpoint('mail', { start: '2027-01-12' });
  const holiday: Calendar = { ...berlin, daysOff: [{ date: '2027-01-12', name: 'Founding day' }] };
  const said = (everybody: boolean) =>
    check({
      ...campaign,
      calendars: [holiday],
      segments: campaign.segments.map((segment, index) =>
        everybody || index === 0 ? { ...segment, calendarId: 'own' } : segment,
      ),
    }).flatMap(({ rule, message }) => (rule === 'weekend' ? [message] : []));
  expect(said(false)).toEqual([expect.stringContaining('“Founding day” of “Office”')]);
  expect(said(true)).toEqual([expect.stringMatching(/, “Founding day”\.$/)]);
});

test('a day that is worked is none to warn of', () => {
  const campaign = soundWithTouchpoint('mail', { start: '2027-01-16' });
  const onSaturday = (calendar: Calendar) =>
    check({
      ...campaign,
      calendars: [calendar],
      segments: campaign.segments.map((segment) => ({ ...segment, calendarId: 'own' })),
    }).filter(({ rule }) => rule === 'weekend').length;
  expect(onSaturday(berlin)).toBe(1);
  expect(onSaturday({ ...berlin, workingDays: ['2027-01-16'] })).toBe(0);
});
