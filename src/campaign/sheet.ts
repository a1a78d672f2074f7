import type { Segment } from './document.ts';
import { oneLine } from './text.ts';

/** What a plan is called and kept safe by in a spreadsheet: files and the clipboard use the same words. */

/** Headings in the order of the columns; `import plan` knows them. */
export const HEADINGS = {
  date: 'Date',
  lastDate: 'Last day',
  localTime: 'Local time',
  timeZone: 'Time zone',
  instant: 'UTC',
  phase: 'Phase',
  lane: 'Lane',
  name: 'Name',
  direction: 'Direction',
  channel: 'Channel',
  tactic: 'Tactic',
  audience: 'Audience',
  learners: 'Learners',
  subject: 'Subject',
  body: 'Body',
  callToAction: 'Call to action',
  link: 'Link',
  language: 'Language',
  owner: 'Owner',
  notes: 'Notes',
  status: 'Status',
  minutes: 'Minutes',
  series: 'Series',
  clock: 'Clock',
  segments: 'Segment sizes',
  touchpointId: 'Touchpoint id',
  segmentIds: 'Segment ids',
  meant: 'Meant for',
  message: 'Message as written',
  plan: 'Of the plan',
} as const;

/** Goes before the day of a send that is otherwise than the rule of its series says. */
export const SEND_OF = ', the send of ';

/** Means a touchpoint for all segments, whichever there are. */
export const FOR_EVERYONE = 'everyone';

/** A segment in the column of sizes; the next follows after a semicolon. */
export const segmentSize = ({ name, size, timeZone }: Pick<Segment, 'name' | 'size' | 'timeZone'>): string =>
  `${oneLine(name)} (${size}, ${timeZone})`;

/** A message whose tokens are filled in elsewhere in its row: as it was written, and the address that stands in that row. */
export interface WrittenMessage {
  subject: string;
  body: string;
  callToAction?: { label: string; url: string };
  link?: string;
}

/** What a table tells of its plan besides the rows, in parts over as many of them as it takes. */
export interface CarriedPlan {
  timeZone?: string;
  /** Whether texts have an apostrophe where a spreadsheet would run them. */
  guarded?: boolean;
  segments: Segment[];
}

/**
 * What a spreadsheet takes for the start of a formula or a command, also after blanks; the wide forms count in East Asian editions.
 * Quoting a CSV field does not help: the quotes are gone before the cell is read.
 */
const FORMULA_START = /^[\s\u200b\u2060]*[=+\-@\t\r\n\0＝＋－＠]/;

/** Whether a spreadsheet would run a text. */
export const isFormula = (text: string): boolean => FORMULA_START.test(text);

/** The text with an apostrophe before it where a spreadsheet would otherwise run it, or where it has one already; `fused` takes it away. */
export function defused(text: string): string {
  return FORMULA_START.test(text.replace(/^'+/, '')) ? `'${text}` : text;
}

/** A text that was defused as it was. */
export function fused(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text.replace(/^'+/, '')) ? text.slice(1) : text;
}

/** A column as spreadsheets name it: 0 is A, 25 is Z, 26 is AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** The index of a column by its letters: A is 0, Z is 25, AA is 26. */
export function columnIndex(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}
