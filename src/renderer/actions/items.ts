import {
  Archive,
  ArrowDown,
  ArrowUp,
  CalendarArrowUp,
  CalendarClock,
  ChevronFirst,
  ChevronLast,
  Copy,
  CopyPlus,
  Diamond,
  Lock,
  PanelRight,
  Scissors,
  Trash2,
} from 'lucide-react';
import { dayOf } from '#campaign/calendar.ts';
import type { SimpleCommand } from '#campaign/commands.ts';
import type { Touchpoint } from '#campaign/document.ts';
import type { Kind } from '#campaign/collections.ts';
import { isLocked } from '#campaign/locked.ts';
import { isRepeated } from '#campaign/sending.ts';
import { removeLane } from '../items/removing.ts';
import { announce } from '../kit/notices.ts';
import { MOVE_KEY } from '../kit/shortcuts.ts';
import { openDay } from '../navigation/day.ts';
import { goToDetails } from '../navigation/panes.ts';
import { seriesById } from '../series/edits.ts';
import { stepSend } from '../series/selectedSend.ts';
import { execute, select, useSession } from '../session/session.ts';
import { newId } from '../session/shown.ts';
import { deleteIdea, duplicateIdea, putOnShelf } from '../shelf/shelving.ts';
import { t } from '../text/text.ts';
import { copyItems } from '../clipboard/clipboard.ts';
import { reveal } from '../items/reveal.ts';
import { isPlaced, spanOf } from '../items/place.ts';
import { onlyIfCommand } from '../arranging/onlyIf.ts';
import { remove } from '../arranging/removal.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { duplicateItems } from '../arranging/duplicate.ts';
import { removeItems } from '../timeline/keys.ts';
import type { Action } from './action.ts';

/** What is about the things that are selected. */

const chosen = () => useSession.getState().open?.selection ?? null;
const isChosen = (...kinds: Kind[]) => kinds.includes(chosen()?.kind as Kind);

/** The touchpoints that are selected. */
function touchpoints(): Touchpoint[] {
  const { campaign, selection } = useSession.getState().open ?? {};
  if (!campaign || selection?.kind !== 'touchpoint') return [];
  const ids = new Set(selection.ids);
  return campaign.touchpoints.filter(({ id }) => ids.has(id));
}
const areLocked = () => touchpoints().length > 0 && touchpoints().every(isLocked);

function setLocked(locked: boolean): void {
  const commands = touchpoints()
    .filter((touchpoint) => isLocked(touchpoint) !== locked)
    .map(({ id }): SimpleCommand => ({ type: 'editTouchpoint', id, changes: { locked: locked || null } }));
  const { length: count } = commands;
  if (execute({ type: 'batch', action: locked ? 'lock' : 'unlock', commands }))
    announce(t(locked ? 'action.locked' : 'action.unlocked', { count }));
}

/** Lets touchpoints wait for a new decision point, and goes to its details. */
function sendOnlyIf(ids: readonly string[]): void {
  const item = { id: newId('decision'), name: t('timeline.newDecision') };
  const command = onlyIfCommand(useSession.getState().open!.campaign, ids, item);
  if (!command || !execute(command)) return;
  select({ kind: 'decision', ids: [item.id] });
  announce(t('decisions.made', { name: item.name, count: command.commands.length - 1 }));
  goToDetails();
}

const anyPlaced = () => isPlaced(chosen()?.kind ?? '');

/** The lane that is selected, and its place among the lanes. */
function lane(): { id: string; at: number; count: number } | null {
  const { campaign, selection } = useSession.getState().open ?? {};
  if (!campaign || selection?.kind !== 'lane') return null;
  const at = campaign.lanes.findIndex(({ id }) => id === selection.ids[0]);
  return at < 0 ? null : { id: selection.ids[0]!, at, count: campaign.lanes.length };
}

const moveLane = (id: string, by: -1 | 1): Action => ({
  id,
  words: () => t(by < 0 ? 'inspector.laneUp' : 'inspector.laneDown'),
  icon: by < 0 ? ArrowUp : ArrowDown,
  on: ['lane'],
  isPossible: () => {
    const found = lane();
    return found !== null && found.at + by >= 0 && found.at + by < found.count;
  },
  run: () => {
    const found = lane();
    if (found) execute({ type: 'reorderLane', id: found.id, at: found.at + by });
  },
});

const stepAmongSends = (id: 'previousSend' | 'nextSend', by: -1 | 1): Action => ({
  id,
  words: () => t(by < 0 ? 'action.previousSend' : 'action.nextSend'),
  icon: by < 0 ? ChevronFirst : ChevronLast,
  key: by < 0 ? ',' : '.',
  keysOf: 'item',
  isPossible: () => touchpoints().some(isRepeated),
  run: (here) => {
    const series = seriesById(here?.id ?? chosen()!.ids[0]!);
    if (series) stepSend(series, by);
  },
});

export const ITEM_ACTIONS: readonly Action[] = [
  {
    id: 'details',
    words: () => t('action.details'),
    icon: PanelRight,
    key: 'Enter',
    keysOf: 'item',
    on: ['item', 'send', 'idea', 'lane'],
    isPossible: () => chosen() !== null,
    run: goToDetails,
  },
  {
    id: 'openDay',
    words: () => t('action.openDay'),
    icon: CalendarClock,
    key: 'D',
    keysOf: 'item',
    on: ['item'],
    isPossible: anyPlaced,
    run: (here) => {
      const { kind, ids } = chosen()!;
      const span = isPlaced(kind) && spanOf(useSession.getState().open!.campaign, { kind, id: here?.id ?? ids[0]! });
      if (span) openDay(dayOf(span.start), 'keys');
    },
  },
  stepAmongSends('previousSend', -1),
  stepAmongSends('nextSend', 1),
  {
    id: 'moveTo',
    words: () => t('move.open'),
    icon: CalendarArrowUp,
    key: MOVE_KEY,
    hasShift: true,
    keysOf: 'item',
    on: ['item'],
    isPossible: anyPlaced,
    run: () => {
      const { kind, ids } = chosen()!;
      openOverlay('moveTo', { kind, ids });
    },
  },
  {
    id: 'duplicate',
    words: () => t('action.duplicate'),
    icon: CopyPlus,
    shortcut: 'duplicate',
    keysOf: 'item',
    on: ['item', 'idea'],
    isPossible: () => isChosen('touchpoint', 'idea'),
    run: () => {
      if (isChosen('idea')) {
        duplicateIdea(chosen()!.ids[0]!);
        return;
      }
      const copy = duplicateItems(chosen()!.ids);
      if (copy !== undefined) reveal({ kind: 'touchpoint', id: copy });
    },
  },
  {
    id: 'copy',
    words: () => t('action.copy'),
    icon: Copy,
    shortcut: 'copy',
    on: ['item'],
    isPossible: () => isChosen('touchpoint'),
    run: () => copyItems('copy'),
  },
  {
    id: 'cut',
    words: () => t('action.cut'),
    icon: Scissors,
    shortcut: 'cut',
    on: ['item'],
    isPossible: () => isChosen('touchpoint'),
    run: () => copyItems('cut'),
  },
  {
    id: 'lock',
    words: () => t(areLocked() ? 'action.unlock' : 'action.lock'),
    icon: Lock,
    on: ['item'],
    isPossible: () => isChosen('touchpoint'),
    run: () => setLocked(!areLocked()),
  },
  {
    id: 'onlyIf',
    words: () => t('action.onlyIf'),
    icon: Diamond,
    on: ['item'],
    isPossible: () => isChosen('touchpoint'),
    run: () => sendOnlyIf(chosen()!.ids),
  },
  {
    id: 'shelve',
    words: () => t('shelf.put'),
    icon: Archive,
    on: ['item'],
    isPossible: () => isChosen('touchpoint'),
    run: () => void putOnShelf(chosen()!.ids),
  },
  moveLane('laneUp', -1),
  moveLane('laneDown', 1),
  {
    id: 'delete',
    words: () => t('action.delete'),
    icon: Trash2,
    key: 'Delete',
    keysOf: 'item',
    on: ['item', 'idea', 'lane'],
    isDanger: true,
    isPossible: () => anyPlaced() || isChosen('idea') || (lane()?.count ?? 0) > 1,
    run: () => {
      const { kind, ids } = chosen()!;
      if (isPlaced(kind)) removeItems(kind, ids);
      else if (kind === 'idea' && ids.length > 1) {
        if (remove('idea', ids)) select(null);
      } else if (kind === 'idea') deleteIdea(ids[0]!);
      else void removeLane(ids[0]!);
    },
  },
];
