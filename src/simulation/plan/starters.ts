import { Refusal } from '#campaign/refusal.ts';
import type { Campaign } from '#campaign/document.ts';
import { weeksOfStarts } from '#campaign/rolling.ts';
import { english } from '#language/formats.ts';
import { EDGE } from '../numbers/layouts.ts';
import { exp, normalQuantile } from '../numbers/mathematics.ts';
import { counterOf, threefry, uniform } from '../numbers/random.ts';
import type { Plan } from './plan.ts';

/** Who starts when in a rolling plan: learners of some weeks together are a cohort, which the engine follows as it does a segment. */

/** Learners of a segment who start together: on which day, and how many are expected to. Those of the first day are so many; later ones are drawn. */
export interface Cohort {
  start: number;
  /** Weeks of whose learners it stands. */
  weeks: number;
}

/** Cohorts times days beyond which those of neighbouring weeks start together: a forecast then takes some minutes. */
const MOST_COHORT_DAYS = 150_000;
/** Odd, so that a cohort starts with the middle one of its weeks. */
const WIDTHS = [1, 3, 5] as const;

/** How many weeks of calendar a campaign takes beyond its own days, and how many weeks start together. Throws Refusal where that is too much to follow. */
export function weeksOf(campaign: Campaign): { weeks: number; width: number } {
  const { segments, days } = campaign;
  const arriving = segments.filter(({ inflow = 0 }) => inflow > 0).length;
  const weeks = weeksOfStarts(campaign);
  const horizon = days + 7 * weeks;
  const cost = (width: number) => (segments.length + arriving * Math.ceil(weeks / width)) * horizon;
  const width = WIDTHS.find((each) => cost(each) <= MOST_COHORT_DAYS);
  if (weeks > 0 && width === undefined)
    throw new Refusal(
      'badInput',
      `${english.number(arriving)} segments in which people start over ${english.number(weeks)} weeks are too many to follow. Merge segments, or let people start over fewer weeks.`,
    );
  return { weeks, width: width ?? 1 };
}

/** The cohorts after the first day, in their order. */
export function cohortsOf({ weeks, width }: { weeks: number; width: number }): Cohort[] {
  return Array.from({ length: Math.ceil(weeks / width) }, (_, index): Cohort => {
    const first = 1 + index * width;
    const own = Math.min(width, weeks - first + 1);
    return { start: 7 * (first + Math.floor((own - 1) / 2)), weeks: own };
  });
}

/** Learners of each of the plan's segments in one run: as many as are planned, or of later cohorts a Poisson number with that mean. */
export function startersIn(plan: Plan, seed: number, run: number): Float64Array {
  const words = new Int32Array(2);
  return Float64Array.from(plan.segments, ({ size, key, start }) => {
    if (start === undefined) return size;
    threefry(seed, run, key, counterOf(0, 255, EDGE.arrival), words);
    return poisson(size, uniform(words));
  });
}

/** The plan with these numbers of learners. */
export function withStarters(plan: Plan, sizes: Float64Array): Plan {
  return {
    ...plan,
    learners: sizes.reduce((sum, size) => sum + size, 0),
    segments: plan.segments.map((segment, index) => ({ ...segment, size: sizes[index]! })),
  };
}

/** Means from which on the law is near enough to a normal with its skewness and tails (Cornish and Fisher): off by less than a ten-thousandth. */
const LARGE = 400;

/** The number at which a Poisson law of this mean reaches a share of its chances. */
export function poisson(mean: number, share: number): number {
  if (!(mean > 0)) return 0;
  if (mean >= LARGE) {
    const z = normalQuantile(share);
    const width = Math.sqrt(mean);
    const value = mean + width * z + (z * z - 1) / 6 + (z - z * z * z) / (72 * width);
    return Math.max(0, Math.floor(value + 0.5));
  }
  let term = exp(-mean);
  let sum = term;
  let count = 0;
  while (sum < share && (term > 0 || count < mean)) {
    count++;
    term *= mean / count;
    sum += term;
    if (sum + term === sum && count > mean) break;
  }
  return count;
}
