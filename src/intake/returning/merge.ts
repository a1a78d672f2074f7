import { dayOf } from '#campaign/calendar.ts';
import type { Campaign, Segment, Touchpoint } from '#campaign/document.ts';
import {
  COLUMNS,
  FOR_EVERYONE,
  HEADINGS,
  plainCell,
  segmentSize,
  type Column,
  type EditableColumn,
} from '#campaign/sheet.ts';
import { freeId, segmentBook } from '../plan/audiences.ts';
import { laneBook } from '../plan/campaign.ts';
import { gatherOwn, type OwnColumns } from '../plan/ownSheet.ts';
import type { Rejection, RowNote } from '../understand/rows.ts';
import type { Matched, Matching } from './match.ts';
import type { Cells, ReturnedRow } from './rows.ts';

/**
 * What is to be read anew: the rows that would be exported now, with the cells that people changed in place of theirs. Whatever nobody touched is as
 * it is in the plan today, also where the plan went on while the table was away.
 */

export interface Question {
  row: number;
  touchpointId?: string;
  sentence: string;
}

export interface MergedRow {
  row: number;
  cells: Cells;
}

const PLACES = Object.fromEntries(COLUMNS.map((column, index) => [column, index])) as OwnColumns;

export interface Merged {
  rows: MergedRow[];
  questions: Question[];
  /** The ids given to rows that are new. */
  added: Map<string, number[]>;
}

export function mergedRows(
  campaign: Campaign,
  now: readonly Cells[],
  { matched, others, stale, gone }: Matching,
): Merged {
  const questions: Question[] = [];
  const byPlace = matched.toSorted((a, b) => a.now - b.now);
  const kept = byPlace.map((match) => ({ row: match.row.row, cells: withChanges(campaign, now, match, questions) }));
  // Where the plan went on while the table was away, what it has now was not taken out.
  const moved = new Set(stale.map(({ cells }) => cells.touchpointId));
  const still = gone
    .filter((place) => moved.has(now[place]!.touchpointId))
    .map((place) => ({ row: 0, cells: now[place]! }));
  for (const { row, cells } of stale)
    questions.push({
      row,
      ...(cells.touchpointId !== undefined && { touchpointId: cells.touchpointId }),
      sentence: `Row ${row}, “${cells.name ?? ''}”: after the table was exported it was taken out of the plan or of this part of it, or its dates or audience were changed there, so nothing was taken from this row.`,
    });
  questions.push(...hangingOtherwise(byPlace, now));
  const { rows: made, added } = newRows(campaign, now, others, questions);
  return { rows: [...kept, ...still, ...made], questions, added };
}

/** A tie and a date that are changed at once would contradict each other: of the two a table changes the date. Where an anchor moved meanwhile, nobody is asked. */
function hangingOtherwise(matched: readonly Matched[], now: readonly Cells[]): Question[] {
  const withoutDate = (text: string) => plainCell(text).replace(/ \([^()]*\)$/, '');
  const changed = matched.filter(
    ({ row, now: place }) =>
      row.cells.hangsFrom !== undefined && withoutDate(row.cells.hangsFrom) !== withoutDate(now[place]!.hangsFrom),
  );
  const firsts = new Map(changed.toReversed().map((match) => [now[match.now]!.touchpointId, match]));
  return [...firsts].map(([touchpointId, { row, now: place }]) => ({
    row: row.row,
    touchpointId,
    sentence: `Row ${row.row}, “${now[place]!.name}”: “${HEADINGS.hangsFrom}” says otherwise than the plan, and stays as it is there. Change it in the plan, or write another date.`,
  }));
}

/** A row as it would be exported now, with what was changed in it. */
function withChanges(
  campaign: Campaign,
  now: readonly Cells[],
  { row, now: place, changed }: Matched,
  questions: Question[],
): Cells {
  const cells = { ...now[place]! };
  const ask = (sentence: string) =>
    questions.push({
      row: row.row,
      touchpointId: cells.touchpointId,
      sentence: `Row ${row.row}, “${cells.name}”: ${sentence}`,
    });
  for (const column of changed) {
    const text = row.cells[column]!;
    const fault = row.faults[column] ?? (text === '' ? missing(column) : undefined);
    if (fault !== undefined) ask(`${fault}; “${HEADINGS[column]}” stays as it is.`);
    else if (column === 'audience') {
      const segments = segmentsNamed(campaign, text);
      if (typeof segments === 'string') ask(`${segments}; the audience stays as it is.`);
      else Object.assign(cells, audienceCells(campaign, segments));
    } else cells[column] = text;
  }
  return cells;
}

/** Why a cell that was emptied cannot be: a plan has no message without these. */
const missing = (column: EditableColumn): string | undefined =>
  (['date', 'name', 'channel', 'direction', 'tactic', 'lane', 'audience'] as EditableColumn[]).includes(column)
    ? 'the cell was emptied, and a message needs one'
    : undefined;

/** The segments that an audience names, or what is wrong with it. */
function segmentsNamed({ segments }: Campaign, text: string): readonly Segment[] | string {
  const plain = plainCell(text).toLowerCase();
  if (plain === 'everyone' || plain === '') return segments;
  // Names may hold commas themselves, so the longest that fits goes first.
  const named = segments
    .map((segment) => ({ segment, name: plainCell(segment.name).toLowerCase() }))
    .toSorted((one, other) => other.name.length - one.name.length);
  const found = new Set<Segment>();
  for (let rest = plain; rest !== '';) {
    const next = named.find(({ name }) => rest.startsWith(name) && /^\s*([,;]|$)/.test(rest.slice(name.length)));
    if (!next) return `the plan has no segment “${rest.split(/[,;]/)[0]!.trim()}”`;
    found.add(next.segment);
    rest = rest.slice(next.name.length).replace(/^\s*[,;]\s*/, '');
  }
  return segments.filter((segment) => found.has(segment));
}

function audienceCells(
  campaign: Campaign,
  segments: readonly Segment[],
): Pick<Cells, 'segments' | 'segmentIds' | 'meant'> {
  const isAll = segments.length === campaign.segments.length;
  const ids = segments.map(({ id }) => id).join(' ');
  return { segments: segments.map(segmentSize).join('; '), segmentIds: ids, meant: isAll ? FOR_EVERYONE : ids };
}

/** Rows that somebody added, by hand or by copying another: each a message of its own, those that are alike one. */
function newRows(
  campaign: Campaign,
  now: readonly Cells[],
  others: Matching['others'],
  questions: Question[],
): { rows: MergedRow[]; added: Map<string, number[]> } {
  const taken = new Set([...campaign.touchpoints, ...campaign.ideas].map(({ id }) => id));
  const rows: MergedRow[] = [];
  const added = new Map<string, number[]>();
  const ids = new Map<string, string>();
  for (const { row, like } of others) {
    const model = like === undefined ? undefined : now[like]!;
    const text = (column: Column) => row.cells[column] ?? model?.[column] ?? '';
    const fault = faultOf(row, text);
    const segments = segmentsNamed(campaign, text('audience'));
    const problem = fault ?? (typeof segments === 'string' ? segments : undefined);
    if (problem !== undefined) {
      questions.push({ row: row.row, sentence: `Row ${row.row} is new and was left out: ${problem}.` });
      continue;
    }
    const key = ['touchpointId', 'name', 'date', 'subject', 'channel']
      .map((column) => text(column as Column))
      .join('\u0000');
    let id = model || text('touchpointId') ? ids.get(key) : undefined;
    if (id === undefined) {
      id = freeId(`row-${row.row}`, taken);
      taken.add(id);
      ids.set(key, id);
    }
    added.set(id, [...(added.get(id) ?? []), row.row]);
    const zone = /^(campaign|segment)/.exec(text('clock'))?.[0] ?? 'campaign';
    const hour = text('localTime');
    const blank = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Cells;
    rows.push({
      row: row.row,
      cells: {
        ...blank,
        ...Object.fromEntries(COLUMNS.map((column) => [column, text(column)])),
        ...audienceCells(campaign, segments as Segment[]),
        touchpointId: id,
        clock: `${zone}, ${hour || 'preferred'}`,
        timeZone: '',
        instant: '',
        series: '',
        message: '',
        plan: '',
        lane: text('lane') || text('channel'),
        direction: text('direction') || 'push',
      },
    });
  }
  return { rows, added };
}

function faultOf({ faults }: ReturnedRow, text: (column: Column) => string): string | undefined {
  const [fault] = Object.values(faults);
  if (fault !== undefined) return fault;
  if (text('date') === '') return 'it has no date';
  if (text('name') === '' && text('subject') === '') return 'it has no name';
  if (text('channel') === '') return 'it has no channel';
  return undefined;
}

export interface ReadRows {
  touchpoints: Map<string, { touchpoint: Touchpoint; rows: number[] }>;
  lanes: Campaign['lanes'];
  notes: RowNote[];
  rejected: Rejection[];
}

/** Rows put together again to touchpoints, as an import does, with the lanes and segments of the plan. */
export function readRows(campaign: Campaign, rows: readonly MergedRow[], now: readonly Cells[]): ReadRows {
  const whole = withCarried(campaign, rows, now);
  const segments = segmentBook(campaign.segments, campaign.timeZone);
  const lanes = laneBook(campaign.lanes);
  const {
    touchpoints,
    rows: places,
    notes,
    rejected,
  } = gatherOwn(
    whole.map(({ row, cells }) => ({ row, cells: COLUMNS.map((column) => cells[column]) })),
    whole.map(({ cells }) => {
      const from = dayOf(cells.date);
      const last = cells.lastDate === '' ? from : dayOf(cells.lastDate);
      return { from, until: Math.max(from, last) + 1, doubts: [] };
    }),
    { columns: PLACES, segments, laneBook: lanes, taken: new Set(), isNew: false, plan: campaign },
  );
  return {
    touchpoints: new Map(touchpoints.map((touchpoint, index) => [touchpoint.id, { touchpoint, rows: places[index]! }])),
    lanes: lanes.lanes,
    notes,
    rejected,
  };
}

/** What stands once in a table, in the first of the rows that are left: the segments, and of each message how it was written. */
function withCarried(campaign: Campaign, rows: readonly MergedRow[], now: readonly Cells[]): MergedRow[] {
  const written = new Map<string, string>();
  const partOf = ({ touchpointId, series }: Cells) => `${touchpointId} ${/the send of (.*)$/.exec(series)?.[1] ?? ''}`;
  for (const cells of now) {
    const part = partOf(cells);
    if (!written.has(part)) written.set(part, cells.message);
  }
  const plan = JSON.stringify({ timeZone: campaign.timeZone, segments: campaign.segments });
  return rows.map(({ row, cells }, index) => {
    const part = partOf(cells);
    const message = written.get(part) ?? '';
    written.delete(part);
    return { row, cells: { ...cells, plan: index === 0 ? plan : '', message } };
  });
}
