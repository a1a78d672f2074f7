import type { Locks, Page } from './page.ts';

/**
 * Whose turn it is to hold the event stream. A browser opens six connections to one host, and an event stream keeps one for good: one tab
 * holds it for all. The browser's lock hands it over when that tab closes or crashes; a tab that has gone silent is relieved of it.
 * Where the browser has no locks for us, each tab holds a stream of its own while it is seen.
 */

const LOCK = 'studio-events';
const LOOK_MILLISECONDS = 5_000;
/** Looks without a sign of life before the stream is taken over. The studio gives one every 20 seconds. */
const MOST_SILENT_LOOKS = 9;

export interface Turns {
  /** Another tab that holds the stream has given a sign of life. */
  heard: () => void;
  /** This tab may hold the stream again after it was refused. */
  again: () => void;
}

interface Holding {
  /** Holds the stream. Says whether it was called off (true) or refused (false). */
  hold: (signal: AbortSignal, isLate: boolean) => Promise<boolean>;
  /** This tab was asleep and may have missed what others passed on. */
  onWake: () => void;
  /** Without a way to pass events on there are no turns. */
  canShare: boolean;
}

/** Holds the stream in turns until `signal` says that nobody listens any more. */
export function takeTurns(page: Page, { hold, onWake, canShare }: Holding, signal: AbortSignal): Turns {
  const gate = createGate();
  let round = new AbortController();
  let silentLooks = 0;
  signal.addEventListener('abort', () => {
    round.abort();
    gate.openAll();
  });

  async function holdOnce(ownRound: AbortController, isLate: boolean): Promise<void> {
    if (!(await hold(ownRound.signal, isLate))) gate.close('refused');
  }

  async function inTurns(locks: Locks): Promise<void> {
    let isHolding = false;
    let wantsSteal = false;

    async function turn(options: Parameters<Locks['request']>[1], isLate: boolean): Promise<void> {
      const own = round;
      let hasLock = false;
      try {
        await locks.request(LOCK, options, async (lock) => {
          if (lock === null || own.signal.aborted) return;
          hasLock = isHolding = true;
          await holdOnce(own, isLate);
        });
      } catch (error) {
        // Another tab has taken the lock over, or waiting for it was called off. Anything else means that there are no locks for us.
        if ((error as Error).name !== 'AbortError') throw error;
      } finally {
        isHolding = false;
        // Without the lock nothing goes on that was begun with it.
        if (hasLock) own.abort();
      }
    }

    // Silence is counted in looks and not in time: a machine that slept has not looked.
    const watch = setInterval(() => {
      silentLooks = isHolding || gate.isClosed() || page.document.visibilityState !== 'visible' ? 0 : silentLooks + 1;
      if (silentLooks < MOST_SILENT_LOOKS) return;
      silentLooks = 0;
      wantsSteal = true;
      round.abort();
    }, LOOK_MILLISECONDS);
    // A tab that is put to sleep, or kept for the way back, could not pass anything on.
    const sleep = () => {
      gate.close('asleep');
      round.abort();
    };
    const wake = () => {
      if (gate.open('asleep')) onWake();
    };
    page.addEventListener('pagehide', sleep, { signal });
    page.addEventListener('pageshow', wake, { signal });
    page.addEventListener('freeze', sleep, { signal, capture: true });
    page.addEventListener('resume', wake, { signal, capture: true });
    try {
      await turn({ ifAvailable: true }, false);
      for (;;) {
        round = new AbortController();
        if (!(await gate.passed(signal))) return;
        const options = wantsSteal ? { steal: true } : { signal: round.signal };
        wantsSteal = false;
        await turn(options, true);
      }
    } finally {
      clearInterval(watch);
    }
  }

  async function whileSeen(): Promise<void> {
    const look = () => {
      if (page.document.visibilityState === 'visible') gate.open('asleep');
      else {
        gate.close('asleep');
        round.abort();
      }
    };
    page.addEventListener('visibilitychange', look, { signal });
    look();
    for (let isLate = false; ; isLate = true) {
      round = new AbortController();
      if (!(await gate.passed(signal))) return;
      await holdOnce(round, isLate);
    }
  }

  const { locks } = page.navigator;
  if (canShare && locks) inTurns(locks).catch(whileSeen);
  else void whileSeen();
  return {
    heard: () => {
      silentLooks = 0;
    },
    again: () => void gate.open('refused'),
  };
}

type Bolt = 'refused' | 'asleep';

/** A gate with two bolts: open while neither is drawn. */
function createGate() {
  const bolts = new Set<Bolt>();
  let waiting: (() => void)[] = [];
  const letPass = () => {
    if (bolts.size > 0) return;
    for (const go of waiting) go();
    waiting = [];
  };
  return {
    isClosed: () => bolts.size > 0,
    close: (bolt: Bolt) => void bolts.add(bolt),
    /** Whether the bolt was drawn. */
    open(bolt: Bolt): boolean {
      const was = bolts.delete(bolt);
      letPass();
      return was;
    },
    openAll(): void {
      bolts.clear();
      letPass();
    },
    /** Resolves when the gate is open, with whether anybody still wants to pass. */
    async passed(signal: AbortSignal): Promise<boolean> {
      if (bolts.size > 0) await new Promise<void>((go) => waiting.push(go));
      return !signal.aborted;
    },
  };
}
