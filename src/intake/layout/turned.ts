import type { Table, TableRow } from '../read/table.ts';
import { fieldOf, isHeadingOf } from '../understand/columns.ts';
import { PLAN_WORDS, type PlanField } from '../understand/wording.ts';
import { isDate } from './axis.ts';
import { cellAt, filledIn, type List } from './list.ts';
import { isTheme } from './sides.ts';

/** A list that stands sideways: its headings below each other in one column, its entries as columns. */

const MOST_HEADINGS = 40;

export function readTurned(table: Table): List | undefined {
  const { rows } = table;
  if (rows.length < 2 || rows.length > MOST_HEADINGS) return undefined;
  const side = Math.min(...rows.map(({ cells }) => filledIn(cells)[0]!));
  const fields = rows.map(({ cells }) => fieldOf(PLAN_WORDS, cellAt(cells, side)));
  const dates = rows.find(({ cells }, index) => fields[index] === 'date' && isDatedRow(cells, side));
  const known = fields.filter((field) => field !== undefined).length;
  if (!dates || known < 2 || known < rows.length / 2 || new Set(fields).size < 3) return undefined;
  // Headings on top as well, and dates in other rows than those of dates, make it an ordinary list.
  const top = rows[0]!.cells.filter((text) => fieldOf(PLAN_WORDS, text) !== undefined).length;
  const others = rows.filter((_, index) => fields[index] !== 'date' && fields[index] !== 'endDate');
  const isDay = (text: string) => /\D/.test(text) && isDate(text);
  if (top >= 2 && others.some(({ cells }) => cells.some((text, column) => column !== side && isDay(text))))
    return undefined;
  const columns = filledIn(dates.cells).filter((column) => column !== side);
  // Above the dates, what stands on top are the names, whatever the corner says.
  const onTop = (row: TableRow) =>
    row === rows[0] &&
    row !== dates &&
    !isDatedRow(row.cells, side) &&
    isItem(fields[0]) &&
    !isTheme(cellAt(row.cells, side));
  const label = (row: TableRow) => (onTop(row) ? 'Activity' : cellAt(row.cells, side));
  const hasNames = rows.some(
    (row) => !isTheme(label(row)) && NAMES.some((field) => isHeadingOf(PLAN_WORDS[field], label(row))),
  );
  const unknown = rows.filter(
    (row, index) =>
      isItem(fields[index]) && !isTheme(label(row)) && filledIn(row.cells).length > 1 && isBelowFirst(index),
  );
  const entries = hasNames ? [] : unknown;
  const fixed = rows.filter((row) => !entries.includes(row));
  const headings = [...fixed.map(label), ...(entries.length > 0 ? ['Category', 'Activity'] : [])];
  const turned: TableRow[] = [{ row: rows[0]!.row, cells: headings }];
  for (const column of columns) {
    const shared = fixed.map(({ cells }) => cellAt(cells, column));
    if (entries.length === 0) turned.push({ row: column + 1, cells: shared });
    for (const { row, cells } of entries) {
      const text = cellAt(cells, column);
      if (text !== '') turned.push({ row, cells: [...shared, cellAt(cells, side), text] });
    }
  }
  return {
    table: {
      ...table,
      rows: entries.length > 0 ? turned : turned.map((row, index) => (index === 0 ? { ...row, row: 0 } : row)),
    },
    headerRow: entries.length > 0 ? rows[0]!.row : 0,
    remarks: [
      entries.length > 0
        ? `The list stands sideways, with its dates across in row ${dates.row}: each text became an entry on the date of its column.`
        : 'The list stands sideways: its entries are columns. “Row 2” below is column B of the sheet.',
    ],
    notes: [],
    headings: [],
  };

  function isBelowFirst(index: number): boolean {
    return index > 0 || cellAt(rows[0]!.cells, side) !== '';
  }
}

const NAMES = ['name', 'subject'] as const;
/** Rows that are no field of the entries, such as “Leadership item”, hold entries themselves. */
const isItem = (field: PlanField | undefined) => field === undefined || field === 'name' || field === 'subject';

function isDatedRow(cells: string[], side: number): boolean {
  const texts = filledIn(cells).flatMap((column) => (column === side ? [] : [cells[column]!]));
  return texts.length >= 2 && texts.filter(isDate).length >= texts.length * 0.6;
}
