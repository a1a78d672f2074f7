import { turns } from '#campaign/bidi.ts';
import { cleanText, oneLine } from '#campaign/text.ts';

/** Writing XML and HTML so that what people typed can never become a tag: everything is escaped unless it is Markup already. */

export interface Markup {
  readonly markup: string;
}
export type Fragment = Markup | string | number | false | null | undefined | readonly Fragment[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

// The marks that force or isolate a writing direction: a name must not turn the words round it.
const DIRECTION_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

/** One line of plain text: no control characters, no lone surrogates, runs of white space as one space. */
export function clean(text: string): string {
  return oneLine(text.replace(DIRECTION_MARKS, ''));
}

function escape(text: string): string {
  return cleanText(text.replace(DIRECTION_MARKS, '')).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function write(value: Fragment): string {
  if (value === false || value === null || value === undefined) return '';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  if ('markup' in value) return value.markup;
  return value.map(write).join('');
}

const laidOut = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The words of a template without the line breaks that lay it out: nothing between tags and values, a space between attributes or words. */
function wordsOf(parts: TemplateStringsArray): readonly string[] {
  let words = laidOut.get(parts);
  if (words) return words;
  words = parts.map((part) =>
    part.replace(/\n\s*/g, (gap, at: number) => {
      const isBetween = (neighbour: string | undefined, tag: string) => neighbour === undefined || neighbour === tag;
      return isBetween(part[at - 1], '>') && isBetween(part[at + gap.length], '<') ? '' : ' ';
    }),
  );
  laidOut.set(parts, words);
  return words;
}

/**
 * A tagged template: `markup\`<b>${name}</b>\`` escapes `name`. Numbers are written with two decimals at most. Long ones go over several lines,
 * which say nothing themselves.
 */
export function markup(parts: TemplateStringsArray, ...values: Fragment[]): Markup {
  return { markup: wordsOf(parts).reduce((text, part, index) => text + write(values[index - 1]) + part) };
}

/** Markup that is known to be well formed. Only for text that this program wrote. */
export function trusted(text: string): Markup {
  return { markup: text };
}

/** A name among other words: one that would turn what is beside it is isolated. */
export function isolated(name: string): Markup {
  const text = clean(name);
  return turns(text) ? trusted(`\u2068${escape(text)}\u2069`) : trusted(escape(text));
}
