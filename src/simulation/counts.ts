import { sampleParameters } from './assumptions.ts';
import { binomial } from './binomial.ts';
import { countForGoal, follow, type Stepper } from './course.ts';
import { driveOf, type Drive } from './drive.ts';
import { expectationOf } from './meanField.ts';
import { arrive, newMoves } from './moves.ts';
import type { Plan } from './plan.ts';
import { counterOf, EDGE } from './random.ts';
import { FATIGUES, SERIES_OF_TOTAL, STAGE, STORED, TOTALS } from './stages.ts';
import type { Transitions } from './transitions.ts';

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
}

/** Runs whose expectation is computed as well: enough to tell chance from parameters. */
const EXPECTED_RUNS = 200;

/** Simulates some runs. Throws RangeError where the numbers of runs are not whole numbers from 0. */
export function simulateBlock(plan: Plan, { seed = plan.seed, firstRun, runs }: BlockOptions): Block {
  for (const number of [firstRun, runs]) {
    if (!Number.isInteger(number) || number < 0 || number > 0xffffffff)
      throw new RangeError(`Runs are counted in whole numbers from 0, not ${number}.`);
  }
  const { days, detailed } = plan;
  const Counts = plan.learners <= 0xffffffff ? Uint32Array : Float64Array;
  const size = STORED.length * days * runs;
  const block: Block = {
    seed,
    firstRun,
    runs,
    totals: new Counts(size),
    segments: new Counts(size * detailed.length),
    goals: new Float64Array(plan.goals.length * runs),
    expected: new Float64Array(runs),
  };
  for (let run = 0; run < runs; run++) simulateRun(plan, seed, firstRun + run, block, run);
  return block;
}

function simulateRun(plan: Plan, seed: number, run: number, block: Block, at: number): void {
  const { days, detailed } = plan;
  const { runs, totals, segments, goals } = block;
  const drive = driveOf(plan, sampleParameters(plan, seed, run));
  const size = STORED.length * days * runs;
  block.expected[at] = run < EXPECTED_RUNS ? activeAtEnd(plan, drive) : NaN;
  follow(plan, drive, countStepper(plan, drive, seed, run), (day, now) => {
    for (let place = 0; place < now.length; place++) {
      totals[(SERIES_OF_TOTAL[place % TOTALS]! * days + day) * runs + at]! += now[place]!;
    }
    for (let place = 0; place < detailed.length; place++) {
      const from = detailed[place]! * TOTALS;
      for (let total = 0; total < TOTALS; total++) {
        segments[place * size + (SERIES_OF_TOTAL[total]! * days + day) * runs + at]! += now[from + total]!;
      }
    }
    plan.goals.forEach((goal, place) => {
      if (goal.day === day) goals[place * runs + at] = countForGoal(goal, now);
    });
  });
}

const ACTIVE = [STORED.indexOf('using'), STORED.indexOf('habitual'), STORED.indexOf('champion')];

function activeAtEnd(plan: Plan, drive: Drive): number {
  const { series } = expectationOf(plan, drive);
  let active = 0;
  for (let segment = 0; segment < plan.segments.length; segment++)
    for (const place of ACTIVE) active += series[(segment * STORED.length + place + 1) * plan.days - 1]!;
  return active;
}

function countStepper(plan: Plan, drive: Drive, seed: number, run: number): Stepper {
  const { classes, firstDay } = plan;
  const moves = newMoves(classes);
  const { stride, cells, onward, back, lost } = moves;
  const fatigued = new Float64Array(FATIGUES + 1);

  function begin(segment: number, state: Float64Array): void {
    const { shares } = drive.traits[segment]!;
    const { key, size } = plan.segments[segment]!;
    let left = size;
    let share = 1;
    for (let c = 0; c < classes; c++) {
      const chance = c === classes - 1 ? 1 : Math.min(1, shares[c]! / share);
      const drawn = binomial(left, chance, 0, seed, run, key, counterOf(0, c, EDGE.start));
      state[c * FATIGUES] = drawn;
      left -= drawn;
      share -= shares[c]!;
    }
  }

  function step(segment: number, day: number, t: Transitions, state: Float64Array): void {
    const { key } = plan.segments[segment]!;
    const date = firstDay + day;
    for (let cell = 0; cell < cells; cell++) {
      onward[cell] = 0;
      back[cell] = 0;
      lost[cell] = 0;
      const learners = state[cell]!;
      if (learners === 0) continue;
      const counter = counterOf(date, cell, EDGE.leave);
      const leaving = binomial(learners, t.leave[cell]!, t.hazard[cell]!, seed, run, key, counter);
      if (leaving === 0) continue;
      const ahead = binomial(leaving, t.onward[cell]!, 0, seed, run, key, counterOf(date, cell, EDGE.onward));
      const rest = leaving - ahead;
      const behind = binomial(rest, t.back[cell]!, 0, seed, run, key, counterOf(date, cell, EDGE.back));
      state[cell] = learners - leaving;
      onward[cell] = ahead;
      back[cell] = behind;
      lost[cell] = rest - behind;
    }
    arrive(moves, state);
    for (let cell = 0; cell < cells; cell += FATIGUES) {
      const kind = cell >= STAGE.lapsed * stride ? FATIGUES : 0;
      tire(t, kind, state, cell, counterOf(date, cell, 0), key);
    }
  }

  /** Moves learners between the levels of fatigue. `counter` is that of the first level's cell. */
  function tire(t: Transitions, kind: number, state: Float64Array, at: number, counter: number, key: number): void {
    fatigued.fill(0);
    for (let fatigue = 0; fatigue < FATIGUES; fatigue++) {
      const learners = state[at + fatigue]!;
      if (learners === 0) continue;
      const level = kind + fatigue;
      const change = counter + counterOf(0, fatigue, EDGE.fatigue);
      const moving = binomial(learners, t.fatigueLeave[level]!, t.fatigueHazard[level]!, seed, run, key, change);
      fatigued[fatigue]! += learners - moving;
      if (moving === 0) continue;
      const direction = counter + counterOf(0, fatigue, EDGE.direction);
      const up = binomial(moving, t.tires[level]!, 0, seed, run, key, direction);
      fatigued[fatigue + 1]! += up;
      if (moving > up) fatigued[fatigue - 1]! += moving - up;
    }
    for (let fatigue = 0; fatigue < FATIGUES; fatigue++) state[at + fatigue] = fatigued[fatigue]!;
  }

  return { begin, step };
}
