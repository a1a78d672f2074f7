import { Refusal } from '#campaign/refusal.ts';
import type { Quantiles } from '#contract/forecast.ts';
import type { Plan } from '../plan/plan.ts';
import type { ExpectedRuns } from '../runs/expected.ts';
import type { Simulation } from '../runs/simulation.ts';
import { readActive } from './fromRuns.ts';
import { quantilesByDay } from '../numbers/statistics.ts';

/**
 * What comes about because of the plan, and what would have anyway: learners in active use with it less those without any touchpoint, and the latter, in
 * the same runs. Events stay, and so does what people do by themselves.
 */

/** The blank plan beside a plan: what is expected in the same runs of both; or its first runs by chance, where teams leave unknown what is expected. */
export type Blank = { expected: { plan: ExpectedRuns[]; blank: ExpectedRuns[] } } | { drawn: Simulation[] };

/**
 * Mean and quantiles over the runs, day by day, in learners. Means add up to those of the plan in these runs; quantiles do not, since what the plan brings
 * is the more, the fewer come about without it. Throws Refusal where the runs of the two are not the same.
 */
export function incrementalOf(
  plan: Pick<Plan, 'days'>,
  simulations: readonly Simulation[],
  blank: Blank,
): { incremental: Quantiles; baseline: Quantiles } {
  const { days } = plan;
  const { runs, readWith, readWithout } = 'expected' in blank ? ofExpected(blank) : ofDrawn(plan, simulations, blank);
  const without = new Float64Array(runs);
  return {
    incremental: quantilesByDay(days, runs, (day, values) => {
      readWith(day, values);
      readWithout(day, without);
      for (let run = 0; run < runs; run++) values[run]! -= without[run]!;
    }),
    baseline: quantilesByDay(days, runs, readWithout),
  };
}

/** Writes learners in active use on a day, run by run. */
type Read = (day: number, into: Float64Array) => void;
/** The same runs with the plan and without any touchpoint. */
interface Beside {
  runs: number;
  readWith: Read;
  readWithout: Read;
}

function ofExpected({ expected: { plan, blank } }: Extract<Blank, { expected: unknown }>): Beside {
  return {
    runs: requireAsMany(runsIn(plan), runsIn(blank)),
    readWith: (day, into) => readExpected(plan, day, into),
    readWithout: (day, into) => readExpected(blank, day, into),
  };
}

/** By chance: the first runs of the plan, as many as of the blank one. */
function ofDrawn(
  plan: Pick<Plan, 'days'>,
  simulations: readonly Simulation[],
  { drawn }: Extract<Blank, { drawn: unknown }>,
): Beside {
  const runs = runsIn(drawn);
  const all = new Float64Array(runsIn(simulations));
  return {
    runs: requireAsMany(runs, Math.min(runs, all.length)),
    readWith: (day, into) => {
      readActive(plan, simulations, day, all);
      into.set(all.subarray(0, runs));
    },
    readWithout: (day, into) => readActive(plan, drawn, day, into),
  };
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
