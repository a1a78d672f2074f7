import { plainHeading } from './columns.ts';
import { readDate } from './dateCell.ts';
import type { Table, TableRow } from '../read/table.ts';
import { shorten } from './times.ts';
import { isPhaseName, phaseKindIn } from './terms.ts';

/** Which rows of a list are data, which only a heading, and which are remarks and totals that are no data at all. */

export interface RowNote {
  row: number;
  note: string;
  /** The sheet, where several were read. */
  sheet?: string;
}
export interface Rejection {
  row: number;
  reason: string;
  /** The sheet, where several were read. */
  sheet?: string;
}

export interface DataRow extends TableRow {
  /** Set where the row is plainly no entry of the list. */
  reason?: string;
  /** Set where that is for want of a date: a text alone, which may be an idea. */
  undated?: true;
  /** The date of the heading above it, where headings are dates. */
  headingDate?: string;
  /** The heading above it, where headings name phases. */
  headingPhase?: string;
}

export interface SortedRows {
  data: DataRow[];
  /** Titles above the list, headings inside it, repeated heading rows. */
  headings: { row: number; text: string }[];
  /** Rows that were taken for headings, though they may be entries. */
  notes: RowNote[];
}

/** The columns that tell entries from headings. */
export interface RowColumns {
  /** Where dates stand; null where no column holds them. */
  date: number | null;
  /** In a list of people, where their address or number stands; null where there is none. Left out for a plan. */
  person?: number | null;
  /** In a list of people, where their numbers stand. */
  headcount?: number | null;
}

const TOTAL =
  /^((grand|sub)[ -]?)?(totals?|sum|average|count|summe|gesamt(summe)?|gesamtergebnis|somme|suma|totaal|somma|合計)( (people|employees|headcount|rows|count|cost|général|general|geral))?\s*[:=]?\s*[\d.,\s]*$/i;
/** “Germany Total”, “Gesamt Deutschland”: the total of a part. */
const PART_TOTAL =
  /(?<!\p{L})(sub ?totals?|totals?|ergebnis|gesamt(ergebnis)?|zwischensumme|somme|suma|totaal)$|^(sub ?total|total|gesamt|zwischensumme|summe)(?!\p{L})(?! rewards)/iu;
const REMARK =
  /^(notes?|n\.?b\.?|please note|key|legend|sources?|last (updated|edited|saved)|updated|prepared by|created by|version|confidential|comments?|disclaimer|remarks?|assumptions?|to ?do|footnote|abbreviations|hinweise?|anmerkung(en)?|quelle|stand|legende|remarque|nota|fuente|fonte|opmerking|\*)(\s*[:.\-–*]|\s+\w+|$)/i;
const PHASE_START = /^(phase|stage|week|wave|month|sprint|quarter|q[1-4]|step|part|block)\b/i;
const NOT_YET = /^(tbc|tba|tbd)\b/i;
const LONGEST_HEADING = 90;

/** Sorts the rows of a list into entries and headings. Rows above the heading row that look like entries are entries with a reason. */
export function sortRows(table: Table, headerRow: number | null, headers: string[], columns: RowColumns): SortedRows {
  const above = table.rows.filter(({ row }) => headerRow !== null && row < headerRow);
  const below = table.rows.filter(({ row }) => headerRow === null || row > headerRow);
  const stray = above.filter(({ cells }) =>
    columns.person === undefined ? isDatedEntry(cells) : isPeopleEntry(cells, columns),
  );
  const headings = above.filter((row) => !stray.includes(row)).map(({ row, cells }) => ({ row, text: textOf(cells) }));
  const data: DataRow[] = stray.map((row) => ({
    ...row,
    reason: `it stands above the headings of the list (row ${headerRow})`,
  }));
  const plainHeaders = headers.map(plainHeading);
  const repeats = (cells: string[]) => isRepeatedHeader(cells, filledIn(cells), plainHeaders, columns.date);
  const sections = sectionsOf(below, columns, repeats);
  const leftmost = leftmostColumn(below);
  const notes: RowNote[] = [];
  let headingDate = columns.date === null ? dateAbove(above) : undefined;
  let headingPhase: string | undefined;
  below.forEach((line, index) => {
    const { row, cells } = line;
    const filled = filledIn(cells);
    const entry = {
      ...line,
      ...(headingDate === undefined ? {} : { headingDate }),
      ...(headingPhase === undefined ? {} : { headingPhase }),
    };
    const remark = remarkIn(cells, filled, columns, leftmost);
    const only = filled.length === 1 ? cells[filled[0]!]! : undefined;
    if (remark !== undefined) data.push({ ...entry, reason: remark });
    else if (repeats(cells)) headings.push({ row, text: textOf(cells) });
    else if (only !== undefined && columns.person === undefined && 'from' in readDate(only)) {
      if (leadsOn(below[index + 1]?.cells, filled[0]!, columns.date)) {
        headings.push({ row, text: only });
        headingDate = only;
      } else if (filled[0] !== columns.date && isDated(below[index + 1]?.cells, columns.date)) {
        headings.push({ row, text: only });
        notes.push({ row, note: `“${shorten(only)}” stands alone in it; it is taken as a heading, not as an entry` });
      } else data.push(entry);
    } else if (only !== undefined && sections.has(row)) {
      headings.push({ row, text: only });
      if (sections.get(row) === 'likely')
        notes.push({ row, note: `“${shorten(only)}” stands alone in it; it is taken as a heading, not as an entry` });
      headingDate = undefined;
      if (PHASE_START.test(only) || (only.length < 60 && phaseKindIn(only) !== 'custom')) headingPhase = only;
    } else if (only !== undefined && isAlone(filled[0]!, columns)) {
      data.push({ ...entry, reason: aloneReason(only, columns), undated: true });
    } else data.push(entry);
  });
  return { data, headings, notes };
}

/** The date that stands alone in the row above the headings, and is that of the rows below them. */
function dateAbove(above: TableRow[]): string | undefined {
  const filled = above.at(-1)?.cells.filter((cell) => cell !== '') ?? [];
  const reading = filled.length === 1 ? readDate(filled[0]!) : undefined;
  return reading && 'from' in reading && !reading.amongWords ? filled[0] : undefined;
}

const filledIn = (cells: string[]) => cells.flatMap((cell, column) => (cell === '' ? [] : [column]));

/** Whether a row above the headings is an entry: a date and at least two texts more, or a date in front of one. */
function isDatedEntry(cells: string[]): boolean {
  const filled = filledIn(cells);
  const dated = filled.findIndex((column) => /\d/.test(cells[column]!) && 'from' in readDate(cells[column]!));
  return dated >= 0 && (filled.length > 2 || (filled.length === 2 && dated === 0));
}

/** Whether a row above the headings of a list of people is one of them: an address or a number where those stand, and a text. */
function isPeopleEntry(cells: string[], { person, headcount }: RowColumns): boolean {
  const filled = filledIn(cells);
  const at = (column: number | null | undefined) => (typeof column === 'number' ? (cells[column] ?? '') : '');
  const identified = /@|^\S*\d\S*$/.test(at(person)) || (at(headcount) !== '' && /^[\d.,' ]+$/.test(at(headcount)));
  const worded = filled.some((column) => column !== person && /\p{L}/u.test(cells[column]!));
  return identified && worded && !REMARK.test(cells[filled[0]!]!) && !TOTAL.test(cells[filled[0]!]!);
}

/** Why a row is a total or a remark and no entry, or undefined. Entries of several cells may begin with the same words. */
function remarkIn(cells: string[], filled: number[], columns: RowColumns, leftmost: number): string | undefined {
  const first = cells[filled[0]!]!;
  const others = filled.slice(1).map((column) => cells[column]!);
  const date = columns.date === null ? '' : (cells[columns.date] ?? '');
  const undated = date === '' || !('from' in readDate(date));
  if (!undated) return undefined;
  if (TOTAL.test(first) && others.every((cell) => /^[^\p{L}]*\d[^\p{L}]*(\p{L}+)?$/u.test(cell)))
    return 'it is a total, not an entry of the list';
  const counts =
    typeof columns.headcount === 'number' && others.length > 0 && others.every((cell) => /^[\d.,' ]+$/.test(cell));
  if (counts && PART_TOTAL.test(first)) return 'it is a total, not an entry of the list';
  const labels = filled.length === 1 || (filled.length === 2 && /[:*]$/.test(first));
  if (
    columns.person === undefined &&
    labels &&
    REMARK.test(first) &&
    (filled[0] === columns.date || filled[0] === leftmost)
  )
    return 'it is a remark, not an entry of the list';
  if (columns.person !== undefined && labels && /^[^:]{2,30}:/.test(first) && REMARK.test(first))
    return 'it is a remark, not an entry of the list';
  if (filled.length === 1 && first.length > LONGEST_HEADING && filled[0] === leftmost)
    return 'it holds one long text and nothing else';
  return undefined;
}

/** Whether the row below a date that stands alone is one of its entries: it has no date of its own. */
function leadsOn(next: string[] | undefined, column: number, dateColumn: number | null): boolean {
  if (next === undefined || filledIn(next).length < 2) return false;
  if (dateColumn === null || (next[dateColumn] ?? '') === '') return true;
  const day = next[dateColumn] ?? '';
  // Below a month, days may be numbers alone.
  return (dateColumn === column || /^\d{1,2}(st|nd|rd|th|[.º°])?$/.test(day)) && !('from' in readDate(day));
}

/** Whether a row is an entry with a date of its own. */
const isDated = (cells: string[] | undefined, dateColumn: number | null) =>
  cells !== undefined &&
  dateColumn !== null &&
  filledIn(cells).length > 1 &&
  'from' in readDate(cells[dateColumn] ?? '');

/** In a plan, a text alone is no entry; in a list of people it is where it stands in the only column, or in that of the person. */
function isAlone(column: number, columns: RowColumns): boolean {
  if (columns.person === undefined) return column !== columns.date;
  return false;
}

const aloneReason = (only: string, columns: RowColumns) =>
  NOT_YET.test(only)
    ? 'there is no date'
    : columns.date === null
      ? `only “${shorten(only)}” stands in it`
      : `there is no date; only “${shorten(only)}” stands in it`;

/**
 * Rows with one text that head the entries below them. `clear` are those that look like headings (PHASE 1, capitals, a colon, a column
 * where entries never begin, the headings anew below); where there is none of those, a list that begins with such a row and has entries below each is `likely` one.
 */
function sectionsOf(
  rows: TableRow[],
  columns: RowColumns,
  repeats: (cells: string[]) => boolean,
): Map<number, 'clear' | 'likely'> {
  const found = new Map<number, 'clear' | 'likely'>();
  const alone = rows.flatMap((row, index) => {
    const filled = filledIn(row.cells);
    const text = row.cells[filled[0]!]!;
    const single = filled.length === 1 && !NOT_YET.test(text) && text.length <= LONGEST_HEADING;
    return single && !('from' in readDate(text)) ? [{ row, index, column: filled[0]!, text }] : [];
  });
  if (alone.length === 0) return found;
  const entries = rows.filter(({ cells }) => filledIn(cells).length > 1);
  const texts = new Map<string, number>();
  for (const { text } of alone) texts.set(text, (texts.get(text) ?? 0) + 1);
  const apart = (column: number) => entries.length > 2 && entries.every(({ cells }) => (cells[column] ?? '') === '');
  const shouting = (column: number) => entries.some(({ cells }) => isShouted(cells[column] ?? ''));
  for (const { row, index, text, column } of alone) {
    if (columns.person !== undefined) {
      // Whoever stands alone in a list of people is a person, unless nothing of the kind stands in that column otherwise.
      const styled = text.endsWith(':') || (isShouted(text) && !shouting(column));
      const unaddressed = typeof columns.person === 'number' && columns.person !== column;
      if (unaddressed && styled && entries.every(({ cells }) => /@|\d/.test(cells[columns.person!] ?? '')))
        found.set(row.row, 'likely');
      if (apart(column) && columns.person !== column && texts.get(text) === 1) found.set(row.row, 'likely');
      continue;
    }
    const styled = PHASE_START.test(text) || text.endsWith(':') || /^(-{2,}|={2,}|>+)/.test(text);
    const above = rows[index + 1] !== undefined && repeats(rows[index + 1]!.cells);
    if (styled || above || (isShouted(text) && !shouting(column)) || apart(column)) found.set(row.row, 'clear');
  }
  if (columns.person !== undefined) return found;
  const headsEntries = ({ index }: { index: number }) => {
    const next = rows[index + 1]?.cells;
    if (next === undefined || filledIn(next).length < 2) return false;
    return columns.date === null || 'from' in readDate(next[columns.date] ?? '');
  };
  for (const lonely of alone) {
    if (!found.has(lonely.row.row) && isPhaseName(lonely.text) && headsEntries(lonely))
      found.set(lonely.row.row, 'likely');
  }
  if (found.size > 0) return found;
  if (alone[0]!.index === 0 && alone.every(headsEntries)) for (const { row } of alone) found.set(row.row, 'likely');
  return found;
}

const isShouted = (text: string) => /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text);

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
