import { describe, expect, it } from 'vitest';
import { check } from '#campaign/checks/check.ts';
import type { Campaign, Idea } from '#campaign/document.ts';
import { ideaFrom } from '#campaign/shelf.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { reportHtml } from '#delivery/report/report.ts';
import { exportCampaign, TARGET_IDS, type TargetId } from '#delivery/targets.ts';
import { forecastFrom } from '#simulation/forecast/fromRuns.ts';
import { compile } from '#simulation/plan/compile.ts';
import { simulateRuns } from '#simulation/runs/simulate.ts';

/** Ideas wait on the shelf: no number of a forecast and no byte of an export comes from them, and both say so. */

const plan = templateById('compliance-refresh')!.build({ start: '2027-01-11', id: 'plan' });
const ideas = plan.touchpoints.slice(0, 3).map((touchpoint, index): Idea => ({
  ...ideaFrom(touchpoint),
  id: `idea-${index}`,
  name: `Idea ${index}`,
}));
const withIdeas: Campaign = { ...plan, ideas };
const SENTENCE = '3 ideas on the shelf have no date and are left out.';
const decoded = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('ideas on the shelf', () => {
  it('change no number of a simulation', () => {
    const simulated = (campaign: Campaign) => {
      const compiled = compile(campaign);
      return JSON.stringify(forecastFrom(compiled, [simulateRuns(compiled, { seed: 7, firstRun: 0, runs: 40 })]));
    };
    expect(simulated(withIdeas)).toBe(simulated(plan));
  });

  it('are one piece of advice, and change no other finding', () => {
    const [found, ...others] = check(withIdeas).toSorted((a) => (a.rule === 'ideas' ? -1 : 1));
    expect(found).toMatchObject({ id: 'ideas', severity: 'advice', message: SENTENCE });
    expect(others).toEqual(check(plan));
    expect(check({ ...plan, ideas: ideas.slice(1, 2) }).find(({ rule }) => rule === 'ideas')?.message).toBe(
      '1 idea on the shelf has no date and is left out.',
    );
  });

  // The plan itself holds them, and so does everything with the plan in it; groups are of segments alone.
  const leavesOut = (target: TargetId) => target !== 'json' && target !== 'all' && target !== 'moodle';
  it('are named where everything is exported', async () => {
    const { problems } = await exportCampaign(withIdeas, 'all', { now: '2026-12-01T08:00:00Z', all: true });
    expect(problems.map(({ message }) => message)).toContain(SENTENCE);
  });

  it.each(TARGET_IDS.filter(leavesOut))('change no byte of %s, which says so', async (target) => {
    const context = { now: '2026-12-01T08:00:00Z', all: true };
    const [before, after] = [
      await exportCampaign(plan, target, context),
      await exportCampaign(withIdeas, target, context),
    ];
    expect(after.problems).toEqual([{ message: SENTENCE }, ...before.problems]);
    const contents = ({ files }: typeof before) =>
      files.filter(({ name }) => name !== 'index.json').map(({ name, bytes }) => [name, decoded(bytes)]);
    expect(contents(after)).toEqual(contents(before));
    const indexOf = ({ files }: typeof before) => {
      const index = files.find(({ name }) => name === 'index.json');
      return index && (JSON.parse(decoded(index.bytes)) as { note: string; contentHash: string });
    };
    const [old, now] = [indexOf(before), indexOf(after)];
    if (old) expect(now).toEqual({ ...old, note: `${old.note} ${SENTENCE}`, contentHash: now!.contentHash });
  });

  it('go along with the plan as a file, without a word', async () => {
    const { files, problems } = await exportCampaign(withIdeas, 'json', { now: '2026-12-01T08:00:00Z' });
    expect(problems).toEqual([]);
    expect((JSON.parse(decoded(files[0]!.bytes)) as Campaign).ideas).toEqual(ideas);
  });

  it('are a sentence of the report, which shows nothing else of them', () => {
    const report = (campaign: Campaign) =>
      reportHtml({ campaign, findings: [], generatedAt: '2026-12-01T08:00:00Z', locale: 'en-GB' });
    expect(report(plan)).not.toContain('on the shelf');
    expect(report(withIdeas).replace(`<p class="note">${SENTENCE}</p>`, '')).toBe(report(plan));
  });
});
