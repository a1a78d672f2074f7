import { readDate } from '../understand/dateCell.ts';
import type { Table, TableRow } from '../read/table.ts';
import type { Axis } from './axis.ts';
import { cellAt, columnSpan, type List } from './list.ts';
import { isMark, isNoMark } from './marks.ts';
import { sideHeadings } from './sides.ts';

/** Grids with a month in each row and its first to fifth week as columns: each text becomes an entry in that week. */

const WEEK = /^\D{0,10}([1-5])$/;
const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th'];

/** The month that a cell names and nothing else, whatever its year. */
const isMonth = (text: string) => {
  const reading = readDate(text);
  return 'from' in reading && reading.from.wholeMonth === true && reading.to === undefined;
};

/** The entries of such a grid, with the months in column `months`, or undefined where it is none. */
export function readWeeksOfMonths(table: Table, axis: Axis, left: number[], months: number): List | undefined {
  const header = table.rows[axis.index]!;
  const weeks = axis.columns.map(({ text }) => Number(WEEK.exec(text)?.[1] ?? 0));
  const rows = table.rows.slice(axis.index + 1);
  const named = rows.map(({ cells }) => cellAt(cells, months)).filter((text) => text !== '');
  if (weeks.some((week, place) => week !== place + 1) || !named.every(isMonth)) return undefined;
  const beside = left.filter((column) => column !== months);
  const sides = sideHeadings(header.cells, beside, rows, true);
  let month = '';
  const entries = rows.flatMap((row): TableRow[] => {
    month = cellAt(row.cells, months) || month;
    const side = beside.map((column) => cellAt(row.cells, column));
    const filled = axis.columns.flatMap(({ column }, place) => {
      const text = cellAt(row.cells, column);
      return isNoMark(text) ? [] : [{ text: isMark(text) ? '' : text, week: ORDINALS[place]! }];
    });
    return filled.map(({ text, week }) => ({ ...row, cells: [...side, `${week} week of ${month}`, text] }));
  });
  return {
    table: {
      ...table,
      rows: [
        ...table.rows.slice(0, axis.index),
        { row: header.row, cells: [...sides, 'Start date', 'Activity'] },
        ...entries,
      ],
    },
    headerRow: header.row,
    remarks: [
      `Weeks stand in the headings of ${columnSpan(axis.columns.map(({ column }) => column))}, and their months in the rows: each text became an entry in its week.`,
    ],
    notes: [],
    headings: [],
  };
}
