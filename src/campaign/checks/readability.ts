/** How easy an English text is to read. */

// Letters and digits of any script, without the unicode flag, which is several times slower.
const WORD = /[A-Za-z0-9\u00c0-\u1fff\u2c00-\udfff][A-Za-z0-9\u00c0-\u1fff\u2c00-\udfff’'-]*/g;
const syllablesOf = new Map<string, number>();

/** The words of a text, as written. */
export function wordsIn(text: string): string[] {
  return text.match(WORD) ?? [];
}

/**
 * Flesch reading ease of an English text: about 100 very easy, 60 plain, 30 hard; undefined below 25 words, where it says little.
 * A line break ends a sentence, as it does in a list. Flesch 1948: 206.835 - 1.015 words a sentence - 84.6 syllables a word.
 */
export function readingEase(text: string): number | undefined {
  const words = wordsIn(text);
  if (words.length < 25) return undefined;
  const sentences = text.split(/[.!?:]+\s|[.!?:]+$|\n/).filter((part) => /[A-Za-z]/.test(part)).length;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 206.835 - (1.015 * words.length) / Math.max(1, sentences) - (84.6 * syllables) / words.length;
}

/** Vowel groups, less a silent e. Right for most English words and close for the rest. */
function syllablesIn(word: string): number {
  let syllables = syllablesOf.get(word);
  if (syllables === undefined) {
    const plain = word
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .replace(/(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$/, (end) => end[0]!);
    syllables = Math.max(1, plain.match(/[aeiouy]+/g)?.length ?? 0);
    if (syllablesOf.size < 20_000) syllablesOf.set(word, syllables);
  }
  return syllables;
}
