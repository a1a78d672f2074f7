import type { Campaign } from '#campaign/document.ts';
import { isExpectationKnown } from '#simulation/runs/method.ts';
import { drawExpected, drawRuns, partOf, requireMemory, runsFor } from './drawing.ts';
import type { Hands, Told } from './hands.ts';
import { COMPARE_EXPECTED, COMPARE_RUNS } from './runs.ts';
import type { SimulateOptions } from './simulate.ts';
import type { TaskOutput } from './tasks.ts';

/** Plans side by side, run by run under the same luck and under independent luck. */

export interface Compared {
  engine: string;
  seed: number;
  /** Pairs of runs with the same luck, and as many with independent luck. */
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
  requireMemory([...plans, ...plans], runs);
  const known = plans.filter(isExpectationKnown);
  const half = known.length > 0 ? 0.4 : 0.5;
  const range = { seed, runs, expected: false };
  const simulations = await drawRuns(hands, plans, range, partOf(told, 0, half));
  const again = await drawRuns(hands, plans, { ...range, luck: 1 }, partOf(told, half, 2 * half));
  const ofKnown = await drawExpected(
    hands,
    known,
    { seed, runs: COMPARE_EXPECTED, opposites: true },
    partOf(told, 2 * half, 1),
  );
  const expected = plans.map((plan) => ofKnown[known.indexOf(plan)]);
  const comparisons = await hands.run(
    'comparisons',
    { comparable, drawn: { simulations, again, expected } },
    { signal },
  );
  const { engine, hash, learners } = comparable.base;
  return { engine, seed, runs, base: { name: base.name, planHash: hash, learners }, comparisons };
}
