import { quote } from '#campaign/checks/finding.ts';
import { COLLECTIONS } from '#campaign/collections.ts';
import type { Campaign, Tie } from '#campaign/document.ts';
import { anchorOf } from '#campaign/ties.ts';
import { WEEKDAY_NAMES } from '#campaign/dateNames.ts';

/** What is said of first days that hang from others. */

const UNITS = {
  days: ['day', 'days'],
  workingDays: ['working day', 'working days'],
  weeks: ['week', 'weeks'],
} as const;

const countOf = (count: number, unit: Tie['unit']): string => `${count} ${UNITS[unit][count === 1 ? 0 : 1]}`;

/** “10 working days before “Launch””, “Thursday in the week of “Town hall””. */
export function tieInWords(campaign: Pick<Campaign, 'events' | 'goals' | 'phases' | 'touchpoints'>, tie: Tie): string {
  const { kind, id } = anchorOf(tie);
  const items: readonly { id: string; name: string }[] = campaign[COLLECTIONS[kind]];
  const anchor = quote(items.find((item) => item.id === id)?.name ?? id);
  const { count, unit, weekday } = tie;
  const away = countOf(Math.abs(count), unit);
  if (unit === 'weeks') {
    const day = WEEKDAY_NAMES[(weekday ?? 1) - 1]!;
    return count === 0 ? `${day} in the week of ${anchor}` : `${day}, ${away} ${sideOf(count)} the week of ${anchor}`;
  }
  if (count === 0) return unit === 'days' ? `on the day of ${anchor}` : `on the working day of ${anchor}, or the next`;
  return `${away} ${sideOf(count)} ${anchor}`;
}

const sideOf = (count: number): string => (count < 0 ? 'before' : 'after');
