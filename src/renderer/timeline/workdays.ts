import type { Campaign } from '#campaign/document.ts';
import { isWorkingDay } from '#campaign/workingDays.ts';

/** Snapping to days on which people work: pure. */

/** The days on which nobody works whom these touchpoints are for; of other items, nobody of the campaign. */
export function dayOffFor(campaign: Campaign, ids: readonly string[]): (day: number) => boolean {
  const carried = campaign.touchpoints.filter(({ id }) => ids.includes(id));
  const isForEveryone = carried.length === 0 || carried.some(({ segments }) => segments.length === 0);
  const segments = isForEveryone ? [] : [...new Set(carried.flatMap((touchpoint) => touchpoint.segments))];
  return (day) => !isWorkingDay(campaign, segments, day);
}

/** A week and the longest run of holidays that is looked through; an assumption. */
const FARTHEST = 31;

/** The working day nearest to a moment within days; of two as near, the earlier one. */
export function nearestWorkday(moment: number, isDayOff: (day: number) => boolean): number {
  const day = Math.round(moment);
  const isLater = moment > day;
  for (let away = 0; away < FARTHEST; away++)
    for (const candidate of isLater ? [day + away, day - away] : [day - away, day + away])
      if (!isDayOff(candidate)) return candidate;
  return day;
}
