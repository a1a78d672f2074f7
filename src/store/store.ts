import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { campaignFrom, CampaignFileError } from '#campaign/file.ts';
import { newCampaignId } from '#campaign/identity.ts';
import type { History, HistoryEntry } from '#contract/campaign.ts';
import type { Removed, Summary } from '#contract/library.ts';
import { apply, describe } from '#campaign/reducer.ts';
import { Refusal } from '#campaign/refusal.ts';
import { countOf, type Count } from './count.ts';
import { openDatabase, plainly } from './database.ts';
import { Documents, type Standing } from './documents.ts';
import { exportsIn, type ExportStore } from './exports.ts';
import { placeOf } from './place.ts';
import { preferencesIn, type PreferenceStore } from './preferences.ts';
import { removedIn } from './removed.ts';
import { sendingsOn } from './sendings.ts';
import { SUMMARY_COLUMNS, SUMMARY_SELECTION, summaryOf } from './summary.ts';
import { upkeepOf, type Upkeep } from './upkeep.ts';

/** The library: every campaign with its whole history, and the preferences of the person. One SQLite file. */

/** An id that the caller chose for what it sends. Sent again, after a lost answer, it does nothing a second time. */
export type Sending = string | undefined;

export interface Changed {
  /** Rises by one with every change, undo and redo included. */
  revision: number;
  history: History;
  campaign: Campaign;
  /** This sending was done before: nothing was done now, and this is how the campaign stands. */
  repeated?: true;
}

/** Every call is done and on the disk when it returns, or throws Refusal and has changed nothing. */
export interface Store extends PreferenceStore, ExportStore, Upkeep {
  /** Campaigns that are not removed, the last changed first. */
  list(): Summary[];
  /** Keeps a campaign and returns its id. */
  create(campaign: Campaign): string;
  open(id: string): Changed & { id: string };
  /** Applies a command that has passed `commandSchema`. `revision` is the one the caller knows: an older one is a `conflict`. */
  execute(id: string, revision: number, command: Command, sending?: Sending): Changed;
  /** Goes one entry back: to before `entry` where one is named, which must be the last; `command` is what was applied. */
  undo(id: string, revision: number, entry?: string, sending?: Sending): Travelled;
  /** Goes one entry forward again, which must be `entry` where one is named; `command` is what was applied. */
  redo(id: string, revision: number, entry?: string, sending?: Sending): Travelled;
  /** A copy under a new name, with an id and a history of its own. */
  duplicate(id: string, name: string): string;
  /** Takes the campaign out of the library; `restore` brings it back as it was. */
  remove(id: string): void;
  restore(id: string): void;
  /** Campaigns that were removed, the last first. */
  removed(): Removed[];
  /** Deletes a removed campaign for good. */
  purge(id: string): void;
  /** Deletes for good what was removed long enough ago, and says how many that were. To be called on each day of use. */
  purgeDue(): number;
  /** Whether nothing was ever kept here: removed campaigns count until they are purged. */
  isEmpty(): boolean;
  close(): void;
}

export type Travelled = Changed & { command?: Command };

/** What the steps of one campaign may take; then the oldest go, and undo ends there. Tens of thousands of ordinary steps fit. */
export const MOST_HISTORY_BYTES = 64 * 1024 * 1024;
/** Steps that stay however large they are. */
const LEAST_STEPS = 10;
/** A step that is as large as a document is followed by a snapshot, so that steps before it can go. */
const LARGE_STEP_BYTES = 256 * 1024;

interface Row extends Standing {
  revision: number;
  removedAt: string | null;
}

/**
 * Opens the library at `path`: a folder (made where it is missing), or a file whose name ends in `.sqlite`.
 * Throws Refusal where it cannot be used: damaged, from a newer studio, or not writable.
 */
export function openStore(path: string, { now }: { now: () => Date }): Store {
  const database = openDatabase(path);
  try {
    const count = countOf(database);
    const store = storeOn(database, count, () => now().toISOString());
    return guarded(store, database, count);
  } catch (error) {
    database.close();
    throw plainly(error, database.name);
  }
}

/** Calls that write. */
const WRITING: ReadonlySet<string> = new Set<keyof Store>([
  'create',
  'execute',
  'undo',
  'redo',
  'duplicate',
  'remove',
  'restore',
  'purge',
  'purgeDue',
  'setPreferences',
  'keepExport',
  'backUp',
]);

/** The store with its failures in plain words, and no change acknowledged that nobody would find again. */
function guarded(store: Store, database: Database, count: Count): Store {
  const place = placeOf(database);
  const guard =
    (name: string, call: (...given: unknown[]) => unknown) =>
    (...given: unknown[]): unknown => {
      try {
        if (!WRITING.has(name)) return call(...given);
        place.require();
        const value = call(...given);
        place.require();
        count.note();
        return value;
      } catch (error) {
        throw plainly(error, database.name);
      }
    };
  return Object.fromEntries(
    Object.entries(store).map(([name, call]) => [name, guard(name, call as () => unknown)]),
  ) as unknown as Store;
}

function storeOn(database: Database, count: Count, instant: () => string): Store {
  const documents = new Documents(database);
  const find = database.prepare<[string], Row>(
    `SELECT c.id, c.name, c.revision, c.position, c.removed_at AS removedAt, s.position AS snapshotPosition
     FROM campaigns c LEFT JOIN snapshots s ON s.campaign_id = c.id WHERE c.id = ?`,
  );
  const insert = database.prepare(
    `INSERT INTO campaigns (id, revision, position, created_at, changed_at, ${SUMMARY_COLUMNS.join(', ')})
     VALUES (@id, 0, 0, @changedAt, @changedAt, ${SUMMARY_COLUMNS.map((column) => `@${column}`).join(', ')})`,
  );
  const update = database.prepare(
    `UPDATE campaigns SET revision = revision + 1, position = @position, changed_at = @changedAt,
     ${SUMMARY_COLUMNS.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`,
  );
  const cut = database.prepare('DELETE FROM history WHERE campaign_id = ? AND position >= ?');
  const record = database.prepare(
    'INSERT INTO history (campaign_id, position, entry, command, inverse, action, name, done_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const trim = database.prepare(
    `DELETE FROM history WHERE campaign_id = @id AND position <= @newest - @least AND position <= (
       SELECT max(position) FROM (
         SELECT position, sum(octet_length(command) + octet_length(inverse)) OVER (ORDER BY position DESC) AS bytes
         FROM history WHERE campaign_id = @id
       ) WHERE bytes > @most
     )`,
  );
  const entryAt = database.prepare<[string, number], HistoryEntry>(
    'SELECT entry, action, name FROM history WHERE campaign_id = ? AND position = ?',
  );
  const sendings = sendingsOn(database);
  const removed = removedIn(database, instant);

  function existing(id: string): Row {
    const row = find.get(id);
    if (!row)
      throw new Refusal('notFound', 'This campaign is not in the library. Go back to the library and choose another.');
    return row;
  }

  function present(id: string): Row {
    const row = existing(id);
    if (row.removedAt !== null)
      throw new Refusal(
        'notFound',
        `“${row.name}” was deleted. Restore it in the library, under “Recently deleted”, before you go on with it.`,
      );
    return row;
  }

  function current(id: string, revision: number): Row {
    const row = present(id);
    if (row.revision !== revision) {
      throw new Refusal(
        'conflict',
        `“${row.name}” was changed elsewhere in the meantime, so this change was not made. Look at the latest state, then make it again.`,
      );
    }
    return row;
  }

  const historyAt = (id: string, position: number): History => ({
    undo: entryAt.get(id, position) ?? null,
    redo: entryAt.get(id, position + 1) ?? null,
  });

  /** Writes where the campaign stands now. Part of every change's transaction. */
  function advance(row: Row, position: number, campaign: Campaign, snapshot: boolean): Changed {
    update.run({ id: row.id, position, changedAt: instant(), ...summaryOf(campaign) });
    if (snapshot) documents.keep(row.id, position, campaign);
    return { revision: row.revision + 1, history: historyAt(row.id, position), campaign };
  }

  /** Runs a change at once or not at all, and remembers its outcome only when it is on the disk. What was sent before is not done again. */
  function change<R extends Changed>(id: string, sending: Sending, work: () => R): R | Changed {
    const changed = database
      .transaction((): R | Changed => {
        if (sending !== undefined && sendings.isDone(id, sending)) return { ...stateOf(present(id)), repeated: true };
        const done = work();
        if (sending !== undefined) sendings.remember(id, sending, done.revision);
        return done;
      })
      .immediate();
    documents.remember(id, changed.revision, changed.campaign);
    return changed;
  }

  const stateOf = (row: Row): Changed => ({
    revision: row.revision,
    history: historyAt(row.id, row.position),
    campaign: documents.at(row),
  });

  function travel(
    direction: 'undo' | 'redo',
    id: string,
    revision: number,
    entry: string | undefined,
    sending: Sending,
  ): Travelled {
    return change(id, sending, () => {
      const row = current(id, revision);
      const position = direction === 'undo' ? row.position - 1 : row.position + 1;
      const command = documents.stepAt(row, Math.max(position, row.position), direction);
      if (!command) throw new Refusal('refused', `There is nothing to ${direction} in “${row.name}”.`);
      if (entry !== undefined && historyAt(id, row.position)[direction]?.entry !== entry)
        throw new Refusal(
          'refused',
          `“${row.name}” was changed elsewhere in the meantime, so nothing was taken back or done again. Look at the latest state first.`,
        );
      const { campaign } = documents.applyStored(row, documents.at(row), command);
      return { ...advance(row, position, campaign, documents.isFar(row, position)), command };
    });
  }

  function create(campaign: Campaign): string {
    const id = randomUUID();
    const document = soundOrRefuse(campaign);
    change(id, undefined, () => {
      insert.run({ id, changedAt: instant(), ...summaryOf(document) });
      documents.keep(id, 0, document);
      return { revision: 0, history: historyAt(id, 0), campaign: document };
    });
    return id;
  }

  function open(id: string): Changed & { id: string } {
    // One transaction, so that row, document and history are of the same moment.
    return database.transaction(() => {
      const row = present(id);
      const state = stateOf(row);
      documents.remember(id, row.revision, state.campaign);
      return { id, ...state };
    })();
  }

  return {
    create,
    open,
    list: () =>
      database
        .prepare<[], Summary>(
          `SELECT ${SUMMARY_SELECTION} FROM campaigns WHERE removed_at IS NULL ORDER BY changed_at DESC, rowid DESC`,
        )
        .all(),
    execute: (id, revision, command, sending) =>
      change(id, sending, () => {
        const row = current(id, revision);
        const before = documents.at(row);
        const position = row.position + 1;
        const { campaign, inverse } = applyOrRefuse(before, command);
        const { action, name } = describe(before, command);
        cut.run(id, position);
        const [forth, back] = [JSON.stringify(command), JSON.stringify(inverse)];
        record.run(id, position, sending ?? randomUUID(), forth, back, action, name, instant());
        // A snapshot that stands on the branch just cut off can no longer be reached.
        const stranded = row.snapshotPosition >= position;
        const isLarge = forth.length + back.length > LARGE_STEP_BYTES;
        const snapshot = stranded || isLarge || documents.isFar(row, position);
        const changed = advance(row, position, campaign, snapshot);
        // Only what is older than the snapshot may go, and now the snapshot stands here.
        if (snapshot) trim.run({ id, newest: position, most: MOST_HISTORY_BYTES, least: LEAST_STEPS });
        return changed;
      }),
    undo: (id, revision, entry, sending) => travel('undo', id, revision, entry, sending),
    redo: (id, revision, entry, sending) => travel('redo', id, revision, entry, sending),
    duplicate: (id, name) => create({ ...open(id).campaign, id: newCampaignId(), name }),
    remove: (id) => removed.remove(existing(id).id),
    restore: (id) => removed.restore(existing(id).id),
    removed: () => removed.list(),
    purge: (id) => {
      const { name } = existing(id);
      if (!removed.purge(id))
        throw new Refusal('refused', `“${name}” is not deleted. Delete it first; it can still be brought back then.`);
    },
    purgeDue: () => removed.purgeDue(),
    ...preferencesIn(database),
    ...exportsIn(database),
    ...upkeepOf(database, count, instant),
    isEmpty: () => database.prepare('SELECT 1 FROM campaigns LIMIT 1').get() === undefined,
    close: () => {
      count.close();
      database.close();
    },
  };
}

function applyOrRefuse(campaign: Campaign, command: Command): ReturnType<typeof apply> {
  try {
    return apply(campaign, command);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal('refused', error.message) : error;
  }
}

/** The campaign as its file would have it, so that what stays in memory is what is read back later. */
function soundOrRefuse(campaign: Campaign): Campaign {
  try {
    return campaignFrom(JSON.parse(JSON.stringify(campaign)));
  } catch (error) {
    throw error instanceof CampaignFileError ? new Refusal('refused', error.message) : error;
  }
}
