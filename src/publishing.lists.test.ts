import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import type { ListProgress, Profile } from '#contract/publishing.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { withdrawalOf } from '#publishing/changes.ts';
import { addressBookOf, approve, rehearse } from '#publishing/rehearsal.ts';
import { sendRest } from '#publishing/rest.ts';
import { createPublisher, type PublisherHost } from '#publishing/publisher.ts';
import { freePort } from '#publishing/peers.testing.ts';
import { smtp } from '#publishing/targets/smtp.ts';
import { openStore, type Store } from '#store/store.ts';
import { MEMORY } from '#store/testing/memory.ts';

/** A mail to a list on the real ledger and a real server: left in the middle, it goes on from there, and nobody gets it twice. */

const BEFORE = new Date('2027-01-04T08:00:00Z');
const NOW = new Date('2027-01-12T08:00:00Z');
const PEOPLE = Array.from({ length: 12 }, (_, index) => `p${index}@example.org`);
const REFUSED = 'p2@example.org';
/** Says no for good. */
let refuses: (address: string) => boolean;
/** Makes strangers wait. */
let greylists: (address: string) => boolean;

let folder = '';
let store: Store;
let server: SMTPServer;
let port: number;
/** Who got it, in order. */
let got: string[];
/** Called after each mail that was taken. */
let onMail: (count: number) => void | Promise<void>;

beforeEach(async () => {
  folder = mkdtempSync(join(MEMORY, 'tandem-lists-'));
  store = await openStore(folder, { now: () => NOW });
  got = [];
  onMail = () => undefined;
  refuses = (address) => address === REFUSED;
  greylists = () => false;
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    authOptional: true,
    onRcptTo: ({ address }, _session, done) =>
      refuses(address)
        ? done(Object.assign(new Error('no'), { responseCode: 550 }))
        : greylists(address)
          ? done(Object.assign(new Error('4.7.1 later'), { responseCode: 451 }))
          : done(),
    onData(stream, { envelope }, done) {
      stream.resume().on('end', () => {
        got.push(...envelope.rcptTo.map(({ address }) => address));
        void Promise.resolve(onMail(got.length)).then(() => done());
      });
    },
  });
  server.on('error', () => undefined);
  await listen();
  await store.addProfile(profile());
  writeFileSync(file(), `segment,address\n${PEOPLE.map((address) => `sales,${address}`).join('\n')}\n`);
});
afterEach(async () => {
  await new Promise<void>((resolve) => server.close(resolve));
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function listen() {
  port ||= await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}
const file = () => join(folder, 'people.csv');
const profile = (): Profile => ({
  name: 'mail',
  target: 'smtp',
  url: `smtp://127.0.0.1:${port}`,
  options: { from: 'learning@example.com', addresses: file() },
});
const campaign = (subject = 'Start today') =>
  plan({
    segments: [segment({ id: 'sales', name: 'Sales' })],
    touchpoints: [touchpoint({ id: 'mail', message: { subject, body: 'Two minutes.' } })],
  });
const about = (subject?: string) => ({
  campaign: campaign(subject),
  profile: profile(),
  target: smtp,
  ledger: store,
  now: BEFORE,
});
async function approved() {
  const { hash, items } = await rehearse(about());
  expect(items).toHaveLength(1);
  await approve(about(), hash);
}

let holders = 0;
const host = (more: Partial<PublisherHost> = {}): PublisherHost => ({
  ledger: store,
  clock: {
    now: () => NOW,
    elapsed: () => performance.now(),
    uptime: () => performance.now(),
    sleep: async (ms, signal) => {
      await sleep(Math.min(ms, 20), undefined, { signal }).catch(() => undefined);
    },
  },
  random: () => 0,
  holder: `publisher ${++holders}`,
  isAlive: () => false,
  targetOf: async () => smtp,
  secretAt: async () => '',
  addressBookOf,
  allowLoopback: true,
  ...more,
});
const once = (given = host(), signal = new AbortController().signal) => createPublisher(given).once({ signal });
const row = async () => (await store.ledgerRows())[0]!;
const everybody = PEOPLE.filter((address) => address !== REFUSED);

test('a list that is paused stops after the recipient it is at, and goes on with the next', async () => {
  await approved();
  onMail = (count) => (count === 4 ? store.pausePublishing(true) : undefined);
  expect(await once()).toBe('paused');
  expect(got).toEqual(everybody.slice(0, 4));
  // The third was refused.
  expect(await row()).toMatchObject({ state: 'planned', progress: { done: 5, refused: 1, of: 12 } });
  expect((await row()).sentence).toBe('4 of 12 got it; the others get it once sending goes on.');
  expect(await once()).toBe('paused');
  await store.pausePublishing(false);
  expect(await once()).toBe('done');
  expect(got).toEqual(everybody);
  expect(await row()).toMatchObject({
    state: 'sent',
    sentence: expect.stringMatching(
      /^11 of 12 got it\. One address was refused\. Mail that was sent cannot be recalled/,
    ),
  });
});

test('a publisher that is stopped ends between two recipients, and another goes on', async () => {
  await approved();
  for (const at of [2, 5, 6]) {
    const stop = new AbortController();
    onMail = (count) => (count === at ? stop.abort() : undefined);
    expect(await once(host(), stop.signal)).toBe('stopped');
    expect(got).toEqual(everybody.slice(0, at));
  }
  onMail = () => undefined;
  await once();
  expect(got).toEqual(everybody);
});

test('how far a list is that cannot be written down is written down before it goes on', async () => {
  await approved();
  const full: PublisherHost['ledger'] = {
    ...store,
    keepProgress: async (name, progress, seen) => {
      if (progress.done === 4) throw new Refusal('full', 'The disk is full.');
      return store.keepProgress(name, progress, seen);
    },
  };
  await once(host({ ledger: full }));
  expect(got).toEqual(everybody);
});

test('a library that is busy for a moment has a list wait, and leaves nothing unknown', async () => {
  await approved();
  let isBusy = false;
  const busy: PublisherHost['ledger'] = {
    ...store,
    keepProgress: async (name, progress, seen) => {
      isBusy = progress.done === 4;
      return store.keepProgress(name, progress, seen);
    },
    lease: async () => {
      if (!isBusy) return store.lease();
      isBusy = false;
      throw new Refusal('busy', 'Another program has the library.');
    },
  };
  const told: string[] = [];
  await once(host({ ledger: busy, tell: ({ settlement }) => told.push(settlement.state) }));
  expect(told).toEqual(['planned', 'sent']);
  expect(got).toEqual(everybody);
});

test('after a kill somebody is asked, who reads how many got it; sent again, it goes on there', async () => {
  await approved();
  const killed = host();
  const dies: PublisherHost['ledger'] = {
    ...store,
    keepProgress: async (name, progress, seen) => {
      const isKept = await store.keepProgress(name, progress, seen);
      // Nothing that it does from now on comes to anything.
      if (progress.done === 6) await new Promise(() => undefined);
      return isKept;
    },
  };
  void once({ ...killed, ledger: dies });
  await expect.poll(async () => (await row()).progress?.done).toBe(6);
  await once();
  expect(await row()).toMatchObject({ state: 'unknown', progress: { done: 6, refused: 1, of: 12 } });
  expect((await row()).sentence).toContain('5 of 12 got it before.');
  await store.answerRow((await row()).key, 'again', NOW.toISOString());
  await once();
  expect(got).toEqual(everybody);
});

test('where somebody found that the one in question has it, the list goes on after them', async () => {
  await approved();
  const stop = new AbortController();
  onMail = (count) => (count === 4 ? stop.abort() : undefined);
  await once(host(), stop.signal);
  onMail = () => undefined;
  const lost = { ...smtp, send: async () => ({ state: 'unknown' as const, sentence: 'Lost.' }) };
  await once(host({ targetOf: async () => lost }));
  expect(await row()).toMatchObject({ state: 'unknown', dueAt: null });
  expect(await store.answerRow((await row()).key, 'sent', NOW.toISOString())).toMatchObject({
    state: 'planned',
    progress: { done: 6, refused: 1, of: 12 },
  });
  await once();
  expect(got).toEqual(everybody.filter((address) => address !== 'p5@example.org'));
  expect((await row()).state).toBe('sent');
});

test.each([
  [
    'lost',
    () => {
      const lost = { ...smtp, send: async () => ({ state: 'unknown' as const, sentence: 'Lost.' }) };
      return once(host({ targetOf: async () => lost }));
    },
  ],
  [
    'killed',
    async () => {
      void once(host({ ledger: { ...store, keepProgress: () => new Promise(() => undefined) } }));
      await expect.poll(() => got.length).toBe(1);
      return once();
    },
  ],
])('where the first of a list was the one in question (%s), the others get it too', async (_, leaveUnknown) => {
  await approved();
  await leaveUnknown();
  const before = [...got];
  expect(await row()).toMatchObject({ state: 'unknown', dueAt: null, progress: { done: 0, refused: 0, of: 12 } });
  expect(await store.answerRow((await row()).key, 'sent', NOW.toISOString())).toMatchObject({
    state: 'planned',
    progress: { done: 1, refused: 0, of: 12 },
  });
  await once();
  expect(got).toEqual([...before, ...everybody.slice(1)]);
  expect((await row()).state).toBe('sent');
});

test('a single address that somebody says has it is all of its list', async () => {
  writeFileSync(file(), 'segment,address\nsales,p1@example.org\n');
  await approved();
  const lost = { ...smtp, send: async () => ({ state: 'unknown' as const, sentence: 'Lost.' }) };
  await once(host({ targetOf: async () => lost }));
  expect(await store.answerRow((await row()).key, 'sent', NOW.toISOString())).toMatchObject({
    state: 'sent',
    progress: { done: 1, refused: 0, of: 1 },
  });
  await once();
  expect(got).toEqual([]);
});

test('a server that is away for a while loses nobody of a list that was begun', async () => {
  await approved();
  const stop = new AbortController();
  onMail = (count) => (count === 3 ? stop.abort() : undefined);
  await once(host(), stop.signal);
  onMail = () => undefined;
  const away = host({ targetOf: async () => ({ ...smtp, send: async () => ({ state: 'later', sentence: 'Away.' }) }) });
  await once(away);
  expect(await row()).toMatchObject({ state: 'planned', progress: { done: 4 } });
  await once(host({ clock: { ...host().clock, now: () => new Date(NOW.getTime() + 3600_000) } }));
  expect(got).toEqual(everybody);
});

test('a list that was begun is neither changed nor sent anew, and withdrawn it says who has it', async () => {
  await approved();
  onMail = (count) => (count === 4 ? store.pausePublishing(true) : undefined);
  await once();
  const fates = async (subject: string) => (await rehearse(about(subject))).items.map(({ fate }) => fate);
  expect(await fates('Start today')).toEqual(['same']);
  expect(await fates('Otherwise')).toEqual(['stays']);
  const { changes, stays } = withdrawalOf(await store.ledgerRows(), smtp, NOW);
  expect(stays).toHaveLength(1);
  await store.approveRows(changes);
  expect(await row()).toMatchObject({
    state: 'sent',
    sentence: 'Withdrawn when 4 of 12 had got it, which cannot be recalled.',
  });
  await store.pausePublishing(false);
  await once();
  expect(got).toHaveLength(4);
  // Approved once more, it goes to nobody again.
  expect(await fates('Start today')).toEqual(['out']);
  expect((await rehearse(about('Otherwise'))).changes).toEqual([]);
});

test('a list that is withdrawn while it is leaving stops after the one it is at', async () => {
  await approved();
  const told: string[] = [];
  onMail = async (count) => {
    if (count !== 4) return;
    const { changes, stays } = withdrawalOf(await store.ledgerRows(), smtp, NOW);
    expect({ stays, stops: changes.map(({ stops }) => stops !== undefined) }).toEqual({ stays: [], stops: [true] });
    await store.approveRows(changes);
  };
  expect(await once(host({ tell: ({ settlement }) => told.push(settlement.state) }))).toBe('done');
  expect(got).toEqual(everybody.slice(0, 4));
  expect(await row()).toMatchObject({
    state: 'sent',
    dueAt: null,
    progress: { done: 5, refused: 1, of: 12 },
    sentence: 'Withdrawn when 4 of 12 had got it, which cannot be recalled.',
  });
  expect(told).toEqual(['sent']);
  await once();
  expect(got).toHaveLength(4);
});

test('a message that is withdrawn while it is tried is not tried again', async () => {
  await approved();
  const away = async () => {
    await store.approveRows(withdrawalOf(await store.ledgerRows(), smtp, NOW).changes);
    return { state: 'later' as const, sentence: 'Away.' };
  };
  await once(host({ targetOf: async () => ({ ...smtp, send: away }) }));
  expect(await row()).toMatchObject({ state: 'withdrawn', dueAt: null, sentence: 'Withdrawn before it left.' });
  expect(got).toEqual([]);
});

test('whose addresses change while it waits goes no further, and is out to those who have it', async () => {
  await approved();
  onMail = (count) => (count === 4 ? store.pausePublishing(true) : undefined);
  await once();
  writeFileSync(file(), 'segment,address\nsales,new@example.org\n');
  await store.pausePublishing(false);
  await once();
  expect(got).toHaveLength(4);
  expect((await row()).state).toBe('sent');
  expect((await row()).sentence).toMatch(/^4 of 12 got it, and the others did not\. The file of addresses/);
});

test('a list keeps the rate of its profile, and tells how far it is and what is left', async () => {
  await store.removeProfile('mail');
  const slow = { ...profile(), options: { ...profile().options, ratePerMinute: '1' } };
  await store.addProfile(slow);
  const { hash } = await rehearse({ ...about(), profile: slow });
  await approve({ ...about(), profile: slow }, hash);
  const told: ListProgress[] = [];
  const MINUTE = 60_000;
  let waitedMs = 0;
  const { clock } = host();
  await once(
    host({
      clock: {
        ...clock,
        elapsed: () => waitedMs,
        sleep: async (ms, signal) => {
          if (ms === MINUTE) waitedMs += ms;
          else await clock.sleep(ms, signal);
        },
      },
      tellProgress: (_, progress) => told.push(progress),
    }),
  );
  expect(got).toEqual(everybody);
  expect(waitedMs).toBe(11 * MINUTE);
  expect(told.map(({ done, leftMs }) => [done, leftMs])).toEqual(
    Array.from({ length: 11 }, (_, index) => [index + 1, (11 - index) * MINUTE]),
  );
});

test('a list that is leaving goes on at the rate that its profile is given meanwhile, and nobody gets it twice', async () => {
  await approved();
  const waits: number[] = [];
  let waitedMs = 0;
  onMail = async (count) => {
    const options = { ...profile().options, ...(count === 2 && { ratePerMinute: '1' }) };
    if (count === 2 || count === 4) await store.changeProfile({ ...profile(), options });
  };
  const { clock } = host();
  await once(
    host({
      clock: {
        ...clock,
        elapsed: () => waitedMs,
        sleep: async (ms, signal) => {
          if (ms !== 60_000) return clock.sleep(ms, signal);
          waits.push(got.length);
          waitedMs += ms;
        },
      },
    }),
  );
  expect(got).toEqual(everybody);
  expect((await row()).state).toBe('sent');
  // Of those two, one line is refused.
  expect(waits).toEqual([2, 3]);
});

/** The clock of a publisher that comes later. */
const after = (minutes: number) =>
  host({ clock: { ...host().clock, now: () => new Date(NOW.getTime() + minutes * 60_000) } });

test('whoever is not taken for now is tried again until taken, and nobody else gets it twice', async () => {
  await approved();
  const waiting = new Set(['p4@example.org', 'p9@example.org']);
  greylists = (address) => waiting.has(address);
  await once();
  const others = everybody.filter((address) => !waiting.has(address));
  expect(got).toEqual(others);
  expect(await row()).toMatchObject({ state: 'planned', progress: { done: 12, refused: 3, of: 12 } });
  expect((await row()).sentence).toBe('9 of 12 got it; 2 addresses take nothing for now and are tried again.');
  // Not before its time.
  await once();
  expect(got).toEqual(others);
  waiting.delete('p9@example.org');
  await once(after(5));
  expect(got).toEqual([...others, 'p9@example.org']);
  expect(await row()).toMatchObject({ state: 'planned', progress: { done: 12, refused: 2, of: 12 } });
  waiting.clear();
  await once(after(30));
  expect(got).toEqual([...others, 'p9@example.org', 'p4@example.org']);
  expect(await row()).toMatchObject({
    state: 'sent',
    sentence: expect.stringMatching(
      /^11 of 12 got it\. One address was refused\. Mail that was sent cannot be recalled/,
    ),
  });
  expect(await store.missedOf(await row())).toMatchObject([{ line: 4, waits: false }]);
});

test('whoever is never taken is given up, and told by the line', async () => {
  await approved();
  greylists = (address) => address === 'p7@example.org';
  for (let hours = 0; hours < 75; hours += 6) await once(after(hours * 60));
  expect(got).toEqual(everybody.filter((address) => address !== 'p7@example.org'));
  expect((await row()).state).toBe('sent');
  expect((await row()).sentence).toMatch(/^10 of 12 got it, and the others did not\. Given up after 3 days/);
  expect(await store.missedOf(await row())).toMatchObject([
    { line: 4, sentence: expect.stringContaining('no such mailbox'), waits: false },
    { line: 9, sentence: 'The mailbox takes nothing for now (451).', waits: false },
  ]);
});

test('a single address that is not taken for now is no failure, and may be edited meanwhile', async () => {
  writeFileSync(file(), 'segment,address\nsales,p1@example.org\n');
  await approved();
  greylists = () => true;
  await once();
  expect(await row()).toMatchObject({ state: 'planned' });
  expect((await rehearse(about('Otherwise'))).items.map(({ fate }) => fate)).toEqual(['changed']);
  greylists = () => false;
  await once(after(5));
  expect(got).toEqual(['p1@example.org']);
  expect((await row()).state).toBe('sent');
});

test.each([
  ['a single address that was refused', [REFUSED]],
  ['addresses that were never taken for now', ['p1@example.org', 'p3@example.org']],
])('is tried again where somebody asks for it: %s', async (_, people) => {
  writeFileSync(file(), `segment,address\n${people.map((address) => `sales,${address}`).join('\n')}\n`);
  greylists = () => true;
  await approved();
  for (let hours = 0; hours < 75; hours += 6) await once(after(hours * 60));
  expect((await row()).state).toBe('failed');
  refuses = greylists = () => false;
  await store.answerRow((await row()).key, 'again', NOW.toISOString());
  await once();
  expect(got).toEqual(people);
  expect(await row()).toMatchObject({ state: 'sent', progress: { done: people.length, refused: 0 } });
});

describe('a list that ended without some of it', () => {
  const write = (people: readonly string[]) =>
    writeFileSync(file(), `segment,address\n${people.map((address) => `sales,${address}`).join('\n')}\n`);
  /** The list with other addresses in some places. */
  const mended = (changes: Record<number, string>) => PEOPLE.map((address, place) => changes[place] ?? address);
  const rest = async () =>
    sendRest({ ledger: store, targetOf: async () => smtp, addressBookOf }, (await row()).key, NOW);
  beforeEach(async () => {
    await approved();
    await once();
  });

  test('says how many of how many got it', async () => {
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 12, refused: 1, of: 12 } });
  });

  test('is sent to the rest once their lines are mended, and to nobody twice', async () => {
    write(mended({ 2: 'carol@example.org' }));
    expect(await rest()).toMatchObject({ state: 'planned', sentence: 'To be sent to the one who did not get it.' });
    await once();
    expect(got).toEqual([...everybody, 'carol@example.org']);
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 12, refused: 0, of: 12 } });
    expect(await store.missedOf(await row())).toEqual([]);
    await expect(rest()).rejects.toThrow('There is nobody');
    expect((await rehearse(about())).items.map(({ fate }) => fate)).toEqual(['out']);
  });

  test('is tried with the same address again, which may be refused again', async () => {
    await rest();
    await once();
    expect(got).toEqual(everybody);
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 12, refused: 1, of: 12 } });
    write(mended({ 2: 'carol@example.org' }));
    await rest();
    await once();
    expect(got).toEqual([...everybody, 'carol@example.org']);
  });

  test.each([
    ['another is changed too', mended({ 2: 'carol@example.org', 5: 'new@example.org' })],
    ['somebody stands there who has it', mended({ 2: 'p4@example.org' })],
    ['the line is taken out', PEOPLE.filter((address) => address !== REFUSED)],
    ['somebody is added', [...PEOPLE, 'new@example.org']],
    ['the order is another', PEOPLE.toReversed()],
  ])('is not sent on where %s', async (_, people) => {
    write(people);
    await expect(rest()).rejects.toThrow('did not get “Touchpoint mail” (line 4), so nobody can tell who has it');
    expect((await row()).state).toBe('sent');
  });
});

describe('who got a list is still known', () => {
  const write = (people: readonly string[]) =>
    writeFileSync(file(), `segment,address\n${people.map((address) => `sales,${address}`).join('\n')}\n`);
  const rest = async () =>
    sendRest({ ledger: store, targetOf: async () => smtp, addressBookOf }, (await row()).key, NOW);

  test('where it could not be written down at once that the last was refused', async () => {
    refuses = (address) => address === PEOPLE.at(-1);
    await approved();
    const full: PublisherHost['ledger'] = {
      ...store,
      keepProgress: async (name, progress, seen) => {
        if (progress.done === 12) throw new Refusal('full', 'The disk is full.');
        return store.keepProgress(name, progress, seen);
      },
    };
    await once(host({ ledger: full }));
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 12, refused: 1 } });
    write(PEOPLE.with(-1, 'carol@example.org'));
    await rest();
    await once();
    expect(got).toEqual([...PEOPLE.slice(0, -1), 'carol@example.org']);
  });

  test.each([
    ['the last', () => false, 'p11@example.org'],
    ['one who was not taken for now', (address: string) => address === 'p4@example.org', 'p4@example.org'],
  ])('where somebody found that %s has it', async (_, waits, inQuestion) => {
    await approved();
    greylists = waits;
    const stop = new AbortController();
    onMail = (many) => (many === 10 && inQuestion === PEOPLE.at(-1) ? stop.abort() : undefined);
    await once(host(), stop.signal);
    onMail = () => undefined;
    const lost = { ...smtp, send: async () => ({ state: 'unknown' as const, sentence: 'Lost.' }) };
    await once({ ...after(5), targetOf: async () => lost });
    expect(await store.answerRow((await row()).key, 'sent', NOW.toISOString())).toMatchObject({
      state: 'sent',
      progress: { done: 12, refused: 1 },
    });
    const before = [...got];
    expect(before).toEqual(everybody.filter((address) => address !== inQuestion));
    // Not where somebody else stands in the place of who has it.
    write(PEOPLE.map((address) => (address === inQuestion ? 'new@example.org' : address)));
    await expect(rest()).rejects.toThrow('(line 4)');
    write(PEOPLE.with(2, 'carol@example.org'));
    await rest();
    await once();
    expect(got).toEqual([...before, 'carol@example.org']);
  });

  test('and by no file that was changed before it went on', async () => {
    await approved();
    onMail = (count) => (count === 4 ? store.pausePublishing(true) : undefined);
    await once();
    write(PEOPLE.toReversed());
    await store.pausePublishing(false);
    await once();
    expect(await row()).toMatchObject({ state: 'sent', progress: { done: 5, refused: 1 } });
    await expect(rest()).rejects.toThrow('nobody can tell who has it');
    write(PEOPLE.with(2, 'carol@example.org'));
    await rest();
    await once();
    expect(got.toSorted()).toEqual([...everybody, 'carol@example.org'].toSorted());
  });
});

test('a list that was withdrawn in the middle can be sent to the rest of it after all', async () => {
  await approved();
  onMail = async (count) => {
    if (count === 4) await store.approveRows(withdrawalOf(await store.ledgerRows(), smtp, NOW).changes);
  };
  await once();
  onMail = () => undefined;
  expect(got).toEqual(everybody.slice(0, 4));
  await sendRest({ ledger: store, targetOf: async () => smtp, addressBookOf }, (await row()).key, NOW);
  await once();
  expect(got).toEqual(everybody);
});
