import { describe, expect, test } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { forecastSchema, type SeriesName } from '#contract/forecast.ts';
import { immediateForecast } from './immediate.ts';
import { largeCampaign, segment, typicalCampaign } from '../campaigns.testing.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { compile } from '../plan/compile.ts';
import { drawnBands, HEARD, largestDistance } from './bands.testing.ts';
import { columnsOf } from './design.ts';
import { forecastFrom } from './fromRuns.ts';

/** In points: who has heard of it, and all other series. */
const MOST = { heard: 3.1, other: 1.25 };

/** Which immediate bands lie too far from those of many draws. A thousand times the learners leave only what is uncertain to scatter; for chance see forecasts.test.ts. */
function tooFar(campaign: Campaign, times = 1): string[] {
  const drawn = drawnBands(compile(campaign, { scale: 1000 }));
  const isHeard = (name: SeriesName) => HEARD.includes(name);
  const heard = largestDistance(drawn, { among: isHeard });
  const other = largestDistance(drawn, { among: (name) => !isHeard(name) });
  return [
    ...(heard.points < times * MOST.heard ? [] : [heard]),
    ...(other.points < times * MOST.other ? [] : [other]),
  ].map(({ points, where }) => `${where}: ${points.toFixed(2)} points`);
}

describe('immediate bands', () => {
  test.each(TEMPLATES.map((template) => [template.id, template] as const))(
    '%s: lie near those of many draws',
    (_, template) => expect(tooFar(template.build({ start: '2027-01-11' }))).toEqual([]),
    // Cohorts of half a year are followed run by run, on a machine that does other things.
    300_000,
  );
});

test('immediate bands hold nearly as well on a plan that their design was not chosen by', () => {
  expect(tooFar(largeCampaign(), 1.2)).toEqual([]);
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
