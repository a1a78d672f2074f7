import { expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { START, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { expectedRuns } from '../runs/expected.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { incrementalOf } from './incremental.ts';

const campaign = typicalCampaign({ days: 40 });
const plan = compile(campaign);
const blank = compile({ ...campaign, touchpoints: [] });
const last = plan.days - 1;
const range = { seed: 3, firstRun: 0, runs: 100 };
const incremental = (of: typeof plan) =>
  incrementalOf(of, [], { expected: { plan: [expectedRuns(of, range)], blank: [expectedRuns(blank, range)] } });

test('what the plan brings is the difference of each run, by day, and nothing where there is no touchpoint', () => {
  const { mean, p05, p25, p50, p75, p95 } = incremental(plan).incremental;
  const [own, without] = [plan, blank].map((one) => expectedRuns(one, range).active.subarray(last * range.runs));
  const differences = Array.from(own!, (learners, run) => learners - without![run]!).toSorted((a, b) => a - b);
  expect(mean[last]).toBeCloseTo(differences.reduce((sum, one) => sum + one, 0) / range.runs, 6);
  expect(p50[last]).toBeCloseTo((differences[49]! + differences[50]!) / 2, 6);
  for (let day = 0; day < plan.days; day++) {
    const inOrder = [p05, p25, p50, p75, p95].map((list) => list[day]!);
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
  }
  expect(new Set(Object.values(incremental(blank).incremental).flat())).toEqual(new Set([0]));
});

test('what would have happened anyway is told from the blank plan itself, whose means add up with what the plan brings', () => {
  const told = incremental(plan);
  expect(told.baseline).toEqual(incremental(blank).baseline);
  const without = expectedRuns(blank, range)
    .active.subarray(last * range.runs)
    .toSorted();
  expect(told.baseline.p50[last]).toBeCloseTo((without[49]! + without[50]!) / 2, 6);
  const own = expectedRuns(plan, range).active.subarray(last * range.runs);
  expect(told.baseline.mean[last]! + told.incremental.mean[last]!).toBeCloseTo(
    own.reduce((sum, one) => sum + one, 0) / range.runs,
    6,
  );
});

test('of a goal they are told on its day, of whom it means', () => {
  const goal = { id: 'g', name: 'G', target: 1, unit: 'learners' as const, date: addDays(START, 20), segments: [] };
  const given = typicalCampaign({ days: 40, goals: [{ ...goal, metric: 'tried' }] });
  const [aimed, without] = [given, { ...given, touchpoints: [] }].map((one) => expectedRuns(compile(one), range));
  const [told] = incrementalOf(compile(given), [], { expected: { plan: [aimed!], blank: [without!] } }).goals;
  const mean = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / range.runs;
  expect(told!.baseline.mean).toBeCloseTo(mean(without!.goals), 6);
  expect(told!.incremental.mean).toBeCloseTo(mean(aimed!.goals) - mean(without!.goals), 6);
  expect(told!.incremental.p05).toBeGreaterThan(0);
});

test('where nobody knows what to expect, the first runs with the same luck tell it', () => {
  const simulations = [
    simulateCounts(plan, { seed: 3, firstRun: 0, runs: 12 }),
    simulateCounts(plan, { seed: 3, firstRun: 12, runs: 8 }),
  ];
  const drawn = [simulateCounts(blank, { seed: 3, firstRun: 0, runs: 15 })];
  const found = incrementalOf(plan, simulations, { drawn });
  const [first] = [simulateCounts(plan, { seed: 3, firstRun: 0, runs: 15 })];
  expect(found).toEqual(incrementalOf(plan, [first!], { drawn }));
  expect(() => incrementalOf(plan, [simulations[1]!], { drawn })).toThrow('the same runs');
});
