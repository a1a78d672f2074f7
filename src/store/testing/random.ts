/** Chance that can be had again: the seed is printed by the test that draws from it. */
export interface Chance {
  /** From 0 to below 1. */
  share(): number;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  oneOf<T>(things: readonly T[]): T;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
}

/** Numbers that a seed decides (mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed;
  const share = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(share() * end);
  return { share, below, oneOf: (things) => things[below(things.length)]!, happens: (p) => share() < p };
}

/** The seed of a test run: a new one each time, or the one of the environment, to do a failed run again. */
export function seedFrom(variable: string): number {
  const seed = Number(process.env[variable] ?? Date.now() % 2 ** 31);
  console.log(`${variable}=${seed}`);
  return seed;
}
