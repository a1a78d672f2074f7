import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, LedgerRow } from '#contract/publishing.ts';
import { changesFor, dueAtOf, withdrawalOf } from './changes.ts';
import type { Target } from './target.ts';

const now = new Date('2027-01-01T00:00:00Z');
const KEY = '00000000-0000-5000-8000-00000000000';
const due: Pick<Target, 'id' | 'timing'> = { id: 'webhook', timing: 'due' };
const able = {
  id: 'caldav' as const,
  timing: 'due' as const,
  update: () => Promise.reject(new Error('never called')),
  withdraw: () => Promise.reject(new Error('never called')),
};

const item = (number: number, hash = 'a'): Item & { hash: string } => ({
  key: `${KEY}${number}`,
  profile: 'p',
  campaign: 'c',
  touchpoint: `t${number}`,
  segment: '',
  occurrence: 'once',
  name: `Message ${number}`,
  at: '2027-01-11T08:00:00.000Z',
  local: '2027-01-11T09:00',
  timeZone: 'Europe/Berlin',
  payload: {},
  hash,
});

const row = (number: number, state: LedgerRow['state'], changes: Partial<LedgerRow> = {}): LedgerRow => ({
  ...item(number),
  revision: 1,
  action: 'send',
  state,
  dueAt: null,
  firstDueAt: null,
  attempts: 0,
  claim: null,
  claimedAt: null,
  progress: null,
  remoteId: null,
  sentence: '',
  changedAt: '',
  ...changes,
});

const none = new Set<string>();
const ask = (
  items: (Item & { hash: string })[],
  rows: LedgerRow[],
  target: Parameters<typeof changesFor>[0]['target'] = due,
) => changesFor({ items, kept: none, rows, target, now });
const fateOf = (rows: LedgerRow[], target?: Parameters<typeof changesFor>[0]['target'], hash = 'a') =>
  ask([item(1, hash)], rows, target).fates.get(`${KEY}1`);

describe('what an approval does', () => {
  it('depends on what is known', () => {
    expect(fateOf([])).toBe('new');
    for (const state of ['failed', 'withdrawn', 'superseded'] as const) expect(fateOf([row(1, state)])).toBe('new');
    expect(fateOf([row(1, 'planned')])).toBe('same');
    expect(fateOf([row(1, 'planned')], due, 'b')).toBe('changed');
    expect(fateOf([row(1, 'claimed')], due, 'b')).toBe('stays');
    expect(fateOf([row(1, 'unknown')])).toBe('asks');
    expect(fateOf([row(1, 'sent')])).toBe('out');
    expect(fateOf([row(1, 'sent')], due, 'b')).toBe('stays');
    expect(fateOf([row(1, 'sent')], able, 'b')).toBe('update');
  });

  it('asks nobody to look while that is still being found out', () => {
    const said = (dueAt: string | null) => ask([item(1)], [row(1, 'unknown', { dueAt })]).notes[0]!.message;
    expect(said(null)).toContain('Look there, then say so in the journal.');
    expect(said('2027-01-01T00:05:00.000Z')).toContain('still being looked for');
  });

  it('puts a revision after the last, and names what it has seen', () => {
    const { changes } = ask([item(1, 'b')], [row(1, 'superseded'), row(1, 'planned', { revision: 2 })]);
    expect(changes).toMatchObject([
      {
        seen: { revision: 2, state: 'planned' },
        ends: { state: 'superseded' },
        row: { revision: 3, action: 'send', hash: 'b' },
      },
    ]);
  });

  it('changes what is out under the name it has there', () => {
    const { changes } = ask([item(1, 'b')], [row(1, 'sent', { remoteId: 'there' })], able);
    expect(changes).toMatchObject([{ row: { action: 'update', remoteId: 'there', revision: 2 } }]);
    expect(changes[0]!.ends).toBeUndefined();
  });

  it('takes back what left the plan, as far as that goes, and keeps what is past', () => {
    expect(ask([], [row(1, 'planned')]).changes).toMatchObject([{ ends: { state: 'withdrawn' } }]);
    expect(ask([], [row(1, 'sent')], able).changes).toMatchObject([{ row: { action: 'withdraw' } }]);
    const lost = ask([], [row(1, 'sent')]);
    expect(lost.changes).toEqual([]);
    expect(lost.notes[0]!.message).toContain('cannot be recalled');
    expect(
      changesFor({ items: [], kept: new Set([`${KEY}1`]), rows: [row(1, 'planned')], target: due, now }).changes,
    ).toEqual([]);
  });

  it('is not wanted twice: a withdrawal that is under way is left', () => {
    const rows = [row(1, 'sent'), row(1, 'planned', { revision: 2, action: 'withdraw' })];
    expect(withdrawalOf(rows, able, now).changes).toEqual([]);
    // Approved anew as it is out: the withdrawal ends.
    const back = ask([item(1)], rows, able);
    expect(back.changes).toMatchObject([{ ends: { state: 'superseded' } }]);
    expect(back.changes[0]!.row).toBeUndefined();
    // The same where it came back as something that the target cannot make of it.
    const otherwise = ask([item(1, 'b')], rows, { ...able, update: undefined } as never);
    expect(otherwise.fates.get(`${KEY}1`)).toBe('stays');
    expect(otherwise.changes).toMatchObject([{ ends: { state: 'superseded' }, seen: { revision: 2 } }]);
  });

  it('makes what is out what it was where a change of it was begun, and leaves it where none was', () => {
    const sent = row(1, 'sent', { remoteId: 'there' });
    const change = (state: LedgerRow['state'], attempts: number, action: LedgerRow['action'] = 'update') =>
      row(1, state, { revision: 2, action, hash: 'b', attempts });
    const again = [{ row: { action: 'update', hash: 'a', revision: 3, dueAt: now.toISOString(), remoteId: 'there' } }];
    for (const begun of [change('planned', 1), change('failed', 1), change('planned', 1, 'withdraw')])
      expect(ask([item(1)], [sent, begun], able).changes).toMatchObject(again);
    // Also where something that was never tried came between.
    const between = row(1, 'planned', { revision: 3, action: 'update', hash: 'c' });
    expect(ask([item(1)], [sent, change('superseded', 1), between], able).changes).toMatchObject([
      { ends: { state: 'superseded' }, row: { action: 'update', hash: 'a', revision: 4 } },
    ]);
    const untried = ask([item(1)], [sent, change('planned', 0)], able).changes;
    expect(untried).toMatchObject([{ ends: { state: 'superseded' } }]);
    expect(untried[0]!.row).toBeUndefined();
    // A target that changes nothing gets nothing twice: the withdrawal ends.
    const cannot = { ...able, update: undefined };
    expect(ask([item(1)], [sent, change('planned', 1, 'withdraw')], cannot as never).changes[0]!.row).toBeUndefined();
    // Nothing was taken back that could not be.
    expect(fateOf([sent, change('superseded', 1, 'withdraw')], able)).toBe('out');
  });

  it('hands over ahead as far as the target looks, and says what waits', () => {
    const ahead = { id: 'slack' as const, timing: 'ahead' as const, horizonDays: 120 };
    expect(dueAtOf(item(1), ahead, now)).toBe(now.toISOString());
    expect(dueAtOf({ at: '2027-12-01T08:00:00.000Z' }, ahead, now)).toBe('2027-08-03T09:00:00.000Z');
    const far = { ...item(1), at: '2027-12-01T08:00:00.000Z' };
    expect(ask([far], [], ahead).notes[0]!.message).toContain('120 days');
  });

  it('never plans a second send of what is out, under way or unknown', () => {
    const states = fc.constantFrom<LedgerRow['state']>(
      'planned',
      'claimed',
      'sent',
      'failed',
      'unknown',
      'withdrawn',
      'superseded',
    );
    fc.assert(
      fc.property(fc.array(states, { maxLength: 5 }), fc.constantFrom('a', 'b'), fc.boolean(), (some, hash, isAble) => {
        const rows = some.map((state, index) => row(1, state, { revision: index + 1 }));
        const { changes } = ask([item(1, hash)], rows, isAble ? able : due);
        const isOut = some.some((state) => state === 'sent' || state === 'claimed' || state === 'unknown');
        for (const { row: put, seen } of changes) {
          expect(seen?.revision ?? 0).toBe(rows.length);
          if (isOut && put) expect(put.action).not.toBe('send');
        }
      }),
    );
  });
});
