import { DRIVE, type Drive, type Society, type Traits } from './drive.ts';
import { chanceOf } from './mathematics.ts';
import { FATIGUES, STAGE, STAGES } from './stages.ts';

/**
 * The chances of a day, the same for expectations and for counts. A cell is stage x class x fatigue, in this order:
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
    onward: new Float64Array(cells),
    back: new Float64Array(cells),
    fatigueHazard: new Float64Array(2 * FATIGUES),
    fatigueLeave: new Float64Array(2 * FATIGUES),
    tires: new Float64Array(2 * FATIGUES),
    settled: new Float64Array(5).fill(NaN),
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
  const click = drive[at + DRIVE.click]!;
  const comeback = drive[at + DRIVE.comeback]!;
  const pull = drive[at + DRIVE.pull]! + drive[at + DRIVE.peers]! * influence + drive[at + DRIVE.buyIn]! * evidence;
  const { hazard } = t;
  const stride = FATIGUES * traits.shares.length;
  for (let place = 0; place < stride; place++) {
    const responsiveness = traits.responsiveness[place >> 2]!;
    const attention = responsiveness * traits.attention[place & 3]!;
    const ready = responsiveness * pull;
    const returning = ready + attention * comeback;
    hazard[place] = attention * reach + awareness;
    hazard[STAGE.aware * stride + place] = ready + attention * click;
    hazard[STAGE.lapsed * stride + place] = traits.comeback * returning;
    hazard[STAGE.lapsedAgain * stride + place] = traits.laterComeback * returning;
  }
  const optOut = contacts * traits.optOut;
  finish(t, 0, STAGE.tried * stride, optOut);
  finish(t, STAGE.lapsed * stride, STAGES * stride, optOut);
}

/** Completes the cells from `start` until `end`, which hold their rates onward and lead nowhere else but out. */
function finish({ hazard, leave, onward }: Transitions, start: number, end: number, optOut: number): void {
  if (optOut > 0) {
    for (let cell = start; cell < end; cell++) {
      const ahead = hazard[cell]!;
      const rate = ahead + optOut * (1 + (cell & 3));
      hazard[cell] = rate;
      onward[cell] = ahead / rate;
    }
  } else {
    onward.fill(1, start, end);
  }
  for (let cell = start; cell < end; cell++) leave[cell] = chanceOf(hazard[cell]!);
}

/** The stages from the first try to champions, which neither peers nor messages move onward. */
function fillUse(t: Transitions, drive: Float64Array, at: number, traits: Traits): void {
  const contacts = drive[at + DRIVE.contacts]!;
  const giveUp = drive[at + DRIVE.giveUp]!;
  const advance = drive[at + DRIVE.advance]!;
  const lapse = drive[at + DRIVE.lapse]!;
  const champion = drive[at + DRIVE.champion]!;
  const classes = traits.shares.length;
  const stride = FATIGUES * classes;
  for (let c = 0, place = 0; c < classes; c++) {
    const faster = advance * traits.speed[c]!;
    for (let fatigue = 0; fatigue < FATIGUES; fatigue++, place++) {
      const out = contacts * traits.optOut * (1 + fatigue);
      const outInUse = out * traits.optOutInUse;
      set(t, STAGE.tried * stride + place, traits.start, giveUp, out);
      set(t, STAGE.triedAgain * stride + place, traits.start, giveUp, out);
      for (let level = 0; level < 5; level++) {
        const onward = level < 3 ? faster : level === 3 ? champion : 0;
        set(t, (STAGE.using + level) * stride + place, onward, lapse * traits.lapse[level]!, outInUse);
      }
    }
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

function set(t: Transitions, cell: number, onward: number, back: number, out: number): void {
  const others = back + out;
  const rate = onward + others;
  t.hazard[cell] = rate;
  t.leave[cell] = chanceOf(rate);
  t.onward[cell] = rate > 0 ? onward / rate : 0;
  t.back[cell] = others > 0 ? back / others : 0;
}

/** About the chance of leaving within half a day at a rate, without an exponential. */
function withinHalf(rate: number): number {
  const half = rate / 2;
  return Math.min(1, half / (1 + half / 2));
}

/** What a segment's learners of each stage weigh as peers. */
export function weightOf(totals: Float64Array, at: number, society: Society): number {
  const using = totals[at + 4]! + totals[at + 5]! + totals[at + 6]! + totals[at + 7]!;
  const trying = totals[at + 2]! + totals[at + 3]!;
  return using + society.champions * totals[at + 8]! + society.trying * trying;
}

/**
 * By how much that weight is expected to change until the middle of the day, at which peers count: taken at its start the whole course would lag.
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
  const { trying, champions } = drive.society;
  const { values } = drive;
  const traits = drive.traits[segment]!;
  const giveUp = values[driveAt + DRIVE.giveUp]!;
  const lapse = values[driveAt + DRIVE.lapse]!;
  const leaving = traits.start + giveUp;
  let change = 0;
  if (leaving > 0) {
    const worth = (traits.start / leaving) * 1 - trying;
    change += (totals[at + 2]! + totals[at + 3]!) * withinHalf(leaving) * worth;
  }
  for (let level = 0; level < 5; level++) {
    const weight = level === 4 ? champions : 1;
    change -= totals[at + 4 + level]! * weight * withinHalf(lapse * traits.lapse[level]!);
  }
  change += totals[at + 7]! * withinHalf(values[driveAt + DRIVE.champion]!) * (champions - 1);
  if (trying > 0) {
    const firstTries = tries(drive, segment, driveAt, state, influence, evidence);
    change += trying * firstTries;
  }
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
  for (let place = 0; place < stride; place++) {
    const noticed = attention[place % FATIGUES]!;
    const readiness = responsiveness[Math.floor(place / FATIGUES)]!;
    const rate = readiness * (pull + noticed * values[at + DRIVE.click]!);
    const again = readiness * (pull + noticed * values[at + DRIVE.comeback]!);
    sum += state[STAGE.aware * stride + place]! * withinHalf(rate);
    sum += state[STAGE.lapsed * stride + place]! * withinHalf(comeback * again);
    sum += state[STAGE.lapsedAgain * stride + place]! * withinHalf(laterComeback * again);
  }
  return sum;
}
