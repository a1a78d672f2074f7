import type { Campaign } from '#campaign/document.ts';
import { confirmed } from '#simulation/questions/confirm.ts';
import {
  searchingPlans,
  type Optimisation,
  type OptimiseOptions,
  type Searched,
} from '#simulation/questions/optimise.ts';
import type { Simulation } from '#simulation/runs/simulation.ts';
import { throughout, type Progress } from '../progress.ts';
import { withoutDetail } from './detail.ts';

/** Better plans as far as expectations tell; runs are to confirm them. */
export async function searchPlans(
  { campaign, options }: { campaign: Campaign; options: OptimiseOptions },
  progress: Progress,
): Promise<Searched> {
  const { base, candidates, ...rest } = await throughout(
    searchingPlans(campaign, options),
    ({ evaluations, of, better }) => progress(evaluations, of, better),
  );
  return {
    ...rest,
    base: { ...base, plan: withoutDetail(base.plan) },
    candidates: candidates.map((candidate) => ({ ...candidate, plan: withoutDetail(candidate.plan) })),
  };
}

/** The proposals with their effects, from the same runs of all plans: first the plan as it is, then the candidates in order. */
export function confirmProposals({
  searched,
  simulations: [ofBase, ...ofCandidates],
}: {
  searched: Searched;
  simulations: Simulation[][];
}): Optimisation {
  const { base, candidates } = searched;
  return confirmed(searched, { plan: base.plan, simulations: ofBase! }, (candidate) => ({
    plan: candidate.plan,
    simulations: ofCandidates[candidates.indexOf(candidate)]!,
  }));
}
