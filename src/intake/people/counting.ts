import type { ColumnChoices, ColumnsGuess } from '../understand/columns.ts';
import type { DataRow, RowNote } from '../understand/rows.ts';
import { shorten } from '../understand/times.ts';
import { isCounter, type AudienceField } from '../understand/wording.ts';
import { GROUPINGS } from '#contract/intake.ts';

/** How many people a row of a list is: one, the number in its column, or nobody. */

/** A name alone may be that of a team; an address or a number is a person. */
const isCertain = (person: ColumnsGuess<AudienceField>['guesses'][number] | undefined) =>
  person !== undefined && person.confidence >= 0.75;

/** Columns of whole numbers that are not used, where they could be numbers of people. */
export function unusedNumbers({ headers, columns, guesses }: ColumnsGuess<AudienceField>, data: DataRow[]): string[] {
  if (isCertain(guesses.find(({ field }) => field === 'person'))) return [];
  const used = new Set<number | null>(Object.values(columns));
  const entries = data.filter(({ reason }) => reason === undefined);
  const unused = headers.filter((header, column) => {
    const texts = entries.map(({ cells }) => cells[column] ?? '').filter((text) => text !== '');
    const numbers = texts.filter((text) => /^\d{1,3}([ ,.']?\d{3})*$/.test(text));
    const whole = numbers.length > 0 && numbers.length >= texts.length * 0.6;
    return header !== '' && !used.has(column) && whole && !isCounter(texts);
  });
  if (unused.length === 0) return [];
  const named = unused.slice(0, 10).map((header) => `“${shorten(header)}”`);
  return [
    `The ${named.length === 1 ? 'column' : 'columns'} ${named.join(', ')} ${named.length === 1 ? 'holds whole numbers and was' : 'hold whole numbers and were'} not used${columns.headcount === null ? ': each row counts as one person. Choose the column with the numbers of people if there is one.' : '.'}`,
  ];
}

/** Where each row is a person, rows are counted, whatever else a column counts. */
export function countedByRows(
  guess: ColumnsGuess<AudienceField>,
  choices: ColumnChoices<AudienceField>,
): ColumnsGuess<AudienceField> {
  const person = guess.guesses.find(({ field }) => field === 'person');
  if (!isCertain(person) || choices.columns?.headcount !== undefined) return guess;
  const guesses = guess.guesses.filter(({ field }) => field !== 'headcount');
  return { ...guess, columns: { ...guess.columns, headcount: null }, guesses };
}

const NUMBER = "\\d{1,3}(?:[ ,.\u2019']\\d{3})+|\\d+(?:[.,]0+)?";
const UNIT =
  'people|persons?|staff|employees|learners|heads|colleagues|members|pax|fte|mitarbeitende|mitarbeiter|personen|köpfe|personnes|salariés|collaborateurs|personas|empleados|pessoas|funcionários|colaboradores|mensen|medewerkers|persone|dipendenti|名|人';
const COUNT = new RegExp(`^(?:approx\\.?|about|around|circa|ca\\.?|c\\.|~|≈)?\\s*(${NUMBER})\\s*(?:${UNIT})?$`, 'iu');

/** The whole number that a cell names: “1,200”, “40 people”, “approx. 40”; undefined for any other. */
export function peopleIn(text: string): number | undefined {
  const number = COUNT.exec(text.trim())?.[1];
  if (number === undefined) return undefined;
  return Number(number.replace(/[.,]0{1,2}$/, '').replace(/[^\d]/g, ''));
}

/** Whether a list is one of groups, each once, that names neither persons nor their numbers: then it counts nobody. */
export function namesNobody({ columns }: ColumnsGuess<AudienceField>, data: DataRow[]): boolean {
  if (columns.person !== null || columns.headcount !== null || columns.manager !== null || columns.startDate !== null)
    return false;
  const groups = GROUPINGS.flatMap((field) => (columns[field] === null ? [] : [columns[field]]));
  const entries = data.filter(({ reason }) => reason === undefined);
  const texts = entries.map(({ cells }) => groups.map((column) => cells[column] ?? '').join('\u0000'));
  return groups.length > 0 && entries.length > 1 && new Set(texts).size === entries.length;
}

/** Columns that may stand once for the rows below, as merged cells do when they become text, and what they are called. */
const CARRIED = { country: 'country', department: 'department', location: 'location' } as const;

/** Carries a group that leads the list down to the next one, where each stands once. */
export function carriedGroups(
  data: DataRow[],
  { columns }: ColumnsGuess<AudienceField>,
): { data: DataRow[]; notes: RowNote[] } {
  const used = Object.values<number | null>(columns).filter((column) => column !== null);
  const first = Math.min(...used);
  const field = (Object.keys(CARRIED) as (keyof typeof CARRIED)[]).find((name) => columns[name] === first);
  const entries = data.filter(({ reason }) => reason === undefined);
  const texts = entries.map(({ cells }) => cells[first] ?? '').filter((text) => text !== '');
  const stands = field !== undefined && used.length > 1 && texts.length > 0 && (entries[0]!.cells[first] ?? '') !== '';
  if (!stands || texts.length === entries.length || new Set(texts).size < texts.length) return { data, notes: [] };
  const notes: RowNote[] = [];
  let above: DataRow | undefined;
  const carried = data.map((row) => {
    if (row.reason !== undefined) return row;
    if ((row.cells[first] ?? '') !== '') above = row;
    if (above === undefined || above === row) return row;
    notes.push({ row: row.row, note: `it names no ${CARRIED[field]}; it took that of row ${above.row}` });
    // A row may end before the column.
    const cells = Array.from({ length: Math.max(row.cells.length, first + 1) }, (_, column) => row.cells[column] ?? '');
    return { ...row, cells: cells.with(first, above.cells[first]!) };
  });
  return { data: carried, notes };
}
