import { partsOf } from '../links.ts';

/** Slack's two kinds of text. */

/**
 * A text as mrkdwn: the three control characters escaped, so that nothing in it can mention a channel, a group or a person, and addresses
 * made into links. Stars and underlines keep their meaning: people write *bold* on purpose.
 */
export function mrkdwn(text: string): string {
  return partsOf(text)
    .map(({ text: shown, link }) => {
      if (link === undefined) return escaped(shown);
      // A bar would end the address.
      const label = /^https?:/i.test(shown) || shown.includes('|') ? '' : `|${escaped(shown)}`;
      return `<${escaped(link)}${label}>`;
    })
    .join('');
}

/** Whether Slack shows words of a text bold or slanted: stars or underlines close around them, apart from other words. */
export const isMarkedUp = (text: string): boolean =>
  /(?<![\p{L}\p{N}*_])([*_])(?=\S)[^*_\n]+(?<=\S)\1(?![\p{L}\p{N}*_])/u.test(text);

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A text for a plain_text object, which has no mark-up; what would be a mention elsewhere is broken up all the same. */
export function plain(text: string): string {
  return text.replace(/<(?=[!@#])/g, '<\u200b');
}
