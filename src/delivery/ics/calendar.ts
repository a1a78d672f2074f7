import {
  escape,
  foldLines,
  ICalCalendar,
  ICalEvent,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { dayOf, formatDay, rangeOf, type DayRange } from '#campaign/calendar.ts';
import { branchesOf, withoutContradictions, type Branch } from '#campaign/decisions.ts';
import { isGoing, type Campaign, type Decision, type Segment, type Touchpoint } from '#campaign/document.ts';
import { TIMED_CHANNELS } from '#campaign/lengths.ts';
import { GENERATOR, textFile, type Export, type ExportContext } from '../export.ts';
import { deliveryIds, idOfPart } from '../identifier.ts';
import { campaignFileName } from '../names.ts';
import { audienceName, phaseNamesOn, scheduleOf, type Delivery, type Presence } from '../occurrences.ts';
import { cleanText, oneLine } from '#campaign/text.ts';
import { learnersIn } from '#campaign/reach.ts';
import { OTHERWISE, conditionInWords, waitingInWords } from '#language/decisionPoints.ts';
import { english } from '#language/formats.ts';
import { capital } from '#language/vocabulary.ts';
import { quietProblems } from '../quiet.ts';
import { cutToFit, messageText } from '../cutting.ts';
import { eventsOf } from './series.ts';
import { excerptKey, excerptOf } from '../excerpt.ts';
import { separated } from './separate.ts';
import {
  CAMPAIGN_PROPERTY,
  EXCERPT_PROPERTY,
  folded,
  UNITS_PROPERTY,
  unitsIn,
  identifiersIn,
  updated,
} from './updates.ts';

const LONGEST_TITLE = 300;
/** From when on sequence numbers count, so that they are small. */
export const SEQUENCE_START = Date.UTC(2020, 0, 1);

/**
 * The plan as one iCalendar file (RFC 5545): messages as free times in their zone, slots, meetings and calls as busy ones, and phases, goals,
 * events, presences and what stays open for days as days. Importing a newer export updates what an older one brought: UIDs stay, and SEQUENCE and
 * DTSTAMP rise for what changed since `context.earlier`. It has no METHOD, which would ask for an ORGANIZER (RFC 5546): it is for import.
 */
export async function writeCalendar(campaign: Campaign, context: ExportContext): Promise<Export> {
  const { deliveries, presences, problems, isRefused } = scheduleOf(campaign, context);
  // A calendar without them would cancel them all.
  if (isRefused) return { files: [], problems };
  const excerpted = excerptKey(context.excerpt);
  const zones = new Map<string, string>();
  const events: string[] = [];
  const calendar = new ICalCalendar({
    // The library writes the name as it is given.
    name: escape(oneLine(campaign.name), false),
    prodId: { company: 'Tandem', product: GENERATOR, language: 'EN' },
    // Without a name: a calendar-wide zone would be applied to DTSTAMP as well, which has to be UTC.
    timezone: null,
  });
  const told = [
    `${CAMPAIGN_PROPERTY}:${campaign.id}`,
    ...(excerpted === '' ? [] : [`${EXCERPT_PROPERTY}:${excerpted}`]),
  ];
  const issue = {
    stamp: new Date(context.now).toISOString(),
    // Minutes since 2020: no two versions of a plan are further back in time than the one before.
    sequence: Math.max(0, Math.floor((Date.parse(context.now) - SEQUENCE_START) / 60_000)),
  };
  const conditionOf = conditionsIn(campaign);
  const days = await Promise.all([
    ...wholeDays(context.excerpt ? excerptOf(campaign, context.excerpt) : campaign),
    ...standing(campaign, presences, deliveries, conditionOf),
  ]);
  // Written one by one: the library would keep thousands of large objects until the end.
  const write = (data: ICalEventData) =>
    events.push(foldLines(new ICalEvent({ ...issue, ...data }, calendar).toString()).replace(NO_DESCRIPTION, ''));
  for (const day of days) write(day);
  const unitOf = await unitNames(campaign);
  const known = context.earlier === undefined ? undefined : unitsIn(context.earlier);
  const idOf = await deliveryIds(campaign, deliveries, known && ((...unit) => known.get(unitOf(...unit))));
  const groups = Map.groupBy(deliveries, ({ touchpoint, group }) => `${touchpoint.id} ${group}`);
  for (const group of groups.values()) {
    for (const { first, isSeries, start, end, zone, repeating } of eventsOf(group, context.now)) {
      if (zone) zones.set(zone.id, `${zone.text.trim()}\r\n`);
      write({
        id: idOf(isSeries ? { ...first, occurrence: 'once' } : first),
        start,
        end,
        ...(zone && { timezone: zone.id }),
        ...(repeating !== undefined && { repeating }),
        ...contentOf(campaign, first, isSeries ? group : [first], conditionOf(first)),
        x: [
          [
            UNITS_PROPERTY,
            unitsOf(first)
              .map((unit) => unitOf(...unit))
              .join(' '),
          ],
        ],
      });
    }
  }
  const frame = calendar.toString();
  const text = [
    // The library writes properties of a calendar behind its events, where no part of it by itself would have them (RFC 5545, 3.6).
    frame.slice(0, frame.lastIndexOf(END)).replace(/^PRODID:.*\r\n/m, (line) => line + told.map(folded).join('')),
    ...zones.values(),
    ...events,
    `${END}\r\n`,
  ].join('');
  const update =
    context.earlier === undefined
      ? { text, cancelled: [] }
      : updated(text, context.earlier, await plannedBeside(campaign, context));
  for (const title of update.cancelled)
    problems.push({
      message: `“${title}” is no longer planned; it is cancelled in the calendars that import this file.`,
    });
  const files =
    context.organizer === undefined
      ? [textFile(campaignFileName(campaign, 'ics'), update.text, 'text/calendar; charset=utf-8')]
      : separated(update.text, context.organizer);
  return { files, problems: [...problems, ...quietProblems(campaign)] };
}

const END = 'END:VCALENDAR';
/** Empty descriptions are no property to some readers, and take lines from all. */
const NO_DESCRIPTION = /^DESCRIPTION:\r\n/m;

/** What the whole plan has, where only a part of it is written. */
async function plannedBeside(campaign: Campaign, context: ExportContext): Promise<ReadonlySet<string>> {
  if (!context.excerpt) return new Set();
  const { excerpt: _, earlier: _earlier, organizer: _organizer, ...whole } = context;
  const { files } = await writeCalendar(campaign, whole);
  return identifiersIn(files.map(({ bytes }) => new TextDecoder().decode(bytes)).join(''));
}

/** The segments that an event is for, which readers must not learn; a later export finds it again by them. */
const unitsOf = ({ touchpoint, segments }: Delivery): [touchpointId: string, segmentId: string][] =>
  segments.length === 0 ? [[touchpoint.id, '']] : segments.map(({ id }) => [touchpoint.id, id]);

async function unitNames(campaign: Campaign): Promise<(touchpointId: string, segmentId: string) => string> {
  const short = async (kind: string, id: string): Promise<[string, string]> => [
    id,
    (await idOfPart(campaign, kind, id)).slice(0, 8),
  ];
  const touchpoints = new Map(await Promise.all(campaign.touchpoints.map(({ id }) => short('touchpoint', id))));
  const segments = new Map(await Promise.all(campaign.segments.map(({ id }) => short('segment', id))));
  return (touchpointId, segmentId) => `${touchpoints.get(touchpointId)}/${segments.get(segmentId) ?? ''}`;
}

/** When what waits for a decision point happens, as a sentence; nothing of all else. */
type ConditionOf = (of: Pick<Delivery, 'touchpoint'>) => string[];

function conditionsIn(campaign: Campaign): ConditionOf {
  const conditions = new Map(campaign.touchpoints.map((one) => [one.id, conditionIn(campaign, one)]));
  return ({ touchpoint: { id } }) => conditions.get(id) ?? [];
}

/** When one touchpoint happens, where it waits for a decision point: one sentence or none. */
export function conditionIn(campaign: Campaign, touchpoint: Touchpoint): string[] {
  const condition = waitingInWords(campaign, touchpoint, english);
  return condition === '' ? [] : [oneLine(`${capital(condition)}.`)];
}

/** What an event says. */
export function contentOf(
  campaign: Campaign,
  delivery: Delivery,
  series: readonly Delivery[],
  condition: readonly string[],
): Omit<ICalEventData, 'start'> {
  const { touchpoint, segments, message } = delivery;
  const phases = new Set(series.flatMap(({ day }) => phaseNamesOn(campaign, day)));
  // What stands in people's own calendars is the message; a planner's marker says as well whom it is for, and for what it waits.
  const busy = TIMED_CHANNELS.includes(touchpoint.channel);
  const name = oneLine(touchpoint.name);
  const link = message.callToAction?.link;
  const audience = `${audienceName(campaign, segments)} (${english.number(learnersIn(segments))})`;
  return {
    summary: busy ? message.subject || name : titleFor(campaign, touchpoint.name, segments),
    description: messageText(
      message,
      busy ? [] : [...condition, `For ${audience}, by ${touchpoint.channel}`, message.subject],
    ),
    categories: [touchpoint.direction, touchpoint.channel, ...phases].map((name) => ({ name })),
    // The library escapes commas and semicolons, which is wrong in an address; the description has the link in any case.
    ...(link !== undefined && !/[,;\\]/.test(link) && { url: link }),
    transparency: busy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    busystatus: busy ? ICalEventBusyStatus.BUSY : ICalEventBusyStatus.FREE,
    ...statusOf(touchpoint, condition),
  };
}

/** What waits for a decision point is tentative. */
function statusOf(touchpoint: Touchpoint, condition: readonly string[]): { status?: ICalEventStatus } {
  if (!isGoing(touchpoint)) return { status: ICalEventStatus.CANCELLED };
  return condition.length > 0 ? { status: ICalEventStatus.TENTATIVE } : {};
}

function titleFor(campaign: Campaign, name: string, segments: Segment[]): string {
  return cutToFit(`${oneLine(name)}: ${audienceName(campaign, segments)}`, LONGEST_TITLE);
}

async function wholeDay(
  campaign: Campaign,
  kind: string,
  within: string[],
  summary: string,
  range: DayRange,
  more: Pick<ICalEventData, 'description' | 'status'> = {},
): Promise<ICalEventData> {
  return {
    id: await idOfPart(campaign, kind, ...within),
    summary: oneLine(summary),
    start: Temporal.PlainDate.from(formatDay(range.from)),
    end: Temporal.PlainDate.from(formatDay(range.until)),
    allDay: true,
    categories: [{ name: kind[0]!.toUpperCase() + kind.slice(1) }],
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
    ...more,
  };
}

/** The frame of the plan. */
const wholeDays = (campaign: Campaign): Promise<ICalEventData>[] => [
  ...campaign.phases.map((phase) => wholeDay(campaign, 'phase', [phase.id], phase.name, rangeOf(phase))),
  ...campaign.goals.map((goal) =>
    wholeDay(campaign, 'goal', [goal.id], goal.name, rangeOf({ start: goal.date, days: 1 }), {
      description: targetOf(goal),
    }),
  ),
  ...campaign.decisions.map((decision) =>
    wholeDay(campaign, 'decision', [decision.id], decision.name, rangeOf({ start: decision.date, days: 1 }), {
      description: branchesInWords(campaign, decision),
    }),
  ),
  ...campaign.events.map((context) => wholeDay(campaign, 'event', [context.id], context.name, rangeOf(context))),
];

/** What is there for days: presences, and what is sent once and then stays open, once for all whom it is sent to. */
function standing(
  campaign: Campaign,
  presences: readonly Presence[],
  deliveries: readonly Delivery[],
  conditionOf: ConditionOf,
): Promise<ICalEventData>[] {
  const bar = (kind: string, within: string[], of: Delivery | Presence, segments: Segment[], range: DayRange) =>
    wholeDay(campaign, kind, within, titleFor(campaign, of.touchpoint.name, segments), range, {
      description: cleanText(messageText(of.message, [...conditionOf(of), of.message.subject])),
      ...statusOf(of.touchpoint, conditionOf(of)),
    });
  const open = Map.groupBy(
    deliveries.filter(({ lastDate }) => lastDate !== undefined),
    ({ touchpoint }) => touchpoint,
  );
  return [
    ...presences.map((presence) =>
      bar('presence', [presence.touchpoint.id, presence.group], presence, presence.segments, presence),
    ),
    ...[...open].map(([touchpoint, [first, ...others]]) => {
      const sent = new Set([first!, ...others].flatMap(({ segments }) => segments));
      const segments = campaign.segments.filter((segment) => sent.has(segment));
      return bar('open', [touchpoint.id], first!, segments, { from: first!.day, until: dayOf(first!.lastDate!) + 1 });
    }),
  ];
}

/** The condition of a decision point and what happens on either branch, a line each. */
function branchesInWords(campaign: Campaign, decision: Decision): string {
  const lines = (branch: Branch) => {
    const of = withoutContradictions(campaign).touchpoints.filter(
      (touchpoint) => isGoing(touchpoint) && branchesOf(touchpoint, decision).includes(branch),
    );
    return of.length === 0
      ? ['- the plan goes on without anything more']
      : of.map(({ name, start }) => `- ${oneLine(name)}, ${english.date(start)}`);
  };
  return [
    `If ${conditionInWords(campaign, decision, english)}:`,
    ...lines('then'),
    `${OTHERWISE}:`,
    ...lines('otherwise'),
  ].join('\n');
}

function targetOf({ target, unit, metric }: Campaign['goals'][number]): string {
  const amount =
    unit === 'share'
      ? english.as(target, { style: 'percent', maximumFractionDigits: 1 })
      : `${english.number(target)} learners`;
  return `Target: ${amount} ${metric}`;
}
