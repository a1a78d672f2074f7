import type { Database } from 'better-sqlite3';
import { Refusal } from '#campaign/refusal.ts';
import { learnersKept } from './summary.ts';

/** Marks the file as ours ("TAND"), so that somebody else's database is not taken for an empty library. */
export const APPLICATION_ID = 0x54414e44;

const counting = (table: string, count: 'changes' | 'others'): string =>
  ['INSERT', 'UPDATE', 'DELETE']
    .map(
      (event) =>
        `CREATE TRIGGER ${table}_counted_${event.toLowerCase()} AFTER ${event} ON ${table} BEGIN UPDATE library SET ${count} = ${count} + 1; END;\n`,
    )
    .join('');

/**
 * The shape of the library, one step a version: step n brings a library from version n to n + 1.
 * A step that has been released is never changed; a new one is added below it.
 *
 * The document is kept apart from its campaign's row, so that an edit, which rewrites the row, does not rewrite the document.
 * The columns that the library's list shows stand in the row, so that listing reads no document.
 */
export const MIGRATIONS: readonly string[] = [
  `
  PRAGMA application_id = ${APPLICATION_ID};

  CREATE TABLE campaigns (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    removed_at TEXT,
    name TEXT NOT NULL,
    vocabulary TEXT NOT NULL,
    brand_name TEXT NOT NULL,
    primary_colour TEXT NOT NULL,
    accent_colour TEXT NOT NULL,
    start TEXT NOT NULL,
    days INTEGER NOT NULL,
    learners INTEGER NOT NULL,
    touchpoints INTEGER NOT NULL,
    push_touchpoints INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE snapshots (
    campaign_id TEXT PRIMARY KEY REFERENCES campaigns (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;

  CREATE TABLE history (
    campaign_id TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    command TEXT NOT NULL,
    inverse TEXT NOT NULL,
    action TEXT NOT NULL,
    name TEXT NOT NULL,
    done_at TEXT NOT NULL,
    PRIMARY KEY (campaign_id, position)
  ) STRICT;

  CREATE TABLE preferences (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;
  `,
  // An entry of a history has an id of its own, so that undo can name what it means; what a window sent is remembered by its id, so that
  // sending it again after a lost answer does nothing.
  `
  ALTER TABLE history ADD COLUMN entry TEXT NOT NULL DEFAULT '';
  UPDATE history SET entry = lower(hex(randomblob(12)));

  CREATE TABLE sendings (
    campaign_id TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    sending TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, sending)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX sendings_by_revision ON sendings (campaign_id, revision);
  `,
  // The library counts its changes, so that one that has lost some is found out (count.ts), and the days on which it is in use, so that
  // a deleted campaign does not go for good by the machine's clock alone (removed.ts).
  `
  CREATE TABLE library (
    changes INTEGER NOT NULL
  ) STRICT;
  INSERT INTO library VALUES (0);
  CREATE TRIGGER campaign_added AFTER INSERT ON campaigns BEGIN UPDATE library SET changes = changes + 1; END;
  CREATE TRIGGER campaign_changed AFTER UPDATE ON campaigns BEGIN UPDATE library SET changes = changes + 1; END;
  CREATE TRIGGER campaign_deleted AFTER DELETE ON campaigns BEGIN UPDATE library SET changes = changes + 1; END;

  CREATE TABLE days_in_use (
    number INTEGER PRIMARY KEY,
    day TEXT NOT NULL UNIQUE
  ) STRICT;
  ALTER TABLE campaigns ADD COLUMN removed_on_day INTEGER NOT NULL DEFAULT 0;
  `,
  // Format 2 of the document: a campaign that was kept here before has the id of its row, which no other has. One that is damaged stays so.
  `
  UPDATE snapshots SET document = json_set(document, '$.version', 2, '$.id', campaign_id)
  WHERE CASE WHEN json_valid(document) THEN json_extract(document, '$.version') = 1 ELSE 0 END;
  `,
  // What was last exported of each campaign (exports.ts).
  `
  CREATE TABLE exports (
    campaign_id TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    target TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (campaign_id, target)
  ) STRICT;
  `,
  // Every revision is a step with its actor, undo and redo too, so that undo can take back an actor's own and a window can be told what it
  // missed (history.ts). What was done before becomes the newest revisions: first all entries, then one undo for each that was undone.
  // A step is remembered by its id, so that what is sent twice is done once, without a table of its own.
  `
  ALTER TABLE history RENAME TO entries;
  CREATE TABLE history (
    campaign_id TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    step TEXT NOT NULL,
    entry TEXT NOT NULL,
    kind TEXT NOT NULL,
    stand TEXT NOT NULL,
    person TEXT NOT NULL,
    window_id TEXT NOT NULL,
    action TEXT NOT NULL,
    name TEXT NOT NULL,
    done_at TEXT NOT NULL,
    command TEXT NOT NULL,
    inverse TEXT NOT NULL,
    PRIMARY KEY (campaign_id, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE placed AS
    SELECT c.id, c.position AS done, max(c.position, coalesce(max(e.position), 0)) AS newest,
      c.revision - (2 * max(c.position, coalesce(max(e.position), 0)) - c.position) AS before
    FROM campaigns c LEFT JOIN entries e ON e.campaign_id = c.id GROUP BY c.id;
  INSERT INTO history
    SELECT campaign_id, before + position, entry, entry, 'do', iif(position <= done, 'done', 'past'), '', '',
      action, name, done_at, command, inverse
    FROM entries JOIN placed ON id = campaign_id;
  INSERT INTO history
    SELECT campaign_id, before + newest + newest - position + 1, lower(hex(randomblob(12))), entry, 'undo', 'undone', '', '',
      action, name, done_at, inverse, command
    FROM entries JOIN placed ON id = campaign_id WHERE position > done;
  UPDATE snapshots SET position = position + (SELECT before FROM placed WHERE id = campaign_id);
  DROP TABLE placed;
  DROP TABLE entries;
  DROP TABLE sendings;
  ALTER TABLE snapshots RENAME COLUMN position TO revision;
  ALTER TABLE campaigns DROP COLUMN position;
  CREATE INDEX history_by_stand ON history (campaign_id, stand, revision, window_id);
  CREATE INDEX history_by_step ON history (campaign_id, step);
  `,
  // Revisions that have a name, each with its document (versions.ts).
  `
  CREATE TABLE versions (
    id TEXT NOT NULL PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL,
    person TEXT NOT NULL,
    window_id TEXT NOT NULL,
    named_at TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX versions_by_campaign ON versions (campaign_id, revision);
  `,
  // Other teams' plans on the calendar of all campaigns, and which audiences are said to be the same (calendar.ts).
  `
  CREATE TABLE other_plans (
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    read_at TEXT NOT NULL,
    entries INTEGER NOT NULL,
    left_out INTEGER NOT NULL,
    has_cap INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;

  CREATE TABLE shared_audiences (
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    reaching TEXT NOT NULL
  ) STRICT;
  `,
  // Publishing: where to, what is to leave and what became of it, and which publisher is in charge (ledger.ts, profiles.ts). It goes on knowing what
  // left of campaigns that are no longer here, so that nothing is sent twice.
  `
  CREATE TABLE profiles (
    folded TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ledger (
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    profile TEXT NOT NULL,
    campaign TEXT NOT NULL,
    touchpoint TEXT NOT NULL,
    segment TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    local TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    payload TEXT NOT NULL,
    hash TEXT NOT NULL,
    action TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at TEXT,
    attempts INTEGER NOT NULL,
    claim TEXT,
    claimed_at REAL,
    remote_id TEXT,
    sentence TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (key, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ledger_by_campaign ON ledger (profile, campaign);
  CREATE INDEX ledger_by_due ON ledger (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX ledger_claimed ON ledger (claim) WHERE state = 'claimed';

  CREATE TABLE lease (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    holder TEXT NOT NULL,
    beat INTEGER NOT NULL,
    until TEXT NOT NULL,
    is_paused INTEGER NOT NULL
  ) STRICT;
  INSERT INTO lease VALUES (1, '', 0, '', 0);
  `,
  // What does not get through is given up by how long it has been due, whatever came of it since.
  `
  ALTER TABLE ledger ADD COLUMN first_due_at TEXT;
  UPDATE ledger SET first_due_at = due_at;
  `,
  // What leaves counts as a change, so that a library that does not know of it is found out (count.ts); and everything else that windows show is counted
  // too, so that they need not look when a publisher only says that it is still in charge (upkeep.ts).
  `
  ALTER TABLE library ADD COLUMN others INTEGER NOT NULL DEFAULT 0;
  ${counting('ledger', 'changes')}
  ${['preferences', 'exports', 'versions', 'other_plans', 'shared_audiences', 'profiles'].map((table) => counting(table, 'others')).join('')}
  CREATE TRIGGER lease_taken AFTER UPDATE OF holder, is_paused ON lease
    WHEN old.holder <> new.holder OR old.is_paused <> new.is_paused
    BEGIN UPDATE library SET others = others + 1; END;
  `,
  // How the messages of a campaign stand, and which of them the journal shows, is found in this index alone: rows hold whole mails.
  `
  DROP INDEX ledger_by_campaign;
  CREATE INDEX ledger_by_campaign ON ledger (campaign, at, state, action, profile, touchpoint);
  `,
  // How far a list of recipients is, so that it is never sent to anybody twice (JSON).
  `
  ALTER TABLE ledger ADD COLUMN progress TEXT;
  `,
  // The library's list counts those who start later in a rolling campaign too.
  `
  UPDATE campaigns SET learners = coalesce(learners_kept(s.document, (
    SELECT json_group_array(command) FROM (
      SELECT command FROM history h WHERE h.campaign_id = campaigns.id AND h.revision > s.revision ORDER BY h.revision
    )
  )), learners)
  FROM snapshots s WHERE s.campaign_id = campaigns.id AND (
    instr(s.document, '"rolling"') > 0
    OR EXISTS (SELECT 1 FROM history h WHERE h.campaign_id = campaigns.id AND instr(h.command, '"rolling"') > 0)
  );
  `,
  // Who of a list did not get it: by their place in the list and their line in the audience file, never by their address. Earlier studios did not write down
  // the last of a list, so that nobody can tell who is missing of what they sent.
  `
  CREATE TABLE missed (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    place INTEGER NOT NULL,
    line INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    waits INTEGER NOT NULL,
    UNIQUE (key, revision, place)
  ) STRICT;
  UPDATE ledger SET progress = NULL WHERE state IN ('sent', 'superseded');
  ALTER TABLE ledger ADD COLUMN is_stopped INTEGER NOT NULL DEFAULT 0;
  `,
  // Which rows of another team's file were left out, and why (JSON); of files that were read before, nobody knows.
  `
  ALTER TABLE other_plans ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
  `,
];

export const versionOf = (database: Database): number => database.pragma('user_version', { simple: true }) as number;

/** Throws Refusal `tooNew` where the library is from a newer studio than these steps know. */
export function refuseNewer(database: Database, steps: readonly string[] = MIGRATIONS): void {
  const version = versionOf(database);
  if (version > steps.length) {
    throw new Refusal(
      'tooNew',
      `The library ${database.name} was written by a newer studio (library version ${version}; this studio reads up to ${steps.length}). ` +
        'Update the studio and start it again, or choose another data folder.',
    );
  }
}

/**
 * Brings the library up to date, each step in a transaction of its own: a step that fails leaves the version before it, whole.
 * Call it with foreign keys off (a step may rebuild a table); every reference is checked before a step is kept.
 */
export function migrate(database: Database, steps: readonly string[] = MIGRATIONS): void {
  const advance = database.transaction((): boolean => {
    // Asked inside the transaction: another process may have just done this step.
    refuseNewer(database, steps);
    const version = versionOf(database);
    if (version === steps.length) return false;
    database.exec(steps[version]!);
    const broken = database.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) {
      throw new Refusal(
        'unreadable',
        `The library ${database.name} could not be brought to version ${version + 1}: ${broken.length} of its records point at nothing. ` +
          'It was left as it was. Put a sound copy in its place.',
      );
    }
    database.pragma(`user_version = ${version + 1}`);
    return true;
  });
  database.function('learners_kept', { deterministic: true }, (snapshot, commands) =>
    learnersKept(String(snapshot), String(commands)),
  );
  while (versionOf(database) !== steps.length && advance.immediate());
}
