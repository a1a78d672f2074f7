import { MONTH_NAMES } from '#campaign/dateNames.ts';
import type { Table, TableRow } from '../read/table.ts';
import { readDate } from '../understand/dateCell.ts';
import { isDate, weekdayColumns } from './axis.ts';
import { cellAt, filledIn, namesIn, type List } from './list.ts';

/** A month as a wall calendar shows it: weekdays on top, the numbers of the days, and below each what happens on it. */

/** The entries of wall calendars, or undefined where the sheet holds none. */
export function readMonthGrid(table: Table): List | undefined {
  const headerIndex = table.rows.findIndex(({ cells }, index) => index < 40 && weekdayColumns(cells).length >= 5);
  if (headerIndex < 0) return undefined;
  const columns = weekdayColumns(table.rows[headerIndex]!.cells);
  const headerRow = table.rows[headerIndex]!.row;
  const rows: TableRow[] = [{ row: headerRow, cells: ['Date', 'Activity'] }];
  const pages: Page = { ...monthOf(table, headerIndex), last: 0 };
  let days: (string | undefined)[] | undefined;
  let found = 0;
  for (const row of table.rows.slice(headerIndex + 1)) {
    if (weekdayColumns(row.cells).length >= 5) continue;
    const title = monthIn(row.cells.filter((cell) => cell !== '').join(' '));
    if (title && filledIn(row.cells).length <= 2 && !isDayRow(row.cells, columns)) {
      Object.assign(pages, title, { last: 0 });
      days = undefined;
      continue;
    }
    const texts = columns.map((column) => cellAt(row.cells, column));
    if (isDayRow(row.cells, columns)) {
      found++;
      days = texts.map((text) => dayText(text, pages));
      texts.forEach((text, place) => entries(row, days![place], textBehindDay(text)));
    } else if (days) texts.forEach((text, place) => entries(row, days![place], text));
  }
  if (found === 0) return undefined;
  const titles = table.rows.slice(0, headerIndex);
  return {
    table: { ...table, rows: [...titles, ...rows] },
    headerRow,
    remarks: [
      'The sheet is laid out as a calendar with the weekdays as headings: each text became an entry on its day.',
      ...(pages.unnamed
        ? ['No month is named above the calendar: write it there, such as “April 2027”, and import again.']
        : []),
    ],
    notes: [],
    headings: [],
  };

  function entries(row: TableRow, day: string | undefined, text: string): void {
    for (const name of namesIn(text)) rows.push({ ...row, cells: [day ?? '', name] });
  }
}

const DAY = /^(\d{1,2})\.?(?:[\s:)–-]+(\D[^]*))?$/;

/** Whether the cells below the weekdays are days: numbers or dates, perhaps with a text behind, that rise. */
function isDayRow(cells: string[], columns: number[]): boolean {
  const texts = columns.map((column) => cellAt(cells, column)).filter((text) => text !== '');
  if (texts.length === 0) return false;
  if (texts.every((text) => isDate(text) && !/^\d+$/.test(text))) return true;
  const numbers = texts.map((text) => Number(DAY.exec(text)?.[1] ?? Number.NaN));
  return numbers.every(
    (number, place) =>
      number >= 1 && number <= 31 && (place === 0 || number === numbers[place - 1]! + 1 || number === 1),
  );
}

const textBehindDay = (text: string) => (isDate(text) ? '' : (DAY.exec(text)?.[2] ?? ''));

interface Page {
  /** Left out where nothing names it: no month is guessed. */
  month?: number;
  year?: number;
  /** Whether days were met that no month is named for. */
  unnamed?: true;
  /** The last number seen, so that the next month is noticed. */
  last: number;
}

function dayText(text: string, page: Page): string | undefined {
  if (text === '') return undefined;
  if (isDate(text) && !/^\d+\.?$/.test(text)) return text;
  const number = Number(DAY.exec(text)![1]);
  if (page.month === undefined) {
    page.unnamed = true;
    return String(number);
  }
  if (page.last === 0 && number > 20) turn(page, -1);
  else if (page.last > number) turn(page, 1);
  page.last = number;
  return `${number} ${MONTH_NAMES[page.month]}${page.year === undefined ? '' : ` ${page.year}`}`;
}

function turn(page: Page, by: number): void {
  const month = page.month! + by;
  if (page.year !== undefined) page.year += Math.floor(month / 12);
  page.month = (month + 12) % 12;
}

/** The month that a title or the name of the sheet speaks of. */
function monthOf(table: Table, headerIndex: number): { month?: number; year?: number } {
  const titles = table.rows.slice(0, headerIndex).map(({ cells }) => cells.filter((cell) => cell !== '').join(' '));
  for (const text of [...titles.toReversed(), table.sheet ?? '', table.name.replace(/\.\w+$/, '')]) {
    const found = monthIn(text);
    if (found) return found;
  }
  return {};
}

function monthIn(text: string): { month: number; year?: number } | undefined {
  const words = text.replace(/[^\p{L}\d\s]/gu, ' ').split(/\s+/);
  for (let at = 0; at < words.length; at++) {
    const reading = [words.slice(at, at + 2).join(' '), words[at]!].map(readDate).find(isWholeMonth);
    if (!reading || !('from' in reading) || reading.from.month === undefined) continue;
    const { month, year = yearIn(words) } = reading.from;
    return { month: month - 1, ...(year === undefined ? {} : { year }) };
  }
  return undefined;
}

const isWholeMonth = (reading: ReturnType<typeof readDate>) => 'from' in reading && reading.from.wholeMonth === true;

const yearIn = (words: string[]) => {
  const year = words.find((word) => /^20\d{2}$/.test(word));
  return year === undefined ? undefined : Number(year);
};
