import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Campaign } from '#campaign/document.ts';
import { campaignFrom } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Actor, Version } from '#contract/history.ts';

/** Revisions that somebody gave a name. Each keeps its document, so that it can be opened when the steps to it are long gone. */

/** More than anybody looks through; each is as large as a campaign. */
const MOST_VERSIONS = 100;

interface Row extends Omit<Version, 'actor'>, Actor {}

export function versionsIn(database: Database) {
  const COLUMNS = 'id, name, revision, person, window_id AS window, named_at AS at';
  const list = database.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM versions WHERE campaign_id = ? ORDER BY revision DESC, named_at DESC`,
  );
  const insert = database.prepare(
    `INSERT INTO versions (id, campaign_id, name, revision, person, window_id, named_at, document)
     VALUES (@id, @campaignId, @name, @revision, @person, @window, @at, @document)`,
  );
  const document = database
    .prepare<[string, string], string>('SELECT document FROM versions WHERE campaign_id = ? AND id = ?')
    .pluck();
  const remove = database.prepare('DELETE FROM versions WHERE campaign_id = ? AND id = ?');

  return {
    of: (campaignId: string): Version[] =>
      list.all(campaignId).map(({ person, window, ...version }) => ({ ...version, actor: { person, window } })),
    name(campaignId: string, campaign: Campaign, named: Omit<Version, 'id'>): Version {
      if (list.all(campaignId).length >= MOST_VERSIONS)
        throw new Refusal(
          'refused',
          `“${campaign.name}” has ${MOST_VERSIONS} named versions, which is the most. Delete one that is no longer needed.`,
        );
      const { actor, ...rest } = named;
      const id = randomUUID();
      insert.run({ ...rest, ...actor, id, campaignId, document: JSON.stringify(campaign) });
      return { id, ...named };
    },
    /** The campaign as it was when the version was named. Throws Refusal. */
    campaign(campaignId: string, id: string): Campaign {
      const text = document.get(campaignId, id);
      if (text === undefined)
        throw new Refusal('notFound', 'This version is no longer kept. Look at the list of versions again.');
      return campaignFrom(JSON.parse(text));
    },
    remove: (campaignId: string, id: string): void => void remove.run(campaignId, id),
  };
}
