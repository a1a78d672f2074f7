import { withoutOccurrence } from '../identifier.ts';

/**
 * An export after an earlier one. Calendars replace an event by one of the same UID, and people lose the alarms and notes they gave it; so what did
 * not change is written as it was, and what is no longer planned is written once more as cancelled (RFC 5546, 3.2.5).
 */

/** Says whose plan a calendar is of. */
export const CAMPAIGN_PROPERTY = 'X-TANDEM-CAMPAIGN';

/** Says what of the plan it is, where it is not the whole. */
export const EXCERPT_PROPERTY = 'X-TANDEM-EXCERPT';

/** Says which units of sending an event is for, so that it is found again when they are grouped in another way. */
export const UNITS_PROPERTY = 'X-TANDEM-SENDINGS';

export interface Updated {
  text: string;
  /** Titles of what the earlier export had and the plan has no more. */
  cancelled: string[];
}

/** Of which campaign a calendar is, as an export wrote it, and of which excerpt of that; undefined of anybody else's. */
export function calendarIn(text: string): { campaign: string; excerpt: string } | undefined {
  const lines = unfolded(text);
  const valueIn = (property: string) => new RegExp(`^${property}:(.*)$`, 'm').exec(lines)?.[1];
  const campaign = valueIn(CAMPAIGN_PROPERTY);
  return campaign === undefined ? undefined : { campaign, excerpt: valueIn(EXCERPT_PROPERTY) ?? '' };
}

/** The identifiers of the events that a calendar has planned, those of all dates of a series as one. */
export const identifiersIn = (calendar: string): ReadonlySet<string> =>
  new Set(goingIn(calendar).map((event) => withoutOccurrence(valueOf(event, 'UID'))));

/**
 * `text` with what did not change since `earlier` as it stands there, higher sequence numbers for what did, and cancellations at the end. Of what is
 * `planned` elsewhere nothing is cancelled: it only left the part of the plan that the text is of.
 */
export function updated(text: string, earlier: string, planned: ReadonlySet<string> = new Set()): Updated {
  const known = new Map(eventsIn(earlier).map((event) => [keyOf(event), event]));
  const stamp = /^DTSTAMP:.*$/m.exec(text)?.[0].trim();
  const cancelled: string[] = [];
  let result = text.replace(EVENT, (event) => {
    const key = keyOf(event);
    const before = known.get(key);
    known.delete(key);
    if (before === undefined) return event;
    return contentOf(before) === contentOf(event)
      ? withStampsOf(before, event)
      : withSequence(event, sequenceAfter(before, event));
  });
  const own = identifiersIn(text);
  for (const [key, event] of known) {
    const id = withoutOccurrence(valueOf(event, 'UID'));
    if (planned.has(id) && !own.has(id)) known.delete(key);
  }
  if (known.size === 0) return { text: result, cancelled };
  const gone = [...known.values()].map((before) => {
    if (isCancelled(before)) return before;
    cancelled.push(titleOf(before));
    const rest = before.replace(/^(DTSTAMP|STATUS|LAST-MODIFIED):.*\r?\n/gm, '');
    const numbered = withSequence(rest, sequenceAfter(before));
    return numbered.replace(
      /^(UID:.*\r\n(?:[ \t].*\r\n)*)/m,
      `$1${stamp ?? 'DTSTAMP:19700101T000000Z'}\r\nSTATUS:CANCELLED\r\n`,
    );
  });
  // Several earlier calendars have the same zones.
  const needed = new Map(zonesIn(gone.join(''), earlier));
  const missing = [...needed].filter(([id]) => !text.includes(`\r\nTZID:${id}\r\n`));
  const zones = missing.map(([, zone]) => zone).join('');
  result = result.replace(/^(?=BEGIN:VEVENT\r$|END:VCALENDAR\r$)/m, () => zones);
  return { text: result.replace(/^(?=END:VCALENDAR\r?$)/m, () => gone.join('')), cancelled };
}

// A line that goes on begins with a blank, so that nothing that people wrote is taken for an end.
export const EVENT = /^BEGIN:VEVENT\r\n[\s\S]*?^END:VEVENT\r\n/gm;
const ZONE = /^BEGIN:VTIMEZONE\r\n[\s\S]*?^END:VTIMEZONE\r\n/gm;

export const crlf = (text: string) => text.replace(/\r?\n/g, '\r\n');
export const unfolded = (text: string) => text.replace(/\r?\n/g, '\n').replace(/\n[ \t]/g, '');
export const eventsIn = (text: string): string[] => crlf(text).match(EVENT) ?? [];
export const valueOf = (event: string, name: string) =>
  new RegExp(`^${name}(?:;[^:]*)?:(.*)$`, 'm').exec(unfolded(event))?.[1] ?? '';
export const isCancelled = (event: string): boolean => /^STATUS:CANCELLED\r?$/m.test(event);
const goingIn = (calendar: string) => eventsIn(calendar).filter((event) => !isCancelled(event));
const keyOf = (event: string) => `${valueOf(event, 'UID')} ${valueOf(event, 'RECURRENCE-ID')}`;
const contentOf = (event: string) =>
  event.replace(
    /^(DTSTAMP|SEQUENCE|LAST-MODIFIED|X-TANDEM-SENDINGS|ORGANIZER|ATTENDEE)[:;].*\r\n(?:[ \t].*\r\n)*/gm,
    '',
  );
/** The title of an event as people wrote it, on one line. */
export const titleOf = (event: string): string =>
  valueOf(event, 'SUMMARY').replace(/\\(.)/g, (_, character: string) => (/n/i.test(character) ? ' ' : character));
export const sequenceOf = (event: string) => Number(valueOf(event, 'SEQUENCE')) || 0;

/** Higher than before, also where the clock was set back. */
const sequenceAfter = (before: string, now = '') => Math.max(sequenceOf(before) + 1, sequenceOf(now));

/** An event that says what it said before: whom it serves may have changed, which is nothing for its readers. */
const withStampsOf = (before: string, event: string) =>
  withSequence(event, sequenceOf(before)).replace(/^DTSTAMP:.*$/m, `DTSTAMP:${valueOf(before, 'DTSTAMP')}`);

/** The identifiers that events go by, without those of single dates in a series, by the units that they are for. */
export function unitsIn(calendar: string): Map<string, string> {
  return new Map(
    goingIn(calendar).flatMap((event) =>
      valueOf(event, UNITS_PROPERTY)
        .split(' ')
        .map((unit): [string, string] => [unit, withoutOccurrence(valueOf(event, 'UID'))]),
    ),
  );
}

export function withSequence(event: string, sequence: number): string {
  const line = `SEQUENCE:${sequence}\r\n`;
  return /^SEQUENCE:/m.test(event)
    ? event.replace(/^SEQUENCE:.*\r\n/m, line)
    : event.replace(/^END:VEVENT\r\n/m, `${line}END:VEVENT\r\n`);
}

/** A line of ASCII letters with its end, folded so that none has more than 75 octets. */
export const folded = (line: string): string => `${line.replace(/(.{74})(?=.)/g, '$1\r\n ')}\r\n`;

/** The zones that some events name, as a calendar defines them. */
export function zonesIn(events: string, calendar: string): [id: string, zone: string][] {
  const named = new Set(Array.from(unfolded(events).matchAll(/;TZID="?([^":;]+)"?[:;]/g), ([, id]) => id!));
  return (crlf(calendar).match(ZONE) ?? [])
    .map((zone): [string, string] => [valueOf(zone, 'TZID'), zone])
    .filter(([id]) => named.has(id));
}
