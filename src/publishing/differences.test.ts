import { expect, it } from 'vitest';
import type { JsonValue, LedgerRow } from '#contract/publishing.ts';
import { differencesOf, lastApproved } from './differences.ts';

const message = (payload: JsonValue, local = '2027-01-11T09:00') => ({ local, timeZone: 'Europe/Berlin', payload });

it('names each part that differs, the time first, and nothing that is the same', () => {
  const before = message({ subject: 'Launch', parts: ['a', { link: 'x' }], count: 1, gone: 'was here' });
  const after = message({ subject: 'Start', parts: ['a', { link: 'y' }], count: 1, fresh: true }, '2027-01-12T09:00');
  expect(differencesOf(before, after)).toEqual([
    { of: 'time', before: '2027-01-11 09:00 Europe/Berlin', after: '2027-01-12 09:00 Europe/Berlin' },
    { of: 'subject', before: 'Launch', after: 'Start' },
    { of: 'parts.1.link', before: 'x', after: 'y' },
    { of: 'gone', before: 'was here', after: '' },
    { of: 'fresh', before: '', after: 'true' },
  ]);
  expect(differencesOf(before, before)).toEqual([]);
});

it('shows of a long text the lines between the first and the last that differ', () => {
  const text = (...middle: string[]) => ['BEGIN', 'A', ...middle, 'Z', 'END'].join('\r\n');
  const of = (old: string, next: string) => differencesOf(message({ text: old }), message({ text: next }))[0];
  expect(of(text('one', 'two', 'three'), text('one', '2', 'three'))).toMatchObject({ before: 'two', after: '2' });
  expect(of(text('one'), text('one', 'one'))).toMatchObject({ before: '', after: 'one' });
  expect(of(text('one', 'two'), text())).toMatchObject({ before: 'one\ntwo', after: '' });
});

it('compares with what is planned or under way, else with what is out', () => {
  const row = (revision: number, state: LedgerRow['state'], action: LedgerRow['action'] = 'send') =>
    ({ revision, state, action }) as LedgerRow;
  const last = (...rows: LedgerRow[]) => lastApproved(rows)?.revision;
  expect(last(row(1, 'superseded'), row(2, 'sent'), row(3, 'planned', 'update'))).toBe(3);
  expect(last(row(3, 'planned', 'withdraw'), row(2, 'sent'), row(1, 'superseded'))).toBe(2);
  expect(last(row(1, 'sent'), row(2, 'failed', 'update'))).toBe(1);
  expect(last(row(1, 'withdrawn'), row(2, 'failed'))).toBeUndefined();
});
