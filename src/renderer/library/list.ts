import { LONGEST_NAME } from '#campaign/limits.ts';
import { DAY_MILLISECONDS, dayOf, rangeOf } from '#campaign/calendar.ts';
import type { Removed, Summary } from '#contract/library.ts';
import { holdsAll } from '../text/plain.ts';
import { kept } from '../text/text.ts';

/** What the list of campaigns says and in which order, and the names and dates that it proposes. */

export type SortOrder = 'changed' | 'name' | 'start';

const byOrder: Record<SortOrder, (a: Summary, b: Summary) => number> = {
  changed: (a, b) => b.changedAt.localeCompare(a.changedAt),
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' }),
  start: (a, b) => b.start.localeCompare(a.start),
};

/** The campaigns whose name or brand holds every word that is searched for, in order. */
export function arrange(campaigns: readonly Summary[], search: string, order: SortOrder): Summary[] {
  return campaigns
    .filter(({ name, brandName }) => holdsAll(search, [name, brandName]))
    .toSorted((a, b) => byOrder[order](a, b) || a.id.localeCompare(b.id));
}

/** Where a campaign stands on a day: ahead by so many days, in a week of so many, or over. */
export function progressOf(
  campaign: Pick<Summary, 'start' | 'days'>,
  day: number,
): { state: 'ahead'; days: number } | { state: 'running'; week: number; weeks: number } | { state: 'over' } {
  const { from, until } = rangeOf(campaign);
  if (day < from) return { state: 'ahead', days: from - day };
  if (day >= until) return { state: 'over' };
  return { state: 'running', week: Math.floor((day - from) / 7) + 1, weeks: Math.ceil(campaign.days / 7) };
}

/** How long a deleted campaign stays at least: until a day, or for some more days of use. */
export function lastsOf(
  { keptUntil, daysInUseLeft }: Pick<Removed, 'keptUntil' | 'daysInUseLeft'>,
  now: number,
): { day: number } | { daysInUse: number } {
  const until = Date.parse(keptUntil);
  // What is due goes when the studio next looks, which may be a moment ahead.
  return until > now ? { day: Math.floor(until / DAY_MILLISECONDS) } : { daysInUse: Math.max(1, daysInUseLeft) };
}

/** “Name (copy)”, or the first numbered copy that is free. */
export function copyName(name: string, taken: readonly string[]): string {
  const room = (text: string) => text.slice(0, LONGEST_NAME);
  const first = room(kept('library.copyName', { name: name.slice(0, LONGEST_NAME - 20) }));
  if (!taken.includes(first)) return first;
  let number = 2;
  const numbered = () => kept('library.copyNameNumbered', { name: name.slice(0, LONGEST_NAME - 20), number });
  while (taken.includes(numbered())) number++;
  return numbered();
}

/** The first Monday that is two weeks or more after a day. */
export function usualStart(today: number): number {
  const soonest = today + 14;
  const monday = dayOf('1970-01-05');
  return soonest + ((((monday - soonest) % 7) + 7) % 7);
}
