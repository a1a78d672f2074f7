import { fieldOf, isHeadingOf, isNumber } from '../understand/columns.ts';
import { isChannelName } from '../understand/terms.ts';
import { readTime } from '../understand/times.ts';
import { PLAN_WORDS, type PlanField } from '../understand/wording.ts';
import type { TableRow } from '../read/table.ts';
import { isDate } from './axis.ts';
import { cellAt, columnSpan, filledIn, type List } from './list.ts';
import { isMark, isNoMark } from './marks.ts';
import { withoutMarks } from './matrix.ts';
import { AUDIENCE, isTheme } from './sides.ts';

/** Lists with texts or dates below headings that are channels, audiences, times or sessions: an entry for each. */

interface Kind {
  what: string;
  /** The heading of the column that the headings go into. */
  adds: string;
  isOne: (heading: string, others: string[]) => boolean;
  /** A list that has a column for this is none of the kind. */
  unless: PlanField;
  /** Whether only dates may stand below. */
  datesOnly?: true;
}

const NUMBERED = /^(.*\p{L})[ #.-]*(\d{1,2})$/u;

const SAYS_WHAT: readonly (PlanField | undefined)[] = ['name', 'subject', 'body', 'channel', 'tactic', 'callToAction'];

/** Beside “Managers” and “Nurses”, headings that nobody knows are audiences too, where no other column says what happens. */
function isAudience(heading: string, others: string[]): boolean {
  if (AUDIENCE.test(withoutDate(heading))) return true;
  const unnamed = others.every((other) => AUDIENCE.test(other) || !SAYS_WHAT.includes(fieldOf(PLAN_WORDS, other)));
  return (
    unnamed && fieldOf(PLAN_WORDS, heading) === undefined && others.filter((other) => AUDIENCE.test(other)).length >= 2
  );
}

const KINDS: Kind[] = [
  { what: 'channels', adds: 'Channel', isOne: (heading) => isChannelName(withoutDate(heading)), unless: 'channel' },
  { what: 'audiences', adds: 'Audience', isOne: isAudience, unless: 'audience' },
  { what: 'times of the day', adds: 'Send time', isOne: (heading) => isClock(heading), unless: 'time' },
  {
    what: 'headings with numbers',
    adds: 'Notes',
    isOne: (heading, others) => {
      const word = NUMBERED.exec(heading)?.[1];
      return word !== undefined && others.some((other) => other !== heading && NUMBERED.exec(other)?.[1] === word);
    },
    unless: 'notes',
    datesOnly: true,
  },
];

const withoutDate = (heading: string) =>
  heading.trim().replace(/\s+((send|launch|start) )?(date|datum|fecha|data)$/i, '');
const isClock = (heading: string) =>
  /^\d{1,2}([:.h]\d{2}|\s?[ap]\.?m\.?| uhr)/i.test(heading) && readTime(heading) !== undefined;

/** The list with an entry for each of such cells, or as it is. `headerRow` is the number of its row of headings. */
export function unfolded(list: List, headerRow: number): List {
  const at = list.table.rows.findIndex(({ row }) => row === headerRow);
  if (at < 0) return list;
  for (const kind of KINDS) {
    const found = unfoldedBy(kind, list, at);
    if (found) return found;
  }
  return withoutMarks(list, headerRow);
}

function unfoldedBy({ what, adds, isOne, unless, datesOnly }: Kind, list: List, at: number): List | undefined {
  const header = list.table.rows[at]!;
  const below = list.table.rows.slice(at + 1);
  const headings = header.cells.filter((text) => text !== '');
  const columns = filledIn(header.cells).filter((column) => isOne(header.cells[column]!, headings));
  const fields = header.cells.map((text, column) => (columns.includes(column) ? undefined : fieldOf(PLAN_WORDS, text)));
  const cells = below
    .flatMap((row) => columns.map((column) => cellAt(row.cells, column)))
    .filter((text) => !isNoMark(text));
  const share = (test: (text: string) => boolean) => cells.filter(test).length / cells.length;
  if (columns.length < 2 || cells.length === 0 || fields.includes(unless) || share(isMark) > 0.5) return undefined;
  const dated = share((text) => isDate(text) && !isNumber(text)) >= 0.8;
  const worded = share((text) => /\p{L}{2}/u.test(text) && !/@|https?:/.test(text)) >= 0.8;
  if (dated ? fields.includes('date') : datesOnly === true || !worded) return undefined;
  const isNamed = header.cells.some(
    (text, column) => fields[column] === 'name' && isHeadingOf(PLAN_WORDS.name, text) && !isTheme(text),
  );
  const added = dated ? 'Date' : isNamed ? (fields.includes('body') ? 'Notes' : 'Message') : 'Activity';
  const rest = (texts: string[]) =>
    header.cells.map((_, column) => (columns.includes(column) ? '' : cellAt(texts, column)));
  const unfold = (row: TableRow): TableRow[] => {
    const filled = columns.filter((column) => !isNoMark(cellAt(row.cells, column)));
    if (filled.length === 0 || filledIn(row.cells).length < 2) return [{ ...row, cells: rest(row.cells) }];
    return filled.map((column) => {
      const text = cellAt(row.cells, column);
      return { ...row, cells: [...rest(row.cells), withoutDate(header.cells[column]!), isMark(text) ? '' : text] };
    });
  };
  return {
    ...list,
    table: {
      ...list.table,
      rows: [
        ...list.table.rows.slice(0, at),
        { ...header, cells: [...rest(header.cells), adds, added] },
        ...below.flatMap(unfold),
      ],
    },
    remarks: [
      ...list.remarks,
      `${dated ? 'Dates' : 'Texts'} stand below ${what} (${columnSpan(columns)}): each became an entry of its own${isNamed && !dated ? ', with the text as its message' : ''}.`,
    ],
  };
}
