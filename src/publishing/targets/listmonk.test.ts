import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { connectionTo, itemOf, itemsOf, NOW, profileFor, wordsOf } from '../items.testing.ts';
import { listmonk } from './listmonk.ts';
import { startListmonk, TOKEN, TOKEN_OWNER, type ListmonkFake } from './listmonk.fake.testing.ts';

const planAt = (at: string) =>
  plan({
    segments: [segment({ id: 'sales', name: 'Sales' }), segment({ id: 'ops', name: 'Ops' })],
    touchpoints: [
      touchpoint({
        id: 'mail',
        time: { zone: 'campaign', at },
        message: { subject: 'Start {{ .Subscriber.Email }}', body: 'Two {{ minutes }} <b>a day</b>.' },
      }),
    ],
  });
const campaign = planAt('09:00');

describe('listmonk (a fake from its documents)', () => {
  let fake: ListmonkFake;
  beforeEach(async () => {
    fake = await startListmonk(NOW);
  });
  afterEach(() => fake.stop());
  const profileHere = (options: Record<string, string> = { user: TOKEN_OWNER, list: '4', 'list.sales': '3' }) =>
    profileFor('listmonk', { url: fake.url, options });
  const connected = (more: object = {}, secret = TOKEN) =>
    connectionTo(profileHere(), secret, { now: () => fake.now, ...more });

  it('makes a draft for the list of each segment and schedules it, once', async () => {
    const made = await itemsOf(campaign, listmonk, profileHere());
    for (const { item, problems } of made) {
      expect(problems).toEqual([]);
      const sent = await listmonk.send(connected(), item, []);
      expect(sent).toMatchObject({ state: 'sent', remoteId: expect.stringMatching(/^\d+$/) });
      expect(await listmonk.send(connected(), item, [])).toEqual(sent);
      expect(await listmonk.reconcile!(connected(), item, undefined, [])).toEqual(sent);
    }
    expect(fake.campaigns.map(({ status, lists, send_at }) => [status, lists, send_at])).toEqual([
      ['scheduled', [3], '2027-01-12T08:00:00.000Z'],
      ['scheduled', [4], '2027-01-12T08:00:00.000Z'],
    ]);
    // Nothing of it is taken for a template, and nothing for HTML.
    expect(fake.campaigns[0]!.body).toContain('Two {{ `{{` }} minutes }} &lt;b&gt;a day&lt;/b&gt;');
    expect(fake.campaigns[0]!.subject).toBe('Start {{ `{{` }} .Subscriber.Email }}');
    expect(await listmonk.test(connected())).toMatchObject({ sentence: expect.stringContaining('3 “Sales”, 4 “Ops”') });
    expect(
      await listmonk.test(connected({ profile: profileHere({ list: '3' }) }, `${TOKEN_OWNER}:${TOKEN}`)),
    ).toMatchObject({ sentence: expect.stringContaining('3 “Sales”') });
  });

  it('makes no second one where an answer was lost', async () => {
    const item = await itemOf(campaign, listmonk, profileHere());
    fake.failing.push(undefined, { breaks: 'after' });
    expect(await listmonk.send(connected(), item, [])).toMatchObject({ state: 'unknown' });
    expect(fake.campaigns.map(({ status }) => status)).toEqual(['draft']);
    // Half made is not out; to send it again goes on with it.
    expect(await listmonk.reconcile!(connected(), item, undefined, [])).toEqual({ state: 'notThere' });
    expect(await listmonk.send(connected(), item, [])).toMatchObject({ state: 'sent' });
    expect(fake.campaigns.map(({ status }) => status)).toEqual(['scheduled']);
    fake.failing.push({ reply: { status: 502 } });
    expect(await listmonk.send(connected(), item, [])).toMatchObject({ state: 'later' });
  });

  it('schedules what the item says now where a draft or a schedule of before is found, and leaves what was cancelled', async () => {
    const [before, after] = [
      await itemOf(campaign, listmonk, profileHere()),
      await itemOf(planAt('15:00'), listmonk, profileHere()),
    ];
    // Half made, then edited and approved again.
    fake.failing.push(undefined, undefined, { reply: { status: 502 } });
    expect(await listmonk.send(connected(), before, [])).toMatchObject({ state: 'unknown' });
    expect(await listmonk.send(connected(), after, [])).toMatchObject({ state: 'sent' });
    expect(fake.campaigns).toMatchObject([{ status: 'scheduled', send_at: '2027-01-12T14:00:00.000Z' }]);
    expect(await listmonk.send(connected(), before, [])).toMatchObject({ state: 'sent' });
    expect(fake.campaigns).toMatchObject([{ status: 'scheduled', send_at: '2027-01-12T08:00:00.000Z' }]);
    fake.campaigns[0]!.status = 'cancelled';
    expect(await listmonk.reconcile!(connected(), before, undefined, [])).toEqual({ state: 'notThere' });
    expect(await listmonk.send(connected(), before, [])).toMatchObject({ state: 'sent', remoteId: '2' });
    expect(fake.campaigns.map(({ status }) => status)).toEqual(['cancelled', 'scheduled']);
  });

  it('does not take an older text for a change whose answer was lost', async () => {
    const [before, after] = [
      await itemOf(campaign, listmonk, profileHere()),
      await itemOf(planAt('15:00'), listmonk, profileHere()),
    ];
    const { remoteId } = (await listmonk.send(connected(), before, [])) as { remoteId: string };
    fake.failing.push({ breaks: 'before' });
    expect(await listmonk.update!(connected(), after, remoteId, [])).toMatchObject({ state: 'later' });
    fake.failing.push(undefined, { breaks: 'before' });
    expect(await listmonk.update!(connected(), after, remoteId, [])).toMatchObject({ state: 'unknown' });
    expect(fake.campaigns[0]!.status).toBe('scheduled');
    expect(await listmonk.reconcile!(connected(), after, remoteId, [])).toEqual({ state: 'notThere' });
    expect(await listmonk.update!(connected(), after, remoteId, [])).toEqual({ state: 'sent', remoteId });
    expect(await listmonk.reconcile!(connected(), after, remoteId, [])).toEqual({ state: 'sent', remoteId });
    fake.campaigns[0]!.status = 'finished';
    expect(await listmonk.send(connected(), before, [])).toMatchObject({ state: 'failed' });
  });

  it('changes and withdraws by making it a draft again, until it is being sent', async () => {
    const [before, after] = [
      await itemOf(campaign, listmonk, profileHere()),
      await itemOf(planAt('15:00'), listmonk, profileHere()),
    ];
    const { remoteId } = (await listmonk.send(connected(), before, [])) as { remoteId: string };
    expect(await listmonk.update!(connected(), after, remoteId, [])).toEqual({ state: 'sent', remoteId });
    expect(fake.campaigns).toMatchObject([{ status: 'scheduled', send_at: '2027-01-12T14:00:00.000Z' }]);
    expect(await listmonk.withdraw!(connected(), after, remoteId, [])).toMatchObject({ state: 'withdrawn' });
    expect(fake.campaigns[0]!.status).toBe('draft');
    expect(await listmonk.withdraw!(connected(), after, undefined, [])).toMatchObject({ state: 'withdrawn' });
    fake.campaigns[0]!.status = 'running';
    expect(await listmonk.withdraw!(connected(), after, remoteId, [])).toMatchObject({ state: 'gone' });
    expect(await listmonk.update!(connected(), before, remoteId, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('cannot be recalled'),
    });
    fake.campaigns[0]!.status = 'cancelled';
    expect(await listmonk.update!(connected(), before, remoteId, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('has cancelled it'),
    });
    fake.campaigns.length = 0;
    expect(await listmonk.withdraw!(connected(), after, remoteId, [])).toEqual({
      state: 'withdrawn',
      sentence: 'listmonk does not have it.',
    });
    expect(await listmonk.update!(connected(), after, remoteId, [])).toMatchObject({ state: 'sent' });
  });

  it('leaves a campaign alone that is not its own, whatever its number', async () => {
    const [before, after] = [
      await itemOf(campaign, listmonk, profileHere()),
      await itemOf(planAt('15:00'), listmonk, profileHere()),
    ];
    const { remoteId } = (await listmonk.send(connected(), before, [])) as { remoteId: string };
    const own = fake.campaigns[0]!;
    const another = { ...own, name: 'Another', tags: ['tandem', 'tandem-another'] };
    fake.campaigns.splice(0, 1, { ...another });
    const words = expect.stringContaining('left alone');
    expect(await listmonk.update!(connected(), after, remoteId, [])).toEqual({ state: 'failed', sentence: words });
    expect(await listmonk.withdraw!(connected(), after, remoteId, [])).toEqual({ state: 'gone', sentence: words });
    expect(fake.campaigns).toEqual([another]);
    // Where it has its own under another number, that one is meant.
    fake.campaigns.push({ ...own, id: 2 });
    expect(await listmonk.update!(connected(), after, remoteId, [])).toEqual({ state: 'sent', remoteId: '2' });
    expect(await listmonk.withdraw!(connected(), after, remoteId, [])).toMatchObject({ state: 'withdrawn' });
    expect(fake.campaigns.map(({ status }) => status)).toEqual(['scheduled', 'draft']);
    expect(fake.requests.filter(({ method, path }) => method === 'PUT' && /\/1(\/|$)/.test(path))).toHaveLength(1);
  });

  it('does not schedule what is past', async () => {
    const item = await itemOf(campaign, listmonk, profileHere());
    fake.now = new Date('2027-01-12T08:00:00Z');
    expect(await listmonk.send(connected(), item, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('Move it'),
    });
    expect(fake.requests).toEqual([]);
  });

  it.each([
    [{ status: 403 }, 'failed', 'does not accept the token'],
    [{ status: 302, headers: { location: '/login' } }, 'failed', 'not followed'],
    [{ status: 429, headers: { 'retry-after': '5' } }, 'later', '429'],
    [{ status: 429 }, 'later', '429'],
    [{ status: 503 }, 'unknown', 'does not say'],
    [{ status: 200, body: '<html>' }, 'unknown', 'not one of listmonk'],
    [{ status: 400, body: { message: 'canary@example.com is wrong' } }, 'failed', '400'],
  ])('says what %j means', async (reply, state, words) => {
    const item = await itemOf(campaign, listmonk, profileHere());
    fake.failing.push(undefined, { reply });
    const outcome = await listmonk.send(connected(), item, []);
    expect(outcome).toMatchObject({ state, sentence: expect.stringContaining(words) });
    expect(wordsOf(outcome)).not.toMatch(/canary/);
  });

  it('says that a token is wrong and a list is missing', async () => {
    const item = await itemOf(campaign, listmonk, profileHere());
    const wrong = await listmonk.send(connected({}, 'canary-wrong'), item, []);
    expect(wrong).toMatchObject({ state: 'failed', sentence: expect.stringContaining('does not accept the token') });
    expect(wordsOf(wrong)).not.toMatch(/canary/);
    await expect(listmonk.test(connected({}, 'canary-wrong'))).rejects.toThrow('does not accept the token');
    const [none] = await itemsOf(campaign, listmonk, profileHere({}));
    expect(none!.problems).toEqual([
      { message: expect.stringContaining('such as 3'), stops: true, field: 'list.sales' },
    ]);
    expect(listmonk.options.safeParse({ list: '3, 4', 'list.ops': '5' }).success).toBe(true);
    expect(listmonk.options.safeParse({ 'list.ops': 'five' }).success).toBe(false);
  });
});
