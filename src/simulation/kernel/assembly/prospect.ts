import {
  BACK,
  cellOf,
  CHANCES,
  FATIGUE,
  FATIGUE_CHANCES,
  ONWARD,
  OUT,
  RATES,
  RECOVERING,
  TIRING,
  TIRING_THRICE,
  TIRING_TWICE,
} from './chances';
import { lostFrom, stageBack, stageOnward } from './counts';
import { CLASSES, FATIGUES, Middle, Row, Scene, Society, STAGES, Total, TOTAL_FIELDS, Trait } from './layouts';
import { at, numberIn } from './vector';

/** What lies before one learner of each cell on a day of one run: tables that are filled anew for every segment with teams. */

/** Parts of a chance that 16 bits tell apart. */
export const PARTS: f64 = 65536;
/** Weights of peers are kept as whole numbers of 2^-36 of a peer, so that sums are exact and do not depend on the order in which learners move. */
export const GRAINS: f64 = 68719476736;

const LOST: i32 = TOTAL_FIELDS - STAGES;
const MOST_CELLS: i32 = STAGES * CLASSES * FATIGUES + LOST;

/** Chances are in PARTS, and stand there once more in whole parts. */
@unmanaged
export class Prospect {
  /** Up to where a number means going onward, falling back, leaving at all (else opting out), where peers have no say. */
  onward: f64;
  back: f64;
  leave: f64;
  /** Rates where everybody is a peer: of moving, and of falling back alone; what a full influence adds; and the chance of opting out. */
  rate: f64;
  fall: f64;
  lift: f64;
  out: f64;
  /** Up to where a number means tiring by three levels, by two at least, by one at least, and any change of fatigue. */
  thrice: f64;
  twice: f64;
  tire: f64;
  change: f64;
  /** What a learner weighs as a peer at the start of the day; and in its middle, in GRAINS. */
  weighs: f64;
  weight: f64;
  onwardPart: i32;
  backPart: i32;
  leavePart: i32;
  thricePart: i32;
  twicePart: i32;
  tirePart: i32;
  changePart: i32;
  /** The cells to which learners go. */
  onwardTo: i32;
  backTo: i32;
  lostTo: i32;
}

const PROSPECT: usize = offsetof<Prospect>();
const prospects = memory.data(MOST_CELLS * offsetof<Prospect>(), 16);
/** For each cell: up to these parts a random number may move the stage of a learner of some team (upper half), or the fatigue (lower half). */
export const bounds = memory.data(MOST_CELLS * 4, 16);

@inline
export function prospectOf(cell: i32): Prospect {
  return changetype<Prospect>(prospects + <usize>cell * PROSPECT);
}

/**
 * Fills in what lies before the learners of each cell. `table` holds the chances where everybody is a peer, `effects` the row of the day's conditions,
 * `pace` that of the day, `middle` what peers come to weigh until the middle of the day.
 */
export function fillProspects(
  scene: Scene,
  table: usize,
  effects: usize,
  traits: usize,
  middle: usize,
  optOut: f64,
  pace: f64,
  run: usize,
): void {
  const classes = scene.classes;
  const stride = FATIGUES * classes;
  const peers = pace * numberIn(effects, Row.peers, run);
  let cell = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    let heard: f64 = 0;
    if (stage == Total.aware) heard = peers;
    else if (stage == Total.lapsed) heard = numberIn(traits, Trait.comeback, run) * peers;
    else if (stage == Total.lapsedAgain) heard = numberIn(traits, Trait.laterComeback, run) * peers;
    const weighs = weightAtStart(stage, scene.society, run);
    const weight = nearest((weighs + changeUntilMiddle(stage, middle, run)) * GRAINS);
    const onwardTo = stageOnward(stage) * stride;
    const backTo = stageBack(stage) * stride;
    const fall = stage == Total.aware ? numberIn(traits, Trait.forget, run) : 0;
    const lostTo = STAGES * stride + lostFrom(stage) - STAGES;
    for (let c = 0; c < classes; c++) {
      for (let fatigue = 0; fatigue < FATIGUES; fatigue++, cell++) {
        const own = c * FATIGUES + fatigue;
        const kept = cellOf(stage, c, fatigue);
        const chances = at(table, kept * CHANCES);
        const tired = at(table, FATIGUE + FATIGUE_CHANCES * ((stage < Total.lapsed ? 0 : FATIGUES) + fatigue));
        const prospect = prospectOf(cell);
        prospect.onward = PARTS * numberIn(chances, ONWARD, run);
        prospect.back = prospect.onward + PARTS * numberIn(chances, BACK, run);
        prospect.leave = prospect.back + PARTS * numberIn(chances, OUT, run);
        prospect.rate = numberIn(table, RATES + kept, run) - optOut * <f64>(1 + fatigue);
        prospect.fall = fall;
        prospect.out = numberIn(chances, OUT, run);
        prospect.lift = numberIn(traits, Trait.responsiveness + c, run) * heard;
        prospect.thrice = PARTS * numberIn(tired, TIRING_THRICE, run);
        prospect.twice = PARTS * numberIn(tired, TIRING_TWICE, run);
        prospect.tire = PARTS * numberIn(tired, TIRING, run);
        prospect.change = prospect.tire + PARTS * numberIn(tired, RECOVERING, run);
        prospect.weighs = weighs;
        prospect.weight = weight;
        prospect.onwardPart = <i32>prospect.onward;
        prospect.backPart = <i32>prospect.back;
        prospect.leavePart = <i32>prospect.leave;
        prospect.thricePart = <i32>prospect.thrice;
        prospect.twicePart = <i32>prospect.twice;
        prospect.tirePart = <i32>prospect.tire;
        prospect.changePart = <i32>prospect.change;
        prospect.onwardTo = onwardTo + own;
        prospect.backTo = backTo + own;
        prospect.lostTo = lostTo;
      }
    }
  }
  // Nothing lies before those who are lost.
  memory.fill(changetype<usize>(prospectOf(cell)), 0, <usize>LOST * PROSPECT);
}

/** What a learner weighs as a peer, by stage. */
function weightAtStart(stage: i32, society: usize, run: usize): f64 {
  if (stage == Total.tried || stage == Total.triedAgain) return numberIn(society, Society.trying, run);
  if (stage < Total.using || stage >= Total.lapsed) return 0;
  return stage == Total.champion ? numberIn(society, Society.champions, run) : 1;
}

/** By how much that is expected to change until the middle of the day. */
function changeUntilMiddle(stage: i32, middle: usize, run: usize): f64 {
  if (stage == Total.tried || stage == Total.triedAgain) return numberIn(middle, Middle.trying, run);
  if (stage < Total.using || stage >= Total.lapsed) return 0;
  return numberIn(middle, Middle.inUse + stage - Total.using, run);
}

/** The last of the parts below a chance, so that a number above it cannot be below the chance; the first where there are none. */
@inline
function lastBelow(chance: f64): u32 {
  return <u32>max(0, ceil(min(chance, PARTS)) - 1);
}

/** Finds for each cell up to which random parts something may happen, where the weightiest team is more by `most` than everyone. */
export function fillBounds(classes: i32, most: f64): void {
  const cells = STAGES * FATIGUES * classes + LOST;
  for (let cell = 0; cell < cells; cell++) {
    const prospect = prospectOf(cell);
    // A chance is never more than its rate, which spares the exponential.
    const leave = prospect.lift > 0 ? PARTS * (prospect.rate + prospect.lift * most + prospect.out) : prospect.leave;
    store<u32>(bounds + ((<usize>cell) << 2), (lastBelow(leave) << 16) | lastBelow(prospect.change));
  }
}
