import type { Table } from '../read/table.ts';
import { shorten } from '../understand/times.ts';
import { PLAN_WORDS } from '../understand/wording.ts';
import type { Clock, List } from './list.ts';
import { readMonthGrid } from './monthGrid.ts';
import { joinedHeadings, sideBySide, stackedLists } from './tables.ts';
import { readTimeline } from './timeline.ts';
import { readTurned } from './turned.ts';
import { itemised } from './items.ts';
import { unfolded } from './unfolding.ts';
import { readWeekGrid } from './weekGrid.ts';

/**
 * The lists of a sheet, however they are laid out: one below another, side by side, sideways, as a grid of days, weeks or months, as
 * a wall calendar, with channels or audiences as columns. `headerRow` is the person's word on the headings: then the sheet is one list.
 */
export function listsOf(table: Table, clock: Clock, headerRow?: number | null): List[] {
  if (headerRow === null) return [{ table, remarks: [], notes: [], headings: [] }];
  if (headerRow !== undefined) return [unfolded({ table, headerRow, remarks: [], notes: [], headings: [] }, headerRow)];
  const grid = readMonthGrid(table) ?? readWeekGrid(table, clock) ?? readTurned(table) ?? readTimeline(table, clock);
  const lists = grid
    ? [grid]
    : stackedLists(table)
        .flatMap((list) => sideBySide(joinedHeadings(list), PLAN_WORDS, ['date']))
        .map((list) => (list.headerRow === undefined ? list : unfolded(list, list.headerRow)));
  const [first, ...others] = lists.map(itemised);
  return [{ ...first!, headings: unaccounted(table, lists) }, ...others];
}

/** Rows of the sheet that went into the layout: days of a calendar, a second row of headings. */
function unaccounted(table: Table, lists: List[]): { row: number; text: string }[] {
  const kept = new Set(lists.flatMap((list) => list.table.rows.map(({ row }) => row)));
  return table.rows
    .filter(({ row }) => !kept.has(row))
    .map(({ row, cells }) => ({ row, text: shorten(cells.filter((cell) => cell !== '').join(' · '), 120) }));
}
