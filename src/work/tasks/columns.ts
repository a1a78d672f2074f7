import { Refusal } from '#campaign/refusal.ts';
import { columnIndex, columnLetters } from '#campaign/sheet.ts';
import type { Columns } from '#intake/understand/columns.ts';
import type { Table } from '#intake/read/table.ts';

/** Columns of a spreadsheet as people name them: by letter or by heading. */

export { AUDIENCE_FIELDS, PLAN_FIELDS } from '#intake/understand/wording.ts';

/** For each field a letter, a heading, or nothing for no column. */
export type NamedColumns = ReadonlyMap<string, string>;

/** A sheet as far as its columns go. */
export interface SheetColumns {
  file: string;
  headers: readonly string[];
  /** How many columns its widest row has. */
  width: number;
}

export const widthOf = (table: Table): number =>
  table.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);

/** The indices of named columns in a sheet. Throws Refusal where one is not there. */
export function columnsNamed<Field extends string>(named: NamedColumns, sheet: SheetColumns): Partial<Columns<Field>> {
  return Object.fromEntries([...named].map(([field, name]) => [field, indexOf(name, sheet)])) as Partial<
    Columns<Field>
  >;
}

function indexOf(name: string, { file, headers, width }: SheetColumns): number | null {
  if (name === '') return null;
  const byHeading = headers.findIndex((header) => header.trim().toLowerCase() === name.toLowerCase());
  if (byHeading >= 0) return byHeading;
  const byLetter = /^[A-Za-z]{1,3}$/.test(name) ? columnIndex(name) : Infinity;
  if (byLetter < width) return byLetter;
  const known = headers.filter((header) => header !== '').map((header) => `“${header}”`);
  const last = columnLetters(Math.max(0, width - 1));
  throw new Refusal(
    'badInput',
    `“${file}” has no column “${name}”. Name one by its letter, A to ${last}${known.length > 0 ? `, or by its heading: ${known.slice(0, 20).join(', ')}` : ''}.`,
  );
}

/** What a column was taken for. */
export interface DescribedColumn {
  field: string;
  column: string;
  header: string;
}

/** The columns in use, by their letters and headings. */
export function describeColumns(columns: Record<string, number | null>, headers: readonly string[]): DescribedColumn[] {
  return Object.entries(columns).flatMap(([field, index]) =>
    index === null ? [] : [{ field, column: columnLetters(index), header: headers[index] ?? '' }],
  );
}
