import type { Store } from '#store/store.ts';
import { patiently } from './patience.ts';

/** What is done for the library in the background, never in the way of an edit. */

const TICK_MILLISECONDS = 1000;
/** Ticks without an edit after which the log is brought into the file. */
const QUIET_TICKS = 3;
const TICKS_A_ROUND = 3600;
/** The first round waits until the windows have what they need. */
const FIRST_ROUND_TICK = 5;

export interface Caretaker {
  close(): void;
}

/** `onChangedElsewhere` hears that another program has written to the library. */
export async function careFor(store: Store, onChangedElsewhere: () => void): Promise<Caretaker> {
  let tick = 0;
  let quiet = 0;
  let changes = await store.changes();
  let closed = false;
  let looks: Promise<void> = Promise.resolve();
  let rounds: Promise<void> = Promise.resolve();

  const timer = setInterval(() => {
    looks = looks.then(look);
    if (tick++ % TICKS_A_ROUND === FIRST_ROUND_TICK) rounds = rounds.then(round);
  }, TICK_MILLISECONDS);
  timer.unref();

  async function look(): Promise<void> {
    if (closed) return;
    try {
      if (await store.isChangedElsewhere()) onChangedElsewhere();
      const now = await store.changes();
      quiet = now === changes ? quiet + 1 : 0;
      changes = now;
      if (quiet >= QUIET_TICKS) await store.tidy();
    } catch {
      // Whatever is wrong with the library, the next call that somebody makes says it.
    }
  }

  /** Once an hour, so that a studio that runs for days does what belongs to each. */
  async function round(): Promise<void> {
    try {
      await patiently(() => store.purgeDue());
      await store.backUp();
    } catch (error) {
      // A backup that fails is no reason to stop working; whoever started the studio is told.
      if (!closed)
        console.error(`The backup of today was not made: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return {
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}
