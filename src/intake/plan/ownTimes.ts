import { dayOf, formatDay } from '#campaign/calendar.ts';
import { CADENCES, isTimeZone, type Touchpoint } from '#campaign/document.ts';
import { onClockOf } from '../understand/zones.ts';
import type { RowNote } from '../understand/rows.ts';
import type { OwnRow } from './ownMessage.ts';

/**
 * Days and hours in the studio's own table. Its columns “Series” and “Clock” tell how they were planned, its rows what came of it: where all rows of a
 * touchpoint were changed alike, what they say now counts. A row was changed where its day and hour are no longer those of its instant.
 */

/** “weekly, 2027-01-11 to 2027-03-01” tells the whole series; else the days of the rows do. */
export function spanOf(rows: OwnRow[], notes: RowNote[]): Pick<Touchpoint, 'start' | 'days' | 'cadence'> {
  const series = /^(\w+), (\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})$/.exec(rows[0]!.text('series'));
  const cadence = CADENCES.find((known) => known === series?.[1]);
  const movedBy = (row: OwnRow) => row.from - dayOf(wallOf(row)?.date ?? formatDay(row.from));
  const by = changedAlike(rows, movedBy, 0, (row) => notes.push({ row, note: changedHere('date') }));
  if (series && cadence !== undefined) {
    const [from, to] = [dayOf(series[2]!), dayOf(series[3]!)];
    return { start: formatDay(from + by), days: Math.max(1, to - from + 1), cadence };
  }
  const firstOf = (row: OwnRow) => row.from - movedBy(row) + by;
  const from = Math.min(...rows.map(firstOf));
  const to = Math.max(from, ...rows.map((row) => (row.text('lastDate') === '' ? firstOf(row) : row.to)));
  return { start: formatDay(from), days: to - from + 1, cadence: 'once' };
}

/** “segment, 09:00” or “campaign, preferred”; of an earlier studio “segment” with the time of the row. */
export function timeOf(rows: OwnRow[], notes: RowNote[]): Touchpoint['time'] {
  const { text } = rows[0]!;
  const [, zone, planned] = /^(campaign|segment)(?:, (.*))?$/.exec(text('clock')) ?? [];
  if (zone !== 'campaign' && zone !== 'segment') return { zone: 'segment' };
  const changed = changedAlike(
    rows,
    (row) => (hourIn(row) === wallOf(row)?.at ? undefined : hourIn(row)),
    undefined,
    (row) => notes.push({ row, note: changedHere('time') }),
  );
  const at = changed ?? HOUR.exec(planned ?? text('localTime'))?.[0];
  return at === undefined ? { zone } : { zone, at };
}

export const HOUR = /^\d{2}:\d{2}/;

/** What all rows were changed to; `same` where none was. Where only some were, they are told. */
function changedAlike<T>(rows: OwnRow[], changeOf: (row: OwnRow) => T, same: T, tell: (row: number) => void): T {
  const changes = rows.map((row) => (wallOf(row) === undefined ? same : changeOf(row)));
  if (changes.every((change) => change === changes[0])) return changes[0]!;
  rows.forEach(({ row }, index) => {
    if (changes[index] !== same) tell(row);
  });
  return same;
}

const changedHere = (what: string) =>
  `the ${what} was changed here and not alike in the other rows of the touchpoint; it stays as planned`;

/** What the clocks of the row's zone show at its instant. */
function wallOf({ text }: OwnRow): { date: string; at: string } | undefined {
  const [, date, at] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(text('instant')) ?? [];
  if (date === undefined || at === undefined || !isTimeZone(text('timeZone'))) return undefined;
  return onClockOf(date, at, 'UTC', text('timeZone'));
}

/** The row's hour, also as spreadsheets write it: 9:00, 09:00:00. */
function hourIn({ text }: OwnRow): string | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text('localTime')) ?? [];
  return hour === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}`;
}
