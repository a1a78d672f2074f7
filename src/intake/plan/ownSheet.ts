import { dayOf, formatDay } from '#campaign/calendar.ts';
import { CADENCES, channelSchema, statusSchema, touchpointSchema, type Touchpoint } from '#campaign/document.ts';
import { firstProblem } from '#campaign/problems.ts';
import { HEADINGS } from '#campaign/sheet.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { TACTICS, tacticById } from '#campaign/tactics/catalogue.ts';
import type { Dated } from '../understand/dating.ts';
import type { DataRow, Rejection } from '../understand/rows.ts';
import { freeId, type SegmentBook } from './audiences.ts';
import type { LaneBook } from './campaign.ts';

/** The studio's own table come back: one row a message, put together again to touchpoints by their id. */

type Column = keyof typeof HEADINGS;
export type OwnColumns = Record<Column, number>;

/** Where the studio's columns stand, if this is a table that it exported. */
export function ownColumns(headers: string[]): OwnColumns | undefined {
  const places = Object.entries(HEADINGS).map(([column, heading]) => [column, headers.indexOf(heading)] as const);
  const columns = Object.fromEntries(places) as OwnColumns;
  const needed: Column[] = ['date', 'name', 'channel', 'audience', 'segments', 'touchpointId'];
  return needed.every((column) => columns[column] >= 0) ? columns : undefined;
}

interface OwnContext {
  columns: OwnColumns;
  segments: SegmentBook;
  laneBook: LaneBook;
  taken: ReadonlySet<string>;
}

export interface OwnPlan {
  touchpoints: Touchpoint[];
  /** The rows of each of them. */
  rows: number[][];
  phaseNames: (string | undefined)[];
  rejected: Rejection[];
  /** The zone of the campaign's clock, where a row tells it. */
  timeZone?: string;
}

/** The touchpoints of the rows, each with all the days and segments that its rows name. */
export function gatherOwn(data: DataRow[], dated: Dated[], context: OwnContext): OwnPlan {
  const rejected: Rejection[] = [];
  const groups = new Map<string, OwnRow[]>();
  data.forEach((row, index) => {
    const day = dated[index]!;
    const reason = row.reason ?? ('problem' in day ? day.problem : undefined);
    if (reason !== undefined) return rejected.push({ row: row.row, reason });
    const own = readRow(row, day as Exclude<Dated, { problem: string }>, context.columns);
    const key = own.text('touchpointId') || `row-${row.row}`;
    const group = groups.get(key);
    if (group) group.push(own);
    else groups.set(key, [own]);
    return undefined;
  });
  const made = [...groups].flatMap(([id, rows]) => {
    const touchpoint = touchpointOfRows(id, rows, context);
    if (typeof touchpoint !== 'string') return [{ touchpoint, rows }];
    for (const { row } of rows) rejected.push({ row, reason: touchpoint });
    return [];
  });
  const everyone = context.segments.segments.length;
  const zone = made
    .flatMap(({ rows }) => rows)
    .find((row) => row.text('clock') === 'campaign' && row.text('timeZone') !== '')
    ?.text('timeZone');
  return {
    touchpoints: made.map(({ touchpoint }) => ({
      ...touchpoint,
      segments: touchpoint.segments.length === everyone ? [] : touchpoint.segments,
    })),
    rows: made.map(({ rows }) => rows.map(({ row }) => row)),
    phaseNames: made.map(({ rows }) => rows[0]!.text('phase') || undefined),
    rejected,
    ...(zone === undefined ? {} : { timeZone: zone }),
  };
}

interface OwnRow {
  row: number;
  from: number;
  to: number;
  text: (column: Column) => string;
}

function readRow(row: DataRow, { from, to }: { from: number; to: number }, columns: OwnColumns): OwnRow {
  return { row: row.row, from, to, text: (column) => (columns[column] < 0 ? '' : (row.cells[columns[column]] ?? '')) };
}

function touchpointOfRows(id: string, rows: OwnRow[], { segments, laneBook, taken }: OwnContext): Touchpoint | string {
  const { text } = rows[0]!;
  const channel = channelSchema.safeParse(text('channel'));
  if (!channel.success) return `the channel “${text('channel')}” is not one of the studio’s`;
  const lane = laneBook.find(text('lane') || channel.data);
  if (lane === undefined) return 'it needs one lane more than the 200 of a campaign';
  const tactic = tacticOf(text('tactic'), text('direction'));
  const found = segmentsOf(rows, segments);
  if (typeof found === 'string') return found;
  const span = spanOf(rows);
  const status = statusSchema.safeParse(text('status'));
  const minutes = Number(text('minutes'));
  const url = text('link');
  const checked = touchpointSchema.safeParse({
    id: freeId(id, taken),
    name: text('name') || text('subject') || id,
    tactic: tactic.id,
    direction: text('direction') === 'pull' ? 'pull' : 'push',
    channel: channel.data,
    laneId: lane,
    segments: found,
    ...span,
    time: timeOf(text),
    ...(minutes > 0 ? { minutes } : {}),
    message: {
      subject: text('subject'),
      body: text('body'),
      ...(text('callToAction') === '' ? {} : { callToAction: { label: text('callToAction'), url } }),
      ...(text('language') === '' ? {} : { language: text('language') }),
    },
    ...(text('owner') === '' ? {} : { owner: text('owner') }),
    ...(text('notes') === '' ? {} : { notes: text('notes') }),
    ...(status.success ? { status: status.data } : {}),
  });
  if (checked.success) return checked.data;
  const { place, problem } = firstProblem(checked.error);
  return `its ${place} does not fit: ${problem}`;
}

function tacticOf(named: string, direction: string): Tactic {
  return (
    TACTICS.find(({ id, name }) => name === named || id === named) ??
    tacticById(direction === 'pull' ? 'custom-pull' : 'custom-push')!
  );
}

/** “weekly, 2027-01-11 to 2027-03-01” tells the whole series; else the days of the rows do. */
function spanOf(rows: OwnRow[]): Pick<Touchpoint, 'start' | 'days' | 'cadence'> {
  const series = /^(\w+), (\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})$/.exec(rows[0]!.text('series'));
  const cadence = CADENCES.find((known) => known === series?.[1]);
  if (series && cadence !== undefined) {
    const [from, to] = [dayOf(series[2]!), dayOf(series[3]!)];
    return { start: series[2]!, days: Math.max(1, to - from + 1), cadence };
  }
  const from = Math.min(...rows.map((row) => row.from));
  const to = Math.max(...rows.map((row) => row.to));
  return { start: formatDay(from), days: to - from + 1, cadence: 'once' };
}

function timeOf(text: OwnRow['text']): Touchpoint['time'] {
  const clock = text('clock');
  const at = /^\d{2}:\d{2}/.exec(text('localTime'))?.[0];
  return at === undefined || (clock !== 'campaign' && clock !== 'segment') ? { zone: 'segment' } : { zone: clock, at };
}

/** “Sales (120, Europe/Berlin); Plant (80, Europe/Paris)”. */
const SEGMENT = /\s*(.+?) \((\d+), ([^()]+)\)(?:;|$)/g;

/** Ids of the segments that the rows name, made with the size, zone and preferred time that stand there. */
function segmentsOf(rows: OwnRow[], book: SegmentBook): string[] | string {
  const ids: string[] = [];
  for (const row of rows) {
    const preferredTime =
      row.text('clock') === 'preferred' ? /^\d{2}:\d{2}/.exec(row.text('localTime'))?.[0] : undefined;
    for (const [, name, size, timeZone] of row.text('segments').matchAll(SEGMENT)) {
      const segment = book.find({
        name: name!,
        size: Number(size),
        timeZone: timeZone!,
        ...(preferredTime === undefined ? {} : { preferredTime }),
      });
      if (!segment) return 'it names one audience more than the 1,000 segments of a campaign';
      if (!ids.includes(segment.id)) ids.push(segment.id);
    }
  }
  return ids;
}
