import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importPlan } from '../plan/plan.ts';
import { readTable } from './table.ts';

const CONTEXT = { today: '2026-11-29', timeZone: 'Europe/London', name: 'Plan' };

async function planOf(...events: string[][]) {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
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
