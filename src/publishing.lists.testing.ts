import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import type { Profile } from '#contract/publishing.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { addressBookOf, approve, rehearse } from '#publishing/rehearsal.ts';
import { createPublisher, type PublisherHost } from '#publishing/publisher.ts';
import { freePort } from '#publishing/peers.testing.ts';
import { smtp } from '#publishing/targets/smtp.ts';
import { openStore, type Store } from '#store/store.ts';
import { MEMORY } from '#store/testing/memory.ts';

/** A list on the real ledger and a real mail server, set up anew for each test of the file that imports it. */

export const BEFORE = new Date('2027-01-04T08:00:00Z');
export const NOW = new Date('2027-01-12T08:00:00Z');
export const PEOPLE = Array.from({ length: 12 }, (_, index) => `p${index}@example.org`);
export const REFUSED = 'p2@example.org';
interface List {
  folder: string;
  store: Store;
  /** Who got it, in order. */
  got: string[];
  /** Says no for good. */
  refuses: (address: string) => boolean;
  /** Makes strangers wait. */
  greylists: (address: string) => boolean;
  /** Called after each mail that was taken. */
  onMail: (count: number) => void | Promise<void>;
}

/** Of the test that runs: its library, and its mail server with what that does. */
export const list = {} as List;
let server: SMTPServer;
let port: number;

beforeEach(async () => {
  list.folder = mkdtempSync(join(MEMORY, 'tandem-lists-'));
  list.store = await openStore(list.folder, { now: () => NOW });
  list.got = [];
  list.onMail = () => undefined;
  list.refuses = (address) => address === REFUSED;
  list.greylists = () => false;
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    authOptional: true,
    onRcptTo: ({ address }, _session, done) =>
      list.refuses(address)
        ? done(Object.assign(new Error('no'), { responseCode: 550 }))
        : list.greylists(address)
          ? done(Object.assign(new Error('4.7.1 later'), { responseCode: 451 }))
          : done(),
    onData(stream, { envelope }, done) {
      stream.resume().on('end', () => {
        list.got.push(...envelope.rcptTo.map(({ address }) => address));
        void Promise.resolve(list.onMail(list.got.length)).then(() => done());
      });
    },
  });
  server.on('error', () => undefined);
  await listen();
  await list.store.addProfile(profile());
  write(PEOPLE);
});
afterEach(async () => {
  await new Promise<void>((resolve) => server.close(resolve));
  await list.store.close();
  rmSync(list.folder, { recursive: true, force: true });
});

async function listen() {
  port ||= await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}
export const file = () => join(list.folder, 'people.csv');
export const profile = (): Profile => ({
  name: 'mail',
  target: 'smtp',
  url: `smtp://127.0.0.1:${port}`,
  options: { from: 'learning@example.com', addresses: file() },
});
export const campaign = (subject = 'Start today') =>
  plan({
    segments: [segment({ id: 'sales', name: 'Sales' })],
    touchpoints: [touchpoint({ id: 'mail', message: { subject, body: 'Two minutes.' } })],
  });
export const about = (subject?: string) => ({
  campaign: campaign(subject),
  profile: profile(),
  target: smtp,
  ledger: list.store,
  now: BEFORE,
});
export async function approved() {
  const { hash, items } = await rehearse(about());
  expect(items).toHaveLength(1);
  await approve(about(), hash);
}

let holders = 0;
export const host = (more: Partial<PublisherHost> = {}): PublisherHost => ({
  ledger: list.store,
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
export const once = (given = host(), signal = new AbortController().signal) => createPublisher(given).once({ signal });
export const row = async () => (await list.store.ledgerRows())[0]!;
export const everybody = PEOPLE.filter((address) => address !== REFUSED);

/** Writes the file of addresses. */
export const write = (people: readonly string[]) =>
  writeFileSync(file(), `segment,address\n${people.map((address) => `sales,${address}`).join('\n')}\n`);

/** The ledger on a disk that is full when so many of a list are done. */
export const fullAt = (done: number): PublisherHost['ledger'] => ({
  ...list.store,
  keepProgress: async (name, progress, seen) => {
    if (progress.done === done) throw new Refusal('full', 'The disk is full.');
    return list.store.keepProgress(name, progress, seen);
  },
});

/** The clock of a publisher that comes later. */
export const after = (minutes: number) =>
  host({ clock: { ...host().clock, now: () => new Date(NOW.getTime() + minutes * 60_000) } });
