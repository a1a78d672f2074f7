import { STORED } from '../model/stages.ts';
import type { Plan } from '../plan/plan.ts';
import { Refusal } from '#campaign/refusal.ts';

/** Runs of a plan, each with its own parameters and its own chance, both keyed by seed and run. */

export interface RunRange {
  /** Seed of all random numbers, 0 to 2^32 - 1; the campaign's by default. */
  seed?: number;
  /** The first run of this simulation, from 0, and how many follow. */
  firstRun: number;
  runs: number;
  /**
   * Under which luck: 0, the runs' own, by default; from 1 on, under the same parameters again, in another campaign with other days and other chance.
   */
  luck?: number;
  /** Whether the first runs are to know what was to be expected of them, as a forecast wants; so by default, under their own luck alone. */
  expected?: boolean;
  /** What would have happened instead: these deviates (see `valuesAt`) are held where they are said to be, and all else is as the runs draw it. */
  held?: ReadonlyMap<number, number>;
}

/** How far the run lies from which another luck is taken; up to three lie apart. */
const APART = 0x40000000;

/** The run whose luck a run has. */
export const luckOf = (run: number, luck: number): number => run + luck * APART;

/** A stretch of runs. All its arrays can be transferred. */
export interface Simulation {
  seed: number;
  firstRun: number;
  runs: number;
  /** Learners by series of STORED, day and run: (series * days + day) * runs + run. */
  totals: Float64Array | Uint32Array;
  /** The same for each of the plan's detailed segments, one after the other. */
  segments: Float64Array | Uint32Array;
  /** Of a rolling plan: the same as `totals` by the days that learners are there, of all who come that far. */
  own?: Float64Array | Uint32Array;
  /** For each goal and run, learners who count on its day: goal * runs + run. */
  goals: Float64Array;
  /** For each of the first runs, learners in active use that its parameters let expect on the last day; NaN for later ones. */
  expected: Float64Array;
  /** The same had the campaign and its days turned out otherwise: what both have in common is the parameters'. */
  elsewhere: Float64Array;
  /** For each goal, what `expected` and `elsewhere` let expect of it: goal * runs + run. */
  expectedGoals: Record<'expected' | 'elsewhere', Float64Array>;
  /** Where learners were followed one by one: for each run, the variance that chance gives to learners in active use on the last day. */
  chance?: Float64Array;
  /** Where a plan has decision points: the goals as above on each of its ways, and after them what each decision counts. */
  onWays?: Float64Array[];
}

/** Room for some runs. Throws Refusal where the numbers of runs are not whole numbers from 0. */
export function emptySimulation(plan: Plan, { seed = plan.seed, firstRun, runs }: RunRange): Simulation {
  for (const number of [firstRun, runs]) {
    if (!Number.isInteger(number) || number < 0 || number > 0xffffffff)
      throw new Refusal('badInput', `Runs are counted in whole numbers from 0, not ${number}.`);
  }
  const { days, detailed } = plan;
  const Counts = plan.learners <= 0xffffffff ? Uint32Array : Float64Array;
  const size = STORED.length * days * runs;
  return {
    seed,
    firstRun,
    runs,
    totals: new Counts(size),
    segments: new Counts(size * detailed.length),
    ...(plan.rolling && { own: new Counts(STORED.length * plan.rolling.ownDays * runs) }),
    goals: new Float64Array(plan.goals.length * runs),
    expected: new Float64Array(runs).fill(NaN),
    elsewhere: new Float64Array(runs).fill(NaN),
    expectedGoals: {
      expected: new Float64Array(plan.goals.length * runs),
      elsewhere: new Float64Array(plan.goals.length * runs),
    },
  };
}
