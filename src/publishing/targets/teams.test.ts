import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AT_TARGET } from '#language/atTarget.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import type { Reply } from '../fake.testing.ts';
import { connectionTo, itemOf, itemsOf, profileFor, wordsOf } from '../items.testing.ts';
import { teams } from './teams.ts';
import { startTeams, type TeamsFake } from './teams.fake.testing.ts';

const planOf = (body: string) =>
  plan({
    segments: [segment({ id: 'sales', name: 'Sales' })],
    touchpoints: [touchpoint({ id: 'card', channel: 'teams', message: { subject: 'Start {{DATE(1)}}', body } })],
  });
const campaign = planOf('Two minutes <at>everyone</at> a day.');
const profile = profileFor('teams');

describe('Teams (a fake from its documents)', () => {
  let fake: TeamsFake;
  beforeEach(async () => {
    fake = await startTeams();
  });
  afterEach(() => fake.stop());
  const connected = (more: object = {}, secret = fake.address) => connectionTo(profile, secret, more);

  it('posts a card of version 1.5 to the address, and says that taken is not delivered', async () => {
    const item = await itemOf(campaign, teams, profile);
    const outcome = await teams.send(connected(), item, []);
    expect(outcome).toEqual({ state: 'sent' });
    expect(AT_TARGET.teams.out).toContain('does not say whether the card stands in the channel');
    expect(fake.cards).toMatchObject([{ version: '1.5' }]);
    expect(fake.requests[0]!.body).toBe(new TextDecoder().decode(await teams.bytes(item, profile, [])));
    expect(wordsOf(item)).not.toMatch(/canary|127\.0\.0\.1/);
    expect(await teams.test(connected())).toMatchObject({ sentence: expect.stringContaining('nothing was posted') });
    expect(fake.cards.length).toBe(1);
  });

  it('takes an address without its signature and the signature as the secret', async () => {
    const url = new URL(fake.address);
    const secret = url.searchParams.get('sig')!;
    url.searchParams.delete('sig');
    const parted = profileFor('teams', { url: url.href });
    const item = await itemOf(campaign, teams, parted);
    expect(await teams.send(connectionTo(parted, secret), item, [])).toMatchObject({ state: 'sent' });
    expect(fake.cards.length).toBe(1);
    expect(await teams.send(connectionTo(profile, secret), item, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('no address of a workflow'),
    });
  });

  it('keeps every card within the size that Teams takes, and refuses to post a larger one', async () => {
    const [made] = await itemsOf(planOf('&<>"\\\u00e9'.repeat(3_400).slice(0, 20_000)), teams, profile);
    expect(made!.problems).toContainEqual(expect.stringContaining('cut off'));
    expect(await teams.send(connected(), made!.item, [])).toMatchObject({ state: 'sent' });
    const larger = { ...made!.item, payload: { text: `"${'x'.repeat(30_000)}"` } };
    expect(await teams.send(connected(), larger, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('too large'),
    });
    expect(fake.requests.length).toBe(1);
  });

  it.each<[Reply, string, string]>([
    [{ status: 401 }, 'failed', 'Copy the address anew'],
    [{ status: 403 }, 'failed', 'Copy the address anew'],
    [{ status: 404 }, 'failed', 'Turn it on'],
    [{ status: 400 }, 'failed', 'When a webhook request is received'],
    [{ status: 413 }, 'failed', 'Shorten'],
    [{ status: 302, headers: { location: 'https://example.com' } }, 'failed', 'not followed'],
    [{ status: 429, headers: { 'retry-after': '30' } }, 'later', '429'],
    [{ status: 429 }, 'later', '429'],
    [{ status: 503 }, 'unknown', 'does not say'],
  ])('says what %j means, without the address', async (reply, state, words) => {
    const item = await itemOf(campaign, teams, profile);
    fake.failing.push({ reply });
    const outcome = await teams.send(connected(), item, []);
    expect(outcome).toMatchObject({ state, sentence: expect.stringContaining(words) });
    const asked = reply.headers?.['retry-after'];
    expect((outcome as { afterMs?: number }).afterMs).toBe(asked === undefined ? undefined : 30_000);
    expect(wordsOf(outcome)).not.toMatch(/canary|sig=|workflows/);
    expect(fake.requests.length).toBe(1);
  });

  it('does not know where the connection broke, and says where nothing left, without the address', async () => {
    const item = await itemOf(campaign, teams, profile);
    fake.failing.push({ breaks: 'after' }, { silent: true });
    expect(await teams.send(connected(), item, [])).toMatchObject({ state: 'unknown' });
    const slow = await teams.send(connected({ signal: AbortSignal.timeout(300) }), item, []);
    expect(slow).toMatchObject({ state: 'unknown' });
    const outcomes = [
      slow,
      await teams.send(connected({}, 'https://canary.invalid/workflows/x?sig=canary-sig'), item, []),
      await teams.send(connected({ allowLoopback: false }), item, []),
      await teams.send(connected({}, 'no address canary'), item, []),
      await teams.send(connected({}, 'http://prod.example.com/workflows?sig=canary-sig'), item, []),
    ];
    expect(outcomes.map(({ state }) => state)).toEqual(['unknown', 'later', 'failed', 'failed', 'failed']);
    expect(wordsOf(outcomes)).not.toMatch(/canary-sig|sig=|workflows\/|no address canary/);
    await expect(teams.test(connected({}, 'https://10.0.0.1/?sig=canary-sig'))).rejects.toThrow(
      /private network(?!.*canary)/,
    );
  });

  it('says that several segments share its one channel', async () => {
    const two = { ...campaign, segments: [segment({ id: 'a' }), segment({ id: 'b' })] };
    const [made] = await itemsOf(two, teams, profile);
    expect(made!.problems).toContainEqual(expect.stringContaining('Make a profile for each channel'));
  });
});
