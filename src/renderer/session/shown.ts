import { useMemo } from 'react';
import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { COLLECTIONS, type ItemOf, type Kind } from '#campaign/collections.ts';
import { randomId } from '#campaign/identity.ts';
import { apply } from '#campaign/reducer.ts';
import { useSession, type Selection } from './session.ts';

/** What the window shows: the document, with the change that is being tried out. */

export function useCampaign(): Campaign {
  return useSession((state) => state.open!.campaign);
}

/** Which campaign is open, by its id in the library. */
export const openId = (): string => useSession.getState().open!.id;

/** The campaign as it is now, after something that took a while; null where another one is open since, or none. */
export function stillOpen(id: string): Campaign | null {
  const { open } = useSession.getState();
  return open?.id === id ? open.campaign : null;
}

/** The words of the campaign, for what needs nothing else of it: an edit does not render it. */
export const useVocabulary = (): Campaign['vocabulary'] => useSession((state) => state.open!.campaign.vocabulary);

export function useShownCampaign(): Campaign {
  const campaign = useCampaign();
  const draft = useSession((state) => state.open!.draft);
  return useMemo(() => withDraft(campaign, draft), [campaign, draft]);
}

/** The draft that was laid over a document last: every part of the window asks about the same one. */
const drafts = new WeakMap<Campaign, { draft: Command; shown: Campaign }>();

export function withDraft(campaign: Campaign, draft: Command | null): Campaign {
  if (!draft) return campaign;
  const last = drafts.get(campaign);
  if (last?.draft === draft) return last.shown;
  const shown = applied(campaign, draft);
  drafts.set(campaign, { draft, shown });
  return shown;
}

function applied(campaign: Campaign, draft: Command): Campaign {
  try {
    return apply(campaign, draft).campaign;
  } catch {
    return campaign;
  }
}

export function useSelection(): Selection | null {
  return useSession((state) => state.open!.selection);
}

export function itemById<K extends Kind>(campaign: Campaign, kind: K, id: string): ItemOf<K> | undefined {
  return (campaign[COLLECTIONS[kind]] as ItemOf<K>[]).find((item) => item.id === id);
}

/** A new id of this kind, which no other window makes at the same moment. */
export const newId = (kind: Kind): string => `${kind}-${randomId()}`;
