import { columnLetters } from '#campaign/sheet.ts';
import type { Table } from '../read/table.ts';
import type { DateOrder } from '../understand/order.ts';
import type { RowNote } from '../understand/rows.ts';

/** One list of entries, however the sheet lays them out: a row of headings and below it one row an entry. */

export interface List {
  /** The rows of the list alone, with the numbers they have in the sheet; entries out of a grid may share one. */
  table: Table;
  /** Number of the row with its headings, where the layout says so. */
  headerRow?: number;
  /** What a person should know about the layout, in sentences. */
  remarks: string[];
  notes: RowNote[];
  /** Rows of the sheet that are part of its layout and no entries. */
  headings: { row: number; text: string }[];
}

/** What decides the days of headings that are dates. */
export interface Clock {
  /** ISO date of today. */
  today: string;
  year?: number;
  dateOrder?: DateOrder;
  /** ISO date from which “week 1” counts. */
  weekOne?: string;
}

export const cellAt = (cells: string[], column: number): string => cells[column] ?? '';

export const filledIn = (cells: string[]): number[] =>
  cells.flatMap((cell, column) => (cell === undefined || cell === '' ? [] : [column]));

/** What a cell of a calendar holds: a line each, without the signs in front. A line in brackets goes on with the one above. */
export const namesIn = (text: string): string[] =>
  text
    .split(/\n(?![ \t]*[([])/)
    .map((line) => line.replace(/^[\s•·*–-]+/, '').trim())
    .filter((line) => line !== '');

/** “columns D to K”, by their letters. */
export const columnSpan = (columns: number[]): string =>
  columns.length === 1
    ? `column ${columnLetters(columns[0]!)}`
    : `columns ${columnLetters(columns[0]!)} to ${columnLetters(columns.at(-1)!)}`;
