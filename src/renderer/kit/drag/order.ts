/** Orders of short lists, and where a row that is carried would come to stand: pure. */

/** The list with one of it taken out and put in again at a place. */
export function movedOrder<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, place) => place !== from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}

/** What was chosen, in the order that stood before; what is new comes last. */
export const inKeptOrder = <T>(before: readonly T[], chosen: readonly T[]): T[] => [
  ...before.filter((one) => chosen.includes(one)),
  ...chosen.filter((one) => !before.includes(one)),
];

interface Span {
  top: number;
  bottom: number;
}

/** The row that a height falls on, or the nearest one: rows may be of any height. */
export function rowAt(y: number, rows: readonly Span[]): number | undefined {
  const away = ({ top, bottom }: Span) => Math.max(top - y, y - bottom, 0);
  let nearest: number | undefined;
  rows.forEach((row, place) => {
    if (nearest === undefined || away(row) < away(rows[nearest]!)) nearest = place;
  });
  return nearest;
}

/** Which way a row steps aside while another is carried from one place to a second: up, down or not at all. */
export function wayAside(place: number, from: number, to: number): -1 | 0 | 1 {
  if (place > from && place <= to) return -1;
  return place < from && place >= to ? 1 : 0;
}

/** The place that a key takes a carried row to; nothing where the key means nothing or the list ends. */
export function placeAfterKey(key: string, at: number, count: number): number | undefined {
  const to =
    key === 'ArrowUp' ? at - 1 : key === 'ArrowDown' ? at + 1 : key === 'Home' ? 0 : key === 'End' ? count - 1 : at;
  return to === at || to < 0 || to >= count ? undefined : to;
}
