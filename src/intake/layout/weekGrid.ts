import { columnLetters } from '#campaign/sheet.ts';
import { formatDay, weekdayOf } from '#campaign/calendar.ts';
import type { Table, TableRow } from '../read/table.ts';
import { assumptionsOf, dateColumn, type Dated } from '../understand/dateColumn.ts';
import { fieldOf, isNumber } from '../understand/columns.ts';
import { readDate } from '../understand/dateCell.ts';
import type { RowNote } from '../understand/rows.ts';
import { readTime } from '../understand/times.ts';
import { PLAN_WORDS } from '../understand/wording.ts';
import { isDate, likelyYear, weekdayColumns, weekdayIn } from './axis.ts';
import { cellAt, columnSpan, filledIn, namesIn, type Clock, type List } from './list.ts';
import { isMark, isNoMark } from './marks.ts';
import { sideHeadings } from './sides.ts';

/** Weekdays as columns and a week in each row: each mark or text becomes an entry on its day. */

const FEWEST = 3;
const SEARCH_ROWS = 40;
const WEEK = /^(week|wk|w|kw|cw|kalenderwoche|woche|semaine|semana|settimana|sem|iso week|calendar week)\b/i;
const CALENDAR = /\b(kw|cw|calendar|kalender\w*|iso)\b/i;
const ENDS = /\b(end(s|ing)?|bis|until)\b/i;

/** The entries of such a grid, or undefined where the sheet is none. */
export function readWeekGrid(table: Table, clock: Clock): List | undefined {
  const index = table.rows.findIndex(({ cells }, at) => at < SEARCH_ROWS && weekdayColumns(cells).length >= FEWEST);
  if (index < 0) return undefined;
  const { row: headerRow, cells: header } = table.rows[index]!;
  const days = weekdayColumns(header);
  const body = table.rows.slice(index + 1).filter(({ cells }) => weekdayColumns(cells).length < FEWEST);
  const width = body.reduce((most, { cells }) => Math.max(most, cells.length), header.length);
  const beside = Array.from({ length: width }, (_, column) => column).filter((column) => !days.includes(column));
  const weeks = beside.filter((column) => weekShare(body, column, cellAt(header, column)) >= 0.6);
  const cells = body.flatMap((row) => days.map((column) => cellAt(row.cells, column))).filter((text) => text !== '');
  const typed = cells.filter((text) => isDate(text) || (isNumber(text) && !isMark(text)));
  if (weeks.length !== 1 || cells.length === 0 || typed.length > cells.length * 0.2) return undefined;
  const [week] = weeks as [number];
  const { dated, remarks } = mondaysOf(body, week, header, { table, clock, index });
  const left = beside.filter((column) => column !== week);
  const worded = cells.some((text) => !isNoMark(text) && !isMark(text) && readTime(text) === undefined);
  const headings = sideHeadings(header, left, body, worded);
  const named = headings.some((heading) => fieldOf(PLAN_WORDS, heading) === 'name');
  const rows: TableRow[] = [
    { row: headerRow, cells: [...headings, 'Date', 'Send time', ...(worded ? [named ? 'Notes' : 'Activity'] : [])] },
  ];
  const notes: RowNote[] = [];
  const beginsOnSunday = weekdayIn(header[days[0]!]!) === 7;
  let above: { text: string; dated: Dated | undefined } = { text: '', dated: undefined };
  for (const [place, row] of body.entries()) {
    const text = cellAt(row.cells, week);
    if (text !== '') above = { text, dated: dated[place] };
    const side = left.map((column) => cellAt(row.cells, column));
    const filled = days.filter((column) => !isNoMark(cellAt(row.cells, column)));
    if (filled.length === 0 && side.some((cell) => cell !== '')) rows.push({ ...row, cells: side });
    if (filled.length > 0 && above.dated && 'from' in above.dated)
      notes.push(
        ...above.dated.doubts.filter((doubt) => !/names a week/.test(doubt)).map((note) => ({ row: row.row, note })),
      );
    for (const column of filled) {
      const date = dayText(above, weekdayIn(header[column]!)!, beginsOnSunday, ENDS.test(cellAt(header, week)));
      const cell = cellAt(row.cells, column);
      const time = /^\d/.test(cell) && readTime(cell) !== undefined ? cell : '';
      const names = isMark(cell) || time !== '' ? [''] : namesIn(cell);
      for (const name of names) rows.push({ ...row, cells: [...side, date, time, name] });
    }
  }
  return {
    table: { ...table, rows: [...table.rows.slice(0, index), ...rows] },
    headerRow,
    remarks: [
      `Weekdays stand in the headings of ${columnSpan(days)}, and the weeks in column ${columnLetters(week)}: each mark or text became an entry on its day.`,
      ...remarks,
    ],
    notes,
    headings: [],
  };
}

/** How much of a column is weeks or days: numbers alone only where the heading speaks of weeks. */
function weekShare(rows: TableRow[], column: number, heading: string): number {
  const texts = rows.map(({ cells }) => cellAt(cells, column)).filter((text) => text !== '');
  const isWeek = (text: string) => isDate(weekText(text, heading)) && (!isNumber(text) || WEEK.test(heading.trim()));
  return texts.length === 0 ? 0 : texts.filter(isWeek).length / texts.length;
}

const weekText = (text: string, heading: string) =>
  /^\d{1,2}$/.test(text) && WEEK.test(heading.trim())
    ? `${CALENDAR.test(heading) ? 'calendar week' : 'week'} ${text}`
    : text;

function mondaysOf(
  rows: TableRow[],
  week: number,
  header: string[],
  { table, clock, index }: { table: Table; clock: Clock; index: number },
) {
  const heading = cellAt(header, week);
  const readings = rows.map(({ cells }) => {
    const reading = readDate(weekText(cellAt(cells, week), heading));
    return 'from' in reading ? reading : undefined;
  });
  const titles = table.rows.slice(Math.max(0, index - 4), index).map(({ cells }) =>
    filledIn(cells)
      .map((at) => cells[at])
      .join(' '),
  );
  const dating = dateColumn(readings, { ...clock, ...likelyYear(titles.join(' '), table), date1904: table.date1904 });
  return { dated: dating.cells, remarks: assumptionsOf(dating) };
}

/** The day of a weekday in the week of a row. A week of a Saturday or Sunday is the one that follows, unless it is said to end on it. */
function dayText(
  { text, dated }: { text: string; dated: Dated | undefined },
  weekday: number,
  beginsOnSunday: boolean,
  ends: boolean,
): string {
  if (!dated || !('from' in dated)) return text;
  const { from } = dated;
  const of = weekdayOf(from);
  const monday = of >= 6 && !ends ? from + 8 - of : from - of + 1;
  return formatDay(beginsOnSunday && weekday === 7 ? monday - 1 : monday + weekday - 1);
}
