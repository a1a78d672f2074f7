import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger, Profiles } from '#contract/publishing.ts';
import { addressReader } from './addresses.ts';
import type { Clock } from './charge.ts';
import { targetOf } from './profiles.ts';
import type { PublisherHost } from './publisher.ts';
import { secretAt } from './secrets.ts';

/** The machine as a publisher sees it: its clocks, its processes, and what the environment allows. */

export const loopbackIsAllowed = (environment: Record<string, string | undefined> = process.env): boolean =>
  environment['TANDEM_ALLOW_LOOPBACK'] === '1';

/** The clocks of the machine; with `standing`, a rehearsal in which the time of day stands still. */
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

/** When a process was started, so that another one of its number is not taken for it; '' where the system does not tell. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

const NODE = hostname().replace(/[^\w.-]/g, '');

/** A name for this publisher that says where it runs. */
export const newHolder = (): string => [NODE, process.pid, startOf(process.pid), randomUUID()].join(':');

/** Whether the process of another publisher still runs; undefined where it is on another machine. */
export function isHolderAlive(holder: string): boolean | undefined {
  const [node, id, start] = holder.split(':');
  if (node !== NODE) return undefined;
  const pid = Number(id);
  if (pid === process.pid && start !== startOf(pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  return start === startOf(pid);
}

/** A publisher's surroundings on this machine. */
export function machineHost(
  ledger: Ledger & Profiles,
  { now, tell }: { now?: Date | undefined; tell?: PublisherHost['tell'] } = {},
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
  };
}
