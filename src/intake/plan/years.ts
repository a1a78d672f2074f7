import type { Table } from '../read/table.ts';
import { readDate } from '../understand/dates.ts';
import type { SortedRows } from '../understand/rows.ts';

/** The year of a plan whose dates name none, from what stands above the list and in the names of sheet and file. */

const YEAR = /(?<!\d)20[2-9]\d(?!\d)/g;
/** Rows that speak of the making of the list, not of the plan. */
const OF_THE_LIST =
  /\b(updated?|edited|saved|version|printed|export(ed)?|created|as of|stand|status|last|modified|generated|prepared)\b/i;

/** `likelyYear` where the titles agree on one; `hintedYear` where only a date or a name does. */
export function yearsNamed(table: Table, { headings, data }: SortedRows): { likelyYear?: number; hintedYear?: number } {
  const titles = headings.filter(({ row }) => row < (data[0]?.row ?? 0)).map(({ text }) => text);
  const likely = onlyYear(titles.filter((text) => !OF_THE_LIST.test(text) && !namesDay(text)));
  if (likely !== undefined) return { likelyYear: likely };
  const hinted = onlyYear([...titles.filter((text) => !OF_THE_LIST.test(text)), table.sheet ?? '', table.name]);
  return hinted === undefined ? {} : { hintedYear: hinted };
}

function onlyYear(texts: string[]): number | undefined {
  const named = new Set(texts.join(' ').match(YEAR));
  return named.size === 1 ? Number([...named][0]) : undefined;
}

/** Whether a title holds a day, which may be that of its writing. */
function namesDay(text: string): boolean {
  const reading = readDate(text.slice(0, 80));
  return 'from' in reading && !reading.from.wholeMonth;
}
