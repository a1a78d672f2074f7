import type { Arrival, DayPlan } from '#campaign/arrivals.ts';
import { mondayOf } from '#campaign/calendar.ts';
import { isQuiet } from '#campaign/quiet.ts';
import type { Campaign, Segment } from '#campaign/document.ts';
import type { WeeklyLoad } from '#campaign/weeklyLoad.ts';

/** The hours of a day, segment by segment. Pure. */

/** The hours of a working day are always shown, others where something arrives. */
const FIRST_HOUR = 7;
const LAST_HOUR = 19;

export interface HourRow {
  hour: number;
  /** Whether people are not to be disturbed when it begins. */
  quiet: boolean;
  /** What arrives within it, for each segment in the order of the campaign. */
  cells: Arrival[][];
}

const hourOf = ({ time }: Pick<Arrival, 'time'>) => Number(time.slice(0, 2));

export function hoursOf(
  { contact }: Pick<Campaign, 'contact'>,
  columns: readonly (Segment | undefined)[],
  plan: DayPlan,
) {
  const hours = plan.arrivals.map(hourOf);
  const first = Math.min(FIRST_HOUR, ...hours);
  const last = Math.max(LAST_HOUR, ...hours);
  return Array.from({ length: last - first + 1 }, (_, index): HourRow => {
    const hour = first + index;
    const inHour = plan.arrivals.filter((arrival) => hourOf(arrival) === hour);
    return {
      hour,
      quiet: isQuiet(contact, hour * 60),
      cells: columns.map((column) => inHour.filter(({ segment }) => segment?.id === column?.id)),
    };
  });
}

/** Contacts of each segment in the week of a day, by its id; none of weeks in which there is no campaign. */
export function loadOn({ from, weeks, segments }: WeeklyLoad, day: number): Map<string, number> {
  const week = (mondayOf(day) - from) / 7;
  if (week < 0 || week >= weeks) return new Map();
  return new Map(segments.map(({ segment, contacts }) => [segment.id, contacts[week]!]));
}
