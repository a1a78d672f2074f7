import { Z95 } from '../plan/assumptions.ts';
import type { Sensitivity } from '#contract/decision.ts';
import { drawnInWords } from '#language/decisions.ts';
import { medianValues, valuesAt } from '../plan/values.ts';
import { drawsIn } from './draws.ts';
import { outcomeOf } from './outcome.ts';
import type { Plan } from '../plan/plan.ts';

/**
 * Which assumption moves the result most: a parameter, the strength of a tactic or how the campaign turns out goes over its likely range while all others
 * keep their medians.
 */

/** The weight of two opposite points in a rule of three points that keeps mean and variance. */
const WEIGHT = 1 / (2 * Z95 * Z95);

export interface SensitivityOptions {
  /** The goal whose learners are looked at; without it, learners in active use on the last day. */
  goalId?: string;
}

/**
 * All single draws that move the result at all, the weightiest first. Shares, 0 to 1, are of the variance that they explain one by one: what they do only
 * together is left out, and so is the luck of days and of single learners. Throws Refusal, in one sentence, where the plan has no such goal.
 */
export function sensitivityOf(plan: Plan, { goalId }: SensitivityOptions = {}): Sensitivity[] {
  const outcome = outcomeOf(plan, goalId);
  const draws = drawsIn(plan);
  const ends = draws.flatMap(({ deviate }) =>
    [-Z95, Z95].map((z) => valuesAt(plan, (index) => (index === deviate ? z : 0))),
  );
  const [middle, ...expected] = outcome.expectedUnder(plan, [medianValues(plan), ...ends]) as [number, ...number[]];
  const found = draws.flatMap(({ kind, id }, index) => {
    const low = expected[2 * index]!;
    const high = expected[2 * index + 1]!;
    const mean = WEIGHT * (low + high) + (1 - 2 * WEIGHT) * middle;
    const variance = WEIGHT * ((low - mean) ** 2 + (high - mean) ** 2) + (1 - 2 * WEIGHT) * (middle - mean) ** 2;
    if (variance === 0) return [];
    return [{ kind, parameter: id, name: drawnInWords(kind, id), low, high, effect: high - low, share: variance }];
  });
  const all = found.reduce((sum, { share }) => sum + share, 0);
  return found.map((one) => ({ ...one, share: one.share / all })).toSorted((a, b) => b.share - a.share);
}

/** Expected trajectories that `sensitivityOf` computes. */
export const sensitivityEvaluations = (plan: Plan): number => 2 * drawsIn(plan).length + 1;
