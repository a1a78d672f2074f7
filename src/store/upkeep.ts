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
  let seenVersion = dataVersion();
  return {
    older: (): Older | null =>
      count.lacking() > 0
        ? { changes: count.lacking(), library: database.name, newestBackup: backupsOf(database.name).at(-1) ?? null }
        : null,
    acceptOlder: (): void => count.accept(),
    changes: (): number => changes.get() ?? 0,
    isChangedElsewhere: (): boolean => {
      const before = seenVersion;
      seenVersion = dataVersion();
      return seenVersion !== before;
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
