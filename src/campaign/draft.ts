import { COLLECTIONS, type Campaign, type Kind } from './document.ts';
import { Refusal } from './refusal.ts';

/** A campaign while commands are applied to it: a list is copied when it is first written to, so that a batch costs one copy. */

export type Item = { id: string };

export interface Draft {
  campaign: Campaign;
  lists: Partial<Record<Kind, Item[]>>;
  /** Where each id stands; dropped when a list changes in its middle, and built again only when asked for twice. */
  places: Partial<Record<Kind, Map<string, number> | 'askedOnce'>>;
}

export const draftOf = (campaign: Campaign): Draft => ({ campaign, lists: {}, places: {} });

/** The campaign with every list that was written to. */
export function finished({ campaign, lists }: Draft): Campaign {
  const written = Object.entries(lists).map(([kind, list]) => [COLLECTIONS[kind as Kind], list]);
  return written.length > 0 ? { ...campaign, ...Object.fromEntries(written) } : campaign;
}

export const listOf = (draft: Draft, kind: Kind): readonly Item[] =>
  draft.lists[kind] ?? draft.campaign[COLLECTIONS[kind]];

export function writableList(draft: Draft, kind: Kind): Item[] {
  return (draft.lists[kind] ??= [...draft.campaign[COLLECTIONS[kind]]]);
}

export function replaceAll(draft: Draft, kind: Kind, list: Item[]): void {
  draft.lists[kind] = list;
  delete draft.places[kind];
}

export function placeOf(draft: Draft, kind: Kind, id: string): number | undefined {
  const places = draft.places[kind];
  if (places instanceof Map) return places.get(id);
  const list = listOf(draft, kind);
  if (places === 'askedOnce') {
    const built = new Map(list.map((item, place) => [item.id, place]));
    draft.places[kind] = built;
    return built.get(id);
  }
  draft.places[kind] = 'askedOnce';
  const place = list.findIndex((item) => item.id === id);
  return place < 0 ? undefined : place;
}

/** The place of an item that a command is about. */
export function existingPlace(draft: Draft, kind: Kind, id: string): number {
  const place = placeOf(draft, kind, id);
  if (place === undefined) throw new Refusal('refused', `This ${kind} is not in the campaign any more.`);
  return place;
}

export function append(draft: Draft, kind: Kind, item: Item): void {
  const places = draft.places[kind];
  const length = writableList(draft, kind).push(item);
  if (places instanceof Map) places.set(item.id, length - 1);
}

export function insert(draft: Draft, kind: Kind, item: Item, at: number): void {
  writableList(draft, kind).splice(at, 0, item);
  delete draft.places[kind];
}

export function takeOut(draft: Draft, kind: Kind, at: number): Item {
  const list = writableList(draft, kind);
  const [item] = list.splice(at, 1);
  const places = draft.places[kind];
  // The last one leaves the places of the others as they are.
  if (at < list.length) delete draft.places[kind];
  else if (places instanceof Map) places.delete(item!.id);
  return item!;
}
