import { asReallySent } from '#campaign/cap.ts';
import type { Campaign } from '#campaign/document.ts';
import { useSession } from '../session/session.ts';
import { withDraft } from '../session/shown.ts';

/** Sends that stand in the plan and do not go out on their day, because their week is full (campaign/cap.ts): the timeline shows them where they are planned, as held back. */

/** By touchpoint, gathered once for each plan that is shown: every mark in view asks in each frame of a drag. */
const known = new WeakMap<Campaign, ReadonlyMap<string, string>>();

/** The days on which the rule of a touchpoint has them, as one text, which is the same while they are. */
export function heldSends(campaign: Campaign, touchpointId: string): string {
  let held = known.get(campaign);
  if (!held) known.set(campaign, (held = heldByTouchpoint(campaign)));
  return held.get(touchpointId) ?? '';
}

function heldByTouchpoint(campaign: Campaign): ReadonlyMap<string, string> {
  const groups = Map.groupBy(asReallySent(campaign).held, ({ touchpoint }) => touchpoint.id);
  return new Map([...groups].map(([id, held]) => [id, held.flatMap(({ send }) => send.on).join(' ')]));
}

/** The same of the plan as the window shows it. */
export function useHeldSends(touchpointId: string): ReadonlySet<number> {
  const held = useSession(({ open }) => (open ? heldSends(withDraft(open.campaign, open.draft), touchpointId) : ''));
  return held === '' ? NONE : new Set(held.split(' ').map(Number));
}

const NONE: ReadonlySet<number> = new Set();
