/**
 * A list in parts, so that a long one is written to anywhere, and asked where an item stands, without going through all of it: a part and the row of
 * parts are of about the square root of its length. Pure but for the list itself.
 */

export interface Entry {
  id: string;
}

export interface PartedList<T extends Entry> {
  parts: T[][];
  /** The part that holds each item; built when it is asked for a second time, since once is found as fast by looking. */
  partOf: Map<string, T[]> | null;
  isAsked: boolean;
}

const LONGEST_PART = 512;

export function partedList<T extends Entry>(items: readonly T[]): PartedList<T> {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += LONGEST_PART) parts.push(items.slice(from, from + LONGEST_PART));
  return { parts, partOf: null, isAsked: false };
}

export const itemsIn = <T extends Entry>({ parts }: PartedList<T>): T[] => parts.flat();

export const countIn = ({ parts }: PartedList<Entry>): number => parts.reduce((sum, { length }) => sum + length, 0);

/** The part that holds an item, and where in it. */
function find<T extends Entry>(list: PartedList<T>, id: string): { part: T[]; place: number } | undefined {
  const part = partOf(list, id);
  return part && { part, place: part.findIndex((item) => item.id === id) };
}

function partOf<T extends Entry>(list: PartedList<T>, id: string): T[] | undefined {
  if (!list.partOf && !list.isAsked) {
    list.isAsked = true;
    return list.parts.find((part) => part.some((item) => item.id === id));
  }
  list.partOf ??= new Map(list.parts.flatMap((part) => part.map((item) => [item.id, part] as const)));
  return list.partOf.get(id);
}

export function itemIn<T extends Entry>(list: PartedList<T>, id: string): T | undefined {
  const found = find(list, id);
  return found?.part[found.place];
}

/** Whether an item is there; sooner known than where. */
export const isIn = <T extends Entry>(list: PartedList<T>, id: string): boolean => partOf(list, id) !== undefined;

/** Puts another item in the place of the one of its id. */
export function replaceIn<T extends Entry>(list: PartedList<T>, item: T): void {
  const { part, place } = find(list, item.id)!;
  part[place] = item;
}

/** Puts an item in at a place, or at the end where the list is shorter. */
export function insertIn<T extends Entry>(list: PartedList<T>, item: T, at = Infinity): void {
  const { parts, partOf } = list;
  let index = 0;
  let place = at;
  while (index < parts.length - 1 && place > parts[index]!.length) place -= parts[index++]!.length;
  const part = (parts[index] ??= []);
  part.splice(place, 0, item);
  partOf?.set(item.id, part);
  if (part.length <= LONGEST_PART) return;
  const rest = part.splice(part.length / 2);
  parts.splice(index + 1, 0, rest);
  if (partOf) for (const { id } of rest) partOf.set(id, rest);
}

/** Takes an item out; says where it stood. */
export function takeFrom<T extends Entry>(list: PartedList<T>, id: string): { item: T; at: number } {
  const { part, place } = find(list, id)!;
  const index = list.parts.indexOf(part);
  const before = list.parts.slice(0, index).reduce((sum, { length }) => sum + length, 0);
  const [item] = part.splice(place, 1);
  if (part.length === 0) list.parts.splice(index, 1);
  list.partOf?.delete(id);
  return { item: item!, at: before + place };
}
