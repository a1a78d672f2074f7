import { asReallySent } from '#campaign/cap.ts';
import type { Campaign } from '#campaign/document.ts';
import { useSession } from '../session/session.ts';
import { withDraft } from '../session/shown.ts';

/** Sends that stand in the plan and do not go out on their day, because their week is full (campaign/cap.ts): the timeline shows them where they are planned, as held back. */

/** The days on which the rule of a touchpoint has them, as one text, which is the same while they are. */
export const heldSends = (campaign: Campaign, touchpointId: string): string =>
  asReallySent(campaign)
    .held.flatMap(({ touchpoint, send }) => (touchpoint.id === touchpointId ? send.on : []))
    .join(' ');

/** The same of the plan as the window shows it. */
export function useHeldSends(touchpointId: string): ReadonlySet<number> {
  const held = useSession(({ open }) => (open ? heldSends(withDraft(open.campaign, open.draft), touchpointId) : ''));
  return held === '' ? NONE : new Set(held.split(' ').map(Number));
}

const NONE: ReadonlySet<number> = new Set();
