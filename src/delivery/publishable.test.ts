import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { isQuiet } from '#campaign/quiet.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import type { Profile } from '#contract/publishing.ts';
import { plan, segment, touchpoint } from './hostile.testing.ts';
import { publishableOf } from './publishable.ts';

const campaign = (changes: Partial<Campaign> = {}): Campaign =>
  plan({
    days: 84,
    contact: { capPerWeek: 3, quietFrom: '19:00', quietUntil: '07:00' },
    lanes: [
      { id: 'mail', name: 'Email' },
      { id: 'chat', name: 'Chat' },
    ],
    segments: [segment({ id: 'berlin' }), segment({ id: 'leeds', timeZone: 'Europe/London' })],
    touchpoints: [touchpoint({ id: 'one' })],
    ...changes,
  });

const profile = (options: Record<string, string> = {}, target: Profile['target'] = 'webhook'): Profile => ({
  name: 'Team',
  target,
  options,
});
const now = '2027-01-01T00:00:00Z';
const named = async (given: Campaign, through: Profile, at = now) => {
  const { sendings, problems } = await publishableOf(given, through, { now: at });
  return { names: sendings.map(({ item }) => `${item.touchpoint} ${item.segment} ${item.local}`), sendings, problems };
};

describe('what a profile publishes', () => {
  it('is a sending for each segment, whose name depends on nothing but what it is', async () => {
    const { sendings } = await named(campaign(), profile());
    expect(sendings.map(({ item }) => item.segment)).toEqual(['berlin', 'leeds']);
    const moved = campaign({
      name: 'Else',
      touchpoints: [touchpoint({ id: 'one', start: '2027-02-01', name: 'Else' })],
    });
    const again = await named(moved, { ...profile(), name: 'TEAM' });
    expect(again.sendings.map(({ item }) => item.key)).toEqual(sendings.map(({ item }) => item.key));
    const other = await named(campaign(), { ...profile(), name: 'Other' });
    expect(other.sendings[0]!.item.key).not.toBe(sendings[0]!.item.key);
  });

  it('says in which weeks its messages are more than the cap allows, also where all are sent', async () => {
    const full = campaign({
      contact: { ...campaign().contact, capPerWeek: 1 },
      touchpoints: [
        touchpoint({ id: 'a', start: '2027-01-12', segments: ['berlin'] }),
        touchpoint({ id: 'b', start: '2027-01-14', segments: ['berlin'] }),
        touchpoint({ id: 'c', start: '2027-01-19', segments: ['berlin'] }),
        touchpoint({ id: 'd', start: '2027-01-20', segments: ['berlin'], channel: 'slack', laneId: 'chat' }),
        touchpoint({ id: 'e', start: '2027-01-13', segments: ['leeds'] }),
        touchpoint({ id: 'f', start: '2027-02-09' }),
      ],
    });
    const said = async (options: Record<string, string>, at?: string) =>
      (await named(full, profile(options), at)).problems
        .map(({ message }) => message)
        .filter((one) => one.includes('cap'));
    expect(await said({})).toEqual([
      expect.stringMatching(/In the 2 weeks from 11 January 2027, .*the cap is 1\. Move, merge/),
    ]);
    // Whoever gets nothing too much from here need not hear of it; a later week of the same run counts.
    expect(await said({ segments: 'leeds' })).toEqual([]);
    expect(await said({ lanes: 'chat' })).toHaveLength(1);
    // What is over is over.
    expect(await said({}, '2027-02-01T00:00:00Z')).toEqual([]);
  });

  it('follows lanes, segments and channels', async () => {
    const given = campaign({
      touchpoints: [touchpoint({ id: 'one' }), touchpoint({ id: 'two', channel: 'slack', laneId: 'chat' })],
    });
    expect((await named(given, profile())).names).toHaveLength(4);
    expect((await named(given, profile({ lanes: 'CHAT', segments: 'leeds' }))).names).toEqual([
      'two leeds 2027-01-12T09:00',
    ]);
    expect((await named(given, profile({}, 'slack'))).sendings.every(({ item }) => item.touchpoint === 'two')).toBe(
      true,
    );
    expect((await named(given, profile({ channels: 'all' }, 'slack'))).names).toHaveLength(4);
  });

  it('is what its profile names of this plan, which may name what another plan has', async () => {
    const { names, problems } = await named(campaign(), profile({ segments: 'paris,leeds', lanes: 'Print, mail' }));
    expect(names).toEqual(['one leeds 2027-01-12T09:00']);
    const said = problems.map(({ message }) => message).join(' ');
    expect(said).toContain('also names segments that the plan does not have (“paris”)');
    expect(said).toContain('also names lanes that the plan does not have (“Print”)');
    const nothing = named(campaign(), profile({ segments: 'paris' }));
    await expect(nothing).rejects.toMatchObject({ message: expect.stringContaining('(“paris”)'), field: 'segments' });
  });

  it('leaves out what is marked as sent, waits for a decision, or has no text, and says so', async () => {
    const given = campaign({
      decisions: [
        { id: 'd', name: 'D', date: '2027-01-11', metric: 'active', below: 0.1, unit: 'share', segments: [] },
      ],
      touchpoints: [
        touchpoint({ id: 'sent', status: 'sent' }),
        touchpoint({ id: 'waits', thenOf: 'd' }),
        touchpoint({ id: 'blank', message: { subject: '', body: '' } }),
      ],
    });
    const { sendings, problems } = await named(given, profile());
    expect(sendings).toEqual([]);
    for (const said of ['marked as sent', 'decision point', 'has no text'])
      expect(
        problems.some(({ message }) => message.includes(said)),
        said,
      ).toBe(true);
  });

  it('knows what is past', async () => {
    const { sendings, problems } = await named(campaign(), profile(), '2027-02-01T00:00:00Z');
    expect(sendings.map(({ isPast }) => isPast)).toEqual([true, true]);
    expect(problems.some(({ message }) => message.includes('are left out'))).toBe(true);
  });
});

describe('quiet hours', () => {
  const at = (time: string, options: Record<string, string>, start = '2027-01-12') =>
    named(
      campaign({
        touchpoints: [touchpoint({ id: 'one', start, segments: ['berlin'], time: { zone: 'campaign', at: time } })],
      }),
      profile(options),
    );

  it('are left alone, held to their end, or left by the nearest edge, as the profile says', async () => {
    expect((await at('20:00', {})).names).toEqual(['one berlin 2027-01-12T20:00']);
    expect((await at('20:00', { quiet: 'hold' })).names).toEqual(['one berlin 2027-01-13T07:00']);
    expect((await at('20:00', { quiet: 'nearest' })).names).toEqual(['one berlin 2027-01-12T18:59']);
    expect((await at('06:00', { quiet: 'nearest' })).names).toEqual(['one berlin 2027-01-12T07:00']);
    expect((await at('08:00', { workingHours: '09:00-17:00' })).names).toEqual(['one berlin 2027-01-12T09:00']);
  });

  it('move nothing that is planned for a working day onto a day off', async () => {
    // A Friday evening, a Monday before dawn, and a Saturday that the plan itself has.
    expect((await at('20:00', { quiet: 'hold' }, '2027-01-15')).names).toEqual(['one berlin 2027-01-18T07:00']);
    expect((await at('23:30', { quiet: 'nearest' }, '2027-01-15')).names).toEqual(['one berlin 2027-01-15T18:59']);
    expect((await at('03:00', { quiet: 'nearest' }, '2027-01-15')).names).toEqual(['one berlin 2027-01-15T07:00']);
    expect((await at('00:30', { quiet: 'nearest' }, '2027-01-18')).names).toEqual(['one berlin 2027-01-18T07:00']);
    expect((await at('20:00', { quiet: 'hold' }, '2027-01-16')).names).toEqual(['one berlin 2027-01-17T07:00']);
    const { problems } = await at('20:00', { quiet: 'hold' }, '2027-01-15');
    expect(problems.map(({ message }) => message).join(' ')).toContain('moved to the next working day');
  });

  it('move nothing beyond the end of the campaign', async () => {
    expect((await at('20:00', { quiet: 'hold' }, '2027-04-04')).names).toEqual(['one berlin 2027-04-04T18:59']);
  });

  it('hold no message that comes out of them', async () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const text = (minute: number) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    await fc.assert(
      fc.asyncProperty(
        minutes,
        minutes,
        minutes,
        fc.constantFrom('hold', 'nearest'),
        async (time, from, until, quiet) => {
          fc.pre(from !== until);
          const hours = { quietFrom: text(from), quietUntil: text(until) };
          const { sendings } = await at(text(time), { quiet, workingHours: `${hours.quietUntil}-${hours.quietFrom}` });
          expect(isQuiet(hours, minuteOf(sendings[0]!.item.local.slice(11)))).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });
});
