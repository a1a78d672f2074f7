import { create } from 'zustand';
import { isEmptyBatch, type Command, type SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Kind } from '#campaign/collections.ts';
import { randomId } from '#campaign/identity.ts';
import { apply, describe } from '#campaign/reducer.ts';
import type { StudioEvent } from '#contract/events.ts';
import { call, explain } from '../bridge/studio.ts';
import { announce, leaveProblems, notify, withdraw } from '../kit/notices.ts';
import { commitTyping } from '../kit/typing.ts';
import { speak, t } from '../text/text.ts';
import { entryWords, type NamedEntry } from './entries.ts';
import { createOutbox, follow as followInOutbox, refresh, send } from './outbox.ts';
import type { Outbox } from './outboxEntry.ts';
import { tellNotKept } from './notKept.ts';
import { windowId } from './windowId.ts';

/** The open campaign in this window: the document as shown, what is selected, what is being tried out. outbox.ts sends what is done to the studio. */

export interface Selection {
  kind: Kind;
  ids: string[];
}

interface Session {
  id: string;
  campaign: Campaign;
  /** The studio's revision that we know of; changes still to be sent come on top. */
  revision: number;
  history: { undo: NamedEntry | null; redo: NamedEntry | null };
  /** A change that is being tried out (a drag under way). Shown, forecast, never sent. */
  draft: Command | null;
  selection: Selection | null;
  saving: Outbox['saving'];
}

export const useSession = create<{ open: Session | null }>(() => ({ open: null }));
// The first to hear of any change, so that what is rendered because of it finds the right words.
useSession.subscribe(({ open }) => speak(open?.campaign.vocabulary ?? 'learning'));

/** What undo or redo did to the open campaign last, as far as this window knows. */
export const useTravelled = create<{ command: Command | null }>(() => ({ command: null }));

/** What this window did to the open campaign last, by a command of its own. */
export const useExecuted = create<{ last: { before: Campaign; after: Campaign; command: Command } | null }>(() => ({
  last: null,
}));

/** Outboxes of this window, also of campaigns that it has left while something was still to be sent. */
const outboxes = new Map<string, Outbox>();

const session = () => useSession.getState().open;
function change(changes: Partial<Session>): void {
  const open = session();
  if (open) useSession.setState({ open: { ...open, ...changes } });
}

/** Counts what was opened and left, so that an answer that comes late opens nothing in place of what is wanted by then. */
let openings = 0;
/** The newest revision of each campaign that was heard of, also before its document was there. */
const heard = new Map<string, number>();

export async function openCampaign(id: string): Promise<void> {
  const opening = ++openings;
  const before = outboxes.get(id);
  if (before && before.queue.length > 0) await before.sent;
  const document = await call('campaign.open', { id, actor: { window: windowId } });
  if (opening !== openings) return;
  commitTyping();
  const outbox: Outbox = createOutbox(document, {
    onChange: () => show(outbox),
    onTravel: (type, entry, command) => {
      if (session()?.id !== id) return;
      useTravelled.setState({ command });
      const words = entryWords(entry);
      if (words === null) return;
      const text = t(type === 'undo' ? 'shell.undone' : 'shell.redone', { step: words });
      announce(text);
      withdraw('travel');
      notify({ tone: 'done', text, about: 'travel' });
    },
  });
  outboxes.set(id, outbox);
  const { confirmed, revision, history, saving } = outbox;
  useSession.setState({ open: { id, campaign: confirmed, revision, history, draft: null, selection: null, saving } });
  if ((heard.get(id) ?? 0) > revision) refresh(outbox);
}

/** What the outbox says now, where its campaign is still open. */
function show(outbox: Outbox): void {
  if (session()?.id !== outbox.id || openOutbox() !== outbox) return;
  const { shown, revision, history, saving, queue } = outbox;
  // While commands are under way, the names in undo are those of what was done last here.
  change({ campaign: shown, revision, saving, ...(queue.length === 0 ? { history } : {}) });
}

export function closeCampaign(): void {
  openings++;
  if (!session()) return;
  commitTyping();
  leaveProblems();
  useSession.setState({ open: null });
}

/** Does a command for good; an empty batch is done at once. Says so and does nothing where the document refuses it. */
export function execute(command: Command): boolean {
  const outbox = openOutbox();
  if (!outbox) return false;
  if (isEmptyBatch(command)) {
    change({ draft: null });
    return true;
  }
  const before = outbox.shown;
  try {
    outbox.shown = apply(before, command).campaign;
  } catch (error) {
    change({ draft: null });
    tellNotKept(explain(error), command);
    return false;
  }
  const step = randomId();
  send(outbox, { type: 'execute', step, command });
  withdraw('lastStep', 'travel');
  const history = { undo: { entry: step, ...describe(before, command) }, redo: null };
  change({ campaign: outbox.shown, draft: null, saving: outbox.saving, history });
  useExecuted.setState({ last: { before, after: outbox.shown, command } });
  return true;
}

const openOutbox = () => outboxes.get(session()?.id ?? '');

export const undo = () => step('undo');
export const redo = () => step('redo');

function step(type: 'undo' | 'redo'): void {
  commitTyping();
  const open = session();
  const outbox = openOutbox();
  if (!open || !outbox) return;
  // While another undo or redo is on its way, only its answer tells what comes next.
  const isNextKnown = outbox.queue.every((unsent) => unsent.type === 'execute');
  const meant = open.history[type];
  if (isNextKnown && meant === null) return;
  withdraw('change', 'moves', 'lastStep', 'travel');
  send(outbox, { type, step: randomId(), entry: isNextKnown ? meant!.entry : null });
  show(outbox);
}

/** Shows a change without doing it; null takes it back. A change that the document refuses is not shown. */
export function tryOut(draft: Command | null): void {
  if (session()?.draft !== draft) change({ draft });
}

export function select(selection: Selection | null): void {
  // The selection changes before the field in which somebody types is left.
  commitTyping();
  change({ selection });
}

/** Whether everything done to the open campaign is stored. */
export const isSettled = () => (openOutbox()?.queue.length ?? 0) === 0;

/** What was done to the open campaign and is not stored yet, or null where that takes the studio's answer (undo, redo) to know. */
export function unsentCommands(): SimpleCommand[] | null {
  const queue = openOutbox()?.queue ?? [];
  return queue.every((unsent) => unsent.type === 'execute')
    ? queue.flatMap(({ command }) => (command.type === 'batch' ? command.commands : [command]))
    : null;
}

/** Whether anything done in this window is still on its way. */
export const isAnythingUnsent = () => [...outboxes.values()].some((outbox) => outbox.queue.length > 0);

/** Follows what any window does to campaigns of this one. */
export function follow(event: StudioEvent): void {
  // Also what is told after a broken stream is whole again: something may have been missed.
  if (event.type === 'library.changed') {
    const open = openOutbox();
    if (open) refresh(open);
  }
  if (event.type !== 'campaign.changed') return;
  heard.set(event.id, event.revision);
  const outbox = outboxes.get(event.id);
  if (outbox) followInOutbox(outbox, event);
}
