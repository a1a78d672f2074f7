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
  asExported: 'As exported',
  hangsFrom: 'Hangs from',
} as const;
export type Column = keyof typeof HEADINGS;

/** In the order of their headings. */
export const COLUMNS = Object.keys(HEADINGS) as Column[];

/** What stands in place of dates in the schedule of a rolling plan that counts days from everyone's own start. */
export const OWN_DAY_HEADINGS = { date: 'Own day', lastDate: 'Last own day' } as const;
/** Columns in which somebody may change the plan; the others follow from them, or from what a table has no column for. */
export const EDITABLE = [
  'date',
  'lastDate',
  'localTime',
  'lane',
  'name',
  'direction',
  'channel',
  'tactic',
  'audience',
  'subject',
  'body',
  'callToAction',
  'link',
  'language',
  'owner',
  'notes',
  'status',
  'minutes',
] as const satisfies (keyof typeof HEADINGS)[];
export type EditableColumn = (typeof EDITABLE)[number];

/** A cell as two spreadsheet programs would agree on it. */
export const plainCell = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\u200b\u2060]+/g, ' ')
    .trim();

const MARK = 5;

/** What tells whether a cell is still what was exported, in a few letters (FNV-1a); a row carries one for each editable column. */
export function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of plainCell(text)) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return ((hash >>> 0) % 36 ** MARK).toString(36).padStart(MARK, '0');
}

/** The day that a row is of and the marks of its cells: “2027-01-12 0k3fa…”. */
export const writeMarks = (
  occurrence: string,
  cells: Readonly<Record<EditableColumn, string>>,
  mark: (text: string) => string = markOf,
): string => `${occurrence} ${EDITABLE.map((column) => mark(cells[column])).join('')}`;

/** The same read back; undefined where a cell holds nothing of the kind. */
export function readMarks(text: string): { occurrence: string; marks: Record<EditableColumn, string> } | undefined {
  const [, occurrence, marks] = /^(\d{4}-\d{2}-\d{2}|once|there) ([0-9a-z]+)$/.exec(text.trim()) ?? [];
  if (occurrence === undefined || marks?.length !== MARK * EDITABLE.length) return undefined;
  const entries = EDITABLE.map((column, index) => [column, marks.slice(MARK * index, MARK * (index + 1))] as const);
  return { occurrence, marks: Object.fromEntries(entries) as Record<EditableColumn, string> };
}

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
  /** Id of the campaign, and which excerpt of it this is, as `excerptKey` has it. */
  campaign?: string;
  excerpt?: string;
  segments: Segment[];
  /** Ids of what was exported, so that what is missing was taken out. */
  touchpoints?: string[];
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
