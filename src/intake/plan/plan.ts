import { dayOf } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { touchpointSchema } from '#campaign/document.ts';
import { firstIssue } from '#campaign/problems.ts';
import { namesAlone, segmentBook } from './audiences.ts';
import {
  guessColumns,
  likeness,
  plainHeading,
  type ColumnChoices,
  type Columns,
  type ColumnsGuess,
} from '../understand/columns.ts';
import type { DateReading } from '../understand/dates.ts';
import { dateColumn, type Dated, type Dating } from '../understand/dating.ts';
import type { DateOrder, OrderGuess } from '../understand/order.ts';
import { assembleCampaign, laneBook } from './campaign.ts';
import {
  BATCH,
  breathe,
  sortRows,
  type DataRow,
  type Rejection,
  type RowNote,
  type SortedRows,
} from '../understand/rows.ts';
import type { Table, TableRow } from '../read/table.ts';
import { shorten } from '../understand/times.ts';
import { dayColumn, readDays } from './days.ts';
import { clocksOf } from './timing.ts';
import { touchpointOf } from './touchpoint.ts';
import { yearsNamed } from './years.ts';
import { PLAN_WORDS, type PlanField } from '../understand/wording.ts';

/** A communication plan from a spreadsheet: first a guess that people can correct, then the import with a word on every row. */

export interface PlanChoices extends ColumnChoices<PlanField> {
  dateOrder?: DateOrder;
  /** Year of dates that name none. */
  year?: number;
  /** Whether a row without a date takes that of the row above, as merged cells leave it, or is rejected. */
  blankDates?: 'above' | 'reject';
  /** ISO date from which “week 1” and “day 1” count. */
  weekOne?: string;
  /** ISO date of the launch from which days such as “T-14” count. */
  launch?: string;
  /** Whether rows that say they are cancelled stay in the plan as cancelled, or are left out. */
  cancelled?: 'keep' | 'leave-out';
  /** What lanes are made from; by default workstreams where there is a column for them. */
  lanes?: 'channel' | 'workstream';
}

export interface PlanGuess extends ColumnsGuess<PlanField> {
  dateOrder: OrderGuess;
  /** Whether any date reads differently in the other order. */
  dateOrderMatters: boolean;
  /** Whether days are counted from a launch whose date is not known. */
  launchMissing: boolean;
  /** Year taken for dates that name none; absent where all name theirs. */
  year?: number;
  blankDates: 'above' | 'reject';
  lanes: 'channel' | 'workstream';
  /** Entries of the list: rows that are neither blank nor only a heading. */
  rows: number;
  /** What a person should know about the guess, in sentences. */
  remarks: string[];
}

export interface PlanContext {
  /** ISO date of today. */
  today: string;
  /** IANA zone of a new campaign and of new segments. */
  timeZone: string;
  /** Name of a new campaign. */
  name: string;
  /** The campaign to add to; without it, a new one is made. */
  into?: Campaign;
}

export interface PlanImport {
  campaign: Campaign;
  /** The new ones among the campaign's touchpoints, in row order. */
  touchpoints: Touchpoint[];
  /** Entries of the list; always `imported` plus the number of those rejected. */
  rows: number;
  imported: number;
  rejected: Rejection[];
  /** Rows that were understood with a doubt. A row may have several. */
  notes: RowNote[];
  /** What holds for the whole list, in sentences. */
  remarks: string[];
  /** Titles and headings, which are no entries. */
  headings: { row: number; text: string }[];
  columns: Columns<PlanField>;
  headerRow: number | null;
}

/** How much the first rows of a sheet look like a communication plan; pass it to `readTable` as `likeness`. */
export const planLikeness = (rows: TableRow[]) => likeness(rows, PLAN_WORDS);

interface Survey {
  columns: ColumnsGuess<PlanField>;
  sorted: SortedRows;
  dating: Dating;
  /** For each entry, its day or why there is none. */
  dated: Dated[];
  /** For each entry, what its cells say about the day. */
  readings: (DateReading | undefined)[];
  blankDates: 'above' | 'reject';
  lanes: 'channel' | 'workstream';
  remarks: string[];
  notes: RowNote[];
}

/** What the studio makes of the table: heading row, columns, order of dates, year. Choices made already are kept. */
export function guessPlan(
  table: Table,
  context: Pick<PlanContext, 'today' | 'into'>,
  choices: PlanChoices = {},
): PlanGuess {
  const { columns, sorted, dating, blankDates, lanes, remarks } = survey(table, choices, context);
  return {
    ...columns,
    dateOrder: dating.order,
    dateOrderMatters: dating.orderMatters,
    launchMissing: dating.launchMissing,
    ...(dating.assumedYear === undefined ? {} : { year: dating.assumedYear }),
    blankDates,
    lanes,
    rows: sorted.data.length,
    remarks,
  };
}

/**
 * Imports the table with the guess as corrected by `choices`. Rows that are not understood are rejected with their number and a reason;
 * `rows === imported + rejected.length` always holds. Hands the thread back now and then and reports progress in rows.
 */
export async function importPlan(
  table: Table,
  choices: PlanChoices,
  context: PlanContext,
  progress: (done: number, total: number) => void = () => {},
): Promise<PlanImport> {
  const found = survey(table, choices, context);
  const { data, headings } = found.sorted;
  const segments = segmentBook(context.into?.segments ?? [], context.into?.timeZone ?? context.timeZone);
  const lanes = laneBook(context.into?.lanes ?? []);
  const bounds = boundsOf(found.dated, context.into);
  const taken = new Set(context.into?.touchpoints.map(({ id }) => id));
  const touchpoints: Touchpoint[] = [];
  const phaseNames: (string | undefined)[] = [];
  const clocks = clocksOf(
    data,
    found.columns.columns,
    found.columns.headers,
    context.into?.timeZone ?? context.timeZone,
  );
  const { audience } = found.columns.columns;
  const alone = namesAlone(audience === null ? [] : data.map(({ cells }) => cells[audience] ?? ''));
  const rejected: Rejection[] = [];
  const notes = [...found.notes];
  let forEveryone = false;
  for (const [index, row] of data.entries()) {
    if (index % BATCH === 0) {
      progress(index, data.length);
      await breathe();
    }
    const reason = importRow(row, found.dated[index]!, found.readings[index]);
    if (reason !== undefined) rejected.push({ row: row.row, reason });
  }
  progress(data.length, data.length);

  function importRow(row: DataRow, dated: Dated, reading: DateReading | undefined): string | undefined {
    if (row.reason !== undefined) return row.reason;
    if ('problem' in dated) return dated.problem;
    if (dated.from < bounds.from || dated.to >= bounds.until) return 'its date is years away from the others';
    const read = touchpointOf(row, dated, reading, {
      columns: found.columns.columns,
      headers: found.columns.headers,
      clocks,
      cancelled: choices.cancelled ?? 'keep',
      lanes: found.lanes,
      segments,
      alone,
      laneBook: lanes,
      taken,
      bounds,
    });
    if ('problem' in read) return read.problem;
    const checked = touchpointSchema.safeParse(read.touchpoint);
    if (!checked.success) {
      const { place, problem } = firstIssue(checked.error);
      return `its ${place} does not fit: ${problem}`;
    }
    touchpoints.push(checked.data);
    taken.add(checked.data.id);
    forEveryone ||= checked.data.segments.length === 0;
    phaseNames.push(read.phase);
    for (const note of [...dated.doubts, ...read.doubts]) notes.push({ row: row.row, note });
    return undefined;
  }

  const { campaign, remarks } = assembleCampaign({
    touchpoints,
    phaseNames,
    segments,
    lanes: lanes.lanes,
    forEveryone,
    context,
  });
  return {
    campaign,
    touchpoints,
    rows: data.length,
    imported: touchpoints.length,
    rejected,
    notes: notes.sort((a, b) => a.row - b.row),
    remarks: [...found.remarks, ...remarks],
    headings,
    columns: found.columns.columns,
    headerRow: found.columns.headerRow,
  };
}

function survey(table: Table, choices: PlanChoices, context: Pick<PlanContext, 'today' | 'into'>): Survey {
  const columns = guessColumns(table, PLAN_WORDS, choices);
  const { endDate, workstream } = columns.columns;
  const date = dayColumn(columns.columns);
  const sorted = sortRows(table, columns.headerRow, columns.headers, { date });
  const days = readDays(sorted.data, columns.columns, columns.headers, choices);
  const { readings, problems, notes, blankDates } = days;
  const dating = dateColumn(readings, {
    ...(choices.dateOrder === undefined ? {} : { dateOrder: choices.dateOrder }),
    ...(choices.year === undefined ? {} : { year: choices.year }),
    ...(choices.weekOne === undefined && !context.into ? {} : { weekOne: choices.weekOne ?? context.into!.start }),
    ...(choices.launch === undefined ? {} : { launch: choices.launch }),
    ...yearsNamed(table, sorted),
    today: context.today,
    date1904: table.date1904,
    header:
      date === null ? '' : `${columns.headers[date] ?? ''} ${endDate === null ? '' : (columns.headers[endDate] ?? '')}`,
  });
  const dated = sorted.data.map(
    (_, index) => dating.cells[index] ?? { problem: problems.get(index) ?? 'there is no date' },
  );
  const lanes = choices.lanes ?? (workstream === null ? 'channel' : 'workstream');
  return {
    columns,
    sorted,
    dating,
    dated,
    readings,
    blankDates,
    lanes,
    notes: [...table.notes, ...sorted.notes, ...notes],
    remarks: [...table.remarks, ...otherSheets(table), ...remarksOn(columns, dating, sorted), ...days.remarks],
  };
}

function otherSheets({ sheet, sheets }: Table): string[] {
  const others = sheets.filter((name) => name !== sheet);
  if (others.length === 0) return [];
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

function remarksOn(
  { columns, headers, guesses }: ColumnsGuess<PlanField>,
  dating: Dating,
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
  const { order } = dating;
  if (dating.orderMatters && !order.certain) {
    const [read, other] = order.order === 'day-first' ? ['day first', 'month first'] : ['month first', 'day first'];
    remarks.push(`Dates were read with the ${read}, because ${order.reason}. If that is wrong, choose ${other}.`);
  }
  if (dating.assumedYear !== undefined) {
    remarks.push(
      `Some dates name no year: they were placed from ${dating.assumedYear} on. If that is wrong, choose the year.`,
    );
  }
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

/** Days within which all touchpoints must lie, so that one mistyped year does not stretch a campaign over decades. */
function boundsOf(dated: Dated[], into: Campaign | undefined): { from: number; until: number } {
  const LONGEST = 3660;
  if (into) {
    const start = dayOf(into.start);
    const end = start + into.days;
    const from = Math.min(start, Math.max(start - 1800, end - LONGEST));
    return { from, until: Math.max(end, Math.min(start + 1800, from + LONGEST)) };
  }
  const days = dated.flatMap((cell) => ('from' in cell ? [cell.from] : [])).sort((a, b) => a - b);
  const middle = days[Math.floor(days.length / 2)] ?? 0;
  return { from: middle - 1500, until: middle + 1500 };
}
