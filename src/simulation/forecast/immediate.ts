import type { Campaign } from '#campaign/document.ts';
import { compile, mostDetailed, type CompileOptions } from '../plan/compile.ts';
import { designOf } from './design.ts';
import { effectsOf } from '../model/effects.ts';
import type { Cohort, Forecast, Quantiles, SeriesName } from '#contract/forecast.ts';
import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import { trajectoriesOf, type Trajectories } from '../kernel/trajectories.ts';
import { expectedWay } from '../kernel/expectedWay.ts';
import { activeIn } from '../kernel/expectation.ts';
import { cohortsWith, type Plan } from '../plan/plan.ts';
import { log } from '../numbers/mathematics.ts';
import { placesIn } from '../plan/values.ts';
import { headOf, segmentHeadOf, SUMMED, thereOn } from './fromRuns.ts';
import { covarianceOf, varianceOf } from '../numbers/statistics.ts';
import { chanceToReach, medianOf, quantileAt, spreadOf, spreadOfValues, type Spread } from './spread.ts';
import { MOMENT, MOMENTS } from '../numbers/layouts.ts';

/**
 * A forecast without runs, for the moment in which somebody drags a card: expected trajectories under a small design of parameter values,
 * which move only when the plan does, and chance added as for learners who move on their own.
 */

/** Expected trajectories behind the bands. Fewer would leave bands more than a point from those of many runs. */
const POINTS = 56;

/** Standard normal quantiles of 50 % and 90 % bands. */
const POINT = {
  p05: -1.6448536269514722,
  p25: -0.6744897501960817,
  p50: 0,
  p75: 0.6744897501960817,
  p95: 1.6448536269514722,
};

export interface ImmediateOptions extends Omit<CompileOptions, 'correlated'> {
  /** Of the runs that this forecast stands for; the campaign's by default. It changes nothing here. */
  seed?: number;
  /** Ids of the segments whose own series somebody looks at, the first of them that fit; all that fit by default. */
  segmentIds?: readonly string[];
  /** The seed of the points; the one that was chosen by default. */
  design?: number;
}

/** An immediate forecast. Throws Refusal where an option cannot be followed. */
export function immediateForecast(campaign: Campaign, options: ImmediateOptions = {}): Forecast {
  return immediateForecastOf(compile(campaign, options), options);
}

/** The same for a compiled plan; where there is something to decide, on the way that is expected. */
export function immediateForecastOf(
  given: Plan,
  options: Pick<ImmediateOptions, 'seed' | 'segmentIds' | 'design'> = {},
): Forecast {
  const plan = expectedWay(given);
  const { seed = plan.seed, segmentIds } = options;
  requireRoom(plan);
  const design = designOf(plan, POINTS, options.design);
  const effects = design.map((values) => effectsOf(plan, values));
  const asked = (segment: number) => segmentIds!.includes(plan.segments[segment]!.id);
  const onFirstDay = (segment: number) => plan.segments[segment]!.start === undefined;
  const keep = segmentIds
    ? [...plan.segments.keys()].filter(onFirstDay).filter(asked).slice(0, mostDetailed(plan.days))
    : plan.detailed;
  const trajectories = trajectoriesOf(plan, effects, { precision: 32, keep });
  const last = Array.from(effects, (_, run) => activeIn(trajectories, run, plan.days - 1));
  const active = last.reduce((sum, share) => sum + share, 0) / last.length;
  return {
    ...headOf(plan),
    planHash: given.hash,
    method: 'meanField',
    seed,
    runs: 0,
    series: seriesOf(plan, trajectories.moments(), [...plan.segments.keys()]),
    ...(plan.rolling && { cohort: cohortOf(plan, plan.rolling, trajectories.ownMoments()) }),
    segments: keep.map((segment, index) => ({
      ...segmentHeadOf(plan, segment),
      series: seriesOf(plan, trajectories.moments(index), cohortsWith(plan, segment)),
    })),
    goals: plan.goals.map((goal, index) => {
      const spread = spreadOfGoal(plan, trajectories, index);
      const { id, name, date, target } = goal;
      return { id, name, date, target, probability: chanceToReach(spread, target), expected: summaryOf(spread) };
    }),
    uncertainty: { chance: chanceOf(plan.learners, active), ...partsOf(plan, design, last) },
  };
}

/** What of the variance of learners in active use goes with how the campaign turns out, by a straight line, and the rest. */
function partsOf(plan: Plan, design: readonly Float64Array[], shares: readonly number[]) {
  const { campaign: at } = placesIn(plan);
  const luck = design.map((values) => log(values[at]!));
  const variance = varianceOf(shares);
  const ofLuck = varianceOf(luck);
  const campaign = ofLuck > 0 ? Math.min(variance, covarianceOf(shares, luck) ** 2 / ofLuck) : 0;
  const learners = plan.learners * plan.learners;
  return { parameters: (variance - campaign) * learners, campaign: campaign * learners };
}

/** Exposure-days whose effects under all points still have room in memory: about a gigabyte. */
const MOST_EXPOSURE_DAYS = 700_000;

/** Throws Refusal, in a sentence, where the effects of a plan would not fit into memory. */
function requireRoom({ exposures, days }: Plan): void {
  if (exposures.length * days <= MOST_EXPOSURE_DAYS) return;
  const most = english.number(Math.floor(MOST_EXPOSURE_DAYS / days));
  throw new Refusal(
    'badInput',
    `${english.number(exposures.length)} segments that each get something else, over ${english.number(days)} days, are too many to forecast. Merge them to ${most} or fewer, or take fewer days.`,
  );
}

/** Variance of a number out of `of` learners who move on their own. Rounding may leave a share a trifle outside of 0 to 1. */
const chanceOf = (of: number, share: number) => of * Math.max(0, share) * Math.max(0, 1 - share);

/** All series of some segments, of which these are the moments. */
function seriesOf(plan: Plan, moments: Float64Array, of: readonly number[]): Forecast['series'] {
  const learners = sizeOf(plan, of);
  if (!plan.rolling) return bandsOf(plan.days, moments, learners, (share) => chanceOf(learners, share));
  const there = thereOn(plan, of);
  const fixed = fixedIn(plan, of);
  return bandsOf(plan.days, moments, learners, (share, day) => chanceAmong(learners * share, fixed, there[day]!));
}

const sizeOf = ({ segments }: Plan, of: readonly number[]) =>
  of.reduce((sum, segment) => sum + segments[segment]!.size, 0);
const fixedIn = (plan: Plan, of: readonly number[]) =>
  sizeOf(
    plan,
    of.filter((segment) => plan.segments[segment]!.start === undefined),
  );

/**
 * Variance of so many learners among all who have started, some of whom are certain to: a part of a number that is Poisson is Poisson itself. Those
 * who are certain are taken to be as far as the others.
 */
function chanceAmong(learners: number, fixed: number, there: number): number {
  const share = there > 0 ? Math.min(1, learners / there) : 0;
  return Math.max(0, learners - Math.min(fixed, there) * share * share);
}

/** Shares by the days that learners are there. */
function cohortOf(plan: Plan, { ownDays, width }: NonNullable<Plan['rolling']>, moments: Float64Array): Cohort {
  const { days, learners, segments } = plan;
  const reaching = Array.from({ length: ownDays }, (_, day) =>
    segments.reduce((sum, { size, start = 0 }) => sum + (start + day < days ? size : 0), 0),
  );
  const bands = bandsOf(ownDays, moments, learners, (share, day) => {
    const of = reaching[day]!;
    return of > 0 ? chanceOf(of, (share * learners) / of) : 0;
  });
  for (const quantiles of Object.values(bands))
    for (const list of Object.values(quantiles))
      list.forEach((count, day) => (list[day] = reaching[day]! > 0 ? Math.min(1, count / reaching[day]!) : 0));
  const all = [...segments.keys()];
  const there = thereOn(plan, all);
  const fixed = fixedIn(plan, all);
  const startedBy = (z: number) =>
    Array.from(there, (count) => Math.max(0, count + z * Math.sqrt(Math.max(0, count - fixed))));
  const started = Object.fromEntries(Object.entries({ mean: 0, ...POINT }).map(([key, z]) => [key, startedBy(z)]));
  return { days: [...reaching.keys()], weeks: width, started: started as Quantiles, ...bands };
}

/** Bands of all series, of so many learners. `chance` is the variance that chance brings to a share of them on a day. */
function bandsOf(
  days: number,
  moments: Float64Array,
  learners: number,
  chance: (share: number, day: number) => number,
): Forecast['series'] {
  return Object.fromEntries(
    SUMMED.map(([name], series): [SeriesName, Quantiles] => {
      const from = series * days * MOMENTS;
      const [mean, p05, p25, p50, p75, p95] = [0, 1, 2, 3, 4, 5].map(() => Array<number>(days));
      const quantiles = { mean, p05, p25, p50, p75, p95 } as Quantiles;
      for (let day = 0, at = from; day < days; day++, at += MOMENTS) {
        const share = moments[at + MOMENT.share]!;
        const scatter = {
          mean: moments[at + MOMENT.mean]!,
          variance: moments[at + MOMENT.variance]!,
          third: moments[at + MOMENT.third]!,
        };
        const spread = spreadOf(learners, learners * share, scatter, chance(share, day));
        const median = medianOf(spread);
        quantiles.mean[day] = spread.mean;
        quantiles.p05[day] = quantileAt(spread, POINT.p05, median);
        quantiles.p25[day] = quantileAt(spread, POINT.p25, median);
        quantiles.p50[day] = median;
        quantiles.p75[day] = quantileAt(spread, POINT.p75, median);
        quantiles.p95[day] = quantileAt(spread, POINT.p95, median);
      }
      return [name, quantiles];
    }),
  ) as Forecast['series'];
}

function summaryOf(spread: Spread): Record<keyof Quantiles, number> {
  const at = (z: number) => quantileAt(spread, z);
  const { p05, p25, p50, p75, p95 } = POINT;
  return { mean: spread.mean, p05: at(p05), p25: at(p25), p50: at(p50), p75: at(p75), p95: at(p95) };
}

function spreadOfGoal(plan: Plan, trajectories: Trajectories, index: number): Spread {
  const { day, segments, isShare } = plan.goals[index]!;
  const meant = segments.reduce((sum, segment) => sum + plan.segments[segment]!.size, 0);
  const values = Float64Array.from({ length: trajectories.runs }, (_, run) =>
    day < 0 ? 0 : plan.learners * trajectories.goal(run, index),
  );
  const share = meant > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length / meant : 0;
  const chance =
    plan.rolling && !isShare ? chanceAmong(meant * share, fixedIn(plan, segments), meant) : chanceOf(meant, share);
  return spreadOfValues(meant, values, chance);
}
