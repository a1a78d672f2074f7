import { inEnglish } from './languages/languages.ts';

/** Weeks by their numbers, as cells below a heading of weeks name them. */

const PREFIX = '(?:(?:calendar |iso )?(?:weeks?|wks?|w|kw|cw|s)[ .#-]*)?';
const NUMBERS = new RegExp(`^${PREFIX}\\d{1,2}(?: ?(?:-|to|/|&|,|\\+|and) ?${PREFIX}\\d{1,2})*(?:[ /-]+\\d{4})?$`);
const ONE_OR_SPAN = new RegExp(`^${PREFIX}(\\d{1,2})(?: ?(?:-|to) ?${PREFIX}(\\d{1,2}))?(?:[ /-]+\\d{4})?$`);
const YEAR_FIRST = /^(\d{4})[ /-]*(?:w|kw|cw|wk|week)? ?(\d{1,2})$/;

const plainOf = (cell: string) =>
  inEnglish(cell)
    .replace(/[–—−‒]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** “14” and “14-16”; a span that falls is one over the new year. */
function isWeek(text: string): boolean {
  const plain = plainOf(text);
  if (YEAR_FIRST.test(plain)) return true;
  const match = ONE_OR_SPAN.exec(plain);
  if (!match) return false;
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
  return from <= 53 && (from <= to ? to <= 53 : from - to > 26);
}

/** Whether a column holds weeks: most cells do, or the others only join several numbers in ways of their own. */
export function areWeeks(texts: string[]): boolean {
  const weeks = texts.filter(isWeek).length;
  return (
    weeks >= texts.length * 0.6 || (weeks > 0 && texts.every((text) => isWeek(text) || NUMBERS.test(plainOf(text))))
  );
}

/** “14” below “Week” is week 14, and below “KW” that of the calendar; “3” beside “Q2” is the third of the quarter. */
export function weekText(cell: string, quarter: string, calendar: boolean): string {
  const plain = plainOf(cell);
  const yearFirst = YEAR_FIRST.exec(plain);
  if (yearFirst) return `${yearFirst[1]} week ${yearFirst[2]}`;
  if (!/^\d/.test(plain) || !NUMBERS.test(plain)) return cell;
  const named = /[1-4]/.exec(quarter)?.[0];
  if (named !== undefined && Number.parseInt(plain, 10) <= 13) return `q${named} week ${plain}`;
  return `${calendar ? 'calendar week' : 'week'} ${plain}`;
}
