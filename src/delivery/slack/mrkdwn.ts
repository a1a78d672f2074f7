import { safeLink } from '#campaign/text.ts';

/** Slack's two kinds of text. */

const ADDRESS = /\bhttps?:\/\/[^\s<>"]{1,1000}/g;
const TRAILING = /[.,;:!?)\]}'”’»]+$/;

/**
 * A text as mrkdwn: the three control characters escaped, so that nothing in it can mention a channel, a group or a person, and web
 * addresses made into links. Stars and underlines keep their meaning: people write *bold* on purpose.
 */
export function mrkdwn(text: string): string {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, '');
    const link = safeLink(address);
    if (link === undefined) continue;
    result += `${escaped(text.slice(end, match.index))}<${escaped(link)}>`;
    end = match.index + address.length;
  }
  return result + escaped(text.slice(end));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A text for a plain_text object, which has no mark-up; what would be a mention elsewhere is broken up all the same. */
export function plain(text: string): string {
  return text.replace(/<(?=[!@#])/g, '<\u200b');
}
