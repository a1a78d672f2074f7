import { formatDay } from '#campaign/calendar.ts';
import { addItem } from '../arranging/add.ts';
import type { Landing } from '../landing/landing.ts';

/** The empty canvas of the timeline: a frame is drawn on it, and two presses add something there. */

/** Whether nothing lies there but the canvas below the head. */
export const isCanvas = (target: Element): boolean =>
  target.closest('.world') !== null && target.closest('[data-kind], .lane-head, .lane-rest, .head') === null;

/** Adds a touchpoint where the empty canvas was pressed twice. */
export function addAt(target: Element, landing: Landing | null): string | undefined {
  return landing && isCanvas(target) ? addItem('touchpoint', formatDay(landing.day), landing.rowId) : undefined;
}
