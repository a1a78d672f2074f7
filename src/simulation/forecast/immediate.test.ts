import { describe, expect, test } from 'vitest';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { sampleValues } from '../plan/values.ts';
import { forecastSchema } from '#contract/forecast.ts';
import { immediateForecast, immediateForecastOf } from './immediate.ts';
import { largeCampaign, segment, typicalCampaign } from '../campaigns.testing.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { compile } from '../plan/compile.ts';
import { columnsOf } from './design.ts';
import { effectsOf } from '../model/effects.ts';
import { trajectoriesOf } from '../kernel/trajectories.ts';
import type { Plan } from '../plan/plan.ts';
import { forecastFrom, SUMMED } from './fromRuns.ts';
import { SERIES_OF_TOTAL } from '../model/stages.ts';

const DRAWS = 6_000;
const TOGETHER = 40;
const EDGES = { p05: 0.05, p25: 0.25, p75: 0.75, p95: 0.95 } as const;

/** Shares of learners in every series on some days, sorted, under many draws of the parameters. */
function drawnShares(plan: Plan, days: number[]): Float64Array[][] {
  const drawn = SUMMED.map(() => days.map(() => new Float64Array(DRAWS)));
  for (let from = 0; from < DRAWS; from += TOGETHER) {
    const runs = Array.from({ length: TOGETHER }, (_, index) => effectsOf(plan, sampleValues(plan, 1, from + index)));
    const trajectories = trajectoriesOf(plan, runs, { precision: 32 });
    SUMMED.forEach(([, parts], series) => {
      const totals = [...SERIES_OF_TOTAL.keys()].filter((total) => parts.includes(SERIES_OF_TOTAL[total]!));
      days.forEach((day, index) => {
        for (let run = 0; run < TOGETHER; run++)
          drawn[series]![index]![from + run] = totals.reduce(
            (sum, total) => sum + trajectories.total(run, day, total),
            0,
          );
      });
    });
  }
  return drawn.map((list) => list.map((values) => values.sort()));
}

/**
 * Three points where people have heard of it or not: there the few weeks in which most of them do turn the band on a parameter or two.
 * A point and a quarter everywhere else.
 */
const MOST_POINTS = { unaware: 3.1, aware: 3.1, other: 1.25 };

/** How far, in points of a share, the immediate bands lie from those of many draws: where it is more than so many times what they may. */
function tooFar(plan: Plan, times = 1): string[] {
  const days = Array.from({ length: plan.days }, (_, day) => day).filter((day) => day % 7 === 6);
  const drawn = drawnShares(plan, days);
  const { series } = immediateForecastOf(plan);
  return SUMMED.flatMap(([name], index) => {
    const most = times * (name === 'unaware' || name === 'aware' ? MOST_POINTS[name] : MOST_POINTS.other);
    return days.flatMap((day, week) =>
      (Object.entries(EDGES) as [keyof typeof EDGES, number][]).flatMap(([band, share]) => {
        const wanted = drawn[index]![week]![Math.round(share * (DRAWS - 1))]!;
        const points = 100 * Math.abs(series[name][band][day]! / plan.learners - wanted);
        return points < most ? [] : [`${name}, day ${day}, ${band}: ${points.toFixed(2)} points`];
      }),
    );
  });
}

describe('immediate bands', () => {
  // A thousand times the learners leave only the parameters to scatter; what chance adds is compared in forecasts.test.ts.
  test.each(TEMPLATES.map((template) => [template.id, template] as const))(
    '%s: lie near those of many draws',
    (_, template) => {
      expect(tooFar(compile(template.build({ start: '2027-01-11' }), { scale: 1000 }))).toEqual([]);
    },
    60_000,
  );
});

test('immediate bands hold nearly as well on a plan that their design was not chosen by', () => {
  expect(tooFar(compile(largeCampaign(), { scale: 1000 }), 1.2)).toEqual([]);
}, 60_000);

describe('the design', () => {
  test('has opposite pairs, standard on every parameter, and uncorrelated on those that matter', () => {
    const columns = columnsOf(56, 121, 120);
    const product = (a: Float64Array, b: Float64Array) =>
      a.reduce((sum, value, point) => sum + value * b[point]!, 0) / a.length;
    columns.forEach((column, rank) => {
      for (let point = 0; point < 28; point++) expect(column[point + 28]).toBe(-column[point]!);
      expect(product(column, column)).toBeCloseTo(1, 12);
      for (const other of columns.slice(0, Math.min(rank, 24)))
        expect(Math.abs(product(column, other))).toBeLessThan(rank < 24 ? 1e-10 : 0.8);
    });
  });
});

describe('immediateForecast', () => {
  test.each([
    ['typical', typicalCampaign()],
    ['large', largeCampaign()],
  ])('%s: lies where the runs lie', (_, given) => {
    const own = compile(given);
    const sampled = forecastFrom(own, [simulateCounts(own, { firstRun: 0, runs: 200 })]);
    const immediate = immediateForecast(given);
    expect(forecastSchema.parse(immediate)).toEqual(immediate);
    for (const name of ['active', 'aware', 'lapsed'] as const) {
      for (const day of [13, 44, own.days - 1]) {
        const points = (key: 'p05' | 'p50' | 'p95') =>
          Math.abs(immediate.series[name][key][day]! - sampled.series[name][key][day]!) / own.learners;
        expect(points('p50'), `${name}, day ${day}`).toBeLessThan(0.025);
        expect(points('p05'), `${name}, day ${day}`).toBeLessThan(0.04);
        expect(points('p95'), `${name}, day ${day}`).toBeLessThan(0.04);
      }
    }
    immediate.goals.forEach(({ probability }, index) =>
      expect(Math.abs(probability - sampled.goals[index]!.probability)).toBeLessThan(0.08),
    );
  });

  test('has quantiles in their order', () => {
    const { series } = immediateForecast(largeCampaign());
    for (const { p05, p25, p50, p75, p95 } of Object.values(series)) {
      p50.forEach((median, day) => {
        const order = [p05[day]!, p25[day]!, median, p75[day]!, p95[day]!];
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      });
    }
  });

  test('shows chance where the learners are few', () => {
    const width = (size: number) => {
      const { p05, p95 } = immediateForecast(typicalCampaign({ segments: [segment({ size })] })).series.active;
      return (p95[89]! - p05[89]!) / size;
    };
    expect(width(20)).toBeGreaterThan(1.15 * width(20_000));
  });
});
