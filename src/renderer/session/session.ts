import { create } from 'zustand';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign, Kind } from '#campaign/document.ts';
import { apply, describe } from '#campaign/reducer.ts';
import type { History, StudioEvent } from '#studio/contract.ts';
import { call, explain } from '../bridge/studio.ts';
import { announce, notify, withdraw } from '../kit/notices.ts';
import { speak, t } from '../text/text.ts';
import { stepWords } from './steps.ts';
import { createLine, follow as followOnLine, refresh, send, type Line } from './line.ts';

/** The open campaign in this window: the document as shown, what is selected, what is being tried out. line.ts sends what is done to the studio. */

export interface Selection {
  kind: Kind;
  ids: string[];
}

interface Session {
  id: string;
  campaign: Campaign;
  /** The studio's revision that we know of; changes still to be sent come on top. */
  revision: number;
  history: History;
  /** A change that is being tried out (a drag under way). Shown, forecast, never sent. */
  draft: Command | null;
  selection: Selection | null;
  saving: Line['saving'];
}

export const useSession = create<{ open: Session | null }>(() => ({ open: null }));
// The first to hear of any change, so that what is rendered because of it finds the right words.
useSession.subscribe(({ open }) => speak(open?.campaign.vocabulary ?? 'learning'));

/** Lines of this window, also of campaigns that it has left while something was still to be sent. */
const lines = new Map<string, Line>();

const session = () => useSession.getState().open;
function change(changes: Partial<Session>): void {
  const open = session();
  if (open) useSession.setState({ open: { ...open, ...changes } });
}

export async function openCampaign(id: string): Promise<void> {
  await lines.get(id)?.sent;
  const line = createLine(await call('campaign.open', { id }), () => show(line));
  lines.set(id, line);
  const { confirmed, revision, history, saving } = line;
  useSession.setState({ open: { id, campaign: confirmed, revision, history, draft: null, selection: null, saving } });
}

/** What the line says now, where its campaign is still open. */
function show(line: Line): void {
  if (session()?.id !== line.id) return;
  const { shown, revision, history, saving, queue } = line;
  // While commands are under way, the names in undo are those of what was done last here.
  change({ campaign: shown, revision, saving, ...(queue.length === 0 ? { history } : {}) });
}

export function closeCampaign(): void {
  useSession.setState({ open: null });
}

/** Does a command for good. Says so and does nothing where the document refuses it. */
export function execute(command: Command): boolean {
  const line = openLine();
  if (!line) return false;
  const before = line.shown;
  try {
    line.shown = apply(before, command).campaign;
  } catch (error) {
    change({ draft: null });
    notify({ tone: 'problem', text: explain(error) });
    return false;
  }
  send(line, { type: 'execute', command });
  withdraw('lastStep');
  const history = { undo: describe(before, command), redo: null };
  change({ campaign: line.shown, draft: null, saving: line.saving, history });
  return true;
}

const openLine = () => lines.get(session()?.id ?? '');

export const undo = () => step('undo');
export const redo = () => step('redo');

function step(type: 'undo' | 'redo'): void {
  const line = openLine();
  if (!line) return;
  withdraw('change', 'lastStep');
  const words = stepWords(session()?.history[type] ?? null);
  if (words !== null) announce(t(type === 'undo' ? 'shell.undone' : 'shell.redone', { step: words }));
  send(line, { type });
  show(line);
}

/** Shows a change without doing it; null takes it back. A change that the document refuses is not shown. */
export function tryOut(draft: Command | null): void {
  if (session()?.draft !== draft) change({ draft });
}

export function select(selection: Selection | null): void {
  change({ selection });
}

/** Whether everything done to the open campaign is stored. */
export const isSettled = () => (openLine()?.queue.length ?? 0) === 0;

/** What was done to the open campaign and is not stored yet, or null where that takes the studio's answer (undo, redo) to know. */
export function unsentCommands(): SimpleCommand[] | null {
  const queue = openLine()?.queue ?? [];
  return queue.every((sending) => sending.type === 'execute')
    ? queue.flatMap(({ command }) => (command.type === 'batch' ? command.commands : [command]))
    : null;
}

/** Whether anything done in this window is still on its way. */
export const isAnythingUnsent = () => [...lines.values()].some((line) => line.queue.length > 0);

/** Follows what any window does to campaigns of this one. */
export function follow(event: StudioEvent): void {
  // Also what is told after a broken stream is whole again: something may have been missed.
  if (event.type === 'library.changed') {
    const open = openLine();
    if (open) refresh(open);
  }
  if (event.type !== 'campaign.changed') return;
  const line = lines.get(event.id);
  if (line) followOnLine(line, event);
}
