import { DAY_MILLISECONDS, dayOf, partsOf, weekdayOf } from './calendar.ts';
import type { Cadence, Touchpoint } from './document.ts';

/** On which days a message goes out. The engine and every delivery target read the same answer here. */

const STEP: Partial<Record<Cadence, number>> = { daily: 1, weekly: 7, fortnightly: 14 };

/**
 * The epoch days on which a message is sent, in order, all within [start, start + days).
 * Weekdays are Monday to Friday; monthly keeps the date of the start, or takes the last day of a month that lacks it.
 */
export function occurrenceDays(touchpoint: Pick<Touchpoint, 'start' | 'days' | 'cadence'>): number[] {
  const from = dayOf(touchpoint.start);
  const until = from + touchpoint.days;
  if (touchpoint.cadence === 'once') return [from];
  if (touchpoint.cadence === 'monthly') return monthly(from, until);
  const days: number[] = [];
  for (let day = from; day < until; day += STEP[touchpoint.cadence] ?? 1) {
    if (touchpoint.cadence !== 'weekdays' || weekdayOf(day) < 6) days.push(day);
  }
  return days;
}

function monthly(from: number, until: number): number[] {
  const { year, month, date } = partsOf(from);
  const days: number[] = [];
  for (let ahead = 0; ; ahead++) {
    const first = Date.UTC(year, month - 1 + ahead, 1) / DAY_MILLISECONDS;
    const last = Date.UTC(year, month + ahead, 0) / DAY_MILLISECONDS;
    const day = Math.min(first + date - 1, last);
    if (day >= until) return days;
    days.push(day);
  }
}
