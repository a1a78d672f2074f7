import { keeperOf } from './kept.ts';

/** Which part of a campaign's calendar was in view. */

export interface KeptViewport {
  pixelsPerDay: number;
  /** The day at the left edge of the calendar, in days and parts of days. */
  day: number;
  /** How far down the lanes are scrolled, in pixels. */
  top: number;
}

export const isViewport = ({ pixelsPerDay, day, top }: KeptViewport): boolean =>
  [pixelsPerDay, day, top].every(Number.isFinite);

export const { kept: keptViewport, keep: keepViewport } = keeperOf<KeptViewport>('studio-viewport', isViewport);
