import { DRIVE, withinHalf, type Drive } from './drive.ts';
import type { Society, Traits } from './effects.ts';
import { chanceOf } from '../numbers/mathematics.ts';
import { FATIGUES, STAGE, STAGES } from '../numbers/layouts.ts';

/**
 * The chances of a day, as the kernel has them in assembly/chances.ts. A cell is stage x class x fatigue, in this order:
 * (stage * classes + class) * FATIGUES + fatigue.
 */
export interface Transitions {
  /** For each cell: rate of leaving the stage, and the chance of it within the day. */
  hazard: Float64Array;
  leave: Float64Array;
  /** Share of those leaving that goes onward; share of the others that falls back. The rest opts out. */
  onward: Float64Array;
  back: Float64Array;
  /** For each level of fatigue, first awake, then dormant learners (those who lapsed): rate and chance of changing it, and the share of it that tires. */
  fatigueHazard: Float64Array;
  fatigueLeave: Float64Array;
  tires: Float64Array;
  /** What the kept chances were computed from. */
  settled: Float64Array;
}

export function newTransitions(classes: number): Transitions {
  const cells = STAGES * FATIGUES * classes;
  return {
    hazard: new Float64Array(cells),
    leave: new Float64Array(cells),
    onward: new Float64Array(cells).fill(1),
    back: new Float64Array(cells),
    fatigueHazard: new Float64Array(2 * FATIGUES),
    fatigueLeave: new Float64Array(2 * FATIGUES),
    tires: new Float64Array(2 * FATIGUES),
    settled: new Float64Array(8).fill(NaN),
  };
}

/**
 * Fills in the chances of one day of one segment, whose drive starts at `at`, given what peers and evidence weigh.
 * `t` must be the segment's own: what has not changed since its last day is kept.
 */
export function fillTransitions(
  t: Transitions,
  drive: Float64Array,
  at: number,
  traits: Traits,
  influence: number,
  evidence: number,
): void {
  const contacts = drive[at + DRIVE.contacts]!;
  const settled = t.settled;
  if (
    settled[0] !== contacts ||
    settled[1] !== drive[at + DRIVE.giveUp] ||
    settled[2] !== drive[at + DRIVE.advance] ||
    settled[3] !== drive[at + DRIVE.lapse] ||
    settled[4] !== drive[at + DRIVE.champion]
  ) {
    fillUse(t, drive, at, traits);
    fillFatigue(t, contacts, traits);
    settled[0] = contacts;
    settled[1] = drive[at + DRIVE.giveUp]!;
    settled[2] = drive[at + DRIVE.advance]!;
    settled[3] = drive[at + DRIVE.lapse]!;
    settled[4] = drive[at + DRIVE.champion]!;
  }
  const reach = drive[at + DRIVE.reach]!;
  const awareness = drive[at + DRIVE.awareness]!;
  const optOut = contacts * traits.optOut;
  if (settled[5] !== reach || settled[6] !== awareness || settled[7] !== optOut) {
    fillUnaware(t, reach, awareness, optOut, traits);
    settled[5] = reach;
    settled[6] = awareness;
    settled[7] = optOut;
  }
  const pull = drive[at + DRIVE.pull]! + drive[at + DRIVE.peers]! * influence + drive[at + DRIVE.buyIn]! * evidence;
  fillAware(t, pull, drive[at + DRIVE.click]!, drive[at + DRIVE.comeback]!, optOut, traits);
}

// Constants of this file: those of others cost time in loops that run a million times.
const LEVELS: number = FATIGUES;
const AWARE: number = STAGE.aware;
const LAPSED: number = STAGE.lapsed;

function fillUnaware(t: Transitions, reach: number, awareness: number, optOut: number, traits: Traits): void {
  const { hazard, leave, onward } = t;
  const { responsiveness, attention } = traits;
  for (let c = 0, cell = 0; c < responsiveness.length; c++) {
    for (let fatigue = 0; fatigue < LEVELS; fatigue++, cell++) {
      const ahead = responsiveness[c]! * attention[fatigue]! * reach + awareness;
      const rate = ahead + optOut * (1 + fatigue);
      hazard[cell] = rate;
      leave[cell] = chanceOf(rate);
      onward[cell] = optOut > 0 ? ahead / rate : 1;
    }
  }
}

/** Those who know of it, and those who lapsed once or again. */
function fillAware(
  t: Transitions,
  pull: number,
  click: number,
  comeback: number,
  optOut: number,
  traits: Traits,
): void {
  const { hazard, leave, onward } = t;
  const { responsiveness, attention, comeback: again, laterComeback: later } = traits;
  const stride = LEVELS * responsiveness.length;
  let aware = AWARE * stride;
  let lapsed = LAPSED * stride;
  for (let c = 0; c < responsiveness.length; c++) {
    const responsive = responsiveness[c]!;
    for (let fatigue = 0; fatigue < LEVELS; fatigue++, aware++, lapsed++) {
      const noticed = attention[fatigue]!;
      const first = responsive * (pull + noticed * click);
      const returning = responsive * (pull + noticed * comeback);
      const out = optOut * (1 + fatigue);
      const rate = first + out;
      const rateAgain = again * returning + out;
      const rateLater = later * returning + out;
      hazard[aware] = rate;
      hazard[lapsed] = rateAgain;
      hazard[lapsed + stride] = rateLater;
      leave[aware] = chanceOf(rate);
      leave[lapsed] = chanceOf(rateAgain);
      leave[lapsed + stride] = chanceOf(rateLater);
      // Without messages nobody opts out, and all who leave go onward: so it stands in the arrays from the beginning.
      if (optOut > 0) {
        onward[aware] = first / rate;
        onward[lapsed] = (again * returning) / rateAgain;
        onward[lapsed + stride] = (later * returning) / rateLater;
      }
    }
  }
}

/** The stages from the first try to champions, which neither peers nor messages move onward. */
function fillUse(t: Transitions, drive: Float64Array, at: number, traits: Traits): void {
  const optOut = drive[at + DRIVE.contacts]! * traits.optOut;
  const giveUp = drive[at + DRIVE.giveUp]!;
  const advance = drive[at + DRIVE.advance]!;
  const lapse = drive[at + DRIVE.lapse]!;
  const champion = drive[at + DRIVE.champion]!;
  const { speed } = traits;
  fillStage(t, STAGE.tried, traits.start, 0, speed, giveUp, optOut);
  fillStage(t, STAGE.triedAgain, traits.start, 0, speed, giveUp, optOut);
  const optOutInUse = optOut * traits.optOutInUse;
  for (let level = 0; level < 5; level++) {
    const faster = level < 3 ? advance : 0;
    const alike = level === 3 ? champion : 0;
    fillStage(t, STAGE.using + level, alike, faster, speed, lapse * traits.lapse[level]!, optOutInUse);
  }
}

/** A stage that is left onward at the rate `alike` or at `faster` times the class's speed, and back at the rate `back`. */
function fillStage(
  { hazard, leave, onward, back: backShare }: Transitions,
  stage: number,
  alike: number,
  faster: number,
  speed: Float64Array,
  back: number,
  optOut: number,
): void {
  const stride = LEVELS * speed.length;
  const start = stage * stride;
  for (let index = 0; index < stride; index++) {
    const cell = start + index;
    // Where nothing tells this cell from an earlier one, its chances are the same.
    const twin = optOut === 0 && (index & 3) > 0 ? cell - 1 : faster === 0 && index > 3 ? cell - LEVELS : -1;
    if (twin >= 0) {
      hazard[cell] = hazard[twin]!;
      leave[cell] = leave[twin]!;
      onward[cell] = onward[twin]!;
      backShare[cell] = backShare[twin]!;
      continue;
    }
    const ahead = alike + faster * speed[index >> 2]!;
    const others = back + optOut * (1 + (index & 3));
    const rate = ahead + others;
    hazard[cell] = rate;
    leave[cell] = chanceOf(rate);
    onward[cell] = rate > 0 ? ahead / rate : 0;
    backShare[cell] = others > 0 ? back / others : 0;
  }
}

function fillFatigue(t: Transitions, contacts: number, traits: Traits): void {
  for (let level = 0; level < 2 * FATIGUES; level++) {
    const fatigue = level & (FATIGUES - 1);
    const tire = fatigue === FATIGUES - 1 ? 0 : contacts * traits.rise * (level < FATIGUES ? 1 : traits.dormant);
    const rate = tire + (fatigue === 0 ? 0 : traits.recover);
    t.fatigueHazard[level] = rate;
    t.fatigueLeave[level] = chanceOf(rate);
    t.tires[level] = rate > 0 ? tire / rate : 0;
  }
}

/** What a segment's learners of each stage weigh as peers. */
export function weightOf(totals: Float64Array, at: number, society: Society): number {
  const using = totals[at + 4]! + totals[at + 5]! + totals[at + 6]! + totals[at + 7]!;
  const trying = totals[at + 2]! + totals[at + 3]!;
  return using + society.champions * totals[at + 8]! + society.trying * trying;
}

/**
 * By how much that weight is expected to change until the middle of the day, at which peers count: taken at its start the whole trajectory would lag.
 * `state` holds the segment's cells, `totals` its stages from `at`.
 */
export function expectedChange(
  drive: Drive,
  segment: number,
  driveAt: number,
  totals: Float64Array,
  at: number,
  state: Float64Array,
  influence: number,
  evidence: number,
): number {
  const { values } = drive;
  const middle = driveAt + DRIVE.middle;
  let change = (totals[at + 2]! + totals[at + 3]!) * values[middle]!;
  for (let level = 0; level < 5; level++) change += totals[at + 4 + level]! * values[middle + 1 + level]!;
  const { trying } = drive.society;
  if (trying > 0) change += trying * tries(drive, segment, driveAt, state, influence, evidence);
  return change;
}

/** Learners expected to try it within half a day. */
function tries(
  { values, traits }: Drive,
  segment: number,
  at: number,
  state: Float64Array,
  influence: number,
  evidence: number,
): number {
  const { responsiveness, attention, comeback, laterComeback } = traits[segment]!;
  const classes = responsiveness.length;
  const stride = FATIGUES * classes;
  const pull = values[at + DRIVE.pull]! + values[at + DRIVE.peers]! * influence + values[at + DRIVE.buyIn]! * evidence;
  let sum = 0;
  for (let index = 0; index < stride; index++) {
    const noticed = attention[index % FATIGUES]!;
    const readiness = responsiveness[Math.floor(index / FATIGUES)]!;
    const rate = readiness * (pull + noticed * values[at + DRIVE.click]!);
    const again = readiness * (pull + noticed * values[at + DRIVE.comeback]!);
    sum += state[STAGE.aware * stride + index]! * withinHalf(rate);
    sum += state[STAGE.lapsed * stride + index]! * withinHalf(comeback * again);
    sum += state[STAGE.lapsedAgain * stride + index]! * withinHalf(laterComeback * again);
  }
  return sum;
}
