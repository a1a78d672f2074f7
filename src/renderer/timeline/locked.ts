import type { Campaign } from '#campaign/document.ts';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';
import type { PlacedKind } from './items.ts';
import { lockedAmong } from './moves.ts';

/** Says why nothing moves, or not all of it; false where nothing of it is locked. */
export function tellLocked(campaign: Campaign, kind: PlacedKind, ids: readonly string[]): boolean {
  const locked = lockedAmong(campaign, kind, ids);
  const [first] = locked;
  if (!first) return false;
  const text =
    locked.length < ids.length
      ? t('timeline.lockedStayed', { count: locked.length })
      : ids.length === 1
        ? t('timeline.lockedOne', { name: first.name })
        : t('timeline.lockedAll');
  notify({ tone: 'done', text });
  return true;
}

/** Whether all of these are locked; says so where they are. */
export function areStuck(campaign: Campaign, kind: PlacedKind, ids: readonly string[]): boolean {
  return lockedAmong(campaign, kind, ids).length === ids.length && tellLocked(campaign, kind, ids);
}
