import { dayOf, formatDay, parseDay } from '#campaign/calendar.ts';
import { CADENCES, isTimeZone, type Exception, type Message, type Touchpoint } from '#campaign/document.ts';
import { carryExceptions, ruleDays, type Rule, type Series } from '#campaign/occurrences.ts';
import { readRhythm } from '#campaign/rhythm.ts';
import { SEND_OF } from '#campaign/sheet.ts';
import { onClockOf } from '../understand/zones.ts';
import type { RowNote } from '../understand/rows.ts';
import type { OwnRow } from './ownMessage.ts';

/**
 * Days and hours in the studio's own table. Its columns “Series” and “Clock” tell how they were planned, its rows what came of it: where all rows of a
 * touchpoint were changed alike, what they say now counts. A row was changed where its day and hour are no longer those of its instant.
 */

/** When the touchpoint of some rows is sent. Without rows of its own for some of its days, it has exceptions. */
export type OwnTimes = Series & Pick<Touchpoint, 'time'>;

/** “weekly, 2027-01-11 to 2027-03-01” tells the whole series, and the rows its sends: a day without a row is skipped. Else the days of the rows count. */
export function timesOf(
  rows: OwnRow[],
  notes: RowNote[],
  isDayOff: (day: number) => boolean,
  ownMessage: (rows: OwnRow[]) => Message | undefined,
): OwnTimes {
  const written = seriesIn(rows[0]!);
  // What is there all the time has one row, whatever its cadence.
  if (!written || rows.every((row) => row.text('instant') === ''))
    return { ...(written ?? spanOf(rows, notes)), time: timeOf(rows, notes) };
  const sends = Map.groupBy(rows, onOf);
  // By other calendars than those of the table, a send may be on a day off: then it is daily without the others.
  const isFollowed = written.cadence !== 'workingDays' || ![...sends.keys()].some(isDayOff);
  const series: Rule = isFollowed ? written : { ...written, cadence: 'daily' };
  const moves = changesIn(rows, sends, movedBy, 0, (row) => notes.push({ row, note: changedHere('date') }));
  const hours = changesIn(rows, sends, hourChange, undefined, (row) => notes.push({ row, note: changedHere('time') }));
  const regular = rows.find((row) => sendIn(row) === undefined) ?? rows[0]!;
  const time = withHour(plannedTime(regular), hours.all);
  const days = ruleDays({ ...series, isDayOff });
  const known = days.filter((day) => sends.has(day));
  const skipped = known.length === 0 ? [] : days.filter((day) => !sends.has(day));
  if (skipped.length > 0) notes.push({ row: rows[0]!.row, note: noRow(skipped) });
  const changed = known.flatMap((day): Exception[] => {
    const own = sends.get(day)!;
    const to = (plannedDay(own[0]!) ?? own[0]!.from) + moves.of(day);
    const at = withHour(plannedTime(own[0]!), hours.all ?? hours.of(day));
    const message = isRegular(own[0]!) ? undefined : ownMessage(own);
    const exception = {
      ...(to !== day && { to: formatDay(to) }),
      ...((at.zone !== time.zone || at.at !== time.at) && { time: at }),
      ...(message && { message }),
    };
    return Object.keys(exception).length === 0 ? [] : [{ on: formatDay(day), ...exception }];
  });
  const exceptions = [...skipped.map((day): Exception => ({ on: formatDay(day), skipped: true })), ...changed];
  const planned = {
    ...series,
    time,
    ...(exceptions.length > 0 && { exceptions: exceptions.sort((a, b) => (a.on < b.on ? -1 : 1)) }),
  };
  const counted = { ...planned, isDayOff };
  return carryExceptions(counted, { ...counted, start: formatDay(dayOf(series.start) + moves.all) });
}

/** Whether a row is of a send as the rule of its series has it. */
export const isRegular = (row: OwnRow): boolean => sendIn(row) === undefined;

const SERIES = new RegExp(
  String.raw`^([\w, ]+?), (\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})(?:${SEND_OF}(\d{4}-\d{2}-\d{2}))?$`,
);

function seriesIn({ text }: OwnRow): Rule | undefined {
  const [, words = '', first, last] = SERIES.exec(text('series')) ?? [];
  const [from, to] = [parseDay(first ?? ''), parseDay(last ?? '')];
  const rhythm = from === undefined ? undefined : readRhythm(words, formatDay(from), CADENCES);
  if (rhythm === undefined || from === undefined || to === undefined) return undefined;
  return { ...rhythm, days: Math.max(1, to - from + 1) };
}

/** The send that a row says it is of. */
const sendIn = ({ text }: OwnRow): number | undefined => parseDay(SERIES.exec(text('series'))?.[4] ?? '');

/** The day on which the rule sends a row: that of its own send, or that of its instant. */
const onOf = (row: OwnRow): number => sendIn(row) ?? plannedDay(row) ?? row.from;

const plannedDay = (row: OwnRow): number | undefined => {
  const wall = wallOf(row);
  return wall && dayOf(wall.date);
};

const movedBy = (row: OwnRow): number => row.from - (plannedDay(row) ?? row.from);

const hourChange = (row: OwnRow): string | undefined => {
  const hour = hourIn(row);
  return wallOf(row) === undefined || hour === wallOf(row)?.at ? undefined : hour;
};

/** What all rows were changed to, or else all rows of one send; the others are told. */
function changesIn<T>(
  rows: OwnRow[],
  sends: ReadonlyMap<number, OwnRow[]>,
  changeOf: (row: OwnRow) => T,
  same: T,
  tell: (row: number) => void,
): { all: T; of: (day: number) => T } {
  const first = changeOf(rows[0]!);
  if (rows.every((row) => changeOf(row) === first)) return { all: first, of: () => same };
  const changes = new Map([...sends].map(([day, own]) => [day, changedAlike(own, changeOf, same, tell)]));
  return { all: same, of: (day) => changes.get(day) ?? same };
}

const noRow = (days: readonly number[]): string => {
  const shown = days.slice(0, 3).map(formatDay).join(', ');
  const more = days.length > 3 ? ` and ${days.length - 3} more` : '';
  return `its series has no row for ${shown}${more}; ${days.length === 1 ? 'that send is' : 'those sends are'} skipped`;
};

function spanOf(rows: OwnRow[], notes: RowNote[]): Rule {
  const by = changedAlike(rows, movedBy, 0, (row) => notes.push({ row, note: changedHere('date') }));
  const firstOf = (row: OwnRow) => row.from - movedBy(row) + by;
  const from = Math.min(...rows.map(firstOf));
  const until = Math.max(from + 1, ...rows.map((row) => (row.text('lastDate') === '' ? firstOf(row) + 1 : row.until)));
  return { start: formatDay(from), days: until - from, cadence: 'once' };
}

function timeOf(rows: OwnRow[], notes: RowNote[]): Touchpoint['time'] {
  const changed = changedAlike(rows, hourChange, undefined, (row) => notes.push({ row, note: changedHere('time') }));
  return withHour(plannedTime(rows[0]!), changed);
}

/** “segment, 09:00” or “campaign, preferred”; of an earlier studio “segment” with the time of the row. */
function plannedTime({ text }: OwnRow): Touchpoint['time'] & { isUnknown?: true } {
  const [, zone, planned] = /^(campaign|segment)(?:, (.*))?$/.exec(text('clock')) ?? [];
  if (zone !== 'campaign' && zone !== 'segment') return { zone: 'segment', isUnknown: true };
  const at = HOUR.exec(planned ?? text('localTime'))?.[0];
  return at === undefined ? { zone } : { zone, at };
}

function withHour(
  { isUnknown, ...time }: ReturnType<typeof plannedTime>,
  hour: string | undefined,
): Touchpoint['time'] {
  return isUnknown || hour === undefined ? time : { ...time, at: hour };
}

export const HOUR = /^\d{2}:\d{2}/;

/** What all rows were changed to; `same` where none was. Where only some were, they are told. */
function changedAlike<T>(rows: OwnRow[], changeOf: (row: OwnRow) => T, same: T, tell: (row: number) => void): T {
  const changes = rows.map(changeOf);
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
