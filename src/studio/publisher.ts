import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger, Profiles } from '#contract/publishing.ts';
import type { PublisherPlace } from '#contract/publish.ts';

/** The studio sends by itself what was approved, as long as it is open: the queue of `publishing/`, which another publisher may be in charge of. */

export interface OwnPublisher {
  /** Looks for what is due now; begins where something waits to be sent. */
  wake(): Promise<void>;
  place(): Promise<PublisherPlace>;
  close(): Promise<void>;
}

/** Whoever closes the studio waits no longer for an answer from outside; what it was about is then unknown, and is looked for the next time. */
const CLOSE_MILLISECONDS = 5_000;
/** After a fault that is ours it begins again so much later. */
const AGAIN_MILLISECONDS = 60_000;

/** How far a list is is told no more often. */
const PROGRESS_MILLISECONDS = 1000;

function atMostEach(ms: number, tell: () => void): () => void {
  let last = -Infinity;
  return () => {
    if (performance.now() - last < ms) return;
    last = performance.now();
    tell();
  };
}

/** `tell` hears of whatever became of a message. */
export function ownPublisher(ledger: Ledger & Profiles, tell: () => void): OwnPublisher {
  const ending = new AbortController();
  /** That there is something new to look at. */
  let news = new AbortController();
  let running: Promise<void> | undefined;
  let holder = '';

  async function stay(signal: AbortSignal): Promise<void> {
    const [{ createPublisher }, { machineHost }] = await Promise.all([
      import('#publishing/publisher.ts'),
      import('#publishing/host.ts'),
    ]);
    const machine = machineHost(ledger, { tell, tellProgress: atMostEach(PROGRESS_MILLISECONDS, tell) });
    const rest = (ms: number, until: AbortSignal) => machine.clock.sleep(ms, AbortSignal.any([until, news.signal]));
    const host = { ...machine, rest };
    ({ holder } = host);
    // One for good: it knows what left and could not be written down yet.
    const publisher = createPublisher(host);
    while (!signal.aborted) {
      try {
        await publisher.run(signal);
      } catch (error) {
        if (signal.aborted) return;
        console.error(`Publishing stopped and begins again: ${error instanceof Error ? error.name : 'unknown fault'}`);
        await sleep(AGAIN_MILLISECONDS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  return {
    async wake() {
      news.abort();
      news = new AbortController();
      if (running || ending.signal.aborted || (await ledger.nextDue()) === undefined) return;
      running ??= stay(ending.signal);
    },
    async place() {
      const { holder: inCharge } = await ledger.lease();
      if (inCharge !== '' && inCharge === holder) return 'here';
      const { isAwake } = await import('#publishing/awake.ts');
      return (await isAwake(ledger)) ? 'elsewhere' : 'nowhere';
    },
    async close() {
      ending.abort();
      await Promise.race([running, sleep(CLOSE_MILLISECONDS, undefined, { ref: false })]);
    },
  };
}
