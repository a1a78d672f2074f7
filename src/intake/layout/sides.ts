import type { TableRow } from '../read/table.ts';
import { fieldOf } from '../understand/columns.ts';
import { channelsIn, PULL_CHANNELS } from '../understand/terms.ts';
import { PLAN_WORDS } from '../understand/wording.ts';
import { isDate } from './axis.ts';
import { cellAt } from './list.ts';

/** What stands beside the days of a grid. */

/** The headings beside the axis as the field they stand for, where they are blank or name the week. */
export function sideHeadings(header: string[], left: number[], rows: TableRow[], worded: boolean): string[] {
  const known = left.some((column) => fieldOf(PLAN_WORDS, cellAt(header, column)) !== undefined);
  const main = left.find((column) => rows.some(({ cells }) => /\p{L}/u.test(cellAt(cells, column))));
  return left.map((column) => {
    const text = cellAt(header, column);
    if (known || column !== main) return isDate(text) ? '' : text;
    const texts = rows.map(({ cells }) => cellAt(cells, column)).filter((cell) => cell !== '');
    const channels = texts.filter((cell) => channelsIn(cell).length > 0).length >= texts.length * 0.6;
    return worded ? (channels ? 'Channel' : 'Workstream') : 'Activity';
  });
}

/** What is sent again and again rather than standing there: marks side by side are then several times, not one long one. */
export function isPushed(words: string): boolean {
  const [channel] = channelsIn(words);
  return channel !== undefined && !PULL_CHANNELS.includes(channel);
}

/** A theme stands over many entries and names none. */
export const isTheme = (heading: string): boolean => /^(theme|topic|motto|thema|thème|tema)$/i.test(heading.trim());

/** Headings that are groups of people. */
export const AUDIENCE =
  /^((all|senior|line|middle|people|new|other) )?(staff|nurses|doctors|teachers|students|pupils|parents|volunteers|contractors|employees|colleagues|everyone|managers|leaders|leadership|executives|supervisors|learners|joiners|starters|hires|hr|sales|finance|it|operations|marketing|legal|unions?|customers|partners|champions|mitarbeitende|mitarbeiter|führungskräfte|vertrieb|managers?|équipes|collaborateurs|empleados|colaboradores|medewerkers)( teams?)?$/i;
