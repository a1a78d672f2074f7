import { textFile, type ExportFile } from '../export.ts';
import { safeName, uniqueNames } from '../names.ts';
import { eventsIn, folded, isCancelled, titleOf, valueOf, zonesIn } from './updates.ts';

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
    const method = isGone ? 'CANCEL' : 'REQUEST';
    const zones = zonesIn(event, calendar).map(([, zone]) => zone);
    // A request is to somebody (RFC 5546, 3.2.2). The plan knows no addresses, so it is to the organizer, who is there already.
    const people = [`ORGANIZER:mailto:${organizer}`, `ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:${organizer}`].map(
      folded,
    );
    const text = [
      `${head}METHOD:${method}\r\n`,
      ...zones,
      event.replace(/^END:VEVENT\r\n/m, `${people.join('')}END:VEVENT\r\n`),
      'END:VCALENDAR\r\n',
    ].join('');
    const start = valueOf(event, 'DTSTART').slice(0, 13);
    const name = unique(safeName(`${start} ${isGone ? 'cancelled ' : ''}${titleOf(event)}`, start || 'event'));
    return textFile(`${name}.ics`, text, `text/calendar; charset=utf-8; method=${method}`);
  });
}
