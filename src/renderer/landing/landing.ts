import type { Touchpoint } from '#campaign/document.ts';
import { registry } from '../kit/registry.ts';

/** Where something dragged from outside would land on the timeline. The timeline registers itself; whoever carries something asks. */

export interface Landing {
  day: number;
  rowId: string;
}

export interface LandingArea {
  /** The day and row under a point of the screen, or null beside the lanes. */
  locate(clientX: number, clientY: number): Landing | null;
  /** The day under a point of the screen, wherever it is in height. */
  dayUnder(clientX: number): number;
  /** Shows the snapped place of what would be dropped; null hides it. */
  preview(landing: { touchpoint: Touchpoint; landing: Landing } | null): void;
}

export const { register: registerLandingArea, current: landingArea } = registry<LandingArea>();
