import { partsOf } from './calendar.ts';

/** Holidays that most people share: what holds for a segment that works by no calendar, besides its weekend. */

/** Where the weekend is the usual one, the end of the year rests as well: Christmas Eve to St Stephen's Day, New Year's Eve. Everywhere the first of January does. */
export const YEARS_END: readonly string[] = ['12-24', '12-25', '12-26', '12-31'];
export const NEW_YEAR = '01-01';

/** Whether one of the few holidays that most people with this weekend (ISO weekdays) share falls on an epoch day. */
export function isUsualHoliday(day: number, weekend: readonly number[]): boolean {
  const { month, date } = partsOf(day);
  const name = `${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return name === NEW_YEAR || (weekend.includes(7) && YEARS_END.includes(name));
}
