import { addDays, dayOf, formatDay } from './calendar.ts';
import type { Campaign } from './document.ts';
import { Refusal } from './refusal.ts';

/** Plans in which everyone starts on a day of their own. Their dates are those of who starts on the first day. */

/** The day of one's own on which a date of the plan lies: 0 is the first. */
export const ownDayOf = ({ start }: Pick<Campaign, 'start'>, date: string): number => dayOf(date) - dayOf(start);

/** Weeks after the first in which somebody starts. */
export const weeksOfStarts = ({ rolling, segments }: Pick<Campaign, 'rolling' | 'segments'>): number =>
  segments.some(({ inflow = 0 }) => inflow > 0) ? (rolling?.weeks ?? 0) : 0;

/**
 * The plan in the dates of those who start on an ISO date, under an id of its own; events stay on theirs. Throws Refusal where the plan does not roll,
 * or nobody starts then.
 */
export function forCohort(campaign: Campaign, start: string): Campaign {
  const { rolling, ...dated } = campaign;
  if (!rolling)
    throw new Refusal(
      'badInput',
      'In this plan everyone starts on the first day, so that there are no cohorts. Leave the cohort out.',
    );
  const later = ownDayOf(campaign, start);
  const weeks = Math.min(Math.max(0, Math.round(later / 7)), rolling.weeks);
  if (later !== 7 * weeks)
    throw new Refusal(
      'badInput',
      `Nobody starts on ${start}: cohorts start every week from ${campaign.start} to ${addDays(campaign.start, 7 * rolling.weeks)}. The nearest starts on ${addDays(campaign.start, 7 * weeks)}.`,
    );
  const move = (date: string) => formatDay(dayOf(date) + later);
  const moved = <T extends { start: string }>(item: T): T => ({ ...item, start: move(item.start) });
  return {
    ...dated,
    id: `${campaign.id.slice(0, 55)}-${start.replaceAll('-', '')}`,
    name: `${campaign.name.slice(0, 185)}, ${start}`,
    start,
    phases: campaign.phases.map(moved),
    goals: campaign.goals.map((goal) => ({ ...goal, date: move(goal.date) })),
    decisions: campaign.decisions.map((decision) => ({ ...decision, date: move(decision.date) })),
    touchpoints: campaign.touchpoints.map((touchpoint) => ({
      ...moved(touchpoint),
      ...(touchpoint.exceptions && {
        exceptions: touchpoint.exceptions.map((one) => ({
          ...one,
          on: move(one.on),
          ...(one.to === undefined ? {} : { to: move(one.to) }),
        })),
      }),
    })),
    segments: campaign.segments.map(({ inflow = 0, ...segment }) => ({
      ...segment,
      size: later === 0 ? segment.size : Math.round(inflow),
    })),
  };
}
