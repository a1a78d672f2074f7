import type { Campaign } from '#campaign/document.ts';
import { ENGINE_VERSION } from '#campaign/engine.ts';
import { findContributions, type ContributionOptions, type Contributions } from '#simulation/questions/contribution.ts';
import {
  findMarginalContributions,
  type MarginalContribution,
  type MarginalOptions,
} from '#simulation/questions/marginalContribution.ts';
import { throughout, type Progress } from '../progress.ts';

/** The share of the outcome that each touchpoint, tactic, channel and direction brings (Shapley values). */
export async function contributions(
  { campaign, options }: { campaign: Campaign; options: ContributionOptions },
  progress: Progress,
): Promise<Contributions & { engine: string; seed: number }> {
  const found = await throughout(findContributions(campaign, options), (done) => progress(done, 1));
  return { engine: ENGINE_VERSION, seed: options.seed ?? campaign.seed, ...found };
}

/** What the plan would lose without each touchpoint, all others being there. */
export const marginalContributions = (
  { campaign, options }: { campaign: Campaign; options: MarginalOptions },
  progress: Progress,
): Promise<MarginalContribution[]> =>
  throughout(findMarginalContributions(campaign, options), (done) => progress(done, 1));
