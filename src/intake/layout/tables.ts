import { columnLetters } from '#campaign/sheet.ts';
import type { Table, TableRow } from '../read/table.ts';
import { fieldOf, findHeaderRow, headerScore, plainHeading, type Vocabulary } from '../understand/columns.ts';
import { readDate } from '../understand/dateCell.ts';
import { isLaunchItself } from '../understand/launch.ts';
import { PLAN_WORDS } from '../understand/wording.ts';
import { isDate } from './axis.ts';
import { cellAt, filledIn, type List } from './list.ts';

/** Several lists on one sheet, below each other or side by side, and headings in two rows. */

/** The lists that stand below each other: each begins at its own row of headings, or at the titles right above it. */
export function stackedLists(table: Table): List[] {
  const main = findHeaderRow(table.rows, PLAN_WORDS);
  const starts: { row: number; index: number }[] = [];
  table.rows.forEach(({ row }, index) => {
    // Two rows of headings right below each other are one.
    const apart = table.rows[index - 1]?.row !== main && starts.at(-1)?.index !== index - 1;
    if (row === main && starts.at(-1)?.index === index - 1) starts.pop();
    if (row === main || (apart && isOtherHeader(table.rows, index, main))) starts.push({ row, index });
  });
  if (main === null || starts.length < 2) {
    return [{ table, ...(main === null ? {} : { headerRow: main }), remarks: [], notes: [], headings: [] }];
  }
  const begins = starts.map(({ index }, place) => (place === 0 ? 0 : titleAbove(table.rows, index)));
  return starts.map(({ row }, place) => ({
    table: {
      ...table,
      rows: table.rows.slice(begins[place], begins[place + 1]),
      notes: place === 0 ? table.notes : [],
    },
    headerRow: row,
    remarks:
      place === 0
        ? [
            `The sheet holds ${starts.length} lists below each other, with headings in rows ${numbers(starts)}: all were read.`,
          ]
        : [],
    notes: [],
    headings: [],
  }));
}

const numbers = (rows: TableRow[] | { row: number }[]) =>
  rows
    .map(({ row }) => String(row))
    .join(', ')
    .replace(/, (\d+)$/, ' and $1');

/** Whether a row is the headings of another list: words of the vocabulary alone, other ones than those of the first, dates below. */
function isOtherHeader(rows: TableRow[], index: number, main: number | null): boolean {
  const { row, cells } = rows[index]!;
  if (row === main) return false;
  const filled = filledIn(cells);
  if (filled.length < 2 || filled.some((column) => /\d/.test(cells[column]!) || cells[column]!.length > 40))
    return false;
  const fields = new Set(filled.map((column) => fieldOf(PLAN_WORDS, cells[column]!)));
  if (!fields.has('date') || headerScore(cells, PLAN_WORDS).fields < 2) return false;
  const known = filled.filter((column) => fieldOf(PLAN_WORDS, cells[column]!) !== undefined).length;
  if (known < filled.length * 0.6) return false;
  const header = rows.find((other) => other.row === main)?.cells ?? [];
  if (filled.every((column) => plainHeading(cells[column]!) === plainHeading(cellAt(header, column)))) return false;
  const date = filled.find((column) => fieldOf(PLAN_WORDS, cells[column]!) === 'date')!;
  // Among days such as “T-14”, “Go-live” is the launch itself.
  if (isLaunchItself(cells[date]!) && rows.slice(0, index).some((above) => isFromLaunch(cellAt(above.cells, date))))
    return false;
  return rows.slice(index + 1, index + 6).some((below) => isDate(cellAt(below.cells, date)));
}

function isFromLaunch(text: string): boolean {
  const reading = readDate(text);
  return 'from' in reading && reading.from.fromLaunch !== undefined;
}

/** Where the titles above a row of headings begin: rows with one text, right above it or apart from what is further up. */
export function titleAbove(rows: TableRow[], index: number): number {
  let at = index;
  const isApart = (place: number) => place > 0 && rows[place]!.row - rows[place - 1]!.row > 1;
  while (at > 0 && filledIn(rows[at - 1]!.cells).length === 1 && (!isApart(at) || isApart(at - 1))) at--;
  return at;
}

const MOST_SIDE_BY_SIDE = 12;

/** Lists side by side: the same headings, one of the fields that each needs among them, begin anew further right. */
export function sideBySide<Field extends string>(list: List, vocabulary: Vocabulary<Field>, needs: Field[]): List[] {
  const header = list.table.rows.find(({ row }) => row === list.headerRow)?.cells;
  if (!header) return [list];
  const plain = header.map(plainHeading);
  const first = plain.findIndex((text, column) => text !== '' && plain.indexOf(text, column + 1) > 0);
  if (first < 0) return [list];
  const starts = plain.flatMap((text, column) => (text === plain[first] ? [column] : []));
  const blocks = starts.map((start, place) => ({ start, end: starts[place + 1] ?? header.length }));
  // Where a blank column stands between them, one known heading is enough.
  const apart = blocks.slice(1).every(({ start }) => plain[start - 1] === '');
  const isList = ({ start, end }: { start: number; end: number }) => {
    const headings = header.slice(start, end).filter((text) => text !== '');
    const known = headings.filter((text) => fieldOf(vocabulary, text) !== undefined);
    return known.some((text) => needs.includes(fieldOf(vocabulary, text)!)) && (apart ? headings : known).length >= 2;
  };
  if (first > 0 || blocks.length > MOST_SIDE_BY_SIDE || !blocks.every(isList)) return [list];
  const names = blocks.map(({ start, end }) => `${columnLetters(start)} to ${columnLetters(end - 1)}`);
  return blocks.map(({ start, end }, place) => ({
    ...list,
    table: {
      ...list.table,
      notes: place === 0 ? list.table.notes : [],
      rows: list.table.rows
        .map((row) => ({
          ...row,
          cells: row.cells.map((cell, column) => (column >= start && column < end ? cell : '')),
        }))
        .filter(({ cells }) => cells.some((cell) => cell !== '')),
    },
    remarks: [
      ...list.remarks,
      ...(place === 0
        ? [
            `The same headings stand twice: ${blocks.length} lists side by side were read (columns ${names.join(', ')}).`,
          ]
        : []),
    ],
  }));
}

/** A list whose headings stand in two rows, as one row. */
export function joinedHeadings(list: List): List {
  const { rows } = list.table;
  const at = rows.findIndex(({ row }) => row === list.headerRow);
  if (at < 0) return list;
  const single = headerScore(rows[at]!.cells, PLAN_WORDS);
  for (const [upper, lower] of [
    [at, at + 1],
    [at - 1, at],
  ] as const) {
    const top = rows[upper]?.cells;
    const bottom = rows[lower];
    if (!top || !bottom || !isHalfHeading(rows[upper === at ? lower : upper]!.cells)) continue;
    const cells = Array.from(
      { length: Math.max(top.length, bottom.cells.length) },
      (_, column) => cellAt(bottom.cells, column) || cellAt(top, column),
    );
    const joined = headerScore(cells, PLAN_WORDS);
    if (joined.fields <= single.fields || joined.score <= single.score) continue;
    return {
      ...list,
      table: { ...list.table, rows: [...rows.slice(0, upper), { ...bottom, cells }, ...rows.slice(lower + 1)] },
      headerRow: bottom.row,
    };
  }
  return list;
}

/** Short words alone, most of which name a field. */
function isHalfHeading(cells: string[]): boolean {
  const filled = filledIn(cells);
  if (filled.length < 2 || filled.some((column) => /\d|@/.test(cells[column]!) || cells[column]!.length > 30))
    return false;
  return filled.filter((column) => fieldOf(PLAN_WORDS, cells[column]!) !== undefined).length >= filled.length * 0.5;
}
