import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { assume, campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { forecastFrom } from '../forecast/fromRuns.ts';
import { immediateForecastOf } from '../forecast/immediate.ts';
import { expectationOf } from '../kernel/expectation.ts';
import { simulateAgents } from '../model/agents.ts';
import { effectsOf } from '../model/effects.ts';
import { SERIES_OF_TOTAL, STORED } from '../model/stages.ts';
import { TOTALS } from '../numbers/layouts.ts';
import { compile } from '../plan/compile.ts';
import type { Plan } from '../plan/plan.ts';
import { poisson, startersIn, withStarters } from '../plan/starters.ts';
import { variantsOf } from '../plan/variant.ts';
import { medianValues } from '../plan/values.ts';
import {
  certain,
  criticalDistance,
  distanceOf,
  generator,
  meanOf,
  standardErrorOf,
  valuesOf,
} from '../statistics.testing.ts';
import { simulateRuns } from './simulate.ts';

/** People who start every week, with everything at work within a few weeks. */
const rolling = (size: number, inflow: number, weeks: number, changes: Partial<Campaign> = {}) =>
  campaign({
    days: 28,
    rolling: { weeks },
    segments: [segment({ size, inflow })],
    touchpoints: [
      touchpoint('launch-email', 0),
      touchpoint('x', 2, { days: 20, cadence: 'weekdays' }),
      touchpoint('second-try', 14, { days: 10, cadence: 'weekly' }),
      touchpoint('onboarding-tour', 0, { channel: 'platform', days: 28 }),
      touchpoint('champion-programme', 10, { channel: 'peers', days: 18 }),
    ],
    events: [
      {
        id: 'e',
        name: 'Holiday',
        kind: 'holiday',
        start: addDays(START, 20),
        days: 7,
        pushFactor: 0.3,
        pullFactor: 0.5,
        segments: [],
      },
    ],
    goals: [
      {
        id: 'tried',
        name: 'Tried',
        metric: 'tried',
        target: 0.5,
        unit: 'share',
        date: addDays(START, 20),
        segments: [],
      },
      {
        id: 'many',
        name: 'Many',
        metric: 'tried',
        target: 20,
        unit: 'learners',
        date: addDays(START, 20),
        segments: [],
      },
    ],
    assumptions: assume({
      'habit.advance': 0.3,
      'champions.rate': 0.05,
      'peers.influence': 0.2,
      'optOut.rate': 0.01,
      'buyIn.weight': 0.05,
    }),
    ...changes,
  });

/** A Poisson number that shares nothing with the engine's: events of rate 1 until the mean. */
function drawn(mean: number, random: () => number): number {
  let count = -1;
  for (let time = 0; time < mean; count++) time -= Math.log(1 - random());
  return Math.max(0, count);
}

const sizesBy = (plan: Plan, random: () => number) =>
  Float64Array.from(plan.segments, ({ size, start }) => (start === undefined ? size : drawn(size, random)));

const seriesIn = (totals: Float64Array, name: (typeof STORED)[number], day: number) =>
  totals
    .subarray(day * TOTALS, (day + 1) * TOTALS)
    .reduce((sum, count, total) => sum + (STORED[SERIES_OF_TOTAL[total]!] === name ? count : 0), 0);

describe('a rolling plan', () => {
  test.each<[string, number, Plan]>([
    ['few', 400, compile(rolling(10, 5, 4))],
    ['some', 200, compile(rolling(60, 35, 4))],
    ['many', 40, compile(rolling(800, 300, 4))],
    ['nobody on the first day', 300, compile(rolling(0, 12, 3))],
    ['in teams', 150, compile(rolling(40, 20, 3, { segments: [segment({ size: 40, inflow: 20, teamSize: 5 })] }))],
  ])('follows the agents’ law: %s', { timeout: 60_000 }, (_, runs, given) => {
    const plan = certain(given);
    const effects = effectsOf(plan, medianValues(plan));
    const random = generator(11);
    const byAgents = Array.from({ length: runs }, () =>
      simulateAgents(withStarters(plan, sizesBy(plan, random)), effects, { random }),
    );
    const simulation = simulateRuns(plan, { firstRun: 0, runs: 2 * runs });
    for (const name of ['unaware', 'aware', 'tried', 'using', 'lapsed', 'optedOut'] as const)
      for (const day of [8, 22, plan.days - 1]) {
        const agents = byAgents.map((totals) => seriesIn(totals, name, day));
        const distance = distanceOf(agents, valuesOf(plan, simulation, name, day));
        expect(distance, `${name}, day ${day}`).toBeLessThan(criticalDistance(runs, runs * 2));
      }
  });

  test.each<[string, number, Plan]>([
    ['few', 400, compile(rolling(10, 5, 4))],
    ['some', 200, compile(rolling(60, 35, 4))],
    ['nobody on the first day', 300, compile(rolling(0, 12, 3))],
    ['in teams', 150, compile(rolling(40, 20, 3, { segments: [segment({ size: 40, inflow: 20, teamSize: 5 })] }))],
  ])('follows the agents’ law by own days: %s', { timeout: 60_000 }, (_, runs, given) => {
    const plan = certain(given);
    const { ownDays } = plan.rolling!;
    const effects = effectsOf(plan, medianValues(plan));
    const random = generator(12);
    const byAgents = Array.from({ length: runs }, () => {
      // Cohorts that are through are followed on, and not counted.
      const ownTotals = new Float64Array(plan.days * TOTALS);
      simulateAgents(withStarters(plan, sizesBy(plan, random)), effects, { random, ownTotals });
      return ownTotals;
    });
    const simulation = simulateRuns(plan, { firstRun: 0, runs: 2 * runs });
    const counted = (name: (typeof STORED)[number], day: number) => {
      const at = (STORED.indexOf(name) * ownDays + day) * simulation.runs;
      return Array.from(simulation.own!.subarray(at, at + simulation.runs));
    };
    for (const name of ['unaware', 'aware', 'tried', 'optedOut'] as const)
      for (const day of [1, 8, 16, ownDays - 1]) {
        const agents = byAgents.map((totals) => seriesIn(totals, name, day));
        const distance = distanceOf(agents, counted(name, day));
        expect(distance, `${name}, own day ${day}`).toBeLessThan(criticalDistance(runs, runs * 2));
      }
  });

  test('has as many learners as have started, on every day, and its segments add up', () => {
    const segments = [segment({ id: 'a', size: 30, inflow: 7 }), segment({ id: 'b', size: 9 })];
    const plan = compile(rolling(0, 0, 5, { segments }));
    const simulation = simulateRuns(plan, { firstRun: 0, runs: 8 });
    for (let run = 0; run < 8; run++) {
      const sizes = startersIn(plan, plan.seed, run);
      for (let day = 0; day < plan.days; day++) {
        let all = 0;
        STORED.forEach((_, part) => {
          const at = (part * plan.days + day) * 8 + run;
          all += simulation.totals[at]!;
          const size = simulation.totals.length;
          expect(simulation.segments[at]! + simulation.segments[size + at]!).toBe(simulation.totals[at]);
        });
        const started = plan.segments.reduce(
          (sum, { start = 0 }, index) => sum + (start <= day ? sizes[index]! : 0),
          0,
        );
        expect(all).toBe(started);
      }
      const own = STORED.reduce((sum, _, part) => sum + simulation.own![part * 28 * 8 + run]!, 0);
      expect(own).toBe(sizes.reduce((sum, size) => sum + size, 0));
    }
  });

  test('is to the bit the plan in which everybody starts on the first day where nobody follows', () => {
    const { rolling: _, ...dated } = rolling(200, 0, 6);
    const plan = compile(dated);
    const one = simulateRuns(plan, { firstRun: 0, runs: 6 });
    for (const given of [rolling(200, 0, 6), rolling(200, 40, 0)]) {
      const other = compile(given);
      expect(other.hash).toBe(plan.hash);
      expect(simulateRuns(other, { firstRun: 0, runs: 6 })).toEqual(one);
      expect(immediateForecastOf(other)).toEqual(immediateForecastOf(plan));
    }
  });

  test('expects what its runs come to on average', () => {
    const plan = certain(compile(rolling(2000, 900, 4)));
    const { series } = expectationOf(plan);
    const runs = 60;
    const simulation = simulateRuns(plan, { firstRun: 0, runs });
    STORED.forEach((name, part) => {
      for (const day of [6, 20, 41, plan.days - 1]) {
        const expected = plan.segments.reduce(
          (sum, _, index) => sum + series[(index * STORED.length + part) * plan.days + day]!,
          0,
        );
        const values = valuesOf(plan, simulation, name, day);
        expect(Math.abs(meanOf(values) - expected), `${name}, day ${day}`).toBeLessThan(
          4.5 * standardErrorOf(values) + 0.002 * plan.learners,
        );
      }
    });
  });

  test('has immediate bands that lie near those of its runs, by date and by cohort day', () => {
    const plan = compile(rolling(400, 150, 6, { assumptions: [] }));
    const immediate = immediateForecastOf(plan);
    const forecast = forecastFrom(plan, [simulateRuns(plan, { firstRun: 0, runs: 400 })]);
    for (const name of ['active', 'aware', 'lapsed'] as const)
      for (const key of ['mean', 'p05', 'p50', 'p95'] as const) {
        for (const day of [10, 30, plan.days - 1]) {
          const distance = immediate.series[name][key][day]! - forecast.series[name][key][day]!;
          expect(Math.abs(distance) / plan.learners, `${name} ${key} ${day}`).toBeLessThan(0.06);
        }
        for (const day of [6, 13, 27]) {
          const distance = immediate.cohort![name][key][day]! - forecast.cohort![name][key][day]!;
          expect(Math.abs(distance), `${name} ${key} own ${day}`).toBeLessThan(0.08);
        }
      }
    for (const goal of [0, 1])
      expect(Math.abs(immediate.goals[goal]!.probability - forecast.goals[goal]!.probability)).toBeLessThan(0.12);
    const { started } = forecast.cohort!;
    expect(started.mean[0]).toBe(400);
    expect(started.mean.at(-1)! / plan.learners).toBeCloseTo(1, 1);
    expect(immediate.cohort!.started.p95.at(-1)! / started.p95.at(-1)!).toBeCloseTo(1, 1);
  });

  test('goes as a plan of its own for everybody where nothing differs but the first day', () => {
    const alone = assume({ 'peers.influence': 0, 'buyIn.weight': 0, 'days.off': 1, 'days.weekday': 0 });
    const given = rolling(500, 200, 4, { assumptions: alone, events: [] });
    const plan = certain(compile(given));
    const { rolling: _, ...dated } = given;
    const base = certain(compile({ ...dated, segments: [segment({ size: 1300 })] }));
    const cohort = immediateForecastOf(plan).cohort!;
    const { series } = immediateForecastOf(base);
    for (const name of ['active', 'aware', 'lapsed'] as const)
      for (let day = 0; day < 28; day++) expect(cohort[name].mean[day]).toBeCloseTo(series[name].mean[day]! / 1300, 4);
  });

  test('does not care how alike learners are divided into segments, nor in which order these stand', () => {
    const parts = ['a', 'b'].map((id) => segment({ id, size: 20, inflow: 10 }));
    const [whole, split, turned] = [[segment({ size: 40, inflow: 20 })], parts, parts.toReversed()].map((segments) =>
      certain(compile(rolling(0, 0, 4, { segments }))),
    );
    const runs = 400;
    const [first, second, third] = [whole!, split!, turned!].map((plan) => simulateRuns(plan, { firstRun: 0, runs }));
    for (const name of ['active', 'aware', 'lapsed'] as const)
      for (const day of [12, 40])
        expect(distanceOf(valuesOf(whole!, first!, name, day), valuesOf(split!, second!, name, day))).toBeLessThan(
          criticalDistance(runs, runs),
        );
    expect(third!.totals).toEqual(second!.totals);
  });

  test('judges goals by everybody’s own day: a share of those who have started, or how many', () => {
    const plan = compile(rolling(100, 50, 4));
    const simulation = simulateRuns(plan, { firstRun: 0, runs: 20 });
    const tried = ['tried', 'using', 'habitual', 'champion', 'lapsed'] as const;
    for (let run = 0; run < 20; run++) {
      const there = startersIn(plan, plan.seed, run).reduce((sum, size) => sum + size, 0);
      const [share, many] = [simulation.goals[run]!, simulation.goals[20 + run]!];
      expect(share).toBeCloseTo((many * plan.learners) / there, 8);
      const left = tried.reduce((sum, name) => sum + simulation.own![(STORED.indexOf(name) * 28 + 20) * 20 + run]!, 0);
      // Whoever opted out after trying counts as well.
      expect(many).toBeGreaterThanOrEqual(left);
    }
  });

  test('takes a million a week, and says plainly what is too much', () => {
    const huge = compile(rolling(0, 1_000_000, 2));
    const { totals } = simulateRuns(huge, { firstRun: 0, runs: 2 });
    expect(Math.max(...totals)).toBeGreaterThan(1_500_000);
    const segments = (count: number) =>
      Array.from({ length: count }, (_, index) => segment({ id: `s${index}`, size: 5, inflow: 3 }));
    expect(compile(rolling(0, 0, 104, { days: 90, segments: segments(6) })).rolling!.width).toBe(5);
    expect(() => compile(rolling(0, 0, 104, { days: 90, segments: segments(60) }))).toThrow(Refusal);
  });

  test('is changed as compiling it anew would change it, which contributions and better plans go by', () => {
    const given = rolling(40, 20, 3);
    const kept = given.touchpoints.slice(1);
    const anew = compile({ ...given, touchpoints: kept });
    const variant = variantsOf(given, compile(given))(kept);
    expect(simulateRuns(variant, { firstRun: 0, runs: 4 })).toEqual(simulateRuns(anew, { firstRun: 0, runs: 4 }));
  });

  test('keeps the sum of starters where weeks start together', () => {
    const segments = Array.from({ length: 6 }, (_, index) => segment({ id: `s${index}`, size: 5, inflow: 3 }));
    const plan = compile(rolling(0, 0, 104, { days: 90, segments }));
    expect(plan.learners).toBeCloseTo(6 * (5 + 3 * 104), 8);
    const starts = plan.segments.flatMap(({ start = 0 }) => start);
    expect(starts.every((start) => start % 7 === 0 && start <= 7 * 104)).toBe(true);
  });
});

test.each([0.2, 3, 40, 399, 400, 5000])('Poisson numbers of mean %d have that mean and variance', (mean) => {
  const count = 4000;
  const values = Array.from({ length: count }, (_, index) => poisson(mean, (index + 0.5) / count));
  const found = meanOf(values);
  const variance = meanOf(values.map((value) => (value - found) ** 2));
  expect(found / mean).toBeCloseTo(1, 2);
  expect(variance / mean).toBeGreaterThan(0.98);
  expect(variance / mean).toBeLessThan(1.01);
});
