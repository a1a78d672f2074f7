import type { Campaign } from '#campaign/document.ts';
import { compile, type CompileOptions } from './compile.ts';
import { designOf } from './design.ts';
import type { Forecast, Quantiles, SeriesName } from './forecast.ts';
import { meanField, type Expectation } from './meanField.ts';
import type { Plan } from './plan.ts';
import { headOf, SUMMED } from './runs.ts';
import { chanceToReach, quantileAt, spreadOf, type Spread } from './spread.ts';
import { STORED } from './stages.ts';

/**
 * A forecast without runs, for the moment in which somebody drags a card: expected courses under a small design of parameter values,
 * which moves only when the plan does, and chance added as for learners who move on their own.
 */

/** Standard normal quantiles of 50 % and 90 % bands. */
const POINTS = {
  p05: -1.6448536269514722,
  p25: -0.6744897501960817,
  p50: 0,
  p75: 0.6744897501960817,
  p95: 1.6448536269514722,
};

export interface AtOnceOptions extends CompileOptions {
  /** Of the runs that this forecast stands for; the campaign's by default. It changes nothing here. */
  seed?: number;
}

/** An immediate forecast. Throws RangeError where an option cannot be followed. */
export function forecastAtOnce(campaign: Campaign, options: AtOnceOptions = {}): Forecast {
  const plan = compile(campaign, options);
  return forecastOfPlan(plan, options.seed);
}

/** The same for a compiled plan. */
export function forecastOfPlan(plan: Plan, seed = plan.seed): Forecast {
  const courses = coursesOf(plan);
  const everyone = plan.segments.map((_, place) => place);
  const seriesOf = (segments: number[]) =>
    Object.fromEntries(
      SUMMED.map(([name, parts]): [SeriesName, Quantiles] => [name, quantilesOf(plan, courses, segments, parts)]),
    ) as Forecast['series'];
  const { chance, parameters } = spreadOfSeries(plan, courses, everyone, SUMMED[0]![1], plan.days - 1);
  return {
    ...headOf(plan),
    method: 'meanField',
    seed,
    runs: 0,
    series: seriesOf(everyone),
    segments: plan.detailed.map((place) => {
      const { id, name, size } = plan.segments[place]!;
      return { id, name, learners: size, series: seriesOf([place]) };
    }),
    goals: plan.goals.map((goal, place) => {
      const spread = spreadOfGoal(plan, courses, place);
      const { id, name, date, target } = goal;
      return { id, name, date, target, probability: chanceToReach(spread, target), expected: summaryOf(spread) };
    }),
    uncertainty: { chance, parameters },
  };
}

interface Courses {
  middle: Expectation;
  /** The expected courses under the design's parameter values. */
  design: Expectation[];
  /** Room for one number of each. */
  values: Float64Array;
}

function coursesOf(plan: Plan): Courses {
  const design = designOf(plan).map((parameters) => meanField(plan, parameters));
  return { middle: meanField(plan), design, values: new Float64Array(design.length) };
}

function quantilesOf(plan: Plan, courses: Courses, segments: number[], parts: number[]): Quantiles {
  const quantiles: Quantiles = { mean: [], p05: [], p25: [], p50: [], p75: [], p95: [] };
  for (let day = 0; day < plan.days; day++) {
    const summary = summaryOf(spreadOfSeries(plan, courses, segments, parts, day));
    for (const key of Object.keys(quantiles) as (keyof Quantiles)[]) quantiles[key].push(summary[key]);
  }
  return quantiles;
}

function summaryOf(spread: Spread): Record<keyof Quantiles, number> {
  const at = (z: number) => quantileAt(spread, z);
  const { p05, p25, p50, p75, p95 } = POINTS;
  return { mean: spread.mean, p05: at(p05), p25: at(p25), p50: at(p50), p75: at(p75), p95: at(p95) };
}

/** The spread of some series of some segments together, on one day. */
function spreadOfSeries(plan: Plan, courses: Courses, segments: number[], parts: number[], day: number): Spread {
  const { middle, design, values } = courses;
  let learners = 0;
  let chance = 0;
  values.fill(0);
  for (const segment of segments) {
    const { size } = plan.segments[segment]!;
    learners += size;
    let inSegment = 0;
    for (const part of parts) {
      const at = (segment * STORED.length + part) * plan.days + day;
      inSegment += middle.series[at]!;
      for (let row = 0; row < values.length; row++) values[row]! += design[row]!.series[at]!;
    }
    chance += size > 0 ? inSegment * Math.max(0, 1 - inSegment / size) : 0;
  }
  return spreadOf(learners, values, chance);
}

function spreadOfGoal(plan: Plan, { middle, design, values }: Courses, place: number): Spread {
  const meant = plan.goals[place]!.segments.reduce((sum, segment) => sum + plan.segments[segment]!.size, 0);
  const expected = middle.goals[place]!;
  design.forEach((course, row) => (values[row] = course.goals[place]!));
  const chance = meant > 0 ? expected * Math.max(0, 1 - expected / meant) : 0;
  return spreadOf(meant, values, chance);
}
