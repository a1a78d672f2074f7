import * as fc from 'fast-check';
import ICAL from 'ical.js';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { atWork } from '#campaign/atWork.ts';
import { addDays, dayOf, formatDay } from '#campaign/calendar.ts';
import { asReallySent } from '#campaign/cap.ts';
import { planOf } from '#campaign/checks/plan.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { arbitraryRhythm, arbitrarySend, withExceptions } from '#campaign/exceptions.testing.ts';
import { occurrencesOf } from '#campaign/occurrences.ts';
import { forCohort } from '#campaign/rolling.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { writeCsv } from '#delivery/csv/csv.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { writeCalendar } from '#delivery/ics/calendar.ts';
import { exportCampaign } from '#delivery/targets.ts';
import { importPlan } from '#intake/plan/plan.ts';
import { readTables } from '#intake/read/table.ts';
import { ConditionTable } from '#simulation/plan/conditions.ts';
import { sentBy } from '#simulation/plan/exposure.ts';

/** A series is sent on the same days, whoever is asked: the engine, the checks, calendars, tables and the files of messages. */

const NOW = '2026-11-29T12:00:00Z';
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replace('\ufeff', '');

const series = fc
  .record({
    rhythm: arbitraryRhythm,
    start: fc.integer({ min: dayOf('2027-01-01'), max: dayOf('2027-12-31') }).map(formatDay),
    days: fc.integer({ min: 1, max: 120 }),
    sends: fc.array(arbitrarySend, { maxLength: 6 }),
  })
  .map(({ sends, rhythm, ...span }) =>
    withExceptions(touchpoint({ id: 't', ...span, ...rhythm, time: { zone: 'campaign', at: '10:00' } }), sends),
  );

const calendar = fc
  .record({
    weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
    off: fc.uniqueArray(fc.integer({ min: dayOf('2027-01-01'), max: dayOf('2028-04-30') }), { maxLength: 40 }),
  })
  .map(({ weekend, off }) => ({
    id: 'works',
    name: 'Works',
    weekend,
    daysOff: off.toSorted((a, b) => a - b).map((day) => ({ date: formatDay(day), name: 'Off' })),
  }));

/** The days of the messages that reach people, a day as often as they do. */
function engineDays(campaign: Campaign, later = 0): string[] {
  const { touchpoints } = asReallySent(campaign).campaign;
  const from = dayOf('2026-12-01');
  const { messages } = sentBy({ touchpoints, events: [] }, from, 600, tacticById, new ConditionTable(), later).exposure;
  return Array.from(messages).flatMap((count, day) => Array.from({ length: count }, () => formatDay(from + day)));
}

function tableDays(campaign: Campaign): string[] {
  const { data } = Papa.parse<Record<string, string>>(textOf(writeCsv(campaign, { now: NOW }).files[0]!.bytes), {
    header: true,
    skipEmptyLines: true,
  });
  return data.map((row) => row['Date']!).sort();
}

async function calendarDays(campaign: Campaign): Promise<string[]> {
  const root = new ICAL.Component(
    ICAL.parse(textOf((await writeCalendar(campaign, { now: NOW })).files[0]!.bytes)) as unknown[],
  );
  ICAL.TimezoneService.reset();
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = root.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const dateOf = (time: ICAL.Time) => time.toString().slice(0, 10);
  const timed = events.filter(({ startDate }) => !startDate.isDate);
  return timed
    .flatMap((event) => {
      if (!event.isRecurring()) return [dateOf(event.startDate)];
      const dates: string[] = [];
      const times = event.iterator();
      for (let time = times.next(); time; time = times.next()) dates.push(dateOf(time));
      return dates;
    })
    .sort();
}

async function fileDays(campaign: Campaign): Promise<string[]> {
  const { files } = await exportCampaign(campaign, 'eml', { now: NOW });
  const index = files.find(({ name }) => name === 'index.json');
  const { messages } = JSON.parse(index ? textOf(index.bytes) : '{"messages":[]}') as {
    messages: { localTime: string }[];
  };
  return messages.map(({ localTime }) => localTime.slice(0, 10)).sort();
}

describe('the sends of a series', () => {
  it('are on the same days for engine, checks, calendar, table and files', async () => {
    await fc.assert(
      fc.asyncProperty(series, calendar, async (one, works) => {
        const campaign = plan({
          calendars: [works],
          segments: [segment({ id: 's', calendarId: works.id })],
          touchpoints: [one],
        });
        const days = occurrencesOf(atWork(campaign, one)).map(({ day }) => formatDay(day));
        if (days.length === 0) return;
        expect(engineDays(campaign), 'engine').toEqual(days);
        expect(planOf(campaign).planned[0]!.days.map(formatDay), 'checks').toEqual(days);
        expect(tableDays(campaign), 'table').toEqual(days);
        expect(await calendarDays(campaign), 'calendar').toEqual(days);
        expect(await fileDays(campaign), 'files').toEqual(days);
      }),
      { numRuns: 60 },
    );
  });

  it('are those of its audience where it goes out on working days, and come back from its table', async () => {
    const one = touchpoint({ id: 't', start: '2027-01-11', days: 14, cadence: 'workingDays' });
    const founding = { date: '2027-01-13', name: 'Founding day' };
    const campaign = plan({
      calendars: [{ id: 'works', name: 'Works', weekend: [5, 6], daysOff: [founding] }],
      segments: [segment({ id: 's', timeZone: 'Asia/Riyadh', calendarId: 'works' })],
      touchpoints: [one],
    });
    const days = ['11', '12', '14', '17', '18', '19', '20', '21', '24'].map((day) => `2027-01-${day}`);
    expect(tableDays(campaign)).toEqual(days);
    const [file] = writeCsv(campaign, { now: NOW }).files;
    const context = { today: '2026-11-29', timeZone: 'Asia/Riyadh', name: 'Back' };
    const { campaign: back } = await importPlan(await readTables(file!.bytes, 'plan.csv'), {}, context);
    expect(back.touchpoints[0]).toMatchObject({ start: one.start, days: 14, cadence: 'workingDays' });
    expect(tableDays(back)).toEqual(days);
  });

  it('keep what is skipped by its number where all dates of a table on working days were changed alike', async () => {
    const skipped = [{ on: '2027-01-13', skipped: true as const }];
    const one = touchpoint({ id: 't', start: '2027-01-11', days: 14, cadence: 'workingDays', exceptions: skipped });
    const campaign = plan({ segments: [segment({ id: 's' })], touchpoints: [one] });
    const text = textOf(writeCsv(campaign, { now: NOW }).files[0]!.bytes);
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    const later = data.map((row) => ({ ...row, Date: addDays(row['Date']!, 3) }));
    const context = { today: '2026-11-29', timeZone: 'Europe/Berlin', name: 'Back' };
    const table = await readTables(new TextEncoder().encode(Papa.unparse(later)), 'plan.csv');
    const { campaign: back } = await importPlan(table, {}, context);
    expect(back.touchpoints[0]).toMatchObject({
      start: '2027-01-14',
      exceptions: [{ ...skipped[0], on: '2027-01-18' }],
    });
  });

  it('are those of their own dates for who starts later, where it goes out on working days', () => {
    const one = touchpoint({ id: 't', start: '2027-01-11', days: 5, cadence: 'workingDays' });
    const rolls = plan({
      start: '2027-01-11',
      rolling: { weeks: 2 },
      calendars: [
        { id: 'works', name: 'Works', weekend: [6, 7], daysOff: [{ date: '2027-01-20', name: 'Founding day' }] },
      ],
      segments: [segment({ id: 's', inflow: 4, calendarId: 'works' })],
      touchpoints: [one],
    });
    const days = ['18', '19', '21', '22'].map((day) => `2027-01-${day}`);
    expect(engineDays(rolls, 7)).toEqual(days);
    expect(tableDays(forCohort(rolls, '2027-01-18'))).toEqual(days);
  });

  it.each<[string, Pick<Touchpoint, 'start' | 'days' | 'cadence' | 'alsoAfter' | 'monthlyBy'>, string]>([
    [
      'every second Tuesday',
      { start: '2027-01-12', days: 71, cadence: 'fortnightly' },
      'FREQ=WEEKLY;INTERVAL=2;COUNT=6',
    ],
    [
      'on Tuesdays and Thursdays',
      { start: '2027-01-14', days: 27, cadence: 'weekly', alsoAfter: [5] },
      'FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8',
    ],
    [
      'on Tuesday and Thursday of every second week, from a Thursday on',
      { start: '2027-01-14', days: 43, cadence: 'fortnightly', alsoAfter: [12] },
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=7',
    ],
    [
      'on the second Tuesday of each month',
      { start: '2027-01-12', days: 100, cadence: 'monthly', monthlyBy: 'weekday' },
      'FREQ=MONTHLY;BYDAY=2TU;COUNT=4',
    ],
    [
      'on the last Friday of the month',
      { start: '2027-01-29', days: 100, cadence: 'monthly', monthlyBy: 'weekdayFromEnd' },
      'FREQ=MONTHLY;BYDAY=-1FR;COUNT=4',
    ],
  ])('%s are one event with its rule, and come back from calendar and table', async (_, rule, written) => {
    const one = touchpoint({ id: 't', channel: 'meeting', ...rule, time: { zone: 'campaign', at: '10:00' } });
    const campaign = plan({ segments: [segment({ id: 's' })], touchpoints: [one] });
    const last = occurrencesOf(one).at(-1)!.day;
    for (const [target, name] of [
      ['ics', 'plan.ics'],
      ['csv', 'plan.csv'],
    ] as const) {
      const [file] = (await exportCampaign(campaign, target, { now: NOW })).files;
      if (target === 'ics') expect(textOf(file!.bytes)).toContain(`RRULE:${written}`);
      const context = { today: '2026-11-29', timeZone: 'Europe/Berlin', name: 'Back' };
      const [back] = (await importPlan(await readTables(file!.bytes, name, { sheets: 'all' }), {}, context))
        .touchpoints;
      // A calendar knows of no days behind its last one.
      const days = target === 'ics' ? last - dayOf(rule.start) + 1 : rule.days;
      expect(back, target).toMatchObject({ ...rule, days });
    }
  });

  it('come back from the calendar that the studio wrote as one series', async () => {
    const exceptions = [
      { on: '2027-03-10', to: '2027-03-11' },
      { on: '2027-03-17', skipped: true as const },
      { on: '2027-03-24', time: { zone: 'campaign' as const, at: '11:00' } },
    ];
    const meeting = {
      channel: 'meeting' as const,
      start: '2027-03-03',
      days: 36,
      cadence: 'weekly' as const,
      exceptions,
    };
    const one = touchpoint({ id: 't', ...meeting, time: { zone: 'campaign', at: '10:00' } });
    const campaign = plan({ segments: [segment({ id: 's' })], touchpoints: [one] });
    const { files } = await writeCalendar(campaign, { now: NOW });
    const context = { today: '2026-11-29', timeZone: 'Europe/Berlin', name: 'Back' };
    const back = await importPlan(await readTables(files[0]!.bytes, 'plan.ics', { sheets: 'all' }), {}, context);
    expect(back.touchpoints.map(({ start, days, cadence }) => [start, days, cadence])).toEqual([
      ['2027-03-03', 36, 'weekly'],
    ]);
    expect(back.touchpoints[0]!.exceptions).toEqual(exceptions);
  });
});
