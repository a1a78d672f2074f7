import { EDITABLE, markOf, plainCell, readMarks, type EditableColumn } from '#campaign/sheet.ts';
import { changedIn, type Cells, type ReturnedRow } from './rows.ts';

/** Which row of the table that would be exported now each row that came back is, however they were sorted. */

export interface Matched {
  row: ReturnedRow;
  /** The place in the table that would be exported now. */
  now: number;
  changed: EditableColumn[];
}

export interface Matching {
  matched: Matched[];
  /** Rows that stand for none of those now; `like` is the one that they were copied from. */
  others: { row: ReturnedRow; like?: number }[];
  /** Copies that say nothing new. */
  doubled: ReturnedRow[];
  /** Rows of sends that the plan no longer has as they were exported. */
  stale: ReturnedRow[];
  /** Places of rows that did not come back. */
  gone: number[];
}

/** Whether a cell still has the mark that it was exported with. */
const isUnchanged =
  ({ cells }: ReturnedRow) =>
  (column: EditableColumn, mark: string) =>
    markOf(cells[column] ?? '') === mark;

export function matchRows(rows: readonly ReturnedRow[], now: readonly Cells[]): Matching {
  const occurrences = now.map(({ asExported }) => readMarks(asExported)?.occurrence ?? '');
  const open = new Set(now.keys());
  const taken = new Map<ReturnedRow, number>();
  const changedFrom = (row: ReturnedRow, index: number) => changedIn(row, now[index]!, isUnchanged(row));

  /** Gives each key that is on both sides to the row that was changed least, the first of those. */
  function pair(
    keyOfRow: (row: ReturnedRow) => string | undefined,
    keyOfNow: (index: number) => string,
    isUnique = false,
  ) {
    const there = Map.groupBy(open, keyOfNow);
    const here = Map.groupBy(
      rows.filter((row) => !taken.has(row)),
      (row) => keyOfRow(row) ?? '',
    );
    here.delete('');
    for (const [key, found] of here) {
      const places = there.get(key) ?? [];
      if (places.length === 0 || (isUnique && (places.length > 1 || found.length > 1))) continue;
      const place = places[0]!;
      const [best] = found
        .map((row) => ({ row, changes: changedFrom(row, place).length }))
        .toSorted((a, b) => a.changes - b.changes);
      taken.set(best!.row, place);
      open.delete(place);
    }
  }

  const fields = (...texts: (string | undefined)[]) =>
    texts.every((text) => text !== undefined && text !== '')
      ? texts.map((text) => plainCell(text!)).join('\u0000')
      : undefined;
  const idOf = ({ cells }: ReturnedRow) => cells.touchpointId;
  pair(
    (row) => fields(idOf(row), row.exported?.occurrence, row.cells.segmentIds || '-'),
    (index) => fields(now[index]!.touchpointId, occurrences[index], now[index]!.segmentIds || '-')!,
  );
  // A sheet of an earlier studio has no marks; its moments tell the sends apart.
  pair(
    (row) => fields(idOf(row), row.cells.instant?.slice(0, 16).replace(' ', 'T') || '-', row.cells.segmentIds || '-'),
    (index) =>
      fields(now[index]!.touchpointId, now[index]!.instant.slice(0, 16) || '-', now[index]!.segmentIds || '-')!,
  );
  pair(
    (row) => fields(idOf(row), row.exported?.occurrence),
    (index) => fields(now[index]!.touchpointId, occurrences[index])!,
    true,
  );
  // Its id was lost, and what it was exported with was not.
  pair(
    (row) => row.exported && fields(row.exported.occurrence, ...EDITABLE.map((column) => row.exported!.marks[column])),
    (index) => {
      const marks = readMarks(now[index]!.asExported);
      return (marks && fields(marks.occurrence, ...EDITABLE.map((column) => marks.marks[column]))) ?? `none ${index}`;
    },
    true,
  );
  pair(
    (row) => (idOf(row) ? undefined : fields(row.cells.name, row.cells.date, row.cells.audience)),
    (index) => fields(now[index]!.name, now[index]!.date, now[index]!.audience) ?? `none ${index}`,
    true,
  );

  const matched: Matched[] = [];
  const others: Matching['others'] = [];
  const doubled: ReturnedRow[] = [];
  const stale: ReturnedRow[] = [];
  const sendOf = ({ cells, exported }: ReturnedRow) =>
    [cells.touchpointId, exported?.occurrence, cells.segmentIds].join('\u0000');
  const found = new Set([...taken.keys()].map(sendOf));
  const firstOf = new Map<string, number>();
  now.forEach(({ touchpointId }, index) => {
    if (!firstOf.has(touchpointId)) firstOf.set(touchpointId, index);
  });
  for (const row of rows) {
    const place = taken.get(row);
    if (place !== undefined) {
      matched.push({ row, now: place, changed: changedFrom(row, place) });
      continue;
    }
    const like = firstOf.get(idOf(row) ?? '');
    const isCopy =
      row.exported !== undefined &&
      EDITABLE.every(
        (column) => isUnchanged(row)(column, row.exported!.marks[column]) || row.cells[column] === undefined,
      );
    // Also where nothing of its touchpoint is left: it was taken out of the plan, or lies outside the excerpt by now.
    if (row.exported !== undefined && idOf(row) !== undefined && !found.has(sendOf(row))) stale.push(row);
    else if (isCopy && like !== undefined) doubled.push(row);
    else others.push({ row, ...(like !== undefined && { like }) });
  }
  return { matched, others, doubled, stale, gone: [...open] };
}
