import { describe, expect, it } from 'vitest';
import type { Item, LedgerRow } from '#contract/publishing.ts';
import { attemptOn, timeLimitFor, type Surroundings } from './attempt.ts';
import { profileFor } from './items.testing.ts';
import { hashOfItem } from './rehearsal.ts';
import type { Recipient, Target } from './target.ts';
import { smtp } from './targets/smtp.ts';

const NOW = new Date('2027-01-11T08:00:00Z');
const profile = profileFor('smtp', { url: 'smtps://mail.example.com', options: { addresses: '/people.csv' } });
const item: Item = {
  key: '00000000-0000-5000-8000-000000000001',
  profile: profile.name,
  campaign: 'c',
  touchpoint: 't',
  segment: 'sales',
  occurrence: 'once',
  name: 'A',
  at: NOW.toISOString(),
  local: '2027-01-11T09:00',
  timeZone: 'Europe/Berlin',
  payload: {},
};
const bytes = new TextEncoder().encode('bytes');

const host = (target: Partial<Target>, recipients: readonly Recipient[], named = 'sales'): Surroundings => ({
  ledger: {
    profile: () => Promise.resolve(profile),
    isOfAnother: () => Promise.resolve(false),
    missedOf: () => Promise.resolve([]),
  },
  clock: { now: () => NOW, elapsed: () => 0, uptime: () => 0, sleep: () => Promise.resolve() },
  random: () => 0,
  isAlive: () => true,
  holder: 'me',
  targetOf: () => Promise.resolve({ ...smtp, bytes: () => bytes, ...target }),
  secretAt: () => Promise.resolve(''),
  addressBookOf: () =>
    Promise.resolve(
      new Map([
        ['others', [{ address: 'eve@example.org', line: 9 }]],
        [named, recipients],
      ]),
    ),
  allowLoopback: false,
});

const rowOf = (recipients: readonly Recipient[], more: Partial<LedgerRow> = {}): LedgerRow => ({
  ...item,
  revision: 1,
  action: 'send',
  state: 'claimed',
  hash: hashOfItem(item, profile, bytes, recipients),
  dueAt: null,
  firstDueAt: null,
  attempts: 1,
  claim: 'me/1',
  claimedAt: 0,
  progress: null,
  remoteId: null,
  sentence: '',
  changedAt: '',
  ...more,
});

describe('an attempt', () => {
  it('has longer for more recipients', () => {
    const limits = [0, 60, 61, 50_000, 4_000_000].map((recipients) => timeLimitFor(recipients));
    expect(limits).toEqual([120_000, 120_000, 122_000, 100_000_000, 2_147_483_647]);
    // One a minute.
    expect(timeLimitFor(100, 60_000)).toBe(6_200_000);
  });

  it('reaches those whom it was approved for also where the file names their segment by what it is called', async () => {
    const recipients = [{ address: 'ada@example.org', line: 2 }];
    const reached: (readonly Recipient[])[] = [];
    const send: Target['send'] = (_connection, _item, some) => {
      reached.push(some);
      return Promise.resolve({ state: 'sent' });
    };
    const row = rowOf(recipients, { segment: 'segment-7' });
    const told = await (await attemptOn(row, host({ send }, recipients, 'sales in leeds'))).doing(row);
    expect(told.settlement.state).toBe('sent');
    expect(reached).toEqual([recipients]);
    const changed = rowOf([{ address: 'bob@example.org', line: 2 }], { segment: 'segment-7' });
    expect((await (await attemptOn(changed, host({ send }, recipients, 'x'))).doing(changed)).settlement.state).toBe(
      'failed',
    );
  });

  it('tells of fifty thousand that were refused by their lines, without an address', async () => {
    const recipients = Array.from({ length: 50_000 }, (_, index) => ({
      address: `canary.${index}'x@example.org`,
      line: index + 2,
    }));
    const refused = recipients.map(({ address, line }) => ({ line, sentence: `No mailbox <${address}> here.` }));
    const around = host({ send: () => Promise.resolve({ state: 'sent', refused }) }, recipients);
    const row = rowOf(recipients);
    const began = performance.now();
    const told = await (await attemptOn(row, around)).doing(row);
    expect(told.settlement.state).toBe('sent');
    expect(told.refused).toHaveLength(50_000);
    expect(told.refused[49_999]).toEqual({ line: 50_001, sentence: 'No mailbox <…> here.' });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it.each([
    ['smtp', 'send', 'The mail server took it. Mail that was sent cannot be recalled.'],
    ['slack', 'send', 'Slack has it and posts it at its time. It does not stand in Slack’s own list'],
    ['slack', 'update', 'Changed. Slack has it'],
    ['listmonk', 'send', 'listmonk has it as a scheduled campaign'],
  ] as const)('on %s that came through as %s says what is so there', async (id, action, said) => {
    const through = () => Promise.resolve({ state: 'sent' as const });
    const able = id === 'smtp' ? {} : { update: through, withdraw: () => Promise.reject(new Error('never called')) };
    const row = rowOf([], { action });
    const { settlement } = await (await attemptOn(row, host({ id, send: through, ...able }, []))).doing(row);
    expect(settlement.sentence.startsWith(said)).toBe(true);
  });

  it.each([
    ['later', 200, '2027-01-08T08:00:00.001Z', 'planned'],
    // A machine that was off for a week has tried nothing yet.
    ['later', 11, '2027-01-04T08:00:00.000Z', 'planned'],
    ['later', 12, '2027-01-08T08:00:00.000Z', 'failed'],
    ['unknown', 200, '2027-01-08T08:00:00.001Z', 'unknown'],
  ] as const)('that is %s the %dth time, due since %s, leaves it %s', async (state, attempts, firstDueAt, left) => {
    const around = host({ send: () => Promise.resolve({ state, sentence: 'No.' }), isIdempotent: true }, []);
    const row = rowOf([], { attempts, firstDueAt });
    const { settlement } = await (await attemptOn(row, around)).doing(row);
    expect(settlement.state).toBe(left);
    expect(settlement.dueAt === null).toBe(left === 'failed');
    if (left === 'failed') expect(settlement.sentence).toContain('Given up after 3 days');
  });
});
