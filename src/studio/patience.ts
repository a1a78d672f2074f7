import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '#campaign/refusal.ts';

/**
 * A lock that another program holds on the library is waited for here, between attempts, and not inside SQLite: other calls are
 * answered meanwhile. What found the library busy has changed nothing, so it can be done again as it is.
 */

const PAUSE_MILLISECONDS = 50;
const PATIENCE_MILLISECONDS = 5000;

/** Does some work, again while the library is busy. Throws what the last attempt threw. */
export async function patiently<R>(work: () => R | Promise<R>): Promise<R> {
  const until = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'busy') || performance.now() > until) throw error;
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}
