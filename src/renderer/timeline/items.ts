import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import { COLLECTIONS, isGoing, MOST_DAYS, type Campaign, type Kind, type Touchpoint } from '#campaign/document.ts';
import { itemById, newId } from '../session/shown.ts';
import { inRow, partsOfRow, regroupChange, rowIdsOf, rowName, type Row } from './grouping.ts';
import { formatDate, formatSpan } from '../locale.ts';
import { t } from '../text/text.ts';

/** What can stand on the timeline, and the commands that its gestures and keys make. */

const PLACED_KINDS = ['touchpoint', 'phase', 'event', 'goal'] as const;
export type PlacedKind = (typeof PLACED_KINDS)[number];

export interface Place {
  kind: PlacedKind;
  id: string;
  /** The row meant, of those that a touchpoint stands in. */
  row?: string;
}

export const isPlaced = (kind: string): kind is PlacedKind => (PLACED_KINDS as readonly string[]).includes(kind);

/** Where its element is found. */
export const placedSelector = ({ kind, id, row }: Place) =>
  `[data-kind="${kind}"][data-id="${CSS.escape(id)}"]${row === undefined ? '' : `[data-row="${CSS.escape(row)}"]`}`;

/** What an element stands for. */
export function placeOf(element: HTMLElement | null | undefined): Place | undefined {
  const { kind, id, row } = element?.dataset ?? {};
  return kind && id && isPlaced(kind) ? { kind, id, ...(row === undefined ? {} : { row }) } : undefined;
}

/** First day and length of anything placed; a goal is a single day. */
export function spanOf(
  campaign: Campaign,
  { kind, id }: Place,
): { start: string; days: number; name: string } | undefined {
  if (kind === 'goal') {
    const goal = itemById(campaign, 'goal', id);
    return goal && { start: goal.date, days: 1, name: goal.name };
  }
  return itemById(campaign, kind, id);
}

/** First day and length of a placed thing after a command, told from the command alone: nothing of a large plan is gone through. */
export function spanAfter(campaign: Campaign, command: Command | null, place: Place): ReturnType<typeof spanOf> {
  const span = spanOf(campaign, place);
  const own =
    command &&
    (command.type === 'batch' ? command.commands : [command]).find((one) => 'id' in one && one.id === place.id);
  if (!span || !own) return span;
  const { start, date, days } = ('changes' in own ? own.changes : own) as {
    start?: string;
    date?: string;
    days?: number;
  };
  return { name: span.name, start: start ?? date ?? span.start, days: days ?? span.days };
}

/** What a command adds, changes or removes on the timeline. */
export function placesIn(command: Command): Place[] {
  const commands = command.type === 'batch' ? command.commands : [command];
  return commands.flatMap((one) => {
    const kind = one.type.replace(/^(?:add|edit|remove|move|resize|reorder)/, '').toLowerCase();
    const id = 'item' in one ? one.item.id : 'id' in one ? one.id : undefined;
    return isPlaced(kind) && id !== undefined ? [{ kind, id }] : [];
  });
}

/** A date some days later, or as it is where the calendar ends. */
export const shift = (iso: string, days: number) => {
  try {
    return addDays(iso, days);
  } catch {
    return iso;
  }
};

/** The command that moves these by some days, and a single touchpoint from its row to another; null where nothing would change. */
export function moveCommand(
  campaign: Campaign,
  kind: PlacedKind,
  ids: string[],
  days: number,
  rowId?: string,
  fromRowId?: string,
): Command | null {
  const commands = ids.flatMap((id): SimpleCommand[] => {
    const span = spanOf(campaign, { kind, id });
    if (!span) return [];
    const start = shift(span.start, days);
    if (kind === 'goal') return start === span.start ? [] : [{ type: 'editGoal', id, changes: { date: start } }];
    if (kind === 'phase') return start === span.start ? [] : [{ type: 'editPhase', id, changes: { start } }];
    if (kind === 'event') return start === span.start ? [] : [{ type: 'editEvent', id, changes: { start } }];
    const moved = { ...(span as Touchpoint), start };
    const {
      laneId,
      start: day = start,
      ...changes
    } = (rowId === undefined ? null : regroupChange(campaign, moved, rowId, fromRowId)) ?? {};
    const stays = day === span.start && laneId === undefined;
    return [
      ...(stays
        ? []
        : [{ type: 'moveTouchpoint' as const, id, start: day, ...(laneId === undefined ? {} : { laneId }) }]),
      ...(Object.keys(changes).length > 0 ? [{ type: 'editTouchpoint' as const, id, changes }] : []),
    ];
  });
  return together(commands, ids.length > 1 ? 'moveSeveral' : 'regroup');
}

/** The command that gives it another first day and length; null where nothing would change. */
export function resizeCommand(campaign: Campaign, place: Place, edge: 'start' | 'end', days: number): Command | null {
  const span = spanOf(campaign, place);
  if (!span || place.kind === 'goal') return null;
  const delta =
    edge === 'end'
      ? Math.max(1 - span.days, Math.min(days, MOST_DAYS - span.days))
      : Math.min(span.days - 1, Math.max(days, span.days - MOST_DAYS));
  if (delta === 0) return null;
  const start = edge === 'end' ? span.start : shift(span.start, delta);
  const length = edge === 'end' ? span.days + delta : span.days - delta;
  if (place.kind === 'phase') return { type: 'editPhase', id: place.id, changes: { start, days: length } };
  if (place.kind === 'event') return { type: 'editEvent', id: place.id, changes: { start, days: length } };
  return { type: 'resizeTouchpoint', id: place.id, start, days: length };
}

export function removeCommand(kind: Kind, ids: string[]): Command | null {
  const type = `remove${kind[0]!.toUpperCase()}${kind.slice(1)}`;
  return together(
    ids.map((id) => ({ type, id }) as SimpleCommand),
    'removeSeveral',
  );
}

/** Copies of touchpoints some days later, and of a single one in another row; by default a week, so that a copy is not hidden by its original. */
export function copyCommand(
  campaign: Campaign,
  ids: string[],
  days = 7,
  rowId?: string,
): { command: Command; ids: string[] } | null {
  const items = ids.flatMap((id) => {
    const original = itemById(campaign, 'touchpoint', id);
    if (!original) return [];
    const start = shift(original.start, days);
    const copy = { ...original, id: newId('touchpoint'), start };
    return [rowId === undefined ? copy : inRow(campaign, copy, rowId)];
  });
  if (items.length === 0) return null;
  const commands = items.map((item): SimpleCommand => ({ type: 'addTouchpoint', item }));
  return { command: { type: 'batch', action: 'duplicate', commands }, ids: items.map(({ id }) => id) };
}

function together(commands: SimpleCommand[], action: string): Command | null {
  return commands.length === 0 ? null : commands.length === 1 ? commands[0]! : { type: 'batch', action, commands };
}

/** “Launch email, push, Email, Tuesday, 12 January 2027, lane Newsletter”: how a placed thing is said. */
export function spokenPlace(campaign: Campaign, place: Place): string {
  const span = spanOf(campaign, place);
  if (!span) return '';
  const when =
    span.days === 1
      ? formatDate(span.start, 'full')
      : t('timeline.spanSpoken', { span: formatSpan(span), count: span.days });
  if (place.kind !== 'touchpoint') return t(`timeline.spoken.${place.kind}`, { name: span.name, when });
  const touchpoint = span as Touchpoint;
  const lane = campaign.lanes.find((candidate) => candidate.id === touchpoint.laneId)?.name ?? '';
  const spoken = t(isGoing(touchpoint) ? 'timeline.spoken.touchpoint' : 'timeline.spoken.cancelled', {
    name: span.name,
    direction: t(`direction.${touchpoint.direction}`),
    channel: t(`channel.${touchpoint.channel}`),
    when,
    lane,
  });
  const { grouping } = partsOfRow(place.row ?? '');
  // Lane and channel are said already.
  if (place.row === undefined || grouping === 'lane' || grouping === 'channel') return spoken;
  const rows = rowIdsOf(campaign, grouping, touchpoint);
  return t('timeline.spoken.inRow', {
    spoken,
    row: rowName(campaign, rows.find((id) => id === place.row) ?? rows[0]!),
  });
}

/** Rows that the arrow keys walk: phases, then events and goals, then those of touchpoints, each in order of time. */
export function rowsOf(campaign: Campaign, rows: readonly Row[]): Place[][] {
  const placesOf = (kind: Exclude<PlacedKind, 'touchpoint'>) =>
    campaign[COLLECTIONS[kind]].map((item) => ({
      kind,
      id: item.id,
      day: dayOf('date' in item ? item.date : (item as { start: string }).start),
    }));
  const inTime = (places: (Place & { day: number })[]): Place[] =>
    places.toSorted((a, b) => a.day - b.day).map(({ day: _, ...place }) => place);
  return [
    inTime(placesOf('phase')),
    inTime([...placesOf('event'), ...placesOf('goal')]),
    ...rows.map(({ id: row, touchpoints }) =>
      inTime(touchpoints.map(({ id, start }) => ({ kind: 'touchpoint', id, row, day: dayOf(start) }))),
    ),
  ].filter((row) => row.length > 0);
}

/** The neighbour of a place in a direction of the arrow keys, or itself at the edge. */
export function neighbour(
  campaign: Campaign,
  shown: readonly Row[],
  place: Place,
  direction: 'left' | 'right' | 'up' | 'down',
): Place {
  const rows = rowsOf(campaign, shown);
  const same = (other: Place) =>
    other.kind === place.kind && other.id === place.id && (place.row === undefined || other.row === place.row);
  const rowIndex = rows.findIndex((row) => row.some(same));
  if (rowIndex < 0) return rows[0]?.[0] ?? place;
  const row = rows[rowIndex]!;
  const index = row.findIndex(same);
  if (direction === 'left' || direction === 'right') return row[index + (direction === 'left' ? -1 : 1)] ?? place;
  const next = rows[rowIndex + (direction === 'up' ? -1 : 1)];
  const day = dayOf(spanOf(campaign, place)!.start);
  const distance = (other: Place) => Math.abs(dayOf(spanOf(campaign, other)!.start) - day);
  return next?.toSorted((a, b) => distance(a) - distance(b))[0] ?? place;
}
