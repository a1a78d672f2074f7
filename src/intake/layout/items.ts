import { fieldOf } from '../understand/columns.ts';
import { PLAN_WORDS } from '../understand/wording.ts';
import type { RowNote } from '../understand/rows.ts';
import { itemsIn, type List } from './list.ts';

/** Cells that list several entries, a line each behind a sign: every item becomes an entry of its own. */
export function itemised(list: List): List {
  const at = list.table.rows.findIndex(({ row }) => row === list.headerRow);
  const header = list.table.rows[at];
  if (!header) return list;
  const names = header.cells.flatMap((heading, column) =>
    ['name', 'tactic'].includes(fieldOf(PLAN_WORDS, heading) ?? '') ? [column] : [],
  );
  const notes: RowNote[] = [];
  const rows = list.table.rows.flatMap((row, index) => {
    const column = index > at ? names.find((place) => itemsIn(row.cells[place] ?? '') !== undefined) : undefined;
    if (column === undefined) return [row];
    const items = itemsIn(row.cells[column]!)!;
    notes.push({ row: row.row, note: `a cell lists ${items.length} items: each became an entry of its own` });
    return items.map((item) => ({ ...row, cells: row.cells.with(column, item) }));
  });
  return notes.length === 0 ? list : { ...list, table: { ...list.table, rows }, notes: [...list.notes, ...notes] };
}
