import type { Campaign } from '#campaign/document.ts';
import {
  comparablePlans as comparable,
  comparisonOf,
  type Comparable,
  type Comparison,
} from '#simulation/questions/compare.ts';
import type { Simulation } from '#simulation/runs/simulation.ts';
import type { PlanOptions } from './forecast.ts';
import { withoutDetail } from './detail.ts';

/** The plans of a comparison, made comparable: the base's goals judge all of them, and all end on the same day. */
export function comparablePlans({
  base,
  others,
  options = {},
}: {
  base: Campaign;
  others: Campaign[];
  options?: PlanOptions;
}): Comparable {
  const found = comparable(base, others, options);
  return {
    base: withoutDetail(found.base),
    others: found.others.map(({ plan, ...other }) => ({ ...other, plan: withoutDetail(plan) })),
  };
}

/** Each of the other plans with the base, from the same runs of all: first the base's, then theirs in order. */
export function comparisons({
  comparable: { base, others },
  simulations: [ofBase, ...ofOthers],
}: {
  comparable: Comparable;
  simulations: Simulation[][];
}): Comparison[] {
  const sampledBase = { plan: base, simulations: ofBase! };
  return others.map(({ name, plan, notes }, index) => ({
    name,
    notes,
    ...comparisonOf(sampledBase, { plan, simulations: ofOthers[index]! }),
  }));
}
