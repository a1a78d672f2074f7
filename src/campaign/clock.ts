import { Temporal } from 'temporal-polyfill';
import { DAY_MINUTES, formatDay } from './calendar.ts';
import { wallTimeAt } from './wallClock.ts';

/** Wall times turned into instants, for what is handed over and for what a day shows. Nothing else in the application does this. */

export interface Moment {
  /** UTC, as `2027-01-11T08:00:00Z`. */
  instant: string;
  /** Set where the clocks change: the wall time does not exist (gap) or exists twice (overlap) on that day. */
  clockChange?: 'gap' | 'overlap';
}

/**
 * A function that finds the instant of a wall time (`09:00`) on an ISO date in an IANA zone, and remembers its answers.
 * In a gap the instant is as long after the change as the wall time is into the gap (02:30 becomes 03:30); in an overlap it is the first of the two.
 */
export function clock(): (date: string, wallTime: string, timeZone: string) => Moment {
  const known = new Map<string, Moment>();
  return (date, wallTime, timeZone) => {
    const key = `${date} ${wallTime} ${timeZone}`;
    let moment = known.get(key);
    if (!moment) known.set(key, (moment = momentOf(date, wallTime, timeZone)));
    return moment;
  };
}

function momentOf(date: string, wallTime: string, timeZone: string): Moment {
  const wall = Temporal.PlainDateTime.from(`${date}T${wallTime}`);
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { instant: earlier.toInstant().toString() };
  const twice = earlier.toPlainDateTime().equals(wall);
  return twice
    ? { instant: earlier.toInstant().toString(), clockChange: 'overlap' }
    : { instant: later.toInstant().toString(), clockChange: 'gap' };
}

/** The wall time (`03:30`) and UTC offset in minutes of an instant in a zone. */
export function wallClockAt(instant: string, timeZone: string): { date: string; time: string; offsetMinutes: number } {
  const minute = Math.floor(Date.parse(instant) / MINUTE);
  const offsetMinutes = offsetAt(minute, timeZone);
  // Before 1972 there was a zone half a minute off.
  const local = Math.floor(minute + offsetMinutes);
  const day = Math.floor(local / DAY_MINUTES);
  return { date: formatDay(day), time: wallTimeAt(local - day * DAY_MINUTES), offsetMinutes };
}

/** So many minutes after an instant. */
export const instantAfter = (instant: string, minutes: number): string =>
  `${new Date(Date.parse(instant) + minutes * MINUTE).toISOString().slice(0, 19)}Z`;

const MINUTE = 60_000;
const offsets = new Map<string, Map<number, number>>();
/** Of a zone, so that a program that runs for months does not remember all that it was ever asked. */
const MOST_REMEMBERED = 100_000;

/** The offset of a zone in a minute since 1970, in minutes; remembered, as a plan asks for the same ones again and again. */
function offsetAt(minute: number, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (!known || known.size > MOST_REMEMBERED) offsets.set(timeZone, (known = new Map()));
  let offset = known.get(minute);
  if (offset === undefined) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE).toZonedDateTimeISO(timeZone);
    known.set(minute, (offset = zoned.offsetNanoseconds / 60e9));
  }
  return offset;
}
