import { columnLetters } from '#campaign/sheet.ts';
import { english } from '#language/formats.ts';
import { readDelimited, type Delimiter } from './csv.ts';
import { type Encoding } from '#contract/encodings.ts';
import { decodeText } from './encoding.ts';
import { IntakeError, requireReadableSize, WHOLE_FILE } from './error.ts';
import { isCalendarFile, readCalendarFile } from './calendarFile.ts';
import { isZip, refuseOtherKinds, refuseOtherTexts } from './kinds.ts';
import { LAST_COLUMN, LONGEST_CELL, MOST_CELLS, MOST_ROWS, tooManyCells } from './limits.ts';
import type { Sheet } from './sheet.ts';
import type { TableNote, TableRow } from './tableRow.ts';
import { openWorkbook, type Workbook } from './workbook.ts';

/** A spreadsheet as rows of text, whatever file it was. */

export type { TableNote, TableRow };

export interface Table {
  /** The file's name, for messages. */
  name: string;
  format: 'xlsx' | 'text';
  /** Names of the sheets in their order, hidden ones last; empty for text files. */
  sheets: string[];
  /** Names of those that are hidden. They are read only when asked for by name. */
  hiddenSheets: string[];
  /** The sheet that was read. */
  sheet?: string;
  /** Whether it was asked for by its name. */
  chosen?: true;
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** Whether bare date numbers count from 1904. */
  date1904: boolean;
  /** Rows with at least one filled cell. */
  rows: TableRow[];
  /** What a person should know about how the file was read, in sentences. */
  remarks: string[];
  /** The same about single rows. */
  notes: TableNote[];
}

export interface TableOptions {
  /** Name of the sheet to read; without it, the one that looks most like the list wanted. */
  sheet?: string;
  encoding?: Encoding;
  /** How much the first rows of a sheet look like the list wanted; the sheet with the highest figure is read. */
  likeness?: (rows: TableRow[]) => number;
}

/** Rows that are looked at to choose among sheets. */
const SHEET_SAMPLE = 60;

/**
 * The rows of a spreadsheet: CSV and its kin in any common encoding and delimiter, or a workbook of Excel's (.xlsx, .xlsm).
 * The kind is told by the content, not by the name. Throws IntakeError, whose message names the file, the place and the cure.
 */
export async function readTable(bytes: Uint8Array, name: string, options: TableOptions = {}): Promise<Table> {
  const { sheet, ...rest } = options;
  const [table] = await readTables(bytes, name, { ...rest, ...(sheet === undefined ? {} : { sheets: [sheet] }) });
  return table!;
}

/** The same for several sheets of a workbook: those of the names given, or all that are not hidden. A text file is one table. */
export async function readTables(
  bytes: Uint8Array,
  name: string,
  options: Omit<TableOptions, 'sheet'> & { sheets?: string[] | 'all' } = {},
): Promise<Table[]> {
  requireReadableSize(name, bytes.length);
  if (bytes.length === 0) {
    throw new IntakeError(name, WHOLE_FILE, 'it is empty', 'choose the file that has the list in it');
  }
  refuseOtherKinds(bytes, name);
  if (!isZip(bytes)) return [requireText(readTextTable(bytes, name, options))];
  const workbook = openWorkbook(bytes, name);
  const named = Array.isArray(options.sheets) && options.sheets.length > 0 ? { chosen: true as const } : {};
  const tables = chosenSheets(workbook, name, options).map((index) => ({
    ...sheetTable(workbook, index, name),
    ...named,
  }));
  const [first] = tables;
  if (options.sheets !== 'all') return tables.map(requireText);
  const written = tables.filter(hasText);
  return written.length > 0 ? written.map(requireText) : [requireText(first!)];
}

const hasText = ({ rows }: Table) => rows.some(({ cells }) => cells.some((cell) => /[\p{L}\p{N}]/u.test(cell)));

function requireText(table: Table): Table {
  const { name, rows, sheet } = table;
  if (rows.length > MOST_ROWS) {
    throw new IntakeError(
      name,
      `row ${rows[MOST_ROWS]!.row}`,
      `the list has more than ${english.number(MOST_ROWS)} rows`,
      'split it into smaller files',
    );
  }
  if (hasText(table)) return table;
  const place = sheet === undefined ? WHOLE_FILE : `sheet “${sheet}”`;
  throw new IntakeError(name, place, 'there is no text in it', 'choose the file or sheet that has the list in it');
}

function readTextTable(bytes: Uint8Array, name: string, options: TableOptions): Table {
  const { text, encoding, remarks } = decodeText(bytes, name, options.encoding);
  if (isCalendarFile(text)) {
    const { rows, remarks: told, notes } = readCalendarFile(text);
    const base = { name, format: 'text' as const, sheets: [], hiddenSheets: [], encoding, date1904: false };
    return { ...base, rows: clean(rows, name), remarks: [...remarks, ...told], notes };
  }
  refuseOtherTexts(text, name);
  const { rows, delimiter } = readDelimited(text, name);
  const lines = clean(rows, name);
  const notes = [...lostLetters(lines), ...withoutErrors(lines)];
  return {
    name,
    format: 'text',
    sheets: [],
    hiddenSheets: [],
    encoding,
    delimiter,
    date1904: false,
    rows: lines.filter(isFilled),
    remarks,
    notes,
  };
}

type SheetChoice = Pick<TableOptions, 'likeness'> & { sheets?: string[] | 'all' };

/** The sheets asked for, or the one that looks most like the list wanted; each with its place in the workbook. */
function chosenSheets(workbook: Workbook, name: string, { sheets, likeness }: SheetChoice): number[] {
  const order = workbook.sheets.map((_, index) => index);
  const visible = order.filter((index) => !workbook.sheets[index]!.hidden);
  const candidates = visible.length > 0 ? visible : order;
  if (sheets === 'all') return candidates;
  if (sheets !== undefined && sheets.length > 0) return sheets.map((wanted) => sheetNamed(workbook, name, wanted));
  // The first of several equals wins: people put what matters in front.
  let [best, bestScore] = [candidates[0]!, -Infinity];
  for (const index of candidates) {
    const rows = candidates.length === 1 ? [] : cleaned(workbook.read(index, SHEET_SAMPLE), name).rows;
    const score = rows.length === 0 ? -1 : (likeness?.(rows) ?? rows.length);
    if (score > bestScore) [best, bestScore] = [index, score];
  }
  return [best];
}

function sheetNamed(workbook: Workbook, name: string, wanted: string): number {
  const same = (sheet: { name: string }) => sheet.name.trim().toLowerCase() === wanted.trim().toLowerCase();
  const index = workbook.sheets.findIndex(same);
  if (index >= 0) return index;
  throw new IntakeError(
    name,
    WHOLE_FILE,
    `it has no sheet of the name asked for (it has ${listed(namesOf(workbook).sheets)})`,
    'choose one of its sheets',
  );
}

/** Names of the sheets, hidden ones last. */
function namesOf({ sheets }: Workbook): Pick<Table, 'sheets' | 'hiddenSheets'> {
  const hiddenSheets = sheets.filter(({ hidden }) => hidden).map(({ name }) => name);
  return { sheets: [...sheets.filter(({ hidden }) => !hidden).map(({ name }) => name), ...hiddenSheets], hiddenSheets };
}

function sheetTable(workbook: Workbook, index: number, name: string): Table {
  const { rows, remarks, notes } = cleaned(workbook.read(index, MOST_ROWS + 1), name);
  const sheet = workbook.sheets[index]!.name;
  return { name, format: 'xlsx', ...namesOf(workbook), sheet, date1904: workbook.date1904, rows, remarks, notes };
}

function cleaned(sheet: Sheet, name: string): Sheet {
  const rows = clean(sheet.rows, name);
  const notes = [...sheet.notes, ...withoutErrors(rows)];
  return { rows: rows.filter(isFilled), remarks: sheet.remarks, notes };
}

const ERROR_VALUE = /^#(N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|NV|BEZUG!|WERT!)$/i;

/** Names the error values of formulas, which are no texts of a plan, and takes them out of the rows. */
function withoutErrors(rows: TableRow[]): TableNote[] {
  return rows.flatMap(({ row, cells }) =>
    cells.flatMap((cell, column) => {
      if (!ERROR_VALUE.test(cell)) return [];
      cells[column] = '';
      return [{ row, note: `its column ${columnLetters(column)} holds the error ${cell} instead of a value` }];
    }),
  );
}

const isFilled = ({ cells }: TableRow) => cells.some((cell) => cell !== '');

/** Rows with “�”, which stands where an earlier program lost a letter. */
const lostLetters = (rows: TableRow[]) =>
  rows
    .filter(({ cells }) => cells.some((cell) => cell.includes('\ufffd')))
    .map(({ row }) => ({ row, note: 'it holds “�” where a program has lost a letter; write it anew' }));

const listed = (names: string[]) =>
  names
    .slice(0, 8)
    .map((name) => `“${name.slice(0, 40)}”`)
    .join(', ') + (names.length > 8 ? ` and ${names.length - 8} more` : '');

/** Trims cells, takes away empty ones at the end and blank rows, and refuses what no person wrote. */
function clean(rows: TableRow[], file: string): TableRow[] {
  let total = 0;
  const kept: TableRow[] = [];
  for (const { cells, ...rest } of rows) {
    const { row } = rest;
    const texts = Array.from(cells, (cell) => cleanText(cell ?? ''));
    while (texts.length > 0 && texts.at(-1) === '') texts.pop();
    if (texts.length === 0) continue;
    if (texts.length > LAST_COLUMN) {
      throw new IntakeError(
        file,
        `row ${row}`,
        `it has ${english.number(texts.length)} columns, and no plan has more than ${english.number(LAST_COLUMN)}`,
        'keep the columns you need, or check that each entry ends its line',
      );
    }
    const long = texts.findIndex((text) => text.length > LONGEST_CELL);
    if (long >= 0) {
      throw new IntakeError(
        file,
        `row ${row}, column ${long + 1}`,
        `a cell holds more than ${english.number(LONGEST_CELL)} characters, often because a quotation mark is missing`,
        'shorten it, or close the quotation mark',
      );
    }
    total += texts.length;
    if (total > MOST_CELLS) throw tooManyCells(file);
    kept.push({ ...rest, cells: texts });
  }
  return kept;
}

/** One kind of line break and space, nothing invisible, and no apostrophe that only guards against formulas. */
function cleanText(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\x21-\x26\x28-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)) return text;
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[\u00a0\u2007\u202f\u2009]/g, ' ')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2060\ufeff]/g, '')
      .toWellFormed()
      .trim()
      .replace(/^'(?=[=+\-@])/, '')
  );
}
