import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { connectionTo, itemOf, itemsOf, NOW, profileFor, wordsOf } from '../items.testing.ts';
import { slack } from './slack.ts';
import { startSlack, TOKEN, type SlackFake } from './slack.fake.testing.ts';

const planAt = (at: string, body = 'Two minutes <!channel> <@U1> a day.'): Campaign =>
  plan({
    segments: [segment({ id: 'sales', name: 'Sales' }), segment({ id: 'ops', name: 'Ops' })],
    touchpoints: [
      touchpoint({
        id: 'post',
        channel: 'slack',
        time: { zone: 'campaign', at },
        message: { subject: 'Start <!here>', body, callToAction: { label: 'Go', url: 'https://example.com/?a=1&b=2' } },
      }),
    ],
  });
const campaign = planAt('09:00');

describe('Slack (a fake from its documents)', () => {
  let fake: SlackFake;
  beforeEach(async () => {
    fake = await startSlack(NOW);
  });
  afterEach(() => fake.stop());

  const profileHere = (options: Record<string, string> = { 'channel.sales': 'C0SALES', channel: 'C0OPS' }) =>
    profileFor('slack', { url: `${fake.url}/api/`, options });
  const connected = (more: object = {}, secret = TOKEN) =>
    connectionTo(profileHere(), secret, { now: () => fake.now, ...more });

  it('schedules each message once in the channel of its segment, with nobody mentioned', async () => {
    const made = await itemsOf(campaign, slack, profileHere());
    for (const { item, problems } of made) {
      expect(problems.filter((one) => typeof one !== 'string')).toEqual([]);
      expect(await slack.send(connected(), item, [])).toMatchObject({
        state: 'sent',
        remoteId: expect.stringMatching(/^C0\w+ \d+ Q\d+$/),
      });
    }
    expect(fake.scheduled.map(({ channel_id }) => channel_id).toSorted()).toEqual(['C0OPS', 'C0SALES']);
    for (const one of fake.scheduled) {
      expect(one.post_at).toBe(Date.parse('2027-01-12T08:00:00Z') / 1000);
      expect(wordsOf(one)).not.toMatch(/<[!@]/);
      expect(one.blocks.length).toBeGreaterThan(1);
    }
    expect(await slack.test(connected())).toMatchObject({ sentence: expect.stringContaining('“Spark”') });
    // Asked with the profile's token alone, in a header.
    for (const { headers, query, body } of fake.requests) {
      expect(headers['authorization']).toBe(`Bearer ${TOKEN}`);
      expect(`${query}${body}`).not.toContain(TOKEN);
    }
  });

  it('names what is missing, and that a channel gets the same several times', async () => {
    const none = await itemsOf(campaign, slack, profileHere({}));
    expect(none.map(({ problems }) => problems[0])).toEqual([
      { message: expect.stringContaining('such as C0123456789'), stops: true, field: 'channel.sales' },
      { message: expect.stringContaining('such as C0123456789'), stops: true, field: 'channel.ops' },
    ]);
    const [same] = await itemsOf(campaign, slack, profileHere({ channel: 'C0ALL' }));
    expect(same!.problems).toContainEqual(expect.stringContaining('whose channel is the same'));
    const check = (options: object) => slack.options.safeParse(options).success;
    expect(check({ channel: 'C0ALL', 'channel.sales': 'G0123' })).toBe(true);
    expect(check({ channel: '#general' })).toBe(false);
    expect(check({ 'channel.sales': 'general' })).toBe(false);
    expect(check({ chanel: 'C0ALL' })).toBe(false);
  });

  it('posts once where the answer was lost: the list tells whether it is there', async () => {
    const item = await itemOf(campaign, slack, profileHere());
    fake.failing.push({ breaks: 'after' });
    expect(await slack.send(connected(), item, [])).toMatchObject({ state: 'unknown' });
    expect(fake.requests.length).toBe(1);
    expect(await slack.reconcile!(connected(), item, undefined, [])).toMatchObject({
      state: 'sent',
      remoteId: expect.stringContaining(fake.scheduled[0]!.id),
    });
    fake.scheduled.length = 0;
    expect(await slack.reconcile!(connected(), item, undefined, [])).toEqual({ state: 'notThere' });
    fake.now = new Date('2027-01-12T09:00:00Z');
    expect(await slack.reconcile!(connected(), item, undefined, [])).toMatchObject({
      state: 'unknown',
      sentence: expect.stringContaining('Look into the channel'),
    });
  });

  it.each([
    ['breaks before', { breaks: 'before' as const }],
    ['503', { reply: { status: 503, body: 'upstream' } }],
    ['500', { reply: { status: 500 } }],
    ['an answer that is none', { reply: { status: 200, body: '<html>' } }],
  ])('never posts again by itself: %s', async (_name, fault) => {
    const item = await itemOf(campaign, slack, profileHere());
    fake.failing.push(fault);
    expect(await slack.send(connected(), item, [])).toMatchObject({ state: 'unknown' });
    expect(fake.requests.length).toBe(1);
  });

  it('waits as long as it is told to', async () => {
    const item = await itemOf(campaign, slack, profileHere());
    fake.failing.push({ reply: { status: 429, headers: { 'retry-after': '17' } } }, { reply: { status: 429 } });
    expect(await slack.send(connected(), item, [])).toMatchObject({ state: 'later', afterMs: 17_000 });
    const without = await slack.send(connected(), item, []);
    expect(without).toMatchObject({ state: 'later' });
    expect(without).not.toHaveProperty('afterMs');
    fake.saying.push('ratelimited');
    expect(await slack.send(connected(), item, [])).toMatchObject({ state: 'later' });
    expect(fake.scheduled).toEqual([]);
  });

  it('gives up on a server that does not answer, without knowing', async () => {
    const item = await itemOf(campaign, slack, profileHere());
    const stop = new AbortController();
    fake.failing.push({ silent: true });
    const sending = slack.send(connected({ signal: stop.signal }), item, []);
    await expect.poll(() => fake.requests.length).toBe(1);
    stop.abort();
    expect(await sending).toMatchObject({ state: 'unknown' });
  });

  it('follows no redirect and reaches no machine that is not there', async () => {
    const item = await itemOf(campaign, slack, profileHere());
    fake.failing.push({ reply: { status: 302, headers: { location: `${fake.url}/api/elsewhere` } } });
    expect(await slack.send(connected(), item, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('not followed'),
    });
    expect(fake.requests.length).toBe(1);
    await fake.stop();
    expect(await slack.send(connected(), item, [])).toMatchObject({
      state: 'later',
      sentence: expect.stringContaining('accepts no connection'),
    });
    expect(await slack.send(connected({ allowLoopback: false }), item, [])).toMatchObject({ state: 'failed' });
  });

  it.each([
    ['token_expired', 'failed', 'Make a new one'],
    ['token_revoked', 'failed', 'Make a new one'],
    ['missing_scope', 'failed', 'chat:write'],
    ['is_archived', 'failed', 'another channel'],
    ['not_in_channel', 'failed', 'Invite the app'],
    ['channel_not_found', 'failed', 'another channel'],
    ['msg_too_long', 'failed', 'Shorten'],
    ['time_in_past', 'failed', 'Move it'],
    ['time_too_far', 'later', 'nearer the day'],
    ['restricted_too_many', 'failed', '5 minutes'],
    ['internal_error', 'unknown', 'does not say'],
    ['something_new', 'failed', 'something_new'],
  ])('says what %s means and what to do', async (code, state, words) => {
    const item = await itemOf(campaign, slack, profileHere());
    fake.saying.push(code);
    const outcome = await slack.send(connected(), item, []);
    expect(outcome).toMatchObject({ state, sentence: expect.stringContaining(words) });
    expect(wordsOf(outcome)).not.toMatch(/canary/);
  });

  it('says that a token is wrong, without it', async () => {
    const item = await itemOf(campaign, slack, profileHere());
    const outcome = await slack.send(connected({}, 'xoxb-canary-wrong'), item, []);
    expect(outcome).toMatchObject({ state: 'failed', sentence: expect.stringContaining('invalid_auth') });
    expect(wordsOf(outcome)).not.toMatch(/canary/);
    await expect(slack.test(connected({}, 'xoxb-canary-wrong'))).rejects.toThrow('does not accept the token');
  });

  it('keeps to the limits of the fake, whatever the text', async () => {
    const long = planAt('09:00', 'word & <b> '.repeat(2_000).slice(0, 20_000));
    const [made] = await itemsOf(long, slack, profileHere());
    expect(made!.problems).toContainEqual(expect.stringContaining('cut off'));
    expect(await slack.send(connected(), made!.item, [])).toMatchObject({ state: 'sent' });
  });

  it('changes what is scheduled, takes it back, and says when it is too late', async () => {
    const [before, after] = [
      await itemOf(campaign, slack, profileHere()),
      await itemOf(planAt('11:00'), slack, profileHere()),
    ];
    const sent = (await slack.send(connected(), before, [])) as { remoteId: string };
    const changed = (await slack.update!(connected(), after, sent.remoteId, [])) as { state: string; remoteId: string };
    expect(changed.state).toBe('sent');
    expect(fake.scheduled.map(({ post_at }) => post_at)).toEqual([Date.parse('2027-01-12T10:00:00Z') / 1000]);

    // A change whose second half was lost: done again, it is there once.
    const third = await itemOf(planAt('12:00'), slack, profileHere());
    fake.failing.push(undefined, { breaks: 'before' });
    expect(await slack.update!(connected(), third, changed.remoteId, [])).toMatchObject({ state: 'unknown' });
    expect(fake.scheduled).toEqual([]);
    expect(await slack.reconcile!(connected(), third, undefined, [])).toEqual({ state: 'notThere' });
    const again = (await slack.update!(connected(), third, changed.remoteId, [])) as {
      state: string;
      remoteId: string;
    };
    expect(again.state).toBe('sent');
    expect(fake.scheduled.length).toBe(1);

    // A change of what Slack's list does not show: the message of before is not taken for it.
    fake.failing.push({ breaks: 'before' });
    expect(await slack.update!(connected(), third, again.remoteId, [])).toMatchObject({ state: 'unknown' });
    expect(await slack.reconcile!(connected(), third, again.remoteId, [])).toEqual({ state: 'notThere' });

    fake.now = new Date('2027-01-12T10:57:00Z');
    expect(await slack.update!(connected(), before, again.remoteId, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('stays as it was'),
    });
    expect(fake.scheduled.length).toBe(1);
    expect(await slack.withdraw!(connected(), third, again.remoteId, [])).toMatchObject({
      state: 'withdrawn',
      sentence: expect.stringContaining('may say that it is deleted and post it all the same'),
    });
    expect(fake.scheduled).toEqual([]);
    fake.now = new Date('2027-01-12T11:01:00Z');
    expect(await slack.withdraw!(connected(), third, again.remoteId, [])).toMatchObject({ state: 'gone' });
  });

  it('finds what it is to take back where nobody noted its name', async () => {
    const item = await itemOf(campaign, slack, profileHere());
    await slack.send(connected(), item, []);
    expect(await slack.withdraw!(connected(), item, undefined, [])).toEqual({
      state: 'withdrawn',
      sentence: 'Slack does not post it any more.',
    });
    expect(await slack.withdraw!(connected(), item, undefined, [])).toEqual({
      state: 'withdrawn',
      sentence: 'Slack’s list does not have it.',
    });
  });

  it('says beforehand where a channel is crowded, as the fake does afterwards', async () => {
    const many = plan({
      segments: [segment({ id: 'sales' })],
      touchpoints: Array.from({ length: 31 }, (_, index) =>
        touchpoint({ id: `t${index}`, channel: 'slack', message: { subject: `Nr ${index}`, body: 'x' } }),
      ),
    });
    const items = (await itemsOf(many, slack, profileHere())).map(({ item }) => item);
    expect(slack.together!(items)).toEqual([expect.stringContaining('More than 30 messages')]);
    expect(slack.together!(items.slice(1))).toEqual([]);
    const outcomes = [];
    for (const item of items) outcomes.push((await slack.send(connected(), item, [])).state);
    expect(outcomes.filter((state) => state === 'sent').length).toBe(30);
    expect(outcomes.at(-1)).toBe('failed');
  });
});
