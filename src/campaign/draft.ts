import type { Campaign } from './document.ts';
import { COLLECTIONS, type Kind } from './collections.ts';
import {
  countIn,
  insertIn,
  isIn,
  itemIn,
  itemsIn,
  partedList,
  replaceIn,
  takeFrom,
  type PartedList,
} from './partedList.ts';
import { Refusal } from './refusal.ts';

/** A campaign while commands are applied to it: a list is parted when it is first asked for, and put together when it was written to, so that a batch costs that once. */

export type Item = { id: string };

export interface Draft {
  campaign: Campaign;
  lists: Partial<Record<Kind, PartedList<Item>>>;
  written: Set<Kind>;
}

export const draftOf = (campaign: Campaign): Draft => ({ campaign, lists: {}, written: new Set() });

const partedOf = (draft: Draft, kind: Kind): PartedList<Item> =>
  (draft.lists[kind] ??= partedList<Item>(draft.campaign[COLLECTIONS[kind]]));

function writable(draft: Draft, kind: Kind): PartedList<Item> {
  draft.written.add(kind);
  return partedOf(draft, kind);
}

/** The campaign with every list that was written to. */
export function finished(draft: Draft): Campaign {
  const { campaign, written } = draft;
  if (written.size === 0) return campaign;
  return { ...campaign, ...Object.fromEntries([...written].map((kind) => [COLLECTIONS[kind], listOf(draft, kind)])) };
}

export const listOf = (draft: Draft, kind: Kind): readonly Item[] =>
  draft.written.has(kind) ? itemsIn(partedOf(draft, kind)) : draft.campaign[COLLECTIONS[kind]];

export const countOf = (draft: Draft, kind: Kind): number => countIn(partedOf(draft, kind));

export const has = (draft: Draft, kind: Kind, id: string): boolean => isIn(partedOf(draft, kind), id);

/** The item that a command is about. */
export function existing(draft: Draft, kind: Kind, id: string): Item {
  const item = itemIn(partedOf(draft, kind), id);
  if (item === undefined) throw new Refusal('refused', `This ${kind} is not in the campaign any more.`);
  return item;
}

export function replaceAll(draft: Draft, kind: Kind, list: Item[]): void {
  draft.lists[kind] = partedList(list);
  draft.written.add(kind);
}

export const replace = (draft: Draft, kind: Kind, item: Item): void => replaceIn(writable(draft, kind), item);

/** At the end where no place is named. */
export const insert = (draft: Draft, kind: Kind, item: Item, at?: number): void =>
  insertIn(writable(draft, kind), item, at);

/** Takes out an item that is there. */
export const takeOut = (draft: Draft, kind: Kind, id: string): { item: Item; at: number } =>
  takeFrom(writable(draft, kind), id);
