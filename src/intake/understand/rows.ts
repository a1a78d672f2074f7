import { plainHeading } from './columns.ts';
import { readDate } from './dates.ts';
import type { Table, TableRow } from '../read/table.ts';
import { shorten } from './times.ts';
import { phaseKindIn } from './terms.ts';

/** Which rows of a list are data, which only a heading, and which are remarks and totals that are no data at all. */

export interface RowNote {
  row: number;
  note: string;
}
export interface Rejection {
  row: number;
  reason: string;
}

export interface DataRow extends TableRow {
  /** Set where the row is plainly no entry of the list. */
  reason?: string;
  /** The date of the heading above it, where headings are dates. */
  headingDate?: string;
  /** The heading above it, where headings name phases. */
  headingPhase?: string;
}

export interface SortedRows {
  data: DataRow[];
  /** Titles above the list, headings inside it, repeated heading rows. */
  headings: { row: number; text: string }[];
}

const TOTAL = /^((grand|sub)[ -]?)?(total|totals|sum|average|count)\b/i;
const REMARK =
  /^(notes?|n\.?b\.?|please note|key|legend|source|sources|last (updated|edited|saved)|updated|prepared by|created by|version|confidential|comments?|disclaimer|remarks?|assumptions?|to ?do|footnote|abbreviations|\*)(\s*[:.\-–*]|\s+\w+|$)/i;

/** Sorts the rows below the heading row. `dateColumn` is null where no column holds dates. */
export function sortRows(
  table: Table,
  headerRow: number | null,
  headers: string[],
  dateColumn: number | null,
): SortedRows {
  const plainHeaders = headers.map(plainHeading);
  const below = table.rows.filter(({ row }) => headerRow === null || row > headerRow);
  const leftmost = leftmostColumn(below);
  const headings = table.rows
    .filter(({ row }) => headerRow !== null && row < headerRow)
    .map(({ row, cells }) => ({ row, text: textOf(cells) }));
  const data: DataRow[] = [];
  let headingDate = dateColumn === null ? dateAbove(table, headerRow) : undefined;
  let headingPhase: string | undefined;
  below.forEach(({ row, cells }, index) => {
    const filled = cells.flatMap((cell, column) => (cell === '' ? [] : [column]));
    const only = filled.length === 1 ? cells[filled[0]!]! : undefined;
    const date = dateColumn === null ? '' : (cells[dateColumn] ?? '');
    const first = cells[filled[0]!]!;
    const entry = {
      row,
      cells,
      ...(headingDate === undefined ? {} : { headingDate }),
      ...(headingPhase === undefined ? {} : { headingPhase }),
    };
    const undated = date === '' || (filled[0] === dateColumn && !('from' in readDate(date)));
    if (undated && TOTAL.test(first)) data.push({ ...entry, reason: 'it is a total, not an entry of the list' });
    else if (
      undated &&
      REMARK.test(first) &&
      (filled.length === 1 || filled[0] === dateColumn || filled[0] === leftmost)
    ) {
      data.push({ ...entry, reason: 'it is a remark, not an entry of the list' });
    } else if (only !== undefined && only.length > 90 && filled[0] === leftmost) {
      data.push({ ...entry, reason: 'it holds one long text and nothing else' });
    } else if (isRepeatedHeader(cells, filled, plainHeaders, dateColumn)) headings.push({ row, text: textOf(cells) });
    else if (only !== undefined && 'from' in readDate(only)) {
      const next = below[index + 1]?.cells;
      const leads =
        next !== undefined &&
        next.filter((cell) => cell !== '').length > 1 &&
        (dateColumn === null ||
          (next[dateColumn] ?? '') === '' ||
          (dateColumn === filled[0] && !('from' in readDate(next[dateColumn] ?? ''))));
      if (leads) {
        headings.push({ row, text: only });
        headingDate = only;
      } else data.push(entry);
    } else if (
      only !== undefined &&
      (filled[0] === leftmost || /^(phase|stage|week|wave|month)\b/i.test(only)) &&
      !/^(tbc|tba|tbd)\b/i.test(only)
    ) {
      headings.push({ row, text: only });
      headingDate = undefined;
      if (/^(phase|stage|wave)\b/i.test(only) || (only.length < 60 && phaseKindIn(only) !== 'custom'))
        headingPhase = only;
    } else data.push(entry);
  });
  return { data, headings };
}

/** The date that stands alone in the row above the headings, and is that of the rows below them. */
function dateAbove(table: Table, headerRow: number | null): string | undefined {
  const above = table.rows.filter(({ row }) => headerRow !== null && row < headerRow).at(-1);
  const filled = above?.cells.filter((cell) => cell !== '') ?? [];
  const reading = filled.length === 1 ? readDate(filled[0]!) : undefined;
  return reading && 'from' in reading && !reading.amongWords ? filled[0] : undefined;
}

function isRepeatedHeader(cells: string[], filled: number[], headers: string[], dateColumn: number | null): boolean {
  if (headers.length === 0 || filled.length < 2) return false;
  const same = filled.filter(
    (column) =>
      headers[column] !== undefined && headers[column] !== '' && plainHeading(cells[column]!) === headers[column],
  );
  if (same.length === filled.length) return true;
  return same.length >= 2 && dateColumn !== null && same.includes(dateColumn);
}

/** The column in which rows most often begin; headings within a list stand there. */
function leftmostColumn(rows: TableRow[]): number {
  let least = Infinity;
  for (const { cells } of rows.slice(0, 500)) {
    const column = cells.findIndex((cell) => cell !== '');
    if (column >= 0 && column < least) least = column;
  }
  return Number.isFinite(least) ? least : 0;
}

const textOf = (cells: string[]) => shorten(cells.filter((cell) => cell !== '').join(' · '), 120);

/** Lets others have the thread between batches of a long import. */
export const breathe = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
/** Rows handled between two breaths. */
export const BATCH = 1000;
