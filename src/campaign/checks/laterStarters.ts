import { formatDay, weekdayOf } from '../calendar.ts';
import { WEEKDAY_NAMES } from '../dateNames.ts';
import type { Campaign, Segment } from '../document.ts';
import { horizonOf, weeksOfStarts } from '../rolling.ts';
import { workingDaysOf } from '../workingDays.ts';
import { quote, quoted, type Found } from './finding.ts';
import type { Plan } from './plan.ts';

/** A day off that is more than a weekend, which no week has at the same place as the one before. */
interface Holiday {
  day: number;
  resting: readonly Segment[];
}

/**
 * Messages that are sent on working days to who starts first and on a holiday to some who start later: one finding for each, with the cohorts.
 * Weekends are at the same place for all of them. O(segments × days + sends × holidays).
 */
export function findForLaterStarters({ campaign, planned, sayDay }: Plan): Found[] {
  const weeks = weeksOfStarts(campaign);
  if (weeks === 0) return [];
  // Touchpoints that reach the same segments share one array of them.
  const known = new Map<readonly Segment[], Holiday[][]>();
  return planned.flatMap(({ touchpoint, isContact, days, reached }): Found[] => {
    if (!isContact) return [];
    let byWeekday = known.get(reached);
    if (!byWeekday) known.set(reached, (byWeekday = holidaysByWeekday(campaign, reached)));
    const firstOf = new Map<number, Holiday>();
    for (const day of days)
      for (const holiday of byWeekday[weekdayOf(day)] ?? []) {
        const week = (holiday.day - day) / 7;
        if (week < 1 || week > weeks || touchpoint.isDayOff?.(holiday.day)) continue;
        const earlier = firstOf.get(week);
        if (!earlier || holiday.day < earlier.day) firstOf.set(week, holiday);
      }
    if (firstOf.size === 0) return [];
    const cohorts = [...firstOf].toSorted(([a], [b]) => a - b);
    const { day, resting } = cohorts.map(([, holiday]) => holiday).toSorted((a, b) => a.day - b.day)[0]!;
    const name = resting
      .map((segment) => workingDaysOf(campaign, segment).nameOf(day))
      .find((one) => one !== undefined);
    const from = horizonOf(campaign).from;
    const starts = cohorts.map(([week]) => sayDay(from + 7 * week));
    const ofSome = resting.length < reached.length && `of ${quoted(resting.map((segment) => segment.name))}`;
    const which = [name === undefined ? ofSome && 'a holiday' : quote(name), ofSome].filter(Boolean).join(' ');
    return [
      {
        rule: 'later-day-off',
        severity: 'warning',
        message: `${quote(touchpoint.name)} is sent on a holiday to those who start on ${listed(starts)}, the first time on ${WEEKDAY_NAMES[weekdayOf(day) - 1]}, ${sayDay(day)}${which && `, ${which}`}.`,
        cure: 'Move it to another day of everyone’s own, or change it where it is sent to them.',
        touchpointId: touchpoint.id,
        date: formatDay(day),
      },
    ];
  });
}

/** The holidays of those segments in which people start later, by their weekday. */
function holidaysByWeekday(campaign: Campaign, reached: readonly Segment[]): Holiday[][] {
  const later = reached
    .filter(({ inflow = 0 }) => inflow > 0)
    .map((segment) => ({ segment, working: workingDaysOf(campaign, segment) }));
  const byWeekday: Holiday[][] = [];
  const { from, until } = horizonOf(campaign);
  for (let day = from; later.length > 0 && day < until; day++) {
    const weekday = weekdayOf(day);
    const resting = later.flatMap(({ segment, working: { isDayOff, weekend } }) =>
      isDayOff(day) && !weekend.includes(weekday) ? [segment] : [],
    );
    if (resting.length > 0) (byWeekday[weekday] ??= []).push({ day, resting });
  }
  return byWeekday;
}

/** Days as a list: of many only the first, and how many others. */
function listed(days: readonly string[]): string {
  if (days.length <= MOST_NAMED)
    return days.length < 2 ? days.join('') : `${days.slice(0, -1).join(', ')} and ${days.at(-1)}`;
  return `${days.slice(0, MOST_NAMED - 1).join(', ')} and in ${days.length - MOST_NAMED + 1} other weeks`;
}

const MOST_NAMED = 4;
