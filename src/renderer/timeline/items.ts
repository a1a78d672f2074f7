import { addDays, dayOf, type Span } from '#campaign/calendar.ts';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { isRepeated } from '#campaign/sending.ts';
import { COLLECTIONS, isGoing, type Campaign, type Touchpoint } from '#campaign/document.ts';
import { isLocked } from '#campaign/locked.ts';
import { statusOf } from '#campaign/status.ts';
import { itemById } from '../session/shown.ts';
import { statusDay } from '../session/today.ts';
import { partsOfRow, rowIdsOf, rowName, type Row } from './grouping.ts';
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

/** By how many days commands move things from where they stand: none for those that only grow longer, and those that are new. */
export function daysGone(campaign: Campaign, commands: readonly SimpleCommand[]): { place: Place; days: number }[] {
  return commands.flatMap((command) => {
    const [place] = placesIn(command);
    const span = place && spanOf(campaign, place);
    if (!span) return [];
    return [{ place, days: dayOf(spanAfter(campaign, command, place)!.start) - dayOf(span.start) }];
  });
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

const sendsIn = (touchpoint: Touchpoint): number => occurrenceDays(touchpoint).length;

/** “Launch email, push, Email, Tuesday, 12 January 2027, lane Newsletter”: how a placed thing is said. */
export function spokenPlace(campaign: Campaign, place: Place): string {
  const span = spanOf(campaign, place);
  if (!span) return '';
  if (place.kind === 'touchpoint') return spokenTouchpoint(campaign, span as Touchpoint, place.row);
  return t(`timeline.spoken.${place.kind}`, { name: span.name, when: spokenSpan(span) });
}

const spokenSpan = (span: Span) =>
  span.days === 1
    ? formatDate(span.start, 'full')
    : t('timeline.spanSpoken', { span: formatSpan(span), count: span.days });

/** The same of a touchpoint in one of its rows. */
export function spokenTouchpoint(
  campaign: Campaign,
  touchpoint: Touchpoint,
  row?: string,
  day = statusDay(campaign),
): string {
  const when = spokenSpan(touchpoint);
  const lane = campaign.lanes.find((candidate) => candidate.id === touchpoint.laneId)?.name ?? '';
  const status = statusOf(touchpoint, day);
  const isSaid = status !== undefined && status !== 'cancelled';
  const plain = t(isGoing(touchpoint) ? 'timeline.spoken.touchpoint' : 'timeline.spoken.cancelled', {
    name: touchpoint.name,
    direction: t(`direction.${touchpoint.direction}`),
    channel: t(`channel.${touchpoint.channel}`),
    when: isRepeated(touchpoint) ? t('timeline.spoken.series', { when, count: sendsIn(touchpoint) }) : when,
    lane,
  });
  const said = isSaid ? t('timeline.spoken.status', { spoken: plain, status: t(`status.${status}`) }) : plain;
  const spoken = isLocked(touchpoint) ? t('timeline.spoken.locked', { spoken: said }) : said;
  const { grouping } = partsOfRow(row ?? '');
  // Lane and channel are said already.
  if (row === undefined || grouping === 'lane' || grouping === 'channel') return spoken;
  const rows = rowIdsOf(campaign, grouping, touchpoint);
  return t('timeline.spoken.inRow', {
    spoken,
    row: rowName(campaign, rows.find((id) => id === row) ?? rows[0]!),
  });
}

/** A place with the day on which it begins. */
export type DatedPlace = Place & { day: number };

/** Rows that the arrow keys walk: phases, then events and goals, then those of touchpoints, each in order of time. */
export function rowsOf(campaign: Campaign, rows: readonly Row[]): DatedPlace[][] {
  const placesOf = (kind: Exclude<PlacedKind, 'touchpoint'>) =>
    campaign[COLLECTIONS[kind]].map((item) => ({
      kind,
      id: item.id,
      day: dayOf('date' in item ? item.date : (item as { start: string }).start),
    }));
  const inTime = (places: DatedPlace[]) => places.toSorted((a, b) => a.day - b.day);
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
  const distance = ({ day }: DatedPlace) => Math.abs(day - row[index]!.day);
  return next?.reduce((nearest, other) => (distance(other) < distance(nearest) ? other : nearest)) ?? place;
}
