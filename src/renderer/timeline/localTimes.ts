import { DAY_MINUTES, dayOf } from '#campaign/calendar.ts';
import { zoneClock } from '#campaign/checks/zones.ts';
import type { Campaign, Segment, Touchpoint } from '#campaign/document.ts';
import { isReached, meantBy } from '#campaign/reach.ts';
import { isSent } from '#campaign/sending.ts';
import { meetingClockOf, minuteOf, wallClockOf } from '#campaign/wallClock.ts';

/** What other clocks show when a touchpoint comes: pure. */

export interface TimesOfDay {
  /** The minute of the day that the plan names, and on whose clock; none where each segment has a time of its own. */
  minute: number | undefined;
  clock: 'campaign' | 'segment';
  /** Where another clock shows something else then: the segment's own, or the campaign's where the segment's is meant. */
  others: { minute: number; days: number; segments: Segment[] }[];
}

const clock = zoneClock();

/** When a touchpoint comes on its first day; null for what is there all day. */
export function timesOfDay(campaign: Campaign, touchpoint: Touchpoint): TimesOfDay | null {
  if (!isSent(touchpoint)) return null;
  const day = dayOf(touchpoint.start);
  const reached = meantBy(touchpoint.segments, campaign.segments).filter((one) => isReached(one, touchpoint.channel));
  const meeting = meetingClockOf(campaign, touchpoint, reached)?.clock;
  const own = touchpoint.time.at ?? meeting?.wallTime;
  const isTheirs = touchpoint.time.zone === 'segment' && meeting === undefined;
  const named = own === undefined ? undefined : minuteOf(own);
  const groups = Map.groupBy(reached, (segment) => {
    const { wallTime, timeZone } = meeting ?? wallClockOf(campaign, touchpoint, segment);
    const other = isTheirs && named !== undefined ? campaign.timeZone : segment.timeZone;
    return minuteOf(wallTime) + clock(other, day) - clock(timeZone, day);
  });
  const others = [...groups]
    .filter(([minute]) => minute !== named)
    .map(([minute, segments]) => {
      const days = Math.floor(minute / DAY_MINUTES);
      return { minute: minute - days * DAY_MINUTES, days, segments };
    });
  return { minute: named, clock: isTheirs ? 'segment' : 'campaign', others };
}
