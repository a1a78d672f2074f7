import type { Database } from 'better-sqlite3';

/** What windows sent and the library did, by the ids that they chose: an answer may get lost, and what is sent again must not be done twice. */

/** Changes of a campaign after which a sending is forgotten: far more than a window can fall behind while its answer is missing. */
const REMEMBERED_REVISIONS = 10_000;

export function sendingsOn(database: Database) {
  const find = database.prepare<[string, string]>('SELECT 1 FROM sendings WHERE campaign_id = ? AND sending = ?');
  const keep = database.prepare('INSERT INTO sendings (campaign_id, sending, revision) VALUES (?, ?, ?)');
  const forget = database.prepare('DELETE FROM sendings WHERE campaign_id = ? AND revision <= ?');
  return {
    isDone: (id: string, sending: string): boolean => find.get(id, sending) !== undefined,
    /** Part of the transaction that does what was sent. */
    remember(id: string, sending: string, revision: number): void {
      keep.run(id, sending, revision);
      forget.run(id, revision - REMEMBERED_REVISIONS);
    },
  };
}
