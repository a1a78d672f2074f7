import type { Command } from '#campaign/commands.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { lockedLost } from '#campaign/locked.ts';
import { confirmed } from '../kit/confirm.tsx';
import { executeWithOffer } from '../session/offers.ts';
import { useSession } from '../session/session.ts';
import { itemById, withDraft } from '../session/shown.ts';
import { t } from '../text/text.ts';

/** Removing what takes touchpoints along: done with a way back, but asked for first where a locked one would go. */

const plan = () => useSession.getState().open!.campaign;

/** Removes a lane with what is on it. False where it stays. */
export function removeLane(id: string): Promise<boolean> {
  const { touchpoints, ideas } = plan();
  const name = itemById(plan(), 'lane', id)?.name ?? '';
  const count = [...touchpoints, ...ideas].filter(({ laneId }) => laneId === id).length;
  const text = count > 0 ? t('settings.laneRemovedWith', { name, count }) : t('settings.laneRemoved', { name });
  return removeAsking(name, { type: 'removeLane', id }, text);
}

/** Removes a segment with what is for it alone. False where it stays. */
export function removeSegment(id: string): Promise<boolean> {
  const { touchpoints, ideas } = plan();
  const name = itemById(plan(), 'segment', id)?.name ?? '';
  const isForItAlone = ({ segments }: Pick<Touchpoint, 'segments'>) => segments.length === 1 && segments[0] === id;
  const count = [...touchpoints, ...ideas].filter(isForItAlone).length;
  const text = count > 0 ? t('audience.removedWith', { name, count }) : t('audience.removed', { name });
  return removeAsking(name, { type: 'removeSegment', id }, text);
}

async function removeAsking(name: string, command: Command, text: string): Promise<boolean> {
  const [first, ...others] = lockedLost(plan(), withDraft(plan(), command));
  const isMeant =
    !first ||
    (await confirmed({
      title: t('removing.title', { name }),
      text: t('removing.locked', { count: others.length + 1, name: first.name }),
      yes: t('removing.all'),
      no: t('shell.cancel'),
    }));
  return isMeant && executeWithOffer(command, text);
}
