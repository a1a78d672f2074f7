import type { Delivery } from './occurrences.ts';

/** In which language a message is read, and which way that is written. */

/** The language of a message: its own, else that of those who get it, where they share one. */
export function languageFor({ touchpoint, segments }: Delivery): string | undefined {
  const [first, ...others] = new Set(segments.map(({ language }) => language));
  return touchpoint.message.language ?? (others.length === 0 ? first : undefined);
}

const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr']);

const known = new Map<string, boolean>();

/** Whether a language is written from right to left, by the script that is usual for it. */
export function isRightToLeft(language: string | undefined): boolean {
  if (language === undefined) return false;
  let found = known.get(language);
  if (found === undefined) known.set(language, (found = RIGHT_TO_LEFT.has(scriptOf(language))));
  return found;
}

function scriptOf(language: string): string {
  try {
    return new Intl.Locale(language).maximize().script ?? '';
  } catch {
    // A tag may have the right shape and still mean nothing to the runtime.
    return '';
  }
}
