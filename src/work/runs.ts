/** How many runs answer which question: decided here once, for every door. */

/** Learners who are followed one by one, because of their teams, take some ten times as long as counts. */
export interface UsualRuns {
  counts: number;
  teams: number;
}

/** Behind a forecast: every plan gets as many, so that any two are compared like with like. Enough for half a point on most goals that are compared run by run. */
export const FORECAST_RUNS: UsualRuns = { counts: 1600, teams: 800 };

/** Of each plan that is compared, and as many again under another luck: enough to tell within .03 whether a difference would be seen. */
export const COMPARE_RUNS: UsualRuns = { counts: 400, teams: 200 };

/** Of each plan that is compared, runs of which is known what is expected, in opposite pairs: enough to tell within .03 which plan is better on average. */
export const COMPARE_EXPECTED = 1000;

/** The first runs of a forecast beside which stand the same ones without any touchpoint. They take up to a fifth more time. */
export const BLANK_RUNS: UsualRuns = { counts: 800, teams: 150 };

/** Of each of some eight plans by which proposals are confirmed, under the same luck as well: a chance of 90 % is then known to 2 points. */
export const CONFIRM_RUNS: UsualRuns = { counts: 1000, teams: 1000 };

/** Failing runs that are followed once more for each thing that they may have in common: a share among them is off by 3 points, or 5. */
export const CAUSE_RUNS: UsualRuns = { counts: 200, teams: 100 };

/** Of each of some six plans by which the effects of hedges are told, under the same luck. */
export const HEDGE_RUNS: UsualRuns = { counts: 500, teams: 200 };

/** Of one block: small enough that progress moves, a cancelled work stops soon and threads share it evenly. */
export const BLOCK_RUNS: UsualRuns = { counts: 25, teams: 3 };

/** Of one block of which only what is expected is worked out, which takes a small part of the time. */
export const EXPECTED_BLOCK = 200;

/** What runs may keep in memory until their quantiles are known. */
export const MOST_BYTES = 2 * 1024 ** 3;

export { MOST_EXACT, USUAL } from '#simulation/questions/usual.ts';
export { MOST_RUNS } from '#contract/values.ts';
export { MOST_SEED } from '#campaign/limits.ts';
