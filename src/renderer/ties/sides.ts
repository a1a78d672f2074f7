import type { Campaign, Tie } from '#campaign/document.ts';
import { tieInUnit, type Tied } from '#campaign/ties.ts';

/** How far something is from its anchor, as it is chosen: a unit with a side. */

export const SIDES = [
  'days.before',
  'days.after',
  'workingDays.before',
  'workingDays.after',
  'weeks.before',
  'weeks.within',
  'weeks.after',
] as const;
export type Side = (typeof SIDES)[number];

export const sideOf = ({ unit, count }: Tie): Side =>
  unit === 'weeks' && count === 0 ? 'weeks.within' : `${unit}.${count < 0 ? 'before' : 'after'}`;

/** The tie of what hangs on another side. Another unit keeps the date where it can; what is on the other side then is as far away there. */
export function onSide(campaign: Campaign, hung: Tied, side: Side): Tie {
  const [unit, where] = side.split('.') as [Tie['unit'], 'before' | 'within' | 'after'];
  const tie = unit === hung.tie.unit ? hung.tie : tieInUnit(campaign, hung, unit);
  if (where === 'within') return { ...tie, count: 0 };
  // What is in the week of its anchor is on no side of it: a week keeps “before” and “after”, as a day does “before”.
  const isNone = tie === hung.tie && tie.count === 0 && (unit === 'weeks' || where === 'before');
  const distance = isNone ? 1 : Math.abs(tie.count);
  return { ...tie, count: where === 'before' && distance > 0 ? -distance : distance };
}
