import { medianValues } from '../plan/values.ts';
import { effectsOf, type Effects } from '../model/effects.ts';
import { trajectoriesOf, type Trajectories, type Precision } from './trajectories.ts';
import type { Plan } from '../plan/plan.ts';
import { STORED, TOTALS_OF_METRIC } from '../model/stages.ts';

/** Expectations: the trajectories that chance scatters around. Off by about 1 / learners, because peers' influence is not linear. */

export interface Expectation {
  /** Learners by segment, series of STORED and day: (segment * 8 + series) * days + day. */
  series: Float64Array;
  /** For each goal, learners who count on its day; 0 where it is judged before the campaign begins. */
  goals: Float64Array;
}

/** The expected trajectory of every segment under the given parameter values; medians by default. */
export function expectationOf(plan: Plan, parameters: Float64Array = medianValues(plan)): Expectation {
  const { days, segments, learners } = plan;
  const keep = segments.map((_, index) => index);
  const trajectories = trajectoriesOf(plan, [effectsOf(plan, parameters)], { precision: 64, keep });
  const series = new Float64Array(segments.length * STORED.length * days);
  const size = STORED.length * days;
  for (const segment of keep)
    trajectories.readSeries(0, series.subarray(segment * size, (segment + 1) * size), segment);
  for (let at = 0; at < series.length; at++) series[at]! *= learners;
  return { series, goals: goalsOf(plan, trajectories, 0) };
}

/** What is expected in the end, without the way there. */
export interface ExpectedEnd {
  /** For each goal, learners who count on its day. */
  goals: Float64Array;
  /** Learners in active use on the last day. */
  active: number;
}

/** The expected end under each set of parameter values. Precision 32 takes half as long. */
export function expectedEnds(plan: Plan, sets: readonly Float64Array[], precision: Precision = 64): ExpectedEnd[] {
  return expectedEndsUnder(
    plan,
    sets.map((parameters) => effectsOf(plan, parameters)),
    precision,
  );
}

/** The expected end under each of these effects. */
export function expectedEndsUnder(plan: Plan, effects: readonly Effects[], precision: Precision = 64): ExpectedEnd[] {
  const trajectories = trajectoriesOf(plan, effects, { precision });
  return effects.map((_, run) => ({
    goals: goalsOf(plan, trajectories, run),
    active: plan.learners * activeIn(trajectories, run, plan.days - 1),
  }));
}

/** Share of everyone in active use. */
export function activeIn(trajectories: Trajectories, run: number, day: number): number {
  return TOTALS_OF_METRIC.active.reduce((sum, total) => sum + trajectories.total(run, day, total), 0);
}

function goalsOf({ goals, learners }: Plan, trajectories: Trajectories, run: number): Float64Array {
  return Float64Array.from(goals, ({ day }, goal) => (day < 0 ? 0 : learners * trajectories.goal(run, goal)));
}
