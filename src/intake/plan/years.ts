import type { Table } from '../read/table.ts';
import { MONTH } from '../understand/datePoint.ts';
import { readDate } from '../understand/dateCell.ts';
import { inEnglish } from '../understand/languages/languages.ts';
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

/** The month of a list whose cells only name the day: “April 2027” above it, or a sheet “April”. */
export function monthNamed(table: Table, { headings, data }: SortedRows): string | undefined {
  const titles = headings.filter(({ row, text }) => row < (data[0]?.row ?? 0) && !OF_THE_LIST.test(text));
  const named = [...titles.map(({ text }) => text), table.sheet ?? ''].flatMap((text) => {
    const english = inEnglish(text.slice(0, 120)).trim();
    const match = WITH_YEAR.exec(english) ?? ALONE.exec(english);
    return match ? [`${match[1]!.slice(0, 3)}${match[2] === undefined ? '' : ` ${match[2]}`}`] : [];
  });
  return new Set(named).size === 1 ? named[0] : undefined;
}

const WITH_YEAR = new RegExp(`(?<![\\d.] ?)\\b${MONTH}[ /-]+(20\\d{2})(?!\\d)`);
const ALONE = new RegExp(`^${MONTH}$`);

function onlyYear(texts: string[]): number | undefined {
  const named = new Set(texts.join(' ').match(YEAR));
  return named.size === 1 ? Number([...named][0]) : undefined;
}

/** Whether a title holds a day, which may be that of its writing. */
function namesDay(text: string): boolean {
  const reading = readDate(text.slice(0, 80));
  return 'from' in reading && !reading.from.wholeMonth;
}
