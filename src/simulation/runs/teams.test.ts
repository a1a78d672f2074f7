import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assumption, Campaign } from '#campaign/document.ts';
import { simulateAgents } from '../model/agents.ts';
import { medianValues } from '../plan/values.ts';
import { campaign, largeCampaign, segment, touchpoint, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { simulateCounts } from './simulate.ts';
import type { Simulation } from './simulation.ts';
import { effectsOf } from '../model/effects.ts';
import type { Plan } from '../plan/plan.ts';
import { forecastFrom } from '../forecast/fromRuns.ts';
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
import { simulateTeams } from './simulate.ts';
import { TOTALS } from '../numbers/layouts.ts';

const assumed = (values: Record<string, number>): Assumption[] =>
  Object.entries(values).map(([parameter, value], index) => ({ id: `a${index}`, parameter, value }));

/** Everything at work within a few weeks, and peers more than anything. */
const busy = (changes: Partial<Campaign> = {}, more: Record<string, number> = {}) =>
  campaign({
    days: 40,
    touchpoints: [
      touchpoint('launch-email', 0),
      touchpoint('x', 2, { days: 30, cadence: 'weekdays' }),
      touchpoint('second-try', 20, { days: 14, cadence: 'weekly' }),
      touchpoint('champion-programme', 10, { channel: 'peers', days: 30 }),
      touchpoint('evidence-pack', 15, { channel: 'meeting', days: 20 }),
    ],
    assumptions: assumed({
      'habit.advance': 0.3,
      'champions.rate': 0.05,
      'peers.influence': 0.5,
      'optOut.rate': 0.01,
      'buyIn.weight': 0.05,
      ...more,
    }),
    ...changes,
  });

/** A campaign that lives by peers: a first message, and then colleagues who take each other along. */
const carriedByPeers = (teamSize: number | undefined, influence = 0.3) =>
  campaign({
    days: 60,
    segments: [segment({ size: 2000, frictionSteps: 0, ...(teamSize === undefined ? {} : { teamSize }) })],
    touchpoints: [touchpoint('launch-email', 0), touchpoint('x', 5, { channel: 'slack' })],
    assumptions: assumed({ 'peers.influence': influence, 'trying.pull': 0.0005 }),
  });

const totalOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);

/** Learners of one stored series on one day, run by run of the reference. */
const seriesOf = (runs: Float64Array[], name: (typeof STORED)[number], day: number) =>
  runs.map((totals) =>
    totalOf(
      totals.subarray(day * TOTALS, (day + 1) * TOTALS).filter((_, total) => STORED[SERIES_OF_TOTAL[total]!] === name),
    ),
  );

/** A simulation's learners of the plan's detailed segment at `index`, by series and day, for one run. */
const segmentOf = (plan: Plan, simulation: Simulation, index: number, run: number) => {
  const size = STORED.length * plan.days;
  return Array.from({ length: size }, (_, at) => simulation.segments[(index * size + at) * simulation.runs + run]!);
};

describe('simulateTeams', () => {
  test('keeps every learner: whole numbers, none negative, on every day of every run', () => {
    const given = largeCampaign({ days: 60 });
    const segments = given.segments.map((each, index) => (index % 2 ? { ...each, teamSize: 3 * index + 4 } : each));
    const plan = compile({ ...given, segments });
    const simulation = simulateTeams(plan, { firstRun: 0, runs: 4 });
    expect(simulation.totals.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    for (let day = 0; day < plan.days; day++)
      for (let run = 0; run < simulation.runs; run++)
        expect(totalOf(populationOf(plan, simulation, day, run))).toBe(8400);
    plan.detailed.forEach((own, index) => {
      const series = segmentOf(plan, simulation, index, 1);
      for (let day = 0; day < plan.days; day++)
        expect(totalOf(STORED.map((_, part) => series[part * plan.days + day]!))).toBe(plan.segments[own]!.size);
    });
  });

  const remnants = Array.from({ length: 8 }, (_, index) => segment({ id: `s${index}`, size: 11, teamSize: 8 }));
  const beside = [segment({ id: 'a', size: 50, teamSize: 5 }), segment({ id: 'b', size: 40 })];
  const givingUp = { 'trying.pull': 1, 'trying.giveUp': 10, 'fatigue.dormant': 20, 'optOut.rate': 0.15 };
  const abroad = [segment({ size: 60, teamSize: 6, timeZone: 'Africa/Cairo' })];
  const forgetting = { 'awareness.halfLife': 4, 'days.off': 0.1, 'fatigue.recover': 0.5 };
  const crowd = [0, 5, 19].flatMap((day) => Array.from({ length: 20 }, () => touchpoint('x', day)));
  test.each<[string, Campaign['segments'], Record<string, number>?, Campaign['touchpoints']?]>([
    ['pairs', [segment({ size: 60, teamSize: 2 })]],
    ['large teams', [segment({ size: 90, teamSize: 30 })]],
    ['teams of 8 with a last one of 3', remnants],
    ['beside others', beside],
    ['where those who try count as peers', [segment({ size: 60, teamSize: 6 })], { 'peers.trying': 0.8 }],
    ['where people give up and tire of it', [segment({ size: 60, teamSize: 6 })], givingUp],
    ['with twenty copies a day, days off and forgetting', abroad, forgetting, crowd],
  ])('follows the law of the readable reference: %s', { timeout: 120_000 }, (_, segments, more, touchpoints) => {
    const runs = 500;
    const plan = certain(compile(busy({ segments, ...(touchpoints && { touchpoints }) }, more)));
    const effects = effectsOf(plan, medianValues(plan));
    const random = generator(runs);
    const reference = Array.from({ length: runs }, () => simulateAgents(plan, effects, { random }));
    const simulation = simulateTeams(plan, { firstRun: 0, runs: 2 * runs });
    for (const series of STORED)
      for (const day of [4, 12, 20, 39]) {
        const distance = distanceOf(seriesOf(reference, series, day), valuesOf(plan, simulation, series, day));
        expect(distance, `${series}, day ${day}`).toBeLessThan(criticalDistance(runs, 2 * runs));
      }
  });

  test.each([0, 0.6])('agrees with the counts where one team is nearly everyone; trying weighs %f', (trying) => {
    // One more person outside of the team, or it would be everyone and counted.
    const segments = [segment({ id: 'a', size: 400, teamSize: 1000 }), segment({ id: 'b', size: 1 })];
    const plan = certain(compile(busy({ segments }, { 'peers.trying': trying })));
    const runs = 600;
    const byTeams = simulateTeams(plan, { firstRun: 0, runs });
    const byCounts = simulateCounts(plan, { firstRun: 0, runs });
    expect(byTeams.totals).not.toEqual(byCounts.totals);
    for (const series of [...STORED, 'active'] as const)
      for (const day of [4, 12, 20, 39]) {
        const distance = distanceOf(valuesOf(plan, byTeams, series, day), valuesOf(plan, byCounts, series, day));
        expect(distance, `${series}, day ${day}`).toBeLessThan(criticalDistance(runs, runs));
      }
  });

  test('spreads less in small teams than among everyone', () => {
    const [everyone, eight, two] = [undefined, 8, 2].map((teamSize) => {
      const plan = certain(compile(carriedByPeers(teamSize, 0.5)));
      const simulate = teamSize === undefined ? simulateCounts : simulateTeams;
      const simulation = simulate(plan, { firstRun: 0, runs: 100 });
      const shares = valuesOf(plan, simulation, 'active', 59).map((active) => active / 2000);
      return { mean: meanOf(shares), error: standardErrorOf(shares) };
    }) as [{ mean: number; error: number }, { mean: number; error: number }, { mean: number; error: number }];
    expect(everyone.mean - eight.mean).toBeGreaterThan(0.01);
    expect(eight.mean - two.mean).toBeGreaterThan(0.01);
    for (const { error } of [everyone, eight, two]) expect(error).toBeLessThan(0.002);
  });

  test('lets a team live its own life, whatever other teams there are, be it smaller or not', () => {
    // Without what everyone shares: evidence, and channels that many people wear out less.
    const assumptions = assumed({
      'peers.influence': 0.5,
      'awareness.recall': 3,
      'trying.pull': 0.1,
      'trying.start': 3,
      'trying.giveUp': 0,
      'habit.lapse': 0,
      'buyIn.weight': 0,
      'saturation.circle': 0,
    });
    const runs = 1000;
    const simulations = [3, 8, 16, 19].map((size) => {
      const a = segment({ id: 'a', size, teamSize: 8, frictionSteps: 0 });
      const segments = [a, segment({ id: 'b', size: 3, channels: ['phone'] })];
      const plan = certain(compile(campaign({ days: 15, segments, touchpoints: [touchpoint('x', 0)], assumptions })));
      return { plan, simulation: simulateTeams(plan, { firstRun: 0, runs }) };
    });
    const { plan } = simulations[0]!;
    const activeOn = (team: number[], day: number) =>
      ['using', 'habitual', 'champion'].reduce(
        (sum, name) => sum + team[(STORED as readonly string[]).indexOf(name) * plan.days + day]!,
        0,
      );
    const threes: number[][][] = [[], []];
    for (let run = 0; run < runs; run++) {
      const [alone, one, two, three] = simulations.map(({ simulation, plan: own }) =>
        segmentOf(own, simulation, 0, run),
      );
      const second = two!.map((learners, at) => learners - one![at]!);
      const third = three!.map((learners, at) => learners - two![at]!);
      threes[0]!.push(alone!);
      threes[1]!.push(third);
      for (const [team, members] of [
        [second, 8],
        [third, 3],
      ] as const) {
        expect(Math.min(...team)).toBeGreaterThanOrEqual(0);
        for (let day = 0; day < plan.days; day++)
          expect(totalOf(STORED.map((_, part) => team[part * plan.days + day]!))).toBe(members);
      }
    }
    // The last three are as few to each other as three who are all there are.
    for (const day of [4, 9, 14]) {
      const [alone, last] = threes.map((teams) => teams.map((team) => activeOn(team, day))) as [number[], number[]];
      expect(distanceOf(alone, last), `day ${day}`).toBeLessThan(criticalDistance(runs, runs));
      expect(meanOf(last)).toBeGreaterThan(0.3);
    }
  });

  test('gives the same bytes however the runs are shared out', () => {
    const plan = compile(busy({ segments: [segment({ id: 'a', size: 700, teamSize: 9 }), segment({ id: 'b' })] }));
    const all = simulateTeams(plan, { firstRun: 0, runs: 7 });
    const parts = [
      [5, 2],
      [0, 2],
      [2, 3],
    ].map(([firstRun, runs]) => simulateTeams(plan, { firstRun: firstRun!, runs: runs! }));
    for (const name of STORED)
      for (const day of [0, 12, 39])
        expect(valuesOf(plan, parts[0]!, name, day)).toEqual(valuesOf(plan, all, name, day).slice(5));
    expect(JSON.stringify(forecastFrom(plan, parts))).toBe(JSON.stringify(forecastFrom(plan, [all])));
    expect(simulateTeams(plan, { firstRun: 0, runs: 7 })).toEqual(all);
    expect(simulateTeams(plan, { seed: 43, firstRun: 0, runs: 7 }).totals).not.toEqual(all.totals);
  });

  test('gives these very numbers for this plan and seed', () => {
    const plan = compile(typicalCampaign({ segments: [segment({ teamSize: 8 })] }));
    const simulation = simulateTeams(plan, { firstRun: 0, runs: 2 });
    expect([0, 1].map((run) => populationOf(plan, simulation, 89, run))).toMatchInlineSnapshot(`
      [
        [
          372,
          686,
          8,
          89,
          37,
          14,
          717,
          77,
        ],
        [
          684,
          582,
          7,
          75,
          44,
          13,
          549,
          46,
        ],
      ]
    `);
  });

  test('follows ten billion learners in part, and still counts every one', () => {
    const segments = [segment({ id: 'a', size: 10_000_000_000, teamSize: 8 }), segment({ id: 'b', teamSize: 6 })];
    const plan = compile(typicalCampaign({ segments }));
    const simulation = simulateTeams(plan, { firstRun: 0, runs: 1 });
    for (const day of [0, 50, 89]) expect(totalOf(populationOf(plan, simulation, day, 0))).toBe(10_000_002_000);
    const forecast = forecastFrom(plan, [simulation]);
    expect(forecast.sampledLearners).toBeGreaterThan(200_000);
    expect(forecast.sampledLearners).toBeLessThan(20_000_000 / 90);
  });

  test('has the same law where a part of the teams stands for all', () => {
    const shareIn = (size: number, runs: number) => {
      const plan = certain(compile({ ...carriedByPeers(50), segments: [segment({ size, teamSize: 50 })], days: 90 }));
      const simulation = simulateTeams(plan, { firstRun: 0, runs });
      return valuesOf(plan, simulation, 'active', 89).map((active) => active / size);
    };
    const whole = shareIn(200_000, 4);
    const sampled = shareIn(50_000_123, 4);
    const error = Math.hypot(standardErrorOf(whole), standardErrorOf(sampled));
    expect(Math.abs(meanOf(whole) - meanOf(sampled))).toBeLessThan(5 * error + 1e-4);
  });

  test('takes a segment that is smaller than a team for one team, and an empty one for none', () => {
    const segments = [
      segment({ id: 'a', size: 5, teamSize: 1000 }),
      segment({ id: 'b', size: 0, teamSize: 8 }),
      segment({ id: 'c', size: 1, teamSize: 2 }),
    ];
    const plan = compile(busy({ segments }));
    const simulation = simulateTeams(plan, { firstRun: 0, runs: 3 });
    for (let run = 0; run < 3; run++) expect(totalOf(populationOf(plan, simulation, 39, run))).toBe(6);
    expect(segmentOf(plan, simulation, 1, 0).every((learners) => learners === 0)).toBe(true);
  });

  test('tells chance from parameters', () => {
    const plan = compile(carriedByPeers(8));
    const fixed = certain(plan);
    const runs = 400;
    const simulation = simulateTeams(fixed, { firstRun: 0, runs });
    const lucky = forecastFrom(fixed, [simulation]).uncertainty;
    // The variance of 400 runs is known to a tenth or so.
    expect(lucky.parameters).toBeLessThan(0.25 * lucky.chance);
    const values = valuesOf(fixed, simulation, 'active', 59);
    expect((standardErrorOf(values) ** 2 * runs) / lucky.chance).toBeGreaterThan(0.75);
    const unsure = forecastFrom(plan, [simulateTeams(plan, { firstRun: 0, runs: 60 })]).uncertainty;
    expect(unsure.parameters).toBeGreaterThan(5 * unsure.chance);
  });

  test('never expects fewer active learners where peers do more', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.record({
          teamSize: fc.integer({ min: 2, max: 12 }),
          size: fc.integer({ min: 100, max: 400 }),
          influence: fc.constantFrom(0.01, 0.05, 0.2, 1),
          factor: fc.constantFrom(1.5, 3),
          seed: fc.nat(),
        }),
        ({ teamSize, size, influence, factor, seed }) => {
          const activeWith = (value: number) => {
            const given = busy({ segments: [segment({ size, teamSize })] }, { 'peers.influence': value });
            const plan = certain(compile(given));
            return valuesOf(plan, simulateTeams(plan, { seed, firstRun: 0, runs: 60 }), 'active', 39);
          };
          const less = activeWith(influence);
          const more = activeWith(influence * factor).map((active, run) => active - less[run]!);
          expect(meanOf(more)).toBeGreaterThan(-4 * standardErrorOf(more));
        },
      ),
      { numRuns: 15 },
    );
  });
});
