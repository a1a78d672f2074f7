import { widthOf } from './days.ts';
import { DRIVE, DRIVE_FIELDS, type Drive } from '../model/drive.ts';
import { arrive, newMoves } from '../model/moves.ts';
import { OPTED_OUT_FROM } from '../model/stages.ts';
import { expectedChange, weightOf, type Transitions } from '../model/transitions.ts';
import { FATIGUES, STAGE, STAGES, TOTALS } from '../numbers/layouts.ts';

/** What lies before a learner of each cell. Where learners go is the same on all days, the rest is of one segment and day. */
export interface Prospect {
  onwardTo: Uint8Array;
  backTo: Uint8Array;
  lostTo: Uint8Array;
  /** Rate of leaving the stage, and that of going onward, where everybody is a peer; what a full influence adds to both. */
  rate: Float64Array;
  ahead: Float64Array;
  lift: Float64Array;
  /** Share of those who leave and do not go onward that falls back; the rest opts out. */
  back: Float64Array;
  /** What a learner weighs as a peer at the start of the day, and in its middle. */
  weight: Float64Array;
  middle: Float64Array;
  /** Chances, in PARTS: of a change of fatigue, and of tiring. */
  changing: Float64Array;
  tiring: Float64Array;
  /** Below these parts a random number may move the stage of a learner of some team, or the fatigue. */
  mayLeave: Int32Array;
  mayChange: Int32Array;
  /** One learner by stage. */
  one: Float64Array;
  /** The cells of nobody. */
  nobody: Float64Array;
}

/** Parts of a chance that 16 bits tell apart. */
export const PARTS = 65536;

export function newProspect(classes: number): Prospect {
  const width = widthOf(classes);
  const numbers = () => new Float64Array(width);
  const prospect: Prospect = {
    onwardTo: new Uint8Array(width),
    backTo: new Uint8Array(width),
    lostTo: new Uint8Array(width),
    rate: numbers(),
    ahead: numbers(),
    lift: numbers(),
    back: numbers(),
    weight: numbers(),
    middle: numbers(),
    changing: numbers(),
    tiring: numbers(),
    mayLeave: new Int32Array(width),
    mayChange: new Int32Array(width),
    one: new Float64Array(TOTALS),
    nobody: numbers(),
  };
  // The map of the model, asked about one learner at a time.
  const moves = newMoves(classes);
  for (let cell = 0; cell < moves.cells; cell++) {
    for (const [leaving, to] of [
      [moves.onward, prospect.onwardTo],
      [moves.back, prospect.backTo],
    ] as const) {
      const state = numbers();
      leaving[cell] = 1;
      arrive(moves, state);
      leaving[cell] = 0;
      to[cell] = Math.max(0, state.indexOf(1));
    }
    prospect.lostTo[cell] = moves.cells + OPTED_OUT_FROM[Math.floor(cell / moves.stride)]!;
  }
  return prospect;
}

/** Fills in all but `mayLeave` for one day of a segment, from the chances where everybody is a peer. */
export function fillProspect(
  prospect: Prospect,
  t: Transitions,
  drive: Drive,
  segment: number,
  day: number,
  days: number,
): void {
  const { rate, ahead, lift, back, weight, middle, changing, tiring, mayChange, one, nobody } = prospect;
  const { responsiveness, comeback, laterComeback } = drive.traits[segment]!;
  const driveAt = (segment * days + day) * DRIVE_FIELDS;
  const peers = drive.values[driveAt + DRIVE.peers]!;
  const stride = FATIGUES * responsiveness.length;
  for (let stage = 0, cell = 0; stage < STAGES; stage++) {
    one[stage] = 1;
    const own = weightOf(one, 0, drive.society);
    const later = own + expectedChange(drive, segment, driveAt, one, 0, nobody, 0, 0);
    one[stage] = 0;
    let heard = 0;
    if (stage === STAGE.aware) heard = peers;
    else if (stage === STAGE.lapsed) heard = comeback * peers;
    else if (stage === STAGE.lapsedAgain) heard = laterComeback * peers;
    for (const end = cell + stride; cell < end; cell++) {
      const fatigue = (stage >= STAGE.lapsed ? FATIGUES : 0) + (cell % FATIGUES);
      rate[cell] = t.hazard[cell]!;
      ahead[cell] = t.hazard[cell]! * t.onward[cell]!;
      lift[cell] = responsiveness[Math.floor((cell % stride) / FATIGUES)]! * heard;
      back[cell] = t.back[cell]!;
      weight[cell] = own;
      middle[cell] = later;
      changing[cell] = PARTS * t.fatigueLeave[fatigue]!;
      tiring[cell] = changing[cell]! * t.tires[fatigue]!;
      mayChange[cell] = Math.ceil(changing[cell]!);
    }
  }
}
