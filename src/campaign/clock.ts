import { Temporal } from 'temporal-polyfill';

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
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
    offsetMinutes: zoned.offsetNanoseconds / 60e9,
  };
}
