import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '#publishing/charge.ts';

/** The time of a schedule of failures, and the processes that live in it: killed, suspended and started again. */

export const START = Date.parse('2027-01-11T06:00:00Z');
export const MINUTE = 60_000;
/** How long the machine was on when a schedule begins. */
const DAYS_ON = 7 * 24 * 60 * MINUTE;

/** Time that goes from one event to the next. */
export class Time {
  elapsed = 0;
  offset = 0;
  readonly #events: { at: number; act: () => void }[] = [];

  after(ms: number, act: () => void): void {
    this.#events.push({ at: this.elapsed + Math.max(0, ms), act });
  }

  now = () => new Date(START + this.elapsed + this.offset);

  /** Goes on until nothing happens any more, or that moment has come. */
  async runUntil(end: number): Promise<void> {
    for (;;) {
      await turn();
      let first = -1;
      this.#events.forEach(({ at }, index) => {
        if (first < 0 || at < this.#events[first]!.at) first = index;
      });
      const next = this.#events[first];
      if (!next || next.at > end) break;
      this.#events.splice(first, 1);
      this.elapsed = Math.max(this.elapsed, next.at);
      next.act();
    }
    this.elapsed = Math.max(this.elapsed, end);
  }
}

/** A promise of its own each time: what waits for one that all share is never let go. */
export const never = () => new Promise<never>(() => undefined);

/** A publisher's process. What it waits for never comes once it is dead, and comes later where it is suspended. */
export class Process {
  isDead = false;
  suspendedUntil = 0;
  /** Dies at so many more calls of the ledger: before one takes effect, or after. */
  dies: { calls: number; isAfter: boolean } | undefined;
  readonly name: string;
  readonly stop = new AbortController();
  readonly #time: Time;

  constructor(name: string, time: Time) {
    this.name = name;
    this.#time = time;
  }

  /** Goes on with a value at a moment, unless it is dead by then. */
  resume<T>(resolve: (value: T) => void, value: T): void {
    if (this.isDead) return;
    const wait = this.suspendedUntil - this.#time.elapsed;
    if (wait > 0) this.#time.after(wait, () => this.resume(resolve, value));
    else resolve(value);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (this.isDead) return never();
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      signal?.addEventListener('abort', () => this.resume(resolve, undefined), { once: true });
      this.#time.after(ms, () => this.resume(resolve, undefined));
    });
  }

  clock(): Clock {
    return {
      now: this.#time.now,
      elapsed: () => this.#time.elapsed,
      // The machine was on long before.
      uptime: () => DAYS_ON + this.#time.elapsed,
      sleep: (ms, signal) => this.sleep(ms, signal),
    };
  }
}
