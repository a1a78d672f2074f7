import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import type { Item, LedgerRow, Profile } from '#contract/publishing.ts';
import { keyOfItem } from '#delivery/publishable.ts';
import type { Clock } from '#publishing/charge.ts';
import { createPublisher, type PublisherHost } from '#publishing/publisher.ts';
import { hashOfItem } from '#publishing/rehearsal.ts';
import type { Outcome, Target } from '#publishing/target.ts';
import { openStore, type Store } from '#store/store.ts';
import { MEMORY } from '#store/testing/memory.ts';
import { chanceFrom, type Chance } from '#store/testing/random.ts';

/**
 * A schedule of failures, in a time of its own: publishers that are killed, suspended and started again, clocks that jump, disks that are full, and a
 * receiver that loses, delays and repeats. The ledger is the real one on a real file. Whatever left arrives even where its publisher dies.
 */

/** What a target can do against sending twice: drop what it knows, say what it has, or nothing. */
export type Kind = 'idempotent' | 'reconcilable' | 'blind';

export interface Counts {
  schedules: number;
  items: number;
  sent: number;
  failed: number;
  asked: number;
  attempts: number;
  repeats: number;
  kills: number;
  suspensions: number;
  takeovers: number;
  jumps: number;
  full: number;
  faults: Record<string, number>;
  /** By kind: items that arrived more than once where that must not be. */
  doubled: number;
  /** Items that nothing more would happen to, and nobody is asked about. */
  forgotten: number;
  /** Said to be sent, and never arrived; said to have failed, and arrived. */
  wrong: number;
}

export const noCounts = (): Counts => ({
  schedules: 0,
  items: 0,
  sent: 0,
  failed: 0,
  asked: 0,
  attempts: 0,
  repeats: 0,
  kills: 0,
  suspensions: 0,
  takeovers: 0,
  jumps: 0,
  full: 0,
  faults: {},
  doubled: 0,
  forgotten: 0,
  wrong: 0,
});

const START = Date.parse('2027-01-11T06:00:00Z');
const MINUTE = 60_000;
/** How long the machine was on when a schedule begins. */
const DAYS_ON = 7 * 24 * 60 * MINUTE;

/** Time that goes from one event to the next. */
class Time {
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
const never = () => new Promise<never>(() => undefined);

/** A publisher's process. What it waits for never comes once it is dead, and comes later where it is suspended. */
class Process {
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

const FAULTS = [
  'none',
  'lostBefore',
  'lostAfter',
  'wait',
  'waitFor',
  'unavailable',
  'unavailableFor',
  'slow',
  'reset',
  'known',
  'refused',
] as const;

/** Writes that a full disk refuses. */
const WRITES = new Set(['claimRow', 'settleRow', 'takeLease', 'keepLease', 'releaseLease', 'abandonClaims']);

export class FaultSchedule {
  readonly time = new Time();
  readonly chance: Chance;
  readonly kind: Kind;
  readonly counts: Counts;
  /** How often each key arrived, and what with. */
  readonly arrived = new Map<string, string[]>();
  readonly processes: Process[] = [];
  isFull = false;
  isCalm = false;
  readonly #store: Store;
  readonly #faulty: number;

  constructor(store: Store, seed: number, kind: Kind, counts: Counts) {
    this.#store = store;
    this.chance = chanceFrom(seed);
    this.kind = kind;
    this.counts = counts;
    this.#faulty = this.chance.share() * 0.9;
  }

  /** What a request comes to, from what the receiver does to it. Called by a process, and going on without it. */
  async #request(process: Process, item: Item): Promise<Outcome> {
    const { chance, time } = this;
    this.counts.attempts++;
    const fault = this.isCalm || !chance.happens(this.#faulty) ? 'none' : chance.oneOf(FAULTS);
    this.counts.faults[fault] = (this.counts.faults[fault] ?? 0) + 1;
    const body = JSON.stringify(item.payload);
    const arrive = (ms: number) =>
      time.after(ms, () => this.arrived.set(item.key, [...(this.arrived.get(item.key) ?? []), body]));
    const brief = 20 + chance.share() * 2000;
    const unknown = (sentence: string): Outcome => ({ state: 'unknown', sentence });
    switch (fault) {
      case 'none':
      case 'known':
        arrive(brief / 2);
        await process.sleep(brief);
        return { state: 'sent', ...(this.kind !== 'blind' && { remoteId: item.key }) };
      case 'lostBefore':
        await process.sleep(brief);
        return { state: 'later', sentence: 'It did not leave.' };
      case 'lostAfter':
        arrive(brief / 2);
        await process.sleep(30_000);
        return unknown('There was no answer.');
      case 'wait':
        await process.sleep(brief);
        return { state: 'later', sentence: 'Too many.' };
      case 'waitFor':
        await process.sleep(brief);
        return { state: 'later', sentence: 'Too many.', afterMs: chance.oneOf([1000, 60_000, 15 * MINUTE]) };
      case 'unavailable':
        if (chance.happens(0.5)) arrive(brief / 2);
        await process.sleep(brief);
        return unknown('It failed.');
      case 'unavailableFor':
        // It asks for another attempt before the first one shows.
        if (chance.happens(0.5)) arrive(30_000 + chance.share() * 200_000);
        await process.sleep(brief);
        return { state: 'unknown', sentence: 'It failed.', afterMs: chance.oneOf([1000, 60_000]) };
      case 'slow':
        arrive(30_000 + chance.share() * 200_000);
        await process.sleep(30_000);
        return unknown('There was no answer.');
      case 'reset':
        if (chance.happens(0.5)) arrive(brief / 2);
        await process.sleep(brief);
        return unknown('The connection was reset.');
      case 'refused':
        await process.sleep(brief);
        // A receiver that knows the key has it.
        return this.kind === 'idempotent' && this.arrived.has(item.key)
          ? { state: 'sent' }
          : { state: 'failed', sentence: 'Refused.' };
    }
  }

  #target(process: Process): Target {
    return {
      id: 'webhook',
      options: z.strictObject({}),
      needs: { url: false, secret: false, addresses: false },
      timing: 'due',
      isIdempotent: this.kind === 'idempotent',
      compose: () => ({ payload: {}, problems: [] }),
      bytes: bytesOf,
      test: () => Promise.resolve({ sentence: '' }),
      send: (_, item) => this.#request(process, item),
      ...(this.kind === 'reconcilable' && {
        reconcile: async (_: unknown, item: Item) => {
          await process.sleep(500);
          if (!this.isCalm && this.chance.happens(0.3)) return { state: 'later', sentence: 'Ask again.' };
          return this.arrived.has(item.key) ? { state: 'sent', remoteId: item.key } : { state: 'notThere' };
        },
      }),
    };
  }

  /** The ledger as a process sees it. */
  #ledger(process: Process): PublisherHost['ledger'] {
    const through =
      (name: string, call: (...given: unknown[]) => Promise<unknown>) =>
      async (...given: unknown[]): Promise<unknown> => {
        if (process.isDead) return never();
        const isLast = process.dies !== undefined && process.dies.calls-- <= 0;
        if (isLast && !process.dies!.isAfter) return this.#die(process);
        if (this.isFull && WRITES.has(name)) {
          this.counts.full++;
          throw new Refusal('full', 'The disk is full.');
        }
        const value = await call(...given);
        if (isLast) return this.#die(process);
        if (name === 'takeLease' && value === true) this.counts.takeovers++;
        return value;
      };
    return Object.fromEntries(
      Object.entries(this.#store).map(([name, call]) => [name, through(name, call as never)]),
    ) as unknown as PublisherHost['ledger'];
  }

  #die(process: Process): Promise<never> {
    if (!process.isDead) this.counts.kills++;
    process.isDead = true;
    return never();
  }

  kill(process: Process): void {
    void this.#die(process);
  }

  start(name: string, { canTell = true } = {}): Process {
    const process = new Process(`${name}:${this.processes.length}`, this.time);
    this.processes.push(process);
    const target = this.#target(process);
    const publisher = createPublisher({
      ledger: this.#ledger(process),
      clock: process.clock(),
      random: () => this.chance.share(),
      holder: process.name,
      isAlive: (holder) => {
        const other = this.processes.find((one) => one.name === holder);
        return other && !canTell ? undefined : other !== undefined && !other.isDead;
      },
      targetOf: () => Promise.resolve(target),
      secretAt: () => Promise.resolve(''),
      addressBookOf: () => Promise.resolve(undefined),
      allowLoopback: false,
    });
    publisher.run(process.stop.signal).catch((error: unknown) => {
      if (!process.isDead) throw error;
    });
    return process;
  }

  rows(): Promise<LedgerRow[]> {
    return this.#store.ledgerRows();
  }
}

const PROFILE: Profile = { name: 'schedule', target: 'webhook', options: {} };
const bytesOf = (item: Item) => new TextEncoder().encode(JSON.stringify(item.payload));

async function plan(store: Store, chance: Chance, count: number): Promise<void> {
  const changes = [];
  for (let number = 0; number < count; number++) {
    const at = new Date(START + Math.floor(chance.share() * 20 * MINUTE)).toISOString();
    const of = { profile: PROFILE.name, campaign: 'c', touchpoint: `t${number}`, segment: '', occurrence: 'once' };
    const item: Item = {
      key: await keyOfItem(of),
      ...of,
      name: 'A',
      at,
      local: at.slice(0, 16),
      timeZone: 'UTC',
      payload: { number },
    };
    const hash = hashOfItem(item, PROFILE, bytesOf(item), []);
    changes.push({
      key: item.key,
      seen: null,
      row: { ...item, hash, revision: 1, action: 'send' as const, dueAt: at, remoteId: null, sentence: 'Planned.' },
    });
  }
  await store.approveRows(changes);
}

/** Plays one schedule and counts what came of it. Gives what was wrong with it, in words. */
export async function playSchedule(seed: number, counts: Counts): Promise<string[]> {
  const chance = chanceFrom(seed ^ 0x5bd1e995);
  const kind = chance.oneOf<Kind>(['idempotent', 'reconcilable', 'blind']);
  const folder = mkdtempSync(join(MEMORY, 'tandem-publishing-'));
  let clock: () => Date = () => new Date(START);
  const store = await openStore(folder, { now: () => clock() });
  try {
    const schedule = new FaultSchedule(store, seed, kind, counts);
    const { time } = schedule;
    clock = time.now;
    await store.addProfile(PROFILE);
    const many = 3 + chance.below(6);
    await plan(store, chance, many);
    counts.schedules++;
    counts.items += many;
    const canTell = chance.happens(0.7);
    const names = chance.happens(0.5) ? ['a', 'b'] : ['a'];
    for (const name of names) schedule.start(name, { canTell });
    for (let times = chance.below(10); times > 0; times--)
      time.after(chance.share() * 30 * MINUTE, () => disturb(schedule, chance, counts, { names, canTell }));
    await time.runUntil(30 * MINUTE);
    // Then all is well again, for long enough.
    schedule.isCalm = true;
    schedule.isFull = false;
    time.offset = Math.max(0, time.offset);
    // Mostly one publisher is left, as on most machines.
    if (chance.happens(0.8)) for (const process of schedule.processes) process.isDead = true;
    schedule.start('last', { canTell });
    const isOpen = ({ state, dueAt }: LedgerRow) => state === 'planned' || state === 'claimed' || dueAt !== null;
    while (time.elapsed < 3600 * MINUTE && (await schedule.rows()).some(isOpen))
      await time.runUntil(time.elapsed + 15 * MINUTE);
    // What is still under way arrives.
    await time.runUntil(time.elapsed + 15 * MINUTE);
    for (const process of schedule.processes) process.isDead = true;
    return judged(await schedule.rows(), schedule, counts).map((fault) => `seed ${seed}, ${kind}: ${fault}`);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function disturb(
  schedule: FaultSchedule,
  chance: Chance,
  counts: Counts,
  { names, canTell }: { names: readonly string[]; canTell: boolean },
): void {
  const { time } = schedule;
  const living = schedule.processes.filter(({ isDead }) => !isDead);
  const process = living.length > 0 ? chance.oneOf(living) : undefined;
  switch (chance.oneOf(['kill', 'killAtCall', 'suspend', 'jump', 'full', 'start'] as const)) {
    case 'kill':
      if (process) schedule.kill(process);
      time.after(chance.share() * 5 * MINUTE, () => schedule.start(chance.oneOf(names), { canTell }));
      break;
    case 'killAtCall':
      if (process) process.dies = { calls: chance.below(12), isAfter: chance.happens(0.5) };
      time.after(chance.share() * 5 * MINUTE, () => schedule.start(chance.oneOf(names), { canTell }));
      break;
    case 'suspend':
      if (process) process.suspendedUntil = time.elapsed + chance.share() * 15 * MINUTE;
      counts.suspensions++;
      break;
    case 'jump':
      time.offset += Math.round((chance.share() - 0.5) * 60 * MINUTE);
      counts.jumps++;
      break;
    case 'full':
      schedule.isFull = true;
      time.after(chance.share() * 5 * MINUTE, () => (schedule.isFull = false));
      break;
    case 'start':
      schedule.start(chance.oneOf(names), { canTell });
  }
}

function judged(rows: readonly LedgerRow[], { arrived, kind }: FaultSchedule, counts: Counts): string[] {
  const faults: string[] = [];
  for (const { key, state, dueAt, touchpoint } of rows) {
    const bodies = arrived.get(key) ?? [];
    counts.repeats += Math.max(0, bodies.length - 1);
    if (state === 'sent') counts.sent++;
    else if (state === 'failed') counts.failed++;
    else if (state === 'unknown' && dueAt === null) counts.asked++;
    else {
      counts.forgotten++;
      faults.push(`${touchpoint} is ${state} until ${dueAt}`);
    }
    // What arrives twice under one key is one message to a receiver that knows keys, as long as it is the same.
    if (kind === 'idempotent' ? new Set(bodies).size > 1 : bodies.length > 1) {
      counts.doubled++;
      faults.push(`${touchpoint} arrived ${bodies.length} times`);
    }
    if ((state === 'sent' && bodies.length === 0) || (state === 'failed' && bodies.length > 0)) {
      counts.wrong++;
      faults.push(`${touchpoint} is ${state} and arrived ${bodies.length} times`);
    }
  }
  return faults;
}

/** The counts in a line each. */
export const countsInWords = ({ faults, ...counts }: Counts): string => {
  const ofReceiver = Object.entries(faults).map(([name, many]) => [`receiver: ${name}`, many] as const);
  return [...Object.entries(counts), ...ofReceiver].map(([name, many]) => `${name} ${many}`).join(', ');
};
