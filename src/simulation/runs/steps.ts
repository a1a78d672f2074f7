import { sampleParameters } from '../plan/assumptions.ts';
import { emptySimulation, EXPECTED_RUNS, type Simulation, type RunRange } from './counts.ts';
import { countForGoal, follow, sumUp, type Stepper } from './days.ts';
import { unfolded, type Drive } from '../model/drive.ts';
import { effectsOf } from '../model/effects.ts';
import { kernel } from '../kernel/kernel.ts';
import { expectedEndsUnder } from '../kernel/expectation.ts';
import { arrive, newMoves, type Moves } from '../model/moves.ts';
import type { Plan } from '../plan/plan.ts';
import { counterOf, threefry, threefryRow } from '../numbers/random.ts';
import { OPTED_OUT_FROM, STORED, storedOf } from '../model/stages.ts';
import type { Transitions } from '../model/transitions.ts';
import { EDGE, FATIGUES, STAGE, STAGES, TOTALS } from '../numbers/layouts.ts';

/**
 * Runs step by step in TypeScript, where something beside counts takes part. Segments that are counted take the steps of the kernel, draw by draw with
 * the same random numbers; a test compares the two.
 */

/** What moves the learners of one run. */
export type StepperOf = (plan: Plan, drive: Drive, seed: number, run: number) => Stepper;

/** Simulates some runs. Throws RangeError where the numbers of runs are not whole numbers from 0. */
export function simulateBySteps(plan: Plan, options: RunRange, stepperOf: StepperOf): Simulation {
  const simulation = emptySimulation(plan, options);
  for (let at = 0; at < simulation.runs; at++) followRun(plan, simulation, at, stepperOf);
  return simulation;
}

function followRun(plan: Plan, simulation: Simulation, at: number, stepperOf: StepperOf): void {
  const { days, detailed } = plan;
  const { seed, runs, totals, segments, goals } = simulation;
  const run = simulation.firstRun + at;
  const effects = effectsOf(plan, sampleParameters(plan, seed, run));
  const drive = unfolded(plan, effects);
  if (run < EXPECTED_RUNS) simulation.expected[at] = expectedEndsUnder(plan, [effects])[0]!.active;
  const size = STORED.length * days * runs;
  const indexOf = plan.segments.map((_, segment) => detailed.indexOf(segment));
  const own = new Float64Array(STORED.length);
  const all = new Float64Array(STORED.length);
  follow(plan, drive, stepperOf(plan, drive, seed, run), (day, now) => {
    all.fill(0);
    for (let segment = 0; segment < indexOf.length; segment++) {
      storedOf(now, segment * TOTALS, own);
      const from = indexOf[segment]! * size + day * runs + at;
      for (let series = 0; series < STORED.length; series++) {
        all[series]! += own[series]!;
        if (from >= 0) segments[from + series * days * runs] = own[series]!;
      }
    }
    for (let series = 0; series < STORED.length; series++) totals[(series * days + day) * runs + at] = all[series]!;
    plan.goals.forEach((goal, index) => {
      if (goal.day === day) goals[index * runs + at] = countForGoal(goal, now);
    });
  });
}

const { drawOne: draw } = kernel();
const LEVELS: number = FATIGUES;
const LAPSED: number = STAGE.lapsed;
const CELL = counterOf(0, 1, 0);
const BACK = counterOf(0, 0, EDGE.back);
const FATIGUE = counterOf(0, 0, EDGE.fatigue);
const DIRECTION = counterOf(0, 0, EDGE.direction);

/** Lets populations take a step by chance. */
export class CountStepper implements Stepper {
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
      const counter = counterOf(0, c, EDGE.start);
      threefry(this.seed, this.run, key | 0, counter, this.words);
      const drawn = draw(left, chance, 0, this.words[0]!);
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
        const counter = today + cell * CELL;
        let leaving = draw(learners, leave[cell]!, hazard[cell]!, noise[2 * cell]!);
        if (leaving === 0) continue;
        state[cell] = learners - leaving;
        const ahead = draw(leaving, onwardShare[cell]!, 0, noise[2 * cell + 1]!);
        onward[cell] = ahead;
        leaving -= ahead;
        if (leaving === 0) continue;
        const share = backShare[cell]!;
        let behind = share === 1 ? leaving : 0;
        if (share > 0 && share < 1) {
          threefry(seed, run, key, counter + BACK, words);
          behind = draw(leaving, share, 0, words[0]!);
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
      const counter = first + fatigue * CELL;
      const word = noise[noiseAt + fatigue]!;
      const moving = draw(learners, chance, fatigueHazard[kind + fatigue]!, word);
      changing[fatigue] = moving;
      const share = tires[kind + fatigue]!;
      if (moving === 0 || share === 0) continue;
      threefry(seed, run, key, counter + DIRECTION, words);
      tiring[fatigue] = draw(moving, share, 0, words[0]!);
    }
    for (let fatigue = 0; fatigue < LEVELS; fatigue++) {
      let learners = state[at + fatigue]! - changing[fatigue]!;
      if (fatigue > 0) learners += tiring[fatigue - 1]!;
      if (fatigue + 1 < LEVELS) learners += changing[fatigue + 1]! - tiring[fatigue + 1]!;
      state[at + fatigue] = learners;
    }
  }
}
