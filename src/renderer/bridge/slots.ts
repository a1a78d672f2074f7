import type { Locks } from './page.ts';

/**
 * Long work of all tabs together. Each call keeps one of the browser's six connections to a host until it is answered, and the event stream
 * keeps another: at most three at a time leave room for what stores and opens. Where the browser has no locks for us, nothing waits.
 */
const SLOTS = ['studio-work-1', 'studio-work-2', 'studio-work-3'];
/** These carry a job so that they can be cancelled; an edit waits for the first, and the second must overtake what it cancels. */
const QUICK = ['forecast.immediate', 'job.cancel'];

/** Whether a call may keep its connection for long. */
export const isLong = (method: string, input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'job' in input && !QUICK.includes(method);

/** Runs as soon as one of the slots is free. */
export function inSlot<T>(locks: Locks | undefined, run: () => Promise<T>): Promise<T> {
  if (!locks) return run();
  return new Promise((resolve, reject) => {
    const others = new AbortController();
    const runOnce = async () => {
      // A second slot may be given before the wish for it is called off.
      if (others.signal.aborted) return;
      others.abort();
      await run().then(resolve, reject);
    };
    for (const slot of SLOTS) locks.request(slot, { signal: others.signal }, runOnce).catch(runOnce);
  });
}
