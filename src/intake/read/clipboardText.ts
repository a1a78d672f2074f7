import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import type { Table } from './table.ts';

/** Cells as spreadsheets put them on the clipboard: apart by tabs, and in quotation marks only where a cell holds a tab, a line break or more. */

/** More than a person pastes; each row costs a touchpoint. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 200;

/** The rows of a clipboard's text. Throws Refusal where there are too many. */
export function readClipboard(text: string): Table['rows'] {
  const rows: Table['rows'] = [];
  let cells: string[] = [];
  let at = 0;
  const endRow = () => {
    if (rows.length === MOST_ROWS) throw tooMany();
    rows.push({ row: rows.length + 1, cells });
    cells = [];
  };
  for (;;) {
    if (cells.length === MOST_COLUMNS) throw tooMany();
    const cell = cellAt(text, at);
    cells.push(cell.value);
    at = cell.end;
    if (at >= text.length) break;
    if (text[at] === '\t') at++;
    else {
      endRow();
      at += text.startsWith('\r\n', at) ? 2 : 1;
      // A line break at the end begins no row.
      if (at >= text.length) return rows;
    }
  }
  endRow();
  return rows;
}

const tooMany = () =>
  new Refusal(
    'badInput',
    `These are too many cells to paste. Paste at most ${english.number(MOST_ROWS)} rows of ${MOST_COLUMNS} columns at a time, or import the sheet as a file.`,
  );

const CELL_END = /[\t\r\n]/g;

/** The cell that begins at a place of the text, and where it ends. */
function cellAt(text: string, at: number): { value: string; end: number } {
  if (text[at] === '"') {
    const quoted = quotedAt(text, at);
    if (quoted) return quoted;
  }
  CELL_END.lastIndex = at;
  const end = CELL_END.exec(text)?.index ?? text.length;
  return { value: text.slice(at, end), end };
}

/** A cell in quotation marks. Where they are of the text itself, as in “"Go live" is here”, there is none. */
function quotedAt(text: string, at: number): { value: string; end: number } | undefined {
  for (let close = text.indexOf('"', at + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    if (text[close + 1] === '"') {
      close++;
      continue;
    }
    const end = close + 1;
    const inner = text.slice(at + 1, close);
    const isWhole = end >= text.length || '\t\r\n'.includes(text[end]!);
    return isWhole && /[\t\r\n"]/.test(inner) ? { value: inner.replaceAll('""', '"'), end } : undefined;
  }
  return undefined;
}
