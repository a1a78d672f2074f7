import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, copyFileSync, existsSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { Refusal } from '#campaign/refusal.ts';
import { ASKS } from '#contract/publishing.ts';
import { makeFolder, plainly, refuseOthers } from './database.ts';
import { writeCount } from './count.ts';
import { asideFile, backupFile, backupsFolder, backupsOf, identityOf, libraryFile, logFile } from './files.ts';

/** Whole copies of the library, and putting one back in its place. */

const KEPT_BACKUPS = 7;
const DAILY = /-\d{4}-\d{2}-\d{2}\.sqlite$/;
const UNFINISHED = '.unfinished';

/** Copies an open library into today's backup, where there is none yet, and lets the oldest daily ones go. */
export async function backUpDaily(database: Database, today: string): Promise<void> {
  const target = backupFile(database.name, today);
  if (existsSync(target)) return;
  makeFolder(backupsFolder(database.name));
  for (const left of readdirSync(backupsFolder(database.name)).filter((name) => name.endsWith(UNFINISHED)))
    rmSync(join(backupsFolder(database.name), left), { force: true });
  await copyInto(database, target);
  const others = backupsOf(database.name).filter((path) => DAILY.test(path) && path !== target);
  for (const old of others.slice(0, Math.max(0, others.length - KEPT_BACKUPS + 1))) rmSync(old, { force: true });
}

/** Copies the library at `path` into `target`, or under a name of the moment beside the daily ones. Returns the copy's path. */
export async function backUp(
  path: string,
  { target, now }: { target?: string | undefined; now: Date },
): Promise<string> {
  const file = libraryFile(path);
  if (!existsSync(file)) throw new Refusal('notFound', `There is no library ${file}. Name its folder with --data.`);
  let database: Database | undefined;
  try {
    database = new SqliteDatabase(file, { fileMustExist: true });
    refuseOthers(database);
    const copy = target ?? backupFile(file, now.toISOString().slice(0, 19));
    if (target === undefined) makeFolder(backupsFolder(file));
    await copyInto(database, copy);
    return copy;
  } catch (error) {
    throw plainly(error, file);
  } finally {
    database?.close();
  }
}

/** A copy appears whole or not at all, and for its owner alone. */
async function copyInto(database: Database, target: string): Promise<void> {
  const unfinished = `${target}.${randomUUID().slice(0, 8)}${UNFINISHED}`;
  try {
    closeSync(openSync(unfinished, 'wx', 0o600));
    await database.backup(unfinished);
    finish(unfinished);
    renameSync(unfinished, target);
  } catch (error) {
    removeWithLog(unfinished);
    const { code } = error as { code?: string };
    throw /^(E[A-Z]+$|SQLITE_(CANTOPEN|IOERR|FULL|READONLY))/.test(code ?? '')
      ? new Refusal(
          'refused',
          `The backup “${target}” cannot be written (${code}). Name a file in a folder that is there, may be written and has room for the whole library.`,
        )
      : error;
  }
}

/** Makes one whole file of a copy: no log beside it. */
function finish(path: string): void {
  const copy = new SqliteDatabase(path);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

export interface Restored {
  library: string;
  campaigns: number;
  /** Where the library that was there is kept; null where there was none. */
  setAside: string | null;
}

/**
 * Puts a copy of `source` in the place of the library at `path`. Whether it is sound and whether nobody holds the library is found out
 * before anything moves. Throws Refusal.
 */
export function restoreLibrary(path: string, source: string, now: Date): Restored {
  const file = libraryFile(path);
  if (!existsSync(source)) throw new Refusal('notFound', `“${source}” is not there. Check the name and the folder.`);
  if (identityOf(source) === identityOf(file))
    throw new Refusal('refused', `“${source}” is the library itself. Name a backup of it.`);
  const candidate = `${file}.${randomUUID().slice(0, 8)}${UNFINISHED}`;
  try {
    makeFolder(dirname(file));
    copyFileSync(source, candidate);
    if (existsSync(logFile(source))) copyFileSync(logFile(source), logFile(candidate));
    chmodSync(candidate, 0o600);
    const { campaigns, changes } = soundOrRefuse(candidate, source);
    doubtWhatIsDue(candidate, now);
    const setAside = existsSync(file) ? asideFile(file, now.toISOString().slice(0, 23)) : null;
    if (setAside !== null) {
      if (existsSync(setAside)) throw new Refusal('refused', `“${setAside}” is there already. Try again in a moment.`);
      refuseHeld(file);
      renameSync(file, setAside);
      // Only a library that cannot be opened has a log left, and that log belongs to it.
      if (existsSync(logFile(file))) renameSync(logFile(file), logFile(setAside));
      rmSync(`${file}-shm`, { force: true });
    }
    renameSync(candidate, file);
    writeCount(file, changes);
    return { library: file, campaigns, setAside };
  } catch (error) {
    removeWithLog(candidate);
    throw plainly(error, file);
  }
}

function soundOrRefuse(candidate: string, source: string): { campaigns: number; changes: number } {
  let database: Database | undefined;
  const refusal = (why: string) =>
    new Refusal('unreadable', `“${source}” ${why}, so nothing was changed. Choose another backup.`);
  try {
    database = new SqliteDatabase(candidate);
    const sound = database.pragma('integrity_check', { simple: true }) === 'ok';
    const broken = database.pragma('foreign_key_check') as unknown[];
    if (!sound || broken.length > 0) throw refusal('is damaged');
    const tables = database.prepare('SELECT name FROM sqlite_schema').pluck().all();
    if (!tables.includes('campaigns')) throw refusal('is no library of the studio');
    refuseOthers(database);
    database.pragma('journal_mode = DELETE');
    const one = (query: string) => database!.prepare(query).pluck().get() as number;
    return {
      campaigns: one('SELECT count(*) FROM campaigns WHERE removed_at IS NULL'),
      changes: tables.includes('library') ? one('SELECT changes FROM library') : 0,
    };
  } catch (error) {
    throw error instanceof Refusal ? error : refusal('is damaged or is no library at all');
  } finally {
    database?.close();
  }
}

/**
 * Of what an older library would send, nobody knows whether it has left since: it is asked about instead. What is due later is sent, as its
 * library knows of nothing that could have sent it before.
 */
function doubtWhatIsDue(candidate: string, now: Date): void {
  const database = new SqliteDatabase(candidate);
  try {
    if (database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'ledger'").pluck().get() === 0) return;
    database
      .prepare(
        `UPDATE ledger SET state = 'unknown', due_at = NULL, claim = 'restored/0', sentence = $sentence || json_extract($asks, '$.' || action)
         WHERE state = 'claimed' OR (state = 'planned' AND due_at <= $now)`,
      )
      .run({
        sentence: 'The library was restored from a backup, and this may have been done since that was made. ',
        asks: JSON.stringify(ASKS),
        now: now.toISOString(),
      });
    database.prepare("UPDATE lease SET holder = '', until = ''").run();
  } finally {
    database.close();
  }
}

/** Throws Refusal where a studio has the library open: only who is alone with a library can take its log away. */
function refuseHeld(file: string): void {
  let database: Database | undefined;
  try {
    database = new SqliteDatabase(file, { timeout: 0 });
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    if (!/^SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: unknown }).code))) return;
    throw new Refusal('refused', `A studio has the library ${file} open. Close it, then try again.`);
  } finally {
    database?.close();
  }
}

function removeWithLog(path: string): void {
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${part}`, { force: true });
}
