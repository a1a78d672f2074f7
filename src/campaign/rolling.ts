import { addDays, dayOf, rangeOf, weekdayOf, type DayRange } from './calendar.ts';
import { beginsAfter } from './decisions.ts';
import type { Campaign, Segment, Touchpoint } from './document.ts';
import { moveCampaign } from './moveCampaign.ts';
import { apply } from './reducer.ts';
import { Refusal } from './refusal.ts';

/** Plans in which everyone starts on a day of their own. Their dates are those of who starts on the first day. */

/** The day of one's own on which a date of the plan lies: 0 is the first. */
export const ownDayOf = ({ start }: Pick<Campaign, 'start'>, date: string): number => dayOf(date) - dayOf(start);

/** Who starts when. */
type Starters = Pick<Campaign, 'rolling'> & { segments: readonly Pick<Segment, 'size' | 'inflow'>[] };

/** Weeks after the first in which somebody starts. */
export const weeksOfStarts = ({ rolling, segments }: Starters): number =>
  segments.some(({ inflow = 0 }) => inflow > 0) ? (rolling?.weeks ?? 0) : 0;

/** Whether others start after the first day, so that everyone has days of their own. */
export const hasOwnDays = (campaign: Starters): boolean => weeksOfStarts(campaign) > 0;

/** Learners whom the plan reaches in all: those of the first day, and those who are expected to start after it. */
export const learnersInAll = (campaign: Starters): number =>
  Math.round(campaign.segments.reduce((sum, { size, inflow = 0 }) => sum + size + inflow * weeksOfStarts(campaign), 0));

/** The days from the first of the plan until those who start last are through. */
export function horizonOf(campaign: Pick<Campaign, 'start' | 'days' | 'rolling' | 'segments'>): DayRange {
  const { from, until } = rangeOf(campaign);
  return { from, until: until + 7 * weeksOfStarts(campaign) };
}

/** The first days of all cohorts of a rolling plan, as ISO dates; none where nobody starts later than on the first day. */
export const startsOfCohorts = (campaign: Pick<Campaign, 'start' | 'rolling' | 'segments'>): string[] =>
  hasOwnDays(campaign)
    ? Array.from({ length: weeksOfStarts(campaign) + 1 }, (_, week) => addDays(campaign.start, 7 * week))
    : [];

/** The id that the plan has in the dates of those who start on an ISO date. */
export const cohortIdOf = ({ id }: Pick<Campaign, 'id'>, start: string): string =>
  `${id.slice(0, 55)}-${start.replaceAll('-', '')}`;

/** Of days of one's own those on which a week ends, and the last. */
export const endsOfWeeks = (days: readonly number[]): number[] =>
  days.filter((day) => day % 7 === 6 || day === days.length - 1);

/** Of ISO dates in a row the places of those on which a calendar week ends, a Sunday, and of the last. */
export const endsOfCalendarWeeks = (dates: readonly string[]): number[] =>
  dates.flatMap((date, place) => (weekdayOf(dayOf(date)) === 7 || place === dates.length - 1 ? place : []));

/**
 * The plan in the dates of those who start on an ISO date, under an id of its own; events stay on theirs, but for milestones, and so do decision points. Throws Refusal where the plan does not roll,
 * or nobody starts then.
 */
export function forCohort(campaign: Campaign, start: string): Campaign {
  const { rolling } = campaign;
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
  const { campaign: moved } = apply(campaign, moveCampaign(campaign, start, { everything: true }));
  const { rolling: _, ...dated } = moved;
  const waitsFor = (touchpoint: Touchpoint, id: string | undefined) =>
    campaign.decisions.some((decision) => decision.id === id && beginsAfter(touchpoint, decision));
  return {
    ...dated,
    // What is decided is decided once, whoever has started by then; what begins before it in the plan waits for it in no cohort.
    decisions: campaign.decisions,
    touchpoints: dated.touchpoints.map(({ thenOf, otherwiseOf, ...touchpoint }, index) => {
      const planned = campaign.touchpoints[index]!;
      return {
        ...touchpoint,
        ...(thenOf !== undefined && waitsFor(planned, thenOf) && { thenOf }),
        ...(otherwiseOf !== undefined && waitsFor(planned, otherwiseOf) && { otherwiseOf }),
      };
    }),
    id: cohortIdOf(campaign, start),
    name: `${campaign.name.slice(0, 185)}, ${start}`,
    segments: campaign.segments.map(({ inflow = 0, ...segment }) => ({
      ...segment,
      size: later === 0 ? segment.size : Math.round(inflow),
    })),
  };
}
