import type { TableRow } from '../read/table.ts';
import { fieldOf } from '../understand/columns.ts';
import { channelsIn } from '../understand/terms.ts';
import { shorten } from '../understand/times.ts';
import { PLAN_WORDS } from '../understand/wording.ts';
import { cellAt, columnSpan, filledIn, type List } from './list.ts';
import { isMark, isNoMark } from './marks.ts';
import { AUDIENCE } from './sides.ts';

/** Lists with channels or audiences as columns and marks below: an entry for each channel, all audiences in one cell. */

/** Headings of marks that tell how far an entry is, not whom it is for or where it goes. */
const STEPS =
  /\b(draft(ed)?|written|review(ed)?|approv(ed|al)|sign(ed)? ?off|sent|done|complete[d]?|ready|published|translated|designed|booked|confirmed|live|tested|late|urgent|milestone|push|pull|mandatory|optional|internal|external|recurring)\b/i;

/** The list without its columns of marks, or as it is. `headerRow` is the number of its row of headings. */
export function withoutMarks(list: List, headerRow: number): List {
  const at = list.table.rows.findIndex(({ row }) => row === headerRow);
  const header = list.table.rows[at];
  if (!header) return list;
  const below = list.table.rows.slice(at + 1);
  const entries = below.filter(({ cells }) => filledIn(cells).length > 1);
  const marked = filledIn(header.cells).filter((column) => isMarked(entries, column));
  const words = marked.filter((column) => isChannelWord(header.cells[column]!));
  // “Managers” alone among audiences are one of them, not a channel.
  const channels = words.length >= 2 ? words : words.filter((column) => !AUDIENCE.test(header.cells[column]!));
  const audiences = marked.filter(
    (column) => !channels.includes(column) && (AUDIENCE.test(header.cells[column]!) || isGroup(header.cells[column]!)),
  );
  const useChannels = channels.length >= 2;
  const useAudiences = audiences.length >= 2;
  if (!useChannels && !useAudiences) return list;
  const taken = new Set([...(useChannels ? channels : []), ...(useAudiences ? audiences : [])]);
  const width = header.cells.length;
  const added = [...(useChannels ? ['Channel'] : []), ...(useAudiences ? ['Audience'] : [])];
  const rest = (cells: string[]) =>
    Array.from({ length: width }, (_, column) => (taken.has(column) ? '' : cellAt(cells, column)));
  const headed = (cells: string[], columns: number[]) =>
    columns.filter((column) => isMark(cellAt(cells, column))).map((column) => header.cells[column]!);
  const unfold = (row: TableRow): TableRow[] => {
    if (filledIn(row.cells).length < 2) return [{ ...row, cells: rest(row.cells) }];
    const places = useChannels ? headed(row.cells, channels) : [''];
    const groups = useAudiences ? [headed(row.cells, audiences).join('; ')] : [];
    return (places.length === 0 ? [''] : places).map((place) => ({
      ...row,
      cells: [...rest(row.cells), ...(useChannels ? [place] : []), ...groups],
    }));
  };
  const rows = [
    ...list.table.rows.slice(0, at),
    { ...header, cells: [...rest(header.cells), ...added] },
    ...below.flatMap(unfold),
  ];
  const names = (columns: number[]) => columns.map((column) => `“${shorten(header.cells[column]!)}”`).join(', ');
  return {
    ...list,
    table: { ...list.table, rows },
    remarks: [
      ...list.remarks,
      ...(useChannels
        ? [`Marks stand below channels (${columnSpan(channels)}): each became an entry of its own.`]
        : []),
      ...(useAudiences ? [`Marks stand below ${names(audiences)}: these headings were taken for audiences.`] : []),
    ],
  };
}

/** Whether a column holds marks and nothing else. */
function isMarked(rows: TableRow[], column: number): boolean {
  const texts = rows.map(({ cells }) => cellAt(cells, column)).filter((text) => text !== '');
  return texts.some(isMark) && texts.every((text) => isMark(text) || isNoMark(text));
}

const isChannelWord = (heading: string) => heading.length <= 30 && channelsIn(heading).length > 0;

const isGroup = (heading: string) =>
  heading.length <= 40 && !STEPS.test(heading) && fieldOf(PLAN_WORDS, heading) === undefined;
