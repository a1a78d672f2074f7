import { sampleParameters } from '../plan/assumptions.ts';
import { effectsOf } from '../model/effects.ts';
import { coursesOf } from '../kernel/kernel.ts';
import { outlooksUnder } from '../kernel/expectation.ts';
import type { Plan } from '../plan/plan.ts';
import { STORED } from '../model/stages.ts';

/** Exact counts of learners, run by run. Every run has its own parameters and its own chance, both keyed by seed and run. */

export interface BlockOptions {
  /** Seed of all random numbers, 0 to 2^32 - 1; the campaign's by default. */
  seed?: number;
  /** The first run of this block, from 0, and how many follow. */
  firstRun: number;
  runs: number;
}

/** A stretch of runs. All its arrays can be transferred. */
export interface Block {
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
export function simulateBlock(plan: Plan, options: BlockOptions): Block {
  const block = emptyBlock(plan, options);
  for (let at = 0; at < block.runs; at += TOGETHER) drawRuns(plan, block, at, Math.min(TOGETHER, block.runs - at));
  return block;
}

/** Room for some runs. Throws RangeError where the numbers of runs are not whole numbers from 0. */
export function emptyBlock(plan: Plan, { seed = plan.seed, firstRun, runs }: BlockOptions): Block {
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

/** Draws the runs of a block from place `at`. */
function drawRuns(plan: Plan, block: Block, at: number, count: number): void {
  const { days, detailed, goals } = plan;
  const { seed, firstRun, runs, totals, segments, expected } = block;
  const run = firstRun + at;
  const futures = Array.from({ length: count }, (_, place) =>
    effectsOf(plan, sampleParameters(plan, seed, run + place)),
  );
  const known = Math.max(0, Math.min(count, EXPECTED_RUNS - run));
  outlooksUnder(plan, futures.slice(0, known)).forEach(({ active }, place) => (expected[at + place] = active));
  const courses = coursesOf(plan, futures, { precision: 64, keep: detailed, drawn: { seed, firstRun: run } });
  const series = new Float64Array(STORED.length * days);
  const write = (into: Block['totals'], from: number, place: number) => {
    for (let entry = 0; entry < series.length; entry++) into[from + entry * runs + at + place] = series[entry]!;
  };
  for (let place = 0; place < count; place++) {
    courses.readSeries(place, series);
    write(totals, 0, place);
    detailed.forEach((_, kept) => {
      courses.readSeries(place, series, kept);
      write(segments, kept * series.length * runs, place);
    });
    goals.forEach(({ day }, goal) => (block.goals[goal * runs + at + place] = day < 0 ? 0 : courses.goal(place, goal)));
  }
}
