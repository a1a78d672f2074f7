import { formatDay, lastDateOf, rangeOf } from '#campaign/calendar.ts';
import { isGoing, type Campaign, type Segment, type Touchpoint } from '#campaign/document.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { phasesOn } from '#campaign/phases.ts';
import { isReached, meantBy } from '#campaign/reach.ts';
import { clock, wallClockAt, type Moment } from './clock.ts';
import type { Problem } from './export.ts';
import type { RenderedMessage } from '#campaign/message.ts';
import { isSent, occurrenceOf, type Occurrence } from '#campaign/sending.ts';
import { messageFaults, segmentNames } from './faults.ts';
import { groupsOf, renderedFor } from './groups.ts';
import { oneLine } from '#campaign/text.ts';
import { english } from '#language/formats.ts';

/** One message at one moment, for the segments that read the same words at the same wall time in the same zone: several units of sending in one. */
export interface Delivery extends Moment {
  touchpoint: Touchpoint;
  /** In the order of the campaign; empty only where the campaign has no segments at all. */
  segments: Segment[];
  message: RenderedMessage;
  /** What tells it from the other groups of its touchpoint; who else is in the group does not matter. */
  group: string;
  occurrence: Occurrence;
  day: number;
  /** What clocks in the zone show at the instant; another time than planned where a clock change skips that. */
  date: string;
  wallTime: string;
  timeZone: string;
  /** The last day of what is sent once and stays open for several days. */
  lastDate?: string;
}

/** Something that is there from its first to its last day instead of being sent: a poster, a banner, a group. */
export interface Presence {
  touchpoint: Touchpoint;
  segments: Segment[];
  message: RenderedMessage;
  group: string;
  /** Epoch days, `until` exclusive. */
  from: number;
  until: number;
}

export interface Schedule {
  /** By instant, then in the order of the campaign. */
  deliveries: Delivery[];
  presences: Presence[];
  problems: Problem[];
  /** Set where there is too much to export, so that the lists are empty; the only problem says so. */
  isRefused?: true;
}

export interface ScheduleOptions {
  locale?: string;
  /** Only these touchpoints; all where absent. */
  only?: (touchpoint: Touchpoint) => boolean;
}

/** An export of more messages than this is refused: it would not fit into a spreadsheet or a calendar, nor into memory. */
export const MOST_DELIVERIES = 200_000;

/** Every message and every presence of a campaign, with instants. Clock changes and faults of messages are reported, once a touchpoint. */
export function scheduleOf(campaign: Campaign, options: ScheduleOptions = {}): Schedule {
  const schedule: Schedule = { deliveries: [], presences: [], problems: [] };
  const momentOf = clock();
  for (const touchpoint of campaign.touchpoints.filter(options.only ?? (() => true))) {
    // Of what is cancelled nobody needs to choose another time or fill in a token.
    const report = (message: string) => {
      if (isGoing(touchpoint))
        schedule.problems.push({ touchpointId: touchpoint.id, message: `“${oneLine(touchpoint.name)}” ${message}.` });
    };
    const segments = audienceOf(campaign, touchpoint, report);
    if (segments.length === 0 && campaign.segments.length > 0) continue;
    const rendered = renderedFor(campaign, touchpoint, segments, options.locale);
    for (const fault of messageFaults(touchpoint, rendered)) report(fault);
    if (!isSent(touchpoint)) {
      const { from, until } = rangeOf(touchpoint);
      for (const [group, same] of Map.groupBy(rendered, ({ wording }) => wording))
        schedule.presences.push({
          touchpoint,
          segments: same.flatMap((one) => one.segments),
          message: same[0]!.message,
          group,
          from,
          until,
        });
      continue;
    }
    const { groups, remark } = groupsOf(campaign, touchpoint, rendered);
    if (remark !== undefined) report(remark);
    const days = occurrenceDays(touchpoint).map((day) => ({ day, date: formatDay(day) }));
    if (schedule.deliveries.length + days.length * groups.length > MOST_DELIVERIES) return tooMany(campaign);
    const lastDate =
      touchpoint.cadence === 'once' && touchpoint.days > 1 ? { lastDate: lastDateOf(touchpoint) } : undefined;
    const changes = new Set<string>();
    const deliveries = groups.flatMap((group) =>
      days.map(({ day, date }): Delivery => {
        const moment = momentOf(date, group.wallTime, group.timeZone);
        const occurrence = occurrenceOf(touchpoint, day);
        const planned = { touchpoint, ...group, occurrence, day, date, ...moment, ...lastDate };
        if (!moment.clockChange) return planned;
        changes.add(clockChange(planned));
        const { date: shown, time } = wallClockAt(moment.instant, group.timeZone);
        return { ...planned, date: shown, wallTime: time };
      }),
    );
    // One by one: there may be more than a call takes arguments.
    for (const delivery of deliveries) schedule.deliveries.push(delivery);
    for (const change of changes) report(change);
  }
  schedule.deliveries.sort((a, b) => (a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : 0));
  return schedule;
}

function tooMany(campaign: Campaign): Schedule {
  const message = `“${oneLine(campaign.name)}” sends more than ${english.number(MOST_DELIVERIES)} messages, so nothing was exported. Send less often, or split the plan.`;
  return { deliveries: [], presences: [], problems: [{ message }], isRefused: true };
}

/** The segments that a touchpoint is meant for and that its channel reaches. */
function audienceOf(campaign: Campaign, touchpoint: Touchpoint, report: (message: string) => void): Segment[] {
  const meant = meantBy(touchpoint.segments, campaign.segments);
  const reached = meant.filter((segment) => isReached(segment, touchpoint.channel));
  const missed = meant.filter((segment) => !reached.includes(segment));
  if (missed.length > 0 && (touchpoint.segments.length > 0 || reached.length === 0)) {
    const names = segmentNames(missed);
    report(
      `is not exported for ${names}: the channel “${touchpoint.channel}” does not reach them. Change the channel, or the segment's channels`,
    );
  }
  return reached;
}

function clockChange({ clockChange: kind, date, wallTime, timeZone, instant }: Delivery): string {
  return kind === 'gap'
    ? `is planned for ${wallTime} on ${date}, a time that the clocks in ${timeZone} skip that day; the export says ${wallClockAt(instant, timeZone).time}. Choose another time to be sure`
    : `is planned for ${wallTime} on ${date}, a time that comes twice in ${timeZone} that day; the export means the first. Choose another time to be sure`;
}

/** Names of the phases that a day lies in. */
export function phaseNamesOn(campaign: Campaign, day: number): string[] {
  return phasesOn(campaign.phases, day)
    .map(({ name }) => oneLine(name))
    .filter((name) => name !== '');
}

/** “Everyone”, or the names of the segments. Can be long. */
export function audienceName(campaign: Campaign, segments: readonly Segment[]): string {
  return segments.length === campaign.segments.length
    ? 'Everyone'
    : segments.map(({ name }) => oneLine(name)).join(', ');
}
