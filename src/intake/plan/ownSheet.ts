import { z } from 'zod';
import {
  campaignSchema,
  channelSchema,
  segmentSchema,
  statusSchema,
  touchpointSchema,
  type Channel,
  type Idea,
  type Segment,
  type Touchpoint,
} from '#campaign/document.ts';
import { MOST_LANES } from '#campaign/limits.ts';
import { firstProblem } from '#campaign/problems.ts';
import { isReached } from '#campaign/reach.ts';
import { ideaFrom } from '#campaign/shelf.ts';
import { FOR_EVERYONE, fused, HEADINGS, segmentSize, type CarriedPlan, type Column } from '#campaign/sheet.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { TACTICS, tacticById } from '#campaign/tactics/catalogue.ts';
import { isWorkingDay, type Workplace } from '#campaign/workingDays.ts';
import type { Dated } from '../understand/dateColumn.ts';
import type { DataRow, Rejection, RowNote } from '../understand/rows.ts';
import { freeId, type SegmentBook } from './audiences.ts';
import type { LaneBook } from './campaign.ts';
import { messageOf, parsed, type OwnRow } from './ownMessage.ts';
import { HOUR, isRegular, timesOf } from './ownTimes.ts';
import { isUndated } from './survey.ts';

/** The studio's own table come back: one row a message, put together again to touchpoints by their id. */

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
  /** Whether a new campaign is made. */
  isNew: boolean;
  /** What else than the segments decides on which days people work. */
  plan: Pick<Workplace, 'calendars' | 'timeZone'>;
  /** Set where rows that name no day are ideas: the day that they are read as if they were on. */
  someDay?: number;
}

export interface OwnPlan {
  touchpoints: Touchpoint[];
  /** The rows of each of them. */
  rows: number[][];
  /** Of touchpoints whose rows all lost their day, where these are kept. */
  ideas: Idea[];
  ideaRows: number[][];
  phaseNames: (string | undefined)[];
  rejected: Rejection[];
  notes: RowNote[];
  /** From what the touchpoints hang, by their ids here, as it stands in their rows. */
  hangsFrom: Map<string, string>;
  /** The zone of the campaign's clock, where a row tells it. */
  timeZone?: string;
}

/** The touchpoints of the rows, each with all the days and segments that its rows name. */
export function gatherOwn(data: DataRow[], dated: Dated[], context: OwnContext): OwnPlan {
  const rejected: Rejection[] = [];
  const notes: RowNote[] = [];
  const plan = carriedIn(data, context.columns);
  const audience = ownAudience({ ...plan, segments: asInRows(plan, data, context.columns) }, context);
  const groups = new Map<string, OwnRow[]>();
  const undated = new Map<string, OwnRow[]>();
  const { someDay } = context;
  data.forEach((row, index) => {
    const day = dated[index]!;
    const reason = row.reason ?? ('problem' in day ? day.problem : undefined);
    const isIdea = someDay !== undefined && isUndated(row, day);
    if (reason !== undefined && !isIdea) return rejected.push({ row: row.row, reason });
    const range = 'problem' in day ? { from: someDay!, until: someDay! + 1 } : day;
    const own = readRow(row, range, context.columns, plan.guarded === true);
    const key = own.text('touchpointId') || `row-${row.row}`;
    const into = isIdea ? undated : groups;
    const group = into.get(key);
    if (group) group.push(own);
    else into.set(key, [own]);
    return undefined;
  });
  for (const [id, rows] of undated) {
    // A day that is missing among others of a series is a gap to be filled, not an idea.
    if (!groups.has(id)) continue;
    for (const { row } of rows) rejected.push({ row, reason: 'there is no date, and other rows of it have one' });
    undated.delete(id);
  }
  const madeOf = (given: Map<string, OwnRow[]>) =>
    [...given].flatMap(([id, rows]) => {
      const touchpoint = touchpointOfRows(id, rows, context, audience, notes);
      if (typeof touchpoint !== 'string') return [{ touchpoint, rows }];
      for (const { row } of rows) rejected.push({ row, reason: touchpoint });
      return [];
    });
  const made = madeOf(groups);
  const kept = madeOf(undated);
  for (const { rows } of kept)
    for (const { row } of rows) notes.push({ row, note: 'it has no date; it is kept on the shelf' });
  const everyone = context.segments.segments.length;
  const zone = made
    .flatMap(({ rows }) => rows)
    .find((row) => row.text('clock') === 'campaign' && row.text('timeZone') !== '')
    ?.text('timeZone');
  const timeZone = plan.timeZone ?? zone;
  const withAudience = ({ touchpoint, rows }: (typeof made)[number]): Touchpoint => ({
    ...touchpoint,
    // A table of an earlier studio does not say whom a touchpoint is meant for.
    segments: rows[0]!.text('meant') === '' && touchpoint.segments.length === everyone ? [] : touchpoint.segments,
  });
  const rowsOf = ({ rows }: (typeof made)[number]) => rows.map(({ row }) => row);
  return {
    touchpoints: made.map(withAudience),
    rows: made.map(rowsOf),
    ideas: kept.map((one) => ideaFrom(withAudience(one))),
    ideaRows: kept.map(rowsOf),
    phaseNames: made.map(({ rows }) => rows[0]!.text('phase') || undefined),
    rejected,
    notes,
    hangsFrom: new Map(
      made.flatMap(({ touchpoint, rows }): [string, string][] => {
        const text = rows[0]!.text('hangsFrom').trim();
        return text === '' ? [] : [[touchpoint.id, text]];
      }),
    ),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

const carriedSchema = z.object({
  timeZone: campaignSchema.shape.timeZone.optional(),
  guarded: z.boolean().optional(),
  campaign: z.string().optional(),
  excerpt: z.string().optional(),
  touchpoints: z.array(z.string()).optional(),
  segments: z.array(segmentSchema),
});

/** What the table tells of its plan besides the rows. */
export function carriedIn(data: readonly { cells: string[] }[], columns: OwnColumns): CarriedPlan {
  const parts = data.flatMap(({ cells }) => parsed(carriedSchema, cells[columns.plan]) ?? []);
  const first = parts.find(({ timeZone }) => timeZone !== undefined);
  return {
    ...first,
    segments: parts.flatMap(({ segments }) => segments),
    touchpoints: parts.flatMap(({ touchpoints }) => touchpoints ?? []),
  } as CarriedPlan;
}

/** The segments with the names, sizes and zones that somebody wrote into a row in place of those that were exported. */
function asInRows({ segments, guarded }: CarriedPlan, data: DataRow[], columns: OwnColumns): Segment[] {
  const exported = new Map(segments.map((segment) => [segment.id, segment]));
  const known = new Map(exported);
  for (const { cells } of data) {
    const ids = (cells[columns.segmentIds] ?? '').split(' ');
    const text = cells[columns.segments] ?? '';
    const written = [...(guarded ? fused(text) : text).matchAll(SEGMENT)];
    if (written.length !== ids.length) continue;
    written.forEach(([, name, size, timeZone], index) => {
      const segment = exported.get(ids[index]!);
      const isChanged =
        segment && segmentSize(segment) !== segmentSize({ name: name!, size: Number(size), timeZone: timeZone! });
      const changed = isChanged && segmentSchema.safeParse({ ...segment, name, size: Number(size), timeZone });
      if (changed && changed.success) known.set(segment!.id, changed.data);
    });
  }
  return [...known.values()];
}

interface OwnAudience {
  /** The id here of a segment of the table. */
  idOf: (id: string) => string | undefined;
  /** Those of a touchpoint that its channel reaches. */
  reachedOf: (ids: readonly string[], channel: Channel) => string[];
  all: string[];
  /** Whether there are no segments but those of the table. */
  isWhole: boolean;
}

/** The segments that the table defines. A new plan gets all of them, one that is there already those that are needed. */
function ownAudience({ segments }: CarriedPlan, { segments: book, isNew }: OwnContext): OwnAudience {
  const known = new Map(segments.map((segment) => [segment.id, segment]));
  const ids = new Map<string, string | undefined>();
  const idOf = (id: string): string | undefined => {
    const segment = known.get(id);
    if (segment && !ids.has(id)) ids.set(id, book.keep(segment));
    return ids.get(id);
  };
  const all = [...known.keys()];
  if (isNew) all.forEach(idOf);
  const isHere = (name: string, id: string) => known.get(id)?.name === name;
  return {
    idOf,
    reachedOf: (meant, channel) =>
      meant.filter((id) => isReached({ channels: known.get(id)?.channels ?? [] }, channel)),
    all,
    isWhole: isNew || book.segments.every(({ id, name }) => isHere(name, id)),
  };
}

function readRow(
  { row, cells }: DataRow,
  { from, until }: { from: number; until: number },
  columns: OwnColumns,
  guarded: boolean,
): OwnRow {
  const read = (column: Column) => (columns[column] < 0 ? '' : (cells[columns[column]] ?? ''));
  return { row, from, until, text: guarded ? (column) => fused(read(column)) : read };
}

function touchpointOfRows(
  id: string,
  rows: OwnRow[],
  { segments, laneBook, taken, plan }: OwnContext,
  audience: OwnAudience,
  notes: RowNote[],
): Touchpoint | string {
  const { text } = rows[0]!;
  const channel = channelSchema.safeParse(text('channel'));
  if (!channel.success) return `the channel “${text('channel')}” is not one of the studio’s`;
  const lane = laneBook.find(text('lane') || channel.data);
  if (lane === undefined) return `it needs one lane more than the ${MOST_LANES} of a campaign`;
  const tactic = tacticOf(text('tactic'), text('direction'));
  const found = segmentsOf(rows, segments, audience, channel.data);
  if (typeof found === 'string') return found;
  const regular = rows.filter(isRegular);
  const message = messageOf(regular.length > 0 ? regular : rows, notes);
  const workplace = { ...plan, segments: segments.segments };
  const isDayOff = (day: number) => !isWorkingDay(workplace, found, day);
  const times = timesOf(rows, notes, isDayOff, (own) => {
    const words = messageOf(own, notes);
    return JSON.stringify(words) === JSON.stringify(message) ? undefined : words;
  });
  const status = statusSchema.safeParse(text('status'));
  const minutes = Number(text('minutes'));
  const checked = touchpointSchema.safeParse({
    id: freeId(id, taken),
    name: text('name') || text('subject') || id,
    tactic: tactic.id,
    direction: text('direction') === 'pull' ? 'pull' : 'push',
    channel: channel.data,
    laneId: lane,
    segments: found,
    ...times,
    ...(minutes > 0 ? { minutes } : {}),
    message,
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

/** “Sales (120, Europe/Berlin); Plant (80, Europe/Paris)”. */
const SEGMENT = /\s*(.+?) \((\d+), ([^()]+)\)(?:;|$)/g;

/** Ids of the segments that a touchpoint is for: as it was meant if the rows still reach the same ones, else those of the rows. */
function segmentsOf(
  rows: OwnRow[],
  book: SegmentBook,
  { idOf, reachedOf, all, isWhole }: OwnAudience,
  channel: Channel,
): string[] | string {
  const listed = (row: OwnRow, column: 'segmentIds' | 'meant') => row.text(column).split(' ').filter(Boolean);
  const isEveryone = rows[0]!.text('meant') === FOR_EVERYONE;
  const meant = isEveryone ? all : listed(rows[0]!, 'meant');
  const reached = new Set(reachedOf(meant, channel));
  const inRows = new Set(rows.flatMap((row) => listed(row, 'segmentIds')));
  const isKnown = meant.length > 0 && [...meant, ...inRows].every((id) => idOf(id) !== undefined);
  const isSame = inRows.size === 0 || (inRows.size === reached.size && [...inRows].every((id) => reached.has(id)));
  if (isKnown && isSame) return isEveryone && isWhole ? [] : meant.map((id) => idOf(id)!);
  if (isKnown) return [...inRows].map((id) => idOf(id)!);
  return namedIn(rows, book);
}

/** Ids of the segments that the rows name, made with the size, zone and preferred time that stand there. */
function namedIn(rows: OwnRow[], book: SegmentBook): string[] | string {
  const ids: string[] = [];
  for (const row of rows) {
    const preferredTime = row.text('clock').endsWith('preferred') ? HOUR.exec(row.text('localTime'))?.[0] : undefined;
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
