import { formatDay } from '#campaign/calendar.ts';
import { CHANNELS, STATUSES } from '#campaign/document.ts';
import {
  COLUMNS,
  EDITABLE,
  fused,
  HEADINGS,
  plainCell,
  readMarks,
  type CarriedPlan,
  type Column,
  type EditableColumn,
} from '#campaign/sheet.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { carriedIn, type OwnColumns } from '../plan/ownSheet.ts';
import type { Table } from '../read/table.ts';
import { readDate } from '../understand/dateCell.ts';
import { dateColumn } from '../understand/dateColumn.ts';
import { readTime } from '../understand/times.ts';

/** The rows of the studio's own table after people have worked in it, with every cell as the studio writes it. */

export type Cells = Record<Column, string>;

export interface ReturnedRow {
  /** As the spreadsheet program numbers it. */
  row: number;
  /** What it says; a column that somebody took out says nothing. */
  cells: Partial<Cells>;
  /** Why a cell cannot be used, by its column. */
  faults: Partial<Record<Column, string>>;
  /** The send that it was exported for, and what its cells were then. */
  exported?: ReturnType<typeof readMarks>;
}

export interface ReturnedTable {
  rows: ReturnedRow[];
  carried: CarriedPlan;
}

/** Rows above the headings that people may write into. */
const MOST_ROWS_ABOVE = 30;

/** Without these nothing could be matched. */
const NEEDED: readonly Column[] = ['date', 'name', 'touchpointId'];

/** The table as it came back; undefined where it is not one that the studio exported. */
export function returnedTable(table: Table, today: string): ReturnedTable | undefined {
  const place = table.rows
    .slice(0, MOST_ROWS_ABOVE)
    .findIndex(({ cells }) => NEEDED.every((column) => placeOf(cells, column) >= 0));
  if (place < 0) return undefined;
  const headings = table.rows[place]!.cells;
  const columns = Object.fromEntries(COLUMNS.map((column) => [column, placeOf(headings, column)])) as OwnColumns;
  const present = COLUMNS.filter((column) => columns[column] >= 0);
  const below = table.rows.slice(place + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const carried = carriedIn(below, columns);
  // Where the rows that say so were taken out, an apostrophe before a formula is ours: nobody else writes one.
  const read = carried.guarded === false ? (text: string) => text : fused;
  const given = below.map(({ row, cells }) => ({
    row,
    cells: Object.fromEntries(present.map((column) => [column, read(cells[columns[column]] ?? '')])) as Partial<Cells>,
  }));
  const dateOf = datesOf(
    given.map(({ cells }) => [cells.date ?? '', cells.lastDate ?? '']),
    table.date1904,
    today,
  );
  const rows = given
    // Somebody pasted the headings once more.
    .filter(({ cells }) => plainCell(cells.date ?? '') !== HEADINGS.date)
    .map(({ row, cells }): ReturnedRow => {
      const faults: ReturnedRow['faults'] = {};
      const plain = Object.fromEntries(
        present.map((column) => {
          const text = cells[column] ?? '';
          const tidy = tidied(column, text, dateOf);
          if (typeof tidy === 'string') return [column, tidy];
          faults[column] = tidy.problem;
          return [column, text];
        }),
      ) as Partial<Cells>;
      return { row, cells: plain, faults, exported: readMarks(cells.asExported ?? '') };
    });
  return { rows, carried };
}

const placeOf = (headings: readonly string[], column: Column) => {
  const wanted = HEADINGS[column].toLowerCase();
  return headings.findIndex((heading) => plainCell(heading).toLowerCase() === wanted);
};

type DateOf = (text: string) => { date: string } | { problem: string };

/** Dates as people and programs write them, read together: one column shows in which order day and month stand. */
function datesOf(pairs: readonly [string, string][], date1904: boolean, today: string): DateOf {
  const texts = [...new Set(pairs.flat().map(plainCell).filter(Boolean))];
  const readings = texts.map(readDate);
  const { cells } = dateColumn(
    readings.map((reading) => ('problem' in reading ? undefined : reading)),
    { today, date1904, header: HEADINGS.date },
  );
  const known = new Map<string, ReturnType<DateOf>>(
    texts.map((text, index): [string, ReturnType<DateOf>] => {
      const [reading, dated] = [readings[index]!, cells[index]];
      if (dated && 'from' in dated) return [text, { date: formatDay(dated.from) }];
      if ('problem' in reading) return [text, { problem: reading.problem }];
      return [text, { problem: dated?.problem ?? 'it is no date' }];
    }),
  );
  return (text) => known.get(plainCell(text))!;
}

const oneOf = (allowed: readonly string[], text: string, what: string) => {
  const folded = plainCell(text).toLowerCase();
  return allowed.find((one) => one.toLowerCase() === folded) ?? { problem: `“${plainCell(text)}” is ${what}` };
};

/** A cell as the studio would have written it, or why it cannot be used. */
function tidied(column: Column, text: string, dateOf: DateOf): string | { problem: string } {
  const plain = plainCell(text);
  if (plain === '') return '';
  switch (column) {
    case 'date':
    case 'lastDate': {
      const read = dateOf(text);
      return 'problem' in read ? read : read.date;
    }
    case 'localTime': {
      const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(plain) ?? [];
      const at = hour === undefined ? readTime(plain)?.at : `${hour.padStart(2, '0')}:${minute}`;
      return at !== undefined && /^([01]\d|2[0-3]):[0-5]\d$/.test(at)
        ? at
        : { problem: `“${plain}” is no time of day` };
    }
    case 'direction':
      return oneOf(['push', 'pull'], text, 'neither push nor pull');
    case 'channel':
      return oneOf(CHANNELS, text, `not one of the channels ${CHANNELS.join(', ')}`);
    case 'status':
      return oneOf(STATUSES, text, `not one of ${STATUSES.join(', ')}`);
    case 'tactic': {
      const folded = plain.toLowerCase();
      const known = TACTICS.find(({ id, name }) => [id, name.toLowerCase()].includes(folded));
      return known?.name ?? { problem: `“${plain}” is no tactic of the catalogue` };
    }
    case 'minutes': {
      const minutes = Number(plain.replace(/ ?(min\w*\.?|’|')$/i, ''));
      return Number.isInteger(minutes) && minutes > 0
        ? String(minutes)
        : { problem: `“${plain}” is no number of minutes` };
    }
    default:
      return text.replace(/\r\n?/g, '\n').trim();
  }
}

/** Columns of a row that say something else than what was exported; without marks, than what would be exported now. */
export function changedIn(
  { cells, exported }: ReturnedRow,
  now: Cells,
  isSame: (column: EditableColumn, mark: string) => boolean,
): EditableColumn[] {
  return EDITABLE.filter((column) => {
    const text = cells[column];
    if (text === undefined) return false;
    if (plainCell(text) === plainCell(now[column])) return false;
    return exported === undefined || !isSame(column, exported.marks[column]);
  });
}
