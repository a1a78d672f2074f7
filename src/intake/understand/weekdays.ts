import { WEEKDAY_STEMS } from './english.ts';
import { inEnglish } from './languages/languages.ts';

/** Weekdays as cells of their own name them. */

export interface Weekdays {
  /** 1 Monday to 7 Sunday, in the order of the cell; of a span the first and the last. */
  days: number[];
  /** “Mon-Wed”: from the first to the last. */
  span?: true;
  /** “Every Tuesday”, “Tuesdays”, “weekdays”. */
  every?: true;
}

const DAY =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?\\.?';
const LIST = new RegExp(`^${DAY}(?:(?: ?(?:[/&+,;]|and|or) ?| )${DAY})*$`);
const SPAN = new RegExp(`^(${DAY}) ?(?:-|to|until) ?(${DAY})$`);
const WORKING_DAYS = /^(?:(?:every|each|all) )?(?:weekdays?|working days?|every day|daily)$/;

const numberOf = (name: string) => WEEKDAY_STEMS.indexOf(name.slice(0, 3)) + 1;

/** The weekdays that a cell names and nothing else, or undefined. */
export function readWeekdays(text: string): Weekdays | undefined {
  if (text === '' || text.length > 60) return undefined;
  const plain = inEnglish(text)
    .replace(/[–—−‒]/g, '-')
    .replace(/\s+/g, ' ')
    // Elsewhere March may be meant.
    .replace(/\bmar\b/g, 'tue')
    .trim();
  if (WORKING_DAYS.test(plain)) return { days: [1, 5], span: true, every: true };
  const bare = plain.replace(/^(?:every|each|on(?: the)?) /, '');
  const every = /^(?:every|each) /.test(plain) || /days\b/.test(plain) ? { every: true as const } : {};
  const span = SPAN.exec(bare);
  if (span) return { days: [numberOf(span[1]!), numberOf(span[2]!)], span: true, ...every };
  if (!LIST.test(bare)) return undefined;
  const names = bare.match(/[a-z]{3,}/g)!.filter((name) => numberOf(name) > 0);
  return { days: [...new Set(names.map(numberOf))], ...every };
}
