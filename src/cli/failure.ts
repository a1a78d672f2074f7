import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import { withOption } from './fields.ts';

/** How the command line fails: one line on standard error that says what happened and what to do, and exit status 2. */

/** Exit statuses: all is well, problems were found in the plan or the data, bad input or usage. */
export const FINE = 0;
export const PROBLEMS = 1;
export const UNUSABLE = 2;

/** How a command that has run says its exit status, where it is not 0. */
export type Report = (status: number) => void;

/** The one line that a person reads. Control characters go, so that a hostile file cannot write on the terminal. */
export function lineFor(error: unknown): string {
  if (!(error instanceof Error)) return shortLine(String(error));
  if (error instanceof Refusal) return shortLine(withOption(error.message, error.field));
  if (isOutOfMemory(error))
    return 'This is more than the memory of this machine can hold. Split the plan, or ask for fewer runs.';
  return shortLine(
    `Something went wrong inside the studio (${error.message}). Nothing was written; please report this with the command you gave.`,
  );
}

function isOutOfMemory(error: Error): boolean {
  return (
    error instanceof RangeError &&
    /allocation failed|Invalid (typed )?array length|Invalid string length/.test(error.message)
  );
}

function shortLine(text: string): string {
  const plain = oneLine(text);
  return plain.length > 1000 ? `${plain.slice(0, 999)}…` : plain;
}
