import type { AudienceTrial, PlanTrial } from '#contract/intake.ts';
import type { Table } from '#intake/read/table.ts';
import { countRows, type RowReport } from './rowReport.ts';

/** What lists of both kinds have in common. */

export { requireReadableSize } from '#intake/read/error.ts';

/** A file that somebody gives, and where and when. */
export interface Source {
  fileName: string;
  bytes: Uint8Array;
  /** ISO date of today. */
  today: string;
  /** IANA zone of what names none. */
  timeZone: string;
}

/** What a list was made of, for the person, and every row of it, which stays with whoever keeps the file. */
export interface Tried<Answer> {
  answer: Answer;
  report: RowReport;
}

/** What both kinds of list tell of themselves. */
export function understoodOf(
  tables: Table[],
  guess: {
    headers: string[];
    headerRow: number | null;
    columns: Record<string, number | null>;
    guesses: { field: string; samples: string[] }[];
  },
  result: { rows: number; imported: number; remarks: string[] },
  report: RowReport,
): Pick<PlanTrial, keyof PlanTrial & keyof AudienceTrial> {
  const [first] = tables;
  return {
    sheets: first!.sheets,
    sheetsRead: tables.flatMap(({ sheet }) => sheet ?? []),
    encoding: first!.encoding ?? null,
    headers: guess.headers,
    headerRow: guess.headerRow,
    columns: guess.columns,
    samples: Object.fromEntries(guess.guesses.map(({ field, samples }) => [field, samples])),
    rows: result.rows,
    imported: result.imported,
    shown: countRows(report),
    remarks: result.remarks,
  };
}
