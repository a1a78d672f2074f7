import { weekStart } from '#campaign/calendar.ts';
import { isGoing, type Touchpoint } from '#campaign/document.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';

/** Where a year or two are in view, a lane is a row of weeks: how much happens in each. */

/** Below so many pixels a day single cards cannot be told apart. */
export const HEAT_BELOW = 2;

export interface HeatWeek {
  /** Its first day. */
  day: number;
  /** Sends of its touchpoints on its days; what is there all the time counts once a week. */
  count: number;
}

/** The weeks in which anything happens, in order. Weeks begin on the locale's first day. O(sends). */
export function heatOf(touchpoints: readonly Touchpoint[], firstWeekday: number): HeatWeek[] {
  const counts = new Map<number, number>();
  for (const touchpoint of touchpoints) {
    if (!isGoing(touchpoint)) continue;
    for (const day of occurrenceDays(touchpoint)) {
      const week = weekStart(day, firstWeekday);
      counts.set(week, (counts.get(week) ?? 0) + 1);
    }
  }
  return [...counts].map(([day, count]) => ({ day, count })).toSorted((a, b) => a.day - b.day);
}
