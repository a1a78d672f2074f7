import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { Refusal } from '#campaign/refusal.ts';
import { foldedName } from '#contract/publishing.ts';
import { backupsOf, countFile, libraryFile, logFile } from './files.ts';
import { APPLICATION_ID, migrate, refuseNewer, versionOf } from './migrations.ts';

/** Opening the library's file safely, and what SQLite's failures mean in plain words. */

/** At opening, another process that is just making the library is waited for. */
const PATIENCE_MILLISECONDS = 5000;
/** Later on the studio answers other calls meanwhile, so a lock of another process is waited for outside (studio/patience.ts). */
const BRIEF_MILLISECONDS = 25;

/**
 * Opens the library, making folder and file where they are missing, and brings it up to date.
 * Throws Refusal; a file that is refused is left as it was.
 */
export function openDatabase(path: string): Database {
  const file = libraryFile(path);
  let database: Database | undefined;
  try {
    makeFolder(dirname(file));
    makePrivate(file);
    database = new SqliteDatabase(file, { timeout: PATIENCE_MILLISECONDS });
    refuseOthers(database);
    writeAhead(database);
    // An edit is on the disk before it is acknowledged, also when the power fails (fullfsync is what that takes on macOS).
    database.pragma('synchronous = FULL');
    database.pragma('fullfsync = ON');
    database.pragma('foreign_keys = OFF');
    // Of names of profiles: SQLite by itself folds ASCII alone.
    database.function('folded', { deterministic: true }, (name) => foldedName(String(name)));
    migrate(database);
    database.pragma('foreign_keys = ON');
    database.pragma(`busy_timeout = ${BRIEF_MILLISECONDS}`);
    database.pragma('wal_checkpoint(TRUNCATE)');
    keepPrivate(file);
    return database;
  } catch (error) {
    database?.close();
    throw plainly(opening(error, file), file);
  }
}

/** Makes a folder and those above it. Node's own recursion never ends where the system denies that a folder's parent is there (/proc). */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path, 0o700);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}

/** Makes the file, for its owner alone, where it is missing: what is in a library is nobody else's business. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch {
    // It is there already, or cannot be made, which SQLite says in a moment.
  }
}

/** Takes a library of an older studio away from other users of the machine, its log and its count included. */
function keepPrivate(file: string): void {
  for (const path of [file, logFile(file), `${file}-shm`, countFile(file)]) {
    try {
      chmodSync(path, 0o600);
    } catch {
      // Not there, or another person's, who lets us work with it.
    }
  }
}

/** Refuses a library from a newer studio and a database of another program, before anything is written to it. */
export function refuseOthers(database: Database): void {
  // One transaction: another process may be making this very library.
  database.transaction(() => {
    const ours = database.pragma('application_id', { simple: true }) === APPLICATION_ID;
    const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
    const version = versionOf(database);
    if (version < 0 || (ours && version === 0)) throw damaged(database.name);
    if (!ours && tables > 0) {
      throw new Refusal(
        'unreadable',
        `${database.name} is a database of another program. It was left as it was. Choose another data folder.`,
      );
    }
    refuseNewer(database);
  })();
}

/** Turns the write-ahead log on. SQLite does not wait for a lock in this one place, so we do. */
function writeAhead(database: Database): void {
  for (let waited = 0; ; waited += 25) {
    try {
      database.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (codeOf(error) !== 'SQLITE_BUSY' || waited >= PATIENCE_MILLISECONDS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    }
  }
}

/** While a library is opened, whatever else SQLite stumbles over is damage: its own statements are known to be right. */
function opening(error: unknown, file: string): unknown {
  const code = codeOf(error);
  return code === 'SQLITE_ERROR' || code?.startsWith('SQLITE_CONSTRAINT') ? damaged(file) : error;
}

function damaged(file: string): Refusal {
  const newest = backupsOf(file).at(-1);
  return new Refusal(
    'unreadable',
    `The library ${file} is damaged or is no library at all. It was left as it was. ` +
      (newest === undefined
        ? 'Put a sound copy in its place, or move it away to start with an empty library.'
        : `Its newest backup is ${newest}; “tandem library restore” puts that in its place.`),
  );
}

/** A failure of SQLite or of the file system as a Refusal; anything else as it is. */
export function plainly(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (error instanceof Refusal || code === undefined) return error;
  if (/^SQLITE_(NOTADB|CORRUPT|FORMAT)/.test(code)) {
    return damaged(file);
  }
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) {
    return new Refusal(
      'full',
      `The disk that holds ${file} is full, so nothing was changed. Free some space and try again.`,
    );
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new Refusal(
      'busy',
      `Another program is using the library ${file}, so nothing was changed. Try again in a moment.`,
    );
  }
  if (
    /^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH|IOERR)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|EISDIR|ENAMETOOLONG|ELOOP)/.test(
      code,
    )
  ) {
    return new Refusal(
      'unreadable',
      `The library ${file} cannot be read and written here (${code}). Allow writing to its folder, or choose another data folder.`,
    );
  }
  return error;
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}
