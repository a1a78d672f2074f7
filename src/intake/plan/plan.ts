import { dayOf } from '#campaign/calendar.ts';
import type { Campaign, Idea, Touchpoint } from '#campaign/document.ts';
import { touchpointSchema } from '#campaign/document.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import { firstProblem } from '#campaign/problems.ts';
import { ideaFrom } from '#campaign/shelf.ts';
import type { Table } from '../read/table.ts';
import type { Columns, ColumnsGuess } from '../understand/columns.ts';
import type { Dated } from '../understand/dateColumn.ts';
import type { OrderGuess } from '../understand/order.ts';
import type { LaunchSpan } from '../understand/launch.ts';
import { BATCH, breathe, type DataRow, type Rejection, type RowNote } from '../understand/rows.ts';
import type { PlanField } from '../understand/wording.ts';
import { namesAlone, segmentBook } from './audiences.ts';
import { assembleCampaign, laneBook } from './campaign.ts';
import { launchFor, type PlanChoices, type PlanContext } from './choices.ts';
import { refuseOwnDays } from './ownDays.ts';
import { gatherOwn, ownColumns } from './ownSheet.ts';
import { ownRemark } from './remarks.ts';
import { isUndated, remarksOf, surveysOf, type Survey } from './survey.ts';
import { clocksOf } from './timing.ts';
import { saysWhat, touchpointOf } from './touchpoint.ts';

/** A communication plan from a spreadsheet: first a guess that people can correct, then the import with a word on every row. */

export interface PlanGuess extends ColumnsGuess<PlanField> {
  dateOrder: OrderGuess;
  /** Whether any date reads differently in the other order. */
  dateOrderMatters: boolean;
  /** Whether days are counted from a launch whose date is not known. */
  launchMissing: boolean;
  /** Year taken for dates that name none; absent where all name theirs. */
  year?: number;
  blankDates: 'above' | 'reject';
  /** Entries that name no day, whatever is made of them. */
  undated: number;
  lanes: 'channel' | 'workstream';
  /** Entries of the list: rows that are neither blank nor only a heading. */
  rows: number;
  /** The lists that were found, in their order; columns and headings above are those of the first. */
  lists: { sheet?: string; headerRow: number | null; headers: string[]; columns: Columns<PlanField>; rows: number }[];
  /** What a person should know about the guess, in sentences. */
  remarks: string[];
}

export interface PlanImport {
  campaign: Campaign;
  /** The new ones among the campaign's touchpoints, in row order. */
  touchpoints: Touchpoint[];
  /** The rows that each of them was read from. */
  places: { rows: number[]; sheet?: string }[];
  /** The new ones among the campaign's ideas: of rows that name no day, where these are kept. */
  ideas: Idea[];
  ideaPlaces: { rows: number[]; sheet?: string }[];
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
  refuseOwnDays(Array.isArray(tables) ? tables : [tables]);
  const surveys = surveysOf(tables, choices, context);
  const { columns, dating, blankDates, lanes } = surveys[0]!;
  return {
    ...columns,
    dateOrder: dating.order,
    dateOrderMatters: surveys.some((found) => found.dating.orderMatters),
    launchMissing: surveys.some((found) => found.dating.launchMissing),
    ...(dating.assumedYear === undefined ? {} : { year: dating.assumedYear }),
    blankDates,
    undated: surveys.reduce((sum, found) => sum + found.undated, 0),
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
  const launch = launchFor(choices, context);
  const total = surveys.reduce((sum, { sorted }) => sum + sorted.data.length, 0);
  const segments = segmentBook(context.into?.segments ?? [], context.into?.timeZone ?? context.timeZone);
  const lanes = laneBook(context.into?.lanes ?? []);
  const bounds = boundsOf(
    surveys.flatMap(({ dated }) => dated),
    context.into,
  );
  const taken = new Set([...(context.into?.touchpoints ?? []), ...(context.into?.ideas ?? [])].map(({ id }) => id));
  const isKept = choices.undated === 'keep';
  // An idea is read as if it were on some day, which is then taken away.
  const someDay = dayOf(context.into?.start ?? context.today);
  const touchpoints: Touchpoint[] = [];
  const places: PlanImport['places'] = [];
  const ideas: Idea[] = [];
  const ideaPlaces: PlanImport['places'] = [];
  const phaseNames: (string | undefined)[] = [];
  const excepts = new Map<string, string[]>();
  const fromLaunch = new Map<string, LaunchSpan>();
  const hangsFrom = new Map<string, string>();
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
    const own =
      columns &&
      gatherOwn(data, found.dated, {
        columns,
        segments,
        laneBook: lanes,
        taken,
        isNew: context.into === undefined,
        plan: context.into ?? { calendars: [], timeZone: context.timeZone },
        ...(isKept ? { someDay } : {}),
      });
    if (own) {
      touchpoints.push(...own.touchpoints);
      places.push(...own.rows.map((rows) => ({ rows, ...sheet })));
      ideas.push(...own.ideas);
      ideaPlaces.push(...own.ideaRows.map((rows) => ({ rows, ...sheet })));
      for (const { id } of [...own.touchpoints, ...own.ideas]) taken.add(id);
      done += data.length;
      phaseNames.push(...own.phaseNames);
      for (const [id, text] of own.hangsFrom) hangsFrom.set(id, text);
      rejected.push(...own.rejected.map((rejection) => ({ ...rejection, ...sheet })));
      noted.push(...own.notes);
      timeZone ??= own.timeZone;
      found.remarks = [ownRemark(data.length - own.rejected.length, own.touchpoints.length + own.ideas.length)];
    }
    for (const [index, row] of (own ? [] : data).entries()) {
      if (done % BATCH === 0) {
        progress(done, total);
        await breathe();
      }
      done++;
      const became = importRow({ found, clocks, alone, noted }, row, index);
      if (typeof became !== 'string') became.push({ rows: [row.row], ...sheet });
      else rejected.push({ row: row.row, reason: became, ...sheet });
    }
    notes.push(...noted.sort((a, b) => a.row - b.row).map((note) => ({ ...note, ...sheet })));
  }
  progress(total, total);

  /** The list of places that the row belongs to, or why nothing came of it. */
  function importRow(
    { found, clocks, alone, noted }: ListInProgress,
    row: DataRow,
    index: number,
  ): PlanImport['places'] | string {
    const given = found.dated[index]!;
    const isIdea = isKept && isUndated(row, given) && saysWhat(row, found.columns.columns);
    if (row.reason !== undefined && !isIdea) return row.reason;
    if ('problem' in given && !isIdea) return given.problem;
    const dated = 'problem' in given ? { from: someDay, until: someDay + 1, doubts: [] } : given;
    if (!isIdea && (dated.from < bounds.from || dated.until > bounds.until))
      return 'its date is years away from the others';
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
      endlessUntil: choices.endlessUntil === undefined ? undefined : dayOf(choices.endlessUntil),
      bounds: isIdea ? { from: someDay, until: someDay + MOST_DAYS } : bounds,
    });
    if ('problem' in read) return read.problem;
    const checked = touchpointSchema.safeParse(read.touchpoint);
    if (!checked.success) {
      const { place, problem } = firstProblem(checked.error);
      return `its ${place} does not fit: ${problem}`;
    }
    taken.add(checked.data.id);
    forEveryone ||= checked.data.segments.length === 0 && !read.except;
    if (read.except) excepts.set(checked.data.id, read.except);
    for (const note of [...dated.doubts, ...read.doubts]) noted.push({ row: row.row, note });
    if (isIdea) {
      noted.push({ row: row.row, note: 'it has no date; it is kept on the shelf' });
      ideas.push(ideaFrom(checked.data));
      return ideaPlaces;
    }
    const { from, to } = found.readings[index] ?? {};
    if (from?.fromLaunch)
      fromLaunch.set(checked.data.id, { from: from.fromLaunch, ...(to?.fromLaunch && { to: to.fromLaunch }) });
    touchpoints.push(checked.data);
    phaseNames.push(read.phase);
    return places;
  }

  const {
    campaign,
    touchpoints: placed,
    ideas: kept,
    remarks,
  } = assembleCampaign({
    touchpoints,
    ideas,
    excepts,
    ...(launch !== undefined && { launch: { date: launch, distances: fromLaunch } }),
    hangsFrom,
    phaseNames,
    segments,
    lanes: lanes.lanes,
    forEveryone,
    context: { ...context, timeZone: timeZone ?? context.timeZone },
  });
  return {
    campaign,
    touchpoints: placed,
    places,
    ideas: kept,
    ideaPlaces,
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

/** Days within which all touchpoints must lie, so that one mistyped year does not stretch a campaign over decades. */
function boundsOf(dated: Dated[], into: Campaign | undefined): { from: number; until: number } {
  if (into) {
    const start = dayOf(into.start);
    const end = start + into.days;
    const from = Math.min(start, Math.max(start - 1800, end - MOST_DAYS));
    return { from, until: Math.max(end, Math.min(start + 1800, from + MOST_DAYS)) };
  }
  const days = dated.flatMap((cell) => ('from' in cell ? [cell.from] : [])).sort((a, b) => a - b);
  const middle = days[Math.floor(days.length / 2)] ?? 0;
  return { from: middle - 1500, until: middle + 1500 };
}
