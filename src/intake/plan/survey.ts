import type { Table } from '../read/table.ts';
import type { List } from '../layout/list.ts';
import { listsOf } from '../layout/lists.ts';
import { guessColumns, type ColumnsGuess } from '../understand/columns.ts';
import type { DateReading } from '../understand/dateCell.ts';
import { dateColumn, type Dated, type DatedColumn } from '../understand/dateColumn.ts';
import { sortRows, type DataRow, type RowNote, type SortedRows } from '../understand/rows.ts';
import { shorten } from '../understand/times.ts';
import { PLAN_WORDS, type PlanField } from '../understand/wording.ts';
import { launchFor, type PlanChoices, type PlanContext } from './choices.ts';
import { corrected, filledDown, withoutLeftOut } from './corrections.ts';
import { dayColumn, readDays } from './days.ts';
import { columnOfNames } from './names.ts';
import { otherSheets, remarksOn } from './remarks.ts';
import { monthNamed, yearsNamed } from './years.ts';

/** Each list of a plan as it is understood: its columns, its entries and their days. */

/** What was found out about one list before its rows are brought in. */
export interface Survey {
  columns: ColumnsGuess<PlanField>;
  sorted: SortedRows;
  dating: DatedColumn;
  /** For each entry, its day or why there is none. */
  dated: Dated[];
  /** For each entry, what its cells say about the day. */
  readings: (DateReading | undefined)[];
  blankDates: 'above' | 'reject';
  /** How many entries name no day, also those that took that of the row above. */
  undated: number;
  lanes: 'channel' | 'workstream';
  remarks: string[];
  notes: RowNote[];
  /** The sheet, where several are read. */
  sheet?: string;
  /** What to say about sheets that are not read. */
  unread?: string[];
}

/** Whether an entry has no day of its own and is not left out for another reason. */
export const isUndated = (row: DataRow, dated: Dated): boolean =>
  row.undated === true || (row.reason === undefined && 'problem' in dated && dated.undated === true);

/** A survey of each list; what was chosen about columns holds for those with the same headings as the first. */
export function surveysOf(
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
export function remarksOf(surveys: Survey[]): string[] {
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
  const days = readDays(sorted.data, columns.columns, columns.headers, choices, monthNamed(table, sorted));
  const { readings, problems, notes, blankDates, fromAbove } = days;
  const launch = launchFor(choices, context);
  const dating = dateColumn(readings, {
    ...(choices.dateOrder === undefined ? {} : { dateOrder: choices.dateOrder }),
    ...(choices.year === undefined ? {} : { year: choices.year }),
    ...(choices.weekOne === undefined && !context.into ? {} : { weekOne: choices.weekOne ?? context.into!.start }),
    ...(launch === undefined ? {} : { launch }),
    ...yearsNamed(table, sorted),
    today: context.today,
    date1904: table.date1904,
    header:
      date === null ? '' : `${columns.headers[date] ?? ''} ${endDate === null ? '' : (columns.headers[endDate] ?? '')}`,
  });
  const dated = sorted.data.map(
    (_, index) => dating.cells[index] ?? problems.get(index) ?? { problem: 'there is no date' },
  );
  const lanes = choices.lanes ?? (workstream === null ? 'channel' : 'workstream');
  return {
    columns,
    sorted,
    dating,
    dated,
    readings,
    blankDates,
    undated: fromAbove + sorted.data.filter((row, index) => isUndated(row, dated[index]!)).length,
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
