import { LONGEST_NAME } from '#campaign/limits.ts';
import type { Table } from '../read/table.ts';
import { isNumber, share, type ColumnsGuess } from '../understand/columns.ts';
import { readDate } from '../understand/dateCell.ts';
import { readTime } from '../understand/times.ts';
import { PLAN_WORDS, type PlanField } from '../understand/wording.ts';

/** The column of names where no heading says so: without one, touchpoints would be called by their channel. */

const SAMPLE_ROWS = 200;
/** Headings of what is never a name. */
const NO_NAME =
  /\b(notes?|status|ids?|url|link|code|number|no|tags?|hashtags?|priority|budget|cost|kpis?|goals?|objectives?|location|venue|room|city|country|region|image|photo|file|tone|persona|reviewer|approver|type|language|due|date|format|size|reach|x)\b/i;
const isName = (text: string) =>
  /\p{L}{3}/u.test(text) &&
  text.length <= LONGEST_NAME &&
  !isNumber(text) &&
  !/@|https?:|^#/.test(text) &&
  !('from' in readDate(text)) &&
  readTime(text) === undefined;

/** The first unused column that reads like names, each row another; undefined where names, subjects or texts have a column. */
export function columnOfNames(
  table: Table,
  { columns, headers, headerRow }: ColumnsGuess<PlanField>,
): number | undefined {
  const named = (['name', 'subject', 'body', 'tactic'] as const).some((field) => columns[field] !== null);
  if (named || headerRow === null) return undefined;
  const used = new Set(Object.values(columns));
  const rows = table.rows.filter(({ row }) => row > headerRow).slice(0, SAMPLE_ROWS);
  const place = headers.findIndex((header, column) => {
    if (header === '' || used.has(column) || NO_NAME.test(header) || PLAN_WORDS.date.never?.test(header)) return false;
    const texts = rows.map(({ cells }) => cells[column] ?? '').filter((text) => text !== '');
    return texts.length > 0 && share(texts, isName) > 0.8 && new Set(texts).size >= texts.length * 0.6;
  });
  return place < 0 ? undefined : place;
}
