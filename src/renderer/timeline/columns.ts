import type { Card } from './layout.ts';

/**
 * Cards are drawn in columns, so that what scrolling brings in or takes away is one or two of them: the browser lays out and paints a column by
 * itself, and React compares no card of the others.
 */

/** Pixels of the calendar that begin one column. */
const COLUMN = 192;

export interface Column {
  id: number;
  cards: readonly Card[];
  /** What tells the elements of its cards apart. */
  keys: readonly string[];
}

/**
 * A function that parts the drawn cards into columns, from left to right. A card stays in the column that it was drawn in first for as long as it is
 * drawn, also where it is moved or zoomed: it stays the same element, and keeps the focus and the hand on it. A column that holds what it
 * held last is the same one.
 */
export function columnKeeper(): (cards: readonly Card[]) => Column[] {
  let homes = new Map<string, number>();
  let last = new Map<number, Column>();
  return (cards) => {
    const keys = keysOf(cards);
    const now = new Map<string, number>();
    const parted = new Map<number, { cards: Card[]; keys: string[] }>();
    cards.forEach((card, index) => {
      const key = keys[index]!;
      const home = homes.get(key) ?? Math.floor(card.left / COLUMN);
      now.set(key, home);
      let column = parted.get(home);
      if (!column) parted.set(home, (column = { cards: [], keys: [] }));
      column.cards.push(card);
      column.keys.push(key);
    });
    const columns = [...parted]
      .sort(([one], [other]) => one - other)
      .map(([id, column]) => {
        const known = last.get(id);
        return known && isSame(known.cards, column.cards) ? known : { id, ...column };
      });
    homes = now;
    last = new Map(columns.map((column) => [column.id, column]));
    return columns;
  };
}

const isSame = (one: readonly Card[], other: readonly Card[]): boolean =>
  one.length === other.length && one.every((card, index) => card === other[index]);

/** A card that goes to another row stays the same element; of one that stands in several rows, the others have keys of their own. */
function keysOf(cards: readonly Card[]): string[] {
  const known = new Set<string>();
  return cards.map(({ rowId, touchpoint: { id } }) => {
    if (known.has(id)) return `${rowId} ${id}`;
    known.add(id);
    return id;
  });
}
