import { dayOf, weekStart } from '#campaign/calendar.ts';
import { hasOwnDays } from '#campaign/rolling.ts';
import { dayFormats, firstWeekday, formatNumber } from '../locale.ts';
import { t } from '../text/text.ts';
import { isPlanned, type Entry } from '../items/values.ts';
import { phasesOf, sortKey, type Column, type Surroundings } from './columns.ts';

/** The rows of the table in their order: an agenda by weeks or phases, or flat where a column sorts them. Pure. */

export const GROUPINGS = ['week', 'phase', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Sorting {
  column: Column;
  descending: boolean;
}

export interface Heading {
  kind: 'heading';
  id: string;
  name: string;
  count: number;
}
export interface TouchpointRow {
  kind: 'touchpoint' | 'idea';
  id: string;
  item: Entry;
}
export type Row = Heading | TouchpointRow;

export const isHeading = (row: Row): row is Heading => row.kind === 'heading';

const collator = new Intl.Collator(undefined, { numeric: true });

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a - b;
  // What is empty comes last, whichever way the column is sorted.
  return collator.compare(String(a), String(b));
}

/** Touchpoints in the order of a column; what has nothing to be sorted by comes last both ways. */
function sorted(rows: readonly TouchpointRow[], { column, descending }: Sorting, around: Surroundings) {
  const isBlank = (key: number | string) => key === '' || key === Infinity;
  return rows
    .map((row) => ({ row, key: sortKey(column, row.item, around) }))
    .toSorted((a, b) => {
      if (isBlank(a.key) !== isBlank(b.key)) return isBlank(a.key) ? 1 : -1;
      return descending ? compare(b.key, a.key) : compare(a.key, b.key);
    })
    .map(({ row }) => row);
}

const inTime = (rows: readonly TouchpointRow[]) =>
  rows
    .map((row) => ({ row, day: isPlanned(row.item) ? dayOf(row.item.start) : Infinity }))
    .toSorted((a, b) => (a.day === b.day ? 0 : a.day - b.day))
    .map(({ row }) => row);

interface Group {
  key: string;
  name: string;
  order: number;
}

function groupOf({ item }: TouchpointRow, grouping: Grouping, around: Surroundings): Group {
  if (!isPlanned(item)) return { key: 'ideas', name: t('table.ideas'), order: Infinity };
  const day = dayOf(item.start);
  if (grouping === 'week' && hasOwnDays(around.campaign)) {
    const own = 7 * Math.floor((day - dayOf(around.campaign.start)) / 7);
    const name = t('table.ownWeek', { from: formatNumber(own), to: formatNumber(own + 6) });
    return { key: String(own), name, order: own };
  }
  if (grouping === 'week') {
    const first = weekStart(day, firstWeekday);
    return { key: String(first), name: t('table.week', { day: dayFormats.dated(first) }), order: first };
  }
  const [phase] = phasesOf(item, around.campaign.phases);
  return phase
    ? { key: phase.id, name: phase.name, order: around.campaign.phases.indexOf(phase) }
    : { key: '', name: t('table.noPhase'), order: around.campaign.phases.length };
}

/** All rows as they are shown. */
export function rowsOf(
  touchpoints: readonly TouchpointRow[],
  grouping: Grouping,
  sorting: Sorting | null,
  around: Surroundings,
): Row[] {
  if (sorting) return sorted(touchpoints, sorting, around);
  const inOrder = inTime(touchpoints);
  if (grouping === 'none') return inOrder;
  const groups = new Map<string, Group & { rows: TouchpointRow[] }>();
  for (const row of inOrder) {
    const group = groupOf(row, grouping, around);
    const known = groups.get(group.key);
    if (known) known.rows.push(row);
    else groups.set(group.key, { ...group, rows: [row] });
  }
  return [...groups.values()]
    .toSorted((a, b) => (a.order === b.order ? 0 : a.order - b.order))
    .flatMap(({ key, name, rows }): Row[] => [
      { kind: 'heading', id: `group ${key}`, name, count: rows.length },
      ...rows,
    ]);
}

/** What pressing the head of a column does to the order: upwards, downwards, back to the agenda. */
export function sortingAfter(sorting: Sorting | null, column: Column): Sorting | null {
  if (sorting?.column !== column) return { column, descending: false };
  return sorting.descending ? null : { column, descending: true };
}
