import type { LucideIcon } from 'lucide-react';
import type { Shortcut } from '../kit/shortcuts.ts';
import type { NamedSend } from '../series/edits.ts';

/** Where something is to be done, if a place was pointed at. */
export interface Here {
  /** Which of those that are selected was pointed at, or has the focus. */
  id?: string;
  day?: number | undefined;
  laneId?: string | undefined;
  /** A row of the timeline, whatever it is parted by. */
  rowId?: string;
  send?: NamedSend;
}

/**
 * What a menu opens on: something that stands on the timeline, a send of a series, an idea on the shelf, a lane, another row, free room in the
 * lanes, or the axis.
 */
export type Ground = 'item' | 'send' | 'idea' | 'lane' | 'row' | 'room' | 'axis';

/** One thing that can be done, whoever asks: keys, menus, help, the finder. It is about the open campaign and what is selected in it. */
export interface Action {
  id: string;
  /** What it is called now. */
  words: () => string;
  icon: LucideIcon;
  /** With Ctrl or Cmd. */
  shortcut?: Shortcut;
  /** Without, as `KeyboardEvent.key` has it. */
  key?: string;
  hasShift?: true;
  /** Where its keys are taken: wherever one is, anywhere on the timeline, or on an item that has the focus there. */
  keysOf?: 'window' | 'timeline' | 'item';
  /** On what a menu offers it. */
  on?: readonly Ground[];
  /** Takes something away. */
  isDanger?: true;
  /** Whether it can be done now; what cannot is not offered. */
  isPossible: (here?: Here) => boolean;
  run: (here?: Here) => void;
}
