import { ICalCalendar } from 'ical-generator';
import { TIMED_CHANNELS } from '#campaign/lengths.ts';
import type { Campaign, Segment } from '#campaign/document.ts';
import { oneLine } from '#campaign/text.ts';
import { GENERATOR } from '../export.ts';
import { idOfPart } from '../identifier.ts';
import type { Delivery } from '../occurrences.ts';
import { conditionIn, contentOf, SEQUENCE_START } from './calendar.ts';
import { singleAt } from './series.ts';
import { crlf, EVENT, eventsIn, folded, sequenceOf, valueOf, withSequence } from './updates.ts';

/** One event for one segment, as calendar servers take it (RFC 4791): a UID a resource, no METHOD, and the zone that its times are in. */

/** Says which item an event is, so that it is known again. */
export const KEY_PROPERTY = 'X-TANDEM-KEY';

export interface Resource {
  uid: string;
  text: string;
}

/** `isShared` where events for several segments stand in one calendar, so that their titles have to tell them apart. */
export async function calendarResource(
  campaign: Campaign,
  delivery: Delivery,
  segment: Segment | undefined,
  { key, isShared }: { key: string; isShared: boolean },
): Promise<Resource> {
  const one = segment ? { ...delivery, segments: [segment] } : delivery;
  const uid = await uidOf(campaign, delivery, segment);
  // Whether a zone's rules are settled is asked of the time of the event, so that the same plan gives the same bytes whenever it is written.
  const { start, end, zone } = singleAt(delivery.instant)(one);
  const calendar = new ICalCalendar({
    prodId: { company: 'Tandem', product: GENERATOR, language: 'EN' },
    timezone: { name: null, generator: (id) => (id === zone?.id ? zone.text : null) },
  });
  const content = contentOf(campaign, one, [one], conditionIn(campaign, delivery.touchpoint));
  const isMessageItself = TIMED_CHANNELS.includes(delivery.touchpoint.channel);
  calendar.createEvent({
    id: uid,
    stamp: new Date(SEQUENCE_START),
    sequence: 0,
    start,
    end,
    ...(zone && { timezone: zone.id }),
    ...content,
    ...(isShared && isMessageItself && segment && { summary: `${content.summary} (${oneLine(segment.name)})` }),
    x: [[KEY_PROPERTY, key]],
  });
  return { uid, text: `${calendar.toString()}\r\n`.replace(/^DESCRIPTION:\r\n/gm, '') };
}

/** As the calendar file has it, which holds one event for the segments of a delivery; it is the first one's, and others have their own. */
async function uidOf(campaign: Campaign, delivery: Delivery, segment: Segment | undefined): Promise<string> {
  const { touchpoint, group, occurrence, segments } = delivery;
  const own = segment === undefined || segment.id === segments[0]?.id ? [] : [segment.id];
  const id = await idOfPart(campaign, 'message', touchpoint.id, group, ...own);
  return occurrence === 'once' ? id : `${id}-${occurrence}`;
}

/** The first value of a property of the event in a resource, unfolded and as it is written. */
export const propertyIn = (text: string, name: string): string | undefined =>
  valueOf(eventsIn(text)[0] ?? '', name) || undefined;

/**
 * A resource in place of an earlier one: under the UID that this has in the calendar, with a sequence number above its own, stamped now; cancelled
 * where it is withdrawn.
 */
export function resourceAfter(before: string, next: string, now: string, { isCancelled = false } = {}): string {
  const uid = propertyIn(before, 'UID') ?? propertyIn(next, 'UID')!;
  const sequence = sequenceOf(eventsIn(before)[0] ?? '') + 1;
  const stamp = `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  return crlf(next).replace(EVENT, (event) => {
    const numbered = withSequence(event, sequence)
      .replace(/^UID:.*\r\n(?:[ \t].*\r\n)*/m, () => folded(`UID:${uid}`))
      .replace(/^DTSTAMP:.*\r\n/m, `DTSTAMP:${stamp}\r\n`);
    if (!isCancelled) return numbered;
    return numbered.replace(/^STATUS:.*\r\n/gm, '').replace(/^END:VEVENT\r\n/m, 'STATUS:CANCELLED\r\nEND:VEVENT\r\n');
  });
}
