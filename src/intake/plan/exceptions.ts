import { DAY_MINUTES, dayOf, formatDay } from '#campaign/calendar.ts';
import type { Exception, Touchpoint } from '#campaign/document.ts';
import { MOST } from '#campaign/limits.ts';
import { isSeries, ruleDays, type Rule } from '#campaign/occurrences.ts';
import { minuteOf, wallTimeAt } from '#campaign/wallClock.ts';
import type { DatedCell } from '../understand/dateColumn.ts';
import type { DataRow } from '../understand/rows.ts';

/** What is otherwise about single days of a series, on the days and by the clock on which the series was put. */
export function exceptionsOf(
  { exceptions = [] }: DataRow,
  { from }: DatedCell,
  series: Rule & Pick<Touchpoint, 'time'>,
): Pick<Touchpoint, 'exceptions'> {
  const by = dayOf(series.start) - from;
  const days = new Set(isSeries(series) ? ruleDays(series) : []);
  const made = exceptions.flatMap(({ on, skipped, days: later = 0, minutes = 0, subject, body }): Exception[] => {
    const day = dayOf(on) + by;
    const at = series.time.at === undefined || minutes === 0 ? undefined : minuteOf(series.time.at) + minutes;
    const to = day + later + (at === undefined ? 0 : Math.floor(at / DAY_MINUTES));
    const exception = {
      ...(skipped && { skipped }),
      ...(to !== day && { to: formatDay(to) }),
      ...(at !== undefined && { time: { ...series.time, at: wallTimeAt(at - (to - day - later) * DAY_MINUTES) } }),
      ...((subject !== undefined || body !== undefined) && {
        message: { subject: (subject ?? '').slice(0, MOST.subject), body: body ?? '' },
      }),
    };
    return days.has(day) && Object.keys(exception).length > 0 ? [{ on: formatDay(day), ...exception }] : [];
  });
  return made.length > 0 ? { exceptions: made.sort((a, b) => (a.on < b.on ? -1 : 1)) } : {};
}
