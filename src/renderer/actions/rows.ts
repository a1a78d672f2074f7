import { ChevronDown, ChevronRight, ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { useSession } from '../session/session.ts';
import { t, type MessageKey } from '../text/text.ts';
import { fold } from '../rows/parting.ts';
import { drawnRows } from '../timeline/drawnRows.ts';
import type { Action, Here } from './action.ts';

/** Folding the rows of the timeline: the one that was pointed at or whose lane is selected, or all. */

const boxes = () => drawnRows() ?? [];

function rowIn(here?: Here) {
  const { selection } = useSession.getState().open ?? {};
  const id = here?.rowId ?? (selection?.kind === 'lane' ? selection.ids[0] : undefined);
  return boxes().find(({ row }) => row.id === id);
}

const all = (id: string, words: MessageKey, isFolded: boolean): Action => ({
  id,
  words: () => t(words),
  icon: isFolded ? ChevronsDownUp : ChevronsUpDown,
  on: ['lane', 'row', 'room'],
  isPossible: () => boxes().some((box) => box.isFolded !== isFolded),
  run: () =>
    fold(
      boxes().map(({ row }) => row.id),
      isFolded,
    ),
});

const one = (id: string, words: MessageKey, isFolded: boolean): Action => ({
  id,
  words: () => t(words),
  icon: isFolded ? ChevronRight : ChevronDown,
  on: ['lane', 'row'],
  isPossible: (here) => {
    const box = rowIn(here);
    return box !== undefined && box.isFolded !== isFolded;
  },
  run: (here) => {
    const box = rowIn(here);
    if (box) fold([box.row.id], isFolded);
  },
});

export const ROW_ACTIONS: readonly Action[] = [
  one('foldRow', 'action.foldRow', true),
  one('openRow', 'action.openRow', false),
  all('foldAll', 'action.foldAll', true),
  all('openAll', 'action.openAll', false),
];
