import { atWork } from '#campaign/atWork.ts';
import { rangeOf, weekStart } from '#campaign/calendar.ts';
import { isGoing, type Touchpoint } from '#campaign/document.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { isSent } from '#campaign/sending.ts';
import { isSameWorkplace, workplaceOf, type Workplace } from '#campaign/workingDays.ts';

/** Folded, or where a year or two are in view, a row is one of weeks: how much happens in each. */

/** Below so many pixels a day single cards cannot be told apart. */
export const HEAT_BELOW = 2;

export interface HeatWeek {
  /** Its first day. */
  day: number;
  /** Sends of its touchpoints on its days, and presences, each once a week. */
  count: number;
}

/** Of each touchpoint the weeks of its sends: an edit or a zoom asks again about thousands that stayed as they were. */
const known = new WeakMap<Touchpoint, { firstWeekday: number; weeks: readonly number[] }>();

function weeksOf(plan: Workplace, given: Touchpoint, firstWeekday: number): readonly number[] {
  const touchpoint = atWork(plan, given);
  const last = known.get(touchpoint);
  if (last?.firstWeekday === firstWeekday) return last.weeks;
  const weeks = isGoing(touchpoint) ? weeksIn(touchpoint, firstWeekday) : [];
  known.set(touchpoint, { firstWeekday, weeks });
  return weeks;
}

/** The week of each send; of a presence, every week of it once. */
function weeksIn(touchpoint: Touchpoint, firstWeekday: number): number[] {
  if (isSent(touchpoint)) return occurrenceDays(touchpoint).map((day) => weekStart(day, firstWeekday));
  const { from, until } = rangeOf(touchpoint);
  const first = weekStart(from, firstWeekday);
  return Array.from({ length: Math.ceil((until - first) / 7) }, (_, week) => first + 7 * week);
}

const heats = new WeakMap<readonly Touchpoint[], { by: Workplace; firstWeekday: number; heat: readonly HeatWeek[] }>();

/** The weeks in which anything happens, in order. Weeks begin on the locale's first day. O(sends), and nothing for a list that was asked about. */
export function heatOf(plan: Workplace, touchpoints: readonly Touchpoint[], firstWeekday: number): readonly HeatWeek[] {
  const last = heats.get(touchpoints);
  if (last?.firstWeekday === firstWeekday && isSameWorkplace(last.by, plan)) return last.heat;
  const heat = countWeeks(plan, touchpoints, firstWeekday);
  heats.set(touchpoints, { by: workplaceOf(plan), firstWeekday, heat });
  return heat;
}

function countWeeks(plan: Workplace, touchpoints: readonly Touchpoint[], firstWeekday: number): HeatWeek[] {
  const counts = new Map<number, number>();
  for (const touchpoint of touchpoints)
    for (const week of weeksOf(plan, touchpoint, firstWeekday)) counts.set(week, (counts.get(week) ?? 0) + 1);
  return [...counts].map(([day, count]) => ({ day, count })).toSorted((a, b) => a.day - b.day);
}
