import type { Database } from 'better-sqlite3';
import { Refusal } from '#campaign/refusal.ts';
import { identityOf, logFile } from './files.ts';

/**
 * Whether the library's file still stands where it was opened. A folder that is deleted or exchanged under an open library leaves SQLite
 * writing into a file that nobody finds again; what is written there must not be acknowledged.
 */
export interface Whereabouts {
  /** Throws Refusal `gone` where the file, or the log beside it, is no longer the one that was opened. */
  require(): void;
}

export function whereaboutsOf(database: Database): Whereabouts {
  const file = database.name;
  const log = logFile(file);
  const [openedFile, openedLog] = [identityOf(file), identityOf(log)];
  return {
    require() {
      if (found(file) !== openedFile) {
        throw new Refusal(
          'gone',
          `The library ${file} is no longer there, or another file is in its place, so nothing can be stored. ` +
            'Save what you have open as a file; then put the folder back, or restart the studio.',
        );
      }
      const foundLog = found(log);
      if (foundLog === openedLog) return;
      // The log is still open here: what stands in it can be brought home, as long as nobody has begun another one.
      if (foundLog === undefined) database.pragma('wal_checkpoint(TRUNCATE)');
      throw new Refusal(
        'gone',
        `A part of the library (${log}) was taken away while the studio had it open. What was stored until now is kept, ` +
          'but nothing more can be stored. Save what you have open as a file, then restart the studio.',
      );
    },
  };
}

/** A path that cannot be asked about is no longer there for us. */
function found(path: string): string | undefined {
  try {
    return identityOf(path);
  } catch {
    return undefined;
  }
}
