import { formatDay, rangeOf } from '#campaign/calendar.ts';
import type { SimpleCommand } from '#campaign/commands.ts';
import type { Campaign, Exception, Touchpoint } from '#campaign/document.ts';
import { plainCell } from '#campaign/sheet.ts';
import { matchRows } from './match.ts';
import { mergedRows, readRows, type Question, type ReadRows } from './merge.ts';
import type { Cells, ReturnedTable } from './rows.ts';
import { changesInWords } from './words.ts';

/**
 * The spreadsheet that comes back: what people changed in a table that the studio exported, touchpoint by touchpoint, in words and as commands. A
 * touchpoint that nobody touched gives none, so that what a table does not hold (decision points, priorities, locks) stays as it is.
 */

export interface Returned {
  differences: ReturnedDifference[];
  /** What was not understood or is not taken over, row by row. */
  questions: Question[];
  /** Rows of the table, and how many of them say what the plan says. */
  rows: number;
  same: number;
}

export interface ReturnedDifference {
  touchpointId: string;
  name: string;
  kind: 'changed' | 'added' | 'removed';
  /** As the spreadsheet program numbers them. */
  rows: number[];
  /** What is otherwise, each a sentence. */
  sentences: string[];
  /** Set where it should not be done unasked. */
  isAsked?: true;
  commands: SimpleCommand[];
}

/** What came back against the plan; `now` is the table that would be exported of it today, of the same excerpt. */
export function returned(campaign: Campaign, now: readonly Cells[], table: ReturnedTable): Returned {
  const matching = matchRows(table.rows, now);
  const merged = mergedRows(campaign, now, matching);
  const before = readRows(
    campaign,
    now.map((cells, index) => ({ row: index, cells })),
    now,
  );
  const after = readRows(campaign, merged.rows, now);
  const known = new Map(campaign.touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]));
  const wasExported = new Set(table.carried.touchpoints);
  const differences: ReturnedDifference[] = [];
  const questions = [...merged.questions, ...remarksOf(after, before)];
  for (const { row, cells } of matching.doubled)
    questions.push({ row, sentence: `Row ${row}, “${cells.name ?? ''}”, is there twice, and counts once.` });
  for (const [id, { touchpoint: old }] of before.touchpoints) {
    const item = known.get(id);
    const found = after.touchpoints.get(id);
    if (!item) continue;
    if (!found) {
      // Rows that are there and were not understood are asked about, not taken for gone.
      if (!merged.rows.some(({ cells }) => cells.touchpointId === id)) differences.push(removal(item, wasExported));
      continue;
    }
    const changes = changesBetween(old, found.touchpoint, item);
    if (Object.keys(changes).length === 0) continue;
    const rows = changedRows(matching.matched, now, id, found.rows);
    differences.push({
      touchpointId: id,
      name: item.name,
      kind: 'changed',
      rows,
      sentences: changesInWords(campaign, after.lanes, old, found.touchpoint),
      ...(((losesSends(old, found.touchpoint) && table.carried.touchpoints?.length === 0) ||
        (isFarAway(campaign, found.touchpoint) && !isFarAway(campaign, item))) && { isAsked: true as const }),
      commands: [
        ...lanesFor(campaign, after, changes.laneId),
        ...roomFor(campaign, found.touchpoint),
        { type: 'editTouchpoint', id, changes } as SimpleCommand,
      ],
    });
  }
  for (const [id, rows] of merged.added) {
    const found = after.touchpoints.get(id);
    if (!found) continue;
    differences.push({
      touchpointId: id,
      name: found.touchpoint.name,
      kind: 'added',
      rows,
      sentences: changesInWords(campaign, after.lanes, undefined, found.touchpoint),
      ...(isFarAway(campaign, found.touchpoint) && { isAsked: true as const }),
      commands: [
        ...lanesFor(campaign, after, found.touchpoint.laneId),
        ...roomFor(campaign, found.touchpoint),
        { type: 'addTouchpoint', item: found.touchpoint },
      ],
    });
  }
  const changedPlaces = new Set(differences.flatMap(({ rows }) => rows));
  return {
    differences,
    questions: questions.toSorted((a, b) => a.row - b.row),
    rows: table.rows.length,
    same: matching.matched.filter(({ row, changed }) => changed.length === 0 && !changedPlaces.has(row.row)).length,
  };
}

function removal(item: Touchpoint, wasExported: ReadonlySet<string>): ReturnedDifference {
  const isKnown = wasExported.has(item.id);
  return {
    touchpointId: item.id,
    name: item.name,
    kind: 'removed',
    rows: [],
    sentences: [
      isKnown
        ? `All rows of “${item.name}” were taken out: it goes.`
        : `No row of “${item.name}” came back. It may have been added after the table was exported.`,
    ],
    ...(!isKnown && { isAsked: true }),
    commands: [{ type: 'removeTouchpoint', id: item.id }],
  };
}

const FIELDS = [
  'name',
  'tactic',
  'direction',
  'channel',
  'laneId',
  'segments',
  'start',
  'days',
  'cadence',
  'alsoAfter',
  'monthlyBy',
  'time',
  'minutes',
  'message',
  'owner',
  'notes',
  'status',
] as const satisfies (keyof Touchpoint)[];

type Changes = Partial<Record<keyof Touchpoint, unknown>>;

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What an edit has to say so that the touchpoint becomes what the table says; null takes a field away. */
function changesBetween(old: Touchpoint, found: Touchpoint, item: Touchpoint): Changes {
  const changes: Changes = {};
  for (const field of FIELDS) {
    if (isSame(old[field], found[field]) || isSame(item[field], found[field])) continue;
    changes[field] = found[field] ?? null;
  }
  if (!isSame(old.exceptions, found.exceptions)) {
    const exceptions = exceptionsAfter(old.exceptions, found.exceptions, item.exceptions);
    if (!isSame(exceptions, item.exceptions ?? [])) changes.exceptions = exceptions.length === 0 ? null : exceptions;
  }
  return changes;
}

/** What is otherwise about single sends: as the plan has it, but where the table came back with something else. What a full week made of them is no part of the plan. */
function exceptionsAfter(
  old: readonly Exception[] = [],
  found: readonly Exception[] = [],
  own: readonly Exception[] = [],
): Exception[] {
  const on = (list: readonly Exception[]) => new Map(list.map((exception) => [exception.on, exception]));
  const [before, after, result] = [on(old), on(found), on(own)];
  for (const day of new Set([...before.keys(), ...after.keys()])) {
    if (isSame(before.get(day), after.get(day))) continue;
    const exception = after.get(day);
    if (exception) result.set(day, exception);
    else result.delete(day);
  }
  return [...result.values()].toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

const skips = ({ exceptions = [] }: Touchpoint) => exceptions.filter(({ skipped }) => skipped).length;
const losesSends = (old: Touchpoint, found: Touchpoint) => skips(found) > skips(old);

const lanesFor = ({ lanes }: Campaign, { lanes: all }: ReadRows, laneId: unknown): SimpleCommand[] =>
  all
    .filter(({ id }) => id === laneId && !lanes.some((lane) => lane.id === id))
    .map((item) => ({ type: 'addLane', item }));

/** Further outside the plan than this, a date is more likely a slip of the hand than meant: eight weeks, an assumption. */
const FAR_DAYS = 56;

function isFarAway(campaign: Campaign, touchpoint: Touchpoint): boolean {
  const [plan, own] = [rangeOf(campaign), rangeOf(touchpoint)];
  return own.until > plan.until + FAR_DAYS || own.from < plan.from - FAR_DAYS;
}

/** A campaign holds its touchpoints, so it grows where one lies outside. */
function roomFor(campaign: Campaign, touchpoint: Touchpoint): SimpleCommand[] {
  const [plan, own] = [rangeOf(campaign), rangeOf(touchpoint)];
  // In a rolling plan the first day is day 0 of everybody: to move it would move all that is planned.
  const from = campaign.rolling ? plan.from : Math.min(plan.from, own.from);
  const until = Math.max(plan.until, own.until);
  if (from === plan.from && until === plan.until) return [];
  return [{ type: 'setDetails', changes: { start: formatDay(from), days: until - from } }];
}

/** The rows of a touchpoint that were changed; all of them where it is what is missing that changed it. */
function changedRows(
  matched: ReturnType<typeof matchRows>['matched'],
  now: readonly Cells[],
  id: string,
  all: readonly number[],
): number[] {
  const rows = matched
    .filter(({ now: place, changed }) => changed.length > 0 && now[place]!.touchpointId === id)
    .map(({ row }) => row.row);
  return rows.length > 0 ? rows.toSorted((a, b) => a - b) : [...all];
}

/** What the reader had to say of the rows that came back, and not of those that would be exported now. */
function remarksOf(after: ReadRows, before: ReadRows): Question[] {
  const usual = new Set(before.notes.map(({ note }) => note));
  return [
    ...after.rejected.map(({ row, reason }) => ({
      row,
      sentence: `Row ${row} was not taken over: ${plainCell(reason)}.`,
    })),
    ...after.notes
      .filter(({ note }) => !usual.has(note))
      .map(({ row, note }) => ({ row, sentence: `Row ${row}: ${plainCell(note)}.` })),
  ];
}
