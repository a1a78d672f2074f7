import type { Database } from 'better-sqlite3';

/** What was last exported of a campaign, by target, so that the next export can say what is gone since: a calendar, or the index of other files. */

/** Longer ones are not kept: a calendar of thousands of events is no longer followed up event by event. */
const MOST_CHARACTERS = 8_000_000;

export function exportsIn(database: Database) {
  const find = database
    .prepare<[string, string], string>('SELECT text FROM exports WHERE campaign_id = ? AND target = ?')
    .pluck();
  const keep = database.prepare(
    `INSERT INTO exports (campaign_id, target, text) VALUES (?, ?, ?)
     ON CONFLICT (campaign_id, target) DO UPDATE SET text = excluded.text`,
  );
  return {
    lastExport: (id: string, target: string): string | undefined => find.get(id, target),
    keepExport: (id: string, target: string, text: string): void => {
      if (text.length <= MOST_CHARACTERS) keep.run(id, target, text);
    },
  };
}
