import Papa from 'papaparse';
import { unzipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, formatDay } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { campaignFrom } from '#campaign/file.ts';
import { forCohort, ownDayOf, startsOfCohorts } from '#campaign/rolling.ts';
import { HEADINGS, OWN_DAY_HEADINGS } from '#campaign/sheet.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { exportCohorts, requireOneWay } from './cohorts.ts';
import { arbitraryHostilePlan, NOW, textOf } from './hostile.testing.ts';
import { scheduleSchema } from './json/schedule.ts';
import { scheduleOf } from './occurrences.ts';
import { exportCampaign } from './targets.ts';

const onboarding = templateById('first-90-days')!.build({ start: '2027-01-04', id: 'onboarding' });
const byOwnDays = { now: NOW, ownDays: true };

const rowsOf = (text: string) =>
  Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true }).data;
const csvRows = async (campaign: Campaign, context: { now: string; ownDays?: boolean }) =>
  rowsOf(textOf((await exportCampaign(campaign, 'csv', context)).files[0]));
const listOf = async (campaign: Campaign) =>
  scheduleSchema.parse(JSON.parse(textOf((await exportCampaign(campaign, 'json', byOwnDays)).files[0])));

describe('a schedule by own days', () => {
  it('says of every message and presence on which day of everyone’s own it is, at its planned time', async () => {
    const { deliveries, presences } = scheduleOf(onboarding);
    const told = (await csvRows(onboarding, byOwnDays)).map((row) => [
      Number(row[OWN_DAY_HEADINGS.date]),
      row[HEADINGS.localTime],
      row[HEADINGS.touchpointId],
      row[HEADINGS.segmentIds],
    ]);
    const idsOf = (segments: { id: string }[]) => segments.map(({ id }) => id).join(' ');
    const planned = [
      ...deliveries.map((one) => [
        ownDayOf(onboarding, one.date),
        one.wallTime,
        one.touchpoint.id,
        idsOf(one.segments),
      ]),
      ...presences.map((one) => [one.from - dayOf(onboarding.start), '', one.touchpoint.id, idsOf(one.segments)]),
    ];
    const sorted = (rows: unknown[][]) => rows.map((row) => row.join('|')).toSorted();
    expect(sorted(told)).toEqual(sorted(planned));
    expect(told.map(([day]) => Number(day))).toEqual(told.map(([day]) => Number(day)).toSorted((a, b) => a - b));
  });

  it('names no date anywhere', async () => {
    const { files, problems } = await exportCampaign(onboarding, 'csv', byOwnDays);
    expect(files[0]!.name).toBe('First-90-days.schedule.csv');
    expect(textOf(files[0])).not.toMatch(/\d{4}-\d\d-\d\d|20\d\d/);
    expect(textOf(files[0])).toContain('Try to be through the first one by {{start + 25 days}}.');
    expect(problems.map(({ message }) => message)).toEqual([
      'Days are counted from everyone’s own start: day 0 is that day, a Monday, and day 90 the last. Events stay on their dates.',
      expect.stringContaining('names a date, which is another one for everyone'),
    ]);
  });

  it('as a list holds texts and audiences that no cell of a spreadsheet could', async () => {
    const [model] = onboarding.segments;
    const segments = Array.from({ length: 600 }, (_, index) => ({
      ...model!,
      id: `segment-${index}-${'x'.repeat(50)}`,
      name: `${index} ${'y'.repeat(100)}`,
    }));
    const body = '{{promise}} '.repeat(200);
    const [first] = onboarding.touchpoints;
    const whole = {
      ...onboarding,
      brand: { ...onboarding.brand, promise: 'p'.repeat(300) },
      segments,
      touchpoints: [{ ...first!, segments: [], message: { subject: 'S', body } }],
      goals: [],
    };
    const { entries } = await listOf(whole);
    expect(new Set(entries.flatMap(({ segmentIds }) => segmentIds)).size).toBe(600);
    for (const one of entries) expect(one.body.length).toBeGreaterThan(60_000);
    const { problems } = await exportCampaign(whole, 'json', byOwnDays);
    expect(problems.filter(({ message }) => message.includes('spreadsheet'))).toEqual([]);
  });

  it('says of a date before the start how many days it lies before it', async () => {
    const [goal] = onboarding.goals;
    const [first] = onboarding.touchpoints;
    const early = {
      ...onboarding,
      goals: [{ ...goal!, date: addDays(onboarding.start, -3) }],
      touchpoints: [{ ...first!, goalId: goal!.id, message: { subject: 'S', body: 'By {{date}}.' } }],
    };
    const { entries } = await listOf(early);
    expect(entries[0]!.body).toBe('By {{start - 3 days}}.');
  });

  it('is the same for each cohort', async () => {
    const { entries, startsOn, days } = await listOf(onboarding);
    expect({ startsOn, days }).toEqual({ startsOn: 'Monday', days: 91 });
    for (const start of ['2027-01-04', '2027-02-15']) {
      const dated = await csvRows(forCohort(onboarding, start), { now: NOW });
      const told = dated.map((row) => [row[HEADINGS.date], row[HEADINGS.localTime], row[HEADINGS.touchpointId]]);
      const counted = entries.map(({ day, time, touchpointId }) => [
        formatDay(dayOf(start) + day),
        time ?? '',
        touchpointId,
      ]);
      const sorted = (rows: unknown[][]) => rows.map((row) => row.join('|')).toSorted();
      expect(sorted(counted)).toEqual(sorted(told));
    }
  });

  it('keeps to wall times where a clock change moves one on a single date', async () => {
    const early = {
      ...onboarding,
      start: '2027-03-22',
      touchpoints: [
        { ...onboarding.touchpoints[1]!, start: '2027-03-28', time: { zone: 'segment' as const, at: '02:30' } },
      ],
    };
    const { entries } = await listOf(early);
    expect(new Set(entries.map(({ day, time }) => `${day} ${time}`))).toEqual(new Set(['6 02:30']));
  });

  it('fits its schema and stays a table, whatever the plan', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHostilePlan, async (hostile) => {
        const segments = hostile.segments.map((segment) => ({ ...segment, inflow: 3 }));
        fc.pre(segments.length > 0);
        const campaign = { ...hostile, segments, rolling: { weeks: 2 } };
        const { files } = await exportCampaign(campaign, 'json', byOwnDays);
        if (files.length === 0) return;
        const { entries } = await listOf(campaign);
        const rows = await csvRows(campaign, byOwnDays);
        expect(rows.map((row) => Number(row[OWN_DAY_HEADINGS.date]))).toEqual(entries.map(({ day }) => day));
        expect(entries.map(({ day }) => day)).toEqual(entries.map(({ day }) => day).toSorted((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });

  it('is refused where dates hold for all, and where a target has dates', async () => {
    const { rolling: _, ...dated } = onboarding;
    await expect(exportCampaign(dated, 'csv', byOwnDays)).rejects.toThrow('its dates hold for all');
    await expect(exportCampaign(onboarding, 'ics', byOwnDays)).rejects.toThrow('(csv, xlsx, json, png)');
    expect(() => requireOneWay({ cohort: '2027-01-04', ownDays: true })).toThrow('Choose either them or a cohort.');
  });
});

describe('the files of all cohorts', () => {
  it('are one for each, in its own dates and under its own id', async () => {
    const { files, starts, problems } = await exportCohorts(onboarding, 'ics', { now: NOW });
    expect(starts).toEqual(startsOfCohorts(onboarding));
    expect(starts).toEqual(Array.from({ length: 27 }, (_, week) => addDays('2027-01-04', 7 * week)));
    expect(files.map(({ name }) => name)).toEqual(starts.map((start) => `${start}-First-90-days.ics`));
    for (const [index, start] of starts.entries()) {
      const [alone] = (await exportCampaign(forCohort(onboarding, start), 'ics', { now: NOW })).files;
      expect(textOf(files[index])).toBe(textOf(alone));
    }
    expect(new Set(problems.map(({ message }) => message)).size).toBe(problems.length);
  });

  it('follow what was exported before for the same cohort', async () => {
    const first = await exportCohorts(onboarding, 'ics', { now: NOW });
    const told = new Map(first.starts.map((start, index) => [start, textOf(first.files[index])]));
    const fewer = { ...onboarding, touchpoints: onboarding.touchpoints.filter(({ id }) => id !== 'launch-email') };
    const { files } = await exportCohorts(fewer, 'ics', { now: NOW, earlierOf: (start) => told.get(start) });
    for (const file of files) expect(textOf(file)).toContain('STATUS:CANCELLED');
  });

  it('are refused where nobody follows, and for targets of many files', async () => {
    const { rolling: _, ...dated } = onboarding;
    await expect(exportCohorts(dated, 'ics', { now: NOW })).rejects.toThrow('there are no cohorts');
    await expect(exportCohorts(onboarding, 'slack', { now: NOW })).rejects.toThrow('Choose one cohort at a time.');
  });

  it('can be workbooks and plans too', async () => {
    const short = { ...onboarding, rolling: { weeks: 1 } };
    const books = await exportCohorts(short, 'xlsx', { now: NOW });
    expect(books.files.map(({ bytes }) => Object.keys(unzipSync(bytes)).length > 5)).toEqual([true, true]);
    const plans = await exportCohorts(short, 'json', { now: NOW });
    expect(plans.files.map((file) => campaignFrom(JSON.parse(textOf(file))).start)).toEqual([
      '2027-01-04',
      '2027-01-11',
    ]);
  });
});
