import type { Database } from 'better-sqlite3';
import { commandSchema, fieldsIn, type Command, type SimpleCommand } from '#campaign/commands.ts';
import { claimsOf, type Claim, type Owner, type Travel } from '#campaign/undo.ts';
import type { Actor, History, HistoryEntry, PastStep, Step } from '#contract/history.ts';

/**
 * The steps of every campaign, one a revision, none ever changed: undo and redo are steps too, about the entry that the first step made.
 * Where an entry stands is said at its last step alone: `done`, `undone`, or `past` for steps that a later one is about.
 */

/** What the steps of one campaign may take; then the oldest go, and undo ends there. Tens of thousands of ordinary steps fit. */
export const MOST_HISTORY_BYTES = 64 * 1024 * 1024;
/** Steps that stay however large they are. */
const LEAST_STEPS = 10;
/** A window that missed more gets the document, which is then the shorter answer. */
export const MOST_STEPS_SENT = 500;
const MOST_BYTES_SENT = 2 * 1024 * 1024;

/** What a step may take of which the list says what it changed: a list is read often. */
const MOST_BYTES_LISTED = 16 * 1024;

/** So many steps are listed at once. */
export const STEPS_LISTED = 200;

/** A step as it is kept: with what takes it back, and its words. */
export interface KeptStep extends Step {
  inverse: Command;
  action: string;
  name: string;
}

interface Row extends Omit<KeptStep, 'command' | 'inverse' | 'actor'>, Actor {
  command: string;
  inverse: string;
}

const COLUMNS = `revision, step, entry, kind, person, window_id AS window, command, inverse, action, name, done_at AS at`;
/** Without it SQLite reads the whole history, because it does not know how few steps are undone. */
const BY_STAND = 'INDEXED BY history_by_stand';
const STANDS = { undo: 'done', redo: 'undone' } as const satisfies Record<Travel, string>;

const CLAIMED = {
  window: 'window_id = @window',
  person: 'person IN (@person, @nobody) AND revision <= @until',
} as const satisfies Record<Claim['of'], string>;

/** A statement for each kind of claim, about its steps of one stand. */
function byClaim<Statement>(prepare: (where: string) => Statement): Record<Claim['of'], Statement> {
  const of = (kind: Claim['of']) => prepare(`campaign_id = @id AND stand = @stand AND ${CLAIMED[kind]}`);
  return { window: of('window'), person: of('person') };
}

export function historyOn(database: Database) {
  const select = (where: string, by = '') =>
    database.prepare<[object], Row>(`SELECT ${COLUMNS} FROM history ${by} WHERE ${where}`);
  const newest = byClaim((where) =>
    database
      .prepare<[object], number>(
        `SELECT revision FROM history ${BY_STAND} WHERE ${where} ORDER BY revision DESC LIMIT 1`,
      )
      .pluck(),
  );
  const at = select('campaign_id = @id AND revision = @revision');
  const entryAt = database.prepare<[object], HistoryEntry & Actor>(
    `SELECT entry, action, name, person, window_id AS window, done_at AS at FROM history
     WHERE campaign_id = @id AND revision = @revision`,
  );
  const anyOf = database.prepare<[string, string]>('SELECT 1 FROM history WHERE campaign_id = ? AND stand = ? LIMIT 1');
  const afterwards = 'campaign_id = @id AND revision > @revision AND window_id <> @window';
  const doneAfter = select(`${afterwards} AND stand = 'done' ORDER BY revision DESC`, BY_STAND);
  const undoneAfter = select(
    `${afterwards} AND stand = 'undone' AND EXISTS (
       SELECT 1 FROM history made WHERE made.campaign_id = @id AND made.step = history.entry AND made.revision <= @revision
     ) ORDER BY revision DESC`,
    BY_STAND,
  );
  const since = select(`campaign_id = @id AND revision > @revision ORDER BY revision LIMIT ${MOST_STEPS_SENT + 1}`);
  const stepAt = database
    .prepare<[string, number], string>('SELECT step FROM history WHERE campaign_id = ? AND revision = ?')
    .pluck();
  const hasStep = database.prepare<[string, string]>('SELECT 1 FROM history WHERE campaign_id = ? AND step = ?');
  const listed = database.prepare<[object], Omit<PastStep, 'actor' | 'fields'> & Actor & { command: string | null }>(
    `SELECT revision, step, entry, kind, person, window_id AS window, action, name, done_at AS at,
       CASE WHEN octet_length(command) <= ${MOST_BYTES_LISTED} THEN command END AS command FROM history
     WHERE campaign_id = @id AND revision < @before ORDER BY revision DESC LIMIT ${STEPS_LISTED + 1}`,
  );
  const inversesAfter = database
    .prepare<[string, number], string>(
      'SELECT inverse FROM history WHERE campaign_id = ? AND revision > ? ORDER BY revision DESC',
    )
    .pluck();
  const record = database.prepare(
    `INSERT INTO history (campaign_id, revision, step, entry, kind, stand, person, window_id, command, inverse, action, name, done_at)
     VALUES (@id, @revision, @step, @entry, @kind, @stand, @person, @window, @command, @inverse, @action, @name, @at)`,
  );
  const pass = database.prepare("UPDATE history SET stand = 'past' WHERE campaign_id = ? AND revision = ?");
  const passAll = byClaim((where) =>
    database.prepare<[object]>(`UPDATE history ${BY_STAND} SET stand = 'past' WHERE ${where}`),
  );
  const trim = database.prepare(
    `DELETE FROM history WHERE campaign_id = @id AND revision <= @newest - ${LEAST_STEPS} AND revision <= (
       SELECT max(revision) FROM (
         SELECT revision, sum(octet_length(command) + octet_length(inverse)) OVER (ORDER BY revision DESC) AS bytes
         FROM history WHERE campaign_id = @id
       ) WHERE bytes > ${MOST_HISTORY_BYTES}
     )`,
  );

  function nextOf(id: string, travel: Travel, owner: Owner): number | undefined {
    for (const claim of claimsOf(owner)) {
      const revision = newest[claim.of].get({ id, stand: STANDS[travel], ...claim });
      if (revision !== undefined) return revision;
    }
    return undefined;
  }
  function entryFor(id: string, travel: Travel, owner: Owner): HistoryEntry | null {
    const revision = nextOf(id, travel, owner);
    const found = revision === undefined ? undefined : entryAt.get({ id, revision });
    if (!found) return null;
    const { person, window, ...entry } = found;
    return { ...entry, actor: { person, window } };
  }

  return {
    /** What undo and redo would do for somebody. */
    for: (id: string, owner: Owner): History => ({
      undo: entryFor(id, 'undo', owner),
      redo: entryFor(id, 'redo', owner),
    }),
    /** The step that undo or redo of somebody would take back. */
    next(id: string, travel: Travel, owner: Owner): KeptStep | undefined {
      const revision = nextOf(id, travel, owner);
      const row = revision === undefined ? undefined : at.get({ id, revision });
      return row && keptFrom(row);
    },
    /**
     * What others did since a step was made and still stands, and what they undid that had been there: the newest first. An actor's own never
     * are in the way, because they are undone and redone in order.
     */
    othersSince(id: string, { revision }: KeptStep, { window }: Owner): KeptStep[] {
      const asked = { id, revision, window };
      return [...doneAfter.all(asked), ...undoneAfter.all(asked)].map(keptFrom);
    },
    /** Whether there is anything to undo or redo, whoever did it. */
    isAnythingLeft: (id: string, travel: Travel): boolean => anyOf.get(id, STANDS[travel]) !== undefined,
    /** Whether this step was made before. */
    isDone: (id: string, step: string): boolean => hasStep.get(id, step) !== undefined,
    stepAt: (id: string, revision: number): string | undefined => stepAt.get(id, revision),
    /** The steps from one revision to another; null where they are not kept, or are too many to be worth telling. */
    between(id: string, from: number, to: number): Step[] | null {
      if (from > to || to - from > MOST_STEPS_SENT) return null;
      const rows = since.all({ id, revision: from });
      const isWhole =
        rows.length === to - from && rows.reduce((sum, row) => sum + row.command.length, 0) <= MOST_BYTES_SENT;
      return isWhole ? rows.map(stepFrom) : null;
    },
    /** Steps before a revision, the newest first, and whether there are more. */
    before(id: string, before: number): { steps: PastStep[]; isMore: boolean } {
      const rows = listed.all({ id, before });
      const steps = rows.slice(0, STEPS_LISTED).map(({ person, window, command, ...step }): PastStep => ({
        ...step,
        actor: { person, window },
        fields: command === null ? [] : fieldsIn(JSON.parse(command) as Command),
      }));
      return { steps, isMore: rows.length > STEPS_LISTED };
    },
    /** What takes back every step from `from` down to `to`, in that order; null where one of them is not kept. */
    wayBack(id: string, from: number, to: number): SimpleCommand[] | null {
      const inverses = inversesAfter.all(id, to);
      if (inverses.length !== from - to) return null;
      return inverses.map(parsed).flatMap((command) => (command.type === 'batch' ? command.commands : [command]));
    },
    /** Adds a step. What it is about is past then; and with a new command, so is what its owner had undone. */
    add(id: string, made: KeptStep, owner: Owner, about?: KeptStep): number {
      if (about) pass.run(id, about.revision);
      else for (const claim of claimsOf(owner)) passAll[claim.of].run({ id, stand: STANDS.redo, ...claim });
      const { actor, ...step } = made;
      const [command, inverse] = [JSON.stringify(made.command), JSON.stringify(made.inverse)];
      const stand = made.kind === 'undo' ? 'undone' : 'done';
      record.run({ ...step, ...actor, id, stand, command, inverse });
      return command.length + inverse.length;
    },
    /** Lets the oldest steps go where all take too much room. */
    trim: (id: string, newest: number): void => void trim.run({ id, newest }),
  };
}

const parsed = (text: string): Command => commandSchema.parse(JSON.parse(text));

function stepFrom({ revision, step, entry, kind, person, window, command, at }: Row): Step {
  return { revision, step, entry, kind, actor: { person, window }, at, command: parsed(command) };
}

function keptFrom(row: Row): KeptStep {
  return { ...stepFrom(row), inverse: parsed(row.inverse), action: row.action, name: row.name };
}
