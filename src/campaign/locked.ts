import type { Campaign, Touchpoint } from './document.ts';
import type { Kind } from './collections.ts';

/**
 * What is locked stays on its days and in its row: gestures, keys, menus and better plans neither move, stretch, shelve, cut nor delete it. Whoever
 * types a date into a field of it, or takes another lane there, means it.
 */
export const isLocked = ({ locked }: Pick<Touchpoint, 'locked'>): boolean => locked === true;

/** Which of these are locked, and the ids of those that are free to go; only touchpoints can be locked. */
export function partLocked(
  { touchpoints }: Pick<Campaign, 'touchpoints'>,
  kind: Kind,
  ids: readonly string[],
): { free: string[]; locked: Touchpoint[] } {
  if (kind !== 'touchpoint') return { free: [...ids], locked: [] };
  const wanted = new Set(ids);
  const locked = touchpoints.filter((touchpoint) => isLocked(touchpoint) && wanted.has(touchpoint.id));
  for (const { id } of locked) wanted.delete(id);
  return { free: [...wanted], locked };
}

/** What is locked and gone after a change: with a lane all that was on it, with a segment what was for it alone. */
export function lockedLost(before: Pick<Campaign, 'touchpoints'>, after: Pick<Campaign, 'touchpoints'>): Touchpoint[] {
  const left = new Set(after.touchpoints.map(({ id }) => id));
  return before.touchpoints.filter((touchpoint) => isLocked(touchpoint) && !left.has(touchpoint.id));
}
