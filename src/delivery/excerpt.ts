import { dayOf, rangeOf, type DayRange } from '#campaign/calendar.ts';
import { asReallySent } from '#campaign/cap.ts';
import type { Campaign, Segment, Touchpoint } from '#campaign/document.ts';
import { happensWithin, isInPhases } from '#campaign/phases.ts';
import { isAmong, isMeant } from '#campaign/reach.ts';
import { oneLine } from '#campaign/text.ts';
import { excerptSchema, NO_STATUS, type Excerpt } from '#contract/delivery.ts';
import { english } from '#language/formats.ts';

/**
 * What of the plan is exported. The rest goes on counting: who is addressed together, at what hour, what a full week holds back and what things are
 * called is decided by the whole plan first, so that a message is the same in an excerpt as in the whole.
 */

/** Whether an excerpt asks for anything; one that does not is the whole plan. */
export const isNarrowing = ({ from, until, ...lists }: Excerpt): boolean =>
  from !== undefined || until !== undefined || Object.values(lists).some((list) => list.length > 0);

/** What tells one excerpt of a plan from another, in letters that any file format takes; '' of the whole plan. */
export function excerptKey(excerpt: Excerpt | undefined): string {
  if (!excerpt || !isNarrowing(excerpt)) return '';
  const { phases = [], lanes = [], segments = [], statuses = [], from = '', until = '' } = excerpt;
  return encodeURIComponent(
    JSON.stringify([...[phases, lanes, segments, statuses].map((one) => [...new Set(one)].toSorted()), from, until]),
  );
}

interface ForSegments {
  touchpoint: Touchpoint;
  segments: Segment[];
}

interface Scheduled {
  deliveries: readonly (ForSegments & { day: number })[];
  presences: readonly (ForSegments & DayRange)[];
}

/** The excerpt that a key stands for; undefined for the whole plan, and for what is no key. */
export function excerptIn(key: string | undefined): Excerpt | undefined {
  try {
    const [phases, lanes, segments, statuses, from, until] = JSON.parse(decodeURIComponent(key ?? '')) as unknown[];
    const dates = { ...(from !== '' && { from }), ...(until !== '' && { until }) };
    return excerptSchema.safeParse({ phases, lanes, segments, statuses, ...dates }).data;
  } catch {
    return undefined;
  }
}

/** The schedule without what was not asked for. */
export function excerptOfSchedule<S extends Scheduled>(campaign: Campaign, schedule: S, excerpt: Excerpt): S {
  const isWithin = withinOf(campaign, excerpt);
  const isAsked = askedOf(excerpt);
  const narrowed = <T extends ForSegments>(one: T): T[] => {
    if (!isAsked(one.touchpoint)) return [];
    if (!excerpt.segments?.length) return [one];
    const segments = one.segments.filter(({ id }) => excerpt.segments!.includes(id));
    return segments.length === 0 ? [] : [{ ...one, segments }];
  };
  return {
    ...schedule,
    deliveries: schedule.deliveries.filter(({ day }) => isWithin({ from: day, until: day + 1 })).flatMap(narrowed),
    presences: schedule.presences.filter(isWithin).flatMap(narrowed),
  };
}

/** The plan with the touchpoints of which something is exported, and the phases, goals, events and decision points of the same days. */
export function excerptOf(campaign: Campaign, excerpt: Excerpt): Campaign {
  const isWithin = withinOf(campaign, excerpt);
  const isAsked = askedOf(excerpt);
  const isFor = (ids: readonly string[]) =>
    !excerpt.segments?.length || excerpt.segments.some((id) => isMeant([...ids], id));
  const sent = new Set(
    asReallySent(campaign)
      .campaign.touchpoints.filter((one) => isAsked(one) && isFor(one.segments) && happensWithin(one, isWithin))
      .map(({ id }) => id),
  );
  const onDay = (date: string) => isWithin(rangeOf({ start: date, days: 1 }));
  return {
    ...campaign,
    touchpoints: campaign.touchpoints.filter(({ id }) => sent.has(id)),
    phases: campaign.phases.filter(
      (phase) => isWithin(rangeOf(phase)) && (!excerpt.phases?.length || excerpt.phases.includes(phase.id)),
    ),
    goals: campaign.goals.filter(({ date, segments }) => onDay(date) && isFor(segments)),
    events: campaign.events.filter((event) => isWithin(rangeOf(event)) && isFor(event.segments)),
    decisions: campaign.decisions.filter(({ date }) => onDay(date)),
  };
}

/** The excerpt in words: “phase “Launch”, segment “Sales”, from 1 March”. */
export function excerptInWords(campaign: Campaign, excerpt: Excerpt): string {
  const named = (word: string, ids: readonly string[] | undefined, items: readonly { id: string; name: string }[]) =>
    ids?.length
      ? [
          `${word} ${items
            .filter(({ id }) => ids.includes(id))
            .map(({ name }) => `“${oneLine(name)}”`)
            .join(', ')}`,
        ]
      : [];
  return [
    ...named('phase', excerpt.phases, campaign.phases),
    ...named('lane', excerpt.lanes, campaign.lanes),
    ...named('segment', excerpt.segments, campaign.segments),
    ...(excerpt.statuses?.length ? [`status ${excerpt.statuses.join(', ')}`] : []),
    ...(excerpt.from === undefined ? [] : [`from ${english.date(excerpt.from)}`]),
    ...(excerpt.until === undefined ? [] : [`until ${english.date(excerpt.until)}`]),
  ].join('; ');
}

/** Whether days overlap those asked for: from the first to the last of them, and in one of the phases. */
function withinOf(campaign: Campaign, { phases = [], from, until }: Excerpt): (range: DayRange) => boolean {
  const first = from === undefined ? -Infinity : dayOf(from);
  const last = until === undefined ? Infinity : dayOf(until);
  const isInThem = isInPhases(campaign.phases.filter(({ id }) => phases.includes(id)));
  return (range) => range.from <= last && range.until > first && (phases.length === 0 || isInThem(range));
}

const askedOf =
  ({ lanes = [], statuses = [] }: Excerpt) =>
  ({ laneId, status }: Touchpoint): boolean =>
    isAmong(lanes, laneId) && isAmong(statuses, status ?? NO_STATUS);
