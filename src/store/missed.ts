import type { Database } from 'better-sqlite3';
import type { KeptMissed, RowName, Seen } from '#contract/publishing.ts';

/** Who of a list did not get a message: by their place in it and their line in the audience file, and nothing else about them. */
export function missedIn(database: Database) {
  // Replaced where it was known: what was tried last stands at the end.
  const miss = database.prepare(
    `INSERT OR REPLACE INTO missed (key, revision, place, line, sentence, waits)
     VALUES ($key, $revision, $place, $line, $sentence, $waits)`,
  );
  const reach = database.prepare('DELETE FROM missed WHERE key = $key AND revision = $revision AND place = $place');
  const all = database.prepare<[object], Omit<KeptMissed, 'waits'> & { waits: number }>(
    'SELECT place, line, sentence, waits FROM missed WHERE key = $key AND revision = $revision ORDER BY id',
  );
  const wait = database.prepare('UPDATE missed SET waits = $waits WHERE key = $key AND revision = $revision');

  return {
    of: ({ key, revision }: RowName): KeptMissed[] =>
      all.all({ key, revision }).map(({ waits, ...one }) => ({ ...one, waits: waits === 1 })),
    keep({ key, revision }: RowName, { place, line, refusal }: Seen): void {
      if (!refusal) reach.run({ key, revision, place });
      else miss.run({ key, revision, place, line, sentence: refusal.sentence, waits: refusal.waits ? 1 : 0 });
    },
    /** Whether all of them are tried again. */
    setWaiting({ key, revision }: RowName, waits: boolean): void {
      wait.run({ key, revision, waits: waits ? 1 : 0 });
    },
  };
}
