import type { Store } from '#store/store.ts';
import type { Calls, Host } from './createStudio.ts';

/** The open campaign: read it, change it, undo and redo. Every change is told to all windows. */

type CampaignCalls = Pick<Calls, Extract<keyof Calls, `campaign.${string}`>>;

export function campaignCalls(store: Store, { emit }: Host): CampaignCalls {
  return {
    'campaign.open': ({ id }) => store.open(id),
    'campaign.execute': ({ id, revision, command }) => {
      const changed = store.execute(id, revision, command);
      emit({ type: 'campaign.changed', id, revision: changed.revision, history: changed.history, command });
      return { revision: changed.revision, history: changed.history };
    },
    'campaign.undo': ({ id, revision }) => step('undo', id, revision),
    'campaign.redo': ({ id, revision }) => step('redo', id, revision),
  };

  function step(direction: 'undo' | 'redo', id: string, from: number) {
    const { revision, history, command } = store[direction](id, from);
    emit({ type: 'campaign.changed', id, revision, history, command });
    return { revision, history, command };
  }
}
