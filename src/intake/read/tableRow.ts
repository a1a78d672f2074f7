/** A row of a spreadsheet, and what is to be said of one. */

export interface TableRow {
  /** The number that a spreadsheet program shows beside the row, from 1. */
  row: number;
  /** Texts from column A on; missing cells at the end are left out. */
  cells: string[];
  /** Whether the workbook hides the row, by hand or by a filter. */
  hidden?: true;
  /** Whether a line is drawn through its texts. */
  struck?: true;
  /** Of a series in a calendar: what is otherwise about single days of it. */
  exceptions?: RowException[];
  /** Columns of cells that have a colour and no text. */
  coloured?: number[];
}

/** What is otherwise about one day of a series, told as it differs from the others. */
export interface RowException {
  /** The day on which its rule has it. */
  on: string;
  skipped?: true;
  /** Days and minutes later, or earlier where negative. */
  days?: number;
  minutes?: number;
  subject?: string;
  body?: string;
}

export interface TableNote {
  row: number;
  note: string;
}
