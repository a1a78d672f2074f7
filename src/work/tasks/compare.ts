import type { Campaign } from '#campaign/document.ts';
import {
  comparablePlans as comparable,
  comparisonOf,
  type Comparable,
  type Comparison,
  type Observed,
} from '#simulation/questions/compare.ts';
import type { ExpectedRuns } from '#simulation/runs/expected.ts';
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

/** What was drawn of every plan, first of the base and then of the others in order: its runs, the same under another luck, and what is expected. */
export interface Drawn {
  simulations: Simulation[][];
  again: Simulation[][];
  /** Undefined where that is not known. */
  expected: (ExpectedRuns[] | undefined)[];
}

/** Each of the other plans with the base, from the same runs of all. */
export function comparisons({ comparable, drawn }: { comparable: Comparable; drawn: Drawn }): Comparison[] {
  const [base, ...others] = [comparable.base, ...comparable.others.map(({ plan }) => plan)].map(
    (plan, index): Observed => ({
      plan,
      simulations: drawn.simulations[index]!,
      again: drawn.again[index]!,
      expected: drawn.expected[index],
    }),
  );
  return comparable.others.map(({ name, notes }, index) => ({ name, notes, ...comparisonOf(base!, others[index]!) }));
}
