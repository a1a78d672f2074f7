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
  /** Columns of cells that have a colour and no text. */
  coloured?: number[];
}

export interface TableNote {
  row: number;
  note: string;
}
