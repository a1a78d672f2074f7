import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '#campaign/commands.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { libraryFile } from './files.ts';
import { STEPS_PER_SNAPSHOT } from './documents.ts';
import { MOST_HISTORY_BYTES, openStore, type Store } from './store.ts';
import { smallCampaign, touchpoint } from './testing/campaign.ts';

const DAY = 86_400_000;
let folder: string;
let time: number;
let store: Store;
const now = () => new Date(time);
const rename = (name: string): Command => ({ type: 'setDetails', changes: { name } });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-store-'));
  time = Date.parse('2027-01-01T00:00:00Z');
  store = openStore(folder, { now });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function reopen(): void {
  store.close();
  store = openStore(folder, { now });
}

/** Something done to the library's file behind the store's back. */
function meddle<R>(work: (database: SqliteDatabase.Database) => R): R {
  const database = new SqliteDatabase(libraryFile(folder));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

describe('the library', () => {
  test('keeps a campaign as it was given', () => {
    expect(store.isEmpty()).toBe(true);
    const id = store.create(smallCampaign());
    reopen();
    expect(store.isEmpty()).toBe(false);
    expect(store.open(id)).toEqual({
      id,
      campaign: smallCampaign(),
      revision: 0,
      history: { undo: null, redo: null },
    });
  });

  test('lists what it holds, the last changed first', () => {
    const older = store.create(smallCampaign('Older'));
    time += 1000;
    const newer = store.create(smallCampaign('Newer'));
    expect(store.list().map(({ name }) => name)).toEqual(['Newer', 'Older']);
    time += 1000;
    store.execute(older, 0, { type: 'addTouchpoint', item: touchpoint('third') });
    expect(store.list()).toEqual([
      {
        id: older,
        name: 'Older',
        vocabulary: 'learning',
        brandName: 'Grow',
        primaryColour: '#204060',
        accentColour: '#e07020',
        start: '2027-01-11',
        days: 84,
        learners: 5_000_001_200,
        touchpoints: 3,
        pushTouchpoints: 2,
        changedAt: '2027-01-01T00:00:02.000Z',
      },
      expect.objectContaining({ id: newer, name: 'Newer', changedAt: '2027-01-01T00:00:01.000Z' }),
    ]);
  });

  test('refuses a campaign that is not sound', () => {
    const broken = { ...smallCampaign(), lanes: [] };
    expect(() => store.create(broken)).toThrow(expect.objectContaining({ name: 'Refusal', code: 'refused' }));
    expect(store.list()).toEqual([]);
  });

  test('duplicates under a new name, with an id and a history of its own', () => {
    const id = store.create(smallCampaign());
    store.execute(id, 0, { type: 'removeTouchpoint', id: 'first' });
    const copy = store.duplicate(id, 'Second cohort');
    const { campaign, revision, history } = store.open(copy);
    const original = store.open(id).campaign;
    expect(campaign).toEqual({ ...original, name: 'Second cohort', id: campaign.id });
    expect(campaign.id).not.toBe(original.id);
    expect({ revision, history }).toEqual({ revision: 0, history: { undo: null, redo: null } });
    store.execute(copy, 0, { type: 'removeTouchpoint', id: 'second' });
    expect(store.open(id).campaign.touchpoints).toHaveLength(1);
    expect(() => store.duplicate(id, ' ')).toThrow(expect.objectContaining({ code: 'refused' }));
  });

  test('removes softly, restores with history and place, and purges for good', () => {
    const id = store.create(smallCampaign());
    store.execute(id, 0, rename('Renamed'));
    time += 1000;
    const other = store.create(smallCampaign('Other'));
    store.remove(id);
    expect(store.list().map((summary) => summary.id)).toEqual([other]);
    expect(() => store.open(id)).toThrow(
      '“Renamed” was deleted. Restore it in the library, under “Recently deleted”, before you go on with it.',
    );
    expect(() => store.execute(id, 1, rename('x'))).toThrow(expect.objectContaining({ code: 'notFound' }));

    reopen();
    store.restore(id);
    expect(store.list().map((summary) => summary.id)).toEqual([other, id]);
    expect(store.open(id).history.undo).toMatchObject({ action: 'setDetails', name: 'New platform' });

    expect(() => store.purge(id)).toThrow(
      '“Renamed” is not deleted. Delete it first; it can still be brought back then.',
    );
    store.remove(id);
    expect(store.removed()).toEqual([expect.objectContaining({ id, name: 'Renamed' })]);
    store.purge(id);
    expect(store.removed()).toEqual([]);
    expect(() => store.restore(id)).toThrow(expect.objectContaining({ code: 'notFound' }));
    const left = meddle((database) =>
      ['campaigns', 'snapshots', 'history'].map((table) =>
        database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
      ),
    );
    expect(left).toEqual([1, 1, 0]);
  });

  test('purges by itself what was removed 30 days ago and seen as removed on 7 days of use', () => {
    const id = store.create(smallCampaign());
    store.purgeDue();
    store.remove(id);
    for (let day = 1; day <= 29; day++) {
      time += DAY;
      store.remove(id);
      expect(store.purgeDue()).toBe(0);
    }
    expect(store.removed()).toMatchObject([{ keptUntil: '2027-01-31T00:00:00.000Z', daysInUseLeft: 0 }]);
    time += DAY;
    expect(store.purgeDue()).toBe(1);
    expect(store.removed()).toEqual([]);
  });

  test.each([
    ['40 days ahead', 40],
    ['400 days ahead', 400],
    ['400 days back', -400],
  ])('purges nothing where the clock jumps %s, at the start or at the deletion', (_, jump) => {
    const before = store.create(smallCampaign('Before the jump'));
    store.purgeDue();
    store.remove(before);
    time += jump * DAY;
    reopen();
    expect(store.purgeDue()).toBe(0);
    const during = store.create(smallCampaign('Deleted meanwhile'));
    store.remove(during);
    time -= jump * DAY;
    for (let day = 0; day < 6; day++) {
      for (let start = 0; start < 3; start++) {
        reopen();
        expect(store.purgeDue()).toBe(0);
      }
      time += DAY;
    }
    expect(store.removed().map(({ id }) => id)).toEqual(expect.arrayContaining([before, during]));
    expect(store.removed().find(({ id }) => id === during)).toMatchObject({ daysInUseLeft: 2 });
  });

  test('says plainly that a campaign is not there', () => {
    for (const call of [
      () => store.open('nowhere'),
      () => store.remove('nowhere'),
      () => store.restore('nowhere'),
      () => store.undo('nowhere', 0),
    ]) {
      expect(call).toThrow('This campaign is not in the library. Go back to the library and choose another.');
    }
  });
});

describe('history', () => {
  test('undo and redo survive a restart', () => {
    const id = store.create(smallCampaign());
    store.execute(id, 0, rename('One'));
    store.execute(id, 1, { type: 'removeSegment', id: 'leeds' });
    reopen();
    const undone = store.undo(id, 2);
    expect(undone).toMatchObject({
      revision: 3,
      history: {
        undo: { action: 'setDetails', name: 'New platform' },
        redo: { action: 'removeSegment', name: 'Leeds' },
      },
      campaign: { name: 'One' },
      command: { type: 'batch', action: 'removeSegment' },
    });
    reopen();
    expect(store.undo(id, 3).campaign).toEqual(smallCampaign());
    reopen();
    const redone = store.redo(id, 4);
    expect(redone).toMatchObject({ revision: 5, campaign: { name: 'One' }, command: rename('One') });
    expect(store.redo(id, 5).campaign.segments.map((segment) => segment.id)).toEqual(['berlin']);
    expect(() => store.redo(id, 6)).toThrow('There is nothing to redo in “One”.');
  });

  test('nothing is undone where nothing was done', () => {
    const id = store.create(smallCampaign());
    expect(() => store.undo(id, 0)).toThrow(
      expect.objectContaining({ code: 'refused', message: 'There is nothing to undo in “New platform”.' }),
    );
    expect(store.open(id).revision).toBe(0);
  });

  test('a new command after undo cuts what was undone', () => {
    const id = store.create(smallCampaign());
    store.execute(id, 0, rename('One'));
    store.execute(id, 1, rename('Two'));
    store.undo(id, 2);
    store.undo(id, 3);
    const { history } = store.execute(id, 4, rename('Three'));
    expect(history).toMatchObject({ undo: { action: 'setDetails', name: 'New platform' }, redo: null });
    expect(() => store.redo(id, 5)).toThrow('There is nothing to redo in “Three”.');
    reopen();
    expect(store.open(id).campaign.name).toBe('Three');
    expect(store.undo(id, 5).campaign.name).toBe('New platform');
  });

  test('a refused command changes nothing', () => {
    const id = store.create(smallCampaign());
    store.execute(id, 0, rename('One'));
    store.undo(id, 1);
    expect(() => store.execute(id, 2, { type: 'removeTouchpoint', id: 'gone' })).toThrow(
      'This touchpoint is not in the campaign any more.',
    );
    expect(store.open(id)).toMatchObject({ revision: 2, history: { redo: { name: 'New platform' } } });
  });

  test('an edit writes its step and not the document, except once in a while', () => {
    const id = store.create(smallCampaign());
    const snapshot = () => meddle((database) => database.prepare('SELECT position FROM snapshots').pluck().get());
    for (let revision = 0; revision < STEPS_PER_SNAPSHOT - 1; revision++)
      store.execute(id, revision, rename(`Name ${revision}`));
    expect(snapshot()).toBe(0);
    let { revision } = store.execute(id, STEPS_PER_SNAPSHOT - 1, rename('The next'));
    expect(snapshot()).toBe(STEPS_PER_SNAPSHOT);

    // The snapshot stands ahead while steps are undone, and moves when its branch is cut.
    for (let times = 0; times < 10; times++) ({ revision } = store.undo(id, revision));
    expect(snapshot()).toBe(STEPS_PER_SNAPSHOT);
    reopen();
    expect(store.open(id).campaign.name).toBe(`Name ${STEPS_PER_SNAPSHOT - 11}`);
    ({ revision } = store.execute(id, revision, rename('Another way')));
    expect(snapshot()).toBe(STEPS_PER_SNAPSHOT - 9);
    reopen();
    expect(store.open(id).campaign.name).toBe('Another way');

    for (let times = 0; times < STEPS_PER_SNAPSHOT - 9; times++) ({ revision } = store.undo(id, revision));
    reopen();
    expect(serializeCampaign(store.open(id).campaign)).toBe(serializeCampaign(smallCampaign()));
  });

  test('of large steps keeps the newest, so that the library stays bounded, and undo says where it ends', () => {
    const id = store.create(smallCampaign());
    const logoOf = (n: number) => `data:image/png;base64,${String(n).padStart(4, '0').repeat(170_000)}`;
    const EDITS = 70;
    for (let revision = 0; revision < EDITS; revision++)
      store.execute(id, revision, { type: 'editBrand', changes: { logo: logoOf(revision) } });
    const size = meddle((database) =>
      Number(database.prepare('SELECT sum(octet_length(command) + octet_length(inverse)) FROM history').pluck().get()),
    );
    expect(size).toBeLessThan(MOST_HISTORY_BYTES + 2 * logoOf(0).length);
    reopen();
    let { revision, history, campaign } = store.open(id);
    let undone = 0;
    for (; history.undo; undone++) {
      ({ revision, history, campaign } = store.undo(id, revision));
      expect(campaign.brand.logo).toBe(logoOf(EDITS - 2 - undone));
    }
    expect(undone).toBeGreaterThan(20);
    expect(undone).toBeLessThan(EDITS);
    expect(() => store.undo(id, revision)).toThrow(expect.objectContaining({ code: 'refused' }));
    reopen();
    while (history.redo) ({ revision, history } = store.redo(id, revision));
    reopen();
    expect(store.open(id).campaign.brand.logo).toBe(logoOf(EDITS - 1));
  });

  test('five documents in turn come out right whichever is kept in memory', () => {
    const ids = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => store.create(smallCampaign(name)));
    for (let revision = 0; revision < 3; revision++) {
      for (const id of ids) store.execute(id, revision, { type: 'addTouchpoint', item: touchpoint(`t-${revision}`) });
    }
    expect(ids.map((id) => store.open(id).campaign.name).join('')).toBe('ABCDEF');
    expect(ids.map((id) => store.open(id).campaign.touchpoints.length)).toEqual([5, 5, 5, 5, 5, 5]);
  });
});

describe('two stores on one file', () => {
  test('find the conflict, and nothing is lost', () => {
    const other = openStore(folder, { now });
    const id = store.create(smallCampaign());
    expect(other.open(id).revision).toBe(0);
    store.execute(id, 0, rename('Mine'));
    for (const call of [
      () => other.execute(id, 0, rename('Theirs')),
      () => other.undo(id, 0),
      () => other.redo(id, 0),
    ]) {
      expect(call).toThrow(
        expect.objectContaining({
          code: 'conflict',
          message: expect.stringContaining('“Mine” was changed elsewhere in the meantime'),
        }),
      );
    }
    expect(other.open(id)).toMatchObject({ revision: 1, campaign: { name: 'Mine' } });
    other.execute(id, 1, { type: 'removeTouchpoint', id: 'first' });
    expect(store.open(id)).toMatchObject({ revision: 2, campaign: { name: 'Mine', touchpoints: [{ id: 'second' }] } });
    expect(store.undo(id, 2).campaign).toEqual({ ...smallCampaign(), name: 'Mine' });
    other.close();
  });
});

describe('a damaged document', () => {
  test.each([
    [
      'cut short',
      'UPDATE snapshots SET document = substr(document, 1, 400) WHERE campaign_id = ?',
      'cut short or garbled',
    ],
    [
      'not valid',
      "UPDATE snapshots SET document = json_set(document, '$.lanes', json('[]')) WHERE campaign_id = ?",
      'at lanes',
    ],
    ['missing', 'DELETE FROM snapshots WHERE campaign_id = ?', 'its document is missing'],
    ['with a step missing', 'DELETE FROM history WHERE campaign_id = ?', 'step 1 of its history is missing'],
    [
      'with a garbled step',
      "UPDATE history SET command = '{' WHERE campaign_id = ?",
      'step 1 of its history is garbled',
    ],
    [
      'with a step that does not fit',
      `UPDATE history SET command = '{"type":"removeGoal","id":"none"}' WHERE campaign_id = ?`,
      'a step of its history does not fit',
    ],
  ])('%s gives one sentence and leaves the rest usable', (_, damage, what) => {
    const id = store.create(smallCampaign('Broken'));
    const sound = store.create(smallCampaign('Sound'));
    store.execute(id, 0, rename('Broken too'));
    reopen();
    meddle((database) => database.prepare(damage).run(id));
    for (const call of [
      () => store.open(id),
      () => store.execute(id, 1, rename('x')),
      () => store.duplicate(id, 'y'),
    ]) {
      expect(call).toThrow(
        expect.objectContaining({ name: 'Refusal', code: 'unreadable', message: expect.stringContaining(what) }),
      );
    }
    expect(store.list()).toHaveLength(2);
    expect(store.execute(sound, 0, rename('Still sound')).campaign.name).toBe('Still sound');
    store.remove(id);
    expect(store.list().map(({ name }) => name)).toEqual(['Still sound']);
  });
});

describe('preferences', () => {
  test('are kept one by one', () => {
    expect(store.preferences()).toEqual({});
    store.setPreferences({ theme: 'dark', welcomed: true });
    store.setPreferences({ theme: 'light', welcomed: undefined });
    reopen();
    expect(store.preferences()).toEqual({ theme: 'light', welcomed: true });
  });

  test('that are damaged count as never set', () => {
    store.setPreferences({ theme: 'dark', welcomed: true });
    meddle((database) => database.prepare("UPDATE preferences SET value = '{' WHERE key = 'theme'").run());
    expect(store.preferences()).toEqual({ welcomed: true });
  });
});

describe('exports of a campaign', () => {
  test('are remembered by target until the campaign is purged, and too long ones are not', () => {
    const id = store.create(smallCampaign());
    expect(store.lastExport(id, 'ics')).toBeUndefined();
    store.keepExport(id, 'ics', 'first');
    store.keepExport(id, 'ics', 'second');
    store.keepExport(id, 'eml', 'x'.repeat(8_000_001));
    expect([store.lastExport(id, 'ics'), store.lastExport(id, 'eml')]).toEqual(['second', undefined]);
    store.remove(id);
    store.purge(id);
    expect(store.lastExport(id, 'ics')).toBeUndefined();
    expect(() => store.keepExport(id, 'ics', 'third')).toThrow(/FOREIGN KEY|library/);
  });
});
