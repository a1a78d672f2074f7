import { afterEach, describe, expect, it } from 'vitest';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { connectionTo, itemOf, profileFor, wordsOf } from '../items.testing.ts';
import { LOGIN, startStore, type StoreFake } from './xapi.fake.testing.ts';
import { xapi } from './xapi.ts';

const campaign = plan({
  segments: [segment({ id: 'sales', name: 'Sales', language: 'de' })],
  touchpoints: [touchpoint({ id: 'mail', message: { subject: 'Start', body: 'Zwei Minuten.' } })],
});

describe('a learning record store (a fake from the specification)', () => {
  let fake: StoreFake | undefined;
  afterEach(() => fake?.stop());
  const profileAt = (store: StoreFake) =>
    profileFor('xapi', { url: `${store.url}/xapi`, options: { user: LOGIN.user } });

  it.each([204, 409] as const)(
    'gets one statement for a publication, also where the second answers %d, and one that voids it',
    async (again) => {
      const store = (fake = await startStore(again));
      const profile = profileAt(store);
      const connection = connectionTo(profile, LOGIN.password);
      const item = await itemOf(campaign, xapi, profile);
      for (let time = 0; time < 2; time++)
        expect(await xapi.send(connection, item, [])).toEqual({ state: 'sent', remoteId: item.key });
      expect(store.statements.size).toBe(1);
      expect(store.statements.get(item.key)).toMatchObject({
        id: item.key,
        verb: { id: 'http://activitystrea.ms/schema/1.0/send' },
        object: { definition: { name: { de: 'Start' }, description: { de: 'Zwei Minuten.' } } },
        timestamp: item.at,
      });
      expect(store.requests[0]!.body).toBe(new TextDecoder().decode(await xapi.bytes(item, profile, [])));
      for (let time = 0; time < 2; time++)
        expect(await xapi.withdraw!(connection, item, item.key, [])).toMatchObject({ state: 'withdrawn' });
      expect(store.statements.size).toBe(2);
      expect(await xapi.test(connection)).toMatchObject({ sentence: expect.stringContaining('answers') });
      // Nothing about what learners did.
      expect(wordsOf([...store.statements.values()])).not.toMatch(/passed|completed|score|mbox/);
    },
  );

  it.each([
    [{ status: 401 }, 'failed', 'does not accept the secret'],
    [{ status: 400 }, 'failed', 'xAPI endpoint'],
    [{ status: 404 }, 'failed', 'Check the address'],
    [{ status: 307, headers: { location: 'https://example.com' } }, 'failed', 'not followed'],
    [{ status: 429, headers: { 'retry-after': '9' } }, 'later', '429'],
    [{ status: 429 }, 'later', '429'],
    [{ status: 503 }, 'unknown', 'does not say'],
  ])('says what %j means', async (reply, state, words) => {
    const store = (fake = await startStore(204));
    store.failing.push({ reply });
    const profile = profileAt(store);
    const item = await itemOf(campaign, xapi, profile);
    expect(await xapi.send(connectionTo(profile, LOGIN.password), item, [])).toMatchObject({
      state,
      sentence: expect.stringContaining(words),
    });
    expect(store.statements.size).toBe(0);
  });

  it('gets a statement once more where its answer was lost', async () => {
    const store = (fake = await startStore(409));
    const profile = profileAt(store);
    const connection = connectionTo(profile, LOGIN.password);
    const item = await itemOf(campaign, xapi, profile);
    store.failing.push({ breaks: 'before' });
    expect(await xapi.send(connection, item, [])).toMatchObject({ state: 'unknown' });
    store.failing.push({ breaks: 'after' });
    expect(await xapi.send(connection, item, [])).toMatchObject({ state: 'unknown' });
    expect(await xapi.send(connection, item, [])).toMatchObject({ state: 'sent' });
    expect(store.statements.size).toBe(1);
  });

  it.each([204, 409] as const)(
    'is not taken for sent where another of its id is there, or it is voided (%d)',
    async (again) => {
      const store = (fake = await startStore(again));
      const profile = profileAt(store);
      const connection = connectionTo(profile, LOGIN.password);
      const item = await itemOf(campaign, xapi, profile);
      await xapi.send(connection, item, []);
      // A store writes instants in its own way, and adds to what it has.
      const there = store.statements.get(item.key)!;
      store.statements.set(item.key, { ...there, timestamp: item.at.replace('.000Z', '+00:00'), stored: item.at });
      expect(await xapi.send(connection, item, [])).toMatchObject({ state: 'sent' });
      const edited = { ...item, payload: { ...(item.payload as object), timestamp: '2027-01-13T08:00:00.000Z' } };
      expect(await xapi.send(connection, edited, [])).toMatchObject({
        state: 'failed',
        sentence: expect.stringContaining('has another statement under this id'),
      });
      store.failing.push(undefined, { reply: { status: 503 } });
      expect(await xapi.send(connection, edited, [])).toMatchObject({ state: 'later' });
      await xapi.withdraw!(connection, item, item.key, []);
      expect(await xapi.send(connection, edited, [])).toMatchObject({
        state: 'failed',
        sentence: expect.stringContaining('as voided'),
      });
    },
  );

  it('says that a password is wrong or nobody’s, without it', async () => {
    const store = (fake = await startStore(204));
    const profile = profileAt(store);
    const item = await itemOf(campaign, xapi, profile);
    const outcomes = [
      await xapi.send(connectionTo(profile, 'canary-wrong'), item, []),
      await xapi.send(connectionTo({ ...profile, options: {} }, 'canary-wrong'), item, []),
    ];
    expect(outcomes).toMatchObject([
      { state: 'failed' },
      { state: 'failed', sentence: expect.stringContaining('Name the user.') },
    ]);
    expect(wordsOf(outcomes)).not.toMatch(/canary/);
    await expect(xapi.test(connectionTo(profile, 'canary-wrong'))).rejects.toThrow('401');
    await expect(xapi.test(connectionTo({ ...profile, options: {} }, 'canary-wrong'))).rejects.toThrow(
      'Name the user.',
    );
  });
});
