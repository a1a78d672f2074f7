import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import type { Item, LedgerRow, Profile } from '#contract/publishing.ts';
import { changesFor, withdrawalOf } from '#publishing/changes.ts';
import { keyOfItem } from '#delivery/publishable.ts';
import { createPublisher, type PublisherHost } from '#publishing/publisher.ts';
import { hashOfItem } from '#publishing/rehearsal.ts';
import type { Outcome, Target, Withdrawal } from '#publishing/target.ts';
import { openStore, type Store } from '#store/store.ts';
import { MEMORY } from '#store/testing/memory.ts';
import { chanceFrom, type Chance } from '#store/testing/random.ts';
import { MINUTE, never, Process, START, Time } from './publishing.time.testing.ts';

/**
 * A schedule of failures, in a time of its own: publishers that are killed, suspended and started again, clocks that jump, disks that are full, and a
 * receiver that loses, delays and repeats; while it goes on, the plan is edited and approved anew, messages are moved, changed, taken out and put back.
 * The ledger is the real one on a real file. Whatever left arrives even where its publisher dies.
 */

/** What a target can do against sending twice: drop what it knows (it can also change it and take it out), say what it has, or nothing. */
export type Kind = 'idempotent' | 'reconcilable' | 'blind';

export interface Counts {
  schedules: number;
  items: number;
  sent: number;
  failed: number;
  withdrawn: number;
  asked: number;
  attempts: number;
  repeats: number;
  kills: number;
  suspensions: number;
  takeovers: number;
  jumps: number;
  full: number;
  /** Approvals while messages leave, and what they had the receiver change and take out. */
  approvals: number;
  conflicts: number;
  changed: number;
  takenOut: number;
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
  withdrawn: 0,
  asked: 0,
  attempts: 0,
  repeats: 0,
  kills: 0,
  suspensions: 0,
  takeovers: 0,
  jumps: 0,
  full: 0,
  approvals: 0,
  conflicts: 0,
  changed: 0,
  takenOut: 0,
  faults: {},
  doubled: 0,
  forgotten: 0,
  wrong: 0,
});

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
  /** What the receiver has now, by key. */
  readonly there = new Map<string, string>();
  /** The number of the request that was last done for a key: what comes after a newer one is dropped, as by an etag. */
  readonly #done = new Map<string, number>();
  #requests = 0;
  wasSuspended = false;
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
  async #request(process: Process, item: Item, change: 'put' | 'remove' = 'put'): Promise<Outcome> {
    const { chance, time } = this;
    const number = ++this.#requests;
    this.counts.attempts++;
    const fault = this.isCalm || !chance.happens(this.#faulty) ? 'none' : chance.oneOf(FAULTS);
    this.counts.faults[fault] = (this.counts.faults[fault] ?? 0) + 1;
    const body = JSON.stringify(item.payload);
    const isDone = () => (change === 'put' ? this.there.get(item.key) === body : !this.there.has(item.key));
    /** A receiver that knows keys says of what it has that it has it, does nothing, and has seen this request. */
    const isKnown = () => {
      if (this.kind !== 'idempotent' || !isDone()) return false;
      this.#done.set(item.key, number);
      return true;
    };
    const arrive = (ms: number) =>
      time.after(ms, () => {
        if (change === 'put') this.arrived.set(item.key, [...(this.arrived.get(item.key) ?? []), body]);
        if (number < (this.#done.get(item.key) ?? 0)) return;
        this.#done.set(item.key, number);
        if (change === 'put') this.there.set(item.key, body);
        else this.there.delete(item.key);
      });
    const brief = 20 + chance.share() * 2000;
    const unknown = (sentence: string): Outcome => ({ state: 'unknown', sentence });
    switch (fault) {
      case 'known':
      case 'none':
        if (fault === 'none' || !isKnown()) arrive(brief / 2);
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
        return isKnown() ? { state: 'sent' } : { state: 'failed', sentence: 'Refused.' };
    }
  }

  #target(process: Process): Target {
    return {
      id: 'webhook',
      options: z.strictObject({}),
      needs: { url: false, secret: false, addresses: false },
      // What keeps the time itself is handed over at once, and can be changed before it.
      timing: this.kind === 'idempotent' ? 'ahead' : 'due',
      isIdempotent: this.kind === 'idempotent',
      compose: () => ({ payload: {}, problems: [] }),
      bytes: bytesOf,
      test: () => Promise.resolve({ sentence: '' }),
      send: (_, item) => this.#request(process, item),
      ...(this.kind === 'idempotent' && {
        update: (_: unknown, item: Item) => this.#request(process, item),
        withdraw: async (_: unknown, item: Item): Promise<Withdrawal> => {
          const outcome = await this.#request(process, item, 'remove');
          return outcome.state === 'sent' ? { state: 'withdrawn', sentence: 'Taken out.' } : outcome;
        },
      }),
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

  /** Edits the plan by chance, and approves what the ledger does not have yet. */
  async approve(plan: Map<string, Item>, isIn: Set<string>): Promise<void> {
    const { chance, counts, time } = this;
    for (const [key, item] of plan) {
      if (chance.happens(0.2))
        plan.set(key, { ...item, payload: { ...(item.payload as object), edit: counts.approvals } });
      if (chance.happens(0.1)) {
        const at = new Date(START + Math.floor(chance.share() * 30 * MINUTE)).toISOString();
        plan.set(key, { ...plan.get(key)!, at, local: at.slice(0, 16) });
      }
      if (chance.happens(0.15)) isIn.delete(key);
      else if (chance.happens(0.3)) isIn.add(key);
    }
    const rows = await this.#store.ledgerRows({ isWhole: true });
    const target = this.#target(new Process('approves', time));
    const now = time.now();
    const nowAt = now.toISOString();
    const waiting = new Set(
      rows.filter(({ state, action }) => state === 'planned' && action === 'send').map(({ key }) => key),
    );
    const planned = [...plan.values()].filter(({ key }) => isIn.has(key));
    const isToCome = ({ at, key }: Item) => at >= nowAt || waiting.has(key);
    const asked = changesFor({
      items: planned.filter(isToCome).map((item) => ({ ...item, hash: hashOfItem(item, PROFILE, bytesOf(item), []) })),
      kept: new Set(planned.filter((item) => !isToCome(item)).map(({ key }) => key)),
      rows,
      target,
      now,
    });
    const { changes } = chance.happens(0.15) ? withdrawalOf(rows, target, now) : asked;
    // Something may leave between the look at the ledger and the approval.
    await new Process('looks', time).sleep(chance.share() * 30_000);
    counts.approvals++;
    for (const { row } of changes) {
      if (row?.action === 'update') counts.changed++;
      if (row?.action === 'withdraw') counts.takenOut++;
    }
    try {
      await this.#store.approveRows(changes);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
      counts.conflicts++;
    }
  }
}

const PROFILE: Profile = { name: 'schedule', target: 'webhook', options: {} };
const bytesOf = (item: Item) => new TextEncoder().encode(JSON.stringify(item.payload));

async function plan(store: Store, chance: Chance, count: number, kind: Kind): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
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
    items.set(item.key, item);
    const dueAt = kind === 'idempotent' ? new Date(START).toISOString() : at;
    const hash = hashOfItem(item, PROFILE, bytesOf(item), []);
    changes.push({
      key: item.key,
      seen: null,
      row: { ...item, hash, revision: 1, action: 'send' as const, dueAt, remoteId: null, sentence: 'Planned.' },
    });
  }
  await store.approveRows(changes);
  return items;
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
    const items = await plan(store, chance, many, kind);
    const isIn = new Set(items.keys());
    counts.schedules++;
    counts.items += many;
    let approving: Promise<void> = Promise.resolve();
    const canTell = chance.happens(0.7);
    const names = chance.happens(0.5) ? ['a', 'b'] : ['a'];
    for (const name of names) schedule.start(name, { canTell });
    for (let times = chance.below(10); times > 0; times--)
      time.after(chance.share() * 30 * MINUTE, () => disturb(schedule, chance, counts, { names, canTell }));
    for (let times = chance.below(6); times > 0; times--)
      time.after(chance.share() * 30 * MINUTE, () => {
        approving = approving.then(() => schedule.approve(items, isIn));
      });
    await time.runUntil(35 * MINUTE);
    await approving;
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
      schedule.wasSuspended = true;
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

function judged(rows: readonly LedgerRow[], schedule: FaultSchedule, counts: Counts): string[] {
  const { arrived, there, kind } = schedule;
  const faults: string[] = [];
  const lastOf = Map.groupBy(rows, ({ key }) => key);
  for (const [key, some] of lastOf) {
    const inOrder = some.toSorted((a, b) => a.revision - b.revision);
    const { state, dueAt, touchpoint, payload } = inOrder.at(-1)!;
    const isOut = inOrder.some((row) => row.state === 'sent');
    const bodies = arrived.get(key) ?? [];
    counts.repeats += Math.max(0, bodies.length - 1);
    const isAsked = state === 'unknown' && dueAt === null;
    if (state === 'sent') counts.sent++;
    else if (state === 'failed') counts.failed++;
    else if (state === 'withdrawn') counts.withdrawn++;
    else if (isAsked) counts.asked++;
    else {
      counts.forgotten++;
      faults.push(`${touchpoint} is ${state} until ${dueAt}`);
    }
    // A receiver that knows keys has one message a key, however often it came.
    if (kind !== 'idempotent' && bodies.length > 1) {
      counts.doubled++;
      faults.push(`${touchpoint} arrived ${bodies.length} times`);
    }
    // What a publisher sends that was suspended for minutes, and overtaken, nobody can call back.
    if (isAsked || (kind === 'idempotent' && schedule.wasSuspended)) continue;
    const found = there.get(key);
    const isRight = state === 'sent' ? found === JSON.stringify(payload) : isOut === (found !== undefined);
    if (!isRight) {
      counts.wrong++;
      faults.push(`${touchpoint} is ${state}, and the receiver has ${found}`);
    }
  }
  return faults;
}

/** The counts in a line each. */
export const countsInWords = ({ faults, ...counts }: Counts): string => {
  const ofReceiver = Object.entries(faults).map(([name, many]) => [`receiver: ${name}`, many] as const);
  return [...Object.entries(counts), ...ofReceiver].map(([name, many]) => `${name} ${many}`).join(', ');
};
