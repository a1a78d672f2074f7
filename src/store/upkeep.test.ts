import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '#campaign/commands.ts';
import type { NewRow } from '#contract/publishing.ts';
import { backUp, restoreLibrary } from './backups.ts';
import { backupsFolder, backupsOf, libraryFile, logFile } from './files.ts';
import { openStore, type Store } from './store.ts';
import { smallCampaign } from './testing/campaign.ts';

const DAY = 86_400_000;
const START = Date.parse('2027-01-01T00:00:00Z');
let folder: string;
let time: number;
const opened: Store[] = [];
const now = () => new Date(time);
const rename = (name: string): Command => ({ type: 'setDetails', changes: { name } });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-upkeep-'));
  time = START;
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(path = folder): Promise<Store> {
  const store = await openStore(path, { now });
  opened.push(store);
  return store;
}

async function edit(store: Store, id: string, times: number): Promise<void> {
  for (let done = 0; done < times; done++)
    await store.execute(id, (await store.open(id)).revision, rename(`Name ${done}`));
}

/** The data folder as it stood at this moment, as a kill would leave it. */
function killed(): string {
  const copy = mkdtempSync(join(tmpdir(), 'tandem-killed-'));
  for (const name of readdirSync(folder)) {
    if (name.endsWith('-shm') || name === 'backups') continue;
    writeFileSync(join(copy, name), readFileSync(join(folder, name)));
  }
  return copy;
}

describe('what another program writes', () => {
  test('is something to look at, but that a publisher is still in charge', async () => {
    const [window, publisher] = [await open(), await open()];
    await publisher.create(smallCampaign());
    expect(await window.isChangedElsewhere()).toBe(true);
    await publisher.takeLease({ holder: 'a', until: '2027-01-01T00:01:00Z' });
    expect(await window.isChangedElsewhere()).toBe(true);
    await publisher.keepLease('a', '2027-01-01T00:02:00Z');
    expect(await window.isChangedElsewhere()).toBe(false);
    const writes: (() => Promise<unknown>)[] = [
      () => publisher.pausePublishing(true),
      () => publisher.addProfile({ name: 'p', target: 'webhook', options: {} }),
      () => publisher.setPreferences({ locale: 'de' }),
      () =>
        publisher.keepOtherPlan({
          fileName: 'a.ics',
          entries: 1,
          leftOut: 0,
          reasons: [],
          hasCap: false,
          campaign: smallCampaign(),
        }),
      () => publisher.approveRows([{ key: 'k', seen: null, row }]),
      () => publisher.releaseLease('a'),
    ];
    for (const write of writes) {
      await write();
      expect(await window.isChangedElsewhere(), String(write)).toBe(true);
    }
  });

  test('and left is missed where an older library takes its place', async () => {
    const store = await open();
    const copy = killed();
    await store.approveRows([{ key: 'k', seen: null, row }]);
    writeFileSync(`${libraryFile(copy)}-count`, readFileSync(`${libraryFile(folder)}-count`));
    expect(await (await open(copy)).older()).toMatchObject({ changes: 1 });
  });
});

const row: NewRow = {
  key: 'k',
  profile: 'p',
  campaign: 'c',
  touchpoint: 't',
  segment: '',
  occurrence: 'once',
  name: 'A',
  at: '2027-01-01T00:00:00.000Z',
  local: '2027-01-01T00:00',
  timeZone: 'UTC',
  payload: {},
  revision: 1,
  action: 'send',
  hash: '',
  dueAt: '2027-01-01T00:00:00.000Z',
  remoteId: null,
  sentence: '',
};

describe('the file alone', () => {
  test('is a whole copy after the log was tidied', async () => {
    const store = await open();
    const id = await store.create(smallCampaign());
    await edit(store, id, 60);
    await store.tidy();
    expect(statSync(logFile(libraryFile(folder))).size).toBe(0);
    const copy = killed();
    rmSync(logFile(libraryFile(copy)));
    const found = await open(copy);
    expect((await found.open(id)).revision).toBe(60);
    expect(await found.older()).toBeNull();
  });

  test.each<[string, (log: string) => void]>([
    ['deleted', (log) => rmSync(log)],
    ['zeroed', (log) => writeFileSync(log, Buffer.alloc(statSync(log).size))],
    ['cut to ten bytes', (log) => truncateSync(log, 10)],
    ['cut in half', (log) => truncateSync(log, Math.floor(statSync(log).size / 2))],
    [
      'flipped in the middle',
      (log) => {
        const bytes = readFileSync(log);
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(log, bytes);
      },
    ],
  ])('says what is missing where its log was %s after a kill', async (_, attack) => {
    const store = await open();
    const id = await store.create(smallCampaign());
    await store.tidy();
    await edit(store, id, 60);
    const copy = killed();
    attack(logFile(libraryFile(copy)));
    const found = await open(copy);
    const { revision } = await found.open(id);
    expect(revision).toBeLessThan(60);
    expect(await found.older()).toEqual({ changes: 60 - revision, library: libraryFile(copy), newestBackup: null });
    // It goes on being said until somebody has decided.
    await edit(found, id, 2);
    await opened.pop()!.close();
    const again = await open(copy);
    expect(await again.older()).toMatchObject({ changes: 58 - revision });
    await again.acceptOlder();
    expect(await again.older()).toBeNull();
    await opened.pop()!.close();
    expect(await (await open(copy)).older()).toBeNull();
  });

  test('a kill alone, or a second studio at work, makes no false alarm', async () => {
    const store = await open();
    const id = await store.create(smallCampaign());
    await edit(store, id, 20);
    expect(await (await open(killed())).older()).toBeNull();
    const second = await open();
    await edit(second, id, 5);
    await edit(store, id, 5);
    expect(await (await open()).older()).toBeNull();
    expect(await (await open(killed())).older()).toBeNull();
  });

  test('a count that was garbled says nothing', async () => {
    const store = await open();
    await store.create(smallCampaign());
    const copy = killed();
    for (const text of ['', '\0'.repeat(17), 'garbage that is long enough', '-000000000000005']) {
      writeFileSync(`${libraryFile(copy)}-count`, text);
      expect(await (await open(copy)).older()).toBeNull();
      await opened.pop()!.close();
    }
  });
});

describe.skipIf(process.platform === 'win32')('a library that has gone acknowledges nothing', () => {
  test.each<[string, () => void]>([
    ['deleted with its folder', () => rmSync(folder, { recursive: true })],
    ['moved away with its folder', () => renameSync(folder, `${folder}-moved`)],
    ['deleted', () => rmSync(libraryFile(folder))],
    [
      'exchanged for another',
      () => {
        writeFileSync(`${libraryFile(folder)}.new`, readFileSync(libraryFile(folder)));
        renameSync(`${libraryFile(folder)}.new`, libraryFile(folder));
      },
    ],
  ])('%s', async (_, attack) => {
    const store = await open();
    const id = await store.create(smallCampaign());
    attack();
    let acknowledged = 0;
    for (let times = 0; times < 20; times++) {
      try {
        await store.execute(id, 0, rename(`Name ${times}`));
        acknowledged++;
      } catch (error) {
        expect(error).toMatchObject({ name: 'Refusal', code: 'gone' });
        expect((error as Error).message).toContain('Save what you have open as a file');
      }
    }
    expect(acknowledged).toBe(0);
    // What is there can still be read, so that it can be saved elsewhere.
    expect((await store.open(id)).campaign.name).toBe('New platform');
    rmSync(`${folder}-moved`, { recursive: true, force: true });
  });

  test('its log alone: what was stored until then is brought home, and nothing more is acknowledged', async () => {
    const store = await open();
    const id = await store.create(smallCampaign());
    await edit(store, id, 20);
    rmSync(logFile(libraryFile(folder)));
    await expect(edit(store, id, 1)).rejects.toThrow(expect.objectContaining({ code: 'gone' }));
    const found = await open(killed());
    expect((await found.open(id)).revision).toBe(20);
    expect(await found.older()).toBeNull();
  });

  test('put back in its place it goes on', async () => {
    const store = await open();
    const id = await store.create(smallCampaign());
    renameSync(folder, `${folder}-moved`);
    await expect(edit(store, id, 1)).rejects.toThrow(expect.objectContaining({ code: 'gone' }));
    renameSync(`${folder}-moved`, folder);
    await edit(store, id, 1);
    expect((await store.open(id)).revision).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('other users of the machine', () => {
  const rights = (path: string) => (statSync(path).mode & 0o777).toString(8);

  test('can read nothing of it', async () => {
    const inside = join(folder, 'made', 'here');
    const store = await open(inside);
    await store.create(smallCampaign());
    await store.backUp();
    expect(rights(inside)).toBe('700');
    expect(rights(backupsFolder(libraryFile(inside)))).toBe('700');
    const files = readdirSync(inside).filter((name) => name !== 'backups');
    expect(files).toHaveLength(4);
    for (const path of [...files.map((name) => join(inside, name)), ...backupsOf(libraryFile(inside))])
      expect([basename(path), rights(path)]).toEqual([basename(path), '600']);
  });

  test('lose their sight of what an older studio left open, its log included', async () => {
    await (await open()).create(smallCampaign());
    for (const copy of [killed()]) {
      for (const name of readdirSync(copy)) chmodSync(join(copy, name), 0o644);
      await (await open(copy)).list();
      for (const name of readdirSync(copy)) expect([name, rights(join(copy, name))]).toEqual([name, '600']);
    }
  });
});

describe('backups', () => {
  test('one a day, of which seven are kept, and each is a whole library', async () => {
    const store = await open();
    const id = await store.create(smallCampaign());
    for (let day = 0; day < 10; day++) {
      await edit(store, id, 1);
      await store.backUp();
      await store.backUp();
      time += DAY;
    }
    const kept = backupsOf(libraryFile(folder)).map((path) => basename(path));
    expect(kept).toEqual([4, 5, 6, 7, 8, 9, 10].map((day) => `library-2027-01-${String(day).padStart(2, '0')}.sqlite`));
    expect(readdirSync(backupsFolder(libraryFile(folder)))).toEqual(kept);
    const copy = new SqliteDatabase(backupsOf(libraryFile(folder)).at(-1)!, { readonly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare('SELECT revision FROM campaigns').pluck().get()).toBe(10);
    copy.close();
  });

  test('a clock that jumps takes at most one of them', async () => {
    const store = await open();
    await store.create(smallCampaign());
    for (let day = 0; day < 7; day++, time += DAY) await store.backUp();
    const before = backupsOf(libraryFile(folder));
    for (const jump of [400, -400]) {
      time += jump * DAY;
      await store.backUp();
      time -= jump * DAY;
    }
    const left = backupsOf(libraryFile(folder));
    expect(before.filter((path) => left.includes(path)).length).toBeGreaterThanOrEqual(before.length - 2);
  });

  test('an older library makes none, so that better ones stay', async () => {
    const store = await open();
    const id = await store.create(smallCampaign());
    await store.tidy();
    await edit(store, id, 5);
    const copy = killed();
    rmSync(logFile(libraryFile(copy)));
    const found = await open(copy);
    await found.backUp();
    expect(backupsOf(libraryFile(copy))).toEqual([]);
  });

  test('by hand, beside the daily ones or where it was asked for, also while a studio is at work', async () => {
    const store = await open();
    await store.create(smallCampaign());
    expect(await backUp(folder, { now: now() })).toBe(join(folder, 'backups', 'library-2027-01-01T00-00-00.sqlite'));
    const target = join(folder, 'elsewhere.sqlite');
    expect(await backUp(folder, { target, now: now() })).toBe(target);
    await expect(backUp(join(folder, 'nowhere'), { now: now() })).rejects.toThrow('There is no library');
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });
});

describe('restoring', () => {
  async function withBackup(): Promise<{ id: string; backup: string }> {
    const store = await open();
    const id = await store.create(smallCampaign());
    await edit(store, id, 3);
    const backup = await backUp(folder, { target: join(folder, 'copy.sqlite'), now: now() });
    await edit(store, id, 4);
    return { id, backup };
  }
  const close = () => opened.pop()!.close();

  test('puts a backup in place and keeps what was there', async () => {
    const { id, backup } = await withBackup();
    await close();
    const { library, campaigns, setAside } = restoreLibrary(folder, backup, now());
    expect({ library, campaigns }).toEqual({ library: libraryFile(folder), campaigns: 1 });
    expect(setAside).toBe(join(folder, 'library-set-aside-2027-01-01T00-00-00.000.sqlite'));
    const store = await open();
    expect((await store.open(id)).revision).toBe(3);
    expect(await store.older()).toBeNull();
    await close();
    restoreLibrary(folder, setAside!, new Date(START + 1000));
    expect((await (await open()).open(id)).revision).toBe(7);
  });

  test('is refused while a studio holds the library, and changes nothing', async () => {
    const { id, backup } = await withBackup();
    expect(() => restoreLibrary(folder, backup, now())).toThrow(
      `A studio has the library ${libraryFile(folder)} open. Close it, then try again.`,
    );
    expect(readdirSync(folder).toSorted()).toEqual(
      ['copy.sqlite', 'library.sqlite', 'library.sqlite-count', 'library.sqlite-shm', 'library.sqlite-wal'].toSorted(),
    );
    await edit(opened[0]!, id, 1);
    expect((await opened[0]!.open(id)).revision).toBe(8);
  });

  test.each<[string, (backup: string) => string | void]>([
    ['damaged', (backup) => truncateSync(backup, statSync(backup).size >> 1)],
    ['no library at all', (backup) => writeFileSync(backup, 'This is my shopping list.\n'.repeat(400))],
    ['no library of the studio', (backup) => writeFileSync(backup, '')],
    [
      'another program',
      (backup) => {
        rmSync(backup);
        const other = new SqliteDatabase(backup);
        other.exec('CREATE TABLE campaigns (name TEXT)');
        other.close();
      },
    ],
    [
      'newer studio',
      (backup) => {
        const newer = new SqliteDatabase(backup);
        newer.pragma('user_version = 99');
        newer.close();
      },
    ],
    ['is not there', (backup) => rmSync(backup)],
    [
      'cannot be read',
      (backup) => {
        rmSync(backup);
        mkdirSync(backup);
      },
    ],
  ])('refuses what is %s before anything moves', async (why, damage) => {
    const { id, backup } = await withBackup();
    await close();
    damage(backup);
    const before = readdirSync(folder).toSorted();
    expect(() => restoreLibrary(folder, backup, now())).toThrow(
      expect.objectContaining({ name: 'Refusal', message: expect.stringContaining(why) }),
    );
    expect(readdirSync(folder).toSorted()).toEqual(before);
    expect((await (await open()).open(id)).revision).toBe(7);
  });

  test('takes the place of a library that is damaged beyond opening, or missing', async () => {
    const { id, backup } = await withBackup();
    await close();
    writeFileSync(libraryFile(folder), 'garbage'.repeat(1000));
    await expect(open()).rejects.toThrow('is damaged or is no library at all');
    const { setAside } = restoreLibrary(folder, backup, now());
    expect(readFileSync(setAside!, 'utf8')).toContain('garbage');
    expect((await (await open()).open(id)).revision).toBe(3);
    await close();
    rmSync(libraryFile(folder));
    expect(restoreLibrary(folder, backup, now())).toMatchObject({ setAside: null });
    expect((await (await open()).open(id)).revision).toBe(3);
  });

  test('reads a backup that has its log beside it', async () => {
    const store = await open();
    const id = await store.create(smallCampaign());
    await edit(store, id, 9);
    const copy = killed();
    await close();
    restoreLibrary(folder, libraryFile(copy), now());
    expect((await (await open()).open(id)).revision).toBe(9);
  });
});
