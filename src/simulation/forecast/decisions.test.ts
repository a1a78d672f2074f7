import { observed } from '../questions/alone.testing.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Way } from '#campaign/decisions.ts';
import type { Campaign, Decision } from '#campaign/document.ts';
import { placeOfParameter } from '#campaign/parameters.ts';
import { campaignOn } from '#campaign/ways.ts';
import { campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { campaignAsExpected, expectedWay } from '../kernel/expectedWay.ts';
import { SERIES, STORED } from '../model/stages.ts';
import { comparablePlans, comparisonOf } from '../questions/compare.ts';
import { compile } from '../plan/compile.ts';
import type { Plan } from '../plan/plan.ts';
import { startersIn } from '../plan/starters.ts';
import { simulateRuns, wayOfRun } from '../runs/simulate.ts';
import type { Simulation } from '../runs/simulation.ts';
import { certain, generator, meanOf, standardErrorOf } from '../statistics.testing.ts';
import { bestOf, decisionsOf, type Branches } from './decisions.ts';
import { forecastFrom } from './fromRuns.ts';
import { immediateForecast } from './immediate.ts';

const point = (id: string, day: number, below: number, changes: Partial<Decision> = {}): Decision => ({
  id,
  name: id,
  date: addDays(START, day),
  metric: 'active',
  below,
  unit: 'share',
  segments: [],
  ...changes,
});

/** Mails that only a rescue sends, and one channel that only the other branch uses: its circle must not be felt before. */
const deciding = (changes: Partial<Campaign> = {}) =>
  campaign({
    days: 60,
    segments: [segment({ id: 'office', size: 600 }), segment({ id: 'field', size: 300 })],
    goals: [
      { id: 'use', name: 'Use', metric: 'active', target: 0.1, unit: 'share', date: addDays(START, 59), segments: [] },
    ],
    decisions: [point('early', 14, 0.05)],
    touchpoints: [
      touchpoint('launch-email', 0),
      touchpoint('broad-email', 7, { segments: ['office'] }),
      touchpoint('second-try', 15, { days: 40, cadence: 'weekly', segments: ['field'], thenOf: 'early' }),
      touchpoint('text-reminder', 20, { channel: 'text', otherwiseOf: 'early' }),
      touchpoint('two-minutes-a-day', 30, { channel: 'platform', days: 30 }),
    ],
    ...changes,
  });

const RANGE = { firstRun: 3, runs: 24 };
const activeOn = ({ totals, runs }: Simulation, days: number, day: number, run: number) =>
  [...STORED.keys()].map((series) => totals[(series * days + day) * runs + run]!);

describe('a run of a plan with decision points', () => {
  test.each([
    ['by counts', deciding()],
    ['with teams', deciding({ segments: [segment({ size: 300, teamSize: 6 })] })],
    [
      'at two points, the second after what the first decided',
      deciding({ decisions: [point('late', 35, 40, { unit: 'learners' }), point('early', 14, 0.05)] }),
    ],
  ])('%s is to the bit the run of the campaign that it decides for', (_, given) => {
    const plan = compile(given);
    const simulation = simulateRuns(plan, RANGE);
    const { decisions } = plan.decided!;
    const ways = new Set<number>();
    for (let run = 0; run < RANGE.runs; run++) {
      const way = wayOfRun(plan.decided!, simulation, run);
      ways.add(way);
      // By hand: the campaign with nothing left to decide, and its own numbers on the date.
      const branches: Way = new Map(decisions.map(({ id }, at) => [id, (way >> at) & 1 ? 'then' : 'otherwise']));
      const alone = { ...compile(campaignOn(given, branches)), circles: plan.circles! };
      const one = simulateRuns(alone, { firstRun: RANGE.firstRun + run, runs: 1 });
      for (let day = 0; day < plan.days; day++)
        expect(activeOn(simulation, plan.days, day, run)).toEqual(activeOn(one, plan.days, day, 0));
      expect(simulation.goals[run]).toBe(one.goals[0]);
      const forecast = forecastFrom(alone, [one]);
      for (const { id, date, below, unit } of given.decisions) {
        const active = forecast.series.active.mean[forecast.dates.indexOf(date)]!;
        const isBelow = active < (unit === 'share' ? below * plan.learners : below);
        expect(branches.get(id)).toBe(isBelow ? 'then' : 'otherwise');
      }
    }
    expect(ways.size).toBeGreaterThan(1);
  });

  test.each([
    ['one alone uses a channel', deciding()],
    [
      'the cap holds messages back',
      deciding({
        contact: { ...deciding().contact, capPerWeek: 1, atCap: 'defer' },
        touchpoints: deciding().touchpoints.map((one) => (one.thenOf ? { ...one, priority: 'must' } : one)),
      }),
    ],
  ])('is the same on all ways until they part, also where %s', (_, given) => {
    const plan = compile(given);
    const [otherwise, then] = plan.decided!.ways.map((way) => simulateRuns(way, RANGE));
    for (let day = 0; day <= 14; day++)
      for (let run = 0; run < RANGE.runs; run++)
        expect(activeOn(then!, plan.days, day, run)).toEqual(activeOn(otherwise!, plan.days, day, run));
    expect(then!.goals).not.toEqual(otherwise!.goals);
  });

  test('costs no more where nothing waits for a decision point, and changes nothing', () => {
    const { touchpoints } = deciding();
    const waiting = deciding({ touchpoints: touchpoints.slice(0, 2) });
    const plan = compile(waiting);
    expect(new Set(plan.decided!.ways).size).toBe(1);
    expect(simulateRuns(plan, RANGE).totals).toEqual(
      simulateRuns(compile({ ...waiting, decisions: [] }), RANGE).totals,
    );
  });

  test('refuses a fourth point in a sentence', () => {
    const four = deciding({ decisions: ['a', 'b', 'c', 'd'].map((id) => point(id, 14, 0.1)) });
    expect(() => compile(four)).toThrow(/4 decision points are too many.*Keep 3 at most\./);
  });
});

describe('a rolling plan with a decision point', () => {
  const rolls = (changes: Partial<Campaign> = {}) =>
    deciding({
      rolling: { weeks: 4 },
      decisions: [point('early', 16, 0.03)],
      segments: [segment({ id: 'office', size: 120, inflow: 40 }), segment({ id: 'field', size: 60, inflow: 25 })],
      ...changes,
    });

  test.each<[string, Partial<Campaign>]>([
    ['a share', {}],
    ['a number', { decisions: [point('early', 16, 8, { unit: 'learners' })] }],
    ['of one segment', { decisions: [point('early', 16, 0.03, { segments: ['office'] })] }],
    ['on the first day, when some have not started', { decisions: [point('early', 0, 0.5)] }],
    [
      'in teams',
      {
        segments: [
          segment({ id: 'office', size: 120, inflow: 40, teamSize: 5 }),
          segment({ id: 'field', size: 60, inflow: 25 }),
        ],
      },
    ],
  ])('decides once, on its date, by all who have started by then: %s', (_, changes) => {
    const given = rolls(changes);
    const plan = compile(given);
    const simulation = simulateRuns(plan, RANGE);
    const [decision] = given.decisions;
    const date = dayOf(decision!.date) - plan.firstDay;
    for (let run = 0; run < RANGE.runs; run++) {
      const way = wayOfRun(plan.decided!, simulation, run);
      const branches: Way = new Map([['early', way === 1 ? 'then' : 'otherwise']]);
      const alone = { ...compile(campaignOn(given, branches)), circles: plan.circles! };
      const one = simulateRuns(alone, { firstRun: RANGE.firstRun + run, runs: 1 });
      for (let day = 0; day < plan.days; day++)
        expect(activeOn(simulation, plan.days, day, run)).toEqual(activeOn(one, plan.days, day, 0));
      expect(Array.from(one.own!, (_own, at) => simulation.own![at * RANGE.runs + run])).toEqual([...one.own!]);
      const meant = decision!.segments.length === 0 ? ['office', 'field'] : decision!.segments;
      const started = startersIn(alone, alone.seed, RANGE.firstRun + run).reduce((sum, size, index) => {
        const { id, start = 0 } = alone.segments[index]!;
        return sum + (start <= date && meant.includes(id) ? size : 0);
      }, 0);
      const kept = decision!.segments.length === 0 ? one.totals : one.segments.subarray(0, one.totals.length);
      const active = ['using', 'habitual', 'champion']
        .map((name) => kept[STORED.findIndex((series) => series === name) * plan.days + date]!)
        .reduce((sum, learners) => sum + learners, 0);
      const { below, unit } = decision!;
      expect(branches.get('early')).toBe(active < (unit === 'share' ? below * started : below) ? 'then' : 'otherwise');
    }
  });

  test('goes both ways, tells what it is worth, and is forecast at once on the way that is expected', () => {
    const given = rolls();
    const plan = compile(given);
    const simulation = simulateRuns(plan, { firstRun: 0, runs: 60 });
    const [found] = decisionsOf(plan, plan.decided!, [simulation]);
    expect(found!.shareThen).toBeGreaterThan(0);
    expect(found!.shareThen).toBeLessThan(1);
    expect(forecastFrom(plan, [simulation]).goals[0]!.probability).toBe(found!.goals[0]!.probability);
    expect(immediateForecast(given).cohort).toBeDefined();
    // Both ways are one until the date.
    const [otherwise, then] = plan.decided!.ways.map((way) => simulateRuns(way, RANGE));
    for (let day = 0; day <= 16; day++)
      for (let run = 0; run < RANGE.runs; run++)
        expect(activeOn(then!, plan.days, day, run)).toEqual(activeOn(otherwise!, plan.days, day, run));
  });

  test('is the plan in which everybody starts at once where nobody follows', () => {
    const segments = rolls().segments.map(({ inflow: _, ...one }) => one);
    const { rolling: _, ...dated } = rolls({ segments });
    expect(simulateRuns(compile(rolls({ segments })), RANGE)).toEqual(simulateRuns(compile(dated), RANGE));
    expect(compile(rolls({ segments })).hash).toBe(compile(dated).hash);
  });
});

describe('what a decision point is worth', () => {
  const given = deciding();
  const plan = compile(given);
  const simulation = simulateRuns(plan, { firstRun: 0, runs: 200 });
  const [found] = decisionsOf(plan, plan.decided!, [simulation]);
  const [goal] = found!.goals;

  test('are the chances of the forecast and of both branches alone', () => {
    const forecast = forecastFrom(plan, [simulation]);
    const share = (way: number) => {
      const { ways } = plan.decided!;
      const own = simulateRuns(ways[way]!, { firstRun: 0, runs: 200 });
      return forecastFrom(ways[way]!, [own]).goals[0]!.probability;
    };
    expect(goal).toMatchObject({
      probability: forecast.goals[0]!.probability,
      alwaysThen: share(1),
      alwaysOtherwise: share(0),
    });
    expect(found!.shareThen).toBeGreaterThan(0);
    expect(found!.shareThen).toBeLessThan(1);
    expect(goal!.gain).toBeCloseTo(goal!.probability - Math.max(goal!.alwaysThen, goal!.alwaysOtherwise), 12);
  });

  test('however the runs were split', () => {
    const parts = [0, 50].map((firstRun) => simulateRuns(plan, { firstRun, runs: firstRun === 0 ? 50 : 150 }));
    expect(decisionsOf(plan, plan.decided!, parts)).toEqual([found]);
  });

  test('messages a learner gets so are those of the ways taken', () => {
    const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
    const { contacts, dates } = forecastFrom(plan, [simulation]);
    const everySeventh = contacts.perLearnerWeek.filter((_, day) => (dates.length - 1 - day) % 7 === 0);
    expect(found!.messages.asDecided).toBeCloseTo(sum(everySeventh), 10);
    const { alwaysThen, alwaysOtherwise, asDecided } = found!.messages;
    expect(asDecided).toBeCloseTo(found!.shareThen * alwaysThen + (1 - found!.shareThen) * alwaysOtherwise, 10);
  });

  test('messages of a week are those of the ways that runs take', () => {
    const { contacts } = forecastFrom(plan, [simulation]);
    const [otherwise, then] = plan.decided!.ways.map((way) => {
      const [own] = [simulateRuns(way, { firstRun: 0, runs: 1 })];
      return forecastFrom(way, [own]).contacts.perLearnerWeek[25]!;
    });
    const { shareThen } = found!;
    expect(contacts.perLearnerWeek[25]).toBeCloseTo(shareThen * then! + (1 - shareThen) * otherwise!, 10);
  });
});

test('nothing is said of a decision point whose date is not simulated', () => {
  const given = deciding({ decisions: [point('late', 35, 0.05), point('early', 14, 0.05), point('before', -1, 0.05)] });
  const foundUntil = (day: number) => {
    const plan = compile(given, { until: addDays(START, day) });
    const simulations = [simulateRuns(plan, RANGE)];
    return decisionsOf(plan, plan.decided!, simulations).map(({ id }) => id);
  };
  expect(foundUntil(59)).toEqual(['early', 'late']);
  expect(foundUntil(35)).toEqual(['early', 'late']);
  expect(foundUntil(34)).toEqual(['early']);
  expect(foundUntil(13)).toEqual([]);
});

test('luck that turns a decision is not counted among the parameters', () => {
  // Nothing is unknown, and campaigns differ: whichever way one goes is luck.
  const lucky = (plan: Plan): Plan => {
    const sure = certain(plan);
    sure.parameters.centre[placeOfParameter('variation.campaign')!] = 0.6;
    return sure;
  };
  // Whoever begins well is helped on: the decision adds to what luck does.
  const { touchpoints } = deciding();
  const helping = touchpoints.map(({ thenOf, otherwiseOf: _, ...one }) =>
    thenOf ? { ...one, otherwiseOf: thenOf } : one,
  );
  const given = compile(deciding({ touchpoints: helping }));
  const plan = { ...lucky(given), decided: { ...given.decided!, ways: given.decided!.ways.map(lucky) } };
  const simulation = simulateRuns(plan, { firstRun: 0, runs: 200 });
  const { uncertainty } = forecastFrom(plan, [simulation]);
  const [found] = decisionsOf(plan, plan.decided, [simulation]);
  expect(Math.abs(found!.shareThen - 0.5)).toBeLessThan(0.4);
  expect(uncertainty.campaign).toBeGreaterThan(0);
  // A covariance of 200 independent pairs: nothing but its own error, of which this is three.
  expect(uncertainty.parameters).toBeLessThan((3 / Math.sqrt(200)) * (uncertainty.campaign + uncertainty.parameters));
});

test('a comparison takes each plan as its runs decide', () => {
  const given = deciding();
  const always = campaignOn(given, new Map([['early', 'then']]));
  const { base, others } = comparablePlans(given, [always]);
  const [decided, plain] = [base, others[0]!.plan].map((plan) => observed(plan, { runs: 60, seed: 1, expected: 60 }));
  const [goal] = comparisonOf(decided!, plain!).goals;
  const [found] = decisionsOf(base, base.decided!, decided!.simulations);
  expect(goal!.probability.base).toBe(found!.goals[0]!.probability);
  expect(comparisonOf(decided!, decided!).active.difference).toMatchObject({ mean: 0, p05: 0, p95: 0 });
  expect(others[0]!.notes.join()).toContain('decision points');
});

/** Runs in which a rescue helps those who are low on the date and harms those who are high, by so much. */
function draw({ runs, seed, helps, harms }: { runs: number; seed: number; helps: number; harms: number }): Branches {
  const uniform = generator(seed);
  const measured = Float64Array.from({ length: runs }, () => Math.floor(uniform() * 100));
  const met = (chance: number) => Number(uniform() < chance);
  return {
    measured,
    onOtherwise: measured.map((count) => met(0.3 + count / 250)),
    onThen: measured.map((count) => met(0.3 + count / 250 + (count < 50 ? helps : -harms))),
  };
}
const chance = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const given = fc.record({
  runs: fc.integer({ min: 40, max: 300 }),
  seed: fc.integer({ min: 0, max: 1e9 }),
  helps: chance,
  harms: chance,
});

describe('the best threshold', () => {
  test('is never worse than the better branch alone beyond error, nor claims more than held-out runs show', () => {
    fc.assert(
      fc.property(given, (about) => {
        const of = draw(about);
        const best = bestOf(of, 30);
        const fixed = Math.max(meanOf([...of.onThen]), meanOf([...of.onOtherwise]));
        expect(best.probability).toBeGreaterThanOrEqual(fixed);
        if (best.branch !== null) {
          expect(best).toMatchObject({ below: null, probability: fixed });
          return;
        }
        // In runs that nobody has chosen by: not below either branch by more than four standard errors of the difference.
        const fresh = draw({ ...about, seed: about.seed + 1, runs: 2000 });
        const gains = [fresh.onThen, fresh.onOtherwise].map((alone) =>
          fresh.measured.map(
            (count, run) => (count < best.below! ? fresh.onThen[run]! : fresh.onOtherwise[run]!) - alone[run]!,
          ),
        );
        for (const gain of gains.map((values) => [...values]))
          expect(meanOf(gain)).toBeGreaterThan(-4 * standardErrorOf(gain) - best.error);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test('is found where a rescue helps the low and harms the high', () => {
    const of = { measured: Float64Array.from({ length: 400 }, (_, run) => (run * 37) % 100) };
    const then = of.measured.map((count) => Number(count < 40));
    const otherwise = of.measured.map((count) => Number(count >= 40));
    const best = bestOf({ ...of, onThen: then, onOtherwise: otherwise }, 10);
    expect(best).toMatchObject({ branch: null, below: 40 });
    // Chosen on half of the runs, a threshold may lie a learner beside.
    expect(best.probability).toBeGreaterThan(0.98);
  });

  test('is seldom offered where both branches do the same: no more often than its error says', () => {
    let offered = 0;
    const trials = 200;
    for (let trial = 0; trial < trials; trial++) {
      if (bestOf(draw({ runs: 200, seed: trial + 1, helps: 0, harms: 0 }), 10).branch === null) offered++;
    }
    // One-sided 5 %, with three standard errors of 200 trials above it.
    expect(offered / trials).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / trials));
  });
});

describe('expectations', () => {
  const given = deciding();

  test.each([
    ['low', 0.9, 'then'],
    ['high', 0, 'otherwise'],
  ] as const)('follow the way on which a %s number is expected', (_, below, branch) => {
    const decided = { ...given, decisions: [point('early', 14, below)] };
    const alone = campaignOn(decided, new Map([['early', branch]]));
    expect(campaignAsExpected(decided)).toEqual(alone);
    const plan = compile(decided);
    expect(expectedWay(plan).exposures).toEqual(plan.decided!.ways[branch === 'then' ? 1 : 0]!.exposures);
    const forecast = immediateForecast(decided);
    expect(forecast.goals.map(({ id }) => id)).toEqual(['use']);
    expect(forecast.planHash).toBe(plan.hash);
    const own = immediateForecast(alone);
    expect(forecast.series.active.p50[59]! / own.series.active.p50[59]!).toBeCloseTo(1, 1);
    expect(SERIES).toContain('active');
  });
});
