import type { Profiles } from '#contract/publishing.ts';
import type { Clock } from './charge.ts';
import type { Surroundings } from './attempt.ts';

/** Not more than so many in so long, per profile. */

export interface Rate {
  /** Waits until one more may go, and counts it. */
  wait(clock: Clock, signal: AbortSignal): Promise<void>;
}

export function slidingRate(limits: readonly { most: number; perMs: number }[]): Rate {
  const went: number[] = [];
  const kept = Math.max(0, ...limits.map(({ most }) => most));
  return {
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

/** The rate of a profile: its target's, and its own where it names one. */
export async function rateOf(
  name: string,
  { ledger, targetOf }: Pick<Surroundings, 'targetOf'> & { ledger: Pick<Profiles, 'profiles'> },
): Promise<Rate> {
  const profile = (await ledger.profiles()).find((one) => one.name === name);
  if (!profile) return slidingRate([]);
  const { rate } = await targetOf(profile.target);
  const own = Number(profile.options['ratePerMinute']);
  return slidingRate([...(rate ? [rate] : []), ...(own > 0 ? [{ most: own, perMs: 60_000 }] : [])]);
}
