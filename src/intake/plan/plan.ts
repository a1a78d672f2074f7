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
import { corrected, filledDown, withoutLeftOut, type RowCorrection } from './corrections.ts';
import { dayColumn, readDays } from './days.ts';
import { isDate } from '../layout/axis.ts';
import type { List } from '../layout/list.ts';
import { listsOf } from '../layout/lists.ts';
import { clocksOf } from './timing.ts';
import { columnOfNames } from './names.ts';
import { gatherOwn, ownColumns } from './ownSheet.ts';
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
  /** Whether rows that the workbook hides are entries too. By default they are rejected with that reason. */
  hiddenRows?: 'leave-out' | 'keep';
  /** Whether rows that are struck out are entries too. By default they are rejected with that reason. */
  struckRows?: 'leave-out' | 'keep';
  /** Corrections of single rows, by their number: '7', or 'May!7' where several sheets are read. */
  rows?: Record<string, RowCorrection>;
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
  /** The lists that were found, in their order; columns and headings above are those of the first. */
  lists: { sheet?: string; headerRow: number | null; headers: string[]; columns: Columns<PlanField>; rows: number }[];
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
  /** The rows that each of them was read from. */
  places: { rows: number[]; sheet?: string }[];
  /** Entries of the list; always `imported` plus the number of those rejected. */
  rows: number;
  imported: number;
  rejected: Rejection[];
  /** Rows that were understood with a doubt. A row may have several. */
  notes: RowNote[];
  /** What holds for the whole list, in sentences. */
  remarks: string[];
  /** Titles and headings, which are no entries. */
  headings: { row: number; text: string; sheet?: string }[];
  columns: Columns<PlanField>;
  headerRow: number | null;
  /** Those of all lists that were read. */
  headerRows: number[];
}

/** How much the first rows of a sheet look like a communication plan; pass it to `readTable` as `likeness`. */
export function planLikeness(rows: TableRow[]): number {
  const words = likeness(rows, PLAN_WORDS);
  // A sheet of words for drop-down lists has many headings and no dates.
  return rows.some(({ cells }) => cells.some((cell) => /\D/.test(cell) && isDate(cell))) ? words : words * 0.3;
}

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
  /** The sheet, where several are read. */
  sheet?: string;
  /** What to say about sheets that are not read. */
  unread?: string[];
}

/** A list while its rows are brought in. */
interface ListInProgress {
  found: Survey;
  clocks: ReturnType<typeof clocksOf>;
  alone: ReturnType<typeof namesAlone>;
  noted: RowNote[];
}

/** What the studio makes of the tables: lists, heading rows, columns, order of dates, year. Choices made already are kept. */
export function guessPlan(
  tables: Table | Table[],
  context: Pick<PlanContext, 'today' | 'into'>,
  choices: PlanChoices = {},
): PlanGuess {
  const surveys = surveysOf(tables, choices, context);
  const { columns, dating, blankDates, lanes } = surveys[0]!;
  return {
    ...columns,
    dateOrder: dating.order,
    dateOrderMatters: surveys.some((found) => found.dating.orderMatters),
    launchMissing: surveys.some((found) => found.dating.launchMissing),
    ...(dating.assumedYear === undefined ? {} : { year: dating.assumedYear }),
    blankDates,
    lanes,
    rows: surveys.reduce((sum, { sorted }) => sum + sorted.data.length, 0),
    lists: surveys.map((found) => ({
      ...(found.sheet === undefined ? {} : { sheet: found.sheet }),
      headerRow: found.columns.headerRow,
      headers: found.columns.headers,
      columns: found.columns.columns,
      rows: found.sorted.data.length,
    })),
    remarks: remarksOf(surveys),
  };
}

/**
 * Imports the tables, which may be several sheets of a workbook, with the guess as corrected by `choices`. Rows that are not understood are rejected with their number and a reason;
 * `rows === imported + rejected.length` always holds. Hands the thread back now and then and reports progress in rows.
 */
export async function importPlan(
  tables: Table | Table[],
  choices: PlanChoices,
  context: PlanContext,
  progress: (done: number, total: number) => void = () => {},
): Promise<PlanImport> {
  const surveys = surveysOf(tables, choices, context);
  const total = surveys.reduce((sum, { sorted }) => sum + sorted.data.length, 0);
  const segments = segmentBook(context.into?.segments ?? [], context.into?.timeZone ?? context.timeZone);
  const lanes = laneBook(context.into?.lanes ?? []);
  const bounds = boundsOf(
    surveys.flatMap(({ dated }) => dated),
    context.into,
  );
  const taken = new Set(context.into?.touchpoints.map(({ id }) => id));
  const touchpoints: Touchpoint[] = [];
  const places: PlanImport['places'] = [];
  const phaseNames: (string | undefined)[] = [];
  const rejected: Rejection[] = [];
  const notes: RowNote[] = [];
  let forEveryone = false;
  let timeZone: string | undefined;
  let done = 0;
  for (const found of surveys) {
    const { data } = found.sorted;
    const sheet = found.sheet === undefined ? {} : { sheet: found.sheet };
    const clocks = clocksOf(
      data,
      found.columns.columns,
      found.columns.headers,
      context.into?.timeZone ?? context.timeZone,
    );
    const { audience } = found.columns.columns;
    const alone = namesAlone(audience === null ? [] : data.map(({ cells }) => cells[audience] ?? ''));
    const noted: RowNote[] = [...found.notes];
    const columns = ownColumns(found.columns.headers);
    const own = columns && gatherOwn(data, found.dated, { columns, segments, laneBook: lanes, taken });
    if (own) {
      touchpoints.push(...own.touchpoints);
      places.push(...own.rows.map((rows) => ({ rows, ...sheet })));
      for (const { id } of own.touchpoints) taken.add(id);
      done += data.length;
      phaseNames.push(...own.phaseNames);
      rejected.push(...own.rejected.map((rejection) => ({ ...rejection, ...sheet })));
      timeZone ??= own.timeZone;
      found.remarks = [ownRemark(data.length - own.rejected.length, own.touchpoints.length)];
    }
    for (const [index, row] of (own ? [] : data).entries()) {
      if (done % BATCH === 0) {
        progress(done, total);
        await breathe();
      }
      done++;
      const reason = importRow({ found, clocks, alone, noted }, row, index);
      if (reason === undefined) places.push({ rows: [row.row], ...sheet });
      else rejected.push({ row: row.row, reason, ...sheet });
    }
    notes.push(...noted.sort((a, b) => a.row - b.row).map((note) => ({ ...note, ...sheet })));
  }
  progress(total, total);

  function importRow({ found, clocks, alone, noted }: ListInProgress, row: DataRow, index: number): string | undefined {
    const dated = found.dated[index]!;
    if (row.reason !== undefined) return row.reason;
    if ('problem' in dated) return dated.problem;
    if (dated.from < bounds.from || dated.to >= bounds.until) return 'its date is years away from the others';
    const read = touchpointOf(row, dated, found.readings[index], {
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
    for (const note of [...dated.doubts, ...read.doubts]) noted.push({ row: row.row, note });
    return undefined;
  }

  const { campaign, remarks } = assembleCampaign({
    touchpoints,
    phaseNames,
    segments,
    lanes: lanes.lanes,
    forEveryone,
    context: { ...context, timeZone: timeZone ?? context.timeZone },
  });
  return {
    campaign,
    touchpoints,
    places,
    rows: total,
    imported: total - rejected.length,
    rejected,
    notes,
    remarks: [...remarksOf(surveys), ...remarks],
    headings: surveys.flatMap(({ sorted, sheet }) =>
      sorted.headings.map((heading) => (sheet === undefined ? heading : { ...heading, sheet })),
    ),
    headerRows: surveys.flatMap(({ columns: { headerRow } }) => (headerRow === null ? [] : [headerRow])),
    columns: surveys[0]!.columns.columns,
    headerRow: surveys[0]!.columns.headerRow,
  };
}

/** A survey of each list; what was chosen about columns holds for those with the same headings as the first. */
function surveysOf(
  tables: Table | Table[],
  choices: PlanChoices,
  context: Pick<PlanContext, 'today' | 'into'>,
): Survey[] {
  const given = Array.isArray(tables) ? tables : [tables];
  const { year, dateOrder, weekOne = context.into?.start } = choices;
  const clock = {
    today: context.today,
    ...(year === undefined ? {} : { year }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(weekOne === undefined ? {} : { weekOne }),
  };
  const lists = given.flatMap((table) => listsOf(table, clock, choices.headerRow));
  const first = headingsOf(lists[0]!);
  const { columns: _, ...general } = choices;
  const several = given.length > 1;
  return lists.map((list) => ({
    ...survey(list, headingsOf(list) === first ? choices : general, context),
    ...(several && list.table.sheet !== undefined ? { sheet: list.table.sheet } : {}),
    unread: given.length === 1 ? otherSheets(list.table) : [],
  }));
}

const headingsOf = ({ table, headerRow }: List) =>
  table.rows
    .find(({ row }) => row === headerRow)
    ?.cells.join('\u0000')
    .toLowerCase();

/** The remarks of all lists, each once; with the sheet in front where several were read. */
function remarksOf(surveys: Survey[]): string[] {
  const counts = new Map<string, number>();
  for (const { remarks } of surveys)
    for (const remark of new Set(remarks)) counts.set(remark, (counts.get(remark) ?? 0) + 1);
  const told = surveys.flatMap(({ remarks, sheet }) =>
    remarks.map((remark) =>
      sheet === undefined || counts.get(remark) === surveys.length ? remark : `“${shorten(sheet)}”: ${remark}`,
    ),
  );
  return [...new Set([...(surveys[0]?.unread ?? []), ...told])];
}

function survey(list: List, choices: PlanChoices, context: Pick<PlanContext, 'today' | 'into'>): Survey {
  const guessed = guessColumns(
    list.table,
    PLAN_WORDS,
    list.headerRow === undefined ? choices : { ...choices, headerRow: list.headerRow },
  );
  const unnamed = choices.columns?.name === undefined ? columnOfNames(list.table, guessed) : undefined;
  const named =
    unnamed === undefined
      ? []
      : [`The column “${shorten(guessed.headers[unnamed]!)}” was taken for the names by what stands in it.`];
  const { table, columns, skipped } = corrected(
    list.table,
    unnamed === undefined ? guessed : { ...guessed, columns: { ...guessed.columns, name: unnamed } },
    choices.rows,
  );
  const { endDate, workstream } = columns.columns;
  const date = dayColumn(columns.columns);
  const filled = filledDown(
    withoutLeftOut(sortRows(table, columns.headerRow, columns.headers, { date }), choices),
    columns.columns,
  );
  const sorted = {
    ...filled.sorted,
    headings: [...list.headings, ...filled.sorted.headings].sort((a, b) => a.row - b.row),
  };
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
    notes: [...table.notes, ...list.notes, ...sorted.notes, ...filled.notes, ...notes],
    remarks: [
      ...table.remarks,
      ...list.remarks,
      ...skipped,
      ...remarksOn(columns, dating, sorted),
      ...days.remarks,
      ...named,
    ],
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

const ownRemark = (rows: number, touchpoints: number) =>
  `This table comes from the studio: its ${rows} rows were put together again to ${touchpoints} ${touchpoints === 1 ? 'touchpoint' : 'touchpoints'}.`;

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
