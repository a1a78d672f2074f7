import { DRIVE, DRIVE_FIELDS, type Drive } from '../model/drive.ts';
import type { Plan, PlanGoal } from '../plan/plan.ts';
import { activeOf, TOTALS_OF_METRIC } from '../model/stages.ts';
import { expectedChange, fillTransitions, newTransitions, weightOf, type Transitions } from '../model/transitions.ts';
import { FATIGUES, STAGES, TOTALS } from '../numbers/layouts.ts';

/**
 * The days of a campaign, one after the other: what peers and evidence weigh, then every segment's step.
 * Here the TypeScript side, for runs in which something beside counts takes part; the kernel has its own.
 */
export interface Stepper {
  /** Puts a segment's learners, all unaware, into its cells. */
  begin(segment: number, state: Float64Array): void;
  /**
   * Moves a segment's learners by one day. The three counters of lost learners follow its cells. Writes the segment's totals from `at`.
   * The chances hold where everybody is a peer, under the influence and the evidence of the day.
   */
  step(
    segment: number,
    day: number,
    transitions: Transitions,
    state: Float64Array,
    totals: Float64Array,
    at: number,
    influence: number,
    evidence: number,
  ): void;
}

/** Cells and counters of one segment. */
export const widthOf = (classes: number): number => STAGES * FATIGUES * classes + TOTALS - STAGES;

/** Runs all days. `record` sees every segment's totals (TOTALS numbers each) at the end of each day; it must not keep them. */
export function follow(
  plan: Plan,
  drive: Drive,
  stepper: Stepper,
  record: (day: number, totals: Float64Array) => void,
): void {
  const { days, classes, learners } = plan;
  const segments = plan.segments.length;
  const states = plan.segments.map(() => new Float64Array(widthOf(classes)));
  const totals = new Float64Array(segments * TOTALS);
  // Days with messages and days without take turns; each kind keeps what it computed last.
  const loud = plan.segments.map(() => newTransitions(classes));
  const quiet = plan.segments.map(() => newTransitions(classes));
  for (let segment = 0; segment < segments; segment++) {
    stepper.begin(segment, states[segment]!);
    sumUp(states[segment]!, totals, segment * TOTALS, classes);
  }
  let evidence = 0;
  for (let day = 0; day < days; day++) {
    let active = 0;
    let weight = 0;
    for (let at = 0; at < totals.length; at += TOTALS) {
      active += activeOf(totals, at);
      weight += weightOf(totals, at, drive.society);
    }
    if (learners > 0) evidence += (active / learners - evidence) / drive.society.memory;
    const before = learners > 0 ? weight / learners : 0;
    for (let segment = 0; segment < segments; segment++) {
      const driveAt = (segment * days + day) * DRIVE_FIELDS;
      const state = states[segment]!;
      weight += expectedChange(drive, segment, driveAt, totals, segment * TOTALS, state, before, evidence);
    }
    const influence = learners > 0 ? Math.max(0, weight / learners) : 0;
    for (let segment = 0; segment < segments; segment++) {
      const driveAt = (segment * days + day) * DRIVE_FIELDS;
      const chances = (drive.values[driveAt + DRIVE.contacts]! > 0 ? loud : quiet)[segment]!;
      fillTransitions(chances, drive.values, driveAt, drive.traits[segment]!, influence, evidence);
      stepper.step(segment, day, chances, states[segment]!, totals, segment * TOTALS, influence, evidence);
    }
    record(day, totals);
  }
}

const LEVELS: number = FATIGUES;
const CELL_STAGES: number = STAGES;
const ALL: number = TOTALS;

/** Adds up a segment's cells to its totals from `at`. */
export function sumUp(state: Float64Array, totals: Float64Array, at: number, classes: number): void {
  let cell = 0;
  for (let stage = 0; stage < CELL_STAGES; stage++) {
    let sum = state[cell]! + state[cell + 1]! + (state[cell + 2]! + state[cell + 3]!);
    cell += LEVELS;
    for (let c = 1; c < classes; c++, cell += LEVELS)
      sum += state[cell]! + state[cell + 1]! + (state[cell + 2]! + state[cell + 3]!);
    totals[at + stage] = sum;
  }
  for (let lost = CELL_STAGES; lost < ALL; lost++) totals[at + lost] = state[cell++]!;
}

/** Learners who count for a goal, from the totals of the day it is judged on. */
export function countForGoal(goal: PlanGoal, totals: Float64Array): number {
  let sum = 0;
  for (const segment of goal.segments)
    for (const total of TOTALS_OF_METRIC[goal.metric]) sum += totals[segment * TOTALS + total]!;
  return sum;
}
