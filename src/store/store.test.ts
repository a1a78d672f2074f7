import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '#campaign/commands.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { libraryFile } from './files.ts';
import { STEPS_PER_SNAPSHOT } from './documents.ts';
import { MOST_HISTORY_BYTES } from './history.ts';
import { openStore, type Store } from './store.ts';
import { smallCampaign, touchpoint } from './testing/campaign.ts';

const DAY = 86_400_000;
let folder: string;
let time: number;
let store: Store;
const now = () => new Date(time);
const rename = (name: string): Command => ({ type: 'setDetails', changes: { name } });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-store-'));
  time = Date.parse('2027-01-01T00:00:00Z');
  store = await openStore(folder, { now });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function reopen(): Promise<void> {
  await store.close();
  store = await openStore(folder, { now });
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
  test('keeps a campaign as it was given', async () => {
    expect(await store.isEmpty()).toBe(true);
    const id = await store.create(smallCampaign());
    await reopen();
    expect(await store.isEmpty()).toBe(false);
    expect(await store.open(id)).toEqual({
      id,
      campaign: smallCampaign(),
      revision: 0,
      step: '',
      history: { undo: null, redo: null },
    });
  });

  test('lists what it holds, the last changed first', async () => {
    const older = await store.create(smallCampaign('Older'));
    time += 1000;
    const newer = await store.create(smallCampaign('Newer'));
    expect((await store.list()).map(({ name }) => name)).toEqual(['Newer', 'Older']);
    time += 1000;
    await store.execute(older, 0, { type: 'addTouchpoint', item: touchpoint('third') });
    expect(await store.list()).toEqual([
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

  test('counts those who start later in a rolling campaign', async () => {
    await store.create(templateById('first-90-days')!.build({ start: '2027-01-11', id: 'rolling' }));
    expect((await store.list()).map(({ learners }) => learners)).toEqual([372]);
  });

  test('refuses a campaign that is not sound', async () => {
    const broken = { ...smallCampaign(), lanes: [] };
    await expect(store.create(broken)).rejects.toThrow(expect.objectContaining({ name: 'Refusal', code: 'refused' }));
    expect(await store.list()).toEqual([]);
  });

  test('duplicates under a new name, with an id and a history of its own', async () => {
    const id = await store.create(smallCampaign());
    await store.execute(id, 0, { type: 'removeTouchpoint', id: 'first' });
    const copy = await store.duplicate(id, 'Second cohort');
    const { campaign, revision, history } = await store.open(copy);
    const original = (await store.open(id)).campaign;
    expect(campaign).toEqual({ ...original, name: 'Second cohort', id: campaign.id });
    expect(campaign.id).not.toBe(original.id);
    expect({ revision, history }).toEqual({ revision: 0, history: { undo: null, redo: null } });
    await store.execute(copy, 0, { type: 'removeTouchpoint', id: 'second' });
    expect((await store.open(id)).campaign.touchpoints).toHaveLength(1);
    await expect(store.duplicate(id, ' ')).rejects.toThrow(expect.objectContaining({ code: 'refused' }));
  });

  test('removes softly, restores with history and place, and purges for good', async () => {
    const id = await store.create(smallCampaign());
    await store.execute(id, 0, rename('Renamed'));
    time += 1000;
    const other = await store.create(smallCampaign('Other'));
    await store.remove(id);
    expect((await store.list()).map((summary) => summary.id)).toEqual([other]);
    await expect(store.open(id)).rejects.toThrow(
      '“Renamed” was deleted. Restore it in the library, under “Recently deleted”, before you go on with it.',
    );
    await expect(store.execute(id, 1, rename('x'))).rejects.toThrow(expect.objectContaining({ code: 'notFound' }));

    await reopen();
    await store.restore(id);
    expect((await store.list()).map((summary) => summary.id)).toEqual([other, id]);
    expect((await store.open(id)).history.undo).toMatchObject({ action: 'setDetails', name: 'New platform' });

    await expect(store.purge(id)).rejects.toThrow(
      '“Renamed” is not deleted. Delete it first; it can still be brought back then.',
    );
    await store.remove(id);
    expect(await store.removed()).toEqual([expect.objectContaining({ id, name: 'Renamed' })]);
    await store.purge(id);
    expect(await store.removed()).toEqual([]);
    await expect(store.restore(id)).rejects.toThrow(expect.objectContaining({ code: 'notFound' }));
    const left = meddle((database) =>
      ['campaigns', 'snapshots', 'history'].map((table) =>
        database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
      ),
    );
    expect(left).toEqual([1, 1, 0]);
  });

  test('purges by itself what was removed 30 days ago and seen as removed on 7 days of use', async () => {
    const id = await store.create(smallCampaign());
    await store.purgeDue();
    await store.remove(id);
    for (let day = 1; day <= 29; day++) {
      time += DAY;
      await store.remove(id);
      expect(await store.purgeDue()).toBe(0);
    }
    expect(await store.removed()).toMatchObject([{ keptUntil: '2027-01-31T00:00:00.000Z', daysInUseLeft: 0 }]);
    time += DAY;
    expect(await store.purgeDue()).toBe(1);
    expect(await store.removed()).toEqual([]);
  });

  test.each([
    ['40 days ahead', 40],
    ['400 days ahead', 400],
    ['400 days back', -400],
  ])('purges nothing where the clock jumps %s, at the start or at the deletion', async (_, jump) => {
    const before = await store.create(smallCampaign('Before the jump'));
    await store.purgeDue();
    await store.remove(before);
    time += jump * DAY;
    await reopen();
    expect(await store.purgeDue()).toBe(0);
    const during = await store.create(smallCampaign('Deleted meanwhile'));
    await store.remove(during);
    time -= jump * DAY;
    for (let day = 0; day < 6; day++) {
      for (let start = 0; start < 3; start++) {
        await reopen();
        expect(await store.purgeDue()).toBe(0);
      }
      time += DAY;
    }
    expect((await store.removed()).map(({ id }) => id)).toEqual(expect.arrayContaining([before, during]));
    expect((await store.removed()).find(({ id }) => id === during)).toMatchObject({ daysInUseLeft: 2 });
  });

  test('says plainly that a campaign is not there', async () => {
    for (const call of [
      () => store.open('nowhere'),
      () => store.remove('nowhere'),
      () => store.restore('nowhere'),
      () => store.undo('nowhere', 0),
    ]) {
      await expect(call()).rejects.toThrow(
        'This campaign is not in the library. Go back to the library and choose another.',
      );
    }
  });
});

describe('history', () => {
  test('undo and redo survive a restart', async () => {
    const id = await store.create(smallCampaign());
    await store.execute(id, 0, rename('One'));
    await store.execute(id, 1, { type: 'removeSegment', id: 'leeds' });
    await reopen();
    const undone = await store.undo(id, 2);
    expect(undone).toMatchObject({
      revision: 3,
      history: {
        undo: { action: 'setDetails', name: 'New platform' },
        redo: { action: 'removeSegment', name: 'Leeds' },
      },
      campaign: { name: 'One' },
      did: { command: { type: 'batch', action: 'removeSegment' } },
    });
    await reopen();
    expect((await store.undo(id, 3)).campaign).toEqual(smallCampaign());
    await reopen();
    const redone = await store.redo(id, 4);
    expect(redone).toMatchObject({ revision: 5, campaign: { name: 'One' }, did: { command: rename('One') } });
    expect((await store.redo(id, 5)).campaign.segments.map((segment) => segment.id)).toEqual(['berlin']);
    await expect(store.redo(id, 6)).rejects.toThrow('There is nothing to redo in “One”.');
  });

  test('nothing is undone where nothing was done', async () => {
    const id = await store.create(smallCampaign());
    await expect(store.undo(id, 0)).rejects.toThrow(
      expect.objectContaining({ code: 'refused', message: 'There is nothing to undo in “New platform”.' }),
    );
    expect((await store.open(id)).revision).toBe(0);
  });

  test('a new command after undo cuts what was undone', async () => {
    const id = await store.create(smallCampaign());
    await store.execute(id, 0, rename('One'));
    await store.execute(id, 1, rename('Two'));
    await store.undo(id, 2);
    await store.undo(id, 3);
    const { history } = await store.execute(id, 4, rename('Three'));
    expect(history).toMatchObject({ undo: { action: 'setDetails', name: 'New platform' }, redo: null });
    await expect(store.redo(id, 5)).rejects.toThrow('There is nothing to redo in “Three”.');
    await reopen();
    expect((await store.open(id)).campaign.name).toBe('Three');
    expect((await store.undo(id, 5)).campaign.name).toBe('New platform');
  });

  test('a refused command changes nothing', async () => {
    const id = await store.create(smallCampaign());
    await store.execute(id, 0, rename('One'));
    await store.undo(id, 1);
    await expect(store.execute(id, 2, { type: 'removeTouchpoint', id: 'gone' })).rejects.toThrow(
      'This touchpoint is not in the campaign any more.',
    );
    expect(await store.open(id)).toMatchObject({ revision: 2, history: { redo: { name: 'New platform' } } });
  });

  test('an edit writes its step and not the document, except once in a while', async () => {
    const id = await store.create(smallCampaign());
    const snapshot = () => meddle((database) => database.prepare('SELECT revision FROM snapshots').pluck().get());
    for (let revision = 0; revision < STEPS_PER_SNAPSHOT - 1; revision++)
      await store.execute(id, revision, rename(`Name ${revision}`));
    expect(snapshot()).toBe(0);
    let { revision } = await store.execute(id, STEPS_PER_SNAPSHOT - 1, rename('The next'));
    expect(snapshot()).toBe(STEPS_PER_SNAPSHOT);

    // Undo is a step like any other.
    for (let times = 0; times < 10; times++) ({ revision } = await store.undo(id, revision));
    expect(snapshot()).toBe(STEPS_PER_SNAPSHOT);
    await reopen();
    expect((await store.open(id)).campaign.name).toBe(`Name ${STEPS_PER_SNAPSHOT - 11}`);
    ({ revision } = await store.execute(id, revision, rename('Another way')));
    await reopen();
    expect((await store.open(id)).campaign.name).toBe('Another way');

    for (let times = 0; times < STEPS_PER_SNAPSHOT - 9; times++) ({ revision } = await store.undo(id, revision));
    expect(snapshot()).toBe(2 * STEPS_PER_SNAPSHOT);
    await reopen();
    expect(serializeCampaign((await store.open(id)).campaign)).toBe(serializeCampaign(smallCampaign()));
  });

  test(
    'of large steps keeps the newest, so that the library stays bounded, and undo says where it ends',
    { timeout: 120_000 },
    async () => {
      const id = await store.create(smallCampaign());
      const logoOf = (n: number) => `data:image/png;base64,${String(n).padStart(4, '0').repeat(170_000)}`;
      const EDITS = 70;
      for (let revision = 0; revision < EDITS; revision++)
        await store.execute(id, revision, { type: 'editBrand', changes: { logo: logoOf(revision) } });
      const size = meddle((database) =>
        Number(
          database.prepare('SELECT sum(octet_length(command) + octet_length(inverse)) FROM history').pluck().get(),
        ),
      );
      expect(size).toBeLessThan(MOST_HISTORY_BYTES + 2 * logoOf(0).length);
      await reopen();
      let { revision, history, campaign } = await store.open(id);
      let undone = 0;
      for (; history.undo; undone++) {
        ({ revision, history, campaign } = await store.undo(id, revision));
        expect(campaign.brand.logo).toBe(logoOf(EDITS - 2 - undone));
      }
      expect(undone).toBeGreaterThan(20);
      expect(undone).toBeLessThan(EDITS);
      await expect(store.undo(id, revision)).rejects.toThrow(expect.objectContaining({ code: 'refused' }));
      await reopen();
      while (history.redo) ({ revision, history } = await store.redo(id, revision));
      await reopen();
      expect((await store.open(id)).campaign.brand.logo).toBe(logoOf(EDITS - 1));
    },
  );

  test('five documents in turn come out right whichever is kept in memory', async () => {
    const ids: string[] = [];
    for (const name of 'ABCDEF') ids.push(await store.create(smallCampaign(name)));
    for (let revision = 0; revision < 3; revision++) {
      for (const id of ids)
        await store.execute(id, revision, { type: 'addTouchpoint', item: touchpoint(`t-${revision}`) });
    }
    for (const [index, id] of ids.entries()) {
      const { name, touchpoints } = (await store.open(id)).campaign;
      expect([name, touchpoints.length]).toEqual(['ABCDEF'[index], 5]);
    }
  });
});

describe('two stores on one file', () => {
  test('find the conflict, and nothing is lost', async () => {
    const other = await openStore(folder, { now });
    const id = await store.create(smallCampaign());
    expect((await other.open(id)).revision).toBe(0);
    await store.execute(id, 0, rename('Mine'));
    for (const call of [
      () => other.execute(id, 0, rename('Theirs')),
      () => other.undo(id, 0),
      () => other.redo(id, 0),
    ]) {
      await expect(call()).rejects.toThrow(
        expect.objectContaining({
          code: 'conflict',
          message: expect.stringContaining('“Mine” was changed elsewhere in the meantime'),
        }),
      );
    }
    expect(await other.open(id)).toMatchObject({ revision: 1, campaign: { name: 'Mine' } });
    await other.execute(id, 1, { type: 'removeTouchpoint', id: 'first' });
    expect(await store.open(id)).toMatchObject({
      revision: 2,
      campaign: { name: 'Mine', touchpoints: [{ id: 'second' }] },
    });
    expect((await store.undo(id, 2)).campaign).toEqual({ ...smallCampaign(), name: 'Mine' });
    await other.close();
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
  ])('%s gives one sentence and leaves the rest usable', async (_, damage, what) => {
    const id = await store.create(smallCampaign('Broken'));
    const sound = await store.create(smallCampaign('Sound'));
    await store.execute(id, 0, rename('Broken too'));
    await reopen();
    meddle((database) => database.prepare(damage).run(id));
    for (const call of [
      () => store.open(id),
      () => store.execute(id, 1, rename('x')),
      () => store.duplicate(id, 'y'),
    ]) {
      await expect(call()).rejects.toThrow(
        expect.objectContaining({ name: 'Refusal', code: 'unreadable', message: expect.stringContaining(what) }),
      );
    }
    expect(await store.list()).toHaveLength(2);
    expect((await store.execute(sound, 0, rename('Still sound'))).campaign.name).toBe('Still sound');
    await store.remove(id);
    expect((await store.list()).map(({ name }) => name)).toEqual(['Still sound']);
  });
});

describe('preferences', () => {
  test('are kept one by one', async () => {
    expect(await store.preferences()).toEqual({});
    await store.setPreferences({ theme: 'dark', welcomed: true });
    await store.setPreferences({ theme: 'light', welcomed: undefined });
    await reopen();
    expect(await store.preferences()).toEqual({ theme: 'light', welcomed: true });
  });

  test('that are damaged count as never set', async () => {
    await store.setPreferences({ theme: 'dark', welcomed: true });
    meddle((database) => database.prepare("UPDATE preferences SET value = '{' WHERE key = 'theme'").run());
    expect(await store.preferences()).toEqual({ welcomed: true });
  });
});

describe('exports of a campaign', () => {
  test('are remembered by target until the campaign is purged, and too long ones are not', async () => {
    const id = await store.create(smallCampaign());
    expect(await store.lastExport(id, 'ics')).toBeUndefined();
    await store.keepExport(id, 'ics', 'first');
    await store.keepExport(id, 'ics', 'second');
    await store.keepExport(id, 'eml', 'x'.repeat(8_000_001));
    expect([await store.lastExport(id, 'ics'), await store.lastExport(id, 'eml')]).toEqual(['second', undefined]);
    await store.remove(id);
    await store.purge(id);
    expect(await store.lastExport(id, 'ics')).toBeUndefined();
    await expect(store.keepExport(id, 'ics', 'third')).rejects.toThrow(/FOREIGN KEY|library/);
  });
});
