import { FIRST_DAY, formatDay, LAST_DAY } from '#campaign/calendar.ts';
import { wallTimeAt } from '#campaign/wallClock.ts';

/** The numbers by which spreadsheets count days and times. */

/** A spreadsheet's date number as text, or undefined where it is no day from 1970 to 2199 and no time of day. */
export function serialText(serial: number, kind: 'date' | 'time' | 'moment', date1904: boolean): string | undefined {
  // The day first, then the time cut to the minute: 23:59:59 is still of its day.
  const whole = Math.floor(serial);
  const seconds = Math.min(86_399, Math.round((serial - whole) * 86_400));
  const clock = wallTimeAt(Math.floor(seconds / 60));
  if (whole === 0 && kind !== 'date') return clock;
  const day = serialDay(whole, date1904);
  if (day === undefined) return undefined;
  return seconds < 60 ? formatDay(day) : `${formatDay(day)} ${clock}`;
}

/** The epoch day of a spreadsheet's date number, or undefined outside 1970 to 2199. Serial 25,569 is 1970-01-01; the 1904 system is 1,462 days behind. */
export function serialDay(serial: number, date1904: boolean): number | undefined {
  const day = Math.floor(serial) - 25_569 + (date1904 ? 1462 : 0);
  return day >= FIRST_DAY && day <= LAST_DAY ? day : undefined;
}
