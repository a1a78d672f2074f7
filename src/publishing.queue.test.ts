import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import type { Item, Profile } from '#contract/publishing.ts';
import { keyOfItem } from '#delivery/publishable.ts';
import { withdrawalOf } from '#publishing/changes.ts';
import { createPublisher, type PublisherHost } from '#publishing/publisher.ts';
import { hashOfItem } from '#publishing/rehearsal.ts';
import type { Outcome, Target } from '#publishing/target.ts';
import { openStore, type Store } from '#store/store.ts';
import { MEMORY } from '#store/testing/memory.ts';

/** The queue on the real ledger, one thing at a time; `publishing.faults.test.ts` plays everything together. */

const AT = '2027-01-11T08:00:00.000Z';
const NOW = new Date('2027-01-11T08:00:01Z');
const bytesOf = ({ payload }: Item) => new TextEncoder().encode(JSON.stringify(payload));

let folder = '';
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(MEMORY, 'tandem-queue-'));
  store = await openStore(folder, { now: () => NOW });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const profileOf = (name: string): Profile => ({ name, target: 'webhook', options: {} });

/** Puts messages for a profile into the queue. */
async function queued(profile: string, count: number): Promise<Item[]> {
  const items: Item[] = [];
  for (let number = 0; number < count; number++) {
    const of = { profile, campaign: 'c', touchpoint: `t${number}`, segment: '', occurrence: 'once' };
    const key = await keyOfItem(of);
    items.push({ key, ...of, name: 'A', at: AT, local: AT.slice(0, 16), timeZone: 'UTC', payload: { number } });
  }
  const rowOf = (item: Item) => ({
    ...item,
    hash: hashOfItem(item, profileOf(profile), bytesOf(item), []),
    revision: 1,
    action: 'send' as const,
    dueAt: AT,
    remoteId: null,
    sentence: 'Planned.',
  });
  await store.approveRows(items.map((item) => ({ key: item.key, seen: null, row: rowOf(item) })));
  return items;
}

const target = (more: Partial<Target> = {}): Target => ({
  id: 'webhook',
  options: z.strictObject({}),
  needs: { url: false, secret: false, addresses: false },
  timing: 'due',
  isIdempotent: true,
  compose: () => ({ payload: {}, problems: [] }),
  bytes: bytesOf,
  test: () => Promise.resolve({ sentence: '' }),
  send: () => Promise.resolve({ state: 'sent' }),
  ...more,
});

const host = (more: Partial<PublisherHost> = {}): PublisherHost => ({
  ledger: store,
  clock: {
    now: () => NOW,
    // A hundred times as fast.
    elapsed: () => performance.now() * 100,
    uptime: () => performance.now() * 100,
    sleep: async (ms, signal) => {
      await sleep(ms / 100, undefined, { signal }).catch(() => undefined);
    },
  },
  random: () => 0,
  holder: 'me',
  isAlive: () => undefined,
  targetOf: () => Promise.resolve(target()),
  secretAt: () => Promise.resolve(''),
  addressBookOf: () => Promise.resolve(undefined),
  allowLoopback: false,
  ...more,
});

const once = (given: PublisherHost) => createPublisher(given).once({ signal: new AbortController().signal });
const states = async () => (await store.ledgerRows()).map(({ state }) => state);

test('what comes of several profiles at once is written down once each', async () => {
  for (const name of ['a', 'b', 'c']) {
    await store.addProfile(profileOf(name));
    await queued(name, 3);
  }
  const settled: string[] = [];
  const slow: PublisherHost['ledger'] = {
    ...store,
    settleRow: async (row, settlement) => {
      settled.push(row.key);
      await sleep(5);
      return store.settleRow(row, settlement);
    },
  };
  expect(await once(host({ ledger: slow }))).toBe('done');
  expect(await states()).toEqual(Array.from({ length: 9 }, () => 'sent'));
  expect(new Set(settled).size).toBe(settled.length);
});

test('nothing that is due is left out because another profile is just writing, or because the disk was full', async () => {
  for (const name of ['a', 'b']) {
    await store.addProfile(profileOf(name));
    await queued(name, 5);
  }
  let writes = 0;
  const slow: PublisherHost['ledger'] = {
    ...store,
    settleRow: async (row, settlement) => {
      if (++writes === 3) throw new Refusal('full', 'The disk is full.');
      await sleep(writes % 2 === 0 ? 8 : 1);
      return store.settleRow(row, settlement);
    },
  };
  const uneven = target({
    send: async (_, { profile }) => {
      await sleep(profile === 'a' ? 1 : 4);
      return { state: 'sent' };
    },
  });
  expect(await once(host({ ledger: slow, targetOf: () => Promise.resolve(uneven) }))).toBe('done');
  expect(await states()).toEqual(Array.from({ length: 10 }, () => 'sent'));
});

test('a profile is the same however its name is cased, also once it was removed and added anew', async () => {
  await store.addProfile(profileOf('Über'));
  await queued('Über', 1);
  await expect(store.removeProfile('u\u0308ber')).rejects.toThrow('still has one message');
  await once(host());
  await store.removeProfile('ÜBER');
  await store.addProfile(profileOf('über'));
  expect((await store.ledgerRows({ profile: 'über' })).map(({ state }) => state)).toEqual(['sent']);
});

test('a rate that is changed counts from the next message on, and what went before counts too', async () => {
  const at = (ratePerMinute: string) => ({ ...profileOf('a'), options: { ratePerMinute } });
  await store.addProfile(at('1'));
  await queued('a', 4);
  const MINUTE = 60_000;
  let waitedMs = 0;
  const sentAt: number[] = [];
  const changing = target({
    send: async () => {
      sentAt.push(waitedMs);
      await store.changeProfile(at(sentAt.length === 2 ? '60' : '1'));
      return { state: 'sent' };
    },
  });
  const { clock } = host();
  const sleeping: typeof clock.sleep = async (ms, signal) => {
    if (ms === MINUTE) waitedMs += ms;
    else await clock.sleep(ms, signal);
  };
  await once(
    host({
      clock: { ...clock, elapsed: () => waitedMs, sleep: sleeping },
      targetOf: () => Promise.resolve(changing),
    }),
  );
  expect(sentAt).toEqual([0, MINUTE, MINUTE, 2 * MINUTE]);
});

test('a damaged profile holds nobody else up, is named, and can be removed', async () => {
  for (const name of ['well', 'Damaged']) {
    await store.addProfile(profileOf(name));
    await queued(name, 1);
  }
  const database = new SqliteDatabase(join(folder, 'library.sqlite'));
  database.prepare("UPDATE profiles SET document = '{' WHERE folded = 'damaged'").run();
  await once(host());
  expect((await store.ledgerRows({ profile: 'well' }))[0]).toMatchObject({ state: 'sent' });
  const [waits] = await store.ledgerRows({ profile: 'damaged' });
  expect(waits).toMatchObject({ state: 'planned', sentence: expect.stringContaining('“damaged” is damaged') });
  await expect(store.profiles()).rejects.toThrow('“damaged” is damaged');
  database.close();
  await store.removeProfile('Damaged');
  expect((await store.profiles()).map(({ name }) => name)).toEqual(['well']);
});

test('a publisher that is paused looks again every few seconds, and not all the time', async () => {
  await store.addProfile(profileOf('a'));
  await queued('a', 1);
  await store.pausePublishing(true);
  const stop = new AbortController();
  const waits: number[] = [];
  const { clock } = host();
  const sleeping: typeof clock.sleep = (ms, signal) => {
    waits.push(ms);
    if (waits.length === 6) stop.abort();
    return clock.sleep(ms, signal);
  };
  await createPublisher(host({ clock: { ...clock, sleep: sleeping } })).run(stop.signal);
  expect(Math.min(...waits)).toBe(15_000);
  expect(await states()).toEqual(['planned']);
});

test('what somebody has sent again is known to have been tried, and has all its days again', async () => {
  await store.addProfile(profileOf('a'));
  const [item] = await queued('a', 1);
  const lost = target({ isIdempotent: false, send: () => Promise.resolve({ state: 'unknown', sentence: 'Lost.' }) });
  await once(host({ targetOf: () => Promise.resolve(lost) }));
  expect(await states()).toEqual(['unknown']);
  const later = '2027-01-20T08:00:00.000Z';
  expect(await store.answerRow(item!.key, 'again', later)).toMatchObject({
    state: 'planned',
    attempts: 1,
    dueAt: later,
    firstDueAt: later,
  });
});

test('while it is still being found out whether something arrived, nobody can have it sent again', async () => {
  await store.addProfile(profileOf('a'));
  const [item] = await queued('a', 1);
  const lost = target({
    isIdempotent: false,
    send: () => Promise.resolve({ state: 'unknown', sentence: 'Lost.' }),
    reconcile: () => Promise.resolve({ state: 'notThere' }),
  });
  await once(host({ targetOf: () => Promise.resolve(lost) }));
  const [row] = await store.ledgerRows();
  expect(row).toMatchObject({ state: 'unknown', dueAt: expect.any(String) });
  for (const said of ['again', 'sent'] as const)
    await expect(store.answerRow(item!.key, said, NOW.toISOString())).rejects.toThrow('still finding out');
});

test('a withdrawal that somebody looked after is done, or done again', async () => {
  await store.addProfile(profileOf('a'));
  const [item] = await queued('a', 1);
  await once(host({ targetOf: () => Promise.resolve(target({ send: () => Promise.resolve({ state: 'sent' }) })) }));
  const gives = (state: 'unknown' | 'later') =>
    target({ isIdempotent: false, withdraw: () => Promise.resolve({ state, sentence: 'No answer.' }) });
  await store.approveRows(withdrawalOf(await store.ledgerRows({ isWhole: true }), gives('later'), NOW).changes);
  const [first] = (await store.ledgerRows()).toReversed();
  const claim = 'killed/1';
  await store.takeLease({ holder: 'killed', until: NOW.toISOString() });
  await store.claimRow({ ...first!, from: 'planned', holder: 'killed', claim, claimedAt: 0 });
  await store.settleRow({ ...first!, claim }, { state: 'unknown', sentence: 'No answer.', dueAt: null });
  await store.releaseLease('killed');
  expect(await store.answerRow(item!.key, 'again', NOW.toISOString())).toMatchObject({
    state: 'planned',
    action: 'withdraw',
    sentence: 'Somebody looked, and it is to be taken back again.',
  });
  await store.takeLease({ holder: 'killed', until: NOW.toISOString() });
  await store.claimRow({ ...first!, from: 'planned', holder: 'killed', claim, claimedAt: 0 });
  await store.settleRow({ ...first!, claim }, { state: 'unknown', sentence: 'No answer.', dueAt: null });
  expect(await store.answerRow(item!.key, 'sent', NOW.toISOString())).toMatchObject({ state: 'withdrawn' });
  expect(await states()).toEqual(['withdrawn']);
});

/** One message, withdrawn in the middle of its attempt; what was done there. `outcomes` are those of its attempts, one after the other. */
async function withdrawnWhileLeaving(can: Partial<Target>, outcomes: readonly Outcome[], isChange = false) {
  const done: string[] = [];
  const left = [...outcomes];
  const recalls = { withdraw: async () => ({ state: 'withdrawn' as const, sentence: 'Taken back.' }) };
  const leaves = async (what: string): Promise<Outcome> => {
    done.push(what);
    if (what !== 'looked for' && left.length === outcomes.length)
      await store.approveRows(withdrawalOf(await store.ledgerRows({ isWhole: true }), target(can), NOW).changes);
    return left.shift()!;
  };
  const there = target({
    ...can,
    send: () => leaves('sent'),
    ...(can.update && { update: () => leaves('changed') }),
    ...(can.reconcile && { reconcile: () => leaves('looked for') as ReturnType<NonNullable<Target['reconcile']>> }),
    ...(can.withdraw && {
      withdraw: (_, __, remoteId) => {
        done.push(`took back ${remoteId}`);
        return recalls.withdraw();
      },
    }),
  });
  await store.addProfile(profileOf('a'));
  const [item] = await queued('a', 1);
  if (isChange) {
    const before = { state: 'sent' as const, remoteId: 'old' };
    await once(host({ targetOf: () => Promise.resolve(target({ send: () => Promise.resolve(before) })) }));
    const edited = { ...item!, payload: { number: 'edited' } };
    const hash = hashOfItem(edited, profileOf('a'), bytesOf(edited), []);
    const seen = { revision: 1, state: 'sent' as const };
    const row = { ...edited, hash, revision: 2, action: 'update' as const, dueAt: AT, remoteId: 'old', sentence: '' };
    await store.approveRows([{ key: item!.key, seen, row }]);
  }
  await once(host({ targetOf: () => Promise.resolve(there) }));
  const last = (await store.ledgerRows()).at(-1)!;
  return { done, state: last.state, dueAt: last.dueAt, sentence: last.sentence };
}

const UNKNOWN = { state: 'unknown' as const, sentence: 'No answer.', afterMs: 1000 };
const RECALLS = { withdraw: () => Promise.reject(new Error('Not to be called.')) };
const CHANGES = { ...RECALLS, update: RECALLS.withdraw };

test('what gets through although it was withdrawn is taken back where its target can', async () => {
  const sent = { state: 'sent' as const, remoteId: 'new' };
  expect(await withdrawnWhileLeaving(RECALLS, [sent])).toMatchObject({
    done: ['sent', 'took back new'],
    state: 'withdrawn',
  });
});

test('what gets through although it was withdrawn, where nothing can be recalled, is said to be out', async () => {
  expect(await withdrawnWhileLeaving({}, [{ state: 'sent' }])).toMatchObject({ done: ['sent'], state: 'sent' });
});

test.each([
  ['later', { state: 'later', sentence: 'Away.' }, 'old'],
  ['refused', { state: 'failed', sentence: 'No.' }, 'old'],
  ['through', { state: 'sent', remoteId: 'new' }, 'new'],
] as const)('a change that is withdrawn while it leaves takes back what is out: %s', async (_, outcome, remoteId) => {
  expect(await withdrawnWhileLeaving(CHANGES, [outcome], true)).toMatchObject({
    done: ['changed', `took back ${remoteId}`],
    state: 'withdrawn',
  });
});

test('a change that has taken back what was out, and nothing in its place, is withdrawn with that', async () => {
  const gone = { state: 'later' as const, sentence: 'Too late.', isTakenBack: true as const };
  expect(await withdrawnWhileLeaving(CHANGES, [gone], true)).toMatchObject({ done: ['changed'], state: 'withdrawn' });
});

test('what may have arrived, and was withdrawn, is not handed over again only to find out', async () => {
  expect(await withdrawnWhileLeaving({}, [UNKNOWN])).toMatchObject({
    done: ['sent'],
    state: 'unknown',
    dueAt: null,
    sentence: expect.stringContaining('say so in the journal') as string,
  });
});

test('what may have arrived, and was withdrawn, is looked for, and not sent where it is not there', async () => {
  const looks = { ...RECALLS, isIdempotent: false, reconcile: RECALLS.withdraw };
  const found = { state: 'notThere' } as unknown as Outcome;
  const { done, state } = await withdrawnWhileLeaving(looks, [UNKNOWN, found, found, found]);
  expect(done.filter((what) => what !== 'looked for')).toEqual(['sent']);
  expect(state).toBe('unknown');
});
