import { describe, expect, test } from 'vitest';
import { campaign, segment, touchpoint } from '../campaigns.testing.ts';
import { effectsOf } from '../model/effects.ts';
import { TOTALS_OF_METRIC } from '../model/stages.ts';
import { TOTAL } from '../numbers/layouts.ts';
import { medianValues } from '../plan/values.ts';
import { compile } from '../plan/compile.ts';
import type { Teams } from './scene.ts';
import { trajectoriesOf } from './trajectories.ts';

/** Learners who all hear of it and may try it, and nothing that one team has from another. */
const plan = compile(
  campaign({
    days: 12,
    segments: [segment({ size: 12, teamSize: 2, frictionSteps: 0 })],
    touchpoints: [touchpoint('x', 0)],
    assumptions: Object.entries({
      'peers.influence': 0.5,
      'awareness.recall': 3,
      'trying.pull': 0.1,
      'trying.start': 3,
      'habit.lapse': 0.1,
      'buyIn.weight': 0,
      'saturation.circle': 0,
    }).map(([parameter, value]) => ({ id: parameter, parameter, value })),
  }),
);
const effects = effectsOf(plan, medianValues(plan));
const LAST = plan.days - 1;
const RUNS = 40;

/** Learners in active use on the last day, and the variance that chance gives to them, run by run. */
function follow(teams: Teams): { active: number; chance: number }[] {
  return Array.from({ length: RUNS / 2 }, (_, pair) => {
    const drawn = { seed: 5, firstRun: 2 * pair, teams: [teams] };
    const trajectories = trajectoriesOf(plan, [effects, effects], { precision: 64, drawn });
    return [0, 1].map((run) => ({
      active: TOTALS_OF_METRIC.active.reduce((sum, total) => sum + trajectories.total(run, LAST, total), 0),
      chance: trajectories.chance(run),
    }));
  }).flat();
}

describe('two whole teams of two and a last one of one', () => {
  const followed = { members: 2, each: 1, last: 1 };
  const first = follow({ ...followed, whole: 1, learners: 2 });
  const both = follow({ ...followed, whole: 2, learners: 4 });
  const all = follow({ ...followed, whole: 2, learners: 5 });
  const activeIn = (run: number) =>
    [first, both, all].map((sizes, team, list) => sizes[run]!.active - (list[team - 1]?.[run]!.active ?? 0));
  /** Variance of a team of two, from how differently both came out; the learner who is left over has half of it. */
  const ofTeam = (run: number) => {
    const [one, two] = activeIn(run) as [number, number];
    return (one - two) ** 2 / 2;
  };

  test('come out differently', () => {
    const teams = all.map((_, run) => activeIn(run));
    for (const active of teams.flat()) expect([0, 1, 2]).toContain(active);
    expect(new Set(teams.map((active) => active.join())).size).toBeGreaterThan(5);
  });

  test('tell what chance does by how differently they came out', () => {
    all.forEach(({ chance }, run) => expect(chance).toBeCloseTo(ofTeam(run) * (1 + 1 + 1 / 2), 9));
    // A single team does not tell how teams differ: as for learners who move on their own.
    first.forEach(({ active, chance }) => expect(chance).toBeCloseTo(active * (1 - active / 2), 9));
  });

  test('stand for as many as were not followed, the last whole one for those left, the smaller one for itself', () => {
    const sampled = follow({ ...followed, whole: 2, learners: 5, each: 3, last: 2 });
    sampled.forEach(({ active, chance }, run) => {
      const [one, two, rest] = activeIn(run) as [number, number, number];
      expect(active).toBe(3 * one + 2 * two + rest);
      // What befalls one befalls all that it stands for.
      expect(chance).toBeCloseTo(ofTeam(run) * (3 * 3 + 2 * 2 + 1 / 2), 9);
    });
  });
});

test('a run is the same whoever shares the vector, and where nobody does', () => {
  const teams = [{ members: 2, whole: 6, each: 1, last: 1, learners: 12 }];
  const pair = trajectoriesOf(plan, [effects, effects], { precision: 64, drawn: { seed: 5, firstRun: 2, teams } });
  const found = [0, 1].map((run) => [
    pair.total(run, LAST, TOTAL.using),
    pair.total(run, LAST, TOTAL.aware),
    pair.chance(run),
  ]);
  for (const run of [0, 1]) {
    const drawn = { seed: 5, firstRun: 2 + run, teams };
    const alone = trajectoriesOf(plan, [effects], { precision: 64, drawn });
    expect([alone.total(0, LAST, TOTAL.using), alone.total(0, LAST, TOTAL.aware), alone.chance(0)]).toEqual(found[run]);
  }
});
