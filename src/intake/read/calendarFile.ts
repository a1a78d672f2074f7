import { DAY_MINUTES, dayOf, formatDay, parseDay } from '#campaign/calendar.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import { ruleDays } from '#campaign/occurrences.ts';
import { writeRhythm } from '#campaign/rhythm.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import { runsOf, type Run } from './repetition.ts';
import type { RowException, TableNote, TableRow } from './tableRow.ts';

/** iCalendar files (.ics) as a table with one row an event, in the words of a plan. RFC 5545. */

export const isCalendarFile = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text.slice(0, 200));

const HEADINGS = [
  'Start date',
  'End date',
  'Time',
  'Time zone',
  'Duration',
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

interface Part {
  kind: string;
  properties: Map<string, Property>;
}
/** Properties that may stand more than once in an event. */
const SEVERAL = new Set(['EXDATE', 'RDATE']);

/**
 * The events and tasks of a calendar; row 1 holds the headings, the first of them is row 2. An event is several rows of that number where its
 * series is parted.
 */
export function readCalendarFile(text: string): { rows: TableRow[]; remarks: string[]; notes: TableNote[] } {
  const parts = partsIn(text);
  const entries = parts.filter(({ kind }) => ENTRIES.includes(kind));
  const ownDays = ownDaysIn(entries);
  const told = new Set([...ownDays.values()].flatMap((days) => [...days.values()]));
  const odd: number[] = [];
  const parted: number[] = [];
  const excepted: number[] = [];
  const notes: TableNote[] = [];
  const rows = entries.flatMap((entry, index): TableRow[] => {
    const row = index + 2;
    // It is told with its series.
    if (told.has(entry)) return [];
    const { lines, exact, note } = linesOf(entry, ownDays.get(entry) ?? new Map());
    if (!exact) odd.push(row);
    if (lines.length > 1) parted.push(row);
    if (lines.some(({ exceptions }) => exceptions)) excepted.push(row);
    if (note !== undefined) notes.push({ row, note });
    return lines.map((line) => ({ row, ...line }));
  });
  return {
    rows: [{ row: 1, cells: HEADINGS }, ...rows],
    remarks: [
      ...remarksOf(parts),
      ...(parted.length === 0
        ? []
        : [
            `${named(parted, 'repeats', 'repeat')} on several weekdays or on days besides: each became several touchpoints.`,
          ]),
      ...(excepted.length === 0
        ? []
        : [
            `${named(excepted, 'repeats', 'repeat')} with exceptions, which are kept as sends that are skipped, moved or changed.`,
          ]),
      ...(odd.length === 0
        ? []
        : [`${named(odd, 'repeats', 'repeat')} by a rule that a plan cannot hold: look at how often and until when.`]),
    ],
    notes,
  };
}

function remarksOf(parts: readonly Part[]): string[] {
  const ofKind = (kind: string) => parts.filter((part) => part.kind === kind);
  const count = (kind: string, one: string, several: string) => {
    const { length } = ofKind(kind);
    return length === 0 ? [] : [`${length} ${length === 1 ? one : several}`];
  };
  const read = [...count('VEVENT', 'event', 'events'), ...count('VTODO', 'task', 'tasks')];
  const names = ofKind('VJOURNAL')
    .slice(0, 10)
    .map(({ properties }) => `“${plainText(properties.get('SUMMARY')?.value ?? '').slice(0, 60)}”`);
  return [
    `The file is a calendar (iCalendar) with ${read.join(' and ') || 'no events'}: “row 2” is its first one.`,
    ...count(
      'VJOURNAL',
      'journal entry was left out, as it plans nothing',
      'journal entries were left out, as they plan nothing',
    ).map((told) => `${told}: ${names.join(', ')}.`),
    ...count('VFREEBUSY', 'time of being free or busy was left out.', 'times of being free or busy were left out.'),
  ];
}

const named = (rows: number[], one: string, several: string) =>
  rows.length === 1
    ? `Row ${rows[0]} ${one}`
    : `Rows ${rows.slice(0, 20).join(', ')}${rows.length > 20 ? ', …' : ''} ${several}`;

function partsIn(text: string): Part[] {
  // Long lines go on in the next one, behind a space.
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const parts: Part[] = [];
  let part: Part | undefined;
  let nested = 0;
  for (const line of lines) {
    const match = /^([\w-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):([^]*)$/.exec(line);
    if (!match) continue;
    const [, name, parameters, value] = match as unknown as [string, string, string, string];
    const key = name.toUpperCase();
    const kind = value.trim().toUpperCase();
    if (key === 'BEGIN' && PARTS.includes(kind)) [part, nested] = [{ kind, properties: new Map() }, 0];
    else if (key === 'BEGIN') nested++;
    else if (key === 'END' && part && kind === part.kind) {
      parts.push(part);
      part = undefined;
    } else if (key === 'END') nested--;
    // What stands inside an alarm is not of the event.
    else if (part && nested === 0) {
      const known = part.properties.get(key);
      if (!known) part.properties.set(key, { parameters: parameters.toUpperCase(), value });
      else if (SEVERAL.has(key)) part.properties.set(key, { ...known, value: `${known.value},${value}` });
    }
  }
  return parts;
}

/**
 * The entries that stand for single days of a series, by the entry of the series and the day: those that say so, and those of the studio's own
 * calendars, whose names are that of their series with the day behind it.
 */
function ownDaysIn(entries: readonly Part[]): Map<Part, Map<string, Part>> {
  const uidOf = ({ properties }: Part) => properties.get('UID')?.value.trim() ?? '';
  const series = new Map(
    entries
      .filter(({ properties }) => properties.has('RRULE') && !properties.has('RECURRENCE-ID'))
      .map((entry) => [uidOf(entry), entry]),
  );
  const found = new Map<Part, Map<string, Part>>();
  for (const entry of entries) {
    const [, stem, behind] = /^(.+)-(\d{4}-\d{2}-\d{2})$/.exec(uidOf(entry)) ?? [];
    const day = dayIn(entry.properties.get('RECURRENCE-ID')) ?? behind;
    const whole = series.get(behind === undefined || entry.properties.has('RECURRENCE-ID') ? uidOf(entry) : stem!);
    if (day === undefined || !whole || whole === entry || !isDayOf(whole, day)) continue;
    found.set(whole, (found.get(whole) ?? new Map<string, Part>()).set(day, entry));
  }
  return found;
}

/** Whether a series has a day, left out or not. */
function isDayOf({ properties }: Part, day: string): boolean {
  const start = dayIn(properties.get('DTSTART'));
  if (start === undefined) return false;
  const { runs } = runsOf(plainText(properties.get('RRULE')!.value), start, new Set(), []);
  return runs.some(({ from, until, skipped: _, ...rhythm }) => {
    const days = dayOf(until ?? day) - dayOf(from) + 1;
    return days > 0 && ruleDays({ start: from, days, ...rhythm }).includes(dayOf(day));
  });
}

/** What an entry for one day of a series says otherwise than the series. */
function exceptionOf(series: Part['properties'], on: string, own: Part['properties']): RowException {
  const value = (of: Part['properties'], name: string) => plainText(of.get(name)?.value ?? '');
  if (value(own, 'STATUS').toUpperCase() === 'CANCELLED') return { on, skipped: true };
  const [start, before] = [own.get('DTSTART'), series.get('DTSTART')];
  const isSameClock = zoneIn(start) === zoneIn(before);
  const minutes =
    isSameClock && timeIn(before) !== '' ? sinceMidnight(timeIn(start)) - sinceMidnight(timeIn(before)) : 0;
  const days = dayOf(dayIn(start) ?? on) - dayOf(on);
  const differs = (name: string) => value(own, name) !== '' && value(own, name) !== value(series, name);
  return {
    on,
    ...(days !== 0 && { days }),
    ...(minutes !== 0 && { minutes }),
    ...(differs('SUMMARY') && { subject: value(own, 'SUMMARY') }),
    ...(differs('DESCRIPTION') && { body: value(own, 'DESCRIPTION') }),
  };
}

/** `own` are the entries that stand for single days of a series. */
function linesOf(
  { kind, properties }: Part,
  own: ReadonlyMap<string, Part>,
): { lines: Pick<TableRow, 'cells' | 'exceptions'>[]; exact: boolean; note?: string } {
  const value = (name: string) => plainText(properties.get(name)?.value ?? '');
  const isTask = kind === 'VTODO';
  const due = isTask ? properties.get('DUE') : undefined;
  const start = properties.get('DTSTART') ?? due;
  const day = dayIn(start);
  const out = new Set(daysIn(properties.get('EXDATE')).filter((date) => !own.has(date)));
  const { runs, exact } =
    day === undefined
      ? { runs: [{ from: writtenIn(start), cadence: 'once' as const }], exact: true }
      : runsOf(properties.has('RECURRENCE-ID') ? '' : value('RRULE'), day, out, daysIn(properties.get('RDATE')));
  const length = lengthOf(properties);
  const minutes = timeIn(start) !== '' && length !== undefined && length < DAY_MINUTES ? length : undefined;
  const single = due ? dayIn(due) : minutes === undefined ? lastDay(day, timeIn(start), length) : undefined;
  const changes = Array.from(own, ([on, part]) => exceptionOf(properties, on, part.properties)).filter(
    (exception) => Object.keys(exception).length > 1,
  );
  const lines = runs.map(({ from, until, skipped = [], ...rhythm }: Run) => {
    const { cadence } = rhythm;
    const end = until ?? (cadence === 'once' && from === day ? single : undefined);
    const exceptions = [...skipped.map((on): RowException => ({ on, skipped: true })), ...changes];
    const cells = [
      from,
      end !== undefined && end !== from ? end : '',
      timeIn(start),
      zoneIn(start),
      minutes === undefined ? '' : `${minutes} min`,
      value('SUMMARY'),
      cadence === 'once' ? '' : writeRhythm({ start: from, ...rhythm }),
      // A name alone in its row would look like a heading.
      STATUSES[value('STATUS').toUpperCase()] ?? (day === undefined ? 'planned' : ''),
      value('LOCATION'),
      value('URL'),
      value('DESCRIPTION'),
    ];
    return { cells, ...(cadence !== 'once' && exceptions.length > 0 && { exceptions }) };
  });
  const notes = [
    ...(isTask && day !== undefined
      ? [`it is a task in the calendar${properties.has('DTSTART') ? '' : '; it is placed on the day it is due'}`]
      : []),
    ...(day !== undefined && length === undefined && saysHowLong(properties)
      ? ['its end is not understood; it is placed on its first day']
      : []),
  ];
  return { lines, exact, ...(notes.length > 0 && { note: notes.join('; ') }) };
}

/** What a plan calls the state of an event or a task. */
const STATUSES: Record<string, string> = {
  CANCELLED: 'cancelled',
  COMPLETED: 'done',
  'IN-PROCESS': 'in progress',
};

const plainText = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter)).trim();

/** Of what stands where a date should be. */
const LONGEST_WRITTEN = 40;
const DATE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?/;

/** What stands for a day, whether there is such a day or not. */
function writtenIn(property: Property | undefined): string {
  const match = DATE.exec(property?.value ?? '');
  return match ? `${match[1]}-${match[2]}-${match[3]}` : plainText(property?.value ?? '').slice(0, LONGEST_WRITTEN);
}

function dayIn(property: Property | undefined): string | undefined {
  const written = writtenIn(property);
  return parseDay(written) === undefined ? undefined : written;
}

function timeIn(property: Property | undefined): string {
  const match = DATE.exec(property?.value ?? '');
  return match?.[4] === undefined ? '' : `${match[4]}:${match[5]}`;
}

/** Minutes since midnight, which is also where no time stands. */
const sinceMidnight = (time: string): number => (time === '' ? 0 : minuteOf(time));

function zoneIn(property: Property | undefined): string {
  if (!property || timeIn(property) === '') return '';
  if (DATE.exec(property.value)?.[6] === 'Z') return 'UTC';
  const zone = /TZID="?([^";:]+)/i.exec(property.parameters)?.[1] ?? '';
  // Names were put into capitals with the parameters; zones are known by any case.
  return zone.replace(/^\/.*\/(?=\w+\/\w+$)/, '');
}

/** Every day that a list of moments names. */
const daysIn = (property: Property | undefined): string[] =>
  (property?.value ?? '').split(',').flatMap((value) => dayIn({ parameters: '', value: value.trim() }) ?? []);

const LENGTH = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/i;

/** Whether something stands where the end should, other than that it has none. */
function saysHowLong(event: Part['properties']): boolean {
  const [end, duration] = [event.get('DTEND')?.value.trim() ?? '', event.get('DURATION')?.value.trim() ?? ''];
  return end === '' ? /[1-9]/.test(duration) : dayIn(event.get('DTEND')) === undefined;
}

/** Minutes from start to end; of a whole day, 1,440. None where that is nothing, or longer than anything in a plan. */
function lengthOf(event: Part['properties']): number | undefined {
  const length = writtenLengthOf(event) ?? 0;
  return length > 0 && length <= MOST_DAYS * DAY_MINUTES ? length : undefined;
}

function writtenLengthOf(event: Part['properties']): number | undefined {
  const [start, end] = [event.get('DTSTART'), event.get('DTEND')];
  const [from, to] = [dayIn(start), dayIn(end)];
  if (from === undefined) return undefined;
  if (to === undefined) {
    const match = LENGTH.exec(event.get('DURATION')?.value.trim() ?? '');
    if (!match) return undefined;
    const [weeks, days, hours, minutes] = match.slice(1).map((part) => Number(part ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    return ((weeks * 7 + days) * 24 + hours) * 60 + minutes;
  }
  return (dayOf(to) - dayOf(from)) * DAY_MINUTES + sinceMidnight(timeIn(end)) - sinceMidnight(timeIn(start));
}

/** The last day of an event that lasts so many minutes. What ends at midnight ends on the day before. */
function lastDay(day: string | undefined, time: string, length: number | undefined): string | undefined {
  if (day === undefined || length === undefined) return undefined;
  return formatDay(dayOf(day) + Math.floor((sinceMidnight(time) + length - 1) / DAY_MINUTES));
}
