import { sampleParameters } from './assumptions.ts';
import { binomial, draw, trial } from './binomial.ts';
import { countForGoal, follow, sumUp, type Stepper } from './course.ts';
import { driveOf, type Drive } from './drive.ts';
import { expectationOf } from './meanField.ts';
import { arrive, newMoves, type Moves } from './moves.ts';
import type { Plan } from './plan.ts';
import { counterOf, EDGE, threefry, threefryRow } from './random.ts';
import { FATIGUES, OPTED_OUT_FROM, STAGE, STAGES, STORED, storedOf, TOTALS } from './stages.ts';
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
  const placeOf = plan.segments.map((_, segment) => detailed.indexOf(segment));
  const own = new Float64Array(STORED.length);
  const all = new Float64Array(STORED.length);
  follow(plan, drive, new CountStepper(plan, drive, seed, run), (day, now) => {
    all.fill(0);
    for (let segment = 0; segment < placeOf.length; segment++) {
      storedOf(now, segment * TOTALS, own);
      const from = placeOf[segment]! * size + day * runs + at;
      for (let series = 0; series < STORED.length; series++) {
        all[series]! += own[series]!;
        if (from >= 0) segments[from + series * days * runs] = own[series]!;
      }
    }
    for (let series = 0; series < STORED.length; series++) totals[(series * days + day) * runs + at] = all[series]!;
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

// What a draw reads and leaves in `trial`. Plain constants of this file, because those of others cost time where everything counts.
const N = 0;
const P = 1;
const RATE = 2;
const SUCCESSES = 3;
const LEVELS: number = FATIGUES;
const LAPSED: number = STAGE.lapsed;
const CELL = counterOf(0, 1, 0);
const ONWARD = counterOf(0, 0, EDGE.onward);
const BACK = counterOf(0, 0, EDGE.back);
const FATIGUE = counterOf(0, 0, EDGE.fatigue);
const DIRECTION = counterOf(0, 0, EDGE.direction);

/** Lets populations take a step by chance. */
class CountStepper implements Stepper {
  private readonly plan: Plan;
  private readonly drive: Drive;
  private readonly seed: number;
  private readonly run: number;
  private readonly moves: Moves;
  private readonly words = new Int32Array(2);
  /** Two random words for each cell, to leave it and to go onward; then one for each, to change fatigue. */
  private readonly noise: Int32Array;
  /** Of the four levels of one fatigue: learners who change it, and those of them who tire. */
  private readonly changing = new Float64Array(FATIGUES);
  private readonly tiring = new Float64Array(FATIGUES);

  constructor(plan: Plan, drive: Drive, seed: number, run: number) {
    this.plan = plan;
    this.drive = drive;
    this.seed = seed | 0;
    this.run = run | 0;
    this.moves = newMoves(plan.classes);
    this.noise = new Int32Array(3 * this.moves.cells);
  }

  begin(segment: number, state: Float64Array): void {
    const { shares } = this.drive.traits[segment]!;
    const { key, size } = this.plan.segments[segment]!;
    let left = size;
    let share = 1;
    for (let c = 0; c < shares.length; c++) {
      const chance = c === shares.length - 1 ? 1 : Math.min(1, shares[c]! / share);
      const drawn = binomial(left, chance, 0, this.seed, this.run, key | 0, counterOf(0, c, EDGE.start));
      state[c * FATIGUES] = drawn;
      left -= drawn;
      share -= shares[c]!;
    }
  }

  step(
    segment: number,
    day: number,
    t: Transitions,
    state: Float64Array,
    totals: Float64Array,
    totalsAt: number,
  ): void {
    const key = this.plan.segments[segment]!.key | 0;
    const today = counterOf(this.plan.firstDay + day, 0, 0);
    const { moves, noise } = this;
    threefryRow(this.seed, this.run, key, today, CELL, noise, 0, moves.cells);
    threefryRow(this.seed, this.run, key, today + FATIGUE, 2 * CELL, noise, 2 * moves.cells, moves.cells / 2);
    this.leave(t, state, key, today);
    arrive(moves, state);
    const dormant = LAPSED * moves.stride;
    for (let cell = 0; cell < moves.cells; cell += LEVELS)
      this.tire(t, cell >= dormant ? LEVELS : 0, state, cell, key, today + cell * CELL);
    sumUp(state, totals, totalsAt, this.plan.classes);
  }

  /** Takes those who move out of their cells. */
  private leave(t: Transitions, state: Float64Array, key: number, today: number): void {
    const { seed, run, words, noise } = this;
    const { stride, cells, onward, back } = this.moves;
    const { leave, hazard, onward: onwardShare, back: backShare } = t;
    for (let stage = 0, cell = 0; stage < STAGES; stage++) {
      let lost = 0;
      for (const end = cell + stride; cell < end; cell++) {
        onward[cell] = 0;
        back[cell] = 0;
        const learners = state[cell]!;
        if (learners === 0) continue;
        trial[N] = learners;
        trial[P] = leave[cell]!;
        trial[RATE] = hazard[cell]!;
        const counter = today + cell * CELL;
        draw(noise[2 * cell]!, seed, run, key, counter);
        let leaving = trial[SUCCESSES]!;
        if (leaving === 0) continue;
        state[cell] = learners - leaving;
        trial[N] = leaving;
        trial[P] = onwardShare[cell]!;
        trial[RATE] = 0;
        draw(noise[2 * cell + 1]!, seed, run, key, counter + ONWARD);
        onward[cell] = trial[SUCCESSES]!;
        leaving -= trial[SUCCESSES]!;
        if (leaving === 0) continue;
        const share = backShare[cell]!;
        let behind = share === 1 ? leaving : 0;
        if (share > 0 && share < 1) {
          trial[N] = leaving;
          trial[P] = share;
          threefry(seed, run, key, counter + BACK, words);
          draw(words[0]!, seed, run, key, counter + BACK);
          behind = trial[SUCCESSES]!;
        }
        back[cell] = behind;
        lost += leaving - behind;
      }
      state[cells + OPTED_OUT_FROM[stage]!]! += lost;
    }
  }

  /** Moves learners between the levels of fatigue, of which the first has the cell `at` and the counter `first`. */
  private tire(t: Transitions, kind: number, state: Float64Array, at: number, key: number, first: number): void {
    const { seed, run, words, noise, changing, tiring } = this;
    const noiseAt = 2 * this.moves.cells + at;
    const { fatigueLeave, fatigueHazard, tires } = t;
    for (let fatigue = 0; fatigue < LEVELS; fatigue++) {
      changing[fatigue] = 0;
      tiring[fatigue] = 0;
      const learners = state[at + fatigue]!;
      const chance = fatigueLeave[kind + fatigue]!;
      if (learners === 0 || chance === 0) continue;
      trial[N] = learners;
      trial[P] = chance;
      trial[RATE] = fatigueHazard[kind + fatigue]!;
      const counter = first + fatigue * CELL;
      draw(noise[noiseAt + fatigue]!, seed, run, key, counter + FATIGUE);
      const moving = trial[SUCCESSES]!;
      changing[fatigue] = moving;
      const share = tires[kind + fatigue]!;
      if (moving === 0 || share === 0) continue;
      trial[N] = moving;
      trial[P] = share;
      trial[RATE] = 0;
      threefry(seed, run, key, counter + DIRECTION, words);
      draw(words[0]!, seed, run, key, counter + DIRECTION);
      tiring[fatigue] = trial[SUCCESSES]!;
    }
    for (let fatigue = 0; fatigue < LEVELS; fatigue++) {
      let learners = state[at + fatigue]! - changing[fatigue]!;
      if (fatigue > 0) learners += tiring[fatigue - 1]!;
      if (fatigue + 1 < LEVELS) learners += changing[fatigue + 1]! - tiring[fatigue + 1]!;
      state[at + fatigue] = learners;
    }
  }
}
