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
} as const;

/**
 * What a spreadsheet takes for the start of a formula or a command, also after blanks; the wide forms count in East Asian editions.
 * Quoting a CSV field does not help: the quotes are gone before the cell is read.
 */
const FORMULA_START = /^[\s\u200b\u2060]*[=+\-@\t\r\n\0＝＋－＠]/;

/** The text with an apostrophe before it where a spreadsheet would otherwise run it. */
export function defused(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
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
