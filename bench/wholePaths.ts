import { TEMPLATES } from '#campaign/templates/templates.ts';
import type { Quantiles, SeriesName } from '#contract/forecast.ts';
import { forecastFrom, SUMMED } from '#simulation/forecast/fromRuns.ts';
import { compile } from '#simulation/plan/compile.ts';
import { simulateRuns } from '#simulation/runs/simulate.ts';
import { table } from './measure.ts';

/**
 * Of how many fresh runs the whole curve of learners in active use stays inside the bands that were made of other runs: `node bench/wholePaths.ts`
 * prints the table of docs/validation.md, one row a template.
 */

const RUNS = 1600;
const FRESH = 1600;
const SEED = 1;

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const rows = TEMPLATES.flatMap((template) => {
  const plan = compile(template.build({ start: '2027-01-11' }));
  if (plan.learners === 0) return [];
  const forecast = forecastFrom(plan, [simulateRuns(plan, { seed: SEED, firstRun: 0, runs: RUNS })]);
  const { totals } = simulateRuns(plan, { seed: SEED, firstRun: RUNS, runs: FRESH });
  const parts = SUMMED.find(([name]) => name === ('active' satisfies SeriesName))![1];
  const active = (run: number, day: number) =>
    parts.reduce((sum, part) => sum + totals[(part * plan.days + day) * FRESH + run]!, 0);
  const inside = (low: readonly number[], high: readonly number[]) => {
    let staying = 0;
    for (let run = 0; run < FRESH; run++) {
      const isInside = forecast.dates.every(
        (_, day) => active(run, day) >= low[day]! && active(run, day) <= high[day]!,
      );
      if (isInside) staying++;
    }
    return staying / FRESH;
  };
  const { band50, band90 } = forecast.bandsWholePath!;
  const daily: Quantiles = forecast.series.active;
  const last = plan.days - 1;
  const wider = (band90.high[last]! - band90.low[last]!) / (daily.p95[last]! - daily.p05[last]!);
  return [
    [
      template.name,
      String(plan.days),
      percent(inside(band90.low, band90.high)),
      percent(inside(band50.low, band50.high)),
      percent(inside(daily.p05, daily.p95)),
      percent(inside(daily.p25, daily.p75)),
      wider.toFixed(2),
    ],
  ];
});

console.log(
  table(
    [
      'template',
      'days',
      'whole 90 % band',
      'whole 50 % band',
      'daily 90 % band',
      'daily 50 % band',
      'wider on the last day',
    ],
    rows,
  ),
);
