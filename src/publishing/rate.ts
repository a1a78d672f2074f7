import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '#campaign/refusal.ts';
import type { Clock } from './charge.ts';
import type { Surroundings } from './attempt.ts';

/** Not more than so many in so long, per profile. */

interface Limit {
  most: number;
  perMs: number;
}

export interface Rate {
  limits: readonly Limit[];
  /** When the last ones went. */
  went: number[];
  /** Waits until one more may go, and counts it. */
  wait(clock: Clock, signal: AbortSignal): Promise<void>;
  /** How long one takes at least, where there are many. */
  paceMs: number;
}

export function slidingRate(limits: readonly Limit[], went: number[] = []): Rate {
  const kept = Math.max(0, ...limits.map(({ most }) => most));
  return {
    limits,
    went,
    paceMs: Math.max(0, ...limits.map(({ most, perMs }) => perMs / most)),
    async wait(clock, signal) {
      for (const { most, perMs } of limits) {
        const first = went.at(-most);
        if (first === undefined) continue;
        const waitMs = first + perMs - clock.elapsed();
        if (waitMs > 0) await clock.sleep(waitMs, signal);
      }
      went.push(clock.elapsed());
      if (went.length > 2 * kept) went.splice(0, went.length - kept);
    },
  };
}

/**
 * The rate of a profile as it is now: its target's, and its own where it names one. It stays the one `before` where the limits do; else what went by that
 * counts too. One that cannot be read keeps it, or has none: what becomes of its messages, the attempt says.
 */
export async function rateOf(
  name: string,
  { ledger, targetOf }: Pick<Surroundings, 'targetOf' | 'ledger'>,
  before: Rate = slidingRate([]),
): Promise<Rate> {
  const profile = await ledger.profile(name).catch((error: unknown) => {
    if (error instanceof Refusal && error.code !== 'busy') return undefined;
    throw error;
  });
  if (!profile) return before;
  const { rate } = await targetOf(profile.target);
  const own = Number(profile.options['ratePerMinute']);
  const limits = [...(rate ? [rate] : []), ...(own > 0 ? [{ most: own, perMs: 60_000 }] : [])];
  return isDeepStrictEqual(limits, before.limits) ? before : slidingRate(limits, before.went);
}
