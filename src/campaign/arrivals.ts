import { formatDay, rangeOf } from './calendar.ts';
import { asReallySent } from './cap.ts';
import { clock, wallClockAt } from './clock.ts';
import { isGoing, type Campaign, type Segment, type Touchpoint } from './document.ts';
import { asSent, occurrencesOf } from './occurrences.ts';
import { isReached, meantBy } from './reach.ts';
import { isSent } from './sending.ts';
import { meetingClockOf, wallClockOf } from './wallClock.ts';

/** What arrives on a day, by the clock of whom it reaches. */

/** One touchpoint for one segment at one time of its day. */
export interface Arrival {
  touchpoint: Touchpoint;
  /** None where the campaign has no segments. */
  segment?: Segment;
  /** HH:MM on the segment's own clock. */
  time: string;
  /** UTC. */
  instant: string;
}

/** Something that is there all day, for these segments. */
export interface Presence {
  touchpoint: Touchpoint;
  segments: readonly Segment[];
}

export interface DayPlan {
  /** In the order of the day. */
  arrivals: Arrival[];
  presences: Presence[];
}

/**
 * What reaches people on an epoch day. Each segment has a day of its own: what leaves Berlin at 18:00 comes to Tokyo on the next. Messages
 * and whatever stands in calendars arrive; the rest is there from its first to its last day.
 */
export function dayPlanOf(campaign: Campaign, day: number): DayPlan {
  const momentOf = clock();
  const date = formatDay(day);
  const plan: DayPlan = { arrivals: [], presences: [] };
  for (const touchpoint of asReallySent(campaign).campaign.touchpoints.filter(isGoing)) {
    const meant = meantBy(touchpoint.segments, campaign.segments);
    const reached = meant.filter((segment) => isReached(segment, touchpoint.channel));
    if (reached.length === 0 && campaign.segments.length > 0) continue;
    if (!isSent(touchpoint)) {
      const { from, until } = rangeOf(touchpoint);
      if (from <= day && day < until) plan.presences.push({ touchpoint, segments: reached });
      continue;
    }
    // Clocks are a day apart at most.
    for (const { day: planned, exception } of occurrencesOf(touchpoint)) {
      if (Math.abs(planned - day) > 1) continue;
      const send = asSent(touchpoint, exception);
      const meeting = meetingClockOf(campaign, send, reached)?.clock;
      for (const segment of campaign.segments.length > 0 ? reached : [undefined]) {
        const { wallTime, timeZone } = meeting ?? wallClockOf(campaign, send, segment);
        const { instant } = momentOf(formatDay(planned), wallTime, timeZone);
        const there = wallClockAt(instant, segment?.timeZone ?? campaign.timeZone);
        if (there.date === date)
          plan.arrivals.push({ touchpoint, ...(segment && { segment }), time: there.time, instant });
      }
    }
  }
  plan.arrivals.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return plan;
}
