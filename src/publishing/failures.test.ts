import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { TARGETS_TO_PUBLISH, type Item, type Profile, type PublishedTarget } from '#contract/publishing.ts';
import { arbitraryHostilePlan, plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { startFake, type Fake } from './fake.testing.ts';
import { connectionTo, itemOf, itemsOf, NOW, profileFor, wordsOf } from './items.testing.ts';
import { freePort, isThere, PASSWORD, startRadicale, ACCOUNT, type Peer } from './peers.testing.ts';
import type { Connection, Outcome, Target } from './target.ts';
import { PUBLISHING_TARGETS } from './targets.ts';
import { caldav } from './targets/caldav.ts';

/** The same failures for every target that speaks HTTP: what was lost when, and what a person is told. */

const CANARY = 'canary-secret-3b';
const BY_HTTP = ['webhook', 'caldav', 'slack', 'teams', 'listmonk', 'xapi'] as const;

const campaign = plan({
  segments: [segment({ id: 'sales', name: 'Sales' })],
  touchpoints: [touchpoint({ id: 'mail', message: { subject: 'Hello canary-words', body: 'x' } })],
});

/** A profile that leads to an address, with its secret. */
function reaching(id: (typeof BY_HTTP)[number], url: string): { profile: Profile; secret: string } {
  switch (id) {
    case 'teams':
      return { profile: profileFor(id), secret: `${url}/invoke?sig=${CANARY}` };
    case 'slack':
      return { profile: profileFor(id, { url: `${url}/api/`, options: { channel: 'C0ALL' } }), secret: CANARY };
    case 'listmonk':
      return { profile: profileFor(id, { url, options: { list: '3', user: 'u' } }), secret: CANARY };
    case 'webhook':
      return { profile: profileFor(id, { url: `${url}/hook` }), secret: CANARY };
    default:
      return { profile: profileFor(id, { url: `${url}/${id}/`, options: { user: 'u' } }), secret: CANARY };
  }
}

describe.each(BY_HTTP)('%s', (id) => {
  let target: Target;
  let fake: Fake;
  beforeEach(async () => {
    target = await PUBLISHING_TARGETS[id]!.load();
    fake = await startFake(() => ({ status: 500 }));
  });
  afterEach(() => fake.stop());

  async function sent(url: string, more: Partial<Connection> = {}): Promise<Outcome> {
    const { profile, secret } = reaching(id, url);
    const item = await itemOf(campaign, target, profile);
    const outcome = await target.send(connectionTo(profile, secret, more), item, []);
    expect(wordsOf(outcome)).not.toMatch(/canary/);
    if (outcome.state !== 'sent') expect(outcome.sentence).toMatch(/^\p{Lu}|^“|^listmonk/u);
    return outcome;
  }
  /** What only asks beforehand knows that nothing left. */
  const unsure = id === 'listmonk' ? 'later' : 'unknown';

  it('may try again what provably did not leave', async () => {
    expect(await sent(`http://127.0.0.1:${await freePort()}`)).toMatchObject({
      state: 'later',
      sentence: expect.stringContaining('accepts no connection'),
    });
    expect(await sent('https://no-such-host.invalid')).toMatchObject({
      state: 'later',
      sentence: expect.stringContaining('cannot be found'),
    });
  });

  it('sends nothing to a server that cannot prove who it is', async () => {
    const server = new SMTPServer({ secure: true });
    server.on('error', () => undefined);
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    try {
      expect(await sent(`https://127.0.0.1:${port}`)).toMatchObject({
        state: 'later',
        sentence: expect.stringMatching(/cannot prove who it is.*nothing was sent/),
      });
    } finally {
      await new Promise<void>((resolve) => server.close(resolve));
    }
  });

  it('sends nothing to this machine, into a private network, or without encryption', async () => {
    const outcomes = [
      await sent(fake.url, { allowLoopback: false }),
      await sent('https://10.1.2.3'),
      await sent('https://169.254.169.254'),
      await sent('https://[fd00::1]'),
      await sent('http://example.com'),
    ];
    expect(outcomes.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'failed'));
    expect(fake.requests).toEqual([]);
  });

  it('does not know what became of a request that broke or was never answered, and sends it once', async () => {
    fake.failing.push({ breaks: 'before' }, { silent: true });
    expect(await sent(fake.url)).toMatchObject({ state: unsure });
    expect(fake.requests.length).toBe(1);
    const stop = new AbortController();
    const sending = sent(fake.url, { signal: stop.signal });
    await expect.poll(() => fake.requests.length).toBe(2);
    stop.abort();
    expect(await sending).toMatchObject({ state: unsure });
    expect(fake.requests.length).toBe(2);
  });

  it('waits where it is told to, follows nowhere, and does not take a failure for an answer', async () => {
    for (const [reply, state, words] of [
      [{ status: 429, headers: { 'retry-after': '12' } }, 'later', '429'],
      [{ status: 429 }, 'later', '429'],
      [{ status: 503 }, unsure, 'does not say'],
      [{ status: 302, headers: { location: 'https://example.com/' } }, 'failed', 'not followed'],
    ] as const) {
      const before = fake.requests.length;
      fake.failing.push({ reply });
      const outcome = await sent(fake.url);
      expect(outcome).toMatchObject({ state, sentence: expect.stringContaining(words) });
      expect((outcome as { afterMs?: number }).afterMs).toBe(
        'headers' in reply && state === 'later' ? 12_000 : undefined,
      );
      expect(fake.requests.length).toBe(before + 1);
    }
  });

  it.each([401, 403, 404, 410])('ends at an answer of %d, with what to do', async (status) => {
    fake.failing.push({ reply: { status } }, { reply: { status } }, { reply: { status } });
    const outcome = await sent(fake.url);
    expect(outcome.state).toBe('failed');
    expect((outcome as { sentence: string }).sentence).toMatch(/[a-z]\. [A-Z]|\)\. [A-Z]|“/);
  });
});

/** Plans that nobody would wish for. */
const profiles: Record<PublishedTarget, Profile> = {
  webhook: profileFor('webhook', { url: 'https://hooks.example.com/in' }),
  caldav: profileFor('caldav', { url: 'https://cal.example.com/team/' }),
  smtp: profileFor('smtp', { url: 'smtps://mail.example.com', options: { from: 'team@example.com' } }),
  imap: profileFor('imap', { url: 'imaps://mail.example.com' }),
  slack: profileFor('slack', { options: { channel: 'C0ALL' } }),
  teams: profileFor('teams'),
  listmonk: profileFor('listmonk', { url: 'https://lists.example.com', options: { list: '3' } }),
  xapi: profileFor('xapi', { url: 'https://store.example.com/xapi' }),
  folder: profileFor('folder', { url: '/srv/outbox' }),
};

/** A few items of a plan, from everywhere in it. */
async function someItems(hostile: Campaign, target: Target, profile: Profile): Promise<Item[]> {
  const items = (await itemsOf(hostile, target, profile)).map(({ item }) => item);
  return items.filter((_, index) => index % Math.ceil(items.length / 4) === 0);
}

describe('whatever the plan', () => {
  it.each(TARGETS_TO_PUBLISH)(
    '%s has whole bytes that stay the same, on lines that end where they should',
    async (id) => {
      const target = await PUBLISHING_TARGETS[id]!.load();
      const decoder = new TextDecoder('utf-8', { fatal: true });
      await fc.assert(
        fc.asyncProperty(arbitraryHostilePlan, async (hostile) => {
          for (const item of await someItems(hostile, target, profiles[id])) {
            const bytes = await target.bytes(item, profiles[id], []);
            expect(await target.bytes(item, profiles[id], [])).toEqual(bytes);
            const text = decoder.decode(bytes);
            if (id === 'caldav') expect(() => ICAL.parse(text)).not.toThrow();
            if (id === 'smtp' || id === 'imap') {
              expect(text).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
              const [head = ''] = text.split('\r\n\r\n');
              expect(head).not.toMatch(/^(bcc|cc|to):/im);
            }
            if (id === 'slack') expect(text).not.toMatch(/<[!@]/);
            if (['webhook', 'slack', 'teams', 'listmonk', 'xapi'].includes(id)) JSON.parse(text);
          }
        }),
        { numRuns: 25 },
      );
    },
  );
});

describe.skipIf(!isThere('radicale'))('Radicale', () => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startRadicale();
  });
  afterAll(() => peer.stop());

  it('accepts every event, whatever the plan, and knows it again', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryHostilePlan, async (hostile) => {
        const profile = profileFor('caldav', {
          url: `http://127.0.0.1:${peer.port}/${ACCOUNT}/hostile${++count}/`,
          options: { user: ACCOUNT },
        });
        const connection = connectionTo(profile, PASSWORD, { now: () => NOW });
        for (const item of await someItems(hostile, caldav, profile)) {
          const sent = await caldav.send(connection, item, []);
          expect(sent).toMatchObject({ state: 'sent' });
          expect(await caldav.send(connection, item, [])).toEqual(sent);
        }
      }),
      { numRuns: 25 },
    );
  });
});
