import type { Simulation, RunRange } from './counts.ts';
import { sumUp, widthOf, type Stepper } from './days.ts';
import { chanceIn, crowdOf, standsFor, type Crowd } from './crowd.ts';
import { DRIVE_FIELDS, type Drive } from '../model/drive.ts';
import { chanceOf } from '../numbers/mathematics.ts';
import { teamsOf } from './method.ts';
import { fillProspect, newProspect, PARTS, type Prospect } from './prospect.ts';
import type { Plan } from '../plan/plan.ts';
import { CountStepper, simulateBySteps } from './steps.ts';
import { counterOf, threefry, threefryRow } from '../numbers/random.ts';
import { activeOf } from '../model/stages.ts';
import { expectedChange, type Transitions } from '../model/transitions.ts';
import { EDGE, FATIGUES } from '../numbers/layouts.ts';

/**
 * Learner by learner, for peers inside teams. The chances are those of the counts; only what peers do to learners who could try it is each team's own.
 * Every learner has random bits by seed, run, segment, index in the segment and date: half of a word moves the stage, the other half the fatigue.
 */

/** Simulates some runs; segments without teams are counted. Throws RangeError as `simulateCounts` and `teamsOf` do. */
export function simulateTeams(plan: Plan, options: RunRange): Simulation {
  const crowds = teamsOf(plan).map((teams) => teams && crowdOf(teams));
  const prospect = newProspect(plan.classes);
  const steppers: TeamStepper[] = [];
  const simulation = simulateBySteps(plan, options, (_, drive, seed, run) => {
    const stepper = new TeamStepper(plan, drive, crowds, prospect, seed, run);
    steppers.push(stepper);
    return stepper;
  });
  return { ...simulation, chance: Float64Array.from(steppers, ({ chance }) => chance) };
}

const UNIT = 1 / 4294967296;
/** Learners whose random bits are drawn together; no team is larger. */
const ROW = 1024;
const noise = new Int32Array(2 * ROW);
const words = new Int32Array(2);
/** The counter of learners' first draws, which decide their class. Those of days follow, two counters a day. */
const FIRST = 0;

/** Lets the learners of teams take a step one by one, and all others as counts. */
class TeamStepper implements Stepper {
  /** Variance that chance gives to learners in active use on the last day, as far as teams and learners without teams move on their own. */
  chance = 0;
  private readonly plan: Plan;
  private readonly drive: Drive;
  private readonly crowds: (Crowd | undefined)[];
  private readonly prospect: Prospect;
  private readonly seed: number;
  private readonly run: number;
  private readonly counts: Stepper;
  /** A team by cell, where those who only try count as peers. */
  private readonly team: Float64Array;

  constructor(plan: Plan, drive: Drive, crowds: (Crowd | undefined)[], prospect: Prospect, seed: number, run: number) {
    this.plan = plan;
    this.drive = drive;
    this.crowds = crowds;
    this.prospect = prospect;
    this.seed = seed;
    this.run = run;
    this.counts = new CountStepper(plan, drive, seed, run);
    this.team = new Float64Array(widthOf(plan.classes));
  }

  begin(segment: number, state: Float64Array): void {
    const crowd = this.crowds[segment];
    if (!crowd) return this.counts.begin(segment, state);
    const { shares } = this.drive.traits[segment]!;
    const { cells, members } = crowd;
    this.takeKeys(segment);
    const key0 = words[0]!;
    const key1 = words[1]!;
    for (let learner = 0; learner < cells.length; learner++) {
      const row = learner % ROW;
      if (row === 0) threefryRow(key0, key1, FIRST, learner, 1, noise, 0, Math.min(ROW, cells.length - learner));
      let left = ((noise[2 * row]! >>> 0) + 0.5) * UNIT;
      let own = 0;
      while (own < shares.length - 1 && left >= shares[own]!) left -= shares[own++]!;
      cells[learner] = own * FATIGUES;
      state[own * FATIGUES]! += standsFor(crowd, Math.floor(learner / members));
    }
  }

  step(
    segment: number,
    day: number,
    chances: Transitions,
    state: Float64Array,
    totals: Float64Array,
    at: number,
    influence: number,
    evidence: number,
  ): void {
    const { days, classes, segments } = this.plan;
    const crowd = this.crowds[segment];
    const isLast = day === days - 1;
    if (crowd) {
      fillProspect(this.prospect, chances, this.drive, segment, day, days);
      this.weigh(crowd, segment, day, influence, evidence);
      this.live(crowd, segment, day, state);
      sumUp(state, totals, at, classes);
      if (isLast) this.chance += chanceIn(crowd, classes);
    } else {
      this.counts.step(segment, day, chances, state, totals, at, influence, evidence);
      const { size } = segments[segment]!;
      const active = activeOf(totals, at);
      if (isLast && size > 0) this.chance += active * (1 - active / size);
    }
  }

  /** Leaves the keys of the segment's learners in `words`. */
  private takeKeys(segment: number): void {
    threefry(this.seed, this.run, this.plan.segments[segment]!.key, counterOf(0, 0, EDGE.learner), words);
  }

  /** Finds how much more every team weighs than everyone, whose influence is `usual`, and below what the learners of the weightiest may leave. */
  private weigh(crowd: Crowd, segment: number, day: number, usual: number, evidence: number): void {
    const { cells, members, influences } = crowd;
    const { middle, rate, lift, mayLeave } = this.prospect;
    const isTryingHeard = this.drive.society.trying > 0;
    let most = -usual;
    for (let first = 0, team = 0; first < cells.length; first += members, team++) {
      const end = Math.min(first + members, cells.length);
      let weight = 0;
      for (let learner = first; learner < end; learner++) weight += middle[cells[learner]!]!;
      if (isTryingHeard) weight += this.triesIn(cells, first, end, segment, day, evidence);
      const influence = Math.max(0, weight) / (end - first) - usual;
      influences[team] = influence;
      most = Math.max(most, influence);
    }
    for (let cell = 0; cell < rate.length; cell++)
      mayLeave[cell] = Math.ceil(Math.min(1, rate[cell]! + lift[cell]! * most) * PARTS);
  }

  /** By how much a team's weight grows until the middle of the day through those who will try. */
  private triesIn(
    cells: Uint8Array,
    first: number,
    end: number,
    segment: number,
    day: number,
    evidence: number,
  ): number {
    const { team, drive, prospect, plan } = this;
    let before = 0;
    team.fill(0);
    for (let learner = first; learner < end; learner++) {
      before += prospect.weight[cells[learner]!]!;
      team[cells[learner]!]!++;
    }
    // Nobody by stage: `middle` holds what becomes of those.
    const driveAt = (segment * plan.days + day) * DRIVE_FIELDS;
    return expectedChange(drive, segment, driveAt, prospect.one, 0, team, before / (end - first), evidence);
  }

  /** A day of everybody, team after team. */
  private live(crowd: Crowd, segment: number, day: number, state: Float64Array): void {
    const { cells, members, influences } = crowd;
    const { onwardTo, backTo, lostTo, rate, ahead, lift, back, changing, tiring, mayLeave, mayChange } = this.prospect;
    const today = FIRST + 1 + 2 * (this.plan.firstDay + day);
    this.takeKeys(segment);
    const key0 = words[0]!;
    const key1 = words[1]!;
    const wholeTeams = ROW - (ROW % members);
    let drawnFrom = 0;
    let drawnUntil = 0;
    for (let first = 0, team = 0; first < cells.length; first += members, team++) {
      const end = Math.min(first + members, cells.length);
      if (end > drawnUntil) {
        // Two learners share a draw.
        drawnFrom = first & ~1;
        drawnUntil = Math.min(first + wholeTeams, cells.length);
        threefryRow(key0, key1, today, drawnFrom >> 1, 1, noise, 0, (drawnUntil - drawnFrom + 1) >> 1);
      }
      const influence = influences[team]!;
      for (let learner = first; learner < end; learner++) {
        const cell = cells[learner]!;
        const word = noise[learner - drawnFrom]!;
        const leavePart = word >>> 16;
        const changePart = word & 0xffff;
        if (leavePart >= mayLeave[cell]! && changePart >= mayChange[cell]!) continue;
        let now = cell;
        const lifted = lift[cell]! * influence;
        const leaving = rate[cell]! + lifted;
        // A chance is never more than its rate, which spares most learners the exponential.
        if (leavePart < leaving * PARTS) {
          const chance = PARTS * chanceOf(leaving);
          const onward = (chance * (ahead[cell]! + lifted)) / leaving;
          const behind = back[cell]! * (chance - onward);
          let drawn = leavePart + 0.5;
          // More bits are drawn only where these do not tell on which side of a chance the number lies.
          if (leavePart === (onward | 0) || leavePart === ((onward + behind) | 0) || leavePart === (chance | 0)) {
            threefry(key0, key1, today + 1, learner, words);
            drawn = leavePart + ((words[0]! >>> 0) + 0.5) * UNIT;
          }
          if (drawn < onward) now = onwardTo[cell]!;
          else if (drawn < chance) now = drawn - onward < behind ? backTo[cell]! : lostTo[cell]!;
        }
        if (changePart < mayChange[now]!) {
          let drawn = changePart + 0.5;
          if (changePart === (tiring[now]! | 0) || changePart === (changing[now]! | 0)) {
            threefry(key0, key1, today + 1, learner, words);
            drawn = changePart + ((words[1]! >>> 0) + 0.5) * UNIT;
          }
          if (drawn < changing[now]!) now += drawn < tiring[now]! ? 1 : -1;
        }
        if (now === cell) continue;
        const times = standsFor(crowd, team);
        cells[learner] = now;
        state[cell]! -= times;
        state[now]! += times;
      }
    }
  }
}
