import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { createPublisher } from '#publishing/publisher.ts';
import { approve, rehearse } from '#publishing/rehearsal.ts';
import { slack } from '#publishing/targets/slack.ts';
import { startSlack, TOKEN, type SlackFake } from '#publishing/targets/slack.fake.testing.ts';
import { openStore, type Store } from '#store/store.ts';
import { MEMORY } from '#store/testing/memory.ts';

/** Slack (a fake from its documents) and the real ledger over months: what was scheduled is moved, and moved beyond what Slack takes. */

const DAY = 24 * 3600_000;
let folder = '';
let store: Store;
let fake: SlackFake;
let now = new Date('2027-01-04T08:00:00Z');

beforeEach(async () => {
  now = new Date('2027-01-04T08:00:00Z');
  process.env['SLACK_OF_TEST'] = TOKEN;
  folder = mkdtempSync(join(MEMORY, 'tandem-slack-'));
  store = await openStore(folder, { now: () => now });
  fake = await startSlack(now);
  await store.addProfile(profile());
});
afterEach(async () => {
  delete process.env['SLACK_OF_TEST'];
  await fake.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const profile = () => ({
  name: 'slack',
  target: 'slack' as const,
  url: `${fake.url}/api/`,
  secretRef: 'env:SLACK_OF_TEST',
  options: { channel: 'C0ALL' },
});
const about = (start: string, segments = ['sales']) => ({
  campaign: plan({
    start: '2027-01-04',
    days: 300,
    segments: segments.map((id) => segment({ id, name: id })),
    touchpoints: [touchpoint({ id: 'post', channel: 'slack', start, message: { subject: 'Start', body: 'Today.' } })],
  }),
  profile: profile(),
  target: slack,
  ledger: store,
  now,
});
async function approved(start: string, segments?: string[]) {
  const { hash, problems } = await rehearse(about(start, segments));
  await approve(about(start, segments), hash);
  return problems.map(({ message }) => message).join(' ');
}
const once = async () => {
  fake.now = now;
  await createPublisher({
    ledger: store,
    clock: {
      now: () => now,
      elapsed: () => now.getTime(),
      uptime: () => now.getTime(),
      sleep: async (ms, signal) => {
        await sleep(Math.min(ms, 20), undefined, { signal }).catch(() => undefined);
      },
    },
    random: () => 0,
    holder: 'me',
    isAlive: () => false,
    targetOf: async () => slack,
    secretAt: async () => TOKEN,
    addressBookOf: async () => undefined,
    allowLoopback: true,
  }).once({ signal: new AbortController().signal });
};
const rows = () => store.ledgerRows();
const days = () => fake.scheduled.map(({ post_at }) => new Date(post_at * 1000).toISOString().slice(0, 10));

test('what is moved beyond what Slack takes is taken back at once, and handed over when it is near enough', async () => {
  await approved('2027-01-12');
  await once();
  expect(days()).toEqual(['2027-01-12']);
  expect(await approved('2027-07-15')).toContain('more than 120 days ahead');
  await once();
  expect(days()).toEqual([]);
  expect(await rows()).toMatchObject([
    {
      state: 'planned',
      action: 'send',
      remoteId: null,
      sentence: expect.stringContaining('handed over nearer the day'),
    },
  ]);
  expect((await rows())[0]!.dueAt!.slice(0, 10)).toBe('2027-03-17');
  // However long it waits, nothing is asked of Slack, and nothing is given up.
  const asked = fake.requests.length;
  for (let day = 0; day < 70; day++) {
    now = new Date(now.getTime() + DAY);
    await once();
  }
  expect(fake.requests.length).toBe(asked);
  now = new Date('2027-03-18T08:00:00Z');
  await once();
  expect(days()).toEqual(['2027-07-15']);
  expect(await rows()).toMatchObject([{ state: 'sent', sentence: expect.stringMatching(/^Slack has it/) }]);
});

test('what was taken back and not scheduled anew is scheduled later, and is never said to be posted', async () => {
  await approved('2027-01-12');
  await once();
  await approved('2027-01-20');
  // The deletion gets through, and the new message has to wait.
  fake.failing.push(undefined, { reply: { status: 429, headers: { 'retry-after': String(10 * 24 * 3600) } } });
  await once();
  expect(days()).toEqual([]);
  expect(await rows()).toMatchObject([{ state: 'planned', action: 'send', remoteId: null }]);
  // By now the time of the first one is over.
  now = new Date('2027-01-15T08:00:00Z');
  await once();
  expect(days()).toEqual(['2027-01-20']);
  expect(await rows()).toMatchObject([{ state: 'sent' }]);
});

test.each([
  ['before', 2],
  ['after', 2],
] as const)(
  'of two segments in one channel, what was lost %s it arrived is not taken for the other',
  async (breaks, there) => {
    await approved('2027-01-12', ['sales', 'ops']);
    fake.failing.push(undefined, { breaks });
    await once();
    expect((await rows()).map(({ state }) => state).toSorted()).toEqual(['sent', 'unknown']);
    now = new Date(now.getTime() + 10 * 60_000);
    await once();
    await once();
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(days()).toEqual(Array.from({ length: there }, () => '2027-01-12'));
    expect(new Set((await rows()).map(({ remoteId }) => remoteId)).size).toBe(2);
  },
);
