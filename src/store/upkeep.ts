import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { backUpDaily } from './backups.ts';
import type { Count } from './count.ts';
import { backupsOf, logFile } from './files.ts';

/** What keeps a library whole beside the edits themselves. */
export interface Upkeep {
  /** What the library lacks of what was acknowledged, as found at opening; null where it lacks nothing or that was accepted. */
  older(): Older | null;
  /** Goes on from the library as it is. */
  acceptOlder(): void;
  /** Rises with every change, whichever program makes it. */
  changes(): number;
  /** Whether another program has written here since this was last asked. */
  isChangedElsewhere(): boolean;
  /** Brings what stands in the log into the file, so that the file alone is a whole copy. Leaves it where somebody reads the log. */
  tidy(): void;
  /** Makes the backup of today, where there is none. */
  backUp(): Promise<void>;
}

export interface Older {
  /** Changes that were acknowledged and are not there. */
  changes: number;
  library: string;
  newestBackup: string | null;
}

export function upkeepOf(database: Database, count: Count, instant: () => string): Upkeep {
  const changes = database.prepare<[], number>('SELECT changes FROM library').pluck();
  const dataVersion = () => database.pragma('data_version', { simple: true });
  let seenVersion = dataVersion();
  return {
    older: () =>
      count.lacking() > 0
        ? { changes: count.lacking(), library: database.name, newestBackup: backupsOf(database.name).at(-1) ?? null }
        : null,
    acceptOlder: () => count.accept(),
    changes: () => changes.get() ?? 0,
    isChangedElsewhere: () => {
      const before = seenVersion;
      seenVersion = dataVersion();
      return seenVersion !== before;
    },
    tidy: () => {
      if ((statSync(logFile(database.name), { throwIfNoEntry: false })?.size ?? 0) > 0)
        database.pragma('wal_checkpoint(TRUNCATE)');
    },
    // An older library does not push better backups out.
    backUp: async () => {
      if (count.lacking() === 0) await backUpDaily(database, instant().slice(0, 10));
    },
  };
}
