import { DAY_MINUTES } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import type { Columns } from '../understand/columns.ts';
import type { DateReading } from '../understand/dateCell.ts';
import type { DataRow } from '../understand/rows.ts';
import { minutesBetween, readTime, shorten, type TimeReading } from '../understand/times.ts';
import { onClockOf, timeZoneOf, zoneOfHeading } from '../understand/zones.ts';
import type { PlanField } from '../understand/wording.ts';

/** The time of day of an entry, from the cells that speak of it, on the clock of the campaign. */

export interface Clocks {
  /** The campaign's zone. */
  timeZone: string;
  /** The zone that the heading of the times names. */
  headingZone?: string;
  /** Whether the heading says that each segment's own clock counts. */
  local: boolean;
  /** Whether every row says midnight, as databases do where there is no time. */
  midnightOnly: boolean;
}

const cell = (row: DataRow, columns: Columns<PlanField>, field: PlanField) =>
  columns[field] === null ? '' : (row.cells[columns[field]] ?? '');

/** What the columns as a whole say about times. */
export function clocksOf(data: DataRow[], columns: Columns<PlanField>, headers: string[], timeZone: string): Clocks {
  const heading = (field: PlanField) => (columns[field] === null ? '' : (headers[columns[field]] ?? ''));
  const headingZone = zoneOfHeading(heading('time')) ?? zoneOfHeading(heading('date'));
  const times = data.flatMap((row) => {
    const text = cell(row, columns, 'time');
    return text === '' || row.reason !== undefined ? [] : [readTime(text)?.at];
  });
  return {
    timeZone,
    ...(headingZone === undefined ? {} : { headingZone }),
    local: /\blocal\b|\bortszeit\b/i.test(heading('time')),
    midnightOnly: times.length > 0 && times.every((at) => at === '00:00'),
  };
}

export interface Timing {
  time: Touchpoint['time'];
  /** ISO date on the campaign's clock. */
  start: string;
  /** Between start and end, where the row names both. */
  minutes?: number;
}

const NO_TIME = /^(tbc|tba|tbd|-|n\/?a|any( ?time)?|all day|flexible|\?)$/i;
const YES = /^(true|yes|y|x|1|wahr|ja|vrai|oui|sí|si|sim)$/i;

export function timingOf(
  row: DataRow,
  start: string,
  inDate: DateReading['time'],
  columns: Columns<PlanField>,
  clocks: Clocks,
  doubt: (note: string) => void,
): Timing {
  const text = (field: PlanField) => cell(row, columns, field);
  const half = text('halfDay').replaceAll('.', '').toLowerCase();
  const given = text('time');
  const shown = half === '' || /[ap]\.?m/i.test(given) ? given : `${given} ${half}`;
  const time = shown === '' || NO_TIME.test(shown) ? inDate : (readTime(shown) ?? unknown());
  const isWholeDay = time?.at === '00:00' && readTime(text('endTime'))?.at === '00:00';
  if (isWholeDay || YES.test(text('allDay')) || time === undefined || (clocks.midnightOnly && time.at === '00:00'))
    return { time: { zone: 'segment' }, start };
  if (time.doubt !== undefined) doubt(time.doubt);
  const minutes = time.until === undefined ? untilEnd(time.at, text('endTime')) : lengthOf(time.at, time.until);
  const length = minutes === undefined ? {} : { minutes };
  const zone = time.zone ?? zoneOfRow(text('timeZone'));
  if (zone === 'local' || (zone === undefined && time.local))
    return { time: { zone: 'segment', at: time.at }, start, ...length };
  const from = zone ?? (clocks.local ? undefined : clocks.headingZone);
  if (from === undefined)
    return { time: { zone: clocks.local ? 'segment' : 'campaign', at: time.at }, start, ...length };
  const here = onClockOf(start, time.at, from, clocks.timeZone);
  if (here.at !== time.at || here.date !== start) {
    const day = here.date === start ? '' : ` on ${here.date}`;
    doubt(`${time.at} in the time zone ${from} is ${here.at}${day} on the campaign’s clock (${clocks.timeZone})`);
  }
  return { time: { zone: 'campaign', at: here.at }, start: here.date, ...length };

  function unknown(): TimeReading | undefined {
    doubt(`the time “${shorten(shown)}” is not understood; it goes out at each segment’s preferred time`);
    return undefined;
  }

  /** Until the time in a column of ends. */
  function untilEnd(at: string, given: string): number | undefined {
    if (given === '' || NO_TIME.test(given)) return undefined;
    const ending = half === '' || /[ap]\.?m/i.test(given) ? given : `${given} ${half}`;
    const until = readTime(ending)?.at;
    if (until === undefined) {
      doubt(`its end “${shorten(given)}” is not understood as a time`);
      return undefined;
    }
    const length = minutesBetween(minuteOf(at), minuteOf(until), ending);
    if (length === undefined && until !== at)
      doubt(`it ends at ${until}, before it starts at ${at}; its length is not known`);
    if (length !== undefined && (minuteOf(at) + length) % DAY_MINUTES !== minuteOf(until))
      doubt(`its end “${shorten(given)}” is taken as the afternoon`);
    return length;
  }

  function zoneOfRow(named: string): string | undefined {
    if (named === '') return undefined;
    if (/\blocal\b/i.test(named)) return 'local';
    const known = timeZoneOf(named);
    if (known === undefined)
      doubt(`the time zone “${shorten(named)}” is not known; the time is on the campaign’s clock`);
    return known;
  }
}

/** From one wall time to another, which is on the next day where it is earlier. */
const lengthOf = (at: string, until: string) => (minuteOf(until) - minuteOf(at) + DAY_MINUTES) % DAY_MINUTES;
