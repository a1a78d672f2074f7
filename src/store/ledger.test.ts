import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JournalAsked, LedgerAction, LedgerState } from '#contract/publishing.ts';
import { libraryFile } from './files.ts';
import { openStore, type Store } from './store.ts';

/** What windows read of the ledger is selected in the database; here it is held against whole rows. */

let folder: string;
let store: Store;
const CAMPAIGN = 'plan';
const STATES: LedgerState[] = ['planned', 'claimed', 'sent', 'failed', 'unknown', 'withdrawn', 'superseded'];
const ACTIONS: LedgerAction[] = ['send', 'update', 'withdraw'];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-ledger-'));
  store = await openStore(folder, { now: () => new Date('2027-01-01T00:00:00Z') });
  const database = new Database(libraryFile(folder));
  const put = database.prepare(
    `INSERT INTO ledger (key, revision, profile, campaign, touchpoint, segment, occurrence, name, at, local, time_zone, payload, hash,
       action, state, attempts, sentence, changed_at)
     VALUES (?, ?, ?, ?, ?, '', '', 'A message', ?, '2027-01-11T09:00', 'UTC', ?, '', ?, ?, 0, '', '')`,
  );
  // Each key has one to three revisions, in every state and action; what was sent is no JSON, so that whoever reads it fails.
  for (let index = 0; index < 300; index++)
    for (let revision = 1; revision <= 1 + (index % 3); revision++)
      put.run(
        `key ${index}`,
        revision,
        ['Team', 'team two', 'Über'][index % 3],
        index % 11 === 0 ? 'another' : CAMPAIGN,
        `touchpoint ${index % 7}`,
        `2027-01-${String(1 + (index % 28)).padStart(2, '0')}T08:00:00.000Z`,
        '{',
        ACTIONS[(index + revision) % 3],
        STATES[(index * 3 + revision) % 7],
      );
  database.close();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All rows of the campaign, in the order of the journal. */
async function wholeRows() {
  const database = new Database(libraryFile(folder));
  database.prepare("UPDATE ledger SET payload = '{}'").run();
  database.close();
  return store.ledgerRows({ campaign: CAMPAIGN });
}

it('gives the journal the first of the rows that are asked for, and their number, without what is sent', async () => {
  const asked: Omit<JournalAsked, 'campaign'>[] = [
    {},
    { most: 5 },
    { profile: 'ÜBER', most: 9 },
    { states: ['planned', 'sent'], most: 7 },
    { states: [] },
    { from: '2027-01-05T08:00:00.000Z', until: '2027-01-20T08:00:00.000Z', most: 40 },
    { profile: 'team', states: ['failed'], from: '2027-01-10T00:00:00.000Z' },
  ];
  const answers = await Promise.all(asked.map((one) => store.journalRows({ campaign: CAMPAIGN, ...one })));
  const rows = await wholeRows();
  expect(rows.length).toBeGreaterThan(200);
  for (const [index, { profile, states, from, until, most }] of asked.entries()) {
    const meant = rows
      .filter((row) => profile === undefined || row.profile.toLowerCase() === profile.toLowerCase())
      .filter((row) => states === undefined || states.includes(row.state))
      .filter(({ at }) => (from === undefined || at >= from) && (until === undefined || at < until));
    const { rows: shown, total } = answers[index]!;
    expect(total).toBe(meant.length);
    expect(shown).toEqual(meant.slice(0, most).map(({ payload: _, ...row }) => row));
  }
});

it('counts each message by the last of its rows that is not superseded', async () => {
  const counts = await store.ledgerCounts(CAMPAIGN);
  const rows = await wholeRows();
  const last = new Map(rows.toSorted((a, b) => a.revision - b.revision).map((row) => [row.key, row]));
  const nameOf = ({ profile, touchpoint, state, action }: (typeof counts)[number] | (typeof rows)[number]) =>
    [profile, touchpoint, state, action].join(' · ');
  const meant = Map.groupBy(last.values(), nameOf);
  expect(new Map(counts.map((one) => [nameOf(one), one.count]))).toEqual(
    new Map(Array.from(meant, ([name, some]) => [name, some.length])),
  );
});
