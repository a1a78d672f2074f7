import { columnIndex, columnLetters } from '#campaign/sheet.ts';
import type { Columns } from '#intake/understand/columns.ts';
import type { Table } from '#intake/read/table.ts';
import { Refusal } from '#campaign/refusal.ts';

/** Columns of a spreadsheet as people name them: by letter or by heading. */

/** What `--columns date=A,channel="Medium"` says: for each field a letter, a heading, or nothing for no column. */
export type NamedColumns = Map<string, string>;

/** Reads the option's text. Throws Refusal where it cannot be understood. */
export function parseColumns(text: string, fields: readonly string[]): NamedColumns {
  const named: NamedColumns = new Map();
  const part = /\s*([A-Za-z]+)\s*=\s*(?:"([^"]*)"|([^,]*))\s*(?:,|$)/y;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (!match)
      throw new Refusal('badInput', `--columns “${text}” is not understood. Write it like date=A,channel="Medium".`);
    const field = fields.find((known) => known.toLowerCase() === match[1]!.toLowerCase());
    if (field === undefined)
      throw new Refusal('badInput', `--columns knows no “${match[1]}”. Choose among ${fields.join(', ')}.`);
    named.set(field, (match[2] ?? match[3] ?? '').trim());
  }
  return named;
}

/** A sheet as far as its columns go. */
export interface SheetColumns {
  file: string;
  headers: readonly string[];
  /** How many columns its widest row has. */
  width: number;
}

export const widthOf = (table: Table): number =>
  table.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);

/** The places of named columns in a sheet. Throws Refusal where one is not there. */
export function placesOf<Field extends string>(named: NamedColumns, sheet: SheetColumns): Partial<Columns<Field>> {
  return Object.fromEntries([...named].map(([field, name]) => [field, placeOf(name, sheet)])) as Partial<
    Columns<Field>
  >;
}

function placeOf(name: string, { file, headers, width }: SheetColumns): number | null {
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
  return Object.entries(columns).flatMap(([field, place]) =>
    place === null ? [] : [{ field, column: columnLetters(place), header: headers[place] ?? '' }],
  );
}
