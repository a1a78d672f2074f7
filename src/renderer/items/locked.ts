import type { Campaign } from '#campaign/document.ts';
import type { Kind } from '#campaign/collections.ts';
import { partLocked } from '#campaign/locked.ts';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';

/** How it is told that what is locked stays, whoever would have it go. */

/** Why nothing goes, or not all of it; null where nothing of it is locked. */
export function lockedWords(campaign: Campaign, kind: Kind, ids: readonly string[]): string | null {
  const { locked } = partLocked(campaign, kind, ids);
  const [first] = locked;
  if (!first) return null;
  if (locked.length < ids.length) return t('timeline.lockedStayed', { count: locked.length });
  return ids.length === 1 ? t('timeline.lockedOne', { name: first.name }) : t('timeline.lockedAll');
}

/** Says why nothing goes, or not all of it; false where nothing of it is locked. */
export function tellLocked(campaign: Campaign, kind: Kind, ids: readonly string[]): boolean {
  const text = lockedWords(campaign, kind, ids);
  if (text !== null) notify({ tone: 'done', text });
  return text !== null;
}

/** Whether all of these are locked; says so where they are. */
export function areStuck(campaign: Campaign, kind: Kind, ids: readonly string[]): boolean {
  return partLocked(campaign, kind, ids).free.length === 0 && tellLocked(campaign, kind, ids);
}
