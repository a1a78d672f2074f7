import type { Campaign } from '#campaign/document.ts';
import { designOf } from '../forecast/design.ts';
import { Z95 } from '../plan/assumptions.ts';
import { campaignAsExpected } from '../kernel/expectedWay.ts';
import { compile, type CompileOptions } from '../plan/compile.ts';
import { variantsOf } from '../plan/variant.ts';
import { POINTS, varianceBeside } from './contribution.ts';
import { finish, outcomeOf, requireBearable } from './outcome.ts';

/** Marginal contributions: what the plan would lose without one touchpoint, all others being there (leave one out). */

export interface MarginalContribution {
  id: string;
  name: string;
  /** Learners in active use on the last day, or for the goal, that the plan would lose without it: the mean over the parameters' uncertainty. */
  value: number;
  /** 5 % and 95 % points, from the parameters' uncertainty. */
  p05: number;
  p95: number;
}

export interface MarginalOptions extends CompileOptions {
  /** The goal by which touchpoints are judged; without it, learners in active use on the last day. */
  goalId?: string;
}

/** The marginal contribution of every touchpoint, the least first. Throws Refusal, in one sentence, where the campaign is too large for that. */
export function marginalContributionsOf(campaign: Campaign, options: MarginalOptions = {}): MarginalContribution[] {
  return finish(findMarginalContributions(campaign, options));
}

/** The same bit by bit, with the share of the work that is done. Expected under the sets of parameter values by which contributions are told too. */
export function* findMarginalContributions(
  given: Campaign,
  { goalId, ...options }: MarginalOptions = {},
): Generator<number, MarginalContribution[]> {
  const campaign = campaignAsExpected(given, options);
  const plan = compile(campaign, options);
  const outcome = outcomeOf(plan, goalId);
  const { touchpoints } = campaign;
  const design = designOf(plan, POINTS);
  requireBearable((touchpoints.length + 1) * design.length, plan, campaign);
  const variants = variantsOf(campaign, plan);
  const whole = outcome.expectedUnder(plan, design);
  const values: MarginalContribution[] = [];
  for (const touchpoint of touchpoints) {
    const without = outcome.expectedUnder(variants(touchpoints.filter((other) => other !== touchpoint)), design);
    const lost = whole.map((learners, set) => learners - without[set]!);
    const value = lost.reduce((sum, learners) => sum + learners, 0) / lost.length;
    const reach = (side: 1 | -1) => Z95 * Math.sqrt(varianceBeside(lost, side));
    const { id, name } = touchpoint;
    values.push({ id, name, value, p05: value - reach(-1), p95: value + reach(1) });
    yield values.length / touchpoints.length;
  }
  return values.toSorted((a, b) => a.value - b.value);
}
