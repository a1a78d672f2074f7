import {
  escape,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { formatDay, rangeOf, type DayRange } from '#campaign/calendar.ts';
import type { Campaign, Segment } from '#campaign/document.ts';
import { GENERATOR, textFile, type Export, type ExportContext } from '../export.ts';
import { deliveryIds, idOfPart } from '../identifier.ts';
import type { RenderedMessage } from '#campaign/message.ts';
import { campaignFileName } from '../names.ts';
import { audienceName, learnersIn, phasesOn, scheduleOf, type Delivery, type Presence } from '../occurrences.ts';
import { cleanText, oneLine } from '#campaign/text.ts';
import { cutToFit } from '../text.ts';
import { agrees, zoneComponent } from './zones.ts';

/** How long a message or a slot takes up in the calendar. The plan knows no lengths of minutes. */
const MINUTES = 15;
const LONGEST_TITLE = 300;
const SEQUENCE_START = Date.UTC(2020, 0, 1);

/**
 * The plan as one iCalendar file (RFC 5545): messages as free times in their zone, calendar slots as busy ones, and phases, goals, events
 * and presences as days. Importing a newer export updates what an older one brought: UIDs stay, SEQUENCE and DTSTAMP rise with `now`.
 */
export async function writeCalendar(campaign: Campaign, context: ExportContext): Promise<Export> {
  const { deliveries, presences, problems } = scheduleOf(campaign, context);
  const components = new Map<string, string>();
  const idOf = deliveryIds(campaign);
  const calendar = new ICalCalendar({
    // The library writes the name as it is given.
    name: escape(oneLine(campaign.name), false),
    method: ICalCalendarMethod.PUBLISH,
    prodId: {
      company: 'Tandem',
      product: oneLine(context.generator ?? '').replaceAll('/', ' ') || GENERATOR,
      language: 'EN',
    },
    // Without a name: a calendar-wide zone would be applied to DTSTAMP as well, which has to be UTC.
    timezone: { name: null, generator: (id) => components.get(id) ?? null },
  });
  const issue = {
    stamp: new Date(context.now).toISOString(),
    // Minutes since 2020: no two versions of a plan are further back in time than the one before.
    sequence: Math.max(0, Math.floor((Date.parse(context.now) - SEQUENCE_START) / 60_000)),
  };
  for (const day of await wholeDays(campaign, presences)) calendar.createEvent({ ...issue, ...day });
  for (const delivery of deliveries) {
    const id = await idOf(delivery);
    calendar.createEvent({ ...issue, id, ...timeOf(delivery, components), ...contentOf(campaign, delivery) });
  }
  const text = `${calendar.toString()}\r\n`;
  return { files: [textFile(campaignFileName(campaign, 'ics'), text, 'text/calendar; charset=utf-8')], problems };
}

/** Start and end in the delivery's zone; in UTC where a local time would be read wrongly or in two ways. */
function timeOf(
  delivery: Delivery,
  components: Map<string, string>,
): Pick<ICalEventData, 'start' | 'end' | 'timezone'> {
  const component = delivery.clockChange ? undefined : zoneComponent(delivery.timeZone);
  const local = component && agrees(component, delivery.instant, delivery.timeZone) ? component : undefined;
  if (local) components.set(local.id, local.text);
  const start = Temporal.Instant.from(delivery.instant).toZonedDateTimeISO(local?.id ?? 'UTC');
  return { start, end: start.add({ minutes: MINUTES }), ...(local && { timezone: local.id }) };
}

function contentOf(campaign: Campaign, delivery: Delivery): Omit<ICalEventData, 'start'> {
  const { touchpoint, segments, message, day } = delivery;
  const busy = touchpoint.channel === 'calendar';
  const name = oneLine(touchpoint.name);
  const link = message.callToAction?.link;
  const audience = `${audienceName(campaign, segments)} (${learnersIn(segments).toLocaleString('en-GB')})`;
  return {
    summary: busy ? message.subject || name : titleFor(campaign, touchpoint.name, segments),
    // What stands in people's own calendars is the message; a planner's marker says whom it is for as well.
    description: textOf(message, busy ? [] : [`For ${audience}, by ${touchpoint.channel}`, message.subject]),
    categories: [touchpoint.direction, touchpoint.channel, ...phasesOn(campaign, day)].map((category) => ({
      name: category,
    })),
    // The library escapes commas and semicolons, which is wrong in an address; the description has the link in any case.
    ...(link !== undefined && !/[,;\\]/.test(link) && { url: link }),
    transparency: busy ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    busystatus: busy ? ICalEventBusyStatus.BUSY : ICalEventBusyStatus.FREE,
  };
}

function titleFor(campaign: Campaign, name: string, segments: Segment[]): string {
  return cutToFit(`${oneLine(name)}: ${audienceName(campaign, segments)}`, LONGEST_TITLE);
}

function textOf({ body, callToAction, signOff }: RenderedMessage, before: string[]): string {
  const button = callToAction && [callToAction.label, callToAction.link].filter(Boolean).join(': ');
  return [...before, body, button, signOff].filter(Boolean).join('\n\n');
}

async function wholeDays(campaign: Campaign, presences: Presence[]): Promise<ICalEventData[]> {
  const event = async (
    kind: string,
    within: string[],
    summary: string,
    range: DayRange,
    category: string,
    description = '',
  ): Promise<ICalEventData> => ({
    id: await idOfPart(campaign, kind, ...within),
    summary: oneLine(summary),
    start: Temporal.PlainDate.from(formatDay(range.from)),
    end: Temporal.PlainDate.from(formatDay(range.until)),
    allDay: true,
    description: cleanText(description),
    categories: [{ name: category }],
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
  });
  return Promise.all([
    ...campaign.phases.map((phase) => event('phase', [phase.id], phase.name, rangeOf(phase), 'Phase')),
    ...campaign.goals.map((goal) =>
      event('goal', [goal.id], goal.name, rangeOf({ start: goal.date, days: 1 }), 'Goal', targetOf(goal)),
    ),
    ...campaign.events.map((context) => event('event', [context.id], context.name, rangeOf(context), 'Event')),
    ...presences.map(({ touchpoint, segments, message, group, from, until }) =>
      event(
        'presence',
        [touchpoint.id, group],
        titleFor(campaign, touchpoint.name, segments),
        { from, until },
        'Presence',
        textOf(message, [message.subject]),
      ),
    ),
  ]);
}

function targetOf({ target, unit, metric }: Campaign['goals'][number]): string {
  const amount =
    unit === 'share' ? `${Math.round(target * 1000) / 10} %` : `${target.toLocaleString('en-GB')} learners`;
  return `Target: ${amount} ${metric}`;
}
