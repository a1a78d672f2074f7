import { parseDay, partsOf } from '#campaign/calendar.ts';
import { plain, wordsIn } from '../text/plain.ts';

/** What a few typed letters mean: pure, for whatever can be named. */

export interface Findable {
  id: string;
  /** What people call it. */
  name: string;
  /** Other words that it is known by, such as its lane. */
  about?: string;
}

/**
 * How well something answers to what was typed, 0 for not at all: a name that begins with it before names with words that do, before names and
 * other words that hold it somewhere. Every word that was typed has to be found.
 */
export function rank({ name, about = '' }: Findable, typed: string): number {
  const words = wordsIn(typed);
  if (words.length === 0) return 1;
  const [called, known] = [plain(name), plain(`${name} ${about}`)];
  if (!words.every((word) => known.includes(word))) return 0;
  if (called.startsWith(words.join(' '))) return 4;
  const begins = (text: string, word: string) => ` ${text}`.includes(` ${word}`);
  if (words.every((word) => begins(called, word))) return 3;
  return words.every((word) => begins(known, word)) ? 2 : 1;
}

/** What answers to the typed letters, best first; what answers alike keeps its order. */
export function find<T extends Findable>(all: readonly T[], typed: string, most: number): T[] {
  return all
    .map((one) => ({ one, value: rank(one, typed) }))
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value)
    .slice(0, most)
    .map(({ one }) => one);
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The day that typed words name: “2027-02-09”, “feb 9”, “9 February 2027”, “9 feb”. `months` are the names of the months by which people know
 * them, January first, each in every form. Without a year it is the one nearest to `near`. Days are integers since 1970-01-01.
 */
export function dayNamed(typed: string, months: readonly (readonly string[])[], near: number): number | undefined {
  const text = plain(typed).trim();
  if (ISO.test(text)) return parseDay(text);
  const parts = text
    .replace(/[.,]/g, ' ')
    .replace(/(\d)(?:st|nd|rd|th)\b/g, '$1')
    .split(/\s+/)
    .filter(Boolean);
  if (parts.length < 2 || parts.length > 3) return undefined;
  const word = parts.find((part) => /^\p{L}{3,}$/u.test(part));
  const numbers = parts.filter((part) => /^\d{1,4}$/.test(part));
  if (word === undefined || numbers.length !== parts.length - 1) return undefined;
  const month = months.findIndex((names) => names.some((name) => plain(name).startsWith(word))) + 1;
  const date = numbers.find((number) => number.length < 3);
  const year = numbers.find((number) => number.length === 4);
  if (month === 0 || date === undefined || (numbers.length === 2 && year === undefined)) return undefined;
  const dayIn = (wanted: number) => parseDay(`${wanted}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`);
  if (year !== undefined) return dayIn(Number(year));
  const here = partsOf(near).year;
  return [here - 1, here, here + 1]
    .flatMap((wanted) => dayIn(wanted) ?? [])
    .toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near))[0];
}
