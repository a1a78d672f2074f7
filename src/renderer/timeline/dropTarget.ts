import type { Touchpoint } from '#campaign/document.ts';
import type { Place } from './items.ts';
import type { RowBox } from './layout.ts';

/** Where something dragged from outside would land on the timeline. The timeline registers itself; tactics and details ask. */

export interface Landing {
  day: number;
  rowId: string;
}

export interface DropTarget {
  /** The day and row under a point of the screen, or null beside the lanes. */
  locate(clientX: number, clientY: number): Landing | null;
  /** The day under a point of the screen, wherever it is in height. */
  dayUnder(clientX: number): number;
  /** Shows the snapped place of what would be dropped; null hides it. */
  preview(landing: { touchpoint: Touchpoint; landing: Landing } | null): void;
  /** Brings an item into view and gives it the focus; the timeline itself gets it where there is none. */
  reveal(place: Place | null): void;
  /** The rows as they are drawn. */
  rows(): readonly RowBox[];
  /** The day in the middle of what is in view. */
  middleDay(): number;
  isInView(day: number): boolean;
}

let current: DropTarget | null = null;

export function registerDropTarget(target: DropTarget): () => void {
  current = target;
  return () => {
    if (current === target) current = null;
  };
}

export const dropTarget = (): DropTarget | null => current;
