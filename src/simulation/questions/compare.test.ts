import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { campaign, segment, START, typicalCampaign } from '../campaigns.testing.ts';
import { compare, observed } from './alone.testing.ts';
import { comparablePlans, comparisonOf } from './compare.ts';
import { contrastOf, pairsOf } from './contrast.ts';
import { expectedRuns } from '../runs/expected.ts';
import { simulateCounts } from '../runs/simulate.ts';
import type { RunRange } from '../runs/simulation.ts';
import { forecastFrom } from '../forecast/fromRuns.ts';
import { certain, meanOf } from '../statistics.testing.ts';

const goals: Campaign['goals'] = [
  { id: 'tried', name: 'Tried', metric: 'tried', target: 0.5, unit: 'share', date: addDays(START, 60), segments: [] },
  {
    id: 'active',
    name: 'Active',
    metric: 'active',
    target: 300,
    unit: 'learners',
    date: addDays(START, 89),
    segments: [],
  },
];
const base = typicalCampaign({ name: 'Base', goals });
const without = (tactic: string): Campaign => ({
  ...base,
  name: `Without ${tactic}`,
  touchpoints: base.touchpoints.filter((touchpoint) => touchpoint.tactic !== tactic),
});
const fewer = without('welcome-message');
const runs = 120;

describe('compare', () => {
  const [one] = compare(base, [fewer], { runs });

  test('finds no difference between a plan and itself', () => {
    const [same] = compare(base, [base], { runs: 30 });
    const nothing = { probabilityBetter: 0.5, varianceRatio: 0, difference: { mean: 0, p05: 0, p50: 0, p95: 0 } };
    expect(same!.active).toMatchObject({ date: addDays(START, 89), ...nothing });
    // Two campaigns of the same plan differ all the same, as often this way as that.
    expect(same!.active.probabilitySeen).toBe(0.5);
    expect(same!.active.differenceIndependent.mean).toBe(0);
    expect(same!.active.differenceIndependent.p95).toBeGreaterThan(20);
    expect(same!.active.differenceIndependent.p05).toBeCloseTo(-same!.active.differenceIndependent.p95, 9);
    for (const goal of same!.goals) expect(goal).toMatchObject(nothing);
    expect(same!.notes).toEqual([]);
  });

  test('a goal is reached by exactly as many as it asks for, in both plans', () => {
    const few = typicalCampaign({
      segments: [segment({ size: 8 })],
      days: 10,
      goals: [
        { id: 'g', name: 'G', metric: 'aware', target: 5, unit: 'learners', date: addDays(START, 3), segments: [] },
      ],
    });
    const [same] = compare(few, [few], { runs: 60 });
    const { goals: counted } = simulateCounts(comparablePlans(few, [few]).base, {
      seed: few.seed,
      firstRun: 0,
      runs: 60,
    });
    const reached = counted.filter((learners) => learners >= 5).length / 60;
    expect(counted.filter((learners) => learners === 5).length).toBeGreaterThan(5);
    expect(same!.goals[0]!.probability).toEqual({ base: reached, other: reached });
  });

  test('gives the differences that the forecasts have, day by day and goal by goal', () => {
    const comparable = comparablePlans(base, [fewer]);
    const forecasts = [comparable.base, comparable.others[0]!.plan].map((plan) =>
      forecastFrom(plan, [simulateCounts(plan, { seed: base.seed, firstRun: 0, runs })]),
    );
    const [before, after] = forecasts;
    expect(one!.dates).toEqual(before!.dates);
    one!.daily.mean.forEach((mean, day) =>
      expect(mean).toBeCloseTo(after!.series.active.mean[day]! - before!.series.active.mean[day]!, 8),
    );
    expect(one!.active.difference.mean).toBe(one!.daily.mean.at(-1));
    one!.goals.forEach(({ id, probability, difference }, index) => {
      expect(id).toBe(goals[index]!.id);
      expect(probability).toEqual({
        base: before!.goals[index]!.probability,
        other: after!.goals[index]!.probability,
      });
      expect(difference.mean).toBeCloseTo(after!.goals[index]!.expected.mean - before!.goals[index]!.expected.mean, 8);
    });
  });

  test('is the same the other way round, with the other sign', () => {
    const [back] = compare(fewer, [{ ...base, seed: fewer.seed }], { runs });
    expect(back!.active.difference.mean).toBeCloseTo(-one!.active.difference.mean, 9);
    expect(back!.active.difference.p05).toBeCloseTo(-one!.active.difference.p95, 9);
    expect(back!.active.probabilityBetter + one!.active.probabilityBetter).toBeCloseTo(1, 12);
  });

  test('knows that a plan without its welcome is worse', () => {
    // Not in every run: nobody knows for certain that the welcome helps.
    expect(one!.active.probabilityBetter).toBeLessThan(0.25);
    expect(one!.active.difference.p50).toBeLessThan(0);
    expect(one!.active.difference.p95).toBeLessThan(5);
    expect(one!.goals[0]!.difference.mean).toBeLessThan(-20);
  });

  test.each(TEMPLATES.filter(({ id }) => id !== 'blank').map((template) => [template.id, template] as const))(
    '%s: shared luck leaves at most .04 of the variance of independent runs',
    (_, template) => {
      const plan = template.build({ start: START });
      const pushes = plan.touchpoints.filter(({ direction }) => direction === 'push');
      const left = pushes[Math.floor(pushes.length / 2)];
      const [found] = compare(plan, [{ ...plan, touchpoints: plan.touchpoints.filter((one_) => one_ !== left) }], {
        runs: 60,
      });
      expect(found!.active.varianceRatio).toBeGreaterThan(0);
      expect(found!.active.varianceRatio).toBeLessThan(0.04);
    },
  );

  test('shares chance as well as parameters', () => {
    const sure = certain(comparablePlans(base, [fewer]).base);
    const other = certain(comparablePlans(base, [without('why-message')]).others[0]!.plan);
    const known = (plan: typeof sure) => observed(plan, { seed: 1, runs: 200, expected: 4 });
    expect(comparisonOf(known(sure), known(other)).active.varianceRatio).toBeLessThan(0.5);
  });

  test('is the same however the runs were split', () => {
    const { base: a, others } = comparablePlans(base, [fewer]);
    const b = others[0]!.plan;
    const split = (plan: typeof a) => {
      const [first, second] = [7, 113].map((count, index) => ({ seed: 42, firstRun: index * 7, runs: count })) as [
        RunRange,
        RunRange,
      ];
      return {
        plan,
        simulations: [simulateCounts(plan, first), simulateCounts(plan, second)],
        again: [simulateCounts(plan, { ...first, luck: 1 }), simulateCounts(plan, { ...second, luck: 1 })],
        expected: [
          expectedRuns(plan, { seed: 42, firstRun: 0, runs: 30, opposites: true }),
          expectedRuns(plan, { seed: 42, firstRun: 30, runs: 70, opposites: true }),
        ],
      };
    };
    const { name: _, notes: __, ...unsplit } = one!;
    expect(comparisonOf(split(a), split(b))).toEqual(unsplit);
  });
});

describe('plans that differ in more than touchpoints', () => {
  test('are judged by the goals of the base until the day on which the last one ends', () => {
    const other = { ...base, name: 'Longer', days: 120, goals: [{ ...goals[0]!, target: 0.01 }] };
    const [found] = compare(base, [other], { runs: 10 });
    expect(found!.dates.at(-1)).toBe(addDays(START, 119));
    expect(found!.goals.map(({ id }) => id)).toEqual(['tried', 'active']);
    expect(found!.goals[0]!.probability.other).toBe(found!.goals[0]!.probability.base);
  });

  test('that start later count nobody until then', () => {
    const later = {
      ...base,
      name: 'Later',
      start: addDays(START, 14),
      touchpoints: base.touchpoints.map((touchpoint) => ({ ...touchpoint, start: addDays(touchpoint.start, 14) })),
    };
    const [found] = compare(base, [later], { runs: 20 });
    const [early] = compare(base, [{ ...base, segments: [segment({ size: 0 })] }], { runs: 20 });
    expect(found!.dates.length).toBe(104);
    expect(found!.daily.mean.slice(0, 14)).toEqual(early!.daily.mean.slice(0, 14));
    expect(found!.notes).toEqual([
      `“Later” starts on ${addDays(START, 14)} and “Base” on ${START}; both are compared day by day on the calendar.`,
    ]);
  });

  test('say so where they are for other people', () => {
    const two = [segment(), segment({ id: 'field', name: 'Field', size: 500 })];
    const wide = {
      ...base,
      segments: two,
      goals: [...goals, { ...goals[0]!, id: 'field', name: 'Of the field', segments: ['field'] }],
    };
    const [found] = compare(wide, [base], { runs: 10 });
    expect(found!.goals.map(({ id }) => id)).toEqual(['tried', 'active']);
    expect(found!.notes).toEqual([
      'Goal “Of the field” is about people whom “Base” does not have, so it is left out.',
      '“Base” has 2,000 learners and “Base” 2,500; differences are in learners, not in shares. A goal of a share of learners asks for that share of each plan’s own, so that fewer may be enough.',
    ]);
  });

  test.each([
    [{ start: '2029-01-01' }, 'they have no day in common. Move one of them.'],
    [{ segments: [segment({ id: 'elsewhere' })] }, 'have no segment in common'],
  ])('%j cannot be compared', (changes, sentence) => {
    expect(() => compare(base, [{ ...campaign(), ...changes }])).toThrow(sentence);
  });

  test('nobody and no runs give sentences or zeros, never NaN', () => {
    const nobody = { ...base, segments: [segment({ size: 0 })] };
    const [found] = compare(nobody, [nobody], { runs: 3 });
    expect(JSON.stringify(found)).not.toContain('null');
    expect(found!.active.difference).toEqual({ mean: 0, p05: 0, p50: 0, p95: 0 });
    expect(() => compare(base, [fewer], { runs: 0 })).toThrow('at least one');
    expect(() => compare(base, [fewer], { runs: NaN })).toThrow('whole numbers');
  });
});

test('a tie counts half', () => {
  const { probabilityBetter, difference } = pairsOf(Float64Array.of(1, 5, 3, 2), Float64Array.of(2, 5, 1, 9));
  expect(probabilityBetter).toBe(0.625);
  expect(difference.mean).toBe(meanOf([1, 0, -2, 7]));
});

describe('two honest numbers', () => {
  /** Two lucks of the same five runs: the other plan has one learner more in each, which luck outweighs. */
  const lucks: [Float64Array, Float64Array] = [
    Float64Array.of(10, 20, 30, 40, 50),
    Float64Array.of(14, 15, 30, 46, 20),
  ];
  const more = lucks.map((list) => list.map((learners) => learners + 1)) as typeof lucks;

  test('better on average goes by what is expected, seen by runs with luck of their own', () => {
    const expected = { base: Float64Array.of(12, 18, 30, 43), other: Float64Array.of(13, 18, 29, 44) };
    const { probabilityBetter, probabilitySeen, difference, differenceIndependent } = contrastOf({
      base: lucks,
      other: more,
      expected,
    });
    // Better, the same, worse, better.
    expect(probabilityBetter).toBe(0.625);
    // Each of the four runs whose lucks differ by more than 1 is won once and lost once; the third is won both times.
    expect(probabilitySeen).toBe(0.6);
    expect(difference).toEqual({ mean: 1, p05: 1, p50: 1, p95: 1 });
    expect(differenceIndependent.mean).toBe(1);
    expect(differenceIndependent.p95).toBeGreaterThan(10);
  });

  test('where nobody knows what to expect, runs with the same luck tell which plan is better', () => {
    expect(contrastOf({ base: lucks, other: more, expected: undefined }).probabilityBetter).toBe(1);
  });

  test('expected numbers that six digits cannot tell apart are the same', () => {
    const expected = { base: Float64Array.of(400, 0), other: Float64Array.of(400.001, 0) };
    expect(contrastOf({ base: lucks, other: more, expected }).probabilityBetter).toBe(0.5);
  });
});
