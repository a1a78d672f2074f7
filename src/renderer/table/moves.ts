import { COLUMNS, type Column } from './columns.ts';
import { isHeading, type Row, type TouchpointRow } from './rows.ts';

/** Moving through the grid by keys: pure. The head of the table is a row of its own, and so is the box that selects a row a column. */

export const SELECT = 'select';
export const GRID_COLUMNS = [SELECT, ...COLUMNS] as const;
export type GridColumn = (typeof GRID_COLUMNS)[number];

/** Where the focus is: a cell of a touchpoint, or of the head. */
export interface Cell {
  /** The id of the row; HEAD for the head of the table. */
  row: string;
  column: GridColumn;
}
export const HEAD = '';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The cell after a key; undefined where the key does not move. `page` is how many rows are in view. */
export function cellAfter(
  { key, ctrlKey, metaKey, altKey }: Key,
  cell: Cell,
  rows: readonly Row[],
  page: number,
): Cell | undefined {
  if (altKey) return undefined;
  const isFar = ctrlKey || metaKey;
  const ids = [HEAD, ...rows.filter((row) => !isHeading(row)).map(({ id }) => id)];
  const at = Math.max(0, ids.indexOf(cell.row));
  const place = GRID_COLUMNS.indexOf(cell.column);
  const to = (row: number, column: number): Cell => ({
    row: ids[Math.max(0, Math.min(row, ids.length - 1))]!,
    column: GRID_COLUMNS[Math.max(0, Math.min(column, GRID_COLUMNS.length - 1))]!,
  });
  const last = ids.length - 1;
  switch (key) {
    case 'ArrowUp':
      return to(isFar ? 0 : at - 1, place);
    case 'ArrowDown':
      return to(isFar ? last : at + 1, place);
    case 'ArrowLeft':
      return to(at, isFar ? 0 : place - 1);
    case 'ArrowRight':
      return to(at, isFar ? GRID_COLUMNS.length - 1 : place + 1);
    case 'PageUp':
      return to(Math.max(1, at - page), place);
    case 'PageDown':
      return to(at + page, place);
    case 'Home':
      return isFar ? to(1, 0) : to(at, 0);
    case 'End':
      return isFar ? to(last, GRID_COLUMNS.length - 1) : to(at, GRID_COLUMNS.length - 1);
    default:
      return undefined;
  }
}

/** The next or the previous cell in reading order, where Tab goes from a cell that was edited; the cell itself at the ends. */
export function cellBeside(cell: Cell, rows: readonly Row[], by: 1 | -1): Cell {
  const ids = rows.filter((row) => !isHeading(row)).map(({ id }) => id);
  const columns: readonly Column[] = COLUMNS;
  const place = columns.indexOf(cell.column as Column) + by;
  if (place >= 0 && place < columns.length) return { row: cell.row, column: columns[place]! };
  const row = ids[ids.indexOf(cell.row) + by];
  return row === undefined ? cell : { row, column: by === 1 ? columns[0]! : columns.at(-1)! };
}

/** The rows between two, both with them, in the order in which they are shown. */
export function between(rows: readonly Row[], from: string, to: string): string[] {
  const ids = rows.filter((row) => !isHeading(row)).map(({ id }) => id);
  const [first, last] = [ids.indexOf(from), ids.indexOf(to)].toSorted((a, b) => a - b) as [number, number];
  return first < 0 ? ids.slice(last, last + 1) : ids.slice(first, last + 1);
}

/** The row that comes after those that go, else the last before them; null where none is left. */
export function rowBeside(rows: readonly Row[], gone: readonly string[]): TouchpointRow | null {
  const going = new Set(gone);
  const lines = rows.filter((row) => !isHeading(row));
  const first = lines.findIndex(({ id }) => going.has(id));
  const stays = ({ id }: TouchpointRow) => !going.has(id);
  return lines.slice(Math.max(0, first)).find(stays) ?? lines.findLast(stays) ?? null;
}
