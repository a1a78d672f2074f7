import Papa from 'papaparse';
import { IntakeError, WHOLE_FILE } from './error.ts';
import type { TableRow } from './tableRow.ts';
import { MOST_CELLS, tooManyCells } from './limits.ts';

/** Delimited text. Rows are numbered as a spreadsheet program would: by record, so that a cell with line breaks is one row. */

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Two for each cell, and a text as long as a cell may be: what has more is no list, and takes a reader minutes and the memory of a machine. */
const MOST_QUOTES = 2 * MOST_CELLS;
const LONGEST_CELL = 1_000_000;

/** The records of a text and the delimiter they were read with. Throws IntakeError where a quotation mark is never closed. */
export function readDelimited(text: string, file: string): { rows: TableRow[]; delimiter: Delimiter } {
  if (countOf(text, '"') > MOST_QUOTES) {
    throw new IntakeError(
      file,
      WHOLE_FILE,
      `it holds more than ${MOST_QUOTES / 1_000_000} million quotation marks`,
      'choose the list itself, or split it into smaller files',
    );
  }
  // Old Macs end lines with a carriage return alone, and edited files mix all three kinds.
  const unified = text.replace(/\r\n?/g, '\n');
  // Excel's own first line `sep=;` says the delimiter and is no row of the sheet.
  const told = /^sep=([,;\t|])[^\S\n]*(?:\n|$)/i.exec(unified);
  const rest = told ? unified.slice(told[0].length) : unified;
  const delimiter = (told?.[1] as Delimiter | undefined) ?? guessDelimiter(rest);
  const body = withoutSpacesAtQuotes(rest, delimiter);
  const separators = countOf(body, delimiter) + countOf(body, '\n');
  if (separators > MOST_CELLS) throw tooManyCells(file);
  const { data, errors } = parse(body, delimiter);
  const broken = errors.find((error) => error.type === 'Quotes');
  if (broken) {
    throw new IntakeError(
      file,
      `row ${(broken.row ?? 0) + 1}`,
      broken.code === 'MissingQuotes'
        ? 'a quotation mark opens a cell there and nothing closes it'
        : 'a cell there begins with a quotation mark that is closed in the middle of the text',
      'write quotation marks inside such a cell twice (""), or save the list as .xlsx',
    );
  }
  const long = data.findIndex((cells) => cells.some((cell) => cell.length > LONGEST_CELL));
  if (long >= 0) {
    throw new IntakeError(
      file,
      `row ${long + 1}`,
      `a cell there holds more than ${LONGEST_CELL / 1_000_000} million characters`,
      'look for a quotation mark that is never closed, or delete that cell',
    );
  }
  return { rows: data.map((cells, index) => ({ row: index + 1, cells })), delimiter };
}

/**
 * A text without the spaces that some writers put between a delimiter and a quotation mark, which then would not open a cell.
 * Left as it is where the quotation marks do not come out even.
 */
function withoutSpacesAtQuotes(text: string, delimiter: Delimiter): string {
  const spaced = new RegExp(`(?:^|[${delimiter === '|' ? '\\|' : delimiter}\n]) +"`);
  if (delimiter === '\t' || !spaced.test(text)) return text;
  const parts: string[] = [];
  const isEnd = (at: number) => at >= text.length || text[at] === delimiter || text[at] === '\n';
  let at = 0;
  while (at < text.length) {
    const cell = afterSpaces(text, at);
    let end = at;
    if (text[cell] === '"') {
      const close = closingQuote(text, cell);
      end = close < 0 ? -1 : afterSpaces(text, close + 1);
      if (end < 0 || !isEnd(end)) return text;
      parts.push(text.slice(cell, close + 1));
    } else {
      while (!isEnd(end)) end++;
      parts.push(text.slice(at, end));
    }
    parts.push(text.slice(end, end + 1));
    at = end + 1;
  }
  return parts.join('');
}

function afterSpaces(text: string, at: number): number {
  while (text[at] === ' ') at++;
  return at;
}

/** Where the quotation mark at `open` is closed: the first that is not written twice; -1 where it never is. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function parse(text: string, delimiter: Delimiter, preview = 0) {
  return Papa.parse<string[]>(text, { delimiter, preview, skipEmptyLines: false, newline: '\n' });
}

/** The delimiter that cuts most records into the same number of cells, more than one. */
function guessDelimiter(text: string): Delimiter {
  const sample = text.slice(0, 200_000);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const widths = new Map<number, number>();
    let records = 0;
    for (const cells of parse(sample, delimiter, 200).data) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      records++;
      if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    }
    const [width, same] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    // Agreement counts most; among equals the finer cut wins, since commas also stand inside sentences.
    const score = same === 0 ? 0 : same / records + Math.min(width, 20) / 50;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
