import type { RenderedMessage } from '#campaign/message.ts';

/** Texts on their way out: cut or split only where a reader would. */

/** How much room a text takes in its target: characters after escaping, bytes, … At least one a character, and more for a longer text. */
export type Measure = (text: string) => number;

const characters: Measure = (text) => text.length;

/** The longest beginning of a text that fits, with an ellipsis where something was left out; at a space where one is near. */
export function cutToFit(text: string, most: number, measure: Measure = characters): string {
  if (measure(text) <= most) return text;
  const start = longestStart(text, (part) => measure(`${part}…`) <= most);
  const space = start.search(/\s\S*$/);
  return `${(space > start.length / 2 ? start.slice(0, space) : start).trimEnd()}…`;
}

/** The longest beginning that fits, found by halving; surrogate pairs stay whole. */
function longestStart(text: string, fits: (start: string) => boolean): string {
  let least = 0;
  let most = text.length;
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (fits(wholeCharacters(text, middle))) least = middle;
    else most = middle;
  }
  return wholeCharacters(text, least);
}

/** The first `length` code units, one less where that would cut a surrogate pair. */
function wholeCharacters(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

const SEPARATORS = ['\n\n', '\n', ' '];

/** The text in parts that fit, split between paragraphs if possible, else lines, words, and only then anywhere. Blanks at the splits go. */
export function splitToFit(text: string, most: number, measure: Measure = characters): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (measure(rest) > most) {
    // One character goes in any case, or there would be no end.
    const start =
      longestStart(rest.slice(0, most + 1), (part) => measure(part) <= most) ||
      String.fromCodePoint(rest.codePointAt(0)!);
    const places = SEPARATORS.map((separator) => rest.lastIndexOf(separator, start.length));
    const end = places.find((place) => place > 0) ?? start.length;
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** A message as plain text, in paragraphs: what comes first, the body, the button with its address, the sign-off. */
export function messageText(
  { body, callToAction, signOff }: RenderedMessage,
  before: string[] = [],
  colon = ': ',
): string {
  const button = callToAction?.link === undefined ? '' : `${callToAction.label}${colon}${callToAction.link}`;
  return [...before, body, button, signOff].filter(Boolean).join('\n\n');
}
