import { IntakeError, WHOLE_FILE } from './error.ts';

/** How much a list may hold: more than any plan, less than what would exhaust the machine. */

export const MOST_ROWS = 100_000;
export const MOST_CELLS = 5_000_000;
/** Excel's own limit. */
export const LAST_ROW = 1_048_576;
/** How far to the right a plan may reach. */
export const LAST_COLUMN = 1024;
/** Longer cells are no text that a person wrote. Excel itself stops at 32,767. */
export const LONGEST_CELL = 100_000;

export const tooManyCells = (file: string) =>
  new IntakeError(
    file,
    WHOLE_FILE,
    `the list has more than ${MOST_CELLS / 1_000_000} million cells`,
    'keep the columns and rows you need, or split it into smaller files',
  );
