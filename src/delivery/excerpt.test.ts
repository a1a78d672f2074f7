import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { formatDay } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import type { Excerpt } from '#contract/delivery.ts';
import { excerptKey, excerptOf } from './excerpt.ts';
import { exportKeyIn, exportKeyOf } from './earlier.ts';
import type { Export } from './export.ts';
import { NOW, plan, segment, textOf, touchpoint } from './hostile.testing.ts';
import { scheduleOf } from './occurrences.ts';
import { exportCampaign, TARGET_IDS, TARGETS, type TargetId } from './targets.ts';

const sales = segment({ id: 'a', name: 'Sales' });
const ops = segment({ id: 'b', name: 'Ops', timeZone: 'Asia/Tokyo' });
const campaign = plan({
  segments: [sales, ops],
  lanes: [
    { id: 'mail', name: 'Mail' },
    { id: 'walls', name: 'Walls' },
  ],
  phases: [
    { id: 'p', name: 'Launch', kind: 'launch', start: '2027-01-11', days: 7, pushAim: 0.9 },
    { id: 'q', name: 'Later', kind: 'awareness', start: '2027-01-18', days: 21, pushAim: 0.5 },
  ],
  touchpoints: [
    touchpoint({
      id: 'weekly',
      name: 'Tip',
      cadence: 'weekly',
      days: 22,
      status: 'approved',
      time: { zone: 'segment' },
    }),
    touchpoint({ id: 'ops', name: 'Ops only', segments: ['b'], start: '2027-01-13' }),
    touchpoint({ id: 'poster', name: 'Poster', tactic: 'poster', channel: 'poster', laneId: 'walls', days: 28 }),
  ],
});

const daysIn = (excerpt: Excerpt) =>
  scheduleOf(campaign, { excerpt }).deliveries.map(({ touchpoint: { id }, day }) => `${id} ${formatDay(day)}`);
const rowsIn = async (of: Campaign, excerpt?: Excerpt) => {
  const { files } = await exportCampaign(of, 'csv', { now: NOW, ...(excerpt && { excerpt }) });
  if (files.length === 0) return [];
  const { data } = Papa.parse<Record<string, string>>(textOf(files[0]).replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
  });
  return data.map((row) => `${row['Touchpoint id']} ${row['UTC'] || row['Date']} ${row['Audience']}`);
};

describe('an excerpt of a plan', () => {
  it('has the sends of a phase, not the series that they are of', () => {
    expect(daysIn({ phases: ['p'] })).toEqual(['weekly 2027-01-12', 'weekly 2027-01-12', 'ops 2027-01-13']);
    expect(daysIn({ from: '2027-01-20', until: '2027-01-26' })).toEqual(['weekly 2027-01-26', 'weekly 2027-01-26']);
  });

  it('chooses by lane, status and segment', () => {
    expect(scheduleOf(campaign, { excerpt: { lanes: ['walls'] } })).toMatchObject({ deliveries: [], presences: [{}] });
    expect(new Set(daysIn({ statuses: ['none'] }))).toEqual(new Set(['ops 2027-01-13']));
    const { deliveries, presences } = scheduleOf(campaign, { excerpt: { segments: ['a'] } });
    expect(deliveries.every(({ segments }) => segments.every(({ id }) => id === 'a'))).toBe(true);
    expect(presences.map(({ segments }) => segments)).toEqual([[sales]]);
  });

  it.each(TEMPLATES)('parts the plan of $id by lane and by status without a rest', async (template) => {
    const whole = template.build({ start: '2027-01-11' });
    const rows = await rowsIn(whole);
    const byStatus = await Promise.all(
      (['planned', 'draft', 'approved', 'sent', 'cancelled', 'none'] as const).map((status) =>
        rowsIn(whole, { statuses: [status] }),
      ),
    );
    expect(byStatus.flat().toSorted()).toEqual(rows.toSorted());
    const byLane = await Promise.all(whole.lanes.map((lane) => rowsIn(whole, { lanes: [lane.id] })));
    expect(byLane.flat().toSorted()).toEqual(rows.toSorted());
  });

  it('keeps identities, so that the whole plan updates what an excerpt brought', async () => {
    const uids = async (excerpt?: Excerpt) =>
      (await textFor('ics', excerpt)).match(/^UID:.*$/gm)!.map((line) => line.trim());
    const whole = new Set(await uids());
    const part = await uids({ segments: ['b'], phases: ['p'] });
    expect(part.length).toBeGreaterThan(1);
    expect(part.filter((uid) => !whole.has(uid))).toEqual([]);
  });

  it('does not take the rest for withdrawn', async () => {
    const whole = await textFor('ics');
    const excerpt = { phases: ['p'] };
    expect(exportKeyIn(whole, 'ics')).toBe(exportKeyOf(campaign.id));
    const part = await textFor('ics', excerpt);
    expect(exportKeyIn(part, 'ics')).toBe(exportKeyOf(campaign.id, excerpt));
    expect(exportKeyOf(campaign.id, excerpt)).not.toBe(exportKeyOf(campaign.id));
    const { files } = await exportCampaign(campaign, 'eml', { now: NOW, excerpt });
    const index = textOf(files.find(({ name }) => name === 'index.json'));
    const after = await exportCampaign(campaign, 'eml', { now: NOW, earlier: index });
    expect(after.problems.filter(({ message }) => message.includes('no longer planned'))).toEqual([]);
  });

  const changed = (id: string, changes: Partial<Touchpoint>): Campaign => ({
    ...campaign,
    touchpoints: campaign.touchpoints.map((one) => (one.id === id ? { ...one, ...changes } : one)),
  });
  const without = (id: string): Campaign => ({
    ...campaign,
    touchpoints: campaign.touchpoints.filter((one) => one.id !== id),
  });

  describe.each(['ics', 'slack', 'teams', 'eml'] as const)('after an earlier one of the same in %s', (target) => {
    /** What is said to be no longer planned of what the first plan had in an excerpt. */
    const gone = async (excerpt: Excerpt, after: Campaign) => {
      const context = { now: NOW, all: true, excerpt };
      const earlier = toldBy(await exportCampaign(campaign, target, context));
      const made = await exportCampaign(after, target, { ...context, earlier });
      expect(toldBy(made)).toBeDefined();
      return made.problems.map(({ message }) => message).filter((message) => message.includes('no longer planned'));
    };

    it('takes nothing back that only left it', async () => {
      expect(await gone({ statuses: ['none'] }, changed('ops', { status: 'sent' }))).toEqual([]);
      expect(await gone({ lanes: ['mail'] }, changed('ops', { laneId: 'walls' }))).toEqual([]);
    });

    it('takes back what was deleted or cancelled', async () => {
      for (const after of [without('ops'), changed('ops', { status: 'cancelled' })])
        expect(await gone({ lanes: ['mail'], statuses: ['none'] }, after)).toHaveLength(1);
    });
  });

  it.each(['slack', 'teams', 'eml'] as const)('takes back from %s what left it for another day', async (target) => {
    const context = { now: NOW, all: true, excerpt: { phases: ['p'] } };
    const earlier = toldBy(await exportCampaign(campaign, target, context));
    const { problems } = await exportCampaign(changed('ops', { start: '2027-01-20' }), target, { ...context, earlier });
    expect(problems.filter(({ message }) => message.includes('no longer planned'))).toHaveLength(1);
  });

  it('leaves in calendars what left it for another day, which the part that has it now moves there', async () => {
    const context = { now: NOW, excerpt: { phases: ['p'] } };
    const earlier = toldBy(await exportCampaign(campaign, 'ics', context));
    const { problems } = await exportCampaign(changed('ops', { start: '2027-01-20' }), 'ics', { ...context, earlier });
    expect(problems.filter(({ message }) => message.includes('no longer planned'))).toEqual([]);
  });

  it.each(TARGET_IDS.filter((target) => target !== 'json' && target !== 'all'))(
    'says in %s that it is not the whole',
    async (target) => {
      const { problems } = await exportCampaign(campaign, target, {
        now: NOW,
        excerpt: { lanes: ['mail'] },
        all: true,
      });
      expect(problems[0]!.message).toBe('This is not the whole plan: lane “Mail”.');
    },
  );

  it.each(TARGET_IDS.filter((target) => target !== 'json'))('says in %s that nothing is in it', async (target) => {
    const { files, problems } = await exportCampaign(campaign, target, { now: NOW, excerpt: { until: '2020-01-01' } });
    expect(files).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it.each(['csv', 'xlsx', 'ics', 'slack', 'eml', 'asana', 'moodle', 'xapi'] as const)(
    'tells nothing of other segments in %s',
    async (target) => {
      const secret = { ...campaign, segments: [sales, { ...ops, name: 'Hush', why: 'Hushed' }] };
      const context = { now: NOW, all: true, excerpt: { segments: ['a'] } };
      const { files } = await exportCampaign(secret, target, context);
      expect(files.length).toBeGreaterThan(0);
      for (const { bytes } of files) {
        const parts = target === 'xlsx' ? Object.values(unzipSync(bytes)) : [bytes];
        for (const part of parts) expect(new TextDecoder().decode(part)).not.toMatch(/Hush/);
      }
    },
  );

  it('is no plan to go on with', async () => {
    await expect(exportCampaign(campaign, 'json', { now: NOW, excerpt: { lanes: ['mail'] } })).rejects.toThrow('whole');
    const { files } = await exportCampaign(campaign, 'json', { now: NOW, excerpt: { lanes: [] } });
    expect(files).toHaveLength(1);
  });

  it('is called otherwise than the whole, and than every other', async () => {
    const long = { ...campaign, name: 'Zweiundvierzig '.repeat(12), lanes: [{ id: 'mail', name: '教育'.repeat(40) }] };
    const excerpts: Excerpt[] = [{}, { lanes: ['mail'] }, { lanes: ['mail'], from: '2027-01-12' }, { phases: ['p'] }];
    for (const target of TARGET_IDS.filter((id) => TARGETS[id].files === 'one' && id !== 'json')) {
      const names = await Promise.all(
        excerpts.map(async (excerpt) => {
          const { files } = await exportCampaign(long, target, { now: NOW, excerpt });
          expect(new TextEncoder().encode(files[0]!.name).length).toBeLessThanOrEqual(160);
          return files[0]!.name;
        }),
      );
      expect(new Set(names).size, target).toBe(excerpts.length);
    }
    const [file] = (await exportCampaign(campaign, 'csv', { now: NOW, excerpt: { phases: ['p'] } })).files;
    expect(file!.name).toBe('Two-minutes-a-day-phase-Launch.csv');
  });

  it('is known by the same letters, in whatever order and however often it was asked for', () => {
    expect(excerptKey({ lanes: ['b', 'a', 'b'] })).toBe(excerptKey({ lanes: ['a', 'b'] }));
    expect(excerptKey({ lanes: ['a'] })).not.toBe(excerptKey({ phases: ['a'] }));
    expect(excerptKey({ lanes: [] })).toBe('');
  });

  it('frames a picture by what is in it', () => {
    const { phases, touchpoints } = excerptOf(campaign, { phases: ['q'] });
    expect(phases.map(({ id }) => id)).toEqual(['q']);
    expect(touchpoints.map(({ id }) => id)).toEqual(['weekly', 'poster']);
  });
});

/** The calendar, or the index. */
const toldBy = ({ files }: Export) => textOf(files.find(({ name }) => /\.ics$|^index\.json$/.test(name)));

const textFor = async (target: TargetId, excerpt?: Excerpt) =>
  textOf((await exportCampaign(campaign, target, { now: NOW, ...(excerpt && { excerpt }) })).files[0]);
