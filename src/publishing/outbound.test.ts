import { afterEach, describe, expect, it, test } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import { outcomeOf, retryAfterOf, withoutSecrets } from './failure.ts';
import {
  addressesOf,
  fetchThrough,
  outbound,
  OutboundError,
  placeOf,
  requireAddress,
  RUN_BY_TEAMS,
} from './outbound.ts';
import { TARGETS_TO_PUBLISH } from '#contract/publishing.ts';
import { targetOf } from './profiles.ts';
import { startReceiver, type Receiver } from './testing/receiver.ts';

const signal = new AbortController().signal;
const open = { allowLoopback: true, signal };
const closed = { allowLoopback: false, signal };
const now = new Date('2027-01-11T08:00:00Z');

let receiver: Receiver | undefined;
afterEach(async () => {
  await receiver?.close();
  receiver = undefined;
});

describe('places', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.9.9.9', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['0.0.0.0', 'inside'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.32.0.1', 'outside'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'inside'],
    ['::ffff:169.254.169.254', 'inside'],
    ['100.64.0.1', 'private'],
    ['224.0.0.1', 'inside'],
    ['::', 'inside'],
    ['fe80::1', 'inside'],
    ['fd12:3456::1', 'private'],
    ['64:ff9b::a00:1', 'inside'],
    ['93.184.216.34', 'outside'],
    ['2606:4700::1111', 'outside'],
  ])('%s is %s', (address, place) => {
    expect(placeOf(address)).toBe(place);
  });
});

describe('addresses', () => {
  test.each([
    'http://127.0.0.1/x',
    'https://localhost/x',
    'https://x.localhost./x',
    'https://[::1]/x',
    'https://0x7f.1/x',
    'https://2130706433/x',
    'https://10.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[::ffff:10.0.0.1]/x',
    'http://example.org/x',
    'ftp://example.org/x',
    'https://me:canary@example.org/x',
    'nothing',
  ])('%s is refused in a sentence', (address) => {
    const refuse = () => requireAddress(address, closed);
    expect(refuse).toThrow(Refusal);
    expect(refuse).toThrow(/^[“A-Z].*\.$/);
    expect(refuse).not.toThrow(/canary/);
  });

  it('are taken where they are encrypted and outside, and on this machine where that is allowed', () => {
    expect(requireAddress('https://example.org/x', closed).hostname).toBe('example.org');
    expect(requireAddress('http://127.0.0.1:99/x', open).port).toBe('99');
    expect(() => requireAddress('https://10.0.0.1/x', open)).toThrow('private network');
  });
});

describe('requests', () => {
  it('do not leave for this machine, by number or by name', async () => {
    receiver = await startReceiver();
    const port = new URL(receiver.url).port;
    for (const url of [receiver.url, `http://localhost:${port}/`, `https://127.0.0.1:${port}/`])
      expect(await outbound(closed, { url, method: 'POST', body: 'x' })).toMatchObject({
        state: 'notSent',
        isFinal: true,
      });
    expect(receiver.received).toEqual([]);
  });

  it('follow no redirect', async () => {
    const other = await startReceiver();
    receiver = await startReceiver(() => ({ status: 307, headers: { location: other.url } }));
    const answer = await outbound(open, { url: receiver.url, method: 'POST', body: 'x' });
    expect(outcomeOf(answer, now)).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('not followed'),
    });
    expect(other.received).toEqual([]);
    await other.close();
  });

  it('that nobody takes did not leave', async () => {
    receiver = await startReceiver();
    const { url } = receiver;
    await receiver.close();
    receiver = undefined;
    expect(await outbound(open, { url, method: 'POST', body: 'x' })).toEqual({
      state: 'notSent',
      sentence: '“127.0.0.1” accepts no connection. Check the address and whether the server is up.',
      isFinal: false,
    });
  });

  it('whose answer never comes, or whose connection breaks, may have arrived', async () => {
    receiver = await startReceiver((_, count) => (count === 1 ? { isSilent: true } : { isReset: true }));
    const asked = { url: receiver.url, method: 'POST', body: 'x', timeoutMs: 300 };
    expect(await outbound(open, asked)).toMatchObject({
      state: 'unknown',
      sentence: expect.stringContaining('did not answer'),
    });
    expect(await outbound(open, asked)).toMatchObject({ state: 'unknown', sentence: expect.stringContaining('broke') });
    expect(receiver.received).toHaveLength(2);
  });

  it('read no more of an answer than is needed', async () => {
    receiver = await startReceiver(() => ({ status: 200, headers: { 'x-long': 'yes' } }));
    const answer = await outbound(open, { url: receiver.url, mostBytes: 1 });
    expect(answer).toMatchObject({ state: 'answered', status: 200 });
  });

  it('of libraries go the same way', async () => {
    receiver = await startReceiver(() => ({ status: 201 }));
    const through = fetchThrough(open);
    expect((await through(receiver.url, { method: 'PUT', body: 'x', headers: { a: 'b' } })).status).toBe(201);
    await expect(fetchThrough(closed)(receiver.url)).rejects.toThrow(OutboundError);
  });
});

describe('answers', () => {
  const answered = (status: number, headers = {}) => outcomeOf({ state: 'answered', status, headers, text: '' }, now);

  test.each([
    [200, 'sent'],
    [204, 'sent'],
    [302, 'failed'],
    [400, 'failed'],
    [401, 'failed'],
    [404, 'failed'],
    [410, 'failed'],
    [429, 'later'],
    [408, 'unknown'],
    [500, 'unknown'],
    [503, 'unknown'],
  ])('%i means %s', (status, state) => {
    expect(answered(status).state).toBe(state);
  });

  it('say when to come again, in seconds or by a date', () => {
    expect(answered(429, { 'retry-after': '7' })).toMatchObject({ afterMs: 7000 });
    expect(retryAfterOf({ 'retry-after': 'Mon, 11 Jan 2027 08:01:00 GMT' }, now)).toBe(60_000);
    expect(retryAfterOf({ 'retry-after': 'Mon, 11 Jan 2027 07:00:00 GMT' }, now)).toBe(0);
    expect(retryAfterOf({ 'retry-after': 'soon' }, now)).toBeUndefined();
    expect(retryAfterOf({}, now)).toBeUndefined();
  });

  it('are told without secrets and addresses', () => {
    const said = 'No such user <ada.canary@example.org> for token s3cr3t-canary\r\nBcc: x@y.z';
    expect(withoutSecrets(said, ['s3cr3t-canary', undefined, ''])).toBe('No such user <…> for token … Bcc: …');
  });
});

describe('a private network', () => {
  const reach = (target: (typeof TARGETS_TO_PUBLISH)[number], network?: string) => ({
    allowLoopback: false,
    profile: { target, options: (network === undefined ? {} : { network }) as Record<string, string> },
  });

  it('is reached where a profile says so of what teams run themselves', async () => {
    const url = 'https://192.168.7.7/calendars';
    expect(requireAddress(url, reach('caldav', 'own')).hostname).toBe('192.168.7.7');
    expect(await addressesOf('10.0.0.25', reach('smtp', 'own'))).toEqual(['10.0.0.25']);
    for (const network of [undefined, 'internet'])
      expect(() => requireAddress(url, reach('caldav', network))).toThrow(
        expect.objectContaining({ field: 'network', message: expect.stringContaining('in your own network') }),
      );
  });

  it.each(['webhook', 'slack', 'teams'] as const)('is never reached by a %s, whatever its profile says', (target) => {
    expect(() => requireAddress('https://192.168.7.7/x', reach(target, 'own'))).toThrow('nothing is published to');
  });

  it.each(['127.0.0.1', '169.254.169.254', '[fe80::1]', '0.0.0.0', '224.0.0.1'])(
    'is not %s, which no profile opens',
    (host) => {
      expect(() => requireAddress(`https://${host}/x`, reach('caldav', 'own'))).toThrow('nothing is published to');
    },
  );

  it('is an option of just these targets', async () => {
    for (const id of TARGETS_TO_PUBLISH) {
      const { options } = await targetOf(id);
      const said = options.safeParse({ network: 'own' }).error?.issues ?? [];
      const isUnknown = said.some(({ code }) => code === 'unrecognized_keys');
      expect(isUnknown, id).toBe(!RUN_BY_TEAMS.has(id));
    }
  });
});
