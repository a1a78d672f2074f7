import { describe, expect, test } from 'vitest';
import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { sampleValues } from '../plan/values.ts';
import { campaign, segment, touchpoint } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { simulateCounts } from '../runs/simulate.ts';
import type { Plan } from '../plan/plan.ts';
import { log } from '../numbers/mathematics.ts';
import { certain } from '../statistics.testing.ts';
import { fit, type Observation } from './fit.ts';

const HIDDEN = ['channels.email.click', 'trying.friction', 'habit.lapse', 'peers.influence'];
const DAYS = 63;
const DATES = [13, 27, 41, 62];
const METRICS = ['aware', 'tried', 'active', 'habitual'] as const;

/** A plan of which only the hidden parameters are unknown. */
function planWithHidden(): Plan {
  const plan = compile(
    campaign({
      days: DAYS,
      segments: [segment({ size: 3000, frictionSteps: 2 })],
      touchpoints: [touchpoint('launch-email', 0), touchpoint('why-message', 4, { days: 56, cadence: 'weekly' })],
      assumptions: [{ id: 'a', parameter: 'habit.advance', value: 0.12 }],
    }),
  );
  return onlyHidden(plan, HIDDEN);
}

/** The plan in which all but these parameters are certain. */
function onlyHidden(given: Plan, hidden: readonly string[]): Plan {
  const { centre, below, above } = given.parameters;
  const only = (spread: Float64Array) =>
    spread.map((value, index) => (hidden.some((id) => placeOfParameter(id) === index) ? value : 0));
  return { ...given, parameters: { centre, below: only(below), above: only(above) } };
}

const plan = planWithHidden();
const asked = METRICS.flatMap((metric) => DATES.map((day) => ({ metric, day })));
const watched: Plan = {
  ...plan,
  goals: asked.map(({ metric, day }) => ({ id: '', name: '', date: '', metric, day, target: 0, segments: [0] })),
};

/** What one run shows, whose parameters were drawn from the prior. */
function observe(run: number): { truth: Float64Array; observations: Observation[] } {
  const { goals } = simulateCounts(watched, { seed: 7, firstRun: run, runs: 1 });
  const observations = asked.map((one, index) => ({ ...one, learners: goals[index]! }));
  return { truth: sampleValues(plan, 7, run), observations };
}

describe('fit', () => {
  test('learns from a rolling plan what was counted by date, among all who had started', () => {
    const friction = 'trying.friction';
    const rolls = campaign({
      days: 42,
      rolling: { weeks: 6 },
      segments: [segment({ size: 2000, inflow: 600, frictionSteps: 2 })],
      touchpoints: [touchpoint('launch-email', 0), touchpoint('why-message', 4, { days: 36, cadence: 'weekly' })],
    });
    const hidden = PARAMETERS[placeOfParameter(friction)!]!;
    const truth = hidden.likely[1];
    const actual = certain(compile({ ...rolls, assumptions: [{ id: 'a', parameter: friction, value: truth }] }));
    const days = [20, 41, 62, 80];
    const watchedByDate: Plan = {
      ...actual,
      goals: days.map((day) => ({
        id: '',
        name: '',
        date: '',
        metric: 'tried',
        day,
        target: 0,
        isByDate: true,
        segments: actual.segments.flatMap(({ start = 0 }, index) => (start <= day ? [index] : [])),
      })),
    };
    const { goals } = simulateCounts(watchedByDate, { seed: 5, firstRun: 0, runs: 1 });
    const observations = days.map((day, index) => ({ day, metric: 'tried' as const, learners: goals[index]! }));
    // Nothing but the one parameter is unknown, and no campaign is luckier than another.
    const known = certain(compile(rolls));
    const { below, above } = onlyHidden(compile(rolls), [friction]).parameters;
    const asked = { ...known, parameters: { ...known.parameters, below, above } };
    const [found] = fit(asked, observations, { parameters: [friction], seed: 3 });
    expect(found!.p05).toBeLessThan(truth);
    expect(found!.p95).toBeGreaterThan(truth);
    // Surer than before, and nearer to what is so.
    expect(found!.p95 - found!.p05).toBeLessThan(0.5 * (hidden.likely[1] - hidden.likely[0]));
    expect(Math.abs(found!.median - truth)).toBeLessThan(Math.abs(hidden.value - truth));
  });

  test('bands of nine in ten hold nine in ten hidden values, and are narrower than what was thought before', () => {
    const runs = 60;
    let held = 0;
    const sides = { below: 0, above: 0 };
    const widths = HIDDEN.map(() => 0);
    for (let run = 0; run < runs; run++) {
      const { truth, observations } = observe(5000 + run);
      fit(plan, observations, { parameters: HIDDEN, seed: run }).forEach(({ parameter, p05, p95 }, index) => {
        const value = truth[placeOfParameter(parameter)!]!;
        if (value < p05) sides.below++;
        else if (value > p95) sides.above++;
        else held++;
        widths[index]! += (deviateOf(plan, parameter, p95) - deviateOf(plan, parameter, p05)) / 3.29 / runs;
      });
    }
    const share = held / (runs * HIDDEN.length);
    expect(share, JSON.stringify({ ...sides, widths })).toBeGreaterThan(0.85);
    expect(share, JSON.stringify({ ...sides, widths })).toBeLessThan(0.95);
    expect(Math.min(...widths)).toBeLessThan(0.35);
    expect(Math.max(...widths)).toBeLessThan(0.95);
  }, 120_000);

  test('is the same for the same seed', () => {
    const { observations } = observe(1);
    const options = { parameters: HIDDEN.slice(0, 2), seed: 3 };
    expect(fit(plan, observations, options)).toEqual(fit(plan, observations, options));
  });

  test('keeps to what was thought where nothing is told', () => {
    const parameters = ['peers.influence'];
    const { p05, p95 } = fit(plan, [{ day: 0, metric: 'habitual', learners: 0 }], { parameters })[0]!;
    expect(deviateOf(plan, 'peers.influence', p95) - deviateOf(plan, 'peers.influence', p05)).toBeGreaterThan(2.9);
  });

  test.each([
    ['a parameter', [{ day: 5, metric: 'aware', learners: 10 }], ['trying.luck'], 'no parameter “trying.luck”'],
    ['nothing', [], HIDDEN, 'Nothing was observed'],
    ['a day', [{ day: 63, metric: 'aware', learners: 10 }], HIDDEN, 'Day 63 is outside'],
    ['a number', [{ day: 5, metric: 'aware', learners: 3001 }], HIDDEN, '3001 learners were observed'],
  ] as [string, Observation[], string[], string][])(
    'refuses %s that cannot be',
    (_, observations, parameters, words) => {
      expect(() => fit(plan, observations, { parameters })).toThrow(words);
    },
  );
});

/** The scale on which deviates are: how many standard deviations a value is from the median, so that widths can be compared. */
function deviateOf({ parameters: { centre, below, above } }: Plan, id: string, value: number): number {
  const index = placeOfParameter(id)!;
  const { transform } = PARAMETERS[index]!;
  const to = (x: number) => (transform === 'log' ? log(x) : transform === 'logit' ? log(x / (1 - x)) : x);
  const distance = to(value) - to(centre[index]!);
  return distance / (distance < 0 ? below[index]! : above[index]!);
}
