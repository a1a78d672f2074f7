import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { backUpDaily } from './backups.ts';
import type { Count } from './count.ts';
import { backupsOf, logFile } from './files.ts';

/** What keeps a library whole beside the edits themselves. */

export interface Older {
  /** Changes that were acknowledged and are not there. */
  changes: number;
  library: string;
  newestBackup: string | null;
}

export function upkeepOf(database: Database, count: Count, instant: () => string) {
  const changes = database.prepare<[], number>('SELECT changes FROM library').pluck();
  const dataVersion = () => database.pragma('data_version', { simple: true });
  const shown = database.prepare<[], number>('SELECT changes + others FROM library').pluck();
  let seenVersion = dataVersion();
  let seenShown = shown.get();
  return {
    older: (): Older | null =>
      count.lacking() > 0
        ? { changes: count.lacking(), library: database.name, newestBackup: backupsOf(database.name).at(-1) ?? null }
        : null,
    acceptOlder: (): void => count.accept(),
    changes: (): number => changes.get() ?? 0,
    isChangedElsewhere: (): boolean => {
      const version = dataVersion();
      if (version === seenVersion) return false;
      seenVersion = version;
      // What a publisher writes to say that it is still in charge is nothing to look at.
      const before = seenShown;
      seenShown = shown.get();
      return seenShown !== before;
    },
    tidy: (): void => {
      if ((statSync(logFile(database.name), { throwIfNoEntry: false })?.size ?? 0) > 0)
        database.pragma('wal_checkpoint(TRUNCATE)');
    },
    // An older library does not push better backups out.
    backUp: async (): Promise<void> => {
      if (count.lacking() === 0) await backUpDaily(database, instant().slice(0, 10));
    },
  };
}
