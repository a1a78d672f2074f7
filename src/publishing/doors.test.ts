import { expect, it, vi } from 'vitest';
import type { LedgerRow, Profile, PublishedTarget } from '#contract/publishing.ts';
import { changeProfile } from './doors.ts';
import { profileFor } from './items.testing.ts';

const keychain = vi.hoisted(() => ({ isLocked: false, kept: new Map<string, string>() }));
vi.mock('./secrets.ts', () => ({
  keepSecret: async (name: string, secret: string) => {
    if (keychain.isLocked) throw new Error('locked');
    keychain.kept.set(name, secret);
    return `keychain:${name}`;
  },
  forgetSecret: async () => undefined,
  secretAt: async () => 'known',
}));

const NOW = new Date('2027-01-04T08:00:00Z');
const COMING = '2027-01-11T08:00:00.000Z';
const PAST = '2027-01-01T08:00:00.000Z';

const row = (changes: Partial<LedgerRow> = {}): LedgerRow => ({
  key: '00000000-0000-5000-8000-000000000001',
  profile: 'team',
  campaign: 'c',
  touchpoint: 't',
  segment: '',
  occurrence: 'once',
  name: 'Launch',
  at: COMING,
  local: '2027-01-11T09:00',
  timeZone: 'Europe/Berlin',
  payload: {},
  revision: 1,
  action: 'send',
  state: 'sent',
  hash: 'a',
  dueAt: null,
  firstDueAt: null,
  attempts: 1,
  claim: null,
  claimedAt: null,
  remoteId: 'https://cal.example.com/team/1.ics',
  progress: null,
  sentence: '',
  changedAt: '',
  ...changes,
});

/** What became of a change of a profile that has these rows: what it is then, or why it stays. */
async function changed(rows: LedgerRow[], changes: Partial<Profile>, target: PublishedTarget = 'caldav') {
  let kept = profileFor(target, { url: 'https://cal.example.com/team/', options: { user: 'ana' } });
  const none = () => Promise.reject(new Error('never called'));
  const library = {
    ledgerRows: () => Promise.resolve(rows),
    profile: () => Promise.resolve(kept),
    changeProfile: (next: Profile) => Promise.resolve(void (kept = next)),
    profiles: () => Promise.resolve([kept]),
    addProfile: none,
    removeProfile: none,
  };
  const before = kept;
  return changeProfile(library, { ...kept, ...changes }, { now: () => NOW }).then(
    () => (kept === before ? 'the same' : 'changed'),
    (error: Error) => error.message,
  );
}

const elsewhere = { url: 'https://other.example.org/team/' };

it('keeps address and account of a profile while what is out there could still be changed or recalled', async () => {
  expect(await changed([row()], elsewhere)).toMatch(/one message out.*Withdraw it first, or add another profile/);
  expect(await changed([row()], { options: { user: 'bo' } })).toMatch(/Withdraw it first/);
  expect(await changed([row()], { options: {} })).toMatch(/Withdraw it first/);
  const two = [row(), row({ key: '00000000-0000-5000-8000-000000000002' })];
  expect(await changed(two, elsewhere)).toMatch(/2 messages out.*Withdraw them first/);
  // A change of it that waits leaves it out as it is.
  expect(await changed([row(), row({ revision: 2, action: 'update', state: 'planned' })], elsewhere)).toMatch(
    /one message/,
  );
});

it('keeps them too while something is leaving, or may have arrived', async () => {
  const wait = /Wait until the journal says what became of it, and withdraw what is out, or add another profile/;
  expect(await changed([row({ state: 'claimed', at: PAST })], elsewhere)).toMatch(wait);
  expect(await changed([row({ state: 'unknown', at: PAST, dueAt: COMING })], elsewhere)).toMatch(wait);
  expect(await changed([row({ state: 'unknown' })], elsewhere)).toMatch(wait);
});

it('lets all else be changed, and these once nothing depends on them', async () => {
  expect(await changed([row()], { options: { user: 'ana', withdraw: 'cancel' } })).toBe('changed');
  expect(await changed([row()], { secretRef: 'env:RENEWED' })).toBe('changed');
  for (const rows of [
    [],
    [row({ at: PAST })],
    [row({ state: 'unknown', at: PAST })],
    [row({ state: 'planned', dueAt: COMING })],
    [row({ state: 'failed' })],
    [row({ state: 'withdrawn' })],
  ])
    expect(await changed(rows, elsewhere)).toBe('changed');
  // What a receiver took can neither be changed nor recalled.
  expect(await changed([row()], { ...elsewhere, options: {} }, 'webhook')).toBe('changed');
});

it('changes profile and secret together or not at all', async () => {
  const before = profileFor('caldav', { url: 'https://cal.example.com/team/', options: { user: 'ana' } });
  let kept = before;
  let isFull = false;
  const none = () => Promise.reject(new Error('never called'));
  const library = {
    ledgerRows: () => Promise.resolve([]),
    profile: () => Promise.resolve(kept),
    changeProfile: async (next: Profile) => {
      if (isFull) throw new Error('full');
      kept = next;
    },
    profiles: () => Promise.resolve([kept]),
    addProfile: none,
    removeProfile: none,
  };
  const change = () => changeProfile(library, { ...before, ...elsewhere }, { secret: 'new', now: () => NOW });
  isFull = true;
  await expect(change()).rejects.toThrow('full');
  expect(keychain.kept.size).toBe(0);
  isFull = false;
  keychain.isLocked = true;
  await expect(change()).rejects.toThrow('locked');
  expect(kept).toEqual(before);
  keychain.isLocked = false;
  await change();
  expect([keychain.kept.get(before.name), kept.url]).toEqual(['new', elsewhere.url]);
});
