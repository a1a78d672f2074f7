import type { Database } from 'better-sqlite3';
import { commandSchema, type Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { campaignFrom, CampaignFileError } from '#campaign/file.ts';
import { apply } from '#campaign/reducer.ts';
import { Refusal } from '#campaign/refusal.ts';

/**
 * The document of a campaign as its history has it: a snapshot, and the steps between the snapshot and where the campaign stands.
 * An edit writes one step. The snapshot is written anew when it falls too far behind, so that opening never replays much.
 */

/** Steps between a campaign and its snapshot at which a new snapshot is written. */
export const STEPS_PER_SNAPSHOT = 64;

/** Documents kept in memory, so that an edit parses nothing: as many as people have windows open. */
const DOCUMENTS_KEPT = 4;

/** Where a campaign stands in its history. */
export interface Standing {
  id: string;
  name: string;
  revision: number;
  position: number;
  snapshotPosition: number;
}

type StepKind = 'command' | 'inverse';

export class Documents {
  readonly #kept = new Map<string, { revision: number; campaign: Campaign }>();
  readonly #read;
  readonly #write;
  readonly #step;

  constructor(database: Database) {
    this.#read = database.prepare<[string], string>('SELECT document FROM snapshots WHERE campaign_id = ?').pluck();
    this.#write = database.prepare(
      `INSERT INTO snapshots (campaign_id, position, document) VALUES (?, ?, ?)
       ON CONFLICT (campaign_id) DO UPDATE SET position = excluded.position, document = excluded.document`,
    );
    this.#step = database.prepare<[string, number], Record<StepKind, string>>(
      'SELECT command, inverse FROM history WHERE campaign_id = ? AND position = ?',
    );
  }

  /** Writes a snapshot. */
  keep(id: string, position: number, campaign: Campaign): void {
    this.#write.run(id, position, JSON.stringify(campaign));
  }

  /** Whether a campaign that moves to `position` should get a new snapshot. */
  isFar(standing: Standing, position: number): boolean {
    return Math.abs(position - standing.snapshotPosition) >= STEPS_PER_SNAPSHOT;
  }

  /** Keeps a document in memory. The revision tells later whether another process has changed it. */
  remember(id: string, revision: number, campaign: Campaign): void {
    this.#kept.delete(id);
    this.#kept.set(id, { revision, campaign });
    if (this.#kept.size > DOCUMENTS_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
  }

  /** The document where the campaign stands. Throws Refusal `unreadable` where what is stored is damaged. */
  at(standing: Standing): Campaign {
    const kept = this.#kept.get(standing.id);
    if (kept?.revision === standing.revision) return kept.campaign;
    let campaign = this.#snapshot(standing);
    const { position, snapshotPosition } = standing;
    for (let done = snapshotPosition + 1; done <= position; done++) {
      campaign = this.applyStored(standing, campaign, this.#required(standing, done, 'command')).campaign;
    }
    for (let undone = snapshotPosition; undone > position; undone--) {
      campaign = this.applyStored(standing, campaign, this.#required(standing, undone, 'inverse')).campaign;
    }
    return campaign;
  }

  /** The command that step `position` did, or the one that undoes it; undefined where there is no such step. */
  stepAt(standing: Standing, position: number, direction: 'undo' | 'redo'): Command | undefined {
    return this.#stored(standing, position, direction === 'undo' ? 'inverse' : 'command');
  }

  /** Applies a command of the history, which fits unless the library was damaged. */
  applyStored(standing: Standing, campaign: Campaign, command: Command): ReturnType<typeof apply> {
    try {
      return apply(campaign, command);
    } catch (error) {
      throw error instanceof Refusal ? damaged(standing, 'a step of its history does not fit') : error;
    }
  }

  #snapshot(standing: Standing): Campaign {
    const text = this.#read.get(standing.id);
    if (text === undefined) throw damaged(standing, 'its document is missing');
    try {
      return campaignFrom(JSON.parse(text));
    } catch (error) {
      if (error instanceof CampaignFileError) throw damaged(standing, `in its document, at ${error.place}`);
      if (error instanceof SyntaxError) throw damaged(standing, 'its document is cut short or garbled');
      throw error;
    }
  }

  #required(standing: Standing, position: number, kind: StepKind): Command {
    const command = this.#stored(standing, position, kind);
    if (!command) throw damaged(standing, `step ${position} of its history is missing`);
    return command;
  }

  #stored(standing: Standing, position: number, kind: StepKind): Command | undefined {
    const row = this.#step.get(standing.id, position);
    if (!row) return undefined;
    try {
      return commandSchema.parse(JSON.parse(row[kind]));
    } catch {
      throw damaged(standing, `step ${position} of its history is garbled`);
    }
  }
}

function damaged(standing: Standing, what: string): Refusal {
  return new Refusal(
    'unreadable',
    `“${standing.name}” is damaged in the library (${what}), and nothing was changed. ` +
      'The other campaigns are not affected. Bring this one in again from a saved *.tandem.json file.',
  );
}
