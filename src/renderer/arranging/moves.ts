import { dayOf, formatDay, rangeOf } from '#campaign/calendar.ts';
import { commandFor, type Command, type SimpleCommand } from '#campaign/commands.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import { COLLECTIONS, type ItemOf, type Kind } from '#campaign/collections.ts';
import { isLocked } from '#campaign/locked.ts';
import { withChanges } from '#campaign/fields.ts';
import { carryAtWork } from '#campaign/atWork.ts';
import { apply } from '#campaign/reducer.ts';
import { newId } from '../session/shown.ts';
import { partsOfRow, regroupChange, rowIdsOf, type RowChange } from '../rows/grouping.ts';
import { later } from '../items/hours.ts';
import { shift, type PlacedKind } from '../items/place.ts';
import { withinLengths } from './lengths.ts';
import { carriedBy, displaced, grownWith, type Shift } from './phases.ts';

/** The commands that gestures, keys and “Move to date…” make of days and lanes: pure. */

export interface Move {
  days: number;
  /** Besides the days, for touchpoints that stand at their hour. */
  minutes?: number;
  rows?: RowMove;
  /** Whether phases take along what they hold. */
  carries?: boolean;
}

/** Rows down, or up where negative: as far as all that moves can go. */
export interface RowMove {
  by: number;
  /** The ids of the rows, from top to bottom. */
  order: readonly string[];
  /** The row that the hand has taken it from, of those that it stands in. */
  from?: string | undefined;
}

/** Those of a kind with these ids, in the order of the document. */
export function itemsOf<K extends PlacedKind>(campaign: Campaign, kind: K, ids: readonly string[]): ItemOf<K>[] {
  const list = campaign[COLLECTIONS[kind]] as ItemOf<K>[];
  if (ids.length === 1) return list.filter(({ id }) => id === ids[0]);
  const wanted = new Set(ids);
  return list.filter(({ id }) => wanted.has(id));
}

/** Where the row of each touchpoint stands among all. */
function placesIn(campaign: Campaign, touchpoints: readonly Touchpoint[], { order, from }: Omit<RowMove, 'by'>) {
  const { grouping } = partsOfRow(order[0] ?? '');
  const at = new Map(order.map((id, place) => [id, place]));
  return new Map(
    touchpoints.map((one) => {
      const own = rowIdsOf(campaign, grouping, one);
      return [one.id, at.get(from !== undefined && own.includes(from) ? from : own[0]!) ?? 0];
    }),
  );
}

/** How many rows these touchpoints could all go up, and down. */
export function rowsAround(campaign: Campaign, touchpoints: readonly Touchpoint[], rows: Omit<RowMove, 'by'>) {
  const places = [...placesIn(campaign, touchpoints, rows).values()];
  return places.length === 0
    ? { up: 0, down: 0 }
    : { up: Math.min(...places), down: rows.order.length - 1 - Math.max(...places) };
}

/** What changes for each touchpoint that goes to another row. */
function rowChanges(
  campaign: Campaign,
  touchpoints: readonly Touchpoint[],
  rows: RowMove | undefined,
): (moved: Touchpoint) => RowChange {
  if (!rows || rows.by === 0) return () => ({});
  const { up, down } = rowsAround(campaign, touchpoints, rows);
  const by = Math.max(-up, Math.min(rows.by, down));
  const places = placesIn(campaign, touchpoints, rows);
  return (moved) => {
    const place = places.get(moved.id) ?? 0;
    const [from, to] = [rows.order[place], rows.order[place + by]];
    return (by !== 0 && to !== undefined && regroupChange(campaign, moved, to, from)) || {};
  };
}

/** Moves things by days, and touchpoints by rows; null where nothing would change. Phases push those in their way, and the campaign grows with them. */
export function moveCommand(
  campaign: Campaign,
  kind: PlacedKind,
  ids: readonly string[],
  { days, minutes, rows, carries = false }: Move,
): Command | null {
  if (kind === 'touchpoint')
    return together(
      movedTouchpoints(campaign, ids, { days, minutes, rows }),
      ids.length > 1 ? 'moveSeveral' : 'regroup',
    );
  if (days === 0) return null;
  if (kind !== 'phase') return together(movedItems(campaign, kind, ids, days), 'moveSeveral');
  const moved = displaced(campaign.phases, ids, 'move', days);
  const held = carries
    ? carried(
        campaign,
        moved.map(({ id, shift: by }) => ({ id, days: by })),
      )
    : [];
  return together([...withPhases(campaign, moved), ...held], 'movePhase');
}

/** Phases where they come to lie, and the campaign as long as it is to be for them. */
function withPhases(campaign: Campaign, moved: ReturnType<typeof displaced>): SimpleCommand[] {
  const now = rangeOf(campaign);
  const { from, until } = grownWith(campaign, moved);
  const days = Math.min(until - from, MOST_DAYS);
  return [
    ...moved.map(({ id, from: first, until: end, isStretched }) => {
      const changes = { start: formatDay(first), ...(isStretched ? { days: end - first } : {}) };
      return commandFor('edit', 'phase', { id, changes });
    }),
    ...(from === now.from && until === now.until
      ? []
      : [{ type: 'setDetails' as const, changes: { start: formatDay(from), days } }]),
  ];
}

function movedTouchpoints(
  campaign: Campaign,
  ids: readonly string[],
  { days, minutes, rows }: Partial<Move> & { days: number },
): SimpleCommand[] {
  const touchpoints = itemsOf(campaign, 'touchpoint', ids).filter((one) => !isLocked(one));
  const changesOf = rowChanges(campaign, touchpoints, rows);
  return touchpoints.flatMap((one): SimpleCommand[] => {
    const { id } = one;
    const moved = movedBy(one, days, minutes);
    const { laneId, start = moved.start, ...others } = changesOf(moved);
    const changes = { ...others, ...(moved.time === one.time ? {} : { 'time.at': moved.time.at! }) };
    const stays = start === one.start && laneId === undefined;
    return [
      ...(stays ? [] : [{ type: 'moveTouchpoint' as const, id, start, ...(laneId === undefined ? {} : { laneId }) }]),
      ...(Object.keys(changes).length > 0 ? [{ type: 'editTouchpoint' as const, id, changes }] : []),
    ];
  });
}

function movedBy<T extends Touchpoint>(touchpoint: T, days: number, minutes: number | undefined): T {
  const gone = later(touchpoint, days, minutes);
  return { ...touchpoint, start: shift(touchpoint.start, gone.days), time: gone.time };
}

/** Phases, events, goals or decision points some days later. */
function movedItems(
  campaign: Campaign,
  kind: Exclude<PlacedKind, 'touchpoint'>,
  ids: readonly string[],
  days: number,
): SimpleCommand[] {
  if (days === 0) return [];
  return itemsOf(campaign, kind, ids).map((item) => {
    const changes = 'date' in item ? { date: shift(item.date, days) } : { start: shift(item.start, days) };
    return commandFor('edit', kind, { id: item.id, changes });
  });
}

/** What phases hold, each by as many days as its phase: those that go equally far together, for a phase may hold thousands. */
function carried(campaign: Campaign, moves: readonly Shift[]): SimpleCommand[] {
  const alike = Map.groupBy(carriedBy(campaign, moves), ({ kind, days }) => `${kind} ${days}`);
  return [...alike.values()].flatMap((held) => {
    const { kind, days } = held[0]!;
    const ids = held.map(({ id }) => id);
    return kind === 'touchpoint' ? movedTouchpoints(campaign, ids, { days }) : movedItems(campaign, kind, ids, days);
  });
}

/** Moves one end of things; null where nothing would change. Phases push those beside them, and the campaign grows with them. */
export function stretchCommand(
  campaign: Campaign,
  kind: PlacedKind,
  ids: readonly string[],
  edge: 'start' | 'end',
  { days, carries = false }: Pick<Move, 'days' | 'carries'>,
): Command | null {
  if (kind === 'goal' || kind === 'decision') return null;
  if (kind === 'phase') {
    const changed = displaced(campaign.phases, ids, edge, days);
    // The stretched one keeps what it holds; those that are pushed may take theirs along.
    const pushed = changed.filter(({ id }) => !ids.includes(id)).map(({ id, shift: by }) => ({ id, days: by }));
    return together([...withPhases(campaign, changed), ...(carries ? carried(campaign, pushed) : [])], 'stretchPhase');
  }
  const commands = itemsOf(campaign, kind, ids).flatMap((item): SimpleCommand[] => {
    if (kind === 'touchpoint' && isLocked(item as Touchpoint)) return [];
    const { from, until } = rangeOf(item);
    const [start, end] = edge === 'end' ? [from, until + days] : [from + days, until];
    const next = withinLengths(start, end, edge);
    if (next.from === from && next.until === until) return [];
    const span = { start: formatDay(next.from), days: next.until - next.from };
    return kind === 'touchpoint'
      ? [{ type: 'resizeTouchpoint', id: item.id, ...span }]
      : [commandFor('edit', kind, { id: item.id, changes: span })];
  });
  return together(commands, 'stretchSeveral');
}

/** Copies of touchpoints, which hang from nothing, some days and rows away; by default a week, so that a copy is not hidden by its original. */
export function copyCommand(
  campaign: Campaign,
  ids: readonly string[],
  { days, minutes, rows }: Move = { days: 7 },
): { command: Command; ids: string[] } | null {
  const originals = itemsOf(campaign, 'touchpoint', ids);
  const changesOf = rowChanges(campaign, originals, rows);
  const items = originals.map(({ locked: _, tie: _tie, ...original }) => {
    const moved = movedBy(original, days, minutes);
    const item = { ...withChanges(moved, changesOf(moved)).item, id: newId('touchpoint') };
    return carryAtWork(campaign, original, item);
  });
  if (items.length === 0) return null;
  const commands = items.map((item): SimpleCommand => ({ type: 'addTouchpoint', item }));
  return { command: { type: 'batch', action: 'duplicate', commands }, ids: items.map(({ id }) => id) };
}

export function removeCommand(kind: Kind, ids: readonly string[]): Command | null {
  return together(
    ids.map((id) => commandFor('remove', kind, { id })),
    'removeSeveral',
  );
}

function together(commands: SimpleCommand[], action: string): Command | null {
  return commands.length === 0 ? null : commands.length === 1 ? commands[0]! : { type: 'batch', action, commands };
}

/** The first day of the earliest of these. */
export function firstDateOf(campaign: Campaign, kind: PlacedKind, ids: readonly string[]): string | undefined {
  const dates = itemsOf(campaign, kind, ids).map((item) => ('date' in item ? item.date : item.start));
  return dates.toSorted()[0];
}

/** Puts the earliest of these on a date and the others as far from it as before; a single one may get another length. */
export function moveToDate(
  campaign: Campaign,
  kind: PlacedKind,
  ids: readonly string[],
  { date, length, carries = false }: { date: string; length?: number; carries?: boolean },
): Command | null {
  const first = firstDateOf(campaign, kind, ids);
  if (first === undefined) return null;
  const moved = moveCommand(campaign, kind, ids, { days: dayOf(date) - dayOf(first), carries });
  const [item] = itemsOf(campaign, kind, ids);
  if (length === undefined || !item || !('days' in item) || item.days === length) return moved;
  const there = moved ? apply(campaign, moved).campaign : campaign;
  const stretched = stretchCommand(there, kind, ids, 'end', { days: length - item.days, carries });
  const commands = [moved, stretched].flatMap((one) => (!one ? [] : one.type === 'batch' ? one.commands : [one]));
  return together(commands, kind === 'phase' ? 'stretchPhase' : 'regroup');
}
