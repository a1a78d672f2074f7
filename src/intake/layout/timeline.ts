import type { Table, TableRow } from '../read/table.ts';
import { fieldOf, isHeadingOf } from '../understand/columns.ts';
import type { RowNote } from '../understand/rows.ts';
import { shorten } from '../understand/times.ts';
import { PLAN_WORDS } from '../understand/wording.ts';
import { axisAt, dayText, isDate, isGrid, type Axis } from './axis.ts';
import { cellAt, columnSpan, filledIn, type Clock, type List } from './list.ts';
import { isMark, isNoMark } from './marks.ts';
import { isPushed, sideHeadings } from './sides.ts';
import { readWeeksOfMonths } from './weeksOfMonths.ts';

/** Grids whose columns are days, weeks or months: each mark or text becomes an entry with a date. */

const SEARCH_ROWS = 40;
const EACH = { day: 'weekdays', week: 'weekly', month: 'monthly', quarter: 'quarterly' } as const;

/** The entries of a grid, or undefined where the sheet is none. */
export function readTimeline(table: Table, clock: Clock): List | undefined {
  const axes: Axis[] = [];
  table.rows.forEach((_, index) => {
    if (axes.length === 0 && index > SEARCH_ROWS) return;
    const axis = axisAt(table, index, clock);
    if (axis) axes.push(axis);
  });
  const [first] = axes;
  if (!first) return undefined;
  const parts = axes.map((axis, place) => ({ axis, rows: table.rows.slice(axis.index + 1, axes[place + 1]?.index) }));
  if (!parts.every(({ axis, rows }) => isGrid(rows, axis)) || isSideways(parts)) return undefined;
  const { header, above } = headerOf(table, first);
  const left = sideColumns(table, header, first);
  const dates = left.find(
    (column) => fieldOf(PLAN_WORDS, cellAt(header, column)) !== 'time' && datedShare(parts[0]!.rows, column) >= 0.6,
  );
  const span = columnSpan(first.columns.map(({ column }) => column));
  if (dates !== undefined)
    return readWeeksOfMonths(table, first, left, dates) ?? asList(table, first, above, header, span);
  return unfolded(table, parts, { header, above, left, span });
}

/** Whether the rows below are the fields of entries that stand side by side: then the dates are one of them. */
function isSideways(parts: Part[]): boolean {
  const labels = parts.flatMap(({ rows }) => rows.map(({ cells }) => cellAt(cells, filledIn(cells)[0] ?? 0)));
  const fields = labels.flatMap((label) => {
    const field = fieldOf(PLAN_WORDS, label);
    return field !== undefined && isHeadingOf(PLAN_WORDS[field], label) ? [field] : [];
  });
  return new Set(fields).size >= 2 && fields.length >= labels.length * 0.5;
}

const datedShare = (rows: TableRow[], column: number) => {
  const texts = rows.map(({ cells }) => cellAt(cells, column)).filter((text) => text !== '');
  return texts.length === 0 ? 0 : texts.filter((text) => isDate(text) && !/^\d+$/.test(text)).length / texts.length;
};

/** The headings beside the axis; where its own row has none, those of the row above. */
function headerOf(table: Table, { index, columns, above: composed }: Axis): { header: string[]; above: boolean } {
  const own = table.rows[index]!.cells;
  const above = table.rows[index - 1]?.cells ?? [];
  const onAxis = new Set(columns.map(({ column }) => column));
  const useAbove = filledIn(own).every((column) => onAxis.has(column)) && filledIn(above).length > 1;
  const header = (useAbove ? above : own).map((text, column) => (onAxis.has(column) ? '' : text));
  return { header, above: useAbove || composed > 0 };
}

function sideColumns(table: Table, header: string[], { columns, index }: Axis): number[] {
  const onAxis = new Set(columns.map(({ column }) => column));
  const width = table.rows.slice(index).reduce((most, { cells }) => Math.max(most, cells.length), header.length);
  return Array.from({ length: width }, (_, column) => column).filter((column) => !onAxis.has(column));
}

/** A list with dates of its own beside a chart of them: the chart is left out. */
function asList(table: Table, axis: Axis, above: boolean, header: string[], span: string): List {
  const onAxis = new Set(axis.columns.map(({ column }) => column));
  const rows = table.rows
    .filter((_, index) => !above || index !== axis.index - 1)
    .map((row) => ({ ...row, cells: row.cells.map((cell, column) => (onAxis.has(column) ? '' : cell)) }));
  const headerRow = table.rows[axis.index]!.row;
  return {
    table: { ...table, rows: rows.map((row) => (row.row === headerRow ? { ...row, cells: header } : row)) },
    headerRow,
    remarks: [`The chart in ${span} was not read: the list has dates of its own.`],
    notes: [],
    headings: [],
  };
}

interface Part {
  axis: Axis;
  rows: TableRow[];
}

interface Sides {
  header: string[];
  /** Whether the row above the axis belongs to the headings. */
  above: boolean;
  /** The columns beside the axis. */
  left: number[];
  span: string;
}

function unfolded(table: Table, parts: Part[], { header, above, left, span }: Sides): List {
  const notes: RowNote[] = [];
  const body = parts.flatMap(({ rows }) => rows);
  const onAxis = parts[0]!.axis.columns.map(({ column }) => column);
  const texts = body.flatMap(({ cells }) => onAxis.map((column) => cellAt(cells, column)));
  const worded = texts.some((text) => !isNoMark(text) && !isMark(text) && !/^\d+$/.test(text));
  const coloured = texts.every((text) => text === '') ? colouredColumns(body) : new Set<number>();
  const headings = sideHeadings(header, left, body, worded);
  const named = headings.some((heading) => fieldOf(PLAN_WORDS, heading) === 'name');
  const added = ['Start date', 'End date', 'Frequency', named ? 'Notes' : 'Activity'];
  const headerRow = table.rows[parts[0]!.axis.index]!.row;
  const rows: TableRow[] = [{ row: headerRow, cells: [...headings, ...(worded ? added : added.slice(0, 3))] }];
  for (const { axis, rows: below } of parts) {
    for (const row of below) {
      const side = left.map((column) => cellAt(row.cells, column));
      const pushed = isPushed(side.join(' '));
      // Nothing is sent every quarter by a rule: each is an entry of its own.
      const runs = runsOf(row, axis, coloured, axis.step === 'quarter' && pushed);
      if (runs.length === 0 && side.some((text) => text !== '')) rows.push({ ...row, cells: side });
      for (const run of runs) {
        const first = axis.columns[run.first]!;
        const last = axis.columns[run.last]!;
        const repeats = run.last > run.first && isPushed([...side, run.text].join(' '));
        const until = axis.step === 'week' && !repeats ? Math.max(last.until, last.from + 7) : last.until;
        const ends = run.last > run.first || axis.step === 'month' || axis.step === 'quarter';
        const cells = [
          ...side,
          dayText(first.from, first),
          ends ? dayText(until - 1, last) : '',
          repeats ? EACH[axis.step] : '',
          run.text,
        ];
        rows.push({ ...row, cells });
        notes.push(...notesOn(row, run, axis, repeats));
      }
    }
  }
  const titles = table.rows.slice(0, parts[0]!.axis.index - (above ? 1 : 0));
  return {
    table: { ...table, rows: [...titles, ...rows] },
    headerRow,
    remarks: [
      `Dates stand in the headings of ${span}: each mark or text below them became an entry.`,
      ...new Set(parts.flatMap(({ axis }) => axis.remarks)),
    ],
    notes,
    headings: [],
  };
}

interface Run {
  first: number;
  last: number;
  text: string;
  odd?: string;
}

/** Marks side by side, and each text with the marks or the same text behind it. */
function runsOf(row: TableRow, axis: Axis, coloured: Set<number>, single: boolean): Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  axis.columns.forEach(({ column }, place) => {
    const cell = cellAt(row.cells, column);
    const marked = isMark(cell) || (coloured.has(column) && row.coloured?.includes(column) === true);
    if (!marked && isNoMark(cell)) open = undefined;
    else if (
      !single &&
      open &&
      open.last === place - 1 &&
      (marked ? open.text === '' || isMark(cell) : cell === open.text)
    )
      open.last = place;
    else {
      const number = /^\d+$/.test(cell) && !isMark(cell);
      open = { first: place, last: place, text: marked || number ? '' : cell, ...(number ? { odd: cell } : {}) };
      runs.push(open);
    }
  });
  return runs;
}

function notesOn({ row }: TableRow, { first, last, odd }: Run, { columns, step }: Axis, repeats: boolean): RowNote[] {
  const heading = shorten(columns[first]!.text);
  return [
    ...(odd === undefined ? [] : [{ row, note: `“${odd}” under “${heading}” is taken as a mark` }]),
    ...(last > first
      ? [
          {
            row,
            note: `marked in ${last - first + 1} columns side by side, it ${repeats ? `goes out ${EACH[step] === 'weekdays' ? 'each day' : EACH[step]}` : 'runs'} from “${heading}” to “${shorten(columns[last]!.text)}”`,
          },
        ]
      : []),
  ];
}

/** Columns whose colours are bars: not those that are coloured in most rows, as weekends are. */
function colouredColumns(rows: TableRow[]): Set<number> {
  const counts = new Map<number, number>();
  for (const { coloured = [] } of rows)
    for (const column of coloured) counts.set(column, (counts.get(column) ?? 0) + 1);
  return new Set([...counts].flatMap(([column, count]) => (count < Math.max(2, rows.length * 0.8) ? [column] : [])));
}
