import type { Campaign } from '#campaign/document.ts';
import type { Plan } from '../plan/plan.ts';
import { expectedRuns } from '../runs/expected.ts';
import { isExpectationKnown } from '../runs/method.ts';
import { goalsMet } from '../forecast/fromRuns.ts';
import { simulateRuns } from '../runs/simulate.ts';
import {
  comparablePlans,
  comparisonOf,
  type CompareOptions,
  type Comparison,
  type Observed,
  type Sampled,
} from './compare.ts';
import { confirmed } from './confirm.ts';
import { searchingPlans, type Optimisation, type OptimiseOptions } from './optimise.ts';
import { finish } from './outcome.ts';
import { causesAmong, reachedWithout, suspectsIn, type Cause } from './premortem.ts';

/** Questions answered in one go, from one stretch of runs: what the works have to agree with, however they share it out. */

interface Runs {
  runs?: number;
  seed?: number;
}

interface ExpectedToo extends Runs {
  /** Runs of which is known what is expected. */
  expected?: number;
}

/** Compares each of `others` with `base`. */
export function compare(base: Campaign, others: Campaign[], options: CompareOptions & ExpectedToo = {}): Comparison[] {
  const { runs = 100, seed = base.seed, expected = 100, ...rest } = options;
  const comparable = comparablePlans(base, others, rest);
  const about = { runs, seed, expected };
  const first = observed(comparable.base, about);
  return comparable.others.map(({ name, plan, notes }) => ({
    ...comparisonOf(first, observed(plan, about)),
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

/** What a comparison knows of a plan. */
export const observed = (plan: Plan, { runs, seed, expected }: Required<ExpectedToo>): Observed => ({
  plan,
  simulations: [simulateRuns(plan, { firstRun: 0, runs, seed, expected: false })],
  again: [simulateRuns(plan, { firstRun: 0, runs, seed, luck: 1 })],
  ...(isExpectationKnown(plan) && {
    expected: [expectedRuns(plan, { firstRun: 0, runs: expected, seed, opposites: true })],
  }),
});
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
