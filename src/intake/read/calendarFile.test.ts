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

  const GOOD = ['DTSTART:20270405T090000Z', 'SUMMARY:Launch note'];

  it.each(['20270230', '20271345T090000Z', '16010101T000000Z', '19690101', '99991231', 'tomorrow'])(
    'leaves out an event on %s with a word, and reads the others',
    async (start) => {
      const { touchpoints, rejected } = await planOf(GOOD, [`DTSTART:${start}`, 'SUMMARY:Odd one']);
      expect(touchpoints.map(({ name }) => name)).toEqual(['Launch note']);
      expect(rejected).toMatchObject([{ row: 3, reason: expect.stringMatching(/date/) as string }]);
    },
  );

  it.each([
    ['DTEND:20270230'],
    ['DTEND:99991231'],
    ['DURATION:P99999999W'],
    ['DURATION:for ever 1'],
    ['EXDATE:20270230', 'RRULE:FREQ=WEEKLY;COUNT=2'],
    ['RDATE:20270230'],
    ['RRULE:FREQ=WEEKLY;UNTIL=20279999'],
    ['RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z'],
    ['RRULE:FREQ=WEEKLY;COUNT=1000000000'],
  ])('reads an event with %s', async (...odd) => {
    const { touchpoints, rejected } = await planOf(GOOD, ['DTSTART:20270406', 'SUMMARY:Odd one', ...odd]);
    expect(rejected).toEqual([]);
    expect(touchpoints.map(({ name, start }) => [name, start])).toEqual([
      ['Launch note', '2027-04-05'],
      ['Odd one', '2027-04-06'],
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

  const weekly = ['DTSTART:20270405T090000', 'RRULE:FREQ=WEEKLY;COUNT=5'];
  const exceptions = async (...events: string[][]) => {
    const { touchpoints, remarks } = await planOf(...events);
    return {
      runs: touchpoints.map(({ start, days, cadence }) => `${start}+${days} ${cadence}`),
      exceptions: touchpoints.flatMap((touchpoint) => touchpoint.exceptions ?? []),
      remarks: remarks.join(),
    };
  };

  it('keeps a series whole where days are left out, and makes it shorter where that is at its ends', async () => {
    const left = await exceptions([...weekly, 'SUMMARY:Team meeting', 'EXDATE:20270419T090000']);
    expect(left.runs).toEqual(['2027-04-05+29 weekly']);
    expect(left.exceptions).toEqual([{ on: '2027-04-19', skipped: true }]);
    expect(left.remarks).toContain('Row 2 repeats with exceptions, which are kept');
    expect(await runs(...weekly, 'EXDATE:20270405T090000,20270503T090000')).toEqual(['2027-04-12+15 weekly']);
    expect(await runs('DTSTART:20270405T090000', 'RRULE:FREQ=WEEKLY', 'EXDATE:20270419T090000')).toEqual([
      '2027-04-05+28 weekly',
    ]);
  });

  it('puts days that come on top beside it', async () => {
    expect(await runs('DTSTART:20270405T090000', 'RDATE:20270408T090000')).toEqual([
      '2027-04-05+1 once',
      '2027-04-08+1 once',
    ]);
  });

  it('takes what stands for a single day of a series for a send that is moved, changed or skipped', async () => {
    const series = [...weekly, 'UID:a', 'SUMMARY:Team meeting'];
    const own = (...lines: string[]) => ['UID:a', ...lines];
    const { runs: found, exceptions: changed } = await exceptions(
      series,
      own('RECURRENCE-ID:20270412T090000', 'DTSTART:20270413T103000', 'SUMMARY:Team meeting'),
      own('RECURRENCE-ID:20270419T090000', 'DTSTART:20270419T090000', 'SUMMARY:Team meeting, with guests'),
      own('RECURRENCE-ID:20270426T090000', 'DTSTART:20270426T090000', 'SUMMARY:Team meeting', 'STATUS:CANCELLED'),
    );
    expect(found).toEqual(['2027-04-05+29 weekly']);
    expect(changed).toEqual([
      { on: '2027-04-12', to: '2027-04-13', time: { zone: 'campaign', at: '10:30' } },
      { on: '2027-04-19', message: { subject: 'Team meeting, with guests', body: '' } },
      { on: '2027-04-26', skipped: true },
    ]);
  });

  it('leaves alone what stands for a day that its series does not have', async () => {
    const { runs: found } = await exceptions(
      [...weekly, 'UID:a', 'SUMMARY:Team meeting'],
      ['UID:a', 'RECURRENCE-ID:20270414T090000', 'DTSTART:20270415T090000', 'SUMMARY:Team meeting'],
    );
    expect(found).toEqual(['2027-04-05+29 weekly', '2027-04-15+1 once']);
  });

  it.each<[string, string, object]>([
    ['20270406', 'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5', { start: '2027-04-06', days: 15, alsoAfter: [2] }],
    ['20270408', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4', { start: '2027-04-08', days: 27, alsoAfter: [12] }],
    // What the weeks of a fortnight begin with decides which of them is left out.
    ['20270411', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=3', { start: '2027-04-11', days: 15, alsoAfter: [8] }],
    [
      '20270411',
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO;COUNT=3',
      { start: '2027-04-11', days: 15, alsoAfter: [1] },
    ],
    ['20270413', 'FREQ=MONTHLY;BYDAY=2TU;COUNT=3', { start: '2027-04-13', days: 57, monthlyBy: 'weekday' }],
    ['20270430', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', { start: '2027-04-30', days: 29, monthlyBy: 'weekdayFromEnd' }],
    ['20270430', 'FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;COUNT=2', { days: 29, monthlyBy: 'weekdayFromEnd' }],
  ])('from %s reads %s as one series', async (start, rule, expected) => {
    const { touchpoints, remarks } = await planOf([`DTSTART:${start}T090000`, 'SUMMARY:A', `RRULE:${rule}`]);
    expect(touchpoints).toHaveLength(1);
    expect(touchpoints[0]).toMatchObject(expected);
    expect(remarks.join()).not.toContain('a plan cannot hold');
  });

  it('makes a series of each weekday where a row could not name their week', async () => {
    expect(
      await runs('DTSTART:20270412T090000', 'RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO;UNTIL=20270510T235959Z'),
    ).toEqual(['2027-04-12+29 fortnightly', '2027-04-25+15 fortnightly']);
  });

  it.each([
    'FREQ=MONTHLY;BYDAY=5TU',
    'FREQ=MONTHLY;BYDAY=2TU,3TH',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU',
    'FREQ=WEEKLY;BYDAY=TU,TH;BYSETPOS=1',
    'FREQ=YEARLY',
    'FREQ=WEEKLY;INTERVAL=3',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=HOURLY',
  ])('says that a plan cannot hold %s', async (rule) => {
    const { remarks } = await planOf(['DTSTART:20270405T090000Z', 'SUMMARY:A', `RRULE:${rule}`]);
    expect(remarks.join()).toContain('Row 2 repeats by a rule that a plan cannot hold');
  });
});
