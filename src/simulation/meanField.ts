import { medianParameters } from './assumptions.ts';
import { countForGoal, follow, type Stepper } from './course.ts';
import { driveOf, type Drive } from './drive.ts';
import type { Plan } from './plan.ts';
import { FATIGUES, STAGE, STAGES, STORED, storedOf, TOTALS } from './stages.ts';
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
  const now = new Float64Array(STORED.length);
  follow(plan, drive, new ExpectationStepper(plan, drive), (day, totals) => {
    for (let segment = 0; segment < segments.length; segment++) {
      storedOf(totals, segment * TOTALS, now);
      const from = segment * STORED.length * days + day;
      for (let place = 0; place < STORED.length; place++) series[from + place * days] = now[place]!;
    }
    plan.goals.forEach((goal, place) => {
      if (goal.day === day) goals[place] = countForGoal(goal, totals);
    });
  });
  return { series, goals };
}

const LEVELS: number = FATIGUES;

/** Lets populations take the step that is to be expected. */
export class ExpectationStepper implements Stepper {
  private readonly plan: Plan;
  private readonly drive: Drive;

  constructor(plan: Plan, drive: Drive) {
    this.plan = plan;
    this.drive = drive;
  }

  begin(segment: number, state: Float64Array): void {
    const { shares } = this.drive.traits[segment]!;
    shares.forEach((share, c) => (state[c * FATIGUES] = this.plan.segments[segment]!.size * share));
  }

  step(_: number, __: number, t: Transitions, state: Float64Array, totals: Float64Array, at: number): void {
    const stride = LEVELS * this.plan.classes;
    move(t, state, stride);
    tire(t, 0, state, stride, 0, STAGE.lapsed, totals, at);
    tire(t, LEVELS, state, stride, STAGE.lapsed, STAGES, totals, at);
    for (let lost = 0; lost < TOTALS - STAGES; lost++) totals[at + STAGES + lost] = state[STAGES * stride + lost]!;
  }
}

/**
 * Moves learners between stages: the map of `arrive`, for one level of fatigue and class after the other and without stops between,
 * because whoever drags a card waits for this.
 */
function move(t: Transitions, state: Float64Array, stride: number): void {
  const { leave, onward, back } = t;
  let lostUnaware = 0;
  let lostAware = 0;
  let lostLater = 0;
  for (let place = 0; place < stride; place++) {
    const lapsed = place + 9 * stride;
    let learners = state[lapsed]!;
    let leaving = learners * leave[lapsed]!;
    let ahead = leaving * onward[lapsed]!;
    let gone = leaving - ahead;
    let lapsing = learners - leaving;
    let again = ahead;

    let cell = lapsed + stride;
    learners = state[cell]!;
    leaving = learners * leave[cell]!;
    ahead = leaving * onward[cell]!;
    gone += leaving - ahead;
    let lapsingAgain = learners - leaving;
    again += ahead;

    learners = state[place]!;
    leaving = learners * leave[place]!;
    let coming = leaving * onward[place]!;
    lostUnaware += leaving - coming;
    state[place] = learners - leaving;

    cell = place + stride;
    learners = state[cell]!;
    leaving = learners * leave[cell]!;
    ahead = leaving * onward[cell]!;
    lostAware += leaving - ahead;
    state[cell] = learners - leaving + coming;
    coming = ahead;

    cell += stride;
    learners = state[cell]!;
    leaving = learners * leave[cell]!;
    ahead = leaving * onward[cell]!;
    let rest = leaving - ahead;
    let behind = rest * back[cell]!;
    gone += rest - behind;
    lapsing += behind;
    state[cell] = learners - leaving + coming;
    coming = ahead;

    cell += stride;
    learners = state[cell]!;
    leaving = learners * leave[cell]!;
    ahead = leaving * onward[cell]!;
    rest = leaving - ahead;
    behind = rest * back[cell]!;
    gone += rest - behind;
    lapsingAgain += behind;
    state[cell] = learners - leaving + again;
    coming += ahead;

    for (let level = 0; level < 5; level++) {
      cell += stride;
      learners = state[cell]!;
      leaving = learners * leave[cell]!;
      ahead = leaving * onward[cell]!;
      rest = leaving - ahead;
      behind = rest * back[cell]!;
      gone += rest - behind;
      lapsing += behind;
      state[cell] = learners - leaving + coming;
      coming = ahead;
    }
    state[lapsed] = lapsing;
    state[lapsed + stride] = lapsingAgain;
    lostLater += gone;
  }
  const lost = 11 * stride;
  state[lost] = state[lost]! + lostUnaware;
  state[lost + 1] = state[lost + 1]! + lostAware;
  state[lost + 2] = state[lost + 2]! + lostLater;
}

/** Moves the learners of some stages between the levels of fatigue, by the chances from `kind`, and adds the stages up. */
function tire(
  t: Transitions,
  kind: number,
  state: Float64Array,
  stride: number,
  first: number,
  until: number,
  totals: Float64Array,
  at: number,
): void {
  const { fatigueLeave, tires } = t;
  const up0 = fatigueLeave[kind]!;
  const up1 = fatigueLeave[kind + 1]! * tires[kind + 1]!;
  const up2 = fatigueLeave[kind + 2]! * tires[kind + 2]!;
  const down1 = fatigueLeave[kind + 1]! - up1;
  const down2 = fatigueLeave[kind + 2]! - up2;
  const down3 = fatigueLeave[kind + 3]!;
  for (let stage = first, cell = first * stride; stage < until; stage++) {
    let sum = 0;
    for (const end = cell + stride; cell < end; cell += LEVELS) {
      const rested = state[cell]!;
      const little = state[cell + 1]!;
      const tired = state[cell + 2]!;
      const worn = state[cell + 3]!;
      const one = little * down1 - rested * up0;
      const two = tired * down2 - little * up1;
      const three = worn * down3 - tired * up2;
      state[cell] = rested + one;
      state[cell + 1] = little - one + two;
      state[cell + 2] = tired - two + three;
      state[cell + 3] = worn - three;
      sum += rested + little + (tired + worn);
    }
    totals[at + stage] = sum;
  }
}
