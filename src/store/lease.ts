import type { Database } from 'better-sqlite3';
import type { Lease } from '#contract/publishing.ts';

/** Which publisher is in charge: one row, changed by single statements, so that two of them never both are. */

export function leaseIn(database: Database) {
  const find = database.prepare<[], Omit<Lease, 'isPaused'> & { isPaused: number }>(
    'SELECT holder, beat, until, is_paused AS isPaused FROM lease',
  );
  const take = database.prepare(
    `UPDATE lease SET holder = $holder, beat = beat + 1, until = $until
     WHERE holder IN ('', $holder) OR (holder = $seenHolder AND beat = $seenBeat)`,
  );
  const keep = database.prepare('UPDATE lease SET beat = beat + 1, until = ? WHERE holder = ?');
  const release = database.prepare("UPDATE lease SET holder = '', beat = beat + 1, until = '' WHERE holder = ?");
  const pause = database.prepare('UPDATE lease SET is_paused = ?');
  return {
    lease: (): Lease => {
      const { isPaused, ...lease } = find.get()!;
      return { ...lease, isPaused: isPaused === 1 };
    },
    takeLease: ({
      holder,
      until,
      seen,
    }: {
      holder: string;
      until: string;
      seen?: Pick<Lease, 'holder' | 'beat'>;
    }): boolean =>
      take.run({ holder, until, seenHolder: seen?.holder ?? null, seenBeat: seen?.beat ?? null }).changes > 0,
    keepLease: (holder: string, until: string): boolean => keep.run(until, holder).changes > 0,
    releaseLease: (holder: string): void => void release.run(holder),
    pausePublishing: (isPaused: boolean): void => void pause.run(isPaused ? 1 : 0),
  };
}
