import { Refusal } from '#campaign/refusal.ts';
import type { Quantiles } from '#contract/forecast.ts';
import type { Plan } from '../plan/plan.ts';
import type { ExpectedRuns } from '../runs/expected.ts';
import type { Simulation } from '../runs/simulation.ts';
import { readActive } from './fromRuns.ts';
import { quantilesByDay } from '../numbers/statistics.ts';

/**
 * What comes about because of the plan: learners in active use with it, less those without any touchpoint, in the same runs. Events stay, and so does
 * what people do by themselves.
 */

/** The blank plan beside a plan: what is expected in the same runs of both; or its first runs by chance, where teams leave unknown what is expected. */
export type Blank = { expected: { plan: ExpectedRuns[]; blank: ExpectedRuns[] } } | { drawn: Simulation[] };

/** Mean and quantiles over the runs, day by day, in learners. Throws Refusal where the runs of the two are not the same. */
export function incrementalOf(plan: Pick<Plan, 'days'>, simulations: readonly Simulation[], blank: Blank): Quantiles {
  const { days } = plan;
  if ('expected' in blank) {
    const { plan: ofPlan, blank: ofBlank } = blank.expected;
    const runs = requireAsMany(runsIn(ofPlan), runsIn(ofBlank));
    const without = new Float64Array(runs);
    return quantilesByDay(days, runs, (day, values) => {
      readExpected(ofPlan, day, values);
      readExpected(ofBlank, day, without);
      subtract(values, without);
    });
  }
  const runs = runsIn(blank.drawn);
  const all = new Float64Array(Math.max(runs, runsIn(simulations)));
  requireAsMany(runs, Math.min(runs, runsIn(simulations)));
  const without = new Float64Array(runs);
  return quantilesByDay(days, runs, (day, values) => {
    readActive(plan, simulations, day, all);
    values.set(all.subarray(0, runs));
    readActive(plan, blank.drawn, day, without);
    subtract(values, without);
  });
}

const runsIn = (of: readonly { runs: number }[]) => of.reduce((sum, { runs }) => sum + runs, 0);

function requireAsMany(runs: number, others: number): number {
  if (runs === 0 || runs !== others)
    throw new Refusal('badInput', 'What a plan brings is told from the same runs with it and without.');
  return runs;
}

function subtract(from: Float64Array, values: Float64Array): void {
  for (let at = 0; at < from.length; at++) from[at]! -= values[at]!;
}

/** Writes learners that are expected to be in active use on a day, run by run. */
export function readExpected(expected: readonly ExpectedRuns[], day: number, into: Float64Array): void {
  let at = 0;
  for (const { runs, active } of expected) {
    into.set(active.subarray(day * runs, (day + 1) * runs), at);
    at += runs;
  }
}
