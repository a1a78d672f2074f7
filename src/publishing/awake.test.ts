import { expect, it } from 'vitest';
import type { JournalRow, Lease } from '#contract/publishing.ts';
import { awakeSentence, sleepingFor } from './awake.ts';

const now = new Date('2027-01-01T08:00:00Z');
const nobody: Lease = { holder: '', beat: 0, until: '', isPaused: false };
const ledgerWith = (lease: Partial<Lease> = {}, rows: object[] = []) => ({
  lease: async () => ({ ...nobody, ...lease }),
  journalRows: async () => ({ rows: rows as JournalRow[], total: rows.length }),
});
const item = (name: string, at: string, fate: 'new' | 'out' = 'new') => ({
  name,
  at,
  local: `${at.slice(0, 11)}09:00`,
  timeZone: 'Europe/Berlin',
  fate,
});
const items = [item('Out', '2027-01-02T08:00:00.000Z', 'out'), item('Launch', '2027-05-11T08:00:00.000Z')];
const dueTarget = { timing: 'due' as const };
const aheadTarget = { timing: 'ahead' as const, horizonDays: 120 };
const said = (target: typeof dueTarget | typeof aheadTarget, lease: Partial<Lease> = {}, isSender = false, at = now) =>
  awakeSentence(ledgerWith(lease), { items, target, now: at, isSender });

it('names the time at which the first message is handed over, not when it happens', async () => {
  expect(await said(dueTarget)).toBe(
    'Nobody would be awake when “Launch” is due on 11 May 2027 at 09:00 (Europe/Berlin): no publisher runs. Keep the studio open, or run “tandem publisher” on a machine that is on.',
  );
  // 120 days before, and an hour later: by the clock there it is winter.
  expect(await said(aheadTarget)).toContain('“Launch” is handed over on 11 January 2027 at 10:00 (Europe/Berlin)');
  const later = new Date('2027-05-01T08:00:00Z');
  expect(await said(aheadTarget, {}, false, later)).toContain('Nobody is awake to hand “Launch” over');
});

it('says that sending is paused, whoever is awake', async () => {
  const holder = { holder: 'somebody-else', until: '2999-01-01T00:00:00.000Z', isPaused: true };
  expect(await said(dueTarget, holder)).toContain('Sending is paused: “Launch” is due on 11 May 2027');
  expect(await said(dueTarget, { ...holder, isPaused: false })).toBeUndefined();
  expect(await said(dueTarget, holder, true)).toContain('Sending is paused');
});

it('lets whoever sends by itself be open in time', async () => {
  expect(await said(dueTarget, {}, true)).toContain('and this studio sends only while it is open');
  expect(await said(aheadTarget, {}, true, new Date('2027-05-01T08:00:00Z'))).toBeUndefined();
});

it('looks in the queue for what is handed over first', async () => {
  const row = (name: string, at: string, dueAt: string | null) => ({ ...item(name, at), dueAt });
  const rows = [
    row('Mail', '2027-02-01T08:00:00.000Z', '2027-02-01T08:00:00.000Z'),
    row('Slack', '2027-06-01T08:00:00.000Z', '2027-01-20T08:00:00.000Z'),
    row('Put off', '2027-01-01T08:00:00.000Z', null),
  ];
  const found = await sleepingFor(ledgerWith({}, rows), 'one', now);
  expect(found?.sentence).toContain('“Slack” is handed over on 20 January 2027 at 09:00');
  expect(await sleepingFor(ledgerWith({ isPaused: true }, rows), 'one', now)).toMatchObject({
    sentence: expect.stringContaining('Sending is paused'),
  });
  expect(await sleepingFor(ledgerWith({}, []), 'one', now)).toBeUndefined();
});
