import { formatDay, lastDateOf, rangeOf } from '#campaign/calendar.ts';
import { asReallySent } from '#campaign/cap.ts';
import { withoutContradictions } from '#campaign/decisions.ts';
import { isGoing, type Campaign, type Exception, type Segment, type Touchpoint } from '#campaign/document.ts';
import { occurrenceDays, variantsOf, type Variant } from '#campaign/occurrences.ts';
import { phasesOn } from '#campaign/phases.ts';
import { ownDayOf } from '#campaign/rolling.ts';
import { isReached, meantBy } from '#campaign/reach.ts';
import { clock, wallClockAt, type Moment } from '#campaign/clock.ts';
import type { Problem } from './export.ts';
import type { RenderedMessage } from '#campaign/message.ts';
import { isSent, occurrenceOf, type Occurrence } from '#campaign/sending.ts';
import { messageFaults, segmentNames } from './faults.ts';
import type { Excerpt } from '#contract/delivery.ts';
import { excerptOfSchedule } from './excerpt.ts';
import { groupsOf, renderedFor, type Group } from './groups.ts';
import { oneLine } from '#campaign/text.ts';
import { english } from '#language/formats.ts';

/** One message at one moment, for the segments that read the same words at the same wall time in the same zone: several units of sending in one. */
export interface Delivery extends Moment {
  /** With the message and the time of this send, where it has its own. */
  touchpoint: Touchpoint;
  /** What is otherwise about it than the rule of its series says. */
  exception?: Exception;
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
  deliveries: readonly Delivery[];
  presences: readonly Presence[];
  problems: Problem[];
  /** Set where there is too much to export, so that the lists are empty; the only problem says so. */
  isRefused?: true;
}

export interface ScheduleOptions {
  locale?: string | undefined;
  /** Of a rolling plan: wall times as they are planned, whatever clocks do on a date, and dates of goals in messages as days from everyone's own start. */
  ownDays?: boolean | undefined;
  /** Only these touchpoints; all where absent. */
  only?: (touchpoint: Touchpoint) => boolean;
  excerpt?: Excerpt;
}

/** Begins what stands for a date that is another one for everyone: “{{start + 25 days}}”, “{{start - 3 days}}”. */
export const FROM_START = '{{start ';

/** The days between a date of the plan and everyone's own start, for what fills in the date. */
function fromStart(plan: Campaign, date: string): string {
  const day = ownDayOf(plan, date);
  return `${FROM_START}${day < 0 ? '-' : '+'} ${Math.abs(day)} days}}`;
}

/** An export of more messages than this is refused: it would not fit into a spreadsheet or a calendar, nor into memory. */
export const MOST_DELIVERIES = 200_000;

/** By campaign, then by how messages are worded: every target of an export asks for the same. */
const schedules = new WeakMap<Campaign, Map<string, Schedule>>();

/** Every message and every presence of a campaign as it is really sent, with instants; none of what can never happen. Clock changes and faults of messages are reported, once a touchpoint. */
export function scheduleOf(plan: Campaign, options: ScheduleOptions = {}): Schedule {
  const { locale, ownDays, only, excerpt } = options;
  let known = schedules.get(plan);
  if (!known) schedules.set(plan, (known = new Map()));
  const key = `${locale} ${ownDays === true}`;
  let whole = known.get(key);
  if (!whole) known.set(key, (whole = scheduled(plan, { locale, ownDays })));
  const chosen = only ? (whole.isRefused ? scheduled(plan, options) : ofTouchpoints(plan, whole, only)) : whole;
  const asked = excerpt ? excerptOfSchedule(plan, chosen, excerpt) : chosen;
  // Whoever asks adds problems of their own.
  return { ...asked, problems: [...asked.problems] };
}

function ofTouchpoints(plan: Campaign, schedule: Schedule, only: NonNullable<ScheduleOptions['only']>): Schedule {
  const ids = new Set(plan.touchpoints.filter(only).map(({ id }) => id));
  return {
    deliveries: schedule.deliveries.filter(({ touchpoint: { id } }) => ids.has(id)),
    presences: schedule.presences.filter(({ touchpoint: { id } }) => ids.has(id)),
    problems: schedule.problems.filter(({ touchpointId }) => touchpointId !== undefined && ids.has(touchpointId)),
  };
}

function scheduled(plan: Campaign, options: ScheduleOptions): Schedule {
  const campaign = withoutContradictions(asReallySent(plan).campaign);
  const all: Delivery[] = [];
  const presences: Presence[] = [];
  const problems: Problem[] = [];
  const momentOf = clock();
  const sayGoalDate = options.ownDays ? (date: string) => fromStart(plan, date) : undefined;
  const wanted = options.only && new Set(plan.touchpoints.filter(options.only).map(({ id }) => id));
  for (const touchpoint of campaign.touchpoints) {
    if (wanted && !wanted.has(touchpoint.id)) continue;
    // Of what is cancelled nobody needs to choose another time or fill in a token.
    const report = (message: string) => {
      if (isGoing(touchpoint))
        problems.push({ touchpointId: touchpoint.id, message: `“${oneLine(touchpoint.name)}” ${message}.` });
    };
    const segments = audienceOf(campaign, touchpoint, report);
    if (segments.length === 0 && campaign.segments.length > 0) continue;
    const rendered = renderedFor(campaign, touchpoint, segments, options.locale, sayGoalDate);
    const told = new Set(messageFaults(touchpoint, rendered));
    for (const fault of told) report(fault);
    if (!isSent(touchpoint)) {
      const { from, until } = rangeOf(touchpoint);
      for (const [group, same] of Map.groupBy(rendered, ({ wording }) => wording))
        presences.push({
          touchpoint,
          segments: same.flatMap((one) => one.segments),
          message: same[0]!.message,
          group,
          from,
          until,
        });
      continue;
    }
    const deliveries: Delivery[] = [];
    const reported = new Set<string>();
    const count = occurrenceDays(touchpoint).length;
    const whole = touchpoint.exceptions ? groupsOf(campaign, touchpoint, rendered).groups : [];
    for (const variant of variantsOf(touchpoint)) {
      const isOwn = variant.touchpoint !== touchpoint;
      const own = isOwn ? renderedFor(campaign, variant.touchpoint, segments, options.locale, sayGoalDate) : rendered;
      const { groups: parted, remark } = groupsOf(campaign, variant.touchpoint, own);
      const groups = isOwn ? knownAs(whole, parted) : parted;
      if (all.length + count * groups.length > MOST_DELIVERIES) return tooMany(campaign);
      if (isOwn) for (const fault of messageFaults(variant.touchpoint, own)) if (!told.has(fault)) reported.add(fault);
      if (remark !== undefined) reported.add(remark);
      for (const group of groups)
        for (const delivery of deliveriesOf(variant, group, momentOf, options.ownDays)) {
          deliveries.push(delivery);
          if (delivery.clockChange && !options.ownDays) reported.add(clockChange(delivery, group));
        }
    }
    // One by one: there may be more than a call takes arguments.
    for (const delivery of deliveries) all.push(delivery);
    for (const sentence of reported) report(sentence);
  }
  all.sort((a, b) => (a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : 0));
  return { deliveries: all, presences, problems };
}

/** The groups of a send with a time or words of its own: under the names of the groups of its series, where they are the same people. */
function knownAs(series: readonly Group[], own: readonly Group[]): readonly Group[] {
  const idsOf = ({ segments }: Group) => segments.map(({ id }) => id).join(' ');
  const names = new Map(series.map((group) => [idsOf(group), group.group]));
  if (!own.every((group) => names.has(idsOf(group)))) return own;
  return own.map((group) => ({ ...group, group: names.get(idsOf(group))! }));
}

/** The messages to one group of an audience that are alike but for their days. */
function deliveriesOf(
  { touchpoint, days, on, exception }: Variant,
  group: Group,
  momentOf: MomentOf,
  asPlanned = false,
): Delivery[] {
  const lastDate =
    touchpoint.cadence === 'once' && touchpoint.days > 1 ? { lastDate: lastDateOf(touchpoint) } : undefined;
  return days.map((day, place): Delivery => {
    const date = formatDay(day);
    const moment = momentOf(date, group.wallTime, group.timeZone);
    const occurrence = occurrenceOf(touchpoint, on[place]!);
    const own = exception && { exception };
    const planned = { touchpoint, ...own, ...group, occurrence, day, date, ...moment, ...lastDate };
    if (!moment.clockChange || asPlanned) return planned;
    const { date: shown, time } = wallClockAt(moment.instant, group.timeZone);
    return { ...planned, date: shown, wallTime: time };
  });
}

type MomentOf = ReturnType<typeof clock>;

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

function clockChange({ clockChange: kind, day, timeZone, instant }: Delivery, { wallTime }: Group): string {
  const planned = `is planned for ${wallTime} on ${formatDay(day)}, a time that`;
  return kind === 'gap'
    ? `${planned} the clocks in ${timeZone} skip that day; the export says ${wallClockAt(instant, timeZone).time}. Choose another time to be sure`
    : `${planned} comes twice in ${timeZone} that day; the export means the first. Choose another time to be sure`;
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
