import type { Store } from '#store/store.ts';
import type { Input } from '#contract/contract.ts';
import type { Calls, Host } from './host.ts';

/** The open campaign: read it, change it, undo and redo. Every change is told to all windows. */

type CampaignCalls = Pick<Calls, Extract<keyof Calls, `campaign.${string}`>>;

export function campaignCalls(store: Store, { emit }: Host): CampaignCalls {
  return {
    'campaign.open': ({ id }) => store.open(id),
    'campaign.execute': ({ id, revision: from, command, sending }) => {
      const { revision, history, repeated } = store.execute(id, from, command, sending);
      if (repeated) return { revision, history, repeated };
      emit({ type: 'campaign.changed', id, revision, history, command });
      return { revision, history };
    },
    'campaign.undo': (input) => travel('undo', input),
    'campaign.redo': (input) => travel('redo', input),
  };

  function travel(direction: 'undo' | 'redo', { id, revision: from, entry, sending }: Input<'campaign.undo'>) {
    const { revision, history, command, repeated } = store[direction](id, from, entry, sending);
    if (repeated || !command) return { revision, history, repeated };
    emit({ type: 'campaign.changed', id, revision, history, command });
    return { revision, history, command };
  }
}
