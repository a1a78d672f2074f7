import { dayOf, formatDay } from '#campaign/calendar.ts';
import type { TableNote, TableRow } from './tableRow.ts';

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

/** The parts of a calendar that are read, each as a row. */
const ENTRIES = ['VEVENT', 'VTODO'];
const PARTS = [...ENTRIES, 'VJOURNAL', 'VFREEBUSY'];

/** The events and tasks of a calendar; row 1 holds the headings, the first of them is row 2. */
export function readCalendarFile(text: string): { rows: TableRow[]; remarks: string[]; notes: TableNote[] } {
  // Long lines go on in the next one, behind a space.
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const rows: TableRow[] = [{ row: 1, cells: HEADINGS }];
  const notes: TableNote[] = [];
  const found = new Map<string, string[]>();
  let part: Part | undefined;
  let nested = 0;
  let odd = 0;
  for (const line of lines) {
    const match = /^([\w-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):([^]*)$/.exec(line);
    if (!match) continue;
    const [, name, parameters, value] = match as unknown as [string, string, string, string];
    const key = name.toUpperCase();
    const kind = value.trim().toUpperCase();
    if (key === 'BEGIN' && PARTS.includes(kind)) [part, nested] = [{ kind, properties: new Map() }, 0];
    else if (key === 'BEGIN') nested++;
    else if (key === 'END' && part && kind === part.kind) {
      const { cells, understood, note } = cellsOf(part);
      found.set(kind, [...(found.get(kind) ?? []), cells[HEADINGS.indexOf('Name')]!]);
      if (ENTRIES.includes(kind)) {
        if (!understood) odd++;
        rows.push({ row: rows.length + 1, cells });
        if (note !== undefined) notes.push({ row: rows.length, note });
      }
      part = undefined;
    } else if (key === 'END') nested--;
    // What stands inside an alarm is not of the event.
    else if (part && nested === 0 && !part.properties.has(key))
      part.properties.set(key, { parameters: parameters.toUpperCase(), value });
  }
  return { rows, remarks: remarksOf(found, odd), notes };
}

function remarksOf(found: Map<string, string[]>, odd: number): string[] {
  const count = (kind: string, one: string, several: string) => {
    const { length } = found.get(kind) ?? [];
    return length === 0 ? [] : [`${length} ${length === 1 ? one : several}`];
  };
  const read = [...count('VEVENT', 'event', 'events'), ...count('VTODO', 'task', 'tasks')];
  const names = (found.get('VJOURNAL') ?? []).slice(0, 10).map((name) => `“${name.slice(0, 60)}”`);
  return [
    `The file is a calendar (iCalendar) with ${read.join(' and ') || 'no events'}: “row 2” is its first one.`,
    ...count(
      'VJOURNAL',
      'journal entry was left out, as it plans nothing',
      'journal entries were left out, as they plan nothing',
    ).map((told) => `${told}: ${names.join(', ')}.`),
    ...count('VFREEBUSY', 'time of being free or busy was left out.', 'times of being free or busy were left out.'),
    ...(odd === 0
      ? []
      : [
          `${odd === 1 ? 'One event repeats' : `${odd} events repeat`} by a rule or with exceptions that a plan cannot hold: look at how often and until when.`,
        ]),
  ];
}

interface Part {
  kind: string;
  properties: Map<string, Property>;
}

function cellsOf({ kind, properties }: Part): { cells: string[]; understood: boolean; note?: string } {
  const value = (name: string) => plainText(properties.get(name)?.value ?? '');
  const task = kind === 'VTODO';
  const due = properties.get('DUE');
  const start = properties.get('DTSTART') ?? due;
  const day = dayIn(start);
  const repeats = repetition(value('RRULE'), day);
  const end = repeats.until ?? (task && due ? dayIn(due) : lastDay(properties, day));
  const undated = day === undefined;
  return {
    cells: [
      day ?? '',
      end !== undefined && end !== day ? end : '',
      timeIn(start),
      zoneIn(start),
      value('SUMMARY'),
      repeats.cadence,
      // A name alone in its row would look like a heading.
      STATUSES[value('STATUS').toUpperCase()] ?? (undated ? 'planned' : ''),
      value('LOCATION'),
      value('URL'),
      value('DESCRIPTION'),
    ],
    understood:
      repeats.understood && !properties.has('EXDATE') && !properties.has('RDATE') && !properties.has('RECURRENCE-ID'),
    ...(task && !undated
      ? {
          note: `it is a task in the calendar${properties.has('DTSTART') ? '' : '; it is placed on the day it is due'}`,
        }
      : {}),
  };
}

/** What a plan calls the state of an event or a task. */
const STATUSES: Record<string, string> = {
  CANCELLED: 'cancelled',
  COMPLETED: 'done',
  'IN-PROCESS': 'in progress',
};

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
