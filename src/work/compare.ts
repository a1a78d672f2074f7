import type { Campaign } from '#campaign/document.ts';
import { drawRuns, runsFor } from './drawing.ts';
import type { Hands, Told } from './hands.ts';
import { COMPARE_RUNS } from './runs.ts';
import type { SimulateOptions } from './simulate.ts';
import type { TaskOutput } from './tasks.ts';

/** Plans side by side, run by run under the same luck. */

export interface Compared {
  engine: string;
  seed: number;
  /** Pairs of runs. */
  runs: number;
  base: { name: string; planHash: string; learners: number };
  /** Each of the others with the base, in the order in which they were given. */
  comparisons: TaskOutput<'comparisons'>;
}

/** Compares every other plan with the base, whose seed and goals hold for all. Throws Refusal where they cannot be compared. */
export async function compare(
  hands: Hands,
  base: Campaign,
  others: Campaign[],
  { runs: asked, seed = base.seed, ...options }: SimulateOptions = {},
  told: Told = {},
): Promise<Compared> {
  const { signal } = told;
  const comparable = await hands.run('comparablePlans', { base, others, options }, { signal });
  const plans = [comparable.base, ...comparable.others.map(({ plan }) => plan)];
  const runs = asked ?? runsFor(plans, COMPARE_RUNS);
  const simulations = await drawRuns(hands, plans, { seed, runs }, told);
  const comparisons = await hands.run('comparisons', { comparable, simulations }, { signal });
  const { engine, hash, learners } = comparable.base;
  return { engine, seed, runs, base: { name: base.name, planHash: hash, learners }, comparisons };
}
