import { describe, expect, it } from 'vitest';
import { assumptionsUnder, STANCES } from '#campaign/stance.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { stancesSchema } from '#contract/decision.ts';
import { compare } from './compare.ts';
import { handsOf } from './hands.testing.ts';
import { simulate } from './simulate.ts';
import { survivalOf, underStances } from './stances.ts';

const campaign = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
const fewer = { ...campaign, name: 'Fewer', touchpoints: campaign.touchpoints.slice(1) };
const about = { runs: 60, until: '2027-02-20' };

describe('a plan under every stance', () => {
  it('has the chances of a forecast and of a comparison under each', { timeout: 60_000 }, async () => {
    const shares: number[] = [];
    const progress = (done: number, total: number) => void shares.push(done / total);
    const found = await underStances(handsOf(2), campaign, fewer, about, { progress });
    expect(stancesSchema.parse(found)).toEqual(found);
    for (const stance of STANCES) {
      const { goals } = await simulate(handsOf(1), campaign, { ...about, stance });
      expect(found.goals.map(({ chance }) => chance[stance])).toEqual(goals.map(({ probability }) => probability));
      const { active } = (await compare(handsOf(1), campaign, [fewer], { ...about, stance })).comparisons[0]!;
      expect(found.better!.contrasts[0]!.chance[stance]).toBe(active.probabilityBetter);
    }
    expect(found.ownAssumptions).toBe(2 * campaign.assumptions.length);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeCloseTo(1, 9);
  });

  it('without assumptions of its own is as measured what it is as published, and not forecast twice', async () => {
    const hands = handsOf(1);
    const plain = { ...campaign, assumptions: assumptionsUnder('published', campaign) };
    const { goals, better, ownAssumptions } = await underStances(hands, plain, null, about);
    expect([ownAssumptions, better]).toEqual([0, null]);
    for (const { chance } of goals) expect(chance.measured).toBe(chance.published);
    expect(hands.done.filter((task) => task === 'forecastFrom')).toHaveLength(2);
  });
});

it.each([
  [[0.8, 0.7, 0.9], 'holds'],
  [[0.2, 0.1, 0.3], 'fails'],
  [[0.8, 0.3, 0.7], 'depends'],
  [[0.8, 0.51, 0.7], 'open'],
  [[0.5, 0.5, 0.5], 'open'],
  [[1, 1, 1], 'holds'],
] as const)('chances of %j over 400 runs: %s', (chances, survival) => {
  expect(survivalOf(chances, 400)).toBe(survival);
});
