import type { SeriesName } from '#contract/forecast.ts';
import { trajectoriesOf } from '../kernel/trajectories.ts';
import { effectsOf } from '../model/effects.ts';
import { SERIES_OF_TOTAL } from '../model/stages.ts';
import type { Plan } from '../plan/plan.ts';
import { sampleValues } from '../plan/values.ts';
import { SUMMED } from './fromRuns.ts';
import { immediateForecastOf, type ImmediateOptions } from './immediate.ts';

/** The immediate bands against those of many draws of the parameters: the test holds them to it, and bench/design.ts chooses the design by it. */

const DRAWS = 6_000;
const TOGETHER = 40;
const EDGES = { p05: 0.05, p25: 0.25, p75: 0.75, p95: 0.95 } as const;

/** Edges of the bands of many draws in every series, once a week. */
export interface DrawnBands {
  plan: Plan;
  days: number[];
  /** By series, week and edge, as shares. */
  edges: Record<keyof typeof EDGES, number>[][];
}

export function drawnBands(plan: Plan): DrawnBands {
  const days = Array.from({ length: plan.days }, (_, day) => day).filter((day) => day % 7 === 6);
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
  const edgesOf = (values: Float64Array) => {
    values.sort();
    const at = (share: number) => values[Math.round(share * (DRAWS - 1))]!;
    return { p05: at(EDGES.p05), p25: at(EDGES.p25), p75: at(EDGES.p75), p95: at(EDGES.p95) };
  };
  return { plan, days, edges: drawn.map((weeks) => weeks.map(edgesOf)) };
}

/** Who has heard of it. In the few weeks in which most people do, a parameter or two turn its bands, which lie farther off than all others. */
export const HEARD: readonly SeriesName[] = ['unaware', 'aware'];

/** The largest distance, in points of a share, between the immediate bands and those of many draws, over all series or some. */
export function largestDistance(
  { plan, days, edges }: DrawnBands,
  { among = () => true, ...options }: Pick<ImmediateOptions, 'design'> & { among?: (name: SeriesName) => boolean } = {},
): { points: number; where: string } {
  const { series } = immediateForecastOf(plan, options);
  let worst = { points: 0, where: '' };
  SUMMED.forEach(([name], index) => {
    if (!among(name)) return;
    days.forEach((day, week) => {
      for (const band of Object.keys(EDGES) as (keyof typeof EDGES)[]) {
        const points = 100 * Math.abs(series[name][band][day]! / plan.learners - edges[index]![week]![band]);
        if (points > worst.points) worst = { points, where: `${name}, day ${day}, ${band}` };
      }
    });
  });
  return worst;
}
