import { describe, expect, test } from 'vitest';
import { typicalCampaign } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { valuesOf } from '../statistics.testing.ts';
import { forecastFrom } from './fromRuns.ts';
import { WholePaths } from './wholePaths.ts';

const RUNS = 800;
const FRESH = 1200;
const plan = compile(typicalCampaign());
const forecast = forecastFrom(plan, [simulateCounts(plan, { firstRun: 0, runs: RUNS })]);
const fresh = simulateCounts(plan, { firstRun: RUNS, runs: FRESH });
const days = Array.from({ length: plan.days }, (_, day) => valuesOf(plan, fresh, 'active', day));

/** The share of fresh runs that stay between two lines on all days. */
function staysInside(low: readonly number[], high: readonly number[]): number {
  const isInside = (run: number) =>
    days.every((values, day) => values[run]! >= low[day]! && values[run]! <= high[day]!);
  return Array.from({ length: FRESH }, (_, run) => isInside(run)).filter(Boolean).length / FRESH;
}

/** How far a share may lie from what is promised: 3.5 standard errors, of the bands' own runs and of the fresh ones. */
const bound = (share: number) => 3.5 * Math.sqrt(share * (1 - share) * (1 / RUNS + 1 / FRESH));

describe('bands of whole paths', () => {
  const { band50, band90 } = forecast.bandsWholePath!;

  test('hold as many of the trajectories of fresh runs as they say, from the first day to the last', () => {
    // Many runs may be as far out as each other: up to a point more stay inside.
    const nine = staysInside(band90.low, band90.high);
    expect(nine).toBeGreaterThan(0.9 - bound(0.9));
    expect(nine).toBeLessThan(0.91 + bound(0.9));
    const half = staysInside(band50.low, band50.high);
    expect(half).toBeGreaterThan(0.5 - bound(0.5));
    expect(half).toBeLessThan(0.51 + bound(0.5));
  });

  test('which the bands of single days do not', () => {
    const { p05, p95 } = forecast.series.active;
    expect(staysInside(p05, p95)).toBeLessThan(0.9 - 2 * bound(0.9));
  });

  test('are nowhere narrower than those of the day alone', () => {
    const { p05, p25, p75, p95 } = forecast.series.active;
    for (let day = 0; day < plan.days; day++) {
      expect(band90.low[day]!).toBeLessThanOrEqual(p05[day]!);
      expect(band90.high[day]!).toBeGreaterThanOrEqual(p95[day]!);
      expect(band50.low[day]!).toBeLessThanOrEqual(p25[day]!);
      expect(band50.high[day]!).toBeGreaterThanOrEqual(p75[day]!);
    }
  });

  test('stand beside the series of every segment, and are left out where too few runs could tell', () => {
    expect(forecast.segments[0]!.bandsWholePath!.band90.low).toHaveLength(plan.days);
    expect(forecastFrom(plan, [simulateCounts(plan, { firstRun: 0, runs: 5 })]).bandsWholePath).toBeUndefined();
  });

  test('leave out whoever strays on a single day', () => {
    // 41 runs, one above the other; the middle one falls below all others once.
    const paths = new WholePaths(41);
    for (let day = 0; day < 3; day++) {
      const values = Float64Array.from({ length: 41 }, (_, run) => (run === 20 && day === 1 ? -1 : run));
      paths.add(values, values.toSorted());
    }
    const { band90 } = paths.bands()!;
    expect(band90.low).toEqual([0, -1, 0]);
    expect(band90.high).toEqual([40, 40, 40]);
  });
});
