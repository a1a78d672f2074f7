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
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=7', 'weekdays', 9],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6', 'weekdays', 8],
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

  const runs = async (...event: string[]) =>
    (await planOf(['SUMMARY:Team meeting', ...event])).touchpoints.map(
      ({ start, days, cadence, minutes }) =>
        `${start}+${days} ${cadence}${minutes === undefined ? '' : ` ${minutes}m`}`,
    );

  it('ends a monthly series on its day of the month', async () => {
    expect(await runs('DTSTART;VALUE=DATE:20270131', 'RRULE:FREQ=MONTHLY;COUNT=3')).toEqual(['2027-01-31+60 monthly']);
    expect(await runs('DTSTART;VALUE=DATE:20270130', 'RRULE:FREQ=MONTHLY;COUNT=4')).toEqual(['2027-01-30+91 monthly']);
  });

  it('keeps the length of meetings, over midnight too', async () => {
    expect(await runs('DTSTART:20270405T090000', 'DTEND:20270405T103000')).toEqual(['2027-04-05+1 once 90m']);
    expect(await runs('DTSTART:20270405T090000', 'DURATION:PT1H')).toEqual(['2027-04-05+1 once 60m']);
    expect(await runs('DTSTART:20270405T090000', 'DURATION:PT1H30M')).toEqual(['2027-04-05+1 once 90m']);
    expect(await runs('DTSTART:20270405T233000', 'DTEND:20270406T003000')).toEqual(['2027-04-05+1 once 60m']);
    expect(await runs('DTSTART:20270405T090000', 'DURATION:P1DT2H')).toEqual(['2027-04-05+2 once']);
    expect(await runs('DTSTART;VALUE=DATE:20270405', 'DURATION:P1W')).toEqual(['2027-04-05+7 once']);
    expect(await runs('DTSTART:20270405T090000', 'DURATION:PT45M', 'RRULE:FREQ=WEEKLY;COUNT=2')).toEqual([
      '2027-04-05+8 weekly 45m',
    ]);
  });

  it('parts a series where days are left out, come on top or were moved', async () => {
    const weekly = ['DTSTART:20270405T090000', 'RRULE:FREQ=WEEKLY;COUNT=5'];
    expect(await runs(...weekly, 'EXDATE:20270419T090000')).toEqual(['2027-04-05+8 weekly', '2027-04-26+8 weekly']);
    expect(await runs(...weekly, 'EXDATE:20270405T090000,20270503T090000')).toEqual(['2027-04-12+15 weekly']);
    expect(await runs(...weekly, 'EXDATE:20270412T090000', 'EXDATE:20270426T090000')).toEqual([
      '2027-04-05+1 once',
      '2027-04-19+1 once',
      '2027-05-03+1 once',
    ]);
    expect(await runs('DTSTART:20270405T090000', 'RDATE:20270408T090000')).toEqual([
      '2027-04-05+1 once',
      '2027-04-08+1 once',
    ]);
    expect(await runs('DTSTART:20270405T090000', 'RRULE:FREQ=WEEKLY', 'EXDATE:20270419T090000')).toEqual([
      '2027-04-05+8 weekly',
      '2027-04-26+28 weekly',
    ]);
    const { touchpoints, remarks } = await planOf(
      [...weekly, 'UID:a', 'SUMMARY:Team meeting'],
      ['DTSTART:20270413T090000', 'UID:a', 'RECURRENCE-ID:20270412T090000', 'SUMMARY:Team meeting, moved'],
    );
    expect(touchpoints.map(({ start, days }) => `${start}+${days}`)).toEqual([
      '2027-04-05+1',
      '2027-04-19+15',
      '2027-04-13+1',
    ]);
    expect(remarks.join()).toContain('Row 2 repeats on several weekdays or with exceptions');
  });

  it('makes a series of each weekday', async () => {
    expect(await runs('DTSTART:20270406T090000', 'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5')).toEqual([
      '2027-04-06+15 weekly',
      '2027-04-08+8 weekly',
    ]);
    expect(
      await runs('DTSTART:20270408T090000', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270506T235959Z'),
    ).toEqual(['2027-04-20+15 fortnightly', '2027-04-08+29 fortnightly']);
  });

  it.each([
    'FREQ=MONTHLY;BYDAY=2TU',
    'FREQ=YEARLY',
    'FREQ=WEEKLY;INTERVAL=3',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=HOURLY',
  ])('says that a plan cannot hold %s', async (rule) => {
    const { remarks } = await planOf(['DTSTART:20270405T090000Z', 'SUMMARY:A', `RRULE:${rule}`]);
    expect(remarks.join()).toContain('Row 2 repeats by a rule that a plan cannot hold');
  });
});
