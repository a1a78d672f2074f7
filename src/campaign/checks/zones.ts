import { DAY_MILLISECONDS } from '../calendar.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that a zone is ahead of UTC at an instant. */
export function offsetAt(timeZone: string, instant: number): number {
  let format = formats.get(timeZone);
  if (!format)
    formats.set(timeZone, (format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })));
  // It ends in an offset such as GMT-03:30, or GMT alone.
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(format.format(instant));
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** Minutes that a zone is ahead of UTC at noon UTC of an epoch day: near enough for a warning, not for sending. */
export type ZoneClock = (timeZone: string, day: number) => number;

/** A zone clock that remembers its answers, because asking the runtime is slow. */
export function zoneClock(): ZoneClock {
  const known = new Map<string, number>();
  return (timeZone, day) => {
    const key = `${timeZone} ${day}`;
    let offset = known.get(key);
    if (offset === undefined) known.set(key, (offset = offsetAt(timeZone, (day + 0.5) * DAY_MILLISECONDS)));
    return offset;
  };
}
