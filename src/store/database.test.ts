import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import { openDatabase, plainly } from './database.ts';
import { libraryFile } from './files.ts';
import { MIGRATIONS } from './migrations.ts';
import { openStore } from './store.ts';
import { smallCampaign } from './testing/campaign.ts';

const now = () => new Date('2027-01-01T00:00:00Z');
let folder: string;
beforeEach(async () => void (folder = mkdtempSync(join(tmpdir(), 'tandem-database-'))));
afterEach(async () => rmSync(folder, { recursive: true, force: true }));

async function refusal(path: string): Promise<Refusal> {
  try {
    await (await openStore(path, { now })).close();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('The library was opened.');
}

async function filled(): Promise<string> {
  const store = await openStore(folder, { now });
  for (let n = 0; n < 40; n++) await store.create(smallCampaign(`Campaign ${n}`));
  await store.close();
  return libraryFile(folder);
}

describe('opening', () => {
  test('makes the folders and the file that are missing', async () => {
    const deep = join(folder, 'a', 'b');
    await (await openStore(deep, { now })).close();
    expect(readdirSync(deep)).toEqual(['library.sqlite', 'library.sqlite-count']);
  });

  test('takes a path that ends in .sqlite as the file itself', async () => {
    await (await openStore(join(folder, 'other.sqlite'), { now })).close();
    expect(readdirSync(folder)).toEqual(['other.sqlite', 'other.sqlite-count']);
  });

  test('makes every commit durable', async () => {
    const database = openDatabase(folder);
    const setting = (name: string) => database.pragma(name, { simple: true });
    expect([setting('journal_mode'), setting('synchronous'), setting('foreign_keys'), setting('busy_timeout')]).toEqual(
      ['wal', 2, 1, 25],
    );
    expect(setting('user_version')).toBe(MIGRATIONS.length);
    database.close();
  });

  test('waits for another process that is just making the library', async () => {
    const file = libraryFile(folder);
    const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
    const other = spawn(process.execPath, [
      '--eval',
      `const database = new (require(${JSON.stringify(sqlite)}))(${JSON.stringify(file)});
       database.exec('BEGIN EXCLUSIVE');
       console.log('locked');
       setTimeout(() => { database.exec('COMMIT'); database.close(); }, 300);`,
    ]);
    await once(other.stdout, 'data');
    const store = await openStore(folder, { now });
    expect(await store.isEmpty()).toBe(true);
    await store.close();
    await once(other, 'close');
  });

  test('takes an empty file, which a crash at the first start leaves, as an empty library', async () => {
    writeFileSync(libraryFile(folder), '');
    const store = await openStore(folder, { now });
    expect(await store.isEmpty()).toBe(true);
    await store.close();
  });
});

describe('a library that cannot be used is refused in one sentence and left as it was', () => {
  test('from the future', async () => {
    const file = await filled();
    const database = new SqliteDatabase(file);
    database.pragma(`user_version = ${MIGRATIONS.length + 3}`);
    database.close();
    const before = readFileSync(file);
    const { code, message } = await refusal(folder);
    expect(code).toBe('tooNew');
    expect(message).toBe(
      `The library ${file} was written by a newer studio (library version ${MIGRATIONS.length + 3}; this studio reads up to ${MIGRATIONS.length}). ` +
        'Update the studio and start it again, or choose another data folder.',
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each([
    ['text', Buffer.from('This is my shopping list.\n'.repeat(400))],
    ['random bytes', Buffer.from(Array.from({ length: 20_000 }, (_, n) => (n * 2_654_435_761) >>> 24))],
    ['a header and nothing more', Buffer.from('SQLite format 3\0')],
  ])('%s', async (_, bytes) => {
    const file = libraryFile(folder);
    writeFileSync(file, bytes);
    const { code, message } = await refusal(folder);
    expect(code).toBe('unreadable');
    expect(message).toContain(`The library ${file} is damaged or is no library at all. It was left as it was.`);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['library.sqlite']);
  });

  test('cut short', async () => {
    const file = await filled();
    truncateSync(file, Math.floor(statSync(file).size / 2));
    const before = readFileSync(file);
    const { code, message } = await refusal(folder);
    expect(code).toBe('unreadable');
    expect(message).toContain(file);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each([
    ['its version is 0', 60, [0, 0, 0, 0]],
    ['its version is -1', 60, [255, 255, 255, 255]],
    ['the count of its schema is garbled', 40, [255, 171, 205, 239]],
    ['the format of its schema is garbled', 44, [255, 171, 205, 239]],
    ['the encoding of its texts is garbled', 56, [255, 171, 205, 239]],
    ['its page size is garbled', 16, [3, 7]],
  ])('%s: it is refused as damaged, or nothing is lost', async (_, offset, bytes) => {
    const file = await filled();
    const before = readFileSync(file);
    before.set(bytes, offset);
    writeFileSync(file, before);
    let campaigns: number;
    try {
      const store = await openStore(folder, { now });
      campaigns = (await store.list()).length;
      await store.close();
    } catch (error) {
      expect(error).toMatchObject({ code: 'unreadable' });
      expect((error as Error).message).toContain(`The library ${file} is damaged or is no library at all.`);
      expect(readFileSync(file).equals(before)).toBe(true);
      return;
    }
    expect(campaigns).toBe(40);
  });

  test("somebody else's database", async () => {
    const file = libraryFile(folder);
    const other = new SqliteDatabase(file);
    other.exec('CREATE TABLE recipes (name TEXT)');
    other.close();
    const before = readFileSync(file);
    const { code, message } = await refusal(folder);
    expect(code).toBe('unreadable');
    expect(message).toBe(
      `${file} is a database of another program. It was left as it was. Choose another data folder.`,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a folder in the place of the file, or a file in the place of the folder', async () => {
    mkdirSync(libraryFile(folder));
    expect(await refusal(folder)).toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('cannot be read and written'),
    });
    writeFileSync(join(folder, 'plain'), 'x');
    expect(await refusal(join(folder, 'plain'))).toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining(join(folder, 'plain', 'library.sqlite')),
    });
    expect(readFileSync(join(folder, 'plain'), 'utf8')).toBe('x');
  });

  test('pages overwritten inside: the sentence comes when they are read', async () => {
    const file = await filled();
    const bytes = readFileSync(file);
    bytes.fill(0xab, 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    await expect(async () => {
      const store = await openStore(folder, { now });
      try {
        await store.list();
      } finally {
        await store.close();
      }
    }).rejects.toThrow(/is damaged or is no library at all/);
  });
});

/** Does something without special rights, since for a superuser every folder can be written. */
async function unprivileged<R>(work: () => Promise<R>): Promise<R> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

describe.skipIf(process.platform === 'win32')('without the right to write', () => {
  test('a folder is refused with a sentence', async () => {
    chmodSync(folder, 0o555);
    const { code, message } = await unprivileged(() => refusal(folder));
    expect(code).toBe('unreadable');
    expect(message).toBe(
      `The library ${libraryFile(folder)} cannot be read and written here (SQLITE_CANTOPEN). Allow writing to its folder, or choose another data folder.`,
    );
    expect(existsSync(libraryFile(folder))).toBe(false);
  });

  test('a library in it is refused with a sentence and left as it was', async () => {
    const file = await filled();
    const before = readFileSync(file);
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    const { code, message } = await unprivileged(() => refusal(folder));
    expect(code).toBe('unreadable');
    expect(message).toContain(`The library ${file} cannot be read and written here`);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

test.runIf(existsSync('/proc/self'))('a folder that the system never makes is refused, not waited for', async () => {
  const { code, message } = await refusal('/proc/tandem');
  expect(code).toBe('unreadable');
  expect(message).toContain('/proc/tandem/library.sqlite cannot be read and written here');
});

test('a full disk has a word of its own, since what was asked can be asked again', async () => {
  for (const code of ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'])
    expect(plainly(Object.assign(new Error(code), { code }), 'library.sqlite')).toMatchObject({ code: 'full' });
});
