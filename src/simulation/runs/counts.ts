import { sampleParameters } from '../plan/assumptions.ts';
import { effectsOf } from '../model/effects.ts';
import { trajectoriesOf } from '../kernel/kernel.ts';
import { expectedEndsUnder } from '../kernel/expectation.ts';
import type { Plan } from '../plan/plan.ts';
import { STORED } from '../model/stages.ts';

/** Exact counts of learners, run by run. Every run has its own parameters and its own chance, both keyed by seed and run. */

export interface RunRange {
  /** Seed of all random numbers, 0 to 2^32 - 1; the campaign's by default. */
  seed?: number;
  /** The first run of this simulation, from 0, and how many follow. */
  firstRun: number;
  runs: number;
}

/** A stretch of runs. All its arrays can be transferred. */
export interface Simulation {
  seed: number;
  firstRun: number;
  runs: number;
  /** Learners by series of STORED, day and run: (series * days + day) * runs + run. */
  totals: Float64Array | Uint32Array;
  /** The same for each of the plan's detailed segments, one after the other. */
  segments: Float64Array | Uint32Array;
  /** For each goal and run, learners who count on its day: goal * runs + run. */
  goals: Float64Array;
  /** For each of the first runs, learners in active use that its parameters let expect on the last day; NaN for later ones. */
  expected: Float64Array;
  /** Where learners were followed one by one: for each run, the variance that chance gives to learners in active use on the last day. */
  chance?: Float64Array;
}

/** Runs whose expectation is computed as well: enough to tell chance from parameters. */
export const EXPECTED_RUNS = 200;
/** Runs that are drawn together. */
const TOGETHER = 2;

/** Simulates some runs. Throws RangeError where the numbers of runs are not whole numbers from 0. */
export function simulateCounts(plan: Plan, options: RunRange): Simulation {
  const simulation = emptySimulation(plan, options);
  for (let at = 0; at < simulation.runs; at += TOGETHER)
    drawRuns(plan, simulation, at, Math.min(TOGETHER, simulation.runs - at));
  return simulation;
}

/** Room for some runs. Throws RangeError where the numbers of runs are not whole numbers from 0. */
export function emptySimulation(plan: Plan, { seed = plan.seed, firstRun, runs }: RunRange): Simulation {
  for (const number of [firstRun, runs]) {
    if (!Number.isInteger(number) || number < 0 || number > 0xffffffff)
      throw new RangeError(`Runs are counted in whole numbers from 0, not ${number}.`);
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
    goals: new Float64Array(plan.goals.length * runs),
    expected: new Float64Array(runs).fill(NaN),
  };
}

/** Draws the runs of a simulation from index `at`. */
function drawRuns(plan: Plan, simulation: Simulation, at: number, count: number): void {
  const { days, detailed, goals } = plan;
  const { seed, firstRun, runs, totals, segments, expected } = simulation;
  const run = firstRun + at;
  const futures = Array.from({ length: count }, (_, index) =>
    effectsOf(plan, sampleParameters(plan, seed, run + index)),
  );
  const known = Math.max(0, Math.min(count, EXPECTED_RUNS - run));
  expectedEndsUnder(plan, futures.slice(0, known)).forEach(({ active }, index) => (expected[at + index] = active));
  const trajectories = trajectoriesOf(plan, futures, { precision: 64, keep: detailed, drawn: { seed, firstRun: run } });
  const series = new Float64Array(STORED.length * days);
  const write = (into: Simulation['totals'], from: number, index: number) => {
    for (let entry = 0; entry < series.length; entry++) into[from + entry * runs + at + index] = series[entry]!;
  };
  for (let index = 0; index < count; index++) {
    trajectories.readSeries(index, series);
    write(totals, 0, index);
    detailed.forEach((_, kept) => {
      trajectories.readSeries(index, series, kept);
      write(segments, kept * series.length * runs, index);
    });
    goals.forEach(
      ({ day }, goal) => (simulation.goals[goal * runs + at + index] = day < 0 ? 0 : trajectories.goal(index, goal)),
    );
  }
}
