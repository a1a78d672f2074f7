import { Refusal } from '#campaign/refusal.ts';
import type { Clock } from './charge.ts';
import type { Surroundings } from './attempt.ts';

/** Not more than so many in so long, per profile. */

export interface Rate {
  /** Waits until one more may go, and counts it. */
  wait(clock: Clock, signal: AbortSignal): Promise<void>;
  /** How long one takes at least, where there are many. */
  paceMs: number;
}

export function slidingRate(limits: readonly { most: number; perMs: number }[]): Rate {
  const went: number[] = [];
  const kept = Math.max(0, ...limits.map(({ most }) => most));
  return {
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

/** The rate of a profile: its target's, and its own where it names one. One that cannot be read has none: what becomes of its messages, the attempt says. */
export async function rateOf(
  name: string,
  { ledger, targetOf }: Pick<Surroundings, 'targetOf' | 'ledger'>,
): Promise<Rate> {
  const profile = await ledger.profile(name).catch((error: unknown) => {
    if (error instanceof Refusal && error.code !== 'busy') return undefined;
    throw error;
  });
  if (!profile) return slidingRate([]);
  const { rate } = await targetOf(profile.target);
  const own = Number(profile.options['ratePerMinute']);
  return slidingRate([...(rate ? [rate] : []), ...(own > 0 ? [{ most: own, perMs: 60_000 }] : [])]);
}
