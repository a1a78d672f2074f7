import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { templateById } from '#campaign/templates/templates.ts';
import { MIGRATIONS, migrate, versionOf } from './migrations.ts';
import { openStore } from './store.ts';
import { smallCampaign } from './testing/campaign.ts';

const STEPS = [
  'CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT; INSERT INTO people VALUES (1, $$Ada$$)',
  'ALTER TABLE people ADD COLUMN born INTEGER; UPDATE people SET born = 1815',
  'CREATE TABLE letters (person INTEGER NOT NULL REFERENCES people (id)) STRICT; INSERT INTO letters VALUES (1)',
].map((step) => step.replaceAll('$$', "'"));

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-migrations-'));
  database = new SqliteDatabase(join(folder, 'x.sqlite'));
  database.pragma('foreign_keys = OFF');
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const schema = () => database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
const people = () => database.prepare('SELECT * FROM people').all();

describe('migrations', () => {
  test('bring an empty file to the newest version', () => {
    migrate(database, STEPS);
    expect(versionOf(database)).toBe(3);
    expect(people()).toEqual([{ id: 1, name: 'Ada', born: 1815 }]);
  });

  test.each([0, 1, 2, 3])('bring version %i to the same shape and the same rows as a fresh start', (from) => {
    const fresh = new SqliteDatabase(':memory:');
    migrate(fresh, STEPS);
    const expected = fresh.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
    fresh.close();
    migrate(database, STEPS.slice(0, from));
    expect(versionOf(database)).toBe(from);
    migrate(database, STEPS);
    expect(schema()).toEqual(expected);
    expect(people()).toEqual([{ id: 1, name: 'Ada', born: 1815 }]);
  });

  test('that fail half-way leave the version before, whole', () => {
    const failing = [
      ...STEPS.slice(0, 2),
      "UPDATE people SET name = 'Nobody'; CREATE TABLE half (id); SELECT * FROM nowhere",
    ];
    expect(() => migrate(database, failing)).toThrow('no such table: nowhere');
    expect(versionOf(database)).toBe(2);
    expect(people()).toEqual([{ id: 1, name: 'Ada', born: 1815 }]);
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    migrate(database, STEPS);
    expect(versionOf(database)).toBe(3);
  });

  test('that would leave a reference to nothing are taken back', () => {
    const failing = [...STEPS, 'DELETE FROM people'];
    expect(() => migrate(database, failing)).toThrow(/could not be brought to version 4: 1 of its records/);
    expect(versionOf(database)).toBe(3);
    expect(people()).toHaveLength(1);
  });

  test('refuse a version from the future', () => {
    database.pragma('user_version = 9');
    expect(() => migrate(database, STEPS)).toThrow(/newer studio \(library version 9; this studio reads up to 3\)/);
    expect(schema()).toEqual([]);
  });

  test('of the studio itself run from every version', () => {
    for (let from = 0; from <= MIGRATIONS.length; from++) {
      const older = new SqliteDatabase(':memory:');
      older.pragma('foreign_keys = OFF');
      migrate(older, MIGRATIONS.slice(0, from));
      migrate(older);
      expect(versionOf(older)).toBe(MIGRATIONS.length);
      const named = older.prepare(
        "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%counted%' ORDER BY name",
      );
      expect(named.pluck().all()).toEqual([
        'campaign_added',
        'campaign_changed',
        'campaign_deleted',
        'campaigns',
        'days_in_use',
        'exports',
        'history',
        'history_by_stand',
        'history_by_step',
        'lease',
        'lease_taken',
        'ledger',
        'ledger_by_campaign',
        'ledger_by_due',
        'ledger_claimed',
        'library',
        'missed',
        'other_plans',
        'preferences',
        'profiles',
        'shared_audiences',
        'snapshots',
        'versions',
        'versions_by_campaign',
      ]);
      older.close();
    }
  });
});

describe('a library from before campaigns had ids', () => {
  const document = { format: 'tandem-campaign', version: 1, name: 'Kept', touchpoints: [{ minutes: 1.5 }] };
  function keep(id: string, text: string): void {
    database.exec(
      `INSERT INTO campaigns (id, revision, position, created_at, changed_at, name, vocabulary, brand_name, primary_colour,
         accent_colour, start, days, learners, touchpoints, push_touchpoints)
       VALUES ('${id}', 0, 0, '', '', 'Kept', 'learning', '', '#112233', '#112233', '2027-01-11', 1, 0, 0, 0)`,
    );
    database.prepare('INSERT INTO snapshots VALUES (?, 0, ?)').run(id, text);
  }
  const documentOf = (id: string) =>
    database.prepare<[string], string>('SELECT document FROM snapshots WHERE campaign_id = ?').pluck().get(id)!;

  test('gives each the id of its row, and leaves a damaged one as it is', () => {
    migrate(database, MIGRATIONS.slice(0, 3));
    keep('row-1', JSON.stringify(document));
    keep('row-2', JSON.stringify(document));
    keep('row-3', '{"version": 1, "na');
    migrate(database, MIGRATIONS);
    expect(JSON.parse(documentOf('row-1'))).toEqual({ ...document, version: 2, id: 'row-1' });
    expect(JSON.parse(documentOf('row-2'))).toEqual({ ...document, version: 2, id: 'row-2' });
    expect(documentOf('row-3')).toBe('{"version": 1, "na');
  });
});

describe('a library from before changes had actors', () => {
  const step = (position: number) => ({
    command: JSON.stringify({ type: 'setDetails', changes: { name: `Name ${position}` } }),
    inverse: JSON.stringify({
      type: 'setDetails',
      changes: { name: position === 1 ? 'New platform' : `Name ${position - 1}` },
    }),
  });
  /** Kept as the last version did it: `entries` done, the last of them undone again until `position`, with a snapshot somewhere. */
  function keep(
    id: string,
    { revision, position, entries, snapshot }: Record<'revision' | 'position' | 'entries' | 'snapshot', number>,
  ): void {
    database.exec(
      `INSERT INTO campaigns (id, revision, position, created_at, changed_at, name, vocabulary, brand_name, primary_colour,
         accent_colour, start, days, learners, touchpoints, push_touchpoints)
       VALUES ('${id}', ${revision}, ${position}, '', '', 'Kept', 'learning', '', '#112233', '#112233', '2027-01-11', 1, 0, 0, 0)`,
    );
    const name = snapshot === 0 ? 'New platform' : `Name ${snapshot}`;
    database.prepare('INSERT INTO snapshots VALUES (?, ?, ?)').run(id, snapshot, JSON.stringify(smallCampaign(name)));
    for (let at = 1; at <= entries; at++)
      database
        .prepare(
          'INSERT INTO history (campaign_id, position, command, inverse, action, name, done_at, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        )
        .run(id, at, step(at).command, step(at).inverse, 'setDetails', `Name ${at}`, `2026-01-0${at}`, `entry-${at}`);
  }

  test.each([
    ['as it was made', { revision: 0, position: 0, entries: 0, snapshot: 0 }],
    ['where nothing is undone', { revision: 3, position: 3, entries: 3, snapshot: 0 }],
    ['where some is undone', { revision: 9, position: 2, entries: 5, snapshot: 1 }],
    ['where all is undone', { revision: 4, position: 0, entries: 2, snapshot: 0 }],
    ['whose snapshot stands on what is undone', { revision: 7, position: 1, entries: 4, snapshot: 3 }],
    ['whose snapshot stands at the end', { revision: 8, position: 2, entries: 5, snapshot: 5 }],
  ])('keeps its document, undo and redo %s', async (_, kept) => {
    const nameAt = (position: number) => (position === 0 ? 'New platform' : `Name ${position}`);
    migrate(database, MIGRATIONS.slice(0, 5));
    keep('row', kept);
    database.close();
    const store = await openStore(join(folder, 'x.sqlite'), { now: () => new Date() });
    const found = await store.open('row');
    expect(found).toMatchObject({ revision: kept.revision, campaign: { name: nameAt(kept.position) } });
    if (kept.position > 0)
      expect(found.history.undo).toMatchObject({ entry: `entry-${kept.position}`, actor: { person: '', window: '' } });
    let { revision } = found;
    // Whoever comes first takes over what nobody has a name on.
    const asking = { actor: { person: 'ada', window: 'first' }, opened: revision };
    for (let at = kept.position + 1; at <= kept.entries; at++) {
      const redone = await store.redo('row', revision++, asking);
      expect(redone.campaign.name).toBe(nameAt(at));
    }
    await expect(store.redo('row', revision, asking)).rejects.toThrow('nothing to redo');
    for (let at = kept.entries - 1; at >= 0; at--) {
      const undone = await store.undo('row', revision++, asking);
      expect(undone.campaign.name).toBe(nameAt(at));
    }
    await expect(store.undo('row', revision, asking)).rejects.toThrow('nothing to undo');
    await store.close();
  });
});

test('a library whose list left out who starts later counts them, and what is damaged keeps its number', async () => {
  const rolling = templateById('first-90-days')!.build({ start: '2027-01-11', id: 'rolling' });
  const file = join(folder, 'x.sqlite');
  migrate(
    database,
    MIGRATIONS.slice(
      0,
      MIGRATIONS.findIndex((step) => step.includes('learners_kept')),
    ),
  );
  const kept = {
    rolling: JSON.stringify(rolling),
    damaged: JSON.stringify(rolling).slice(0, -9),
    dated: JSON.stringify(smallCampaign()),
    // Its snapshot is from before it rolled.
    later: JSON.stringify(Object.fromEntries(Object.entries(rolling).filter(([key]) => key !== 'rolling'))),
  };
  for (const [id, text] of Object.entries(kept)) {
    database.exec(
      `INSERT INTO campaigns (id, revision, created_at, changed_at, name, vocabulary, brand_name, primary_colour,
         accent_colour, start, days, learners, touchpoints, push_touchpoints)
       VALUES ('${id}', 1, '', '', '${id}', 'learning', '', '#112233', '#112233', '2027-01-11', 1, 60, 0, 0)`,
    );
    database.prepare('INSERT INTO snapshots VALUES (?, ?, ?)').run(id, id === 'later' ? 0 : 1, text);
  }
  const command = JSON.stringify({ type: 'setDetails', changes: { rolling: rolling.rolling } });
  database
    .prepare(`INSERT INTO history VALUES ('later', 1, 's', 's', 'do', 'done', '', '', 'setDetails', '', '', ?, '{}')`)
    .run(command);
  database.close();
  const store = await openStore(file, { now: () => new Date() });
  const learners = Object.fromEntries((await store.list()).map((campaign) => [campaign.id, campaign.learners]));
  expect(learners).toEqual({ rolling: 372, damaged: 60, dated: 60, later: 372 });
  expect((await store.open('later')).campaign.rolling).toEqual(rolling.rolling);
  await store.close();
});
