import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importPlan } from '../plan/plan.ts';
import { readTable } from './table.ts';

const CONTEXT = { today: '2026-11-29', timeZone: 'Europe/London', name: 'Plan' };

const planOf = (...events: string[][]) =>
  fileOf(...events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']));

async function fileOf(...lines: string[]) {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
  return importPlan(await readTable(strToU8(text), 'team.ics'), {}, CONTEXT);
}

describe('calendar files', () => {
  it('reads moments, whole days and zones', async () => {
    const { touchpoints } = await planOf(
      ['DTSTART:20270405T090000Z', 'DTEND:20270405T100000Z', 'SUMMARY:Launch note'],
      ['DTSTART;VALUE=DATE:20270419', 'DTEND;VALUE=DATE:20270424', 'SUMMARY:Learning week\\, all sites'],
      [
        'DTSTART;TZID=Europe/Berlin:20270412T100000',
        'SUMMARY:Town',
        ' hall',
        'BEGIN:VALARM',
        'SUMMARY:Ring',
        'END:VALARM',
      ],
    );
    expect(touchpoints.map(({ start, days, time, name }) => [start, days, time.at, name])).toEqual([
      ['2027-04-05', 1, '10:00', 'Launch note'],
      ['2027-04-19', 5, undefined, 'Learning week, all sites'],
      ['2027-04-12', 1, '09:00', 'Townhall'],
    ]);
  });

  it.each([
    ['FREQ=WEEKLY;COUNT=4', 'weekly', 22],
    ['FREQ=WEEKLY;UNTIL=20270426T000000Z', 'weekly', 22],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=3', 'fortnightly', 29],
    ['FREQ=DAILY;COUNT=5', 'daily', 5],
    ['FREQ=MONTHLY;COUNT=3', 'monthly', 62],
  ])('reads %s', async (rule, cadence, days) => {
    const { touchpoints } = await planOf(['DTSTART;VALUE=DATE:20270405', 'SUMMARY:Tip', `RRULE:${rule}`]);
    expect(touchpoints[0]).toMatchObject({ start: '2027-04-05', cadence, days });
  });

  it.each([
    ['DUE;VALUE=DATE:20270409', '2027-04-09', 1, undefined],
    ['DUE:20270409T150000Z', '2027-04-09', 1, '16:00'],
    ['DUE;TZID=Europe/Berlin:20270409T150000', '2027-04-09', 1, '14:00'],
    ['DTSTART;VALUE=DATE:20270405\r\nDUE;VALUE=DATE:20270409', '2027-04-05', 5, undefined],
    ['DTSTART;VALUE=DATE:20270405\r\nDURATION:P3D', '2027-04-05', 3, undefined],
  ])('reads a task with %s, and says that it is one', async (date, start, days, at) => {
    const { touchpoints, notes, remarks } = await fileOf(
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20270412',
      'SUMMARY:Town hall',
      'END:VEVENT',
      'BEGIN:VTODO',
      date,
      'SUMMARY:Send the mail',
      'STATUS:COMPLETED',
      'END:VTODO',
    );
    expect(touchpoints[1]).toMatchObject({ start, days, name: 'Send the mail', status: 'sent' });
    expect(touchpoints[1]!.time.at).toBe(at);
    expect(notes.find(({ row }) => row === 3)!.note).toContain('it is a task in the calendar');
    expect(remarks.join()).toContain('1 event and 1 task');
  });

  it('names tasks without a day, and journal entries', async () => {
    const { rejected, remarks, rows } = await fileOf(
      'BEGIN:VTODO',
      'SUMMARY:Some day',
      'END:VTODO',
      'BEGIN:VJOURNAL',
      'DTSTART;VALUE=DATE:20270405',
      'SUMMARY:Notes of the meeting',
      'END:VJOURNAL',
      'BEGIN:VFREEBUSY',
      'DTSTART:20270405T090000Z',
      'END:VFREEBUSY',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20270412',
      'SUMMARY:Town hall',
      'END:VEVENT',
    );
    expect([rows, rejected]).toEqual([2, [{ row: 2, reason: 'there is no date' }]]);
    expect(remarks.join()).toContain('1 journal entry was left out, as it plans nothing: “Notes of the meeting”.');
    expect(remarks.join()).toContain('1 time of being free or busy was left out.');
  });

  it('says what a plan cannot hold', async () => {
    const { remarks } = await planOf([
      'DTSTART:20270405T090000Z',
      'SUMMARY:A',
      'RRULE:FREQ=YEARLY',
      'EXDATE:20280405T090000Z',
    ]);
    expect(remarks.join()).toContain('One event repeats by a rule or with exceptions');
  });
});
