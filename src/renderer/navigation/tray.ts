import { create } from 'zustand';
import { showPane } from './panes.ts';

/** What the tray on the left holds open: the catalogue of tactics, or the shelf with its ideas. */
export const TRAYS = ['tactics', 'shelf'] as const;
export type Tray = (typeof TRAYS)[number];

const useOpen = create<{ tray: Tray }>(() => ({ tray: 'tactics' }));

export const useTray = (): Tray => useOpen(({ tray }) => tray);

/** Turns to it where the tray is in view, or will be. */
export const turnTo = (tray: Tray): void => useOpen.setState({ tray });

/** Turns to it and brings the tray into view. */
export function showTray(tray: Tray): void {
  turnTo(tray);
  showPane('tactics');
}
