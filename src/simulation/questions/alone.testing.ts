import type { Campaign } from '#campaign/document.ts';
import type { Plan } from '../plan/plan.ts';
import { goalsMet } from '../forecast/fromRuns.ts';
import { simulateRuns } from '../runs/simulate.ts';
import { comparablePlans, comparisonOf, type CompareOptions, type Comparison, type Sampled } from './compare.ts';
import { confirmed, searchingPlans, type Optimisation, type OptimiseOptions } from './optimise.ts';
import { finish } from './outcome.ts';
import { causesAmong, reachedWithout, suspectsIn, type Cause } from './premortem.ts';

/** Questions answered in one go, from one stretch of runs: what the works have to agree with, however they share it out. */

interface Runs {
  runs?: number;
  seed?: number;
}

/** Compares each of `others` with `base`. */
export function compare(base: Campaign, others: Campaign[], options: CompareOptions & Runs = {}): Comparison[] {
  const { runs = 100, seed = base.seed, ...rest } = options;
  const comparable = comparablePlans(base, others, rest);
  const first = sampled(comparable.base, { runs, seed });
  return comparable.others.map(({ name, plan, notes }) => ({
    ...comparisonOf(first, sampled(plan, { runs, seed })),
    name,
    notes,
  }));
}

/** Proposals, best first. */
export function optimise(campaign: Campaign, options: OptimiseOptions & Runs): Optimisation {
  const { runs = 100, seed = campaign.seed, ...rest } = options;
  const searched = finish(searchingPlans(campaign, rest));
  return confirmed(searched, sampled(searched.base.plan, { runs, seed }), ({ plan }) => sampled(plan, { runs, seed }));
}

/** What the runs of a plan that miss a goal have in common. */
export function causesOf(plan: Plan, goalId: string, { runs = 100, seed = plan.seed }: Runs = {}): Cause[] {
  const met = goalsMet(plan, sampled(plan, { runs, seed }).simulations)[goalId]!;
  const { failing, suspects } = suspectsIn(plan, goalId, seed, met);
  const reached = suspects.map((suspect) => reachedWithout(plan, suspect, { goalId, seed, runs: failing }));
  return causesAmong(suspects, reached, failing.length);
}

const sampled = (plan: Plan, range: Required<Runs>): Sampled => ({
  plan,
  simulations: [simulateRuns(plan, { firstRun: 0, ...range })],
});
