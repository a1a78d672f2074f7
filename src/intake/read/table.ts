import { readDelimited, type Delimiter } from './csv.ts';
import { decodeText, type Encoding } from './encoding.ts';
import { IntakeError, requireReadableSize, WHOLE_FILE } from './error.ts';
import { isZip, refuseOtherKinds, refuseOtherTexts } from './kinds.ts';
import { LAST_COLUMN, openWorkbook, tooManyCells } from './workbook.ts';

/** A spreadsheet as rows of text, whatever file it was. */

export interface TableRow {
  /** The number that a spreadsheet program shows beside the row, from 1. */
  row: number;
  /** Texts from column A on; missing cells at the end are left out. */
  cells: string[];
}

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
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** Whether bare date numbers count from 1904. */
  date1904: boolean;
  /** Rows with at least one filled cell. */
  rows: TableRow[];
  /** What a person should know about how the file was read, in sentences. */
  remarks: string[];
  /** The same about single rows. */
  notes: { row: number; note: string }[];
}

export interface TableOptions {
  /** Name of the sheet to read; without it, the one that looks most like the list wanted. */
  sheet?: string;
  delimiter?: Delimiter;
  encoding?: Encoding;
  /** How much the first rows of a sheet look like the list wanted; the sheet with the highest figure is read. */
  likeness?: (rows: TableRow[]) => number;
}

const MOST_ROWS = 100_000;
const MOST_CELLS = 5_000_000;
/** Longer cells are no text that a person wrote. Excel itself stops at 32,767. */
const LONGEST_CELL = 100_000;

/**
 * The rows of a spreadsheet: CSV and its kin in any common encoding and delimiter, or a workbook of Excel's (.xlsx, .xlsm).
 * The kind is told by the content, not by the name. Throws IntakeError, whose message names the file, the place and the cure.
 */
export async function readTable(bytes: Uint8Array, name: string, options: TableOptions = {}): Promise<Table> {
  requireReadableSize(name, bytes.length);
  if (bytes.length === 0) {
    throw new IntakeError(name, WHOLE_FILE, 'it is empty', 'choose the file that has the list in it');
  }
  refuseOtherKinds(bytes, name);
  const table = isZip(bytes) ? readWorkbookTable(bytes, name, options) : readTextTable(bytes, name, options);
  if (table.rows.length > MOST_ROWS) {
    throw new IntakeError(
      name,
      `row ${table.rows[MOST_ROWS]!.row}`,
      `the list has more than ${MOST_ROWS.toLocaleString('en-GB')} rows`,
      'split it into smaller files',
    );
  }
  if (!table.rows.some(({ cells }) => cells.some((cell) => /[\p{L}\p{N}]/u.test(cell)))) {
    const place = table.sheet === undefined ? WHOLE_FILE : `sheet “${table.sheet}”`;
    throw new IntakeError(name, place, 'there is no text in it', 'choose the file or sheet that has the list in it');
  }
  return table;
}

function readTextTable(bytes: Uint8Array, name: string, options: TableOptions): Table {
  const { text, encoding, remarks } = decodeText(bytes, name, options.encoding);
  refuseOtherTexts(text, name);
  const { rows, delimiter } = readDelimited(text, name, options.delimiter);
  const cleaned = clean(rows, name);
  return {
    name,
    format: 'text',
    sheets: [],
    hiddenSheets: [],
    encoding,
    delimiter,
    date1904: false,
    rows: cleaned,
    remarks,
    notes: lostLetters(cleaned),
  };
}

function readWorkbookTable(bytes: Uint8Array, name: string, options: TableOptions): Table {
  const workbook = openWorkbook(bytes, name);
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name);
  const hiddenSheets = workbook.sheets.filter((sheet) => sheet.hidden).map((sheet) => sheet.name);
  const sheets = [...visible, ...hiddenSheets];
  const place = (sheet: string) => workbook.sheets.findIndex((other) => other.name === sheet);
  let sheet = options.sheet;
  if (sheet === undefined) {
    const candidates = visible.length > 0 ? visible : hiddenSheets;
    const { likeness = (rows: TableRow[]) => rows.length } = options;
    // The first of several equals wins: people put what matters in front.
    let best = -Infinity;
    for (const candidate of candidates) {
      const score = candidates.length === 1 ? 0 : likeness(clean(workbook.rows(place(candidate), 60), name));
      if (score > best) [sheet, best] = [candidate, score];
    }
  } else {
    sheet = sheets.find((other) => other.trim().toLowerCase() === sheet!.trim().toLowerCase());
  }
  if (sheet === undefined) {
    throw new IntakeError(
      name,
      WHOLE_FILE,
      `it has no sheet of the name asked for (it has ${listed(sheets)})`,
      'choose one of its sheets',
    );
  }
  const rows = clean(workbook.rows(place(sheet), MOST_ROWS + 1), name);
  return {
    name,
    format: 'xlsx',
    sheets,
    hiddenSheets,
    sheet,
    date1904: workbook.date1904,
    rows,
    remarks: [],
    notes: [],
  };
}

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
  for (const { row, cells } of rows) {
    const texts = Array.from(cells, (cell) => cleanText(cell ?? ''));
    while (texts.length > 0 && texts.at(-1) === '') texts.pop();
    if (texts.length === 0) continue;
    if (texts.length > LAST_COLUMN) {
      throw new IntakeError(
        file,
        `row ${row}`,
        `it has ${texts.length.toLocaleString('en-GB')} columns, and no plan has more than ${LAST_COLUMN.toLocaleString('en-GB')}`,
        'keep the columns you need, or check that each entry ends its line',
      );
    }
    const long = texts.findIndex((text) => text.length > LONGEST_CELL);
    if (long >= 0) {
      throw new IntakeError(
        file,
        `row ${row}, column ${long + 1}`,
        `a cell holds more than ${LONGEST_CELL.toLocaleString('en-GB')} characters, often because a quotation mark is missing`,
        'shorten it, or close the quotation mark',
      );
    }
    total += texts.length;
    if (total > MOST_CELLS) throw tooManyCells(file);
    kept.push({ row, cells: texts });
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
