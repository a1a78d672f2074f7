import type { Campaign } from '#campaign/document.ts';
import type { Sensitivity } from '#contract/decision.ts';
import { compile } from '#simulation/plan/compile.ts';
import { expectedWay } from '#simulation/kernel/expectedWay.ts';
import { outcomeOf, requireBearable } from '#simulation/questions/outcome.ts';
import { sensitivityEvaluations, sensitivityOf } from '#simulation/questions/sensitivity.ts';
import type { PlanOptions } from './forecast.ts';

/** Segment-days for which nobody waits. */
const SMALL_PLAN = 5000;

interface SensitivityInput {
  campaign: Campaign;
  /** The goal that counts; null for learners in active use at the end. */
  goalId: string | null;
  options?: PlanOptions;
  /** Nothing is found where it would take much longer than so many runs. */
  within?: number;
}

/** Which assumption moves the result most, the weightiest first, and what is expected with all at their medians. */
export function sensitivity({ campaign, goalId, options = {}, within = Infinity }: SensitivityInput): {
  expected: number;
  parameters: Sensitivity[];
} {
  const plan = expectedWay(compile(campaign, options));
  const goal = goalId ?? undefined;
  const evaluations = sensitivityEvaluations(plan);
  const isWithin = plan.segments.length * plan.days <= SMALL_PLAN || within >= evaluations;
  const expected = outcomeOf(plan, goal).expected(plan);
  if (!isWithin) return { expected, parameters: [] };
  requireBearable(evaluations, plan, campaign);
  return { expected, parameters: sensitivityOf(plan, { goalId: goal }) };
}
