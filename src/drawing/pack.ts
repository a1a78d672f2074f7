/** Placing things that last in as few rows as they need, none on top of another. */

export interface Extent {
  from: number;
  until: number;
}

/**
 * A row for each extent, counted from 0: in order of their start, each into the first row that is free there.
 * Extents of one row keep `gap` between them. O(n · rows).
 */
export function packRows(extents: readonly Extent[], gap = 0): { rows: number[]; count: number } {
  const order = extents.map((_, index) => index).toSorted((a, b) => extents[a]!.from - extents[b]!.from || a - b);
  const freeFrom: number[] = [];
  const rows = Array.from({ length: extents.length }, () => 0);
  for (const index of order) {
    const { from, until } = extents[index]!;
    const free = freeFrom.findIndex((end) => end <= from);
    const row = free < 0 ? freeFrom.length : free;
    freeFrom[row] = until + gap;
    rows[index] = row;
  }
  return { rows, count: freeFrom.length };
}
