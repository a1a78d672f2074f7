/** Where each word begins: a scale in common use for saying how likely something is, so that the same word always means the same range. */
const FROM = [
  ['almostCertain', 0.99],
  ['veryLikely', 0.9],
  ['likely', 0.66],
  ['even', 0.33],
  ['unlikely', 0.1],
  ['veryUnlikely', 0.01],
  ['almostImpossible', 0],
] as const;

export type ChanceWord = (typeof FROM)[number][0];

/** The word for a probability of 0 to 1. */
export function chanceWord(probability: number): ChanceWord {
  return FROM.find(([, from]) => probability >= from)?.[0] ?? 'almostImpossible';
}
