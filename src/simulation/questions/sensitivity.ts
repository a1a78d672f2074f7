import { Z95 } from '../plan/assumptions.ts';
import { CHANNELS } from '#campaign/document.ts';
import type { Sensitivity } from '#contract/decision.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import { medianValues, valuesAt } from '../plan/values.ts';
import { outcomeOf } from './outcome.ts';
import type { Plan } from '../plan/plan.ts';

/** Which assumption moves the result most: one parameter at a time goes over its likely range while the others keep their medians. */

/** The weight of two opposite points in a rule of three points that keeps mean and variance. */
const WEIGHT = 1 / (2 * Z95 * Z95);

export interface SensitivityOptions {
  /** The goal whose learners are looked at; without it, learners in active use on the last day. */
  goalId?: string;
}

/**
 * All parameters that are uncertain and move the result at all, the weightiest first. The shares leave out what parameters do only together.
 * Throws Refusal, in one sentence, where the plan has no such goal.
 */
export function sensitivityOf(plan: Plan, { goalId }: SensitivityOptions = {}): Sensitivity[] {
  const outcome = outcomeOf(plan, goalId);
  const tried = PARAMETERS.flatMap(({ id, name }, own) => {
    if (!isUncertain(plan, own) || !isInUse(plan, id)) return [];
    return [{ id, name, sets: [-Z95, Z95].map((z) => valuesAt(plan, (index) => (index === own ? z : 0))) }];
  });
  const [middle, ...expected] = outcome.expectedUnder(plan, [
    medianValues(plan),
    ...tried.flatMap(({ sets }) => sets),
  ]) as [number, ...number[]];
  const found = tried.flatMap(({ id, name }, index) => {
    const low = expected[2 * index]!;
    const high = expected[2 * index + 1]!;
    const mean = WEIGHT * (low + high) + (1 - 2 * WEIGHT) * middle;
    const variance = WEIGHT * ((low - mean) ** 2 + (high - mean) ** 2) + (1 - 2 * WEIGHT) * (middle - mean) ** 2;
    return variance > 0 ? [{ parameter: id, name, low, high, effect: high - low, share: variance }] : [];
  });
  const all = found.reduce((sum, { share }) => sum + share, 0);
  return found.map((one) => ({ ...one, share: one.share / all })).toSorted((a, b) => b.share - a.share);
}

/** Whether a parameter, by its place, is drawn in any set. */
export function isUncertain({ parameters: { below, above } }: Plan, index: number): boolean {
  for (let at = index; at < below.length; at += PARAMETERS.length) if (below[at]! > 0 || above[at]! > 0) return true;
  return false;
}

/** Expected trajectories that `sensitivityOf` computes at most. */
export const SENSITIVITY_EVALUATIONS = 2 * PARAMETERS.length + 1;

/** Whether a parameter can do anything: those of channels that carry no message cannot, nor those of messages that suit everybody. */
export function isInUse({ exposures }: Plan, id: string): boolean {
  if (id.startsWith('reach.'))
    return exposures.some(({ channels }) =>
      channels.some(({ kinds }) => kinds.some(({ isForeign, away }) => isForeign || away)),
    );
  const channel = /^channels\.(\w+)\./.exec(id)?.[1];
  if (channel === undefined) return true;
  const index = CHANNELS.indexOf(channel as (typeof CHANNELS)[number]);
  return exposures.some(({ channels }) => channels.some((pushes) => pushes.channel === index));
}
