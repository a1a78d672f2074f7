import type { Campaign } from '#campaign/document.ts';
import type { Hands, Told } from './hands.ts';
import type { SimulateOptions } from './simulate.ts';
import type { TaskOutput } from './tasks.ts';

/** What touchpoints bring: their shares of the whole, and what the plan would lose without each. */

/** Share of the time that the shares take. */
const SHARES = 0.9;

export interface ContributionOptions extends Omit<SimulateOptions, 'runs'> {
  /** The goal whose learners are shared out; without it, learners in active use on the last day. */
  goalId?: string | undefined;
  /** Pairs of orders in which the plan is put together. */
  pairs?: number | undefined;
}

export type Attributed = TaskOutput<'contributions'> & { marginal: TaskOutput<'marginalContributions'> };

/** Throws Refusal where an option cannot be followed, or the plan is too large for that. */
export async function attribute(
  hands: Hands,
  campaign: Campaign,
  { seed, pairs, ...about }: ContributionOptions = {},
  { signal, progress }: Told = {},
): Promise<Attributed> {
  const contributions = await hands.run(
    'contributions',
    { campaign, options: { ...about, seed, pairs } },
    { signal, progress: (done, total) => progress?.((SHARES * done) / total, 1) },
  );
  const marginal = await hands.run(
    'marginalContributions',
    { campaign, options: about },
    { signal, progress: (done, total) => progress?.(SHARES + ((1 - SHARES) * done) / total, 1) },
  );
  return { ...contributions, marginal };
}
