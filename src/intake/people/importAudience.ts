import { columnLetters } from '#campaign/sheet.ts';
import { dayOf } from '#campaign/calendar.ts';
import type { Segment } from '#campaign/document.ts';
import { learnersIn } from '#campaign/reach.ts';
import {
  guessColumns,
  headingMatch,
  plainHeading,
  likeness,
  type ColumnChoices,
  type Columns,
  type ColumnsGuess,
} from '../understand/columns.ts';
import { countryOf, languageOf } from '../understand/countries.ts';
import { timeZoneOf } from '../understand/zones.ts';
import { readDate } from '../understand/dateCell.ts';
import { dateColumn, type Dated } from '../understand/dateColumn.ts';
import type { DateOrder } from '../understand/order.ts';
import { GROUPINGS, type Grouping } from '#contract/intake.ts';
import { add, segmentsOf, NOT_GIVEN, SMALLEST_GROUP, type Group } from './groups.ts';
import { AUDIENCE_WORDS, type AudienceField } from '../understand/wording.ts';
import { BATCH, breathe, sortRows, type DataRow, type Rejection, type RowNote } from '../understand/rows.ts';
import { withoutLeftOut } from '../plan/corrections.ts';
import { peopleOf } from '../layout/people.ts';
import type { Table, TableRow } from '../read/table.ts';
import { shorten } from '../understand/times.ts';
import { carriedGroups, countedByRows, namesNobody, peopleIn, unusedNumbers } from './counting.ts';
import { leaverTest } from './leavers.ts';

/**
 * Segments from a list of people, such as an export from a personnel system. Nothing that could name a person leaves this file:
 * no names, addresses or numbers of people, no manager's name, no group below five people, and no text of a single row in a reason.
 */

const MOST_SEGMENTS = 1000;
const USUAL_SEGMENTS = 40;
/** Longer texts are no department and no country. */
const LONGEST_VALUE = 200;

export interface AudienceChoices extends ColumnChoices<AudienceField> {
  /** What people are grouped by; by default the department, and the country where there are several. */
  by?: Grouping[];
  /** No more segments than this; the smaller groups become “Other”. 1 to 1,000, 40 by default. */
  most?: number;
  /** Whether people who have left, as a status or a last day says, are counted too. By default they are rejected with that reason. */
  leavers?: 'leave-out' | 'keep';
  /** Whether rows that the workbook hides are counted too. By default they are rejected with that reason. */
  hiddenRows?: 'leave-out' | 'keep';
  /** The same for rows that are struck out. */
  struckRows?: 'leave-out' | 'keep';
  dateOrder?: DateOrder;
}

export interface AudienceContext {
  /** ISO date from which time with the company counts. */
  today: string;
  /** IANA zone of people whose own is not known. */
  timeZone: string;
}

export interface AudienceGuess extends ColumnsGuess<AudienceField> {
  by: Grouping[];
  /** Groupings that the list has a column for. */
  groupings: Grouping[];
  rows: number;
}

export interface AudienceImport {
  segments: Segment[];
  /** Entries of the list; always `imported` plus the number of those rejected. */
  rows: number;
  imported: number;
  rejected: Rejection[];
  /** Rows that were understood with a doubt. */
  notes: RowNote[];
  /** What was assumed or merged, in sentences. None of them names a person. */
  remarks: string[];
  /** People in all segments together. */
  people: number;
  by: Grouping[];
  columns: Columns<AudienceField>;
  headerRow: number | null;
}

/** How much the first rows of a sheet look like a list of people; pass it to `readTable` as `likeness`. */
export const audienceLikeness = (rows: TableRow[]) => likeness(rows, AUDIENCE_WORDS);

/** What the studio makes of the list. Samples are shown only where at least five people share them, and never of managers or people. */
export function guessAudience(table: Table, choices: AudienceChoices = {}): AudienceGuess {
  const { columns, data, by } = survey(table, choices);
  const guesses = columns.guesses.map((guess) => ({ ...guess, samples: shareable(data, guess) }));
  const groupings = GROUPINGS.filter((field) => columns.columns[field] !== null);
  return { ...columns, guesses, by, groupings, rows: data.length };
}

function shareable(data: DataRow[], { field, column }: { field: AudienceField; column: number }): string[] {
  if (field === 'manager' || field === 'person' || field === 'startDate') return [];
  const counts = new Map<string, number>();
  for (const { cells } of data) counts.set(cells[column] ?? '', (counts.get(cells[column] ?? '') ?? 0) + 1);
  const common = [...counts].filter(([text, count]) => text !== '' && count >= SMALLEST_GROUP && !text.includes('@'));
  return common
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([text]) => text.slice(0, 60));
}

function survey(sheet: Table, choices: AudienceChoices) {
  const { table, headerRow, remarks, again } = peopleOf(sheet, choices.headerRow);
  const columns = countedByRows(guessColumns(table, AUDIENCE_WORDS, { ...choices, headerRow }), choices);
  const { person, headcount } = columns.columns;
  const sorted = withoutLeftOut(
    sortRows(table, columns.headerRow, columns.headers, { date: null, person, headcount }),
    choices,
  );
  const carried = carriedGroups(sorted.data, columns);
  const data = [...carried.data, ...again].sort((a, b) => a.row - b.row);
  const distinct = (field: Grouping) => new Set(data.map(({ cells }) => cells[columns.columns[field]!] ?? '')).size;
  const has = (field: Grouping) => columns.columns[field] !== null;
  const usual = (['department', 'country'] as const).filter((field) => has(field) && distinct(field) > 1);
  const fallback = GROUPINGS.filter(has).slice(0, 1);
  const by = [...new Set(choices.by ?? (usual.length > 0 ? usual : fallback))];
  return {
    columns,
    data,
    by,
    nobody: namesNobody(columns, data),
    rowNotes: [...sorted.notes, ...carried.notes],
    layout: [...remarks, ...unusedNumbers(columns, data)],
  };
}

/**
 * Segments with their sizes, zones and languages. Rows that are not understood are rejected with their number and a reason.
 * Hands the thread back now and then and reports progress in rows.
 */
export async function importAudience(
  table: Table,
  choices: AudienceChoices,
  context: AudienceContext,
  progress: (done: number, total: number) => void = () => {},
): Promise<AudienceImport> {
  const { columns, data, by: wanted, nobody, rowNotes, layout } = survey(table, choices);
  const by = wanted.filter((field) => columns.columns[field] !== null);
  const text = (row: DataRow, field: AudienceField) => {
    const column = columns.columns[field];
    return column === null ? '' : (row.cells[column] ?? '').slice(0, LONGEST_VALUE);
  };
  const tenures = by.includes('startDate') ? tenureOf(data, text, table, choices, context.today) : undefined;
  const groups = new Map<string, Group>();
  const seen = new Set<string>();
  const rejected: Rejection[] = [];
  const notes: RowNote[] = [...table.notes, ...rowNotes];
  const unknown = { country: 0, language: 0, timeZone: 0 };
  const hasLeft = choices.leavers === 'keep' ? () => undefined : leaverTest(columns.headers, context.today);
  const isKnown = Object.values(columns.columns).some((column) => column !== null);
  let left = 0;
  let imported = 0;
  for (const [index, row] of data.entries()) {
    if (index % BATCH === 0) {
      progress(index, data.length);
      await breathe();
    }
    const reason = importRow(row, index);
    if (reason === undefined) imported++;
    else rejected.push({ row: row.row, reason });
  }
  progress(data.length, data.length);

  function importRow(row: DataRow, index: number): string | undefined {
    if (row.reason !== undefined) return row.reason;
    if (!isKnown) return 'no column of the list says anything about people';
    if (nobody) return 'it names a group and no number of people: choose the column with the numbers';
    const leftBy = hasLeft(row);
    if (leftBy !== undefined) {
      left++;
      return `the person has left, as the column “${shorten(leftBy)}” says`;
    }
    const person = text(row, 'person').toLowerCase();
    // A name alone does not tell two people apart; an address or a number does.
    const identifies = person.includes('@') || /^\S*\d\S*$/.test(person);
    if (identifies && seen.has(person)) return 'the same person stands in an earlier row';
    const headcount = text(row, 'headcount');
    if (headcount === '' && columns.columns.headcount !== null) return 'no number of people is given';
    const people = headcount === '' ? 1 : peopleIn(headcount);
    if (people === undefined || people > 10_000_000) return 'its number of people is not a whole number';
    const tenure = tenures?.[index];
    if (tenure !== undefined && 'problem' in tenure) return tenure.problem;
    const country = countryOf(text(row, 'country'));
    const parts = by.map((field) =>
      field === 'startDate' ? tenure!.band : field === 'country' && country ? country.name : label(text(row, field)),
    );
    if (identifies) seen.add(person);
    const key = parts.map((part) => part.toLowerCase()).join('\u0000');
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { parts, people: 0, zones: new Map(), languages: new Map() }));
    group.people += people;
    const zone = timeZoneOf(text(row, 'timeZone'));
    const language = languageOf(text(row, 'language'));
    const doubt = (field: keyof typeof unknown, known: boolean, words: string) => {
      if (known || text(row, field) === '') return;
      unknown[field]++;
      notes.push({ row: row.row, note: `its ${words} is not known here` });
    };
    doubt('country', country !== undefined, 'country');
    doubt('timeZone', zone !== undefined, 'time zone');
    doubt('language', language !== undefined, 'language');
    add(group.zones, zone ?? country?.timeZone ?? context.timeZone, people);
    add(group.languages, language ?? country?.language ?? 'en', people);
    return undefined;
  }

  const remarks = [...table.remarks, ...layout, ...unknownRemarks(unknown, context.timeZone)];
  const most = Math.max(1, Math.min(MOST_SEGMENTS, Math.floor(choices.most ?? USUAL_SEGMENTS)));
  const numbered = by.map((field) => namesPeople(field, columns));
  const segments = segmentsOf([...groups.values()], { by, numbered, most }, remarks);
  const { headcount } = columns.columns;
  if (headcount !== null)
    remarks.push(
      `Numbers of people: column ${columnLetters(headcount)} “${shorten(columns.headers[headcount] ?? '')}”.`,
    );
  if (left > 0)
    remarks.push(
      `${left === 1 ? 'One person has' : `${left} people have`} left and ${left === 1 ? 'was' : 'were'} not counted.`,
    );
  if (by.length === 0 && isKnown)
    remarks.push('No column to group by was found, so that all people are one segment: choose one.');
  const people = learnersIn(segments);
  return {
    segments,
    rows: data.length,
    imported,
    rejected,
    notes,
    remarks,
    people,
    by,
    columns: columns.columns,
    headerRow: columns.headerRow,
  };
}

/** Whether a column holds people, by its field or by its heading: then its texts may not name a segment. */
function namesPeople(field: Grouping, { columns, headers }: ColumnsGuess<AudienceField>): boolean {
  const heading = plainHeading(headers[columns[field]!] ?? '');
  const like = (other: AudienceField) => headingMatch(AUDIENCE_WORDS[other], heading);
  return field === 'manager' || Math.max(like('manager'), like('person')) > like(field);
}

/** The text that names a group. What looks like an address is left out. */
function label(text: string): string {
  if (text === '' || text.includes('@') || /^[-?]+$|^n\/?a$/i.test(text)) return NOT_GIVEN;
  return text.replace(/\s+/g, ' ').slice(0, 80).toWellFormed().trim();
}

const BANDS: [days: number, band: string][] = [
  [183, 'Under 6 months'],
  [731, '6 months to 2 years'],
  [1827, '2 to 5 years'],
  [Infinity, 'Over 5 years'],
];

type Tenure = { band: string } | { problem: string };

function tenureOf(
  data: DataRow[],
  text: (row: DataRow, field: AudienceField) => string,
  table: Table,
  choices: AudienceChoices,
  today: string,
): Tenure[] {
  const readings = data.map((row) => {
    const reading = readDate(text(row, 'startDate'));
    return 'from' in reading ? reading : undefined;
  });
  const order = choices.dateOrder === undefined ? {} : { dateOrder: choices.dateOrder };
  const { cells } = dateColumn(readings, { ...order, today, date1904: table.date1904 });
  return data.map((row, index): Tenure => {
    const dated: Dated | undefined = cells[index];
    if (text(row, 'startDate') === '') return { band: 'Start not given' };
    if (!dated || 'problem' in dated) return { problem: 'its start date is not understood' };
    const days = dayOf(today) - dated.from;
    return { band: days < 0 ? 'Not started yet' : BANDS.find(([limit]) => days < limit)![1] };
  });
}

function unknownRemarks(unknown: { country: number; language: number; timeZone: number }, timeZone: string): string[] {
  const rows = (count: number) => (count === 1 ? '1 row' : `${count} rows`);
  return [
    ...(unknown.country > 0
      ? [
          `The country of ${rows(unknown.country)} is not known here: they have the time zone ${timeZone} unless the list gives one.`,
        ]
      : []),
    ...(unknown.timeZone > 0
      ? [`The time zone of ${rows(unknown.timeZone)} is not known: that of the country was taken, else ${timeZone}.`]
      : []),
    ...(unknown.language > 0
      ? [`The language of ${rows(unknown.language)} is not known: that of the country was taken, else English.`]
      : []),
  ];
}
