import type { Campaign } from '#campaign/document.ts';
import { drawRuns, runsFor } from './drawing.ts';
import type { Hands, Told } from './hands.ts';
import { CONFIRM_RUNS, MOST_SEED } from './runs.ts';
import type { TaskInput, TaskOutput } from './tasks.ts';

/** Better plans for a goal: searched, then confirmed by runs that share the plan's luck, and that nobody has seen before. */

/** Share of the time that a search takes before its proposals are confirmed. */
const SEARCH_SHARE = 0.5;

export interface OptimiseOptions {
  search: TaskInput<'searchPlans'>['options'];
  /** Runs of each plan. */
  runs?: number | undefined;
  /** Seed of these runs; by default not the campaign's: its runs stand behind the forecast by which the plan was made. */
  seed?: number | undefined;
}

export type Optimised = { engine: string; seed: number; runs: number } & TaskOutput<'confirmProposals'>;

const freshSeed = (used: number): number => (used + 1) % (MOST_SEED + 1);

/** Proposals, best first; none where nothing better was found. Throws Refusal where an option cannot be followed. */
export async function optimise(
  hands: Hands,
  campaign: Campaign,
  { search, runs: asked, seed = freshSeed(campaign.seed) }: OptimiseOptions,
  { signal, progress }: Told = {},
): Promise<Optimised> {
  const searched = await hands.run(
    'searchPlans',
    { campaign, options: search },
    { signal, progress: (done, total, better) => progress?.((SEARCH_SHARE * done) / total, 1, better) },
  );
  const plans = [searched.base.plan, ...searched.candidates.map(({ plan }) => plan)];
  const runs = asked ?? runsFor(plans, CONFIRM_RUNS);
  const confirming = (done: number, total: number) => progress?.(SEARCH_SHARE + ((1 - SEARCH_SHARE) * done) / total, 1);
  const simulations = await drawRuns(hands, plans, { seed, runs }, { signal, progress: confirming });
  const optimisation = await hands.run('confirmProposals', { searched, simulations }, { signal });
  return { engine: searched.base.plan.engine, seed, runs, ...optimisation };
}
