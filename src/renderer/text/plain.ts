/** A text as it is searched: without marks on letters, in small letters. */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** The words that somebody typed, as they are searched. */
export const wordsIn = (typed: string): string[] => plain(typed).split(/\s+/).filter(Boolean);

/** Whether every word that was typed is found somewhere in these texts. */
export function holdsAll(typed: string, texts: readonly (string | undefined)[]): boolean {
  const words = wordsIn(typed);
  if (words.length === 0) return true;
  const all = plain(texts.filter(Boolean).join('\n'));
  return words.every((word) => all.includes(word));
}

/** A name as it is compared: however it is written, it is the same. */
export const plainName = (name = ''): string => name.trim().toLowerCase();

export const areNamedAlike = (one: string, other: string): boolean => plainName(one) === plainName(other);
