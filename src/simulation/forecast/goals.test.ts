import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Assumption, Campaign, Goal } from '#campaign/document.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { immediateForecastOf } from './immediate.ts';
import { ALIKE, campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { comparablePlans, comparisonOf } from '../questions/compare.ts';
import { compile } from '../plan/compile.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { expectationOf } from '../kernel/expectation.ts';
import type { Plan } from '../plan/plan.ts';
import { forecastFrom } from './fromRuns.ts';
import { certain } from '../statistics.testing.ts';
import { simulateTeams } from '../runs/simulate.ts';

/** A campaign of which the trajectory is known: a thousand hear of it on day 0, try it on day 1, use it on day 2 and lapse for good on day 3. */

const LEARNERS = 1000;
/** A rate at which two in a billion stay behind; so nobody does. */
const AT_ONCE = 20;
const known: Record<string, number> = {
  'awareness.recall': 1,
  'trying.pull': 1,
  'trying.start': AT_ONCE,
  'trying.giveUp': 0,
  'habit.advance': 0,
  'habit.lapse': AT_ONCE,
  'trying.comeback': 0,
  'responsiveness.spread': 0,
  'peers.influence': 0,
  // On no day and in no campaign otherwise; and of those who could try it, one in a hundred thousand loses sight of it instead.
  ...ALIKE,
  'variation.campaign': 0,
  'variation.day': 0,
  'awareness.halfLife': 3660,
};
/** Digits to which expectations can be told, for those few. */
const DIGITS = 1;
const assumptions = (values: Record<string, number>): Assumption[] =>
  Object.entries(values).map(([parameter, value]) => ({ id: parameter, parameter, value, low: value, high: value }));
const goal = (day: number, changes: Partial<Goal> = {}): Goal => ({
  id: `${changes.metric ?? 'active'} ${day}`,
  name: 'G',
  metric: 'active',
  target: LEARNERS,
  unit: 'learners',
  date: addDays(START, day),
  segments: [],
  ...changes,
});
const given = (changes: Partial<Campaign> = {}) =>
  campaign({
    days: 6,
    segments: [segment({ size: LEARNERS, frictionSteps: 0 })],
    // Pull by itself is 1 a day at most; this event makes it 25.
    events: [
      { id: 'e', name: 'E', kind: 'cultural', start: START, days: 6, pushFactor: 1, pullFactor: 25, segments: [] },
    ],
    assumptions: assumptions(known),
    ...changes,
  });

const blockOf = (plan: Plan) => simulateCounts(plan, { firstRun: 0, runs: 20 });
/** The ways to ask for the chance of a goal, and for the learners behind it. */
const ways: [string, (plan: Plan) => { probability: number; expected: { mean: number } }[]][] = [
  ['runs', (plan) => forecastFrom(plan, [blockOf(plan)]).goals],
  [
    'runs with teams',
    (plan) => {
      const own = { ...plan, segments: plan.segments.map((each) => ({ ...each, teamSize: 8 })) };
      return forecastFrom(own, [simulateTeams(own, { firstRun: 0, runs: 20 })]).goals;
    },
  ],
  ['a immediate forecast', (plan) => immediateForecastOf(certain(plan)).goals],
];

/** The chance of a goal. An immediate one is nearly 1 where one in a hundred thousand strays. */
const chanceOf = ({ probability }: { probability: number }) => Number(probability.toFixed(6));

describe.each(ways)('a goal in %s', (_, goalsOf) => {
  test('is judged on its day, neither the day before nor the day after', () => {
    const goals = [0, 1, 2, 3, 4].map((day) => goal(day));
    const found = goalsOf(compile(given({ goals })));
    expect(found.map(chanceOf)).toEqual([0, 0, 1, 0, 0]);
    [0, 0, LEARNERS, 0, 0].forEach((learners, day) => expect(found[day]!.expected.mean).toBeCloseTo(learners, DIGITS));
  });

  test('is reached by exactly as many as it asks for, and not by one fewer', () => {
    const goals = [LEARNERS - 1, LEARNERS, LEARNERS + 1].map((target) => goal(2, { id: `${target}`, target }));
    expect(goalsOf(compile(given({ goals }))).map(chanceOf)).toEqual([1, 1, 0]);
  });

  test('before the campaign is reached by nobody, and after it by those of the last day', () => {
    const goals = [goal(-1, { target: 1 }), goal(-1, { id: 'none', target: 0 }), goal(99)];
    const plan = compile(given({ goals, days: 3 }));
    expect(goalsOf(plan).map(chanceOf)).toEqual([0, 1, 1]);
  });

  test('counts those it means: tried also who lapsed, active neither them nor who only tried', () => {
    const goals = [1, 2, 3].flatMap((day) =>
      (['aware', 'tried', 'active', 'habitual', 'champions'] as const).map((metric) => goal(day, { metric })),
    );
    const chances = goalsOf(compile(given({ goals }))).map(chanceOf);
    expect(chances).toEqual([1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0]);
  });

  test('takes a share of the segments it names, and counts only these', () => {
    const segments = ['a', 'b'].map((id, index) => segment({ id, size: 250 * (1 + 2 * index), frictionSteps: 0 }));
    const never = { parameter: 'trying.pull', value: 0, low: 0, high: 0, id: 'never', segmentId: 'b' };
    const half = { target: 0.5, unit: 'share' } as const;
    const goals = [
      goal(2, { ...half, id: 'all' }),
      goal(2, { ...half, id: 'a', segments: ['a'] }),
      goal(2, { ...half, id: 'b', segments: ['b'] }),
    ];
    const plan = compile(given({ goals, segments, assumptions: [...assumptions(known), never] }));
    expect(plan.goals.map(({ target }) => target)).toEqual([500, 125, 375]);
    const found = goalsOf(plan);
    expect(found.map(chanceOf)).toEqual([0, 1, 0]);
    [250, 250, 0].forEach((learners, index) => expect(found[index]!.expected.mean).toBeCloseTo(learners, DIGITS));
  });
});

test('the expectation of a goal is that of its day', () => {
  const goals = [1, 2, 3].map((day) => goal(day));
  const found = expectationOf(compile(given({ goals }))).goals;
  [0, LEARNERS, 0].forEach((learners, index) => expect(found[index]).toBeCloseTo(learners, DIGITS));
});

test('habit and champions count for active use, and champions for habit', () => {
  const values = { ...known, 'habit.lapse': 0, 'habit.advance': AT_ONCE, 'champions.rate': 1 };
  const goals = [5, 11].flatMap((day) =>
    (['active', 'habitual', 'champions'] as const).map((metric) => goal(day, { metric })),
  );
  // The habit comes on day 5; a presence makes nearly four times as many champions, all of them until day 11.
  const winning = { id: 'winning', form: 'presence', effect: { championing: 20 } } as unknown as Tactic;
  const touchpoints = [touchpoint('winning', 0, { days: 12, channel: 'platform' })];
  const plan = compile(given({ days: 12, goals, touchpoints, assumptions: assumptions(values) }), {
    tactics: () => winning,
  });
  const found = forecastFrom(plan, [blockOf(plan)]).goals.map(({ probability }) => probability);
  expect(found).toEqual([1, 1, 0, 1, 1, 1]);
});

test('those who opted out count by how far they had come', () => {
  const unseen = { id: 'unseen', form: 'message', effect: { reach: 0, click: 0 } } as unknown as Tactic;
  // Thirty messages on one day: everybody opts out.
  const reachedAfter = (day: number, pull: number) => {
    const values = { ...known, 'trying.start': 0, 'optOut.rate': 1, 'trying.pull': pull };
    const goals = (['aware', 'tried', 'active'] as const).map((metric) => goal(4, { metric }));
    const touchpoints = Array.from({ length: 30 }, () => touchpoint('unseen', day));
    const plan = compile(given({ goals, touchpoints, assumptions: assumptions(values) }), { tactics: () => unseen });
    return forecastFrom(plan, [blockOf(plan)]).goals.map(({ probability }) => probability);
  };
  expect(reachedAfter(2, 1)).toEqual([1, 1, 0]);
  // Nobody has tried it yet.
  expect(reachedAfter(1, 0)).toEqual([1, 0, 0]);
  // Nobody has heard of it yet.
  expect(reachedAfter(0, 1)).toEqual([0, 0, 0]);
});

test('a comparison judges both plans on that day, and is reached by as many as the goal asks for', () => {
  const goals = [1, 2, 3].map((day) => goal(day));
  const base = given({ goals });
  const later = given({ name: 'Later', events: base.events.map((event) => ({ ...event, start: addDays(START, 1) })) });
  const idle = assumptions({ ...known, 'awareness.recall': 0, 'trying.pull': 0 });
  const nobody = given({ name: 'Nobody', assumptions: idle });
  const { base: plan, others } = comparablePlans(base, [later, nobody]);
  const sampled = (own: Plan) => ({ plan: own, simulations: [blockOf(own)], again: [blockOf(own)] });
  const found = others.map((other) => comparisonOf(sampled(plan), sampled(other.plan)).goals);
  expect(found[1]!.map(({ probability }) => [probability.base, probability.other])).toEqual([
    [0, 0],
    [1, 0],
    [0, 0],
  ]);
  expect(found[1]!.map(({ difference }) => difference.mean)).toEqual([0, -LEARNERS, 0]);
  expect(found[1]!.map(({ probabilityBetter }) => probabilityBetter)).toEqual([0.5, 0, 0.5]);
  expect(found[0]![1]!.probability).toEqual({ base: 1, other: 0 });
});
