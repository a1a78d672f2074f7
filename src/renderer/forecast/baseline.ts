import type { Campaign } from '#campaign/document.ts';
import { COLLECTIONS } from '#campaign/collections.ts';
import type { Selection } from '../session/session.ts';

/** The window's document and selection at the end of a step of the person. */
export interface Moment {
  campaign: Campaign;
  selection: Selection | null;
}

/**
 * The plan that edits are compared with after a step from `last` to `now`: as it was when the selection was made. What was added and selected in
 * one step is compared with the plan before it, and a selection that went with what was deleted changes nothing.
 */
export function baselineAfter(baseline: Campaign, last: Moment, now: Moment): Campaign {
  if (isSame(last.selection, now.selection)) return baseline;
  if (!isThere(now.selection, last.campaign) && isThere(now.selection, now.campaign)) return last.campaign;
  if (isThere(last.selection, last.campaign) && !isThere(last.selection, now.campaign)) return baseline;
  return now.campaign;
}

const isSame = (one: Selection | null, other: Selection | null) =>
  one === other || (one?.kind === other?.kind && one?.ids.join('\n') === other?.ids.join('\n'));

function isThere(selection: Selection | null, campaign: Campaign): boolean {
  if (!selection) return true;
  const ids = new Set(campaign[COLLECTIONS[selection.kind]].map(({ id }) => id));
  return selection.ids.every((id) => ids.has(id));
}
