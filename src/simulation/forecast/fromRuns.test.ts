import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { immediateForecastOf } from './immediate.ts';
import { campaign, segment, START, touchpoint, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { SERIES as COUNTED } from '../model/stages.ts';
import { forecastSchema, SERIES } from '#contract/forecast.ts';
import { forecastFrom } from './fromRuns.ts';
import { certain, valuesOf } from '../statistics.testing.ts';

const plan = compile(
  typicalCampaign({
    goals: [
      { id: 'half', name: 'Half', metric: 'tried', target: 0.5, unit: 'share', date: addDays(START, 60), segments: [] },
      { id: 'none', name: 'None', metric: 'champions', target: 0, unit: 'learners', date: START, segments: [] },
      { id: 'all', name: 'All', metric: 'active', target: 1, unit: 'share', date: addDays(START, 89), segments: [] },
    ],
  }),
);
const simulation = simulateCounts(plan, { firstRun: 0, runs: 240 });
const forecast = forecastFrom(plan, [simulation]);

describe('forecastFrom', () => {
  test('tells the series that the engine counts, in the order of its table', () => {
    expect(SERIES).toEqual(COUNTED);
    expect(Object.keys(forecast.series)).toEqual(COUNTED);
  });

  test('has the shape that the doors promise, one number a day', () => {
    expect(forecastSchema.parse(forecast)).toEqual(forecast);
    expect([forecast.dates[0], forecast.dates.at(-1), forecast.dates.length]).toEqual([START, addDays(START, 89), 90]);
    expect([forecast.runs, forecast.seed, forecast.learners]).toEqual([240, 42, 2000]);
  });

  test('gives the quantiles of the runs', () => {
    const sorted = valuesOf(plan, simulation, 'active', 50).toSorted((a, b) => a - b);
    const { mean, p05, p50, p95 } = forecast.series.active;
    expect(mean[50]).toBeCloseTo(sorted.reduce((sum, value) => sum + value, 0) / 240, 9);
    expect(p50[50]).toBeCloseTo((sorted[119]! + sorted[120]!) / 2, 9);
    expect(p05[50]).toBeCloseTo(sorted[11]! + 0.95 * (sorted[12]! - sorted[11]!), 9);
    expect(p95[50]).toBeCloseTo(sorted[227]! + 0.05 * (sorted[228]! - sorted[227]!), 9);
  });

  test('gives goals the share of runs that reach them', () => {
    const tried = Array.from(simulation.goals.slice(0, 240));
    expect(forecast.goals.map(({ probability }) => probability)).toEqual([
      tried.filter((learners) => learners >= 1000).length / 240,
      1,
      0,
    ]);
    expect(forecast.goals[0]!.target).toBe(1000);
    expect(tried.every((learners) => Number.isInteger(learners) && learners > 0)).toBe(true);
  });

  test('is the same to the bit however the runs were split, in whatever order they come', () => {
    const parts = [
      [100, 140],
      [0, 37],
      [37, 63],
    ].map(([firstRun, runs]) => simulateCounts(plan, { firstRun: firstRun!, runs: runs! }));
    expect(JSON.stringify(forecastFrom(plan, parts))).toBe(JSON.stringify(forecast));
  });

  test('refuses no run, doubled runs and mixed seeds', () => {
    expect(() => forecastFrom(plan, [])).toThrow('at least one run');
    const small = simulateCounts(plan, { firstRun: 0, runs: 2 });
    expect(() => forecastFrom(plan, [small, simulateCounts(plan, { firstRun: 1, runs: 1 })])).toThrow('twice');
    expect(() => forecastFrom(plan, [small, simulateCounts(plan, { seed: 1, firstRun: 2, runs: 1 })])).toThrow('seeds');
  });

  test('tells chance from parameters', () => {
    const fixed = certain(plan);
    const lucky = forecastFrom(fixed, [simulateCounts(fixed, { firstRun: 0, runs: 100 })]);
    expect(lucky.uncertainty.parameters).toBeLessThan(1e-9);
    // Chance alone scatters like a share of 2,000 learners, a little more because peers pass it on.
    const active = lucky.series.active.mean[plan.days - 1]!;
    const binomial = active * (1 - active / 2000);
    expect(lucky.uncertainty.chance).toBeGreaterThan(0.7 * binomial);
    expect(lucky.uncertainty.chance).toBeLessThan(3 * binomial);
    const { chance, parameters } = forecast.uncertainty;
    expect(parameters).toBeGreaterThan(20 * chance);
    expect(chance).toBeLessThan(4 * 2000 * 0.25);
  });

  test('counts the messages of the last seven days', () => {
    const weekly = compile(
      campaign({
        segments: [segment({ id: 'a', size: 300 }), segment({ id: 'b', size: 100 })],
        touchpoints: [touchpoint('x', 0, { days: 20, cadence: 'daily' }), touchpoint('x', 3, { segments: ['b'] })],
      }),
    );
    const { perLearnerWeek } = immediateForecastOf(weekly).contacts;
    expect([0, 3, 6, 9, 10, 22, 26].map((day) => perLearnerWeek[day])).toEqual([1, 4.25, 7.25, 7.25, 7, 4, 0]);
  });
});
