import { create } from 'zustand';
import type { Command } from '#campaign/commands.ts';
import type { Campaign, Kind } from '#campaign/document.ts';
import { apply, describe } from '#campaign/reducer.ts';
import type { History, StudioEvent } from '#studio/contract.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { notify } from '../kit/notices.ts';
import { speak, t } from '../text/text.ts';

/**
 * The open campaign in this window. A command is applied here at once and sent to the studio in order;
 * what another window did first is taken over and our unsent commands are applied on top.
 */

export interface Selection {
  kind: Kind;
  ids: string[];
}

type Sending = { type: 'execute'; command: Command } | { type: 'undo' } | { type: 'redo' };

interface Session {
  id: string;
  campaign: Campaign;
  /** The studio's revision that we know of; changes still to be sent come on top. */
  revision: number;
  history: History;
  /** A change that is being tried out (a drag under way). Shown, forecast, never sent. */
  draft: Command | null;
  selection: Selection | null;
  saving: 'saved' | 'saving' | 'failing';
}

export const useSession = create<{ open: Session | null }>(() => ({ open: null }));
// The first to hear of any change, so that what is rendered because of it finds the right words.
useSession.subscribe(({ open }) => speak(open?.campaign.vocabulary ?? 'learning'));

let queue: Sending[] = [];
let pumping = false;
/** The newest revision that any event has told of. */
let seenRevision = 0;
const RETRY_MILLISECONDS = 2000;

const session = () => useSession.getState().open;
function change(changes: Partial<Session>): void {
  const open = session();
  if (open) useSession.setState({ open: { ...open, ...changes } });
}

export async function openCampaign(id: string): Promise<void> {
  const { campaign, revision, history } = await call('campaign.open', { id });
  queue = [];
  seenRevision = revision;
  useSession.setState({ open: { id, campaign, revision, history, draft: null, selection: null, saving: 'saved' } });
}

export function closeCampaign(): void {
  useSession.setState({ open: null });
}

/** Does a command for good. Says so and does nothing where the document refuses it. */
export function execute(command: Command): boolean {
  const open = session();
  if (!open) return false;
  try {
    const { campaign } = apply(open.campaign, command);
    change({ campaign, draft: null, history: { undo: describe(open.campaign, command), redo: null } });
  } catch (error) {
    change({ draft: null });
    notify({ tone: 'problem', text: explain(error) });
    return false;
  }
  send({ type: 'execute', command });
  return true;
}

export const undo = () => send({ type: 'undo' });
export const redo = () => send({ type: 'redo' });

/** Shows a change without doing it; null takes it back. A change that the document refuses is not shown. */
export function tryOut(draft: Command | null): void {
  if (session()?.draft !== draft) change({ draft });
}

export function select(selection: Selection | null): void {
  change({ selection });
}

/** Whether everything done here is stored. */
export const isSettled = () => queue.length === 0;

function send(sending: Sending): void {
  queue.push(sending);
  change({ saving: 'saving' });
  void pump();
}

async function pump(): Promise<void> {
  if (pumping) return;
  pumping = true;
  while (queue.length > 0 && session()) await sendFirst();
  pumping = false;
  const open = session();
  if (!open) return;
  if (seenRevision > open.revision) await reload();
  change({ saving: 'saved' });
}

async function sendFirst(): Promise<void> {
  const { id, revision } = session()!;
  const [first] = queue;
  try {
    if (first!.type === 'execute') {
      const answer = await call('campaign.execute', { id, revision, command: first!.command });
      queue.shift();
      change({ revision: answer.revision, ...(queue.length === 0 ? { history: answer.history } : {}) });
    } else {
      const answer = await call(`campaign.${first!.type}`, { id, revision });
      queue.shift();
      const open = session();
      if (open?.id === id)
        change({
          campaign: apply(open.campaign, answer.command).campaign,
          revision: answer.revision,
          history: answer.history,
        });
    }
    if (session()?.saving === 'failing') change({ saving: 'saving' });
  } catch (error) {
    const code = error instanceof StudioCallError ? error.code : 'unreachable';
    if (code === 'conflict') return reload();
    if (code === 'unreachable' || code === 'internal') {
      change({ saving: 'failing' });
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      return;
    }
    queue.shift();
    if (!(first!.type !== 'execute' && code === 'refused')) notify({ tone: 'problem', text: explain(error) });
    await reload();
  }
}

/** Takes the studio's document over and applies what is still to be sent on top of it. */
async function reload(): Promise<void> {
  const id = session()?.id;
  if (!id) return;
  try {
    const answer = await call('campaign.open', { id });
    let { campaign } = answer;
    const kept: Sending[] = [];
    for (const sending of queue) {
      try {
        if (sending.type === 'execute') ({ campaign } = apply(campaign, sending.command));
        kept.push(sending);
      } catch (error) {
        notify({ tone: 'problem', text: t('session.notKept', { reason: explain(error) }) });
      }
    }
    queue = kept;
    seenRevision = Math.max(seenRevision, answer.revision);
    change({ campaign, revision: answer.revision, history: answer.history });
  } catch {
    change({ saving: 'failing' });
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
  }
}

/** Follows what other windows do to the same campaign. */
export function follow(event: StudioEvent): void {
  const open = session();
  if (event.type !== 'campaign.changed' || event.id !== open?.id) return;
  seenRevision = Math.max(seenRevision, event.revision);
  if (queue.length > 0 || event.revision <= open.revision) return;
  if (event.revision === open.revision + 1) {
    change({
      campaign: apply(open.campaign, event.command).campaign,
      revision: event.revision,
      history: event.history,
    });
  } else void reload();
}
