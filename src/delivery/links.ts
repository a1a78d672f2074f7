import { safeLink } from '#campaign/text.ts';

/** Addresses in people's words that become links: of the web, with or without their scheme, of mail, and `[words](https://…)`. */

export interface TextPart {
  text: string;
  /** Absolute, where the text is a link. */
  link?: string;
}

const MARKED = /\[([^\][\n]{1,200})\]\((https?:\/\/[^\s<>"()]{1,1000}(?:\([^\s<>"()]{0,200}\)[^\s<>"()]{0,500})?)\)/;
const WEB = /(?<![A-Za-z0-9@/.])(?:https?:\/\/|www\.(?=[\p{L}\p{N}]))[^\s<>"]{1,1000}/u;
const BOX = /[\w.+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}/u.source;
/** With its scheme, an address may go on with the subject and the words of a mail. */
const MAIL = new RegExp(String.raw`(?<![\w.+/@-])(?:mailto:${BOX}(?:\?[^\s<>"]{1,1000})?|${BOX})`, 'u');
const ANY = new RegExp(`${MARKED.source}|(${WEB.source})|(${MAIL.source})`, 'giu');

/** What ends a sentence in any script, a quotation or bold words rather than an address; a closing bracket only where the address does not open it. */
const TRAILING = /[\p{Terminal_Punctuation}\p{Final_Punctuation}'…*`]$/u;
/** Marks around stressed words, which an address may end with too. */
const STRESS = /[_~]/;
const BRACKETS: Record<string, string> = { ')': '(', ']': '[', '}': '{', '」': '「', '）': '（' };

/** The text in parts, those that are addresses with their links. Put together, the texts are what is to be read. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ANY)) {
    const [whole, words, marked, web, mail] = match;
    const shown = web === undefined ? (words ?? withoutTrailing(mail!)) : withoutTrailing(web, text[match.index - 1]);
    const address = marked ?? (web === undefined ? `mailto:${shown.replace(/^mailto:/i, '')}` : withScheme(shown));
    const safe = safeLink(address);
    if (safe === undefined) continue;
    // A host without a path is given a slash, which nobody wrote.
    const link = safe === `${address}/` ? address : safe;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: shown, link });
    end = match.index + (marked === undefined ? shown.length : whole.length);
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

const withScheme = (address: string) => (/^www\./i.test(address) ? `http://${address}` : address);

function withoutTrailing(address: string, before = ''): string {
  const last = address.at(-1) ?? '';
  const opening = BRACKETS[last];
  const isUnpaired = opening !== undefined && address.split(last).length > address.split(opening).length;
  const isStressed = last === before && STRESS.test(last);
  return TRAILING.test(address) || isUnpaired || isStressed ? withoutTrailing(address.slice(0, -1), before) : address;
}
