/** What a call reads and where it writes, as addresses. All numbers that differ between futures are vectors. */
@unmanaged
export class Scene {
  days: i32;
  segments: i32;
  classes: i32;
  /** i32, for each segment and day: its row of conditions, and whether anything is sent. */
  rows: usize;
  loud: usize;
  /** f64, for each segment and day: what messages cost in attention. */
  contacts: usize;
  /** For each segment an address: what its rows of conditions do (ROW_FIELDS each), what messages do (three a day), and its traits. */
  effects: usize;
  pushes: usize;
  traits: usize;
  /** Weight of a learner who tries, weight of a champion, memory of evidence in days. */
  society: usize;
  /** f64, for each segment: its learners, as a number or as a share of all. */
  sizes: usize;
  /** The stage in which all learners begin. */
  begin: i32;
  /** For each segment an address, or 0 where nobody asks: TOTALS for each day, in the measure of the sizes. Then the same for everyone together. */
  trajectories: usize;
  everyone: usize;
  /** Goals: i32, for each its day, the totals that count as bits, and how many segments it means; these segments; and the shares that count. */
  goals: i32;
  goalRules: usize;
  goalSegments: usize;
  goalShares: usize;
  /** Room for the working state. */
  work: usize;
  /** For counts: seed, the run of the first lane, the day of the epoch on which the first day falls, and i32 keys of the segments. */
  seed: i32;
  run: i32;
  firstDay: i32;
  keys: usize;
  /** What turns a number of learners into a share of all; 1 where trajectories are shares already. */
  scale: f64;
}

export const STAGES: i32 = 11;
export const LEVELS: i32 = 4;
export const TOTALS: i32 = 14;

/** Fields of a row of conditions, in the order of `ROW` in effects.ts. */
export const AWARENESS: i32 = 0;
export const PULL: i32 = 1;
export const PEERS: i32 = 2;
export const BUY_IN: i32 = 3;
export const GIVE_UP: i32 = 4;
export const ADVANCE: i32 = 5;
export const LAPSING: i32 = 6;
export const CHAMPION: i32 = 7;
export const ON_PUSH: i32 = 8;
export const ON_CLICK: i32 = 9;
export const ROW_FIELDS: i32 = 10;

/** Traits of a segment, in the order of `traitFields` in kernel.ts. The first three have room for three classes. */
export const SHARES: i32 = 0;
export const RESPONSIVENESS: i32 = 3;
export const SPEED: i32 = 6;
export const ATTENTION: i32 = 9;
export const START: i32 = 13;
export const COMEBACK: i32 = 14;
export const LATER_COMEBACK: i32 = 15;
export const LAPSE: i32 = 16;
export const RISE: i32 = 21;
export const RECOVER: i32 = 22;
export const DORMANT: i32 = 23;
export const OPT_OUT: i32 = 24;
export const OPT_OUT_IN_USE: i32 = 25;

@inline
export function addressAt(list: usize, index: i32): usize {
  return <usize>load<i32>(list + ((<usize>index) << 2));
}
