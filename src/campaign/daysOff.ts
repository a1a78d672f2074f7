import { partsOf, weekdayOf } from './calendar.ts';
import { weekendIn } from './weekend.ts';

/** Days on which work rests, so that little is read and less is learned. */

/** The usual weekend, where the end of the year rests as well: Christmas Eve to St Stephen's Day, New Year's Eve. Everywhere the first of January does. */
export const YEARS_END: readonly string[] = ['12-24', '12-25', '12-26', '12-31'];
export const NEW_YEAR = '01-01';

const restsOn = new Map<string, ReadonlySet<number>>();

/** Whether a weekend or one of the few holidays that most people of a zone share falls on an epoch day. */
export function isDayOff(day: number, timeZone: string): boolean {
  let weekend = restsOn.get(timeZone);
  if (!weekend) restsOn.set(timeZone, (weekend = new Set(weekendIn(timeZone))));
  if (weekend.has(weekdayOf(day))) return true;
  const { month, date } = partsOf(day);
  const name = `${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return name === NEW_YEAR || (weekend.has(7) && YEARS_END.includes(name));
}

/** The place of a working day in its week, from 0, counted from the end of the weekend; -1 for a day off. */
export function workdayOf(day: number, timeZone: string): number {
  if (isDayOff(day, timeZone)) return -1;
  const weekend = weekendIn(timeZone);
  let before = 0;
  while (before < 6 && !weekend.includes(weekdayOf(day - before - 1))) before++;
  return before;
}
