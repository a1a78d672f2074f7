import { Refusal } from '#campaign/refusal.ts';
import {
  foldedName,
  type Ledger,
  type LedgerAction,
  type LedgerRow,
  type ListProgress,
  type Missed,
  type Profiles,
  type Seen,
  type Settlement,
} from '#contract/publishing.ts';
import { attemptOn, type Between, type Surroundings } from './attempt.ts';
import { inCharge, type Clock } from './charge.ts';
import { rateOf, type Rate } from './rate.ts';

/**
 * The queue. Rows of the ledger come first: each is claimed before anything leaves, and what came of it is written down before the next. Clock,
 * chance and waiting are passed in, so that a fortnight of failures is played in a second.
 */

export interface PublisherHost extends Surroundings {
  ledger: Ledger & Pick<Profiles, 'profile'>;
  clock: Clock;
  /** From 0 to below 1. */
  random: () => number;
  /** The name of this publisher: no other has it, now or later. */
  holder: string;
  /** Whether another publisher of that name still runs; undefined where nobody can tell. */
  isAlive: (holder: string) => boolean | undefined;
  /** Waits until something may be due again, or until somebody says that there is news. The clock's sleep, where absent. */
  rest?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What became of each row that was worked on. */
  tell?: (told: Told) => void;
  /** How far a list is, after each of its recipients. */
  tellProgress?: (row: LedgerRow, progress: ListProgress) => void;
}

export interface Told {
  row: LedgerRow;
  settlement: Settlement;
  /** Lines of the audience file whose addresses were refused. */
  refused: Missed[];
}

export type Ended =
  /** Nothing is due. */
  | 'done'
  /** Another publisher is in charge. */
  | 'another'
  | 'paused'
  | 'stopped';

export interface OnceOptions {
  signal: AbortSignal;
  /** Only these actions; all where absent. */
  actions?: readonly LedgerAction[];
}

/** Rows that are read at once: memory stays flat however long the queue is. */
const BATCH = 50;
/** What comes back so soon is waited for, even by a publisher that works off once. */
const SOON_MS = 10_000;
const SOON_TIMES = 3;
/** A publisher that stays looks again at least this often: approvals come from other processes. */
const IDLE_MS = 15_000;

interface Left {
  row: LedgerRow;
  claim: string;
  settlement: Settlement;
}

export interface Publisher {
  /** Does everything that is due by now. */
  once(options: OnceOptions): Promise<Ended>;
  /** Goes on until it is stopped. */
  run(signal: AbortSignal): Promise<void>;
}

export function createPublisher(host: PublisherHost): Publisher {
  const { ledger, clock, holder, rest = (ms, signal) => clock.sleep(ms, signal) } = host;
  /** What came of claims that could not be written down yet, because the disk is full or the library busy. */
  const left: Left[] = [];
  const soon = new Map<string, { row: LedgerRow; at: number; times: number }>();
  const rates = new Map<string, Rate>();
  let claims = 0;
  let writing: Promise<boolean> = Promise.resolve(true);

  /** Writes down what is left. False where it still cannot be: then nothing else may leave. Queues wait for each other, so that each is written once. */
  const writeDown = (): Promise<boolean> => (writing = writing.then(writeEach, writeEach));

  async function writeEach(): Promise<boolean> {
    for (let one = left[0]; one !== undefined; one = left[0]) {
      const { row, claim, settlement } = one;
      try {
        const kept = await ledger.settleRow({ key: row.key, revision: row.revision, claim }, settlement);
        if (kept) one.settlement = kept;
        left.splice(left.indexOf(one), 1);
      } catch (error) {
        if (isPassing(error)) return false;
        throw error;
      }
    }
    return true;
  }

  /** One row, from the claim to what came of it. */
  async function work(row: LedgerRow, rate: Rate, signal: AbortSignal): Promise<void> {
    const { key, revision, state: from } = row;
    const times = (soon.get(key)?.times ?? 0) + 1;
    soon.delete(key);
    const { isLook, listOf, doing } = await attemptOn(row, host);
    // Who only looks whether something arrived leaves the claim as it is: it says who may still be at it, and since when.
    const claim = isLook && row.claim !== null ? row.claim : `${holder}/${++claims}`;
    const claimedAt = clock.uptime();
    // Of a list, how many it is of is known before the first gets it: whatever becomes of that one, the others are still to get it.
    const isBeginning = listOf > 0 && !row.progress?.done;
    const begins = isBeginning
      ? { done: 0, refused: 0, of: listOf, leftMs: Math.round(listOf * rate.paceMs) }
      : undefined;
    if (!isLook && !(await ledger.claimRow({ key, revision, from, holder, claim, claimedAt, begins }))) return;
    // As it is claimed now: how long ago that was decides when it may be looked for in vain.
    const attempt = {
      ...row,
      attempts: row.attempts + 1,
      claim,
      claimedAt: isLook ? row.claimedAt : claimedAt,
      ...(begins && { progress: begins }),
    };
    const unkept: Seen[] = [];
    const waiting = row.progress ? (await ledger.missedOf(row)).filter(({ waits }) => waits) : [];
    const list = { waiting: waiting.map(({ place }) => place), unkept };
    const done = await doing(attempt, between(attempt, claim, { ...list, rate }, signal));
    const { progress } = attempt;
    const { refused } = done;
    const settlement = {
      ...done.settlement,
      ...(progress && { progress }),
      ...(unkept.length > 0 && { seen: unkept }),
    };
    const came: Left = { row, claim, settlement };
    left.push(came);
    await writeDown();
    const kept = came.settlement;
    const waitMs = kept.dueAt === null ? Infinity : Date.parse(kept.dueAt) - clock.now().getTime();
    // A list that was begun is read anew: another publisher may have gone on with it meanwhile. So is what is a send from now on, and what is not kept yet.
    const isAsItWas = !progress?.done && !kept.isTakenBack && !left.includes(came);
    if (waitMs <= SOON_MS && times <= SOON_TIMES && isAsItWas) {
      const remoteId = kept.remoteId ?? row.remoteId;
      soon.set(key, { row: { ...attempt, ...kept, claim, remoteId }, at: clock.elapsed() + waitMs, times });
    }
    host.tell?.({ row: attempt, settlement: kept, refused });
  }

  async function rateFor(profile: string): Promise<Rate> {
    const name = foldedName(profile);
    const rate = await rateOf(profile, host, rates.get(name));
    rates.set(name, rate);
    return rate;
  }

  /** Between two recipients of a list: how far it is is written down first, and then nothing goes on that is to stop or to wait. */
  function between(
    row: LedgerRow,
    claim: string,
    { rate, waiting, unkept }: { rate: Rate; waiting: readonly number[]; unkept: Seen[] },
    signal: AbortSignal,
  ): Between {
    const { key, revision } = row;
    const began = clock.elapsed();
    let tried = 0;
    const goOn: Between['goOn'] = async ({ left, ...far }, seen) => {
      const seenToMs = (clock.elapsed() - began) / ++tried;
      const progress = { ...far, leftMs: Math.round(left * Math.max(rate.paceMs, seenToMs)) };
      // Also where it cannot be kept now: it is then along with what came of it all.
      row.progress = progress;
      unkept.push(seen);
      try {
        const isToGoOn = await ledger.keepProgress({ key, revision, claim }, progress, seen);
        unkept.pop();
        if (!isToGoOn || left === 0) return false;
        host.tellProgress?.(row, progress);
        // At another rate it is taken up anew, with the time that it takes then.
        if ((await rateFor(row.profile)) !== rate) return false;
        await rate.wait(clock, signal);
        if (signal.aborted || !(await writeDown())) return false;
        const { isPaused, holder: inCharge } = await ledger.lease();
        return !isPaused && inCharge === holder && !(await ledger.isStopped({ key, revision }));
      } catch (error) {
        if (isPassing(error)) return false;
        throw error;
      }
    };
    return { paceMs: rate.paceMs, waiting, unkept, goOn };
  }

  /** One queue a profile: in order, at its rate, and none waits for another. `begun` hears of each. */
  async function workOff(
    rows: readonly LedgerRow[],
    signal: AbortSignal,
    begun: (row: LedgerRow) => void,
  ): Promise<void> {
    const queues = [...Map.groupBy(rows, ({ profile }) => foldedName(profile))];
    // Every queue comes to its end before one that failed is heard: nothing may go on leaving behind our back.
    const done = await Promise.allSettled(
      queues.map(async ([profile, some]) => {
        for (const row of some) {
          // What another queue is just writing down is waited for; where it cannot be, nothing else may leave.
          if (signal.aborted || !(await writeDown())) return;
          // Anew each time: somebody may have changed it.
          const rate = await rateFor(profile);
          await rate.wait(clock, signal);
          if (signal.aborted) return;
          begun(row);
          await work(row, rate, signal);
        }
      }),
    );
    for (const one of done) if (one.status === 'rejected') throw one.reason;
  }

  async function everythingDue({ signal, actions }: OnceOptions): Promise<Ended> {
    // A row that was worked on in vain, such as one that another publisher has, is not looked at again in this round.
    const seen = new Set<string>();
    const nameOf = ({ key, revision, state, attempts }: LedgerRow) => `${key} ${revision} ${state} ${attempts}`;
    for (;;) {
      if (signal.aborted) return 'stopped';
      if ((await ledger.lease()).isPaused) return 'paused';
      if (!(await writeDown())) {
        // The disk is full: what left already has to be written down first.
        await clock.sleep(1000, signal);
        continue;
      }
      const asked = { now: clock.now().toISOString(), most: BATCH + seen.size, ...(actions && { actions }) };
      const rows = (await ledger.dueRows(asked)).filter((row) => !seen.has(nameOf(row))).slice(0, BATCH);
      if (rows.length > 0) {
        await workOff(rows, signal, (row) => seen.add(nameOf(row)));
        continue;
      }
      const next = [...soon.values()].toSorted((a, b) => a.at - b.at)[0];
      if (!next) return 'done';
      await clock.sleep(Math.max(0, next.at - clock.elapsed()), signal);
      if (!signal.aborted) await work(next.row, await rateFor(next.row.profile), signal);
    }
  }

  return {
    once: async ({ signal, actions }) =>
      inCharge(host, signal, (until) => everythingDue({ signal: until, ...(actions && { actions }) })),

    async run(signal) {
      while (!signal.aborted) {
        try {
          await inCharge(host, signal, async (until) => {
            while (!until.aborted) {
              const ended = await everythingDue({ signal: until });
              // Paused, it need not know when what waits was due.
              const waitMs = ended === 'paused' ? IDLE_MS : await untilNext(host);
              if (!until.aborted) await rest(waitMs, until);
            }
          });
        } catch (error) {
          if (!isPassing(error)) throw error;
        }
        if (!signal.aborted) await rest(IDLE_MS, signal);
      }
    },
  };
}

/** How long nothing is due. */
async function untilNext({ ledger, clock }: PublisherHost): Promise<number> {
  const next = await ledger.nextDue();
  const waitMs = next === undefined ? IDLE_MS : Date.parse(next) - clock.now().getTime();
  return Math.min(IDLE_MS, Math.max(500, waitMs));
}

/** Refusals that go away by themselves: a full disk, another program that writes just now. */
const isPassing = (error: unknown): boolean =>
  error instanceof Refusal && (error.code === 'full' || error.code === 'busy');
