import type { Database } from 'better-sqlite3';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Actor, Version } from '#contract/history.ts';
import type { Removed, Summary } from '#contract/library.ts';
import type { Ledger, Profiles } from '#contract/publishing.ts';
import type { SharedAudience } from '#campaign/jointLoad.ts';
import { calendarOf, type OtherPlan, type OtherPlanRead } from './calendar.ts';
import { campaignsIn, type Asking, type Changed, type Past, type Since, type State } from './campaigns.ts';
import { countOf, type Count } from './count.ts';
import { openDatabase, plainly } from './database.ts';
import { exportsIn } from './exports.ts';
import { leaseIn } from './lease.ts';
import { ledgerIn } from './ledger.ts';
import { profilesIn } from './profiles.ts';
import { whereaboutsOf } from './whereabouts.ts';
import { preferencesIn } from './preferences.ts';
import { upkeepOf, type Older } from './upkeep.ts';

/**
 * The library: every campaign with its whole history, and the preferences of the person. Every call is done and on the disk when it is
 * answered, or is refused with Refusal and has changed nothing. All answers are promises, so that another database can stand behind them.
 */
export interface Store extends Ledger, Profiles {
  /** Campaigns that are not removed, the last changed first. */
  list(): Promise<Summary[]>;
  /** Keeps a campaign and gives its id. */
  create(campaign: Campaign): Promise<string>;
  open(id: string, asking?: Asking): Promise<State & { id: string }>;
  /** Applies a command that has passed `commandSchema`. `revision` is the one the caller knows: an older one is a `conflict`. */
  execute(id: string, revision: number, command: Command, asking?: Asking): Promise<Changed>;
  /** Takes back what the actor did last: `entry`, where one is named. Refused where somebody else has changed the same since. */
  undo(id: string, revision: number, asking?: Asking & { entry?: string | undefined }): Promise<Changed>;
  /** Does again what the actor undid last: `entry`, where one is named. Refused where somebody else has changed the same since. */
  redo(id: string, revision: number, asking?: Asking & { entry?: string | undefined }): Promise<Changed>;
  /** What was done since the caller knew the campaign, the oldest first. */
  since(id: string, known: { revision: number; step: string }, asking?: Asking): Promise<Since>;
  /** What was done before a revision (all there is, where absent), the newest first, and the versions that have a name. */
  past(id: string, before?: number): Promise<Past>;
  /** What makes the campaign at `revision` what it was at `to`. Refused where the steps are not kept so far back. */
  wayBack(id: string, revision: number, to: number): Promise<SimpleCommand[]>;
  /** Gives a revision a name; it is kept whole from then on. */
  nameVersion(id: string, revision: number, name: string, actor: Actor): Promise<Version>;
  /** A new campaign as the version has it, with a history of its own. */
  openVersion(id: string, version: string, name: string): Promise<string>;
  removeVersion(id: string, version: string): Promise<void>;
  /** A copy under a new name, with an id and a history of its own. */
  duplicate(id: string, name: string): Promise<string>;
  /** Takes the campaign out of the library; `restore` brings it back as it was. */
  remove(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Campaigns that were removed, the last first. */
  removed(): Promise<Removed[]>;
  /** Deletes a removed campaign for good. */
  purge(id: string): Promise<void>;
  /** Deletes for good what was removed long enough ago, and says how many that were. To be called on each day of use. */
  purgeDue(): Promise<number>;
  /** Whether nothing was ever kept here: removed campaigns count until they are purged. */
  isEmpty(): Promise<boolean>;

  /** Every preference that was ever set. The caller knows their meaning and their defaults. */
  preferences(): Promise<Record<string, unknown>>;
  setPreferences(changes: Record<string, unknown>): Promise<void>;

  /** What was last exported of a campaign to a target. */
  lastExport(id: string, target: string): Promise<string | undefined>;
  keepExport(id: string, target: string, text: string): Promise<void>;

  /** Other teams' plans on the calendar, without what is in them. */
  otherPlans(): Promise<OtherPlan[]>;
  /** What is in one of them. */
  otherPlan(id: string): Promise<Campaign>;
  /** Keeps one and gives its id, that of the one whose newer file it is, where that is named. */
  keepOtherPlan(plan: OtherPlanRead, replaces?: string): Promise<string>;
  removeOtherPlan(id: string): Promise<void>;
  /** Audiences that are said to be the same. */
  sharedAudiences(): Promise<SharedAudience[]>;
  /** Keeps one and gives its id, a new one where none is named. */
  setSharedAudience(audience: Omit<SharedAudience, 'id'> & { id?: string | undefined }): Promise<string>;
  removeSharedAudience(id: string): Promise<void>;

  /** What the library lacks of what was acknowledged, as found at opening; null where it lacks nothing or that was accepted. */
  older(): Promise<Older | null>;
  /** Goes on from the library as it is. */
  acceptOlder(): Promise<void>;
  /** Rises with every change, whichever program makes it. */
  changes(): Promise<number>;
  /** Whether another program has written here since this was last asked. */
  isChangedElsewhere(): Promise<boolean>;
  /** Brings what stands in the log into the file, so that the file alone is a whole copy. Leaves it where somebody reads the log. */
  tidy(): Promise<void>;
  /** Makes the backup of today, where there is none. */
  backUp(): Promise<void>;
  close(): Promise<void>;
}

/** The same calls as SQLite answers them: at once, except for a backup. */
type Direct = {
  [Name in keyof Store]: (
    ...given: Parameters<Store[Name]>
  ) => Awaited<ReturnType<Store[Name]>> | (Name extends 'backUp' ? Promise<void> : never);
};

/**
 * Opens the library at `path`: a folder (made where it is missing), or a file whose name ends in `.sqlite`.
 * Throws Refusal where it cannot be used: damaged, from a newer studio, or not writable.
 */
export async function openStore(path: string, { now }: { now: () => Date }): Promise<Store> {
  const database = openDatabase(path);
  try {
    const count = countOf(database);
    const instant = () => now().toISOString();
    const direct: Direct = {
      ...campaignsIn(database, instant),
      ...preferencesIn(database),
      ...exportsIn(database),
      ...calendarOf(database, instant),
      ...profilesIn(database),
      ...ledgerIn(database, instant),
      ...leaseIn(database),
      ...upkeepOf(database, count, instant),
      close: () => {
        count.close();
        database.close();
      },
    };
    return promising(direct, database, count);
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
  'nameVersion',
  'openVersion',
  'removeVersion',
  'duplicate',
  'remove',
  'restore',
  'purge',
  'purgeDue',
  'setPreferences',
  'keepExport',
  'keepOtherPlan',
  'removeOtherPlan',
  'setSharedAudience',
  'removeSharedAudience',
  'addProfile',
  'changeProfile',
  'removeProfile',
  'approveRows',
  'claimRow',
  'keepProgress',
  'settleRow',
  'abandonClaims',
  'answerRow',
  'reopenRow',
  'takeLease',
  'keepLease',
  'releaseLease',
  'pausePublishing',
  'backUp',
]);

/** The store with its failures in plain words, and no change acknowledged that nobody would find again. */
function promising(direct: Direct, database: Database, count: Count): Store {
  const whereabouts = whereaboutsOf(database);
  const guard =
    (name: string, call: (...given: unknown[]) => unknown) =>
    async (...given: unknown[]): Promise<unknown> => {
      try {
        if (!WRITING.has(name)) return await call(...given);
        whereabouts.require();
        // Nothing comes between here and the count, as long as SQLite answers at once.
        const value = call(...given);
        whereabouts.require();
        count.note();
        return await value;
      } catch (error) {
        throw plainly(error, database.name);
      }
    };
  return Object.fromEntries(
    Object.entries(direct).map(([name, call]) => [name, guard(name, call as () => unknown)]),
  ) as unknown as Store;
}
