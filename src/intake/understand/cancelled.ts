/** Words in names and notes that say an entry does not take place, or not on its day. */

export interface Marker {
  word: string;
  kind: 'cancelled' | 'postponed';
  /** Whether the word stands apart from the rest; otherwise the text may only speak of such things. */
  apart: boolean;
}

export const CANCELLED =
  'cancel{1,2}ed|withdrawn|abgesagt|gestrichen|entfällt|entfaellt|fällt aus|annulée?s?|supprimée?|cancelad[oa]s?|anulad[oa]s?|geannuleerd|vervallen|gaat niet door|annullat[oa]|中止';
export const POSTPONED =
  'postponed|on[ -]?hold|deferred|rescheduled|verschoben|reportée?s?|aplazad[oa]s?|pospuest[oa]s?|adiad[oa]s?|uitgesteld|rinviat[oa]|posticipat[oa]|延期';
const WORD = `(${CANCELLED}|${POSTPONED})`;

const APART = [
  new RegExp(`^${WORD}[!.]*$`, 'iu'),
  new RegExp(`^${WORD}\\s*(?::|[-–—|/!]+\\s)`, 'iu'),
  new RegExp(`^[([{*_]+\\s*${WORD}\\s*[)\\]}*_!]+`, 'iu'),
  new RegExp(`[([{*_]+\\s*${WORD}(?:[ ,:][^()[\\]]{0,40})?[)\\]}*_!]+$`, 'iu'),
  new RegExp(`(?:\\s[-–—|/]+|[:,;])\\s*${WORD}[!.]*$`, 'iu'),
];
const AT_START = new RegExp(`^${WORD}(?!\\p{L})`, 'iu');
const AT_END = new RegExp(`(?<!\\p{L})${WORD}[!.]*$`, 'iu');
const IS_CANCELLED = new RegExp(`^(?:${CANCELLED})$`, 'iu');

const AT_START_OF_NOTE = new RegExp(
  `^(${CANCELLED}|${POSTPONED}|moved|shifted|verlegt|déplacée?|movid[oa]|verplaatst|spostat[oa])(?!\\p{L})`,
  'iu',
);

/** The word with which a note begins that says so. */
export const markerOfNote = (text: string): string | undefined => AT_START_OF_NOTE.exec(text.trim())?.[1];

const isShouted = (text: string) => /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);

/** The word that marks a name as cancelled or postponed, where one stands at its beginning or its end. */
export function markerIn(text: string): Marker | undefined {
  if (text.length > 300) return undefined;
  const plain = text.replace(/\s+/g, ' ').trim();
  const marker = (word: string, apart: boolean): Marker => ({
    word,
    kind: IS_CANCELLED.test(word) ? 'cancelled' : 'postponed',
    apart,
  });
  for (const pattern of APART) {
    const match = pattern.exec(plain);
    if (match) return marker(match[1]!, true);
  }
  const [first, last] = [AT_START.exec(plain)?.[1], AT_END.exec(plain)?.[1]];
  const loud = [first, last].find((word) => word !== undefined && isShouted(word) && !isShouted(plain));
  if (loud !== undefined) return marker(loud, true);
  return last === undefined ? undefined : marker(last, false);
}
