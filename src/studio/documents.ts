import type { Campaign } from '#campaign/document.ts';
import type { Store } from '#store/store.ts';
import { Refusal } from '#campaign/refusal.ts';

/** Finds the document that a question is about: the newest, or the one of a revision, which must be the newest. */
export type CampaignAt = (id: string, revision?: number) => Promise<Campaign>;

const MOST_RECENT = 8;

/** Documents that were asked about lately are kept: a window asks about its next edit before that is stored. */
export function documentsOf(store: Store): CampaignAt {
  const recent = new Map<string, Campaign>();
  return async (id, revision) => {
    const kept = revision === undefined ? undefined : recent.get(`${id} ${revision}`);
    if (kept) return kept;
    const open = await store.open(id);
    if (revision !== undefined && open.revision !== revision)
      throw new Refusal('conflict', 'The campaign has changed meanwhile.');
    recent.set(`${id} ${open.revision}`, open.campaign);
    for (const oldest of [...recent.keys()].slice(0, -MOST_RECENT)) recent.delete(oldest);
    return open.campaign;
  };
}
