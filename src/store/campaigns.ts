import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { isEmptyBatch, type Command, type SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { campaignFrom, CampaignFileError } from '#campaign/file.ts';
import { newCampaignId } from '#campaign/identity.ts';
import { apply, describe } from '#campaign/reducer.ts';
import { Refusal } from '#campaign/refusal.ts';
import { nextOrRefuse, refuseMeeting, TRAVELLED, type Owner, type Travel } from '#campaign/undo.ts';
import type { Actor, History, PastStep, Step, Version } from '#contract/history.ts';
import type { Removed, Summary } from '#contract/library.ts';
import { Documents, readable, type Standing } from './documents.ts';
import { historyOn, type KeptStep } from './history.ts';
import { removedIn } from './removed.ts';
import { versionsIn } from './versions.ts';
import { SUMMARY_COLUMNS, SUMMARY_SELECTION, summaryOf } from './summary.ts';

/** Campaigns in SQLite, each with its whole history. Every change is one transaction in one synchronous function, so that no two get into each other's way. */

/** Who asks, and what the caller chose for it. */
export interface Asking {
  actor?: Actor | undefined;
  /** The revision at which the actor opened the campaign: what the same person had done by then is the actor's to take back too. All is, where absent. */
  opened?: number | undefined;
  /** An id that the caller chose for what it sends. Sent again, after a lost answer, it does nothing a second time. */
  step?: string | undefined;
}

export interface State {
  /** Rises by one with every change, undo and redo included. */
  revision: number;
  /** The id of the step that led here; empty where none did, or it is no longer kept. */
  step: string;
  /** As the actor who asks has it. */
  history: History;
  campaign: Campaign;
}

export interface Changed extends State {
  /** What was done; absent where nothing was, because this step was done before or is an empty batch: this is how the campaign stands. */
  did?: Step;
}

/** What happened since a revision; no steps where they are not kept, or are too many: then the document is to be opened again. */
export interface Since extends Omit<State, 'campaign'> {
  steps: Step[] | null;
}

/** A part of what was done. */
export interface Past {
  revision: number;
  steps: PastStep[];
  isMore: boolean;
  versions: Version[];
}

/** A step that is as large as a document is followed by a snapshot, so that steps before it can go. */
const LARGE_STEP_CHARACTERS = 256 * 1024;

const NOBODY: Actor = { person: '', window: '' };

interface Row extends Standing {
  removedAt: string | null;
}

export interface Campaigns {
  list(): Summary[];
  create(campaign: Campaign): string;
  open(id: string, asking?: Asking): State & { id: string };
  execute(id: string, revision: number, command: Command, asking?: Asking): Changed;
  undo(id: string, revision: number, asking?: Asking & { entry?: string | undefined }): Changed;
  redo(id: string, revision: number, asking?: Asking & { entry?: string | undefined }): Changed;
  since(id: string, known: { revision: number; step: string }, asking?: Asking): Since;
  /** What was done before a revision (all there is, where absent), and which versions have a name. */
  past(id: string, before?: number): Past;
  /** What makes the campaign at `revision` what it was at `to`. */
  wayBack(id: string, revision: number, to: number): SimpleCommand[];
  nameVersion(id: string, revision: number, name: string, actor: Actor): Version;
  /** A new campaign as the version has it. */
  openVersion(id: string, version: string, name: string): string;
  removeVersion(id: string, version: string): void;
  duplicate(id: string, name: string): string;
  remove(id: string): void;
  restore(id: string): void;
  removed(): Removed[];
  purge(id: string): void;
  purgeDue(): number;
  isEmpty(): boolean;
}

export function campaignsIn(database: Database, instant: () => string): Campaigns {
  const documents = new Documents(database);
  const history = historyOn(database);
  const versions = versionsIn(database);
  const find = database.prepare<[string], Row>(
    `SELECT c.id, c.name, c.revision, c.removed_at AS removedAt, s.revision AS snapshotRevision
     FROM campaigns c LEFT JOIN snapshots s ON s.campaign_id = c.id WHERE c.id = ?`,
  );
  const insert = database.prepare(
    `INSERT INTO campaigns (id, revision, created_at, changed_at, ${SUMMARY_COLUMNS.join(', ')})
     VALUES (@id, 0, @changedAt, @changedAt, ${SUMMARY_COLUMNS.map((column) => `@${column}`).join(', ')})`,
  );
  const update = database.prepare(
    `UPDATE campaigns SET revision = revision + 1, changed_at = @changedAt,
     ${SUMMARY_COLUMNS.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`,
  );
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

  const ownerOf = ({ actor = NOBODY, opened = Number.MAX_SAFE_INTEGER }: Asking): Owner => ({ ...actor, opened });

  const stateOf = (row: Row, asking: Asking): State => ({
    revision: row.revision,
    step: history.stepAt(row.id, row.revision) ?? '',
    history: history.for(row.id, ownerOf(asking)),
    campaign: documents.at(row),
  });

  /** Runs a change at once or not at all, and remembers its outcome only when it is on the disk. What was sent before is not done again. */
  function change(id: string, asking: Asking, work: (row: Row) => Changed): Changed {
    const changed = database
      .transaction((): Changed => {
        if (asking.step !== undefined && history.isDone(id, asking.step)) return stateOf(present(id), asking);
        return work(present(id));
      })
      .immediate();
    documents.remember(id, changed.revision, changed.campaign);
    return changed;
  }

  /** Writes a step, and where the campaign stands with it. Part of every change's transaction. */
  function take(
    row: Row,
    asking: Asking,
    campaign: Campaign,
    made: Pick<KeptStep, 'kind' | 'command' | 'inverse' | 'action' | 'name'>,
    about?: KeptStep,
  ): Changed {
    const { id } = row;
    const revision = row.revision + 1;
    const owner = ownerOf(asking);
    const { actor = NOBODY, step = randomUUID() } = asking;
    const did: Step = {
      revision,
      step,
      entry: about?.entry ?? step,
      kind: made.kind,
      command: made.command,
      actor,
      at: instant(),
    };
    const size = history.add(id, { ...made, ...did }, owner, about);
    update.run({ id, changedAt: did.at, ...summaryOf(campaign) });
    if (documents.isFar(row, revision) || size > LARGE_STEP_CHARACTERS) {
      documents.keep(id, revision, campaign);
      // Only what is older than the snapshot may go, and now the snapshot stands here.
      history.trim(id, revision);
    }
    const { action, name } = made;
    // After something new it is known without asking.
    const next = about
      ? history.for(id, owner)
      : { undo: { entry: step, action, name, actor, at: did.at }, redo: null };
    return { revision, step, history: next, campaign, did };
  }

  /** Takes back what an actor did last, or does again what the actor undid last, beneath whatever others did since to other things. */
  function travel(
    kind: Travel,
    id: string,
    revision: number,
    { entry, ...asking }: Asking & { entry?: string | undefined },
  ): Changed {
    return change(id, asking, () => {
      const row = current(id, revision);
      const owner = ownerOf(asking);
      const about = nextOrRefuse(
        kind,
        row,
        readable(row, () => history.next(id, kind, owner)),
        { entry, isAnythingLeft: () => history.isAnythingLeft(id, kind) },
      );
      const before = documents.at(row);
      const later = readable(row, () => history.othersSince(id, about, owner));
      refuseMeeting(kind, before, about, later, owner);
      const { action, name, inverse: command } = about;
      const { campaign, inverse } =
        later.length === 0
          ? documents.applyStored(row, before, command)
          : applyOrRefuse(before, command, `Nothing was ${TRAVELLED[kind]}. `);
      return take(row, asking, campaign, { kind, command, inverse, action, name }, about);
    });
  }

  function create(campaign: Campaign): string {
    const id = randomUUID();
    const document = soundOrRefuse(campaign);
    database
      .transaction(() => {
        insert.run({ id, changedAt: instant(), ...summaryOf(document) });
        documents.keep(id, 0, document);
      })
      .immediate();
    documents.remember(id, 0, document);
    return id;
  }

  function open(id: string, asking: Asking = {}): State & { id: string } {
    // One transaction, so that row, document and history are of the same moment.
    return database.transaction(() => {
      const row = present(id);
      const state = stateOf(row, asking);
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
    execute: (id, revision, command, asking = {}) =>
      change(id, asking, () => {
        const row = current(id, revision);
        if (isEmptyBatch(command)) return stateOf(row, asking);
        const before = documents.at(row);
        const { campaign, inverse } = applyOrRefuse(before, command);
        return take(row, asking, campaign, { kind: 'do', command, inverse, ...describe(before, command) });
      }),
    undo: (id, revision, asking = {}) => travel('undo', id, revision, asking),
    redo: (id, revision, asking = {}) => travel('redo', id, revision, asking),
    since: (id, known, asking = {}) =>
      database.transaction(() => {
        const row = present(id);
        // Where another step led to that revision, the library was put back meanwhile, and went on another way.
        const isSame = (history.stepAt(id, known.revision) ?? known.step) === known.step;
        const { campaign: _, ...state } = stateOf(row, asking);
        const steps = readable(row, () => (isSame ? history.between(id, known.revision, row.revision) : null));
        return { ...state, steps };
      })(),
    past: (id, before = Number.MAX_SAFE_INTEGER) =>
      database.transaction(() => ({
        revision: present(id).revision,
        ...history.before(id, before),
        versions: versions.of(id),
      }))(),
    wayBack: (id, revision, to) =>
      database.transaction(() => {
        const row = current(id, revision);
        const commands = to <= revision ? readable(row, () => history.wayBack(id, revision, to)) : null;
        if (!commands)
          throw new Refusal(
            'refused',
            `The steps of “${row.name}” are not kept back to there. A version that has a name can still be opened as a copy.`,
          );
        return commands;
      })(),
    nameVersion: (id, revision, name, actor) =>
      database
        .transaction(() =>
          versions.name(id, documents.at(current(id, revision)), { name, revision, actor, at: instant() }),
        )
        .immediate(),
    openVersion: (id, version, name) =>
      create({ ...versions.campaign(present(id).id, version), id: newCampaignId(), name }),
    removeVersion: (id, version) => versions.remove(present(id).id, version),
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
    isEmpty: () => database.prepare('SELECT 1 FROM campaigns LIMIT 1').get() === undefined,
  };
}

function applyOrRefuse(campaign: Campaign, command: Command, before = ''): ReturnType<typeof apply> {
  try {
    return apply(campaign, command);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal('refused', before + error.message) : error;
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
