import type { PastedCells } from '#contract/intake.ts';
import { readCells as read, type CellsContext } from '#intake/plan/cells.ts';

/** Cells of a sheet that are pasted into the plan as a table. */
export const readCells = ({ text, ...context }: CellsContext & { text: string }): PastedCells => read(text, context);
