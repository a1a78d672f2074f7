import type { Campaign } from '#campaign/document.ts';
import type { Stance } from '#campaign/stance.ts';
import type { Plan } from '#simulation/plan/plan.ts';
import { findHedges, type Hedge } from '#simulation/questions/hedges.ts';
import { reachedWithout as reached, suspectsIn, type Shared, type Suspect } from '#simulation/questions/premortem.ts';
import { throughout, type Progress } from '../progress.ts';
import { withoutDetail } from './detail.ts';

/** The parts of a pre-mortem. */

/** What the runs that miss a goal may have in common. `met` says of all runs from 0 on whether they reach it, as 1 or 0. */
export const suspects = ({
  plan,
  goalId,
  seed,
  met,
}: {
  plan: Plan;
  goalId: string;
  seed: number;
  met: string;
}): Shared => suspectsIn(plan, goalId, seed, met);

/** How many of some runs reach the goal once a suspect is at what it is held against. */
export const reachedWithout = ({
  plan,
  suspect,
  ...about
}: {
  plan: Plan;
  suspect: Suspect;
  goalId: string;
  seed: number;
  runs: number[];
}): number => reached(plan, suspect, about);

/** The cheapest edit against each cause; null where there is none. */
export async function hedges(
  {
    campaign,
    goalId,
    causes,
    stance,
  }: { campaign: Campaign; goalId: string; causes: Suspect[]; stance?: Stance | undefined },
  progress: Progress,
): Promise<(Hedge | null)[]> {
  const found = await throughout(findHedges(campaign, goalId, causes, { stance }), ({ done, of }) =>
    progress(done, of),
  );
  return found.map((hedge) => (hedge ? { ...hedge, plan: withoutDetail(hedge.plan) } : null));
}
