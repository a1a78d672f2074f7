import type { Campaign, Idea, Touchpoint } from '#campaign/document.ts';
import type { PlanImport } from '#intake/plan/plan.ts';
import type { PlanChoices } from '#intake/plan/choices.ts';
import type { Table } from '#intake/read/table.ts';
import type { Input, Output } from '#contract/contract.ts';
import type { RowFilter, TouchpointRead, TrialRow } from '#contract/intake.ts';

/** Every row of a list that was tried: what became of it, and what stands in it. Windows look at it page by page. */

interface List {
  sheet?: string;
  headerRow: number | null;
  headers: string[];
  columns: Record<string, number | null>;
}

interface Line extends Omit<TrialRow, 'cells' | 'fields'> {
  cells: string[];
  list: List | null;
}

export type RowReport = Line[];

interface Remarked {
  row: number;
  sheet?: string;
}

/** What became of each row of a plan, in the order of the sheets. Rows that are only headings are told of too, so that none is lost in silence. */
export function reportOnPlan(
  tables: Table[],
  lists: List[],
  result: PlanImport,
  { rows = {} }: PlanChoices,
): RowReport {
  const read = reading(result.campaign);
  const several = tables.length > 1;
  return tables.flatMap((table) => {
    const here = <T extends Remarked>(items: T[]) =>
      several ? items.filter(({ sheet }) => sheet === table.sheet) : items;
    const lines = new Map<number, Pick<Line, 'state' | 'remarks' | 'touchpoint'>[]>();
    const add = (row: number, state: Line['state'], remarks: string[], touchpoint: Touchpoint | Idea | null = null) => {
      const line = { state, remarks, touchpoint: touchpoint && read(touchpoint) };
      lines.set(row, [...(lines.get(row) ?? []), line]);
    };
    result.places.forEach((place, index) => {
      if (several && place.sheet !== table.sheet) return;
      for (const row of place.rows) add(row, 'imported', [], result.touchpoints[index]);
    });
    result.ideaPlaces.forEach((place, index) => {
      if (several && place.sheet !== table.sheet) return;
      for (const row of place.rows) add(row, 'imported', [], result.ideas[index]);
    });
    for (const { row, reason } of here(result.rejected)) add(row, 'rejected', [reason]);
    const key = (row: number) => rowKey(table.sheet, row);
    for (const { row } of table.rows) if (rows[key(row)]?.skip) add(row, 'skipped', []);
    for (const { row } of here(result.headings)) if (!lines.has(row)) add(row, 'heading', []);
    for (const { row, note } of here(result.notes)) {
      if (!lines.has(row)) add(row, 'heading', []);
      lines.get(row)![0]!.remarks.push(note);
    }
    const cells = new Map(table.rows.map((row) => [row.row, row.cells]));
    const own = lists
      .filter(({ sheet }) => !several || sheet === table.sheet)
      .map((list) => asWritten(list, list.headerRow === null ? undefined : cells.get(list.headerRow)));
    return [...lines.entries()]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([row, became]) =>
        became.map((line): Line => ({
          ...line,
          key: key(row),
          row,
          ...(several && table.sheet !== undefined ? { sheet: table.sheet } : {}),
          corrected: rows[key(row)] !== undefined,
          cells: cells.get(row) ?? [],
          list: own.findLast(({ headerRow }) => (headerRow ?? 0) < row) ?? own[0] ?? null,
        })),
      );
  });
}

/** The same of a list of people. What stands in a row is never shown: it names people. */
export function reportOnPeople(result: {
  rejected: { row: number; reason: string }[];
  notes: { row: number; note: string }[];
}): RowReport {
  const line = (row: number, state: Line['state'], remark: string): Line => ({
    key: rowKey(undefined, row),
    row,
    state,
    corrected: false,
    remarks: [remark],
    touchpoint: null,
    cells: [],
    list: null,
  });
  return [
    ...result.rejected.map(({ row, reason }) => line(row, 'rejected', reason)),
    ...result.notes.map(({ row, note }) => line(row, 'imported', note)),
  ].toSorted((a, b) => a.row - b.row);
}

const rowKey = (sheet: string | undefined, row: number) => (sheet === undefined ? String(row) : `${sheet}!${row}`);

const FILTERS: Record<RowFilter, (line: Line) => boolean> = {
  all: () => true,
  // What a person did to a row is worth finding again as well.
  remark: ({ remarks, corrected }) => remarks.length > 0 || corrected,
  rejected: ({ state }) => state === 'rejected',
};

/** How many rows each filter leaves. */
export const countRows = (report: RowReport): Record<RowFilter, number> => ({
  all: report.length,
  remark: report.filter(FILTERS.remark).length,
  rejected: report.filter(FILTERS.rejected).length,
});

/** One page of the rows that a filter leaves. */
export function pageOf(
  report: RowReport,
  { filter, from, count, also }: Omit<Input<'intake.rows'>, 'source'>,
): Output<'intake.rows'> {
  const left = report.filter((line) => FILTERS[filter](line) || line.key === also);
  return { total: left.length, rows: left.slice(from, from + count).map(toRow) };
}

function toRow({ list, cells, ...line }: Line): TrialRow {
  const texts = Object.entries(list?.columns ?? {}).flatMap(([field, column]) =>
    column === null ? [] : [[field, cells[column] ?? '']],
  );
  return {
    ...line,
    fields: Object.fromEntries(texts),
    cells: cells.flatMap((text, column) =>
      text === '' ? [] : [{ column, heading: list?.headers[column] ?? '', text }],
    ),
  };
}

/** A list with the headings of its columns in the file. One that was read out of a grid has none of its own there, so that nothing is known of its fields. */
function asWritten(list: List, written: string[] | undefined): List {
  if (written === undefined) return list;
  const inPlace = written.every((text, column) => text === '' || (list.headers[column] ?? '').includes(text));
  return inPlace ? list : { ...list, headers: written, columns: {} };
}

/** A touchpoint or an idea as a trial shows it. */
export function reading({ segments }: Campaign): (touchpoint: Touchpoint | Idea) => TouchpointRead {
  const names = new Map(segments.map(({ id, name }) => [id, name]));
  return ({ name, days, time, direction, channel, segments: audience, message, ...rest }) => ({
    name,
    start: 'start' in rest ? rest.start : null,
    days,
    sendTime: time.at ?? null,
    direction,
    channel,
    audience: audience.map((id) => names.get(id) ?? id),
    subject: message.subject,
  });
}
