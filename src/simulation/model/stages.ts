import type { Goal } from '#campaign/document.ts';

/** The stages of a learner, and what is counted from them. Use has three levels of habit before it is one. */
export const STAGE = {
  unaware: 0,
  aware: 1,
  tried: 2,
  triedAgain: 3,
  using: 4,
  using2: 5,
  using3: 6,
  habitual: 7,
  champion: 8,
  lapsed: 9,
  lapsedAgain: 10,
} as const;

/** Stages in which learners still move. */
export const STAGES = 11;
export const FATIGUES = 4;

/** Learners lost to the campaign, by how far they had come: unaware, aware, tried or further. They follow the stages in every total. */
export const OPTED_OUT = STAGES;
export const TOTALS = STAGES + 3;

/** Which of the three counters of lost learners a stage feeds. */
export const OPTED_OUT_FROM = [0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2] as const;

/** The series that add up to all learners, in the order in which the engine stores them. */
export const STORED = ['unaware', 'aware', 'tried', 'using', 'habitual', 'champion', 'lapsed', 'optedOut'] as const;

/** Adds up the totals from `at` to the series of STORED. */
export function storedOf(totals: Float64Array, at: number, into: Float64Array): void {
  into[0] = totals[at]!;
  into[1] = totals[at + 1]!;
  into[2] = totals[at + 2]! + totals[at + 3]!;
  into[3] = totals[at + 4]! + totals[at + 5]! + totals[at + 6]!;
  into[4] = totals[at + 7]!;
  into[5] = totals[at + 8]!;
  into[6] = totals[at + 9]! + totals[at + 10]!;
  into[7] = totals[at + 11]! + totals[at + 12]! + totals[at + 13]!;
}

/** The series of STORED to which each total belongs. */
export const SERIES_OF_TOTAL = [0, 1, 2, 2, 3, 3, 3, 4, 5, 6, 6, 7, 7, 7] as const;

/** Which totals count for a goal. Whoever champions it has the habit as well. */
export const TOTALS_OF_METRIC: Record<Goal['metric'], readonly number[]> = {
  aware: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13],
  tried: [2, 3, 4, 5, 6, 7, 8, 9, 10, 13],
  active: [4, 5, 6, 7, 8],
  habitual: [7, 8],
  champions: [8],
};

/** Learners in active use, of the totals of a population. */
export function activeOf(totals: Float64Array, at = 0): number {
  return totals[at + 4]! + totals[at + 5]! + totals[at + 6]! + totals[at + 7]! + totals[at + 8]!;
}
