import { textFile, type ExportFile } from '../export.ts';
import { safeName, uniqueNames } from '../names.ts';
import { eventsIn, isCancelled, unfolded, valueOf, zonesIn } from './updates.ts';

/**
 * A calendar as one file an event, each a request or a cancellation (RFC 5546). Outlook on the desktop adds events of a file with several once more
 * instead of updating them; one of a file by itself, from an organizer, it knows again by its UID.
 */
export function separated(calendar: string, organizer: string): ExportFile[] {
  const unique = uniqueNames();
  const head = /^BEGIN:VCALENDAR\r\n(?:(?!BEGIN:|METHOD:).*\r\n)*/.exec(calendar)?.[0] ?? 'BEGIN:VCALENDAR\r\n';
  return eventsIn(calendar).map((given) => {
    // One that is cancelled comes from an earlier export, which had people already.
    const event = given.replace(/^(ORGANIZER|ATTENDEE)[:;].*\r\n(?:[ \t].*\r\n)*/gm, '');
    const isGone = isCancelled(event);
    const zones = zonesIn(event, calendar).map(([, zone]) => zone);
    // A request is to somebody (RFC 5546, 3.2.2). The plan knows no addresses, so it is to the organizer, who is there already.
    const people = [
      `ORGANIZER:mailto:${organizer}`,
      `ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:${organizer}`,
    ].flatMap(folded);
    const text = [
      `${head}METHOD:${isGone ? 'CANCEL' : 'REQUEST'}\r\n`,
      ...zones,
      event.replace(/^END:VEVENT\r\n/m, `${people.join('\r\n')}\r\nEND:VEVENT\r\n`),
      'END:VCALENDAR\r\n',
    ].join('');
    const start = valueOf(event, 'DTSTART').slice(0, 13);
    const title = valueOf(unfolded(event), 'SUMMARY')
      .replace(/\\[nN]/g, ' ')
      .replace(/\\(.)/g, '$1');
    const name = unique(safeName(`${start} ${isGone ? 'cancelled ' : ''}${title}`, start || 'event'));
    return textFile(
      `${name}.ics`,
      text,
      'text/calendar; charset=utf-8; method=REQUEST'.replace('REQUEST', isGone ? 'CANCEL' : 'REQUEST'),
    );
  });
}

/** A line of ASCII letters in parts of at most 75 octets; those that go on begin with a blank. */
function folded(line: string): string[] {
  const parts = [line.slice(0, 75)];
  for (let rest = line.slice(75); rest !== ''; rest = rest.slice(74)) parts.push(` ${rest.slice(0, 74)}`);
  return parts;
}
