import { Refusal } from '#campaign/refusal.ts';
import { LARGEST_SPREADSHEET_BYTES } from '#contract/intake.ts';

/** Why a spreadsheet could not be brought in. */

/** A spreadsheet that cannot be read. The message is one sentence: the file, the place, what happened and the cure. */
export class IntakeError extends Refusal {
  /** Where it went wrong: a row, a sheet, a part of the file, or “the whole file”. */
  readonly place: string;
  constructor(file: string, place: string, what: string, cure: string, field?: string) {
    super('badInput', `“${shownName(file)}”, ${place}: ${what}; ${cure}.`, field);
    this.place = place;
  }
}

export const WHOLE_FILE = 'the whole file';

/** Throws IntakeError where a spreadsheet of this many bytes is too large to read. Ask before reading the file. */
export function requireReadableSize(file: string, bytes: number): void {
  if (bytes <= LARGEST_SPREADSHEET_BYTES) return;
  throw new IntakeError(
    file,
    WHOLE_FILE,
    `it has ${Math.ceil(bytes / 1024 / 1024)} MB, and spreadsheets up to ${LARGEST_SPREADSHEET_BYTES / 1024 / 1024} MB are read`,
    'keep only the sheet with the list, without pictures, or split it into smaller files',
  );
}

/** A file's name as it may stand in a sentence: one line, not too long. */
function shownName(file: string): string {
  const plain = file.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim();
  return plain.length > 120 ? `${plain.slice(0, 119)}…` : plain || 'the file';
}
