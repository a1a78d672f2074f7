import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** What lies in the data folder, by name. */

const FILE_NAME = 'library.sqlite';

/** The library's file: a path that ends in `.sqlite` is the file itself, anything else is the folder it lies in. */
export function libraryFile(path: string): string {
  return resolve(path.endsWith('.sqlite') ? path : join(path, FILE_NAME));
}

/** SQLite's log of what is not in the file yet. */
export const logFile = (file: string) => `${file}-wal`;
/** How many changes were acknowledged. */
export const countFile = (file: string) => `${file}-count`;
export const backupsFolder = (file: string) => join(dirname(file), 'backups');

/** The backup of a day or of a moment; names sort by time. */
export const backupFile = (file: string, moment: string) =>
  join(backupsFolder(file), `${stem(file)}-${moment.replaceAll(':', '-')}.sqlite`);

/** What is moved out of the way when a backup takes its place. */
export const asideFile = (file: string, moment: string) =>
  join(dirname(file), `${stem(file)}-set-aside-${moment.replaceAll(':', '-')}.sqlite`);

const stem = (file: string) => basename(file, '.sqlite');

/** The backups of a library, the oldest first. */
export function backupsOf(file: string): string[] {
  try {
    return readdirSync(backupsFolder(file))
      .filter((name) => name.startsWith(`${stem(file)}-`) && name.endsWith('.sqlite'))
      .toSorted()
      .map((name) => join(backupsFolder(file), name));
  } catch {
    return [];
  }
}

/** Which file stands at a path, whatever its name; undefined where there is none. */
export function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}
