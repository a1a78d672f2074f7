import type { SegmentWeeks } from '#campaign/weeklyLoad.ts';

/** How weeks of contacts are drawn and read: pure. */

/** Steps of the tint between no contact and the cap. */
export const STEPS = 4;

/** The tint of a week, 1 to STEPS; `over` where the cap is passed; null where nobody hears anything. */
export function tintOf(count: number, cap: number): number | 'over' | null {
  if (count === 0) return null;
  return count > cap ? 'over' : Math.max(1, Math.ceil((STEPS * count) / cap));
}

/** Weeks on end that are drawn alike: half-open, counted from the first. */
export interface Run {
  tint: number | 'over';
  from: number;
  until: number;
}

export function runsOf(contacts: Float64Array, cap: number): Run[] {
  const runs: Run[] = [];
  contacts.forEach((count, week) => {
    const tint = tintOf(count, cap);
    const last = runs.at(-1);
    if (tint === null) return;
    if (last?.until === week && last.tint === tint) last.until++;
    else runs.push({ tint, from: week, until: week + 1 });
  });
  return runs;
}

/** What is said of a segment as a whole: its fullest week, and in how many weeks it is over the cap. */
export function summaryOf({ contacts }: SegmentWeeks, cap: number): { most: number; over: number } {
  let most = 0;
  let over = 0;
  for (const count of contacts) {
    most = Math.max(most, count);
    if (count > cap) over++;
  }
  return { most, over };
}

/** The row and the week that are read. */
export interface Reading {
  row: number;
  week: number;
}

/** The reading after a key; null ends it, undefined is no key of the strip. It begins in the first week in view. */
export function readingAfter(
  key: string,
  reading: Reading | null,
  { rows, weeks, firstInView }: { rows: number; weeks: number; firstInView: number },
): Reading | null | undefined {
  const move = MOVES[key];
  if (key === 'Escape') return reading === null ? undefined : null;
  if (!move || rows === 0 || weeks === 0) return undefined;
  const inside = (value: number, count: number) => Math.max(0, Math.min(value, count - 1));
  if (!reading) return { row: 0, week: inside(firstInView, weeks) };
  return { row: inside(reading.row + move[0], rows), week: inside(reading.week + move[1], weeks) };
}

const MOVES: Record<string, readonly [rows: number, weeks: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};
