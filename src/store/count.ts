import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { countFile } from './files.ts';

/**
 * The library counts its changes (triggers do, in the transaction of each), and the newest count stands once more in a small file beside it,
 * written after each commit. A library that knows of fewer changes than that file has lost some: its log was deleted, or an older copy took
 * its place. The file is a hint: it is never waited for, and one that cannot be written or read says nothing.
 */
export interface Count {
  /** How many acknowledged changes the library lacked when it was opened, until that is accepted. */
  lacking(): number;
  /** Goes on from the library as it is. */
  accept(): void;
  /** Notes what was just committed. */
  note(): void;
  close(): void;
}

/** Digits of the count: always as many, so that it is overwritten in place. */
const WIDTH = 16;

export function countOf(database: Database): Count {
  const changes = database.prepare<[], number>('SELECT changes FROM library').pluck();
  const handle = openOrNothing(countFile(database.name));
  // The file before the library: another studio may be at work between the two.
  const acknowledged = read(handle);
  let lacking = Math.max(0, acknowledged - (changes.get() ?? 0));
  let noted = acknowledged;

  function note(): void {
    const now = changes.get();
    if (handle === undefined || lacking > 0 || now === undefined || now === noted) return;
    try {
      writeSync(handle, `${String(now).padStart(WIDTH, '0')}\n`, 0);
      noted = now;
    } catch {
      // The change itself is stored.
    }
  }
  return {
    lacking: () => lacking,
    accept() {
      lacking = 0;
      note();
    },
    note,
    close: () => (handle === undefined ? undefined : closeSync(handle)),
  };
}

/** Says beside a library that was put in place how many changes it knows of. */
export function writeCount(file: string, changes: number): void {
  const handle = openOrNothing(countFile(file));
  if (handle === undefined) return;
  writeSync(handle, `${String(changes).padStart(WIDTH, '0')}\n`, 0);
  closeSync(handle);
}

function openOrNothing(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch {
    return undefined;
  }
}

function read(handle: number | undefined): number {
  if (handle === undefined) return 0;
  try {
    const bytes = Buffer.alloc(WIDTH);
    readSync(handle, bytes, 0, WIDTH, 0);
    const text = bytes.toString('latin1');
    return /^\d+$/.test(text) ? Number(text) : 0;
  } catch {
    return 0;
  }
}
