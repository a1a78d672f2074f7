import { Refusal } from './refusal.ts';

/** What a difference between two plans allows to be said: no more than the runs, or the band, can tell. */

export interface Difference {
  /** The second less the first. */
  difference: number;
  low: number;
  high: number;
}

/** Differences between chances that no figure shows: less than the digit that is written. */
const LEAST_CHANCE = 0.01;
/** Learners that nobody would see. */
const LEAST_LEARNERS = 0.5;
/** Standard errors beyond which a difference is told, everywhere: an interval of so many to either side errs once in twenty. */
export const TELLING = 1.959963984540054;

/**
 * The difference of two chances over the same runs under the same seed, with the interval that these runs leave open 19 times out of 20.
 * `before` and `now` say for every run whether the goal was reached, as 1 or 0; only runs in which the plans part tell anything.
 * The interval is Wald's with half a run added to each of the four outcomes (Agresti and Min 2005). Without change it is exactly nothing.
 */
export function differenceOfRuns(before: string, now: string): Difference {
  if (before.length !== now.length)
    throw new Refusal('badInput', 'Chances are compared run by run: both need the same runs.');
  let won = 0;
  let lost = 0;
  for (let run = 0; run < now.length; run++) {
    if (now[run] === before[run]) continue;
    if (now[run] === '1') won++;
    else lost++;
  }
  if (won + lost === 0) return { difference: 0, low: 0, high: 0 };
  const runs = now.length + 2;
  const difference = (won - lost) / now.length;
  const middle = (won - lost) / runs;
  const reach = (TELLING * Math.sqrt(won + lost + 1 - (won - lost) ** 2 / runs)) / runs;
  return { difference, low: Math.max(-1, middle - reach), high: Math.min(1, middle + reach) };
}

/** Whether a difference between chances can be told: its interval excludes none, and its figure shows it. */
export const isToldChance = ({ difference, low, high }: Difference): boolean =>
  (low > 0 || high < 0) && Math.abs(difference) >= LEAST_CHANCE;

/**
 * Means of learners, parted into those whom the plan brings and those who would have come about anyway: in whole steps, so that both add up to what is
 * said of all of them. What the plan brings is negative where it does harm. Not for medians, which do not add up.
 */
export function becauseOf(mean: number, baseline: number, step = 1): { because: number; anyway: number } {
  const anyway = Math.max(0, Math.round(baseline / step));
  return { because: (Math.round(mean / step) - anyway) * step, anyway: anyway * step };
}

export type Effect = 'helps' | 'little' | 'harms';

/** What may be said of a touchpoint by the learners that the plan would lose without it: harm or help only where both ends of the band are people. */
export function effectOf({ p05, p95 }: { p05: number; p95: number }): Effect {
  return p95 < -LEAST_LEARNERS ? 'harms' : p05 > LEAST_LEARNERS ? 'helps' : 'little';
}
