import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger, Profiles } from '#contract/publishing.ts';
import { addressReader } from './addresses.ts';
import type { Clock } from './charge.ts';
import { isHolderAlive, newHolder } from './holder.ts';
import { targetOf } from './profiles.ts';
import type { PublisherHost } from './publisher.ts';
import { secretAt } from './secrets.ts';

/** The machine as a publisher sees it: its clocks, its other publishers (holder.ts), and what the environment allows. */

export const loopbackIsAllowed = (environment: Record<string, string | undefined> = process.env): boolean =>
  environment['TANDEM_ALLOW_LOOPBACK'] === '1';

/** The clocks of the machine; with `standing`, a trial in which the time of day stands still. */
export function machineClock(standing?: Date): Clock {
  return {
    now: () => standing ?? new Date(),
    elapsed: () => performance.now(),
    // Where time stands, so does everything that is measured by it: what was claimed a day before was claimed a day ago.
    uptime: () => standing?.getTime() ?? Number(process.hrtime.bigint() / 1_000_000n),
    sleep: async (ms, signal) => {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    },
  };
}

/** A publisher's surroundings on this machine. */
export function machineHost(
  ledger: Ledger & Profiles,
  { now, tell, tellProgress }: Partial<Pick<PublisherHost, 'tell' | 'tellProgress'>> & { now?: Date | undefined } = {},
): PublisherHost {
  const addresses = addressReader();
  return {
    ledger,
    clock: machineClock(now),
    random: Math.random,
    holder: newHolder(),
    isAlive: isHolderAlive,
    targetOf,
    secretAt: (reference) => secretAt(reference),
    addressBookOf: async ({ options }) =>
      options['addresses'] === undefined ? undefined : addresses(options['addresses']),
    allowLoopback: loopbackIsAllowed(),
    ...(tell && { tell }),
    ...(tellProgress && { tellProgress }),
  };
}
