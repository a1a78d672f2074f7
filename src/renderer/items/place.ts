import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { itemById } from '../session/shown.ts';

/** What can stand on the timeline, and on which days. Pure. */

const PLACED_KINDS = ['touchpoint', 'phase', 'event', 'goal', 'decision'] as const;
export type PlacedKind = (typeof PLACED_KINDS)[number];

export interface Place {
  kind: PlacedKind;
  id: string;
  /** The row meant, of those that a touchpoint stands in. */
  row?: string;
}

/** Things of one day, which have no end that could be moved. */
export const hasLength = (kind: PlacedKind): boolean => kind !== 'goal' && kind !== 'decision';

export const isPlaced = (kind: string): kind is PlacedKind => (PLACED_KINDS as readonly string[]).includes(kind);

/** Where its element is found. */
export const placedSelector = ({ kind, id, row }: Place) =>
  `[data-kind="${kind}"][data-id="${CSS.escape(id)}"]${row === undefined ? '' : `[data-row="${CSS.escape(row)}"]`}`;

/** What an element stands for. */
export function placeOf(element: HTMLElement | null | undefined): Place | undefined {
  const { kind, id, row } = element?.dataset ?? {};
  return kind && id && isPlaced(kind) ? { kind, id, ...(row === undefined ? {} : { row }) } : undefined;
}

/** First day and length of anything placed; a goal or a decision point is a single day. */
export function spanOf(
  campaign: Campaign,
  { kind, id }: Place,
): { start: string; days: number; name: string } | undefined {
  if (kind === 'goal' || kind === 'decision') {
    const item = itemById(campaign, kind, id);
    return item && { start: item.date, days: 1, name: item.name };
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
