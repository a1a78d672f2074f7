import { activeIn } from '../kernel/expectation.ts';
import { trajectoriesOf } from '../kernel/trajectories.ts';
import { effectsOf } from '../model/effects.ts';
import { sampleValues } from '../plan/values.ts';
import type { Plan } from '../plan/plan.ts';
import type { RunRange } from './simulation.ts';

/** What is to be expected in a stretch of runs: their parameters, campaigns and days, without the chance of single learners. To six digits. */
export interface ExpectedRuns {
  seed: number;
  firstRun: number;
  runs: number;
  /** Learners in active use by day and run: day * runs + run. */
  active: Float32Array;
  /** For each goal and run, learners who count on its day: goal * runs + run. */
  goals: Float64Array;
}

/** Runs that are followed in one go. */
const TOGETHER = 16;

export interface ExpectedRange extends Pick<RunRange, 'seed' | 'firstRun' | 'runs'> {
  /**
   * Instead of each run by itself, every other one and its opposite: with all draws on the other side of their medians. Half as many draws tell as much
   * of a mean, or of a share.
   */
  opposites?: boolean;
}

/** The expected trajectory of each run, everyone taken for a peer of everyone. */
export function expectedRuns(
  plan: Plan,
  { seed = plan.seed, firstRun, runs, opposites = false }: ExpectedRange,
): ExpectedRuns {
  const { days, goals, learners } = plan;
  const expected: ExpectedRuns = {
    seed,
    firstRun,
    runs,
    active: new Float32Array(days * runs),
    goals: new Float64Array(goals.length * runs),
  };
  const valuesOf = (run: number) => {
    if (!opposites) return sampleValues(plan, seed, run);
    const drawn = run - (run % 2);
    return sampleValues(plan, seed, drawn, drawn, run === drawn ? 1 : -1);
  };
  for (let at = 0; at < runs; at += TOGETHER) {
    const effects = Array.from({ length: Math.min(TOGETHER, runs - at) }, (_, index) =>
      effectsOf(plan, valuesOf(firstRun + at + index)),
    );
    const trajectories = trajectoriesOf(plan, effects, { precision: 32 });
    effects.forEach((_, index) => {
      for (let day = 0; day < days; day++)
        expected.active[day * runs + at + index] = learners * activeIn(trajectories, index, day);
      goals.forEach(
        ({ day }, goal) =>
          (expected.goals[goal * runs + at + index] = day < 0 ? 0 : learners * trajectories.goal(index, goal)),
      );
    });
  }
  return expected;
}
