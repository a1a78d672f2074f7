import { formatDay, partsOf, parseDay } from '#campaign/calendar.ts';
import type { CellField, CellReading, PastedCells } from '#contract/intake.ts';
import { readClipboard } from '../read/clipboardText.ts';
import type { Table } from '../read/table.ts';
import { guessColumns } from '../understand/columns.ts';
import { readDate } from '../understand/dateCell.ts';
import { dateColumn } from '../understand/dateColumn.ts';
import { durationIn } from '../understand/lengths.ts';
import { rhythmIn } from '../understand/rhythm.ts';
import { channelsIn, directionIn, statusIn } from '../understand/terms.ts';
import { readTime, shorten } from '../understand/times.ts';
import { PLAN_WORDS, type PlanField } from '../understand/wording.ts';
import { audiencesIn, namesAlone } from './audiences.ts';

/** Cells of a spreadsheet that are pasted over cells of a plan, each read by what its column means. */

export interface CellsContext {
  /** What the columns mean, from the first that is pasted over. */
  fields: readonly (CellField | null)[];
  /** ISO dates: today, and where years come from that nobody wrote. */
  today: string;
  near: string;
  dateOrder: 'day-first' | 'month-first';
  /** ISO date of the launch, from which days such as “T-14” count. */
  launch?: string | undefined;
}

/** What a heading of a plan means in a table of one. */
const FIELDS: Partial<Record<PlanField, CellField>> = {
  name: 'name',
  date: 'start',
  endDate: 'end',
  duration: 'days',
  status: 'status',
  owner: 'owner',
  direction: 'direction',
  channel: 'channel',
  audience: 'audience',
  workstream: 'lane',
  cadence: 'repeats',
  time: 'time',
};

/** Reads what a sheet put on the clipboard. Headings above it say what its columns mean, else their places do. Empty cells are null. */
export function readCells(text: string, context: CellsContext): PastedCells {
  const rows = readClipboard(text);
  const headed = headedBy(rows);
  const below = headed ? rows.slice(1) : rows;
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const fields = Array.from(
    { length: width },
    (_, column) => (headed ? headed[column] : context.fields[column]) ?? null,
  );
  const columns = fields.map((field, column) => {
    const texts = below.map(({ cells }) => (cells[column] ?? '').trim());
    return field === null ? [] : readColumn(field, texts, context);
  });
  return {
    fields,
    isHeaded: headed !== undefined,
    rows: below.map((_, row) => fields.map((_field, column) => columns[column]![row] ?? null)),
  };
}

function headedBy(rows: Table['rows']): (CellField | undefined)[] | undefined {
  if (rows.length < 2) return undefined;
  const table: Table = {
    name: 'clipboard',
    format: 'text',
    sheets: [],
    hiddenSheets: [],
    date1904: false,
    rows,
    remarks: [],
    notes: [],
  };
  const { columns, headerRow } = guessColumns(table, PLAN_WORDS);
  if (headerRow !== rows[0]!.row) return undefined;
  const meant: (CellField | undefined)[] = [];
  for (const [field, column] of Object.entries(columns) as [PlanField, number | null][])
    if (column !== null && FIELDS[field]) meant[column] = FIELDS[field];
  return meant;
}

function readColumn(field: CellField, texts: string[], context: CellsContext): (CellReading | null)[] {
  if (field === 'start' || field === 'end') return readDates(texts, context);
  const alone = namesAlone(texts);
  return texts.map((text) => (text === '' ? null : readCell(field, text, alone)));
}

function readCell(field: Exclude<CellField, 'start' | 'end'>, text: string, alone: ReadonlySet<string>): CellReading {
  const one = <T>(value: T | undefined, what: string, reading: (value: T) => CellReading): CellReading =>
    value === undefined ? { text, problem: `“${shorten(text)}” is no ${what}` } : reading(value);
  switch (field) {
    case 'name':
    case 'owner':
    case 'lane':
      return { text };
    case 'days':
      return one(durationIn(text), 'length in days', (days) => ({ text, days }));
    case 'status':
      return one(statusIn(text), 'status that is known', (status) => ({ text, status }));
    case 'direction':
      return one(directionIn(text), 'direction: write push or pull', (direction) => ({ text, direction }));
    case 'channel': {
      const [channel, ...others] = channelsIn(text);
      if (others.length > 0) return { text, problem: `“${shorten(text)}” names several channels` };
      return one(channel, 'channel that is known', (known) => ({ text, channel: known }));
    }
    case 'repeats':
      return one(rhythmIn(text), 'way of repeating that is known', (rhythm) => ({ text, rhythm }));
    case 'time':
      return one(readTime(text), 'time of day', ({ at }) => ({ text, time: at }));
    case 'audience': {
      const { everyone, except, names, doubt } = audiencesIn(text, alone);
      if (doubt !== undefined) return { text, problem: doubt };
      return {
        text,
        audience: {
          everyone,
          names: names.map(({ name }) => name),
          except: (except ?? []).map(({ name }) => name),
        },
      };
    }
  }
}

/** Dates of a column, whose order of day and month all its cells decide together; the person's own where they leave it open. */
function readDates(texts: string[], { today, near, dateOrder, launch }: CellsContext): (CellReading | null)[] {
  const read = texts.map((text) => (text === '' ? undefined : readDate(text)));
  const readings = read.map((reading) => (reading && 'from' in reading ? reading : undefined));
  const likelyYear = partsOf(parseDay(near)!).year;
  const known = { today, likelyYear, ...(launch !== undefined && { launch }) };
  const guessed = dateColumn(readings, known);
  const { cells } =
    guessed.orderMatters && !guessed.order.certain ? dateColumn(readings, { ...known, dateOrder }) : guessed;
  return texts.map((text, row) => {
    const reading = read[row];
    if (reading === undefined) return null;
    if ('problem' in reading) return { text, problem: reading.problem };
    const cell = cells[row];
    if (!cell) return { text, problem: `“${shorten(text)}” counts from a launch; write the date` };
    if ('problem' in cell) return { text, problem: cell.problem };
    const last = cell.until > cell.from + 1 ? { lastDate: formatDay(cell.until - 1) } : {};
    return { text, date: formatDay(cell.from), ...last };
  });
}
