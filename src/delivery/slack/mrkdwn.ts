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

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A text for a plain_text object, which has no mark-up; what would be a mention elsewhere is broken up all the same. */
export function plain(text: string): string {
  return text.replace(/<(?=[!@#])/g, '<\u200b');
}
