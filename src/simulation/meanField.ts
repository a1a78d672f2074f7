import { medianParameters } from './assumptions.ts';
import { countForGoal, follow, type Stepper } from './course.ts';
import { driveOf, type Drive } from './drive.ts';
import type { Plan } from './plan.ts';
import { arrive, newMoves, type Moves } from './moves.ts';
import { FATIGUES, SERIES_OF_TOTAL, STAGE, STORED, TOTALS } from './stages.ts';
import type { Transitions } from './transitions.ts';

/** Expectations: the course that chance scatters around. Off by about 1 / learners, because peers' influence is not linear. */
export interface Expectation {
  /** Learners by segment, series of STORED and day: (segment * 8 + series) * days + day. */
  series: Float64Array;
  /** For each goal, learners who count on its day. */
  goals: Float64Array;
}

/** The expected course under the given parameter values; medians by default. */
export function meanField(plan: Plan, parameters: Float64Array = medianParameters(plan)): Expectation {
  return expectationOf(plan, driveOf(plan, parameters));
}

export function expectationOf(plan: Plan, drive: Drive): Expectation {
  const { days, segments } = plan;
  const series = new Float64Array(segments.length * STORED.length * days);
  const goals = new Float64Array(plan.goals.length);
  follow(plan, drive, expectationStepper(plan, drive), (day, totals) => {
    for (let segment = 0; segment < segments.length; segment++) {
      for (let total = 0; total < TOTALS; total++) {
        series[(segment * STORED.length + SERIES_OF_TOTAL[total]!) * days + day]! += totals[segment * TOTALS + total]!;
      }
    }
    plan.goals.forEach((goal, place) => {
      if (goal.day === day) goals[place] = countForGoal(goal, totals);
    });
  });
  return { series, goals };
}

/** Lets populations take the step that is to be expected. */
export function expectationStepper(plan: Plan, drive: Drive): Stepper {
  const moves = newMoves(plan.classes);

  function begin(segment: number, state: Float64Array): void {
    const { shares } = drive.traits[segment]!;
    shares.forEach((share, c) => (state[c * FATIGUES] = plan.segments[segment]!.size * share));
  }

  function step(_: number, __: number, t: Transitions, state: Float64Array): void {
    leave(t, state, moves);
    arrive(moves, state);
    const dormant = STAGE.lapsed * moves.stride;
    tire(t, 0, state, 0, dormant);
    tire(t, FATIGUES, state, dormant, moves.cells);
  }

  return { begin, step };
}

/** Takes those who move out of their cells. */
function leave(t: Transitions, state: Float64Array, moves: Moves): void {
  const { leave: chances, onward: onwardShares, back: backShares } = t;
  const { cells, onward, back, lost } = moves;
  for (let cell = 0; cell < cells; cell++) {
    const learners = state[cell]!;
    const leaving = learners * chances[cell]!;
    const ahead = leaving * onwardShares[cell]!;
    const rest = leaving - ahead;
    const behind = rest * backShares[cell]!;
    state[cell] = learners - leaving;
    onward[cell] = ahead;
    back[cell] = behind;
    lost[cell] = rest - behind;
  }
}

/** Moves learners between the levels of fatigue: cells `at` up to `end`, whose chances start at `kind`. */
function tire(t: Transitions, kind: number, state: Float64Array, at: number, end: number): void {
  const { fatigueLeave, tires } = t;
  const up0 = fatigueLeave[kind]!;
  const up1 = fatigueLeave[kind + 1]! * tires[kind + 1]!;
  const up2 = fatigueLeave[kind + 2]! * tires[kind + 2]!;
  const down1 = fatigueLeave[kind + 1]! - up1;
  const down2 = fatigueLeave[kind + 2]! - up2;
  const down3 = fatigueLeave[kind + 3]!;
  for (let cell = at; cell < end; cell += FATIGUES) {
    const rested = state[cell]!;
    const little = state[cell + 1]!;
    const tired = state[cell + 2]!;
    const worn = state[cell + 3]!;
    state[cell] = rested - rested * up0 + little * down1;
    state[cell + 1] = little - little * (up1 + down1) + rested * up0 + tired * down2;
    state[cell + 2] = tired - tired * (up2 + down2) + little * up1 + worn * down3;
    state[cell + 3] = worn - worn * down3 + tired * up2;
  }
}
