import { describe, expect, test } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { simulateAgents } from '../model/agents.ts';
import { medianValues } from '../plan/values.ts';
import { assume, campaign, largeCampaign, segment, touchpoint, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { simulateCounts } from './simulate.ts';
import type { Simulation } from './simulation.ts';
import { effectsOf } from '../model/effects.ts';
import { expectationOf } from '../kernel/expectation.ts';
import type { Plan } from '../plan/plan.ts';
import { SERIES_OF_TOTAL, STORED } from '../model/stages.ts';
import {
  certain,
  criticalDistance,
  distanceOf,
  generator,
  meanOf,
  populationOf,
  standardErrorOf,
  valuesOf,
} from '../statistics.testing.ts';
import { TOTALS } from '../numbers/layouts.ts';

/** Everything at work within a few weeks: messages, fatigue, comebacks, habit, peers, buy-in, opting out. */
const busy = (changes: Partial<Campaign> = {}) =>
  campaign({
    days: 40,
    touchpoints: [
      touchpoint('launch-email', 0),
      touchpoint('x', 2, { days: 30, cadence: 'weekdays' }),
      touchpoint('second-try', 20, { days: 14, cadence: 'weekly' }),
      touchpoint('onboarding-tour', 0, { channel: 'platform', days: 40 }),
      touchpoint('two-minutes-a-day', 5, { channel: 'platform', days: 30 }),
      touchpoint('champion-programme', 10, { channel: 'peers', days: 30 }),
      touchpoint('evidence-pack', 15, { channel: 'meeting', days: 20 }),
    ],
    // Strong enough that an error in any of these shows.
    assumptions: [
      { id: 'a', parameter: 'habit.advance', value: 0.3 },
      { id: 'b', parameter: 'champions.rate', value: 0.05 },
      { id: 'c', parameter: 'peers.influence', value: 0.2 },
      { id: 'd', parameter: 'optOut.rate', value: 0.01 },
      { id: 'e', parameter: 'buyIn.weight', value: 0.05 },
    ],
    ...changes,
  });

const totalOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);

describe('simulateCounts', () => {
  test('keeps every learner: whole numbers, none negative, on every day of every run', () => {
    const plan = compile(largeCampaign());
    const simulation = simulateCounts(plan, { firstRun: 0, runs: 6 });
    expect(simulation.totals.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    for (let day = 0; day < plan.days; day++)
      for (let run = 0; run < simulation.runs; run++)
        expect(totalOf(populationOf(plan, simulation, day, run))).toBe(8400);
    const size = simulation.totals.length;
    for (let at = 0; at < size; at += 97) {
      const parts = plan.detailed.map((_, index) => simulation.segments[index * size + at]!);
      expect(totalOf(parts)).toBe(simulation.totals[at]);
    }
  });

  const learners = (size: number) => compile(busy({ segments: [segment({ size })] }));
  const far = [segment({ id: 'a', size: 90 }), segment({ id: 'b', size: 60, frictionSteps: 6 })];
  const trying = [...busy().assumptions, { id: 'f', parameter: 'peers.trying', value: 0.6 }];
  /** Twenty copies on one day, which tire by several levels at once; weekends of two zones; and people who soon forget. */
  const crowded = busy({
    segments: [segment({ id: 'a', size: 90 }), segment({ id: 'b', size: 60, timeZone: 'Africa/Cairo' })],
    touchpoints: [0, 5, 19].flatMap((day) => Array.from({ length: 20 }, () => touchpoint('x', day))),
    assumptions: [
      ...busy().assumptions,
      ...assume({ 'awareness.halfLife': 4, 'days.off': 0.1, 'fatigue.recover': 0.5 }),
    ],
  });
  test.each<[string, number, Plan]>([
    ['one learner', 1500, learners(1)],
    ['few', 700, learners(30)],
    ['some', 300, learners(200)],
    ['many', 70, learners(2000)],
    ['all alike', 300, compile(busy({ segments: [segment({ size: 200 })] }), { classes: 1 })],
    ['two segments', 300, compile(busy({ segments: far }))],
    ['peers who count while they try', 300, compile(busy({ segments: far, assumptions: trying }))],
    ['twenty copies a day, days off and forgetting', 300, compile(crowded)],
  ])('follows the agents’ law: %s', { timeout: 60_000 }, (_, runs, given) => {
    const plan = certain(given);
    const effects = effectsOf(plan, medianValues(plan));
    const random = generator(plan.learners);
    const byAgents = Array.from({ length: runs }, () => simulateAgents(plan, effects, { random }));
    const simulation = simulateCounts(plan, { firstRun: 0, runs: runs * 2 });
    for (const name of STORED) {
      for (const day of [4, 15, 39]) {
        const agents = byAgents.map((totals) =>
          totalOf(
            totals
              .subarray(day * TOTALS, (day + 1) * TOTALS)
              .filter((__, total) => STORED[SERIES_OF_TOTAL[total]!] === name),
          ),
        );
        const distance = distanceOf(agents, valuesOf(plan, simulation, name, day));
        expect(distance, `${name}, day ${day}`).toBeLessThan(criticalDistance(runs, runs * 2));
      }
    }
  });

  test('scatters round the mean field, whose bias shrinks as the learners grow in number', { timeout: 60_000 }, () => {
    const bias = ([20, 80, 320] as const).map((size, index) => {
      const plan = certain(
        compile(
          campaign({
            days: 31,
            segments: [segment({ size, frictionSteps: 0 })],
            touchpoints: [touchpoint('x', 0)],
            assumptions: [
              { id: 'a', parameter: 'peers.influence', value: 0.8 },
              { id: 'b', parameter: 'trying.pull', value: 0.002 },
              { id: 'c', parameter: 'habit.lapse', value: 0 },
            ],
          }),
          { classes: 1 },
        ),
      );
      const simulation = simulateCounts(plan, { firstRun: 0, runs: [3000, 1500, 700][index]! });
      const shares = valuesOf(plan, simulation, 'active', 30).map((active) => active / size);
      return {
        of: expectedShare(plan, 30) - meanOf(shares),
        error: standardErrorOf(shares),
      };
    });
    const [few, some, many] = bias as [(typeof bias)[0], (typeof bias)[0], (typeof bias)[0]];
    expect(few.of).toBeGreaterThan(5 * few.error);
    expect(some.of).toBeGreaterThan(few.of / 8);
    expect(some.of).toBeLessThan(few.of / 2);
    expect(Math.abs(many.of)).toBeLessThan(few.of / 8 + 3 * many.error);
  });

  test('does not care how alike learners are divided into segments, nor in which order these stand', () => {
    const parts = ['a', 'b', 'c'].map((id) => segment({ id, size: 100 }));
    const whole = certain(compile(busy({ segments: [segment({ size: 300 })] })));
    const split = certain(compile(busy({ segments: parts })));
    const turned = certain(compile(busy({ segments: parts.toReversed() })));
    const runs = 400;
    const simulations = [whole, split, turned].map((plan) => simulateCounts(plan, { firstRun: 0, runs }));
    for (const name of ['active', 'aware', 'lapsed', 'optedOut'] as const) {
      for (const day of [9, 39]) {
        const distance = distanceOf(
          valuesOf(whole, simulations[0]!, name, day),
          valuesOf(split, simulations[1]!, name, day),
        );
        expect(distance, `${name}, day ${day}`).toBeLessThan(criticalDistance(runs, runs));
      }
    }
    expect(simulations[2]!.totals).toEqual(simulations[1]!.totals);
  });

  test('gives the same bytes however the runs are shared out', () => {
    const plan = compile(largeCampaign({ days: 30 }));
    const all = simulateCounts(plan, { firstRun: 0, runs: 7 });
    const later = simulateCounts(plan, { firstRun: 3, runs: 4 });
    for (const name of STORED)
      for (const day of [0, 12, 29])
        expect(valuesOf(plan, later, name, day)).toEqual(valuesOf(plan, all, name, day).slice(3));
    expect(later.expected).toEqual(all.expected.slice(3));
    expect(later.goals.slice(0, 4)).toEqual(all.goals.slice(3, 7));
    expect(simulateCounts(plan, { firstRun: 0, runs: 7 })).toEqual(all);
    expect(simulateCounts(plan, { seed: 43, firstRun: 0, runs: 7 }).totals).not.toEqual(all.totals);
  });

  test('gives these very numbers for this plan and seed', () => {
    const plan = compile(typicalCampaign({ touchpoints: [touchpoint('x', 0, { days: 90, cadence: 'weekly' })] }));
    const simulation = simulateCounts(plan, { firstRun: 0, runs: 3 });
    expect([0, 1, 2].map((run) => populationOf(plan, simulation, 89, run))).toMatchInlineSnapshot(`
      [
        [
          273,
          982,
          15,
          72,
          17,
          2,
          549,
          90,
        ],
        [
          553,
          1134,
          7,
          42,
          16,
          1,
          179,
          68,
        ],
        [
          361,
          950,
          16,
          140,
          57,
          9,
          437,
          30,
        ],
      ]
    `);
  });

  test('refuses runs that are not whole numbers', () => {
    const plan = compile(campaign());
    expect(() => simulateCounts(plan, { firstRun: -1, runs: 2 })).toThrow(Refusal);
    expect(() => simulateCounts(plan, { firstRun: 0, runs: 1.5 })).toThrow('whole numbers');
  });

  test('counts ten billion learners exactly, and none', () => {
    const sizes: [number, Simulation['totals']][] = [10_000_000_000, 0].map((size) => {
      const plan = compile(typicalCampaign({ segments: [segment({ size })] }));
      return [size, simulateCounts(plan, { firstRun: 0, runs: 2 }).totals];
    });
    for (const [size, totals] of sizes) expect(totalOf(totals)).toBe(size * 90 * 2);
  });
});

function expectedShare(plan: Plan, day: number): number {
  const { series } = expectationOf(plan);
  const parts = ['using', 'habitual', 'champion'].map((name) => (STORED as readonly string[]).indexOf(name));
  return parts.reduce((sum, part) => sum + series[part * plan.days + day]!, 0) / plan.learners;
}
