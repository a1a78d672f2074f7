import type { Asking, Changed } from '#store/campaigns.ts';
import type { Store } from '#store/store.ts';
import type { Input } from '#contract/contract.ts';
import type { Calls, Host } from './host.ts';

/** The open campaign: read it, change it, undo and redo. Every change is told to all windows. */

type CampaignCalls = Pick<Calls, Extract<keyof Calls, `campaign.${string}`>>;

export function campaignCalls(store: Store, host: Host): CampaignCalls {
  return {
    'campaign.open': ({ id, actor }) => store.open(id, askingOf({ actor }, host)),
    'campaign.since': ({ id, revision, step, actor }) => store.since(id, { revision, step }, askingOf({ actor }, host)),
    'campaign.execute': async ({ id, revision, command, ...asked }) => {
      const { command: _, ...answer } = tell(
        id,
        await store.execute(id, revision, command, askingOf(asked, host)),
        host,
      );
      return answer;
    },
    'campaign.undo': async (input) => travel('undo', input),
    'campaign.redo': async (input) => travel('redo', input),
    'campaign.history': async ({ id, before }) => ({ ...(await store.past(id, before)), person: host.person ?? '' }),
    'campaign.wayBack': async ({ id, revision, to }) => ({ commands: await store.wayBack(id, revision, to) }),
    'campaign.nameVersion': ({ id, revision, name, actor }) =>
      store.nameVersion(id, revision, name, { person: host.person ?? '', window: actor?.window ?? '' }),
    'campaign.openVersion': async ({ id, version, name }) => {
      const copy = await store.openVersion(id, version, name);
      host.emit({ type: 'library.changed' });
      return { id: copy };
    },
    'campaign.removeVersion': async ({ id, version }) => {
      await store.removeVersion(id, version);
      return {};
    },
  };

  async function travel(kind: 'undo' | 'redo', { id, revision, entry, ...asked }: Input<'campaign.undo'>) {
    return tell(id, await store[kind](id, revision, { ...askingOf(asked, host), entry }), host);
  }
}

/** Who asks: the window that says so, and the person at this machine. */
export function askingOf(
  { actor, step }: Pick<Input<'campaign.execute'>, 'actor' | 'step'>,
  { person = '' }: Host,
): Asking {
  return { actor: { person, window: actor?.window ?? '' }, opened: actor?.opened, step };
}

/** Tells all windows what was done, where anything was; gives what answers the one that asked. */
export function tell(id: string, { revision, step, history, did }: Changed, { emit }: Host) {
  if (!did) return { revision, step, history, repeated: true as const };
  emit({ type: 'campaign.changed', id, history, ...did });
  return { revision, step, history, command: did.command };
}
