import { Refusal } from '#campaign/refusal.ts';
import type { Quantiles } from '#contract/forecast.ts';
import type { Plan } from '../plan/plan.ts';
import type { ExpectedRuns } from '../runs/expected.ts';
import type { Simulation } from '../runs/simulation.ts';
import { readActive } from './fromRuns.ts';
import { quantilesByDay, summaryOf } from '../numbers/statistics.ts';

/**
 * What comes about because of the plan, and what would have anyway: learners in active use with it less those without any touchpoint, and the latter, in
 * the same runs. Events stay, and so does what people do by themselves.
 */

/** The blank plan beside a plan: what is expected in the same runs of both; or its first runs by chance, where teams leave unknown what is expected. */
export type Blank = { expected: { plan: ExpectedRuns[]; blank: ExpectedRuns[] } } | { drawn: Simulation[] };

/** What comes about because of the plan, and what would have anyway: of active learners day by day, and of each goal on its day. */
export interface Parts {
  incremental: Quantiles;
  baseline: Quantiles;
  goals: { incremental: Summary; baseline: Summary }[];
}

/**
 * Mean and quantiles over the runs, in learners. Means add up to those of the plan in these runs; quantiles do not, since what the plan brings is the more,
 * the fewer come about without it. Throws Refusal where the runs of the two are not the same.
 */
export function incrementalOf(
  plan: Pick<Plan, 'days' | 'goals'>,
  simulations: readonly Simulation[],
  blank: Blank,
): Parts {
  const { days, goals } = plan;
  const beside = 'expected' in blank ? ofExpected(blank) : ofDrawn(plan, simulations, blank);
  const { runs, withPlan, without } = beside;
  const others = new Float64Array(runs);
  const differences =
    (of: keyof Counts): Read =>
    (index, into) => {
      withPlan[of](index, into);
      without[of](index, others);
      for (let run = 0; run < runs; run++) into[run]! -= others[run]!;
    };
  const summed = (read: Read, index: number) => {
    const values = new Float64Array(runs);
    read(index, values);
    return summaryOf(values);
  };
  return {
    incremental: quantilesByDay(days, runs, differences('active')),
    baseline: quantilesByDay(days, runs, without.active),
    goals: goals.map((_, goal) => ({
      incremental: summed(differences('goal'), goal),
      baseline: summed(without.goal, goal),
    })),
  };
}

type Summary = ReturnType<typeof summaryOf>;
/** Writes learners run by run: of a day, or of a goal by its place. */
type Read = (index: number, into: Float64Array) => void;
interface Counts {
  active: Read;
  goal: Read;
}
/** The same runs with the plan and without any touchpoint. */
interface Beside {
  runs: number;
  withPlan: Counts;
  without: Counts;
}

function ofExpected({ expected: { plan, blank } }: Extract<Blank, { expected: unknown }>): Beside {
  const counts = (of: readonly ExpectedRuns[]): Counts => ({
    active: (day, into) => readExpected(of, day, into),
    goal: (goal, into) => readGoal(of, goal, into),
  });
  return { runs: requireAsMany(runsIn(plan), runsIn(blank)), withPlan: counts(plan), without: counts(blank) };
}

/** By chance: the first runs of the plan, as many as of the blank one. */
function ofDrawn(
  plan: Pick<Plan, 'days'>,
  simulations: readonly Simulation[],
  { drawn }: Extract<Blank, { drawn: unknown }>,
): Beside {
  const runs = runsIn(drawn);
  const all = new Float64Array(runsIn(simulations));
  const first =
    (read: Read): Read =>
    (index, into) => {
      read(index, all);
      into.set(all.subarray(0, runs));
    };
  const counts = (of: readonly Simulation[]): Counts => ({
    active: (day, into) => readActive(plan, of, day, into),
    goal: (goal, into) => readGoal(of, goal, into),
  });
  const { active, goal } = counts(simulations);
  return {
    runs: requireAsMany(runs, Math.min(runs, all.length)),
    withPlan: { active: first(active), goal: first(goal) },
    without: counts(drawn),
  };
}

/** Writes learners who count for a goal, run by run. */
function readGoal(of: readonly { runs: number; goals: Float64Array }[], goal: number, into: Float64Array): void {
  let at = 0;
  for (const { runs, goals } of of) {
    into.set(goals.subarray(goal * runs, (goal + 1) * runs), at);
    at += runs;
  }
}

const runsIn = (of: readonly { runs: number }[]) => of.reduce((sum, { runs }) => sum + runs, 0);

function requireAsMany(runs: number, others: number): number {
  if (runs === 0 || runs !== others)
    throw new Refusal('badInput', 'What a plan brings is told from the same runs with it and without.');
  return runs;
}

/** Writes learners that are expected to be in active use on a day, run by run. */
export function readExpected(expected: readonly ExpectedRuns[], day: number, into: Float64Array): void {
  let at = 0;
  for (const { runs, active } of expected) {
    into.set(active.subarray(day * runs, (day + 1) * runs), at);
    at += runs;
  }
}
