import { DAY_MILLISECONDS } from '../calendar.ts';

/** Minutes that a zone is ahead of UTC at noon UTC of an epoch day: near enough for a warning, not for sending. */
export type ZoneClock = (timeZone: string, day: number) => number;

/** A zone clock that remembers its answers, because asking the runtime is slow. */
export function zoneClock(): ZoneClock {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const known = new Map<string, number>();
  return (timeZone, day) => {
    const key = `${timeZone} ${day}`;
    let offset = known.get(key);
    if (offset === undefined) {
      let format = formats.get(timeZone);
      if (!format) {
        format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
        formats.set(timeZone, format);
      }
      offset = offsetIn(format.format((day + 0.5) * DAY_MILLISECONDS));
      known.set(key, offset);
    }
    return offset;
  };
}

/** Minutes from a text that ends in an offset such as GMT-03:30, or GMT alone. */
function offsetIn(text: string): number {
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
