import type { Database } from 'better-sqlite3';
import { DAY_MILLISECONDS } from '#campaign/calendar.ts';
import type { Removed, Summary } from '#contract/library.ts';
import { SUMMARY_SELECTION } from './summary.ts';

/**
 * Campaigns that were deleted and can still be brought back. They go for good by more than one clock: so many days by the machine's, which
 * may be wrong, and so many different days on which the library was in use since. A clock that jumps moves the first only.
 */

const KEPT_DAYS = 30;
const KEPT_DAYS_IN_USE = 7;

export function removedIn(database: Database, instant: () => string) {
  const inUseSince = '(SELECT count(*) FROM days_in_use WHERE number > removed_on_day)';
  const selectAll = database.prepare<[], Summary & { removedAt: string; daysInUse: number }>(
    `SELECT ${SUMMARY_SELECTION}, removed_at AS removedAt, ${inUseSince} AS daysInUse
     FROM campaigns WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, rowid DESC`,
  );
  const remove = database.prepare(
    `UPDATE campaigns SET removed_at = ?, removed_on_day = (SELECT coalesce(max(number), 0) FROM days_in_use)
     WHERE id = ? AND removed_at IS NULL`,
  );
  const restore = database.prepare('UPDATE campaigns SET removed_at = NULL WHERE id = ?');
  const purge = database.prepare('DELETE FROM campaigns WHERE id = ? AND removed_at IS NOT NULL');
  const purgeDue = database.prepare(
    `DELETE FROM campaigns WHERE removed_at <= ? AND ${inUseSince} >= ${KEPT_DAYS_IN_USE}`,
  );
  const isDayNoted = database.prepare('SELECT 1 FROM days_in_use WHERE day = ?');
  const noteDay = database.prepare('INSERT INTO days_in_use (day) VALUES (?)');

  const onDay = database.transaction((now: string): number => {
    const today = now.slice(0, 10);
    if (!isDayNoted.get(today)) noteDay.run(today);
    return purgeDue.run(new Date(Date.parse(now) - KEPT_DAYS * DAY_MILLISECONDS).toISOString()).changes;
  });

  return {
    list: (): Removed[] =>
      selectAll.all().map(({ daysInUse, ...campaign }) => ({
        ...campaign,
        keptUntil: new Date(Date.parse(campaign.removedAt) + KEPT_DAYS * DAY_MILLISECONDS).toISOString(),
        daysInUseLeft: Math.max(0, KEPT_DAYS_IN_USE - daysInUse),
      })),
    remove: (id: string) => void remove.run(instant(), id),
    restore: (id: string) => void restore.run(id),
    /** Deletes a removed campaign for good; false where it is not removed. */
    purge: (id: string): boolean => purge.run(id).changes > 0,
    /** Notes that the library is in use today, and deletes for good what is due; says how many that were. */
    purgeDue: (): number => onDay.immediate(instant()),
  };
}
