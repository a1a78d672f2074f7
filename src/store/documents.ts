import type { Database } from 'better-sqlite3';
import { ZodError } from 'zod';
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
  snapshotRevision: number;
}

export class Documents {
  readonly #kept = new Map<string, { revision: number; campaign: Campaign }>();
  readonly #read;
  readonly #write;
  readonly #step;

  constructor(database: Database) {
    this.#read = database.prepare<[string], string>('SELECT document FROM snapshots WHERE campaign_id = ?').pluck();
    this.#write = database.prepare(
      `INSERT INTO snapshots (campaign_id, revision, document) VALUES (?, ?, ?)
       ON CONFLICT (campaign_id) DO UPDATE SET revision = excluded.revision, document = excluded.document`,
    );
    this.#step = database
      .prepare<[string, number], string>('SELECT command FROM history WHERE campaign_id = ? AND revision = ?')
      .pluck();
  }

  /** Writes a snapshot. */
  keep(id: string, revision: number, campaign: Campaign): void {
    this.#write.run(id, revision, JSON.stringify(campaign));
  }

  /** Whether a campaign that moves to `revision` should get a new snapshot. */
  isFar(standing: Standing, revision: number): boolean {
    return revision - standing.snapshotRevision >= STEPS_PER_SNAPSHOT;
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
    for (let revision = standing.snapshotRevision + 1; revision <= standing.revision; revision++) {
      campaign = this.applyStored(standing, campaign, this.#stepAt(standing, revision)).campaign;
    }
    return campaign;
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

  #stepAt(standing: Standing, revision: number): Command {
    const text = this.#step.get(standing.id, revision);
    if (text === undefined) throw damaged(standing, `step ${revision} of its history is missing`);
    return readable(standing, () => commandSchema.parse(JSON.parse(text)), `step ${revision}`);
  }
}

/** What is read of a campaign's history. Throws Refusal `unreadable` where it makes no sense. */
export function readable<R>(standing: Standing, read: () => R, what = 'a step'): R {
  try {
    return read();
  } catch (error) {
    const isGarbled = error instanceof SyntaxError || error instanceof ZodError;
    throw isGarbled ? damaged(standing, `${what} of its history is garbled`) : error;
  }
}

function damaged(standing: Standing, what: string): Refusal {
  return new Refusal(
    'unreadable',
    `“${standing.name}” is damaged in the library (${what}), and nothing was changed. ` +
      'The other campaigns are not affected. Bring this one in again from a saved *.tandem.json file.',
  );
}
