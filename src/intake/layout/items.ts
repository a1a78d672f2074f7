import { guessColumns, isHeadingOf } from '../understand/columns.ts';
import { PLAN_WORDS } from '../understand/wording.ts';
import type { RowNote } from '../understand/rows.ts';
import { cellAt, type List } from './list.ts';

const BULLET = /^\s*(?:[-•·*–▪◦‣]|\d{1,2}[.)])\s+(?=\S)/;

/** The items of a cell that lists several, a line each behind a sign or a number; undefined for any other cell. */
function itemsIn(text: string): string[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || !lines.every((line) => BULLET.test(line))) return undefined;
  return lines.map((line) => line.replace(BULLET, '').trim());
}

/** Names that list several entries in one cell: every item becomes an entry of its own. */
export function itemised(list: List): List {
  const { table, headerRow } = list;
  const lists = table.rows.some(({ cells }) => cells.some((cell) => itemsIn(cell) !== undefined));
  if (!lists || headerRow === undefined) return list;
  // Beside a name of its own, a list of deliverables is no list of entries.
  const header = table.rows.find(({ row }) => row === headerRow)?.cells ?? [];
  if (header.filter((heading) => isHeadingOf(PLAN_WORDS.name, heading)).length > 1) return list;
  const column = guessColumns(table, PLAN_WORDS, { headerRow }).columns.name;
  if (column === null) return list;
  const notes: RowNote[] = [];
  const rows = table.rows.flatMap((row) => {
    const items = row.row > headerRow ? itemsIn(cellAt(row.cells, column)) : undefined;
    if (items === undefined) return [row];
    notes.push({ row: row.row, note: `a cell lists ${items.length} items: each became an entry of its own` });
    return items.map((item) => ({ ...row, cells: row.cells.with(column, item) }));
  });
  return { ...list, table: { ...table, rows }, notes: [...list.notes, ...notes] };
}
