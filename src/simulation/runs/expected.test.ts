import { describe, expect, test } from 'vitest';
import { typicalCampaign } from '../campaigns.testing.ts';
import { readActive } from '../forecast/fromRuns.ts';
import { covarianceOf, varianceOf } from '../numbers/statistics.ts';
import { expectedEnds } from '../kernel/expectation.ts';
import { compile } from '../plan/compile.ts';
import { placesIn, sampleValues } from '../plan/values.ts';
import { meanOf, standardErrorOf } from '../statistics.testing.ts';
import { expectedRuns } from './expected.ts';
import { simulateCounts } from './simulate.ts';
import { luckOf } from './simulation.ts';

const plan = compile(
  typicalCampaign({
    days: 40,
    goals: [
      { id: 'g', name: 'Goal', metric: 'tried', target: 0.1, unit: 'share', date: '2027-02-10', segments: [] },
      { id: 'h', name: 'Too early', metric: 'tried', target: 0.1, unit: 'share', date: '2026-02-10', segments: [] },
    ],
  }),
);
const last = plan.days - 1;
const SEED = 5;

describe('expected runs', () => {
  test('are what each run’s own parameters, campaign and days let expect, however they are split', () => {
    const all = expectedRuns(plan, { seed: SEED, firstRun: 0, runs: 20 });
    const later = expectedRuns(plan, { seed: SEED, firstRun: 17, runs: 3 });
    for (let run = 0; run < 20; run++) {
      const [end] = expectedEnds(plan, [sampleValues(plan, SEED, run)]);
      expect(all.active[last * 20 + run]! / end!.active).toBeCloseTo(1, 4);
      expect(all.goals[run]! / end!.goals[0]!).toBeCloseTo(1, 4);
      expect(all.goals[20 + run]).toBe(0);
    }
    expect(Array.from(later.active.subarray(last * 3))).toEqual(Array.from(all.active.subarray(last * 20 + 17)));
  });

  test('in opposites, every other one lies as far on the other side of the medians', () => {
    const { campaign } = placesIn(plan);
    const [one, other] = [1, -1].map((side) => sampleValues(plan, SEED, 8, 8, side as 1 | -1));
    // The spread of campaigns is drawn as well, so that the factor itself is no mirror image; its sign is.
    expect(Math.sign(Math.log(one![campaign]!))).toBe(-Math.sign(Math.log(other![campaign]!)));
    const opposites = expectedRuns(plan, { seed: SEED, firstRun: 0, runs: 200, opposites: true });
    const active = Array.from(opposites.active.subarray(last * 200));
    const [end] = expectedEnds(plan, [other!]);
    expect(active[9]! / end!.active).toBeCloseTo(1, 4);
    const drawn = active.filter((_, run) => run % 2 === 0);
    const mirrored = active.filter((_, run) => run % 2 === 1);
    const correlation = covarianceOf(drawn, mirrored) / Math.sqrt(varianceOf(drawn) * varianceOf(mirrored));
    expect(correlation).toBeLessThan(-0.3);
  });
});

describe('another luck', () => {
  const RUNS = 400;
  const activeUnder = (luck: number) => {
    const simulation = simulateCounts(plan, { seed: SEED, firstRun: 0, runs: RUNS, luck });
    const learners = new Float64Array(RUNS);
    readActive(plan, [simulation], last, learners);
    return { simulation, learners: Array.from(learners) };
  };
  const [own, other] = [activeUnder(0), activeUnder(1)];

  test('leaves what is true of the people as it is, and draws campaign and days anew', () => {
    const { campaign, days } = placesIn(plan);
    const [values, elsewhere] = [0, 1].map((luck) => sampleValues(plan, SEED, 3, luckOf(3, luck)));
    expect(elsewhere!.subarray(0, campaign)).toEqual(values!.subarray(0, campaign));
    expect(elsewhere!.subarray(campaign + 1, days)).toEqual(values!.subarray(campaign + 1, days));
    expect(elsewhere![campaign]).not.toBe(values![campaign]);
    expect(elsewhere![days]).not.toBe(values![days]);
  });

  test('gives runs of the same law, which share what the parameters make of them and no more', () => {
    const apart = meanOf(own.learners) - meanOf(other.learners);
    expect(Math.abs(apart)).toBeLessThan(
      3 * Math.hypot(standardErrorOf(own.learners), standardErrorOf(other.learners)),
    );
    const { expected, elsewhere } = own.simulation;
    const known = [expected, elsewhere].map((list) => Array.from(list.subarray(0, 200)));
    const shared = covarianceOf(known[0]!, known[1]!) / varianceOf(own.learners);
    const correlation = covarianceOf(own.learners, other.learners) / varianceOf(own.learners);
    // Standard errors of correlations of 400 and 200 pairs.
    expect(Math.abs(correlation - shared)).toBeLessThan(3 * Math.hypot(1 / 20, 1 / 14));
    expect(correlation).toBeLessThan(0.9);
  });

  test('knows nothing of what was expected, and neither do runs that are not asked to', () => {
    expect(other.simulation.expected.every(Number.isNaN)).toBe(true);
    const { expected } = simulateCounts(plan, { firstRun: 0, runs: 2, expected: false });
    expect(expected.every(Number.isNaN)).toBe(true);
    expect(own.simulation.expected.subarray(0, 200).every((learners) => learners > 0)).toBe(true);
  });
});
