import type { Campaign, Segment, Touchpoint } from './document.ts';
import { learnersIn } from './reach.ts';

/** At what time of day a touchpoint comes, and on whose clock: what exports and the day's panel go by. */

export interface WallClock {
  /** HH:MM */
  wallTime: string;
  timeZone: string;
}

/** The time of day where a plan has neither a time nor a segment whose preferred time could be taken. */
const DEFAULT_TIME = '09:00';

/** The minute of the day of a wall time, and back. */
export const minuteOf = (wallTime: string): number => Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3));
export const wallTimeAt = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
const two = (number: number) => String(number).padStart(2, '0');

/** Whether all who are invited come together, so that there is one event for them. */
export const isMeeting = ({ channel }: Pick<Touchpoint, 'channel'>): boolean => channel === 'meeting';

/** The clock of one segment; without one, where the campaign has none, the campaign's. A meeting is for all at once: see `meetingClockOf`. */
export function wallClockOf(
  { timeZone }: Pick<Campaign, 'timeZone'>,
  { time: { zone, at } }: Pick<Touchpoint, 'time'>,
  segment: Segment | undefined,
): WallClock {
  return {
    wallTime: at ?? segment?.preferredTime ?? DEFAULT_TIME,
    timeZone: zone === 'segment' && segment ? segment.timeZone : timeZone,
  };
}

/** The one clock of a meeting without a time: that which most of the invited prefer. `of` is a segment whose it is, of so many clocks. */
export function meetingClockOf(
  campaign: Pick<Campaign, 'timeZone'>,
  touchpoint: Pick<Touchpoint, 'time' | 'channel'>,
  invited: readonly Segment[],
): { clock: WallClock; clocks: number; of: Segment | undefined } | undefined {
  if (!isMeeting(touchpoint) || touchpoint.time.at !== undefined) return undefined;
  const clockFor = (segment: Segment | undefined) => wallClockOf(campaign, touchpoint, segment);
  const clocks = [...Map.groupBy(invited, (segment) => Object.values(clockFor(segment)).join(' ')).values()];
  const of = clocks.toSorted((a, b) => learnersIn(b) - learnersIn(a))[0]?.[0];
  return { clock: clockFor(of), clocks: clocks.length, of };
}
