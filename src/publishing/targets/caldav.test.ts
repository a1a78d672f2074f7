import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { propertyIn } from '#delivery/ics/resource.ts';
import { exportCampaign } from '#delivery/targets.ts';
import type { Item } from '#contract/publishing.ts';
import { startFake, type Fake, type Reply } from '../fake.testing.ts';
import { connectionTo, itemOf, itemsOf, NOW, profileFor, wordsOf } from '../items.testing.ts';
import { isThere, PASSWORD, startRadicale, startXandikos, ACCOUNT, type Peer } from '../peers.testing.ts';
import type { Connection } from '../target.ts';
import { caldav } from './caldav.ts';

const campaign = plan({
  segments: [segment({ id: 'sales', name: 'Sales' }), segment({ id: 'ops', name: 'Ops', timeZone: 'Asia/Tokyo' })],
  touchpoints: [
    touchpoint({ id: 'mail', name: 'Launch; mail, 🎯', time: { zone: 'segment', at: '09:00' } }),
    touchpoint({
      id: 'slot',
      channel: 'calendar',
      cadence: 'weekly',
      days: 21,
      message: { subject: 'Two minutes', body: 'Now,\nplease; do \\ it.' },
    }),
  ],
});

/** The same with the mail at another hour. */
const moved: Campaign = {
  ...campaign,
  touchpoints: campaign.touchpoints.map((one) =>
    one.id === 'mail' ? { ...one, time: { zone: 'segment', at: '14:30' } } : one,
  ),
};

describe('what is put into a calendar', () => {
  const profile = profileFor('caldav', { url: 'https://cal.example.com/team/' });

  it('has the identifiers that the calendar file has, one event and one zone a resource, and no METHOD', async () => {
    const alone = { ...campaign, segments: campaign.segments.slice(0, 1) };
    const { files } = await exportCampaign(alone, 'ics', { now: NOW.toISOString() });
    const file = new TextDecoder().decode(files[0]!.bytes);
    const made = await itemsOf(alone, caldav, profile);
    expect(made.length).toBe(4);
    const inFile = [...file.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid);
    expect(inFile).toContain(propertyIn((made[0]!.item.payload as { text: string }).text, 'UID'));
    for (const { item, problems } of made) {
      expect(problems).toEqual([]);
      const text = new TextDecoder().decode(await caldav.bytes(item, profile, []));
      expect(text).not.toMatch(/^METHOD/m);
      const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
      expect(root.getAllSubcomponents('vevent').length).toBe(1);
      expect(root.getAllSubcomponents('vtimezone').length).toBe(1);
      expect(propertyIn(text, 'X-TANDEM-KEY')).toBe(item.key);
    }
  });

  it('gives every item an identifier of its own, and the same bytes for the same plan', async () => {
    const [once, again] = [await itemsOf(campaign, caldav, profile), await itemsOf(campaign, caldav, profile)];
    expect(once).toEqual(again);
    const uids = once.map(({ item }) => (item.payload as { uid: string }).uid);
    expect(new Set(uids).size).toBe(uids.length);
  });

  it('tells events of several segments in one calendar apart, and not in calendars of their own', async () => {
    const titles = async (options: Record<string, string>) =>
      (await itemsOf(campaign, caldav, { ...profile, options }))
        .filter(({ item }) => item.touchpoint === 'slot')
        .map(({ item }) => propertyIn((item.payload as { text: string }).text, 'SUMMARY'));
    expect(new Set(await titles({}))).toEqual(new Set(['Two minutes (Sales)', 'Two minutes (Ops)']));
    const own = { 'calendar.sales': 'https://cal.example.com/sales/', 'calendar.ops': 'https://cal.example.com/ops/' };
    expect(new Set(await titles(own))).toEqual(new Set(['Two minutes']));
  });
});

describe('servers with ways of their own (a fake)', () => {
  let fake: Fake;
  let there: string | undefined;
  let putAnswer: Reply;
  beforeEach(async () => {
    there = undefined;
    fake = await startFake(({ method, body }) => {
      if (method === 'GET') return there === undefined ? { status: 404 } : { status: 200, body: there };
      if (method === 'PUT' && putAnswer.status === 200) there = body;
      return method === 'PUT' ? putAnswer : { status: 403 };
    });
  });
  afterEach(() => fake.stop());

  const sentWith = async (answer: Reply) => {
    putAnswer = answer;
    const profile = profileFor('caldav', { url: `${fake.url}/team/` });
    return caldav.send(connectionTo(profile), await itemOf(campaign, caldav, profile), []);
  };

  it('are believed only where they say that an event is stored, or have it', async () => {
    expect(await sentWith({ status: 207, body: '<multistatus/>' })).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('did not take'),
    });
    // Without a tag of what it stored.
    expect(await sentWith({ status: 200 })).toMatchObject({
      state: 'sent',
      remoteId: expect.not.stringContaining(' '),
    });
    expect(await sentWith({ status: 412 })).toMatchObject({ state: 'sent' });
  });

  it.each([
    [{ status: 507 }, 'failed', 'is full'],
    [{ status: 409, body: '<C:no-uid-conflict/>' }, 'failed', 'from a file'],
    [{ status: 404 }, 'failed', 'no calendar at the address'],
    [{ status: 502 }, 'unknown', 'does not say'],
  ])('say %j', async (answer, state, words) => {
    expect(await sentWith(answer)).toMatchObject({ state, sentence: expect.stringContaining(words) });
  });
});

describe('a server that the profile does not name any more (a fake)', () => {
  let [earlier, now]: Fake[] = [];
  beforeEach(async () => {
    const stores = ({ method }: { method: string }): Reply => ({ status: method === 'PUT' ? 201 : 404 });
    [earlier, now] = [await startFake(stores), await startFake(stores)];
  });
  afterEach(() => Promise.all([earlier!.stop(), now!.stop()]));

  /** An event at the earlier one, and a profile that goes on to the other. */
  async function gone(options: Record<string, string> = {}) {
    const profile = profileFor('caldav', { url: `${now!.url}/team/`, options: { user: 'ana', ...options } });
    const item = await itemOf(campaign, caldav, profile);
    return { connection: connectionTo(profile, 'canary-secret'), item, remoteId: `${earlier!.url}/team/1.ics "1"` };
  }

  it('is asked for nothing, so that no secret of another gets there', async () => {
    const { connection, item, remoteId } = await gone();
    expect(await caldav.withdraw!(connection, item, remoteId, [])).toMatchObject({
      state: 'gone',
      sentence: expect.stringContaining('Delete it there by hand'),
    });
    expect(now!.requests).toEqual([]);
    expect(await caldav.update!(connection, item, remoteId, [])).toMatchObject({
      state: 'sent',
      remoteId: expect.stringContaining(now!.url),
      sentence: expect.stringContaining(new URL(earlier!.url).host),
    });
    expect(earlier!.requests).toEqual([]);
  });

  it('is asked where it has the calendar of a segment', async () => {
    const { connection, item, remoteId } = await gone({ 'calendar.ops': `${earlier!.url}/ops/` });
    expect(await caldav.withdraw!(connection, item, remoteId, [])).toMatchObject({ state: 'withdrawn' });
    expect(earlier!.requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

/** What both servers have to do alike. */
function behavesOn(server: () => { connection: Connection; events: () => string[] }) {
  it('is made with its calendar, changed, moved and taken out, once each', async () => {
    const { connection, events } = server();
    const { profile } = connection;
    expect(await caldav.test(connection)).toMatchObject({ sentence: expect.stringMatching(/calendar/) });
    const made = await itemsOf(campaign, caldav, profile);
    const remote = new Map<string, string | undefined>();
    for (const { item } of made) {
      const outcome = await caldav.send(connection, item, []);
      expect(outcome).toMatchObject({ state: 'sent', remoteId: expect.stringContaining(' ') });
      remote.set(item.key, (outcome as { remoteId?: string }).remoteId);
    }
    expect(events().length).toBe(made.length);
    expect(await caldav.test(connection)).toMatchObject({ sentence: expect.stringContaining('can be read') });

    // The same once more, as after a kill: nothing is doubled, and
    for (const { item } of made) {
      expect(await caldav.send(connection, item, [])).toEqual({ state: 'sent', remoteId: remote.get(item.key) });
    }
    expect(events().length).toBe(made.length);

    const next = (await itemsOf(moved, caldav, profile)).filter(({ item }) => item.touchpoint === 'mail');
    for (const { item } of next) {
      const outcome = await caldav.update!(connection, item, remote.get(item.key), []);
      expect(outcome).toMatchObject({ state: 'sent' });
      expect((outcome as { remoteId: string }).remoteId).not.toBe(remote.get(item.key));
      remote.set(item.key, (outcome as { remoteId: string }).remoteId);
      const there = events().find((text) => propertyIn(text, 'X-TANDEM-KEY') === item.key)!;
      expect(propertyIn(there, 'DTSTART')).toMatch(/T143000$/);
      expect(propertyIn(there, 'SEQUENCE')).toBe('1');
    }
    expect(events().length).toBe(made.length);

    for (const { item } of made)
      expect(await caldav.withdraw!(connection, item, remote.get(item.key), [])).toMatchObject({ state: 'withdrawn' });
    expect(events()).toEqual([]);
    for (const { item } of made)
      expect(await caldav.withdraw!(connection, item, remote.get(item.key), [])).toMatchObject({ state: 'withdrawn' });
  });

  it('leaves what somebody changed in the calendar, and brings back what somebody deleted there', async () => {
    const { connection, events } = server();
    const [before, after] = [
      await itemOf(campaign, caldav, connection.profile),
      await itemOf(moved, caldav, connection.profile),
    ];
    const sent = (await caldav.send(connection, before, [])) as { remoteId: string };
    const [url] = sent.remoteId.split(' ') as [string];
    const authorization = connection.secret
      ? { authorization: `Basic ${Buffer.from(`${ACCOUNT}:${PASSWORD}`).toString('base64')}` }
      : undefined;
    const mine = (await (await fetch(url, { headers: { ...authorization } })).text()).replace(
      /SUMMARY:.*/,
      'SUMMARY:Mine',
    );
    const put = await fetch(url, {
      method: 'PUT',
      body: mine,
      headers: { ...authorization, 'content-type': 'text/calendar' },
    });
    expect(put.ok).toBe(true);
    const refused = await caldav.update!(connection, after, sent.remoteId, []);
    expect(refused).toMatchObject({ state: 'failed', sentence: expect.stringContaining('Delete it in the calendar') });
    expect(events().some((text) => propertyIn(text, 'SUMMARY') === 'Mine')).toBe(true);

    expect((await fetch(url, { method: 'DELETE', headers: { ...authorization } })).ok).toBe(true);
    const again = await caldav.update!(connection, after, sent.remoteId, []);
    expect(again).toMatchObject({ state: 'sent' });
    await caldav.withdraw!(connection, after, (again as { remoteId: string }).remoteId, []);
    expect(events()).toEqual([]);
  });

  it('marks as cancelled where the profile wants that, and revives it', async () => {
    const { connection, events } = server();
    const keeping = {
      ...connection,
      profile: { ...connection.profile, options: { ...connection.profile.options, withdraw: 'cancel' } },
    };
    const item = await itemOf(campaign, caldav, keeping.profile);
    const sent = (await caldav.send(keeping, item, [])) as { remoteId: string };
    expect(await caldav.withdraw!(keeping, item, sent.remoteId, [])).toMatchObject({ state: 'withdrawn' });
    expect(events().map((text) => propertyIn(text, 'STATUS'))).toEqual(['CANCELLED']);
    expect(await caldav.send(keeping, item, [])).toMatchObject({ state: 'sent' });
    expect(events().map((text) => propertyIn(text, 'STATUS'))).toEqual([undefined]);
    expect(await caldav.withdraw!(connection, item, undefined, [])).toMatchObject({ state: 'withdrawn' });
    expect(events()).toEqual([]);
  });

  it('does not overwrite what was imported from a file, nor the event of another item', async () => {
    const { connection, events } = server();
    const item = await itemOf(campaign, caldav, connection.profile);
    const { uid, text } = item.payload as { uid: string; text: string };
    const imported: Item = { ...item, payload: { uid, text: text.replace(/X-TANDEM-KEY:.*\r\n/, '') } };
    await caldav.send(connection, imported, []);
    expect(events().length).toBe(1);
    expect(await caldav.send(connection, item, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('from a file'),
    });
    const other = '11111111-2222-5333-8444-555555555555';
    const taken = {
      ...item,
      key: other,
      payload: { uid: 'taken', text: text.replace(`UID:${uid}`, 'UID:taken').replace(item.key, other) },
    };
    await caldav.send(connection, taken, []);
    const mine = { ...item, payload: { uid: 'taken', text: text.replace(`UID:${uid}`, 'UID:taken') } };
    expect(await caldav.send(connection, mine, [])).toMatchObject({ state: 'sent' });
    const keys = events().map((one) => propertyIn(one, 'X-TANDEM-KEY'));
    expect(keys.length).toBe(3);
    expect(new Set(keys)).toEqual(new Set([other, item.key, undefined]));
  });
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ics') && !entry.parentPath.includes('.Radicale.cache'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

describe.skipIf(!isThere('radicale'))('Radicale', () => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startRadicale();
  });
  afterAll(() => peer.stop());
  let count = 0;
  behavesOn(() => {
    const calendar = `plan${++count}`;
    const profile = profileFor('caldav', {
      url: `http://127.0.0.1:${peer.port}/${ACCOUNT}/${calendar}/`,
      options: { user: ACCOUNT },
    });
    const folder = join(peer.folder, 'collections', 'collection-root', ACCOUNT, calendar);
    return { connection: connectionTo(profile, PASSWORD), events: () => filesUnder(folder) };
  });

  it('says what is wrong with a password, an address and a server, without the password', async () => {
    const url = `http://127.0.0.1:${peer.port}/${ACCOUNT}/wrong/`;
    const profile = profileFor('caldav', { url, options: { user: ACCOUNT } });
    const item = await itemOf(campaign, caldav, profile);
    const answers = [
      await caldav.send(connectionTo(profile, 'canary-wrong'), item, []),
      await caldav.send(connectionTo({ ...profile, options: {} }, 'canary-wrong'), item, []),
      await caldav.send(connectionTo(profile, PASSWORD, { allowLoopback: false }), item, []),
      await caldav.send(connectionTo({ ...profile, url: `http://127.0.0.1:${peer.port}/` }, PASSWORD), item, []),
    ];
    expect(answers.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed', 'failed']);
    const words = wordsOf(answers);
    expect(words).toContain('does not accept the secret (401)');
    expect(words).toContain('Name the user.');
    expect(words).toContain('TANDEM_ALLOW_LOOPBACK');
    expect(words).not.toMatch(/canary/);
    await expect(caldav.test(connectionTo(profile, 'canary-wrong'))).rejects.toThrow('401');
    await caldav.send(
      connectionTo({ ...profile, url: `http://127.0.0.1:${peer.port}/${ACCOUNT}/listed/` }, PASSWORD),
      item,
      [],
    );
    const home = { ...profile, url: `http://127.0.0.1:${peer.port}/${ACCOUNT}/` };
    await expect(caldav.test(connectionTo(home, PASSWORD))).rejects.toThrow(/is no calendar.*\/listed\//);
  });
});

describe.skipIf(!isThere('xandikos'))('Xandikos', () => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startXandikos();
  });
  afterAll(() => peer.stop());
  let count = 0;
  behavesOn(() => {
    const calendar = `plan${++count}`;
    const profile = profileFor('caldav', { url: `http://127.0.0.1:${peer.port}/${ACCOUNT}/calendars/${calendar}/` });
    // What it has is in git; the working tree shows the files.
    const folder = join(peer.folder, 'root', ACCOUNT, 'calendars', calendar);
    return {
      connection: connectionTo(profile),
      events: () => (spawnSync('ls', [folder]).status === 0 ? filesUnder(folder) : []),
    };
  });
});
