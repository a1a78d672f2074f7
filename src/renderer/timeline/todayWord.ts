/** Half of the room of the word “Today” on the axis. */
const HALF = 22;
/** Room before a date, and of each of its letters, as head.css has them. */
const BEFORE = 4;
const LETTER = 6.5;

/** Where the middle of “Today” stands: as near to its day as it covers no date of the axis, or nowhere where that is not near. */
export function todayWordAt(today: number, dates: readonly { left: number; length: number }[]): number | null {
  const taken = dates.map(({ left, length }) => ({ from: left, until: left + BEFORE + length * LETTER }));
  const isFree = (middle: number) =>
    middle >= HALF && taken.every(({ from, until }) => middle + HALF <= from || middle - HALF >= until);
  const candidates = [Math.max(today, HALF), ...taken.flatMap(({ from, until }) => [from - HALF, until + HALF])];
  const nearest = candidates
    .filter((middle) => Math.abs(middle - today) <= HALF && isFree(middle))
    .toSorted((a, b) => Math.abs(a - today) - Math.abs(b - today))[0];
  return nearest ?? null;
}
