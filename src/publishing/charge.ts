import type { Ledger } from '#contract/publishing.ts';

/** Being in charge: a lease in the ledger that one publisher has at a time, and keeps alive while it works. */

export interface Clock {
  /** The time of day, which people and servers may set. */
  now(): Date;
  /** Milliseconds that only ever go on; from where does not matter. */
  elapsed(): number;
  /** Milliseconds since the machine started, the same for all its processes. */
  uptime(): number;
  /** Waits, or until the signal says to stop. Never throws. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

interface InCharge {
  ledger: Pick<Ledger, 'lease' | 'takeLease' | 'keepLease' | 'releaseLease' | 'abandonClaims'>;
  clock: Clock;
  holder: string;
  isAlive: (holder: string) => boolean | undefined;
}

/** A holder that has not been heard of for so long is no longer in charge. */
export const LEASE_MS = 60_000;
const BEAT_MS = 15_000;

/** What another holder's lease was when it was first seen so, by a clock that nobody sets. */
const watched = new WeakMap<object, { holder: string; beat: number; since: number }>();

/** Takes charge where that is possible. A lease is not judged by the time of day: its holder has ended, or has shown no sign of life for as long as it lasts. */
async function take(host: InCharge): Promise<boolean> {
  const { ledger, clock, holder, isAlive } = host;
  const until = () => new Date(clock.now().getTime() + LEASE_MS).toISOString();
  const found = await ledger.lease();
  if (found.holder === '' || found.holder === holder) return ledger.takeLease({ holder, until: until() });
  const seen = { holder: found.holder, beat: found.beat };
  if (isAlive(found.holder) === false) return ledger.takeLease({ holder, until: until(), seen });
  const before = watched.get(host);
  if (before?.holder !== found.holder || before.beat !== found.beat) {
    watched.set(host, { ...seen, since: clock.elapsed() });
    return false;
  }
  return clock.elapsed() - before.since >= LEASE_MS && ledger.takeLease({ holder, until: until(), seen });
}

/** Does some work while in charge, or says that another is. The work is told to stop where the lease is lost. */
export async function inCharge<R>(
  host: InCharge,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<R>,
): Promise<R | 'another'> {
  const { ledger, clock, holder } = host;
  if (!(await take(host))) return 'another';
  const ended = new AbortController();
  const lost = new AbortController();
  const beating = (async () => {
    for (;;) {
      await clock.sleep(BEAT_MS, ended.signal);
      if (ended.signal.aborted) return;
      try {
        const until = new Date(clock.now().getTime() + LEASE_MS).toISOString();
        if (!(await ledger.keepLease(holder, until))) return lost.abort();
      } catch {
        // A full disk: the next beat may get through, and a claim asks for the lease in any case.
      }
    }
  })();
  try {
    await ledger.abandonClaims(holder, clock.now().toISOString());
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    ended.abort();
    await beating;
    await ledger.releaseLease(holder).catch(() => undefined);
  }
}
