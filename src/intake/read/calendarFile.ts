import { dayOf, formatDay } from '#campaign/calendar.ts';
import type { TableRow } from './table.ts';

/** iCalendar files (.ics) as a table with one row an event, in the words of a plan. RFC 5545. */

export const isCalendarFile = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text.slice(0, 200));

const HEADINGS = [
  'Start date',
  'End date',
  'Time',
  'Time zone',
  'Name',
  'Frequency',
  'Status',
  'Location',
  'Link',
  'Notes',
];

interface Property {
  parameters: string;
  value: string;
}

/** The events of a calendar; row 1 holds the headings, event 1 is row 2. */
export function readCalendarFile(text: string): { rows: TableRow[]; remarks: string[] } {
  // Long lines go on in the next one, behind a space.
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const rows: TableRow[] = [{ row: 1, cells: HEADINGS }];
  let event: Map<string, Property> | undefined;
  let nested = 0;
  let odd = 0;
  for (const line of lines) {
    const match = /^([\w-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):([^]*)$/.exec(line);
    if (!match) continue;
    const [, name, parameters, value] = match as unknown as [string, string, string, string];
    const key = name.toUpperCase();
    if (key === 'BEGIN' && value.trim().toUpperCase() === 'VEVENT') [event, nested] = [new Map(), 0];
    else if (key === 'BEGIN') nested++;
    else if (key === 'END' && value.trim().toUpperCase() === 'VEVENT' && event) {
      const { cells, understood } = cellsOf(event);
      if (!understood) odd++;
      rows.push({ row: rows.length + 1, cells });
      event = undefined;
    } else if (key === 'END') nested--;
    // What stands inside an alarm is not of the event.
    else if (event && nested === 0 && !event.has(key)) event.set(key, { parameters: parameters.toUpperCase(), value });
  }
  const events = rows.length - 1;
  return {
    rows,
    remarks: [
      `The file is a calendar (iCalendar) with ${events} ${events === 1 ? 'event' : 'events'}: “row 2” is its first one.`,
      ...(odd === 0
        ? []
        : [
            `${odd === 1 ? 'One event repeats' : `${odd} events repeat`} by a rule or with exceptions that a plan cannot hold: look at how often and until when.`,
          ]),
    ],
  };
}

function cellsOf(event: Map<string, Property>): { cells: string[]; understood: boolean } {
  const value = (name: string) => plainText(event.get(name)?.value ?? '');
  const start = event.get('DTSTART');
  const day = dayIn(start);
  const repeats = repetition(value('RRULE'), day);
  const end = repeats.until ?? lastDay(event, day);
  return {
    cells: [
      day ?? '',
      end !== undefined && end !== day ? end : '',
      timeIn(start),
      zoneIn(start),
      value('SUMMARY'),
      repeats.cadence,
      value('STATUS').toUpperCase() === 'CANCELLED' ? 'cancelled' : '',
      value('LOCATION'),
      value('URL'),
      value('DESCRIPTION'),
    ],
    understood: repeats.understood && !event.has('EXDATE') && !event.has('RDATE') && !event.has('RECURRENCE-ID'),
  };
}

const plainText = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter)).trim();

const DATE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?/;

function dayIn(property: Property | undefined): string | undefined {
  const match = DATE.exec(property?.value ?? '');
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

function timeIn(property: Property | undefined): string {
  const match = DATE.exec(property?.value ?? '');
  return match?.[4] === undefined ? '' : `${match[4]}:${match[5]}`;
}

function zoneIn(property: Property | undefined): string {
  if (!property || timeIn(property) === '') return '';
  if (DATE.exec(property.value)?.[6] === 'Z') return 'UTC';
  const zone = /TZID="?([^";:]+)/i.exec(property.parameters)?.[1] ?? '';
  // Names were put into capitals with the parameters; zones are known by any case.
  return zone.replace(/^\/.*\/(?=\w+\/\w+$)/, '');
}

/** The last day of an event. The end of a whole day, and midnight, are the day before. */
function lastDay(event: Map<string, Property>, start: string | undefined): string | undefined {
  const end = event.get('DTEND');
  const day = dayIn(end);
  if (day === undefined || start === undefined) {
    const weeks = /^P(\d+)(W|D)/i.exec(event.get('DURATION')?.value ?? '');
    if (!weeks || start === undefined) return undefined;
    return formatDay(dayOf(start) + Number(weeks[1]) * (weeks[2]!.toUpperCase() === 'W' ? 7 : 1) - 1);
  }
  const time = timeIn(end);
  return (time === '' || time === '00:00') && day > start ? formatDay(dayOf(day) - 1) : day;
}

const CADENCES: Record<string, string> = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly' };
const DAYS = { daily: 1, weekly: 7, fortnightly: 14, monthly: 30, weekdays: 1 } as const;

/** How often a rule repeats, and the last day where it has an end. */
function repetition(rule: string, start: string | undefined): { cadence: string; until?: string; understood: boolean } {
  if (rule === '' || start === undefined) return { cadence: '', understood: true };
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const byDay = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  let cadence = CADENCES[parts.get('FREQ') ?? ''] ?? '';
  if (cadence === 'weekly' && interval === 2) cadence = 'fortnightly';
  if (cadence === 'weekly' && byDay.length === 5) cadence = 'weekdays';
  const plain = cadence === 'fortnightly' || interval === 1;
  const understood = cadence !== '' && plain && (byDay.length < 2 || cadence === 'weekdays');
  const until = dayIn({ parameters: '', value: parts.get('UNTIL') ?? '' });
  const count = Number(parts.get('COUNT') ?? Number.NaN);
  if (until !== undefined) return { cadence, until, understood };
  if (!Number.isInteger(count) || !(cadence in DAYS)) return { cadence, understood };
  if (cadence === 'monthly') {
    const [year, month, date] = start.split('-').map(Number) as [number, number, number];
    const months = month - 1 + count - 1;
    const last = `${year + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-${String(Math.min(date, 28)).padStart(2, '0')}`;
    return { cadence, until: last, understood };
  }
  const each = cadence === 'weekdays' ? (count / 5) * 7 - 2 : (count - 1) * DAYS[cadence as keyof typeof DAYS];
  return { cadence, until: formatDay(dayOf(start) + Math.max(0, Math.ceil(each))), understood };
}
