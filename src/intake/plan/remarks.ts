import type { Table } from '../read/table.ts';
import { plainHeading, type ColumnsGuess } from '../understand/columns.ts';
import { assumptionsOf, type DatedColumn } from '../understand/dateColumn.ts';
import type { SortedRows } from '../understand/rows.ts';
import { shorten } from '../understand/times.ts';
import type { PlanField } from '../understand/wording.ts';
import { dayColumn } from './days.ts';

/** What holds for a whole plan that is read, in sentences. */

/** That other sheets of the workbook were not read, unless the sheet was chosen. */
export function otherSheets({ sheet, sheets, chosen }: Table): string[] {
  const others = sheets.filter((name) => name !== sheet);
  if (others.length === 0 || chosen) return [];
  const names = others.slice(0, 10).map((name) => `“${shorten(name)}”`);
  return [
    `Only the sheet “${shorten(sheet ?? '')}” was read. The workbook also has ${names.join(', ')}${others.length > 10 ? ', …' : ''}.`,
  ];
}

const FIELD_NAMES: Partial<Record<PlanField, string>> = {
  date: 'date',
  channel: 'channel',
  audience: 'audience',
  name: 'name',
  body: 'text',
  language: 'language',
};

/** That a table of the studio's own was put together again. */
export const ownRemark = (rows: number, touchpoints: number) =>
  `This table comes from the studio: its ${rows} rows were put together again to ${touchpoints} ${touchpoints === 1 ? 'touchpoint' : 'touchpoints'}.`;

/** What a person should know about the columns and dates of a list, in sentences. */
export function remarksOn(
  { columns, headers, guesses }: ColumnsGuess<PlanField>,
  dating: DatedColumn,
  { data }: SortedRows,
): string[] {
  const remarks: string[] = [];
  if (dayColumn(columns) === null && data.every(({ headingDate }) => headingDate === undefined)) {
    remarks.push('No column with dates was found: choose the one that holds them.');
  }
  if (columns.channel === null)
    remarks.push('No column with channels was found: they were guessed from the other words of a row.');
  for (const { field, header } of guesses.filter(({ byContent }) => byContent)) {
    remarks.push(
      `The column “${shorten(header)}” was taken for the ${FIELD_NAMES[field] ?? field} by what stands in it.`,
    );
  }
  remarks.push(...assumptionsOf(dating));
  if (dating.launchMissing) {
    remarks.push('Some days are counted from the launch: give the launch date, and they are placed.');
  }
  const plain = headers.map(plainHeading);
  const twice = Object.values(columns).flatMap((column) => {
    const heading = column === null ? '' : (plain[column] ?? '');
    return heading !== '' && plain.indexOf(heading) !== plain.lastIndexOf(heading) ? [headers[column!]!] : [];
  });
  if (twice.length > 0) {
    const named = [...new Set(twice)].map((header) => `“${shorten(header)}”`).join(', ');
    remarks.push(`The same heading stands more than once (${named}): only one column of each was read.`);
  }
  const used = new Set<number | null>(Object.values(columns));
  const unused = headers.filter((header, column) => header !== '' && !used.has(column));
  if (unused.length > 0) remarks.push(`These columns were not used: ${unused.slice(0, 20).join(', ')}.`);
  return remarks;
}
