import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { integrityProblems } from '#campaign/collections.ts';
import { readTable } from '../read/table.ts';
import type { PlanChoices, PlanContext } from './choices.ts';
import { guessPlan, importPlan } from './plan.ts';
import { planLikeness } from './plan.testing.ts';

/** Rows that name no day: rejected with their reason, or ideas on the shelf where that was chosen. */

const KEEP: PlanChoices = { undated: 'keep' };

async function brought(text: string, choices: PlanChoices = {}, into?: PlanContext['into']) {
  const table = await readTable(strToU8(text), 'plan.csv', { likeness: planLikeness });
  const context = { today: '2026-11-29', timeZone: 'Europe/London', name: 'Academy', ...(into ? { into } : {}) };
  const result = await importPlan(table, choices, context);
  expect(result.imported + result.rejected.length).toBe(result.rows);
  expect(integrityProblems(result.campaign)).toEqual([]);
  return { ...result, undated: guessPlan(table, context, choices).undated };
}

const LIST = [
  'Date,Channel,Audience,Title,Owner,Status,How often',
  '2027-04-05,Email,Sales,Launch,Kim,approved,',
  'TBC,Teams,Sales,Nudge,Ada,draft,',
  ',Poster,,Look up,,,',
  'ongoing,Intranet,,Playbook,,,weekly for 6 weeks',
  '2027-02-31,Email,,Wrong day,,,',
  '2027-04-12,Email,Sales,Reminder,,,',
  ',,,,,,',
].join('\n');

describe('rows that name no day', () => {
  it('are rejected with their reason unless they are kept', async () => {
    const { ideas, rejected, undated } = await brought(LIST);
    expect([ideas, rejected.map(({ row }) => row), undated]).toEqual([[], [3, 4, 5, 6], 3]);
    expect(rejected[0]!.reason).toBe('“TBC” is no date yet; write the day, then import again');
    expect(rejected[1]!.reason).toBe('there is no date');
  });

  it('become ideas with all that they say', async () => {
    const { ideas, touchpoints, rejected, notes, campaign, undated } = await brought(LIST, KEEP);
    expect(ideas.map(({ name, channel, owner, status }) => [name, channel, owner, status])).toEqual([
      ['Nudge', 'teams', 'Ada', 'draft'],
      ['Look up', 'poster', undefined, undefined],
      ['Playbook', 'intranet', undefined, undefined],
    ]);
    expect(ideas[2]).toMatchObject({ cadence: 'weekly', days: 42 });
    expect(ideas.some((idea) => 'start' in idea)).toBe(false);
    expect(touchpoints.map(({ start }) => start)).toEqual(['2027-04-05', '2027-04-12']);
    // A day that cannot be read is a mistake to be mended, not an idea.
    expect(rejected.map(({ row }) => row)).toEqual([6]);
    expect(notes.filter(({ note }) => note.includes('on the shelf')).map(({ row }) => row)).toEqual([3, 4, 5]);
    expect([campaign.ideas, undated]).toEqual([ideas, 3]);
    // They neither stretch the campaign nor are they looked for in its phases.
    expect(campaign).toMatchObject({ start: '2027-04-05', days: 14 });
  });

  it('are ideas rather than on the day of the row above, and the other way where that was chosen', async () => {
    const merged = ['Date,Channel,Title', '2027-04-05,Email,One', ',Email,Two', '2027-04-12,Email,Three'].join('\n');
    expect(await brought(merged)).toMatchObject({ ideas: [], undated: 1, imported: 3 });
    expect((await brought(merged, KEEP)).ideas.map(({ name }) => name)).toEqual(['Two']);
    expect((await brought(merged, { ...KEEP, blankDates: 'above' })).ideas).toEqual([]);
  });

  it('may be all there is, and may stand alone', async () => {
    const { ideas, campaign } = await brought(['Title,Channel', 'Podcast,Email', 'Wall,Poster'].join('\n'), KEEP);
    expect(ideas.map(({ name }) => name)).toEqual(['Podcast', 'Wall']);
    expect(campaign).toMatchObject({ touchpoints: [], start: '2026-11-23' });
    const alone = ['Activity,Date,Channel', 'Launch,2027-04-05,Email', 'Podcast idea,,', 'Nudge,2027-04-12,Teams'];
    expect((await brought(alone.join('\n'))).rejected).toHaveLength(1);
    expect((await brought(alone.join('\n'), KEEP)).ideas.map(({ name }) => name)).toEqual(['Podcast idea']);
  });

  it('that say nothing are rejected all the same', async () => {
    const { rejected, ideas } = await brought('Date,Channel,Title,Owner\n2027-04-05,Email,One,\nTBC,,,Kim', KEEP);
    expect([ideas, rejected.map(({ row }) => row)]).toEqual([[], [3]]);
  });

  it('are added to the ideas of a campaign under ids of their own', async () => {
    const first = (await brought(LIST, KEEP)).campaign;
    const { campaign, ideas } = await brought(LIST, KEEP, first);
    expect(campaign.ideas).toEqual([...first.ideas, ...ideas]);
  });

  it('of people who are named as all but some are for the others', async () => {
    const list =
      'Date,Channel,Audience,Title\n2027-04-05,Email,Sales,One\n2027-04-06,Email,Plant,Two\n,Email,Everyone except Sales,Three';
    const { ideas, campaign } = await brought(list, KEEP);
    expect(ideas[0]!.segments).toEqual(campaign.segments.filter(({ name }) => name !== 'Sales').map(({ id }) => id));
  });
});
