/** How many runs answer which question: decided here once, for every door. */

/** Learners who are followed one by one, because of their teams, take some ten times as long as counts. */
export interface UsualRuns {
  counts: number;
  teams: number;
}

/** Behind a forecast: every plan gets as many, so that any two are compared like with like. Enough for half a point on most goals that are compared run by run. */
export const FORECAST_RUNS: UsualRuns = { counts: 1600, teams: 800 };

/** Of each plan where plans are compared or proposals confirmed. All see the same luck, so that fewer tell as much. */
export const PAIRED_RUNS: UsualRuns = { counts: 500, teams: 250 };

/** Of one block: small enough that progress moves, a cancelled work stops soon and threads share it evenly. */
export const BLOCK_RUNS: UsualRuns = { counts: 25, teams: 3 };

/** What runs may keep in memory until their quantiles are known. */
export const MOST_BYTES = 2 * 1024 ** 3;

export { MOST_RUNS } from '#contract/values.ts';
export { MOST_SEED } from '#campaign/document.ts';
