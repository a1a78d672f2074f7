import { dayOf, formatDay, rangeOf } from '#campaign/calendar.ts';
import type { Campaign, Segment, Touchpoint } from '#campaign/document.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { clock, wallClockAt, type Moment } from './clock.ts';
import type { Problem } from './export.ts';
import { renderMessage, wordingFor, type RenderedMessage } from '#campaign/message.ts';
import { occurrenceOf, type Occurrence } from '#campaign/sending.ts';
import { messageFaults, segmentNames } from './faults.ts';
import { oneLine } from '#campaign/text.ts';

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
  date: string;
  wallTime: string;
  timeZone: string;
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
}

export interface ScheduleOptions {
  locale?: string;
  /** Only these touchpoints; all where absent. */
  only?: (touchpoint: Touchpoint) => boolean;
}

/** An export of more messages than this is refused: it would not fit into a spreadsheet or a calendar, nor into memory. */
export const MOST_DELIVERIES = 200_000;

/** The time of day where a plan has neither a time nor a segment whose preferred time could be taken. */
const DEFAULT_TIME = '09:00';

/** Whether a touchpoint is sent. Tactics that the catalogue does not know are taken for messages; a calendar slot is always sent. */
export function isSent(touchpoint: Touchpoint): boolean {
  return touchpoint.channel === 'calendar' || tacticById(touchpoint.tactic)?.form !== 'presence';
}

/** Every message and every presence of a campaign, with instants. Clock changes and faults of messages are reported, once a touchpoint. */
export function scheduleOf(campaign: Campaign, options: ScheduleOptions = {}): Schedule {
  const schedule: Schedule = { deliveries: [], presences: [], problems: [] };
  const momentOf = clock();
  for (const touchpoint of campaign.touchpoints.filter(options.only ?? (() => true))) {
    const report = (message: string) =>
      schedule.problems.push({ touchpointId: touchpoint.id, message: `“${oneLine(touchpoint.name)}” ${message}.` });
    const segments = audienceOf(campaign, touchpoint, report);
    if (segments.length === 0 && campaign.segments.length > 0) continue;
    const rendered = (segments.length > 0 ? segments : [undefined]).map((segment) => ({
      segment,
      message: renderMessage(campaign, touchpoint, segment, options.locale),
    }));
    for (const fault of messageFaults(touchpoint, rendered)) report(fault);
    if (!isSent(touchpoint)) {
      const { from, until } = rangeOf(touchpoint);
      const wordings = Map.groupBy(rendered, ({ segment }) => wordingFor(touchpoint, segment));
      for (const [group, same] of wordings)
        schedule.presences.push({
          touchpoint,
          segments: segmentsOf(same),
          message: same[0]!.message,
          group,
          from,
          until,
        });
      continue;
    }
    const groups = groupsOf(campaign, touchpoint, rendered);
    const days = occurrenceDays(touchpoint).map((day) => ({ day, date: formatDay(day) }));
    if (schedule.deliveries.length + days.length * groups.length > MOST_DELIVERIES) return tooMany(campaign);
    const deliveries = groups.flatMap((group) =>
      days.map(({ day, date }): Delivery => ({
        touchpoint,
        ...group,
        occurrence: occurrenceOf(touchpoint, day),
        day,
        date,
        ...momentOf(date, group.wallTime, group.timeZone),
      })),
    );
    // One by one: there may be more than a call takes arguments.
    for (const delivery of deliveries) schedule.deliveries.push(delivery);
    for (const change of clockChanges(deliveries)) report(change);
  }
  schedule.deliveries.sort((a, b) => (a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : 0));
  return schedule;
}

function tooMany(campaign: Campaign): Schedule {
  const message = `“${oneLine(campaign.name)}” sends more than ${MOST_DELIVERIES.toLocaleString('en-GB')} messages, so nothing was exported. Send less often, or split the plan.`;
  return { deliveries: [], presences: [], problems: [{ message }] };
}

/** The segments that a touchpoint is meant for and that its channel reaches. */
function audienceOf(campaign: Campaign, touchpoint: Touchpoint, report: (message: string) => void): Segment[] {
  const named = new Set(touchpoint.segments);
  const meant = campaign.segments.filter(({ id }) => named.size === 0 || named.has(id));
  const reached = meant.filter(({ channels }) => channels.length === 0 || channels.includes(touchpoint.channel));
  const missed = meant.filter((segment) => !reached.includes(segment));
  if (missed.length > 0 && (named.size > 0 || reached.length === 0)) {
    const names = segmentNames(missed);
    report(
      `is not exported for ${names}: the channel “${touchpoint.channel}” does not reach them. Change the channel, or the segment's channels`,
    );
  }
  return reached;
}

interface Rendered {
  segment: Segment | undefined;
  message: RenderedMessage;
}

const segmentsOf = (rendered: Rendered[]) => rendered.flatMap(({ segment }) => segment ?? []);

/** The audience parted by wall time, zone and wording. What is the same for all of it is no part of a group's key, so that it can change. */
function groupsOf(campaign: Campaign, touchpoint: Touchpoint, rendered: Rendered[]) {
  const { zone, at } = touchpoint.time;
  const timed = rendered.map(({ segment, message }) => {
    const wallTime = at ?? segment?.preferredTime ?? DEFAULT_TIME;
    const timeZone = zone === 'segment' && segment ? segment.timeZone : campaign.timeZone;
    const own = [zone === 'segment' ? timeZone : '', at === undefined ? wallTime : '', wordingFor(touchpoint, segment)];
    return { segment, message, wallTime, timeZone, group: own.join(' ') };
  });
  return [...Map.groupBy(timed, ({ group }) => group).values()].map((same) => {
    const { wallTime, timeZone, message, group } = same[0]!;
    return { segments: segmentsOf(same), message, wallTime, timeZone, group };
  });
}

function clockChanges(deliveries: Delivery[]): Set<string> {
  return new Set(
    deliveries
      .filter(({ clockChange }) => clockChange)
      .map(({ clockChange, date, wallTime, timeZone, instant }) =>
        clockChange === 'gap'
          ? `is planned for ${wallTime} on ${date}, a time that the clocks in ${timeZone} skip that day; the export says ${wallClockAt(instant, timeZone).time}. Choose another time to be sure`
          : `is planned for ${wallTime} on ${date}, a time that comes twice in ${timeZone} that day; the export means the first. Choose another time to be sure`,
      ),
  );
}

/** Names of the phases that a day lies in. */
export function phasesOn(campaign: Campaign, day: number): string[] {
  return campaign.phases
    .filter((phase) => dayOf(phase.start) <= day && day < dayOf(phase.start) + phase.days)
    .map(({ name }) => oneLine(name))
    .filter((name) => name !== '');
}

/** “Everyone”, or the names of the segments. Can be long. */
export function audienceName(campaign: Campaign, segments: readonly Segment[]): string {
  return segments.length === campaign.segments.length
    ? 'Everyone'
    : segments.map(({ name }) => oneLine(name)).join(', ');
}

/** How many learners the segments have together. */
export function learnersIn(segments: readonly Segment[]): number {
  return segments.reduce((sum, { size }) => sum + size, 0);
}
