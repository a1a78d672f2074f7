import { closed } from './bidi.ts';

/** Texts without what would break a file or a line, and addresses that may be linked. */

/** Line ends of every system, and what Unicode and old printers count among them. */
// oxlint-disable-next-line no-control-regex
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;

/** The same with tabs, where a text has one line. */
// oxlint-disable-next-line no-control-regex
const BREAKS = /\r\n?|[\t\n\u000b\u000c\u0085\u2028\u2029]/g;

/** Control characters other than tab and line feed, and code points that are none. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** Well-formed Unicode with line feeds only, without control characters and without marks of direction that are never closed. */
export function cleanText(text: string): string {
  return closed(text.toWellFormed().replace(LINE_ENDS, '\n').replace(UNPRINTABLE, ''));
}

/** `cleanText` on a single line, for headers, titles and names. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** A name as it is kept: what breaks a line is a space, and what is no character is gone; one that is nothing else stays to be seen. */
export function nameLine(text: string): string {
  const line = text.toWellFormed().replace(BREAKS, ' ').replace(UNPRINTABLE, '');
  return line.trim() === '' && text.trim() !== '' ? '\ufffd' : closed(line);
}

const SCHEMES = ['https:', 'http:', 'mailto:'];

/** Mail programs and chats give up on longer addresses. */
const LONGEST_LINK = 2000;

/**
 * An address that may become a link, percent-encoded so that only & is left to escape, or undefined: only absolute https, http and
 * mailto addresses of at most 2,000 characters are let through.
 */
export function safeLink(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address.toWellFormed());
  } catch {
    return undefined;
  }
  if (!SCHEMES.includes(url.protocol)) return undefined;
  const link = url.href.replace(/[\s<>"'`|\\^{}]/g, (character) =>
    character === "'" ? '%27' : encodeURIComponent(character),
  );
  return link.length <= LONGEST_LINK ? link : undefined;
}
