import { rangeOf } from './calendar.ts';
import { isCapped } from './cap.ts';
import { contactsBy } from './contacts.ts';
import type { Campaign, Segment } from './document.ts';
import { plannedIn, type Planned } from './planned.ts';
import { campaignsOnWays } from './ways.ts';
import { isSameWorkplace } from './workingDays.ts';

/** Contacts of each segment week by week against the cap: what the check, the optimiser and the strip under the lanes go by. */

export interface WeeklyLoad {
  /** The Monday of the first week, as an epoch day. */
  from: number;
  weeks: number;
  /** Segments that anybody is in, in the campaign's order. */
  segments: readonly SegmentWeeks[];
}

export interface SegmentWeeks {
  segment: Segment;
  /** Personal messages in each week. */
  contacts: Float64Array;
}

/** The load of a plan; with decision points, that of the fullest way it can go. O(ways × (sends + segments × weeks)). */
export function weeklyLoadOf(campaign: Campaign, planned?: readonly Planned[]): WeeklyLoad {
  if (campaign.decisions.length === 0) return loadOf(campaign, planned ?? plannedIn(campaign).planned);
  const [first, ...others] = campaignsOnWays(campaign).map((way) => loadOf(way, plannedIn(way).planned));
  for (const { segments } of others)
    segments.forEach(({ contacts }, row) =>
      contacts.forEach((count, week) => {
        const most = first!.segments[row]!.contacts;
        most[week] = Math.max(most[week]!, count);
      }),
    );
  return first!;
}

function loadOf(campaign: Campaign, planned: readonly Planned[]): WeeklyLoad {
  const { from, spans: weeks, of } = contactsBy('week', campaign.segments, rangeOf(campaign));
  const contacts = of(planned);
  const segments = campaign.segments.flatMap((segment, place) =>
    segment.size === 0 ? [] : { segment, contacts: contacts.subarray(place * weeks, (place + 1) * weeks) },
  );
  return { from, weeks, segments };
}

/** The load of a plan that a command changed, told from the load before it by the touchpoints that differ; equal to `weeklyLoadOf(after)`. */
export function weeklyLoadAfter(before: { campaign: Campaign; load: WeeklyLoad }, after: Campaign): WeeklyLoad {
  const old = before.campaign;
  if (old === after) return before.load;
  // By their calendars, series on working days go out on other days, though the touchpoints are the same.
  const isSameFrame = isSameWorkplace(old, after) && old.start === after.start && old.days === after.days;
  // Where the cap holds messages back, one that comes or goes makes room for others; where something is decided, another way may become the fullest.
  if (!isSameFrame || [old, after].some((one) => isCapped(one) || one.decisions.length > 0)) return weeklyLoadOf(after);
  const kept = new Set(old.touchpoints);
  const added = after.touchpoints.filter((touchpoint) => !kept.delete(touchpoint));
  const more = weeklyLoadOf({ ...after, touchpoints: added });
  const less = weeklyLoadOf({ ...old, touchpoints: [...kept] });
  return {
    ...before.load,
    segments: before.load.segments.map(({ segment, contacts }, row) => ({
      segment,
      contacts: contacts.map(
        (count, week) => count + more.segments[row]!.contacts[week]! - less.segments[row]!.contacts[week]!,
      ),
    })),
  };
}

/** Touchpoints whose sends are the contacts of a segment in one week, in the plan's order. */
export function contactsIn(campaign: Campaign, segmentId: string, monday: number): Planned[] {
  const { from, until } = rangeOf(campaign);
  return plannedIn(campaign).planned.filter(
    ({ isContact, days, reached }) =>
      isContact &&
      reached.some(({ id }) => id === segmentId) &&
      days.some((day) => day >= Math.max(from, monday) && day < Math.min(until, monday + 7)),
  );
}
