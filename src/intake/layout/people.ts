import type { Table, TableRow } from '../read/table.ts';
import { fieldOf, findHeaderRow, guessColumns, headerScore, plainHeading } from '../understand/columns.ts';
import { countryOf } from '../understand/countries.ts';
import type { DataRow } from '../understand/rows.ts';
import { AUDIENCE_WORDS, type AudienceField } from '../understand/wording.ts';
import { cellAt, columnSpan, filledIn } from './list.ts';
import { sideBySide, titleAbove } from './tables.ts';

/** The people of a sheet as one list, however they are laid out: lists below each other or side by side, countries as columns. */

export interface PeopleList {
  table: Table;
  /** Number of the row with its headings; null where it has none. */
  headerRow: number | null;
  remarks: string[];
  /** Rows that count people of the list again. */
  again: DataRow[];
}

/** `headerRow` is the person's word on the headings: then the sheet is one list. */
export function peopleOf(table: Table, headerRow?: number | null): PeopleList {
  if (headerRow !== undefined) return { table, headerRow, remarks: [], again: [] };
  const main = findHeaderRow(table.rows, AUDIENCE_WORDS);
  if (main === null) return { table, headerRow: null, remarks: [], again: [] };
  const starts = table.rows.flatMap(({ row }, index) =>
    row === main || isHeader(table.rows, index, main) ? [index] : [],
  );
  const begins = starts.map((index, place) => (place === 0 ? 0 : titleAbove(table.rows, index)));
  const parts = starts.map((index, place) => ({
    table: { ...table, rows: table.rows.slice(begins[place], begins[place + 1]) },
    headerRow: table.rows[index]!.row,
  }));
  return byCountry(joined(parts.flatMap(besides)));
}

interface Part {
  table: Table;
  headerRow: number;
}

/** Whether a row is the headings of another list: words of the vocabulary alone, apart from what is above or with numbers and addresses below. */
function isHeader(rows: TableRow[], index: number, main: number): boolean {
  const { row, cells } = rows[index]!;
  const filled = filledIn(cells);
  if (index + 1 >= rows.length || filled.length < 2) return false;
  if (filled.some((column) => /\d|@/.test(cells[column]!) || cells[column]!.length > 40)) return false;
  const known = filled.filter((column) => fieldOf(AUDIENCE_WORDS, cells[column]!) !== undefined).length;
  if (headerScore(cells, AUDIENCE_WORDS).fields < 2 || known < filled.length * 0.6) return false;
  const first = rows.find((other) => other.row === main)!.cells;
  if (filled.every((column) => plainHeading(cells[column]!) === plainHeading(cellAt(first, column)))) return false;
  const below = rows.slice(index + 1, index + 4);
  const typed = filled.some((column) => below.every((next) => /^[\d.,\s]+$|@|\d{2}/.test(cellAt(next.cells, column))));
  const before = rows[index - 1];
  const apart = before === undefined || row - before.row > 1 || filledIn(before.cells).length === 1;
  return typed || (apart && filled.some((column) => fieldOf(AUDIENCE_WORDS, cells[column]!) === 'person'));
}

/** Lists side by side, each as one of its own. */
function besides({ table, headerRow }: Part): Part[] {
  const list = { table, headerRow, remarks: [], notes: [], headings: [] };
  return sideBySide(list, AUDIENCE_WORDS, ['person', 'headcount']).map((block) => ({ table: block.table, headerRow }));
}

const GROUPS = ['department', 'country', 'location', 'language', 'manager'] as const;

/** The lists as one, with the columns of the first. Those that count the same people by something else are left out, row by row. */
function joined(parts: Part[]): PeopleList {
  const lists = parts.map((part) => {
    const { headers, columns, guesses } = guessColumns(part.table, AUDIENCE_WORDS, { headerRow: part.headerRow });
    const certain = guesses.some(({ field, confidence }) => field === 'person' && confidence >= 0.75);
    const groups = GROUPS.filter((field) => columns[field] !== null).join();
    return { ...part, headers, columns, kind: certain || columns.headcount === null ? 'persons' : groups };
  });
  const first = lists.find(({ kind }) => kind === 'persons') ?? lists[0]!;
  const { table, headerRow } = first;
  if (lists.length === 1) return { table, headerRow, remarks: [], again: [] };
  const kept = lists.filter(({ kind }) => kind === first.kind);
  const headers = [...first.headers];
  const rows = [...table.rows];
  for (const list of kept.filter((other) => other !== first)) {
    const places = list.headers.map((heading, column) => {
      const field = (Object.keys(list.columns) as AudienceField[]).find((name) => list.columns[name] === column);
      const same = headers.findIndex((other) => plainHeading(other) === plainHeading(heading) && heading !== '');
      const place = (field === undefined ? null : first.columns[field]) ?? (same < 0 ? headers.length : same);
      if (place === headers.length) headers.push(heading);
      return place;
    });
    for (const row of list.table.rows.filter((other) => other.row > list.headerRow)) {
      const cells = headers.map(() => '');
      row.cells.forEach((cell, column) => (cells[places[column] ?? cells.length] = cell));
      rows.push({ ...row, cells });
    }
  }
  const again = lists
    .filter((list) => !kept.includes(list))
    .flatMap((list) =>
      list.table.rows
        .filter(({ row, cells }) => row > list.headerRow && filledIn(cells).length > 1)
        .map((row) => ({ ...row, reason: reasonOf(list.headerRow) })),
    );
  const headed = rows.map((row) => (row.row === headerRow ? { ...row, cells: headers } : row));
  const headings = [...new Set(lists.map((list) => list.headerRow))];
  return {
    table: { ...table, rows: headed.sort((a, b) => a.row - b.row) },
    headerRow,
    remarks: [
      headings.length === 1
        ? `The same headings stand twice: ${lists.length} lists side by side were read.`
        : `The sheet holds ${headings.length} lists below each other, with headings in rows ${headings.join(', ').replace(/, (\d+)$/, ' and $1')}: ${kept.length === lists.length ? 'all were read' : `${kept.length === 1 ? 'one was' : `${kept.length} were`} read`}.`,
    ],
    again,
  };
}

const reasonOf = (headerRow: number) =>
  `it stands in another list on the sheet (headings in row ${headerRow}), which may count the same people again: choose those headings to read it instead`;

/** Numbers of people below the names of countries, as an entry for each. */
function byCountry(list: PeopleList): PeopleList {
  const header = list.table.rows.find(({ row }) => row === list.headerRow);
  if (!header) return list;
  const below = list.table.rows.filter(({ row }) => row > header.row);
  const columns = filledIn(header.cells).filter(
    (column) => countryOf(header.cells[column]!) !== undefined && isNumbers(below, column),
  );
  if (columns.length < 2 || header.cells.some((text) => ['country', 'headcount'].includes(fieldIn(text)))) return list;
  const width = header.cells.length;
  const rest = (cells: string[]) =>
    Array.from({ length: width }, (_, column) => (columns.includes(column) ? '' : cellAt(cells, column)));
  const unfold = (row: TableRow): TableRow[] => {
    if (row.row < header.row) return [row];
    if (row === header) return [{ ...row, cells: [...rest(row.cells), 'Country', 'Headcount'] }];
    const filled = columns.filter((column) => cellAt(row.cells, column) !== '');
    if (filled.length === 0) return [{ ...row, cells: rest(row.cells) }];
    return filled.map((column) => ({
      ...row,
      cells: [...rest(row.cells), header.cells[column]!, cellAt(row.cells, column)],
    }));
  };
  return {
    ...list,
    table: { ...list.table, rows: list.table.rows.flatMap(unfold) },
    remarks: [
      ...list.remarks,
      `Countries stand in the headings of ${columnSpan(columns)}: each number below them became an entry.`,
    ],
  };
}

const fieldIn = (heading: string): string => fieldOf(AUDIENCE_WORDS, heading) ?? '';

function isNumbers(rows: TableRow[], column: number): boolean {
  const texts = rows.map(({ cells }) => cellAt(cells, column)).filter((text) => text !== '');
  return texts.length > 0 && texts.every((text) => /^\d[\d.,' ]*$/.test(text));
}
