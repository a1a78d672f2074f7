import { describe, expect, test } from 'vitest';
import { campaign, segment, touchpoint } from '../campaigns.testing.ts';
import { effectsOf } from '../model/effects.ts';
import { TOTAL } from '../numbers/layouts.ts';
import { medianValues } from '../plan/values.ts';
import { compile } from '../plan/compile.ts';
import type { Teams } from './scene.ts';
import { trajectoriesOf } from './trajectories.ts';

/**
 * What is drawn scatters around what is to be expected, in every stage by itself: also where series of a forecast add some up. Everybody comes and goes
 * fast, and peers do next to nothing, so that neither the number of learners nor their teams move what is expected.
 */

const plan = compile(
  campaign({
    days: 30,
    segments: [segment({ size: 20_000, frictionSteps: 0 })],
    touchpoints: [
      touchpoint('launch-email', 0),
      touchpoint('x', 2, { days: 28, cadence: 'weekdays' }),
      touchpoint('second-try', 6, { days: 24, cadence: 'daily' }),
    ],
    assumptions: Object.entries({
      'peers.influence': 1e-7,
      'buyIn.weight': 0,
      'awareness.recall': 0.1,
      'trying.pull': 0.1,
      'trying.giveUp': 0.5,
      'trying.comeback': 1,
      'trying.laterComeback': 0.3,
      'habit.advance': 0.4,
      'habit.lapse': 0.15,
      'champions.rate': 0.2,
      'optOut.rate': 0.02,
    }).map(([parameter, value]) => ({ id: parameter, parameter, value })),
  }),
);
const effects = effectsOf(plan, medianValues(plan));
const RUNS = 60;
const DAYS = [2, 8, 15, 29];

/** Learners in every total on some days. */
const totalsIn = (trajectories: ReturnType<typeof trajectoriesOf>, run: number, scale: number) =>
  DAYS.flatMap((day) => Object.values(TOTAL).map((total) => scale * trajectories.total(run, day, total)));

const expected = totalsIn(trajectoriesOf(plan, [effects], { precision: 64 }), 0, plan.learners);

describe.each<[string, Teams | undefined]>([
  ['counted', undefined],
  ['in pairs', { members: 2, whole: 10_000, each: 1, last: 1, learners: 20_000 }],
  ['in teams of 300, and some left over', { members: 300, whole: 66, each: 1, last: 1, learners: 20_000 }],
])('learners %s', (_, teams) => {
  const runs = Array.from({ length: RUNS / 2 }, (__, pair) => {
    const drawn = { seed: 8, firstRun: 2 * pair, teams: teams && [teams] };
    const trajectories = trajectoriesOf(plan, [effects, effects], { precision: 64, drawn });
    return [0, 1].map((run) => totalsIn(trajectories, run, 1));
  }).flat();

  test('are as many in each stage as is to be expected, and lost at each', () => {
    expected.forEach((learners, index) => {
      const mean = runs.reduce((sum, totals) => sum + totals[index]!, 0) / RUNS;
      const variance = runs.reduce((sum, totals) => sum + (totals[index]! - mean) ** 2, 0) / (RUNS - 1);
      const name = `${Object.keys(TOTAL)[index % Object.keys(TOTAL).length]!}, day ${DAYS[Math.floor(index / Object.keys(TOTAL).length)]!}`;
      expect(Math.abs(mean - learners), name).toBeLessThan(4.5 * Math.sqrt(variance / RUNS) + 0.01);
    });
  });

  test('scatter as those who move on their own', () => {
    expected.forEach((learners, index) => {
      const mean = runs.reduce((sum, totals) => sum + totals[index]!, 0) / RUNS;
      const variance = runs.reduce((sum, totals) => sum + (totals[index]! - mean) ** 2, 0) / (RUNS - 1);
      const own = learners * (1 - learners / plan.learners);
      // Of 60 runs the variance is known to a fifth or so.
      if (own > 20) expect(variance / own, String(index)).toBeGreaterThan(0.3);
      if (own > 20) expect(variance / own, String(index)).toBeLessThan(2.2);
    });
  });
});
