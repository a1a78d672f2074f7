import { weekdayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { weekendIn } from '#campaign/weekend.ts';

/** Days on which people work where the campaign is at home: pure. */

/** The weekend of the campaign's own zone. */
export function dayOffIn({ timeZone }: Pick<Campaign, 'timeZone'>): (day: number) => boolean {
  const weekend = weekendIn(timeZone);
  return (day) => weekend.includes(weekdayOf(day));
}

/** The working day nearest to a moment within days; of two as near, the earlier one. */
export function nearestWorkday(moment: number, isDayOff: (day: number) => boolean): number {
  const day = Math.round(moment);
  const isLater = moment > day;
  for (let away = 0; away < 7; away++)
    for (const candidate of isLater ? [day + away, day - away] : [day - away, day + away])
      if (!isDayOff(candidate)) return candidate;
  return day;
}
