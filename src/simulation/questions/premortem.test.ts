import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { assume, campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import type { Plan } from '../plan/plan.ts';
import { sampleValues } from '../plan/values.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { certain } from '../statistics.testing.ts';
import { causesOf } from './alone.testing.ts';
import { causesAmong, reachedWithout, suspectsIn, valuesUnder, type Suspect } from './premortem.ts';

const RUNS = 200;
const MISSED = 0.4;

const small: Campaign = campaign({
  days: 40,
  segments: [segment({ size: 500 })],
  touchpoints: [
    touchpoint('launch-email', 0),
    touchpoint('gentle-nudge', 7, { days: 28, cadence: 'weekly' }),
    touchpoint('welcome-message', 3, { channel: 'slack', days: 28, cadence: 'weekly' }),
    touchpoint('onboarding-tour', 0, { channel: 'platform', days: 40 }),
    touchpoint('one-click-link', 0, { channel: 'platform', days: 40 }),
  ],
  goals: [
    { id: 'g', name: 'In use', metric: 'active', target: 1, unit: 'learners', date: addDays(START, 39), segments: [] },
  ],
});

/** Parameters that hardly play a part within these weeks, and as unsure as usual. */
const IDLE = [
  'champions.rate',
  'peers.champions',
  'trying.laterComeback',
  'fatigue.dormant',
  'optOut.inUse',
  'awareness.recall',
];

type Plant = (plan: Plan) => void;
const uncertain =
  (id: string, spread?: number): Plant =>
  (plan) => {
    const place = placeOfParameter(id)!;
    const { below, above } = compile(small).parameters;
    plan.parameters.below[place] = spread ?? below[place]!;
    plan.parameters.above[place] = spread ?? above[place]!;
  };
const at =
  (id: string, value: number): Plant =>
  (plan) => {
    plan.parameters.centre[placeOfParameter(id)!] = value;
  };
const unsure =
  (tactic: string, spread: number): Plant =>
  (plan) => {
    const place = TACTICS.findIndex(({ id }) => id === tactic);
    plan.strengths.below[place] = spread;
    plan.strengths.above[place] = spread;
  };

/** Days that differ, for a goal that the launch decides. */
const firstDays: Plant = (plan) => {
  at('variation.day', 0.6)(plan);
  plan.goals = plan.goals.map((goal) => ({ ...goal, metric: 'tried', day: 9 }));
};

/** A plan that is certain but for what is planted and for what plays no part, with a goal that so many runs miss. */
function planted(plants: Plant[], seed: number, missed = MISSED): Plan {
  const plan = { ...certain(compile(small)), seed };
  for (const plant of [...IDLE.map((id) => uncertain(id)), ...plants]) plant(plan);
  const learners = simulateCounts({ ...plan, detailed: [] }, { firstRun: 0, runs: RUNS }).goals.toSorted();
  return {
    ...plan,
    goals: plan.goals.map((goal) => ({ ...goal, target: learners[Math.floor(missed * RUNS)]! + 0.5 })),
  };
}

const PLANTS: [what: string, id: string, side: 'low' | 'high', ...Plant[]][] = [
  ['following mail', 'channels.email.click', 'low', uncertain('channels.email.click', 0.8)],
  ['the cost of a step', 'trying.friction', 'high', uncertain('trying.friction', 0.7)],
  ['lapsing', 'habit.lapse', 'high', uncertain('habit.lapse', 0.5)],
  ['giving up', 'trying.giveUp', 'high', uncertain('trying.giveUp', 0.8)],
  ['opting out', 'optOut.rate', 'high', at('optOut.rate', 0.01), uncertain('optOut.rate', 1.2)],
  ['fatigue', 'fatigue.rise', 'high', uncertain('fatigue.rise', 1.5)],
  ['forgetting', 'awareness.halfLife', 'low', uncertain('awareness.halfLife', 1)],
  ['the campaign', 'campaign', 'low', at('variation.campaign', 0.4)],
  ['the first days', 'start', 'low', firstDays],
  ['a tactic', 'onboarding-tour', 'low', unsure('onboarding-tour', 1)],
];

test('causes that are planted are found, on their side, and no others', { timeout: 120_000 }, () => {
  const seeds = [1, 2, 3];
  const missed: string[] = [];
  const mistaken: string[] = [];
  for (const [what, id, side, ...plants] of PLANTS) {
    for (const seed of seeds) {
      const causes = causesOf(planted(plants, seed), 'g', { runs: RUNS });
      if (!causes.some((cause) => cause.id === id && cause.side === side)) missed.push(`${what}, seed ${seed}`);
      mistaken.push(...causes.filter((cause) => cause.id !== id).map((cause) => `${cause.id} for ${what}`));
    }
  }
  const plans = PLANTS.length * seeds.length;
  expect(missed.length, missed.join('; ')).toBeLessThanOrEqual(0.1 * plans);
  expect(mistaken.length, mistaken.join('; ')).toBeLessThanOrEqual(0.05 * plans);
});

test('no cause is named where nothing but chance parts the runs', { timeout: 60_000 }, () => {
  const seeds = Array.from({ length: 20 }, (_, seed) => seed);
  const named = seeds.flatMap((seed) => causesOf(planted([], seed), 'g', { runs: RUNS }));
  expect(named.length, named.map(({ id }) => id).join()).toBeLessThanOrEqual(0.05 * seeds.length);
});

test('what is held is as usual, and everything else, luck too, as it was', () => {
  const range = { firstRun: 3, runs: 8 };
  const place = placeOfParameter('trying.friction')!;
  const still = certain(compile(small));
  const shaken = certain(compile(small));
  uncertain('trying.friction')(shaken);
  const before = simulateCounts(still, range);
  expect(simulateCounts(shaken, range).totals).not.toEqual(before.totals);
  expect(simulateCounts(shaken, { ...range, held: new Map([[place, 0]]) }).totals).toEqual(before.totals);
  // All else that is drawn stays as it is drawn.
  uncertain('habit.lapse')(shaken);
  uncertain('habit.lapse')(still);
  expect(simulateCounts(shaken, { ...range, held: new Map([[place, 0]]) }).totals).toEqual(
    simulateCounts(still, range).totals,
  );
});

test('where most runs miss the goal, causes are held against the runs that reach it', () => {
  const plan = planted([uncertain('habit.lapse', 0.5)], 1, 0.8);
  const [cause, ...others] = causesOf(plan, 'g', { runs: RUNS });
  expect(cause).toMatchObject({ id: 'habit.lapse', side: 'high', reference: 'reaching' });
  expect(cause!.against).toBeLessThan(0.078 * Math.exp(-0.5));
  expect(others).toEqual([]);
});

describe('a suspect', () => {
  test('is told with its value in failing runs, in its own unit, beside the usual one', () => {
    const plan = planted([uncertain('habit.lapse', 0.5)], 1);
    const [cause] = causesOf(plan, 'g', { runs: RUNS });
    expect(cause).toMatchObject({
      kind: 'parameter',
      id: 'habit.lapse',
      name: 'Lapses from use',
      segments: [],
      reference: 'usual',
    });
    expect(cause!.against).toBeCloseTo(0.078, 9);
    expect(cause!.typical).toBeGreaterThan(0.085);
    expect(cause!.typical).toBeLessThan(0.14);
    expect(valuesUnder(plan, cause!, 1)[placeOfParameter('habit.lapse')!]).toBeCloseTo(0.078 * Math.exp(0.5), 6);
  });

  test('names the segment that it is about, where it is fixed for all others', () => {
    const segments = [segment({ id: 'a', name: 'Sales', size: 300 }), segment({ id: 'b', name: 'Service', size: 300 })];
    const assumptions = [
      { ...assume({ 'habit.lapse': 0.078 })[0]!, low: 0.078, high: 0.078 },
      { ...assume({ 'habit.lapse': 0.078 }, 'b')[0]!, low: 0.03, high: 0.2 },
    ];
    const plan = compile({ ...small, segments, assumptions });
    const sharing = { ...planted([], 1), parameters: plan.parameters, segments: plan.segments, learners: 600 };
    for (const id of ['variation.campaign', 'variation.day']) at(id, 0)(sharing);
    const met = Array.from({ length: RUNS }, (_, run) => (lapseIn(sharing, run) > 0.09 ? '0' : '1')).join('');
    const { suspects } = suspectsIn(sharing, 'g', 1, met);
    expect(suspects[0]).toMatchObject({ id: 'habit.lapse', side: 'high', segments: ['Service'] });
  });

  const lapseIn = (plan: Plan, run: number) =>
    sampleValues(plan, 1, run)[PARAMETERS.length + placeOfParameter('habit.lapse')!]!;
});

test('a cause would have saved one failing run in ten at least, and the weightiest comes first', () => {
  const suspects = ['a', 'b', 'c'].map((id) => ({ id }) as Suspect);
  expect(causesAmong(suspects, [9, 10, 60], 100).map(({ id, share }) => [id, share])).toEqual([
    ['c', 0.6],
    ['b', 0.1],
  ]);
});

test('the share of a cause is what anybody sees who fixes it and draws the same runs again', () => {
  const plan = planted([uncertain('trying.giveUp', 0.8), uncertain('habit.lapse', 0.2)], 1);
  const fixed = { ...planted([uncertain('habit.lapse', 0.2)], 1), goals: plan.goals };
  const [cause] = causesOf(plan, 'g', { runs: RUNS });
  const { target } = plan.goals[0]!;
  const [drawn, saved] = [plan, fixed].map((one) => simulateCounts(one, { firstRun: 0, runs: RUNS }).goals);
  const failing = Array.from(drawn!.keys()).filter((run) => drawn![run]! < target);
  const reached = failing.filter((run) => saved![run]! >= target);
  expect(cause).toMatchObject({ id: 'trying.giveUp', share: reached.length / failing.length });
  expect(reachedWithout(plan, cause!, { goalId: 'g', seed: 1, runs: failing })).toBe(reached.length);
});

test.each([
  ['1'.repeat(50), 'All 50 runs reach the goal “In use”, so there is nothing to guard against.'],
  ['0'.repeat(50), 'None of the 50 runs reaches the goal “In use”'],
  [`0${'1'.repeat(49)}`, 'Only 1 of 50 runs misses the goal “In use”: too few'],
  [`1${'0'.repeat(49)}`, 'Only 1 of 50 runs reaches the goal “In use”: too few'],
  [`11${'0'.repeat(48)}`, 'Only 2 of 50 runs reach the goal “In use”: too few'],
])('runs that tell nothing are refused: %s', (met, sentence) => {
  expect(() => suspectsIn(compile(small), 'g', 1, met)).toThrow(sentence);
});
