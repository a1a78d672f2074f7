import { columnIndex, columnLetters } from '#campaign/sheet.ts';
import { IntakeError } from './error.ts';
import { LAST_COLUMN, LAST_ROW, MOST_CELLS, tooManyCells } from './limits.ts';
import { serialText } from './serial.ts';
import { PLAIN_STYLE, type CellStyle } from './styles.ts';
import type { TableNote, TableRow } from './tableRow.ts';
import { attribute, scanXml, unescapeCharacters } from './xml.ts';

/** The cells of one sheet of a workbook. */

export interface Sheet {
  rows: TableRow[];
  remarks: string[];
  notes: TableNote[];
}

export interface SheetContext {
  strings: string[];
  styles: CellStyle[];
  date1904: boolean;
  limit: number;
  file: string;
}

/** Past these, merged cells are left as they are stored: no plan has them, a hostile file may. */
const LONGEST_MERGE = 1000;
const MOST_MERGES = 20_000;
/** More cells than this far to the right are no slip of the hand. */
const MOST_STRAY_CELLS = 20;

interface Cell {
  type: string;
  style: CellStyle;
  text: string;
  formula: boolean;
}

/** What is known of a row before it is whole. */
interface Gathered {
  cells: string[];
  struck: number;
  coloured: number[];
  formulas: number[];
}

/** The rows of a sheet that hold anything, with what a person should know about them. Throws IntakeError. */
export function readSheet(source: string, context: SheetContext): Sheet {
  const rows = new Map<number, Gathered>();
  const hidden = new Set<number>();
  const merges: string[] = [];
  const stray: number[] = [];
  let row = 0;
  let column = 0;
  let total = 0;
  let inSheetData = false;
  let cell: Cell | undefined;
  let collecting = false;
  let spoken = false;

  const gathered = () => {
    let found = rows.get(row);
    if (!found) rows.set(row, (found = { cells: [], struck: 0, coloured: [], formulas: [] }));
    return found;
  };
  const place = (text: string, style: CellStyle) => {
    if (column > LAST_COLUMN) {
      stray.push(row);
      if (stray.length > MOST_STRAY_CELLS) throw tooWide(context.file, row, column);
      return;
    }
    const found = gathered();
    const { cells } = found;
    total += Math.max(1, column - cells.length);
    if (total > MOST_CELLS) throw tooManyCells(context.file);
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = text;
    if (style.struck) found.struck++;
  };
  const finish = (done: Cell) => {
    const text = cellText(done, context);
    if (text.trim() !== '') place(text, done.style);
    else if (column <= LAST_COLUMN && done.formula && done.type !== 'str') gathered().formulas.push(column);
    else if (column <= LAST_COLUMN && done.style.coloured) gathered().coloured.push(column - 1);
  };

  scanXml(
    source,
    {
      open(name, attributes) {
        if (name === 'sheetData') inSheetData = true;
        else if (name === 'mergeCell') merges.push(attribute(attributes, 'ref') ?? '');
        if (!inSheetData) return;
        if (name === 'row') {
          const given = Number(attribute(attributes, 'r'));
          row = Number.isInteger(given) && given > 0 && given <= LAST_ROW ? given : row + 1;
          column = 0;
          if (/^(1|true|on)$/i.test(attribute(attributes, 'hidden') ?? '')) hidden.add(row);
        } else if (name === 'c') {
          const address = /^([A-Z]{1,3})\d+$/.exec(attribute(attributes, 'r') ?? '');
          column = address ? columnIndex(address[1]!) + 1 : column + 1;
          const style = context.styles[Number(attribute(attributes, 's') ?? 0)] ?? PLAIN_STYLE;
          cell = { type: attribute(attributes, 't') ?? 'n', style, text: '', formula: false };
        } else if (name === 'rPh') spoken = true;
        else if (name === 'f' && cell) cell.formula = true;
        else if (name === 'v' || name === 't') collecting = cell !== undefined && !spoken;
      },
      close(name) {
        if (name === 'sheetData') inSheetData = false;
        else if (name === 'rPh') spoken = false;
        else if (name === 'v' || name === 't') collecting = false;
        else if (name === 'c' && cell) {
          finish(cell);
          cell = undefined;
        }
      },
      text(text) {
        if (collecting && cell) cell.text += text;
      },
    },
    () => rows.size > context.limit,
  );
  const filled = [...rows].filter(([, { cells }]) => cells.length > 0);
  fillMerged(new Map(filled.map(([number, { cells }]) => [number, cells])), merges);
  return {
    rows: filled
      .map(([number, found]) => rowOf(number, found, hidden.has(number)))
      .sort((a, b) => a.row - b.row)
      .slice(0, context.limit),
    remarks:
      stray.length === 0
        ? []
        : [`What stands to the right of column ${columnLetters(LAST_COLUMN - 1)} was left out (row ${stray[0]}).`],
    notes: [...rows].flatMap(([number, found]) => [
      ...formulaNote(number, found.formulas),
      ...(found.struck > 0 && !isStruck(found)
        ? [{ row: number, note: 'some of its cells are struck out; it was read all the same' }]
        : []),
    ]),
  };
}

/** A status behind a struck-out entry is often written plainly. */
function isStruck({ cells, struck }: Gathered): boolean {
  return struck > 0 && struck >= cells.filter((cell) => cell !== undefined && cell !== '').length * 0.6;
}

function rowOf(row: number, found: Gathered, hidden: boolean): TableRow {
  const { cells, coloured } = found;
  return {
    row,
    cells,
    ...(hidden ? { hidden: true as const } : {}),
    ...(isStruck(found) ? { struck: true as const } : {}),
    ...(coloured.length > 0 ? { coloured } : {}),
  };
}

function formulaNote(row: number, columns: number[]): TableNote[] {
  if (columns.length === 0) return [];
  const letters = columns.slice(0, 8).map((column) => columnLetters(column - 1));
  const what =
    columns.length === 1 ? `column ${letters[0]} holds a formula` : `columns ${letters.join(', ')} hold formulas`;
  return [{ row, note: `its ${what} without a stored value; open the workbook in a spreadsheet program and save it` }];
}

const tooWide = (file: string, row: number, column: number) =>
  new IntakeError(
    file,
    `row ${row}`,
    `there is text in column ${column}, far to the right of any plan`,
    'delete what stands there, or copy the list into a new sheet',
  );

function cellText({ type, style, text }: Cell, context: SheetContext): string {
  if (type === 's') return context.strings[Number(text)] ?? '';
  if (type === 'b') return text.trim() === '1' ? 'TRUE' : text.trim() === '' ? '' : 'FALSE';
  if (type === 'd')
    return text
      .replace('T', ' ')
      .replace(/(\d\d:\d\d):.*$/, '$1')
      .replace(/ 00:00$/, '');
  if (type !== 'n') return unescapeCharacters(text);
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return text;
  const { kind } = style;
  return kind === 'number' ? plainNumber(number) : (serialText(number, kind, context.date1904) ?? plainNumber(number));
}

/** Calculations leave traces such as 0.30000000000000004 that no one sees in a sheet. */
const plainNumber = (number: number) => String(Number(number.toPrecision(15)));

/**
 * A cell merged over several rows means its text for each of them; Excel keeps it in the first only.
 * Sideways it stays in its first column, so that a title over the whole sheet is still one cell.
 */
function fillMerged(rows: Map<number, string[]>, merges: string[]): void {
  for (const merge of merges.slice(0, MOST_MERGES)) {
    const match = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(merge);
    if (!match) continue;
    const column = columnIndex(match[1]!);
    const text = rows.get(Number(match[2]))?.[column];
    if (!text) continue;
    const last = Math.min(Number(match[3]), Number(match[2]) + LONGEST_MERGE);
    for (let row = Number(match[2]) + 1; row <= last; row++) {
      const cells = rows.get(row);
      // Rows without anything of their own stay blank.
      if (!cells || (cells[column] ?? '') !== '') continue;
      while (cells.length < column) cells.push('');
      cells[column] = text;
    }
  }
}
