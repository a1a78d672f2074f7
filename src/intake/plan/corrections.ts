import type { Table } from '../read/table.ts';
import type { Columns, ColumnsGuess } from '../understand/columns.ts';
import { readDate } from '../understand/dateCell.ts';
import type { DataRow, RowNote, SortedRows } from '../understand/rows.ts';
import { shorten } from '../understand/times.ts';
import type { PlanField } from '../understand/wording.ts';

/** What is left out of a list, set right in single rows, or carried down from the row above. */

/** What a person says about one row. */
export interface RowCorrection {
  /** Leaves the row out; it counts neither as imported nor as rejected. */
  skip?: true;
  /** Texts for fields of the row in place of those in its cells, as they would stand there: `{ date: '5 April 2027' }`. */
  fields?: Partial<Record<PlanField, string>>;
}

/** The table with single rows set right or taken out. A field without a column gets one of its own. */
export function corrected(
  table: Table,
  guess: ColumnsGuess<PlanField>,
  rows: Record<string, RowCorrection> = {},
): { table: Table; columns: ColumnsGuess<PlanField>; skipped: string[] } {
  const wanted = ({ row }: { row: number }) => rows[`${table.sheet ?? ''}!${row}`] ?? rows[String(row)];
  const chosen = table.rows.filter((row) => wanted(row) !== undefined);
  if (chosen.length === 0) return { table, columns: guess, skipped: [] };
  const columns = { ...guess.columns };
  let width = table.rows.reduce((most, { cells }) => Math.max(most, cells.length), guess.headers.length);
  for (const row of chosen) {
    for (const field of Object.keys(wanted(row)!.fields ?? {}) as PlanField[]) columns[field] ??= width++;
  }
  const skipped = chosen.filter((row) => wanted(row)!.skip).map(({ row }) => row);
  return {
    table: {
      ...table,
      rows: table.rows
        .filter(({ row }) => !skipped.includes(row))
        .map((row) => ({ ...row, cells: withFields(row.cells, columns, wanted(row)?.fields ?? {}) })),
    },
    columns: { ...guess, columns },
    skipped:
      skipped.length === 0
        ? []
        : [`${skipped.length === 1 ? 'Row' : 'Rows'} ${skipped.join(', ')} left out, as chosen.`],
  };
}

function withFields(
  cells: string[],
  columns: Columns<PlanField>,
  fields: Partial<Record<PlanField, string>>,
): string[] {
  const set = [...cells];
  for (const [field, text] of Object.entries(fields) as [PlanField, string][]) {
    const column = columns[field];
    if (column === null) continue;
    while (set.length < column) set.push('');
    set[column] = text;
  }
  return set;
}

interface LeftOut {
  hiddenRows?: 'leave-out' | 'keep';
  struckRows?: 'leave-out' | 'keep';
}

/** Rows that are hidden or struck out get that as their reason, or a note where they are kept. */
export function withoutLeftOut(sorted: SortedRows, { hiddenRows, struckRows }: LeftOut): SortedRows {
  const notes = [...sorted.notes];
  const data = sorted.data.map((row): DataRow => {
    const told = [
      row.hidden && { keep: hiddenRows === 'keep', what: 'it is hidden in the workbook' },
      row.struck && { keep: struckRows === 'keep', what: 'it is struck out' },
    ].filter((item) => item !== undefined);
    const out = told.find(({ keep }) => !keep);
    if (out) {
      const { undated: _, ...others } = row;
      return { ...others, reason: row.reason ?? `${out.what} and was left out` };
    }
    notes.push(...told.map(({ what }) => ({ row: row.row, note: `${what}, and was read all the same` })));
    return row;
  });
  return { ...sorted, data, notes };
}

/** Fields that stand once for the rows below them, as merged cells do when they become text. */
const CARRIED = ['phase', 'audience', 'channel', 'workstream', 'owner'] as const;
/** The same for parts of a date, where a row names its day: “March | 3”, then “ | 17”. */
const CARRIED_DATES = ['year', 'quarter', 'month', 'week'] as const;

/**
 * Carries texts down in columns that lead the list: those to the left of every column that is filled in each row. Elsewhere a blank
 * audience is everyone, which is worth a word where other rows name theirs.
 */
export function filledDown(sorted: SortedRows, columns: Columns<PlanField>): { sorted: SortedRows; notes: RowNote[] } {
  const entries = sorted.data.filter(({ reason }) => reason === undefined);
  const blank = (row: DataRow, column: number) => (row.cells[column] ?? '') === '';
  const notes: RowNote[] = [];
  const full = Object.values<number | null>(columns).filter(
    (column): column is number => column !== null && entries.every((row) => !blank(row, column)),
  );
  const leading = Math.min(...full);
  let { data } = sorted;
  const namesDay = ({ cells }: DataRow) =>
    [columns.date, columns.weekday].some((column) => column !== null && (cells[column] ?? '') !== '');
  for (const field of CARRIED_DATES) {
    const column = columns[field];
    if (column === null || !entries.some((row) => blank(row, column) && namesDay(row))) continue;
    if (entries.some((row) => !blank(row, column)))
      data = carriedDown(data, column, field, notes, (row) => namesDay(row) && !hasWholeDate(row, columns.date));
  }
  for (const field of CARRIED) {
    const column = columns[field];
    if (column === null || entries.length < 2 || !entries.some((row) => blank(row, column))) continue;
    if (entries.every((row) => blank(row, column))) continue;
    const carries = field === 'phase' || column < leading;
    if (carries && !blank(entries[0]!, column)) data = carriedDown(data, column, field, notes);
    else if (field === 'audience')
      for (const row of entries)
        if (blank(row, column)) notes.push({ row: row.row, note: 'no audience is named; it is for everyone' });
  }
  return { sorted: { ...sorted, data }, notes };
}

const hasWholeDate = ({ cells }: DataRow, column: number | null) =>
  column !== null && !/^\d{1,2}\D*$/.test(cells[column] ?? '') && 'from' in readDate(cells[column] ?? '');

function carriedDown(
  data: DataRow[],
  column: number,
  what: string,
  notes: RowNote[],
  needs: (row: DataRow) => boolean = () => true,
): DataRow[] {
  let above: { text: string; row: number } | undefined;
  return data.map((row) => {
    const text = row.cells[column] ?? '';
    if (row.reason !== undefined) return row;
    if (text !== '') above = { text, row: row.row };
    if (text !== '' || above === undefined || !needs(row)) return row;
    notes.push({ row: row.row, note: `it names no ${what}; it took “${shorten(above.text)}” of row ${above.row}` });
    const cells = [...row.cells];
    while (cells.length < column) cells.push('');
    cells[column] = above.text;
    return { ...row, cells };
  });
}
