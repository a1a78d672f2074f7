/** Written by scripts/kernel.mjs from numbers/layouts.ts, where every field is explained. Change it there. */

export const FATIGUES: i32 = 4;
export const CLASSES: i32 = 3;
export const HABITS: i32 = 3;
export const IN_USE: i32 = 5;
export const STAGES: i32 = 11;

export const enum Row {
  awareness = 0,
  pull = 1,
  peers = 2,
  buyIn = 3,
  giveUp = 4,
  advance = 5,
  lapse = 6,
  champion = 7,
  onPush = 8,
  onClick = 9,
}

export const ROW_FIELDS: i32 = 10;

export const enum Push {
  reach = 0,
  click = 1,
  comeback = 2,
  pace = 3,
}

export const PUSH_FIELDS: i32 = 4;

export const enum Trait {
  shares = 0,
  responsiveness = 3,
  speed = 6,
  attention = 9,
  forget = 13,
  start = 14,
  comeback = 15,
  laterComeback = 16,
  lapse = 17,
  rise = 22,
  recover = 23,
  dormant = 24,
  optOut = 25,
  optOutInUse = 26,
}

export const TRAIT_FIELDS: i32 = 27;

export const enum Society {
  trying = 0,
  champions = 1,
  memory = 2,
}

export const SOCIETY_FIELDS: i32 = 3;

export const enum Total {
  unaware = 0,
  aware = 1,
  tried = 2,
  triedAgain = 3,
  using = 4,
  using2 = 5,
  using3 = 6,
  habitual = 7,
  champion = 8,
  lapsed = 9,
  lapsedAgain = 10,
  lostUnaware = 11,
  lostAware = 12,
  lostLater = 13,
}

export const TOTAL_FIELDS: i32 = 14;

export const enum Middle {
  trying = 0,
  inUse = 1,
}

export const MIDDLE_FIELDS: i32 = 6;

export const enum Moment {
  share = 0,
  mean = 1,
  variance = 2,
  third = 3,
}

export const MOMENT_FIELDS: i32 = 4;

export const enum GoalRule {
  day = 0,
  totals = 1,
  segments = 2,
  byDate = 3,
}

export const GOAL_RULE_FIELDS: i32 = 4;

@unmanaged
export class Scene {
  days: i32;
  segments: i32;
  classes: i32;
  rows: usize;
  loud: usize;
  contacts: usize;
  effects: usize;
  pushes: usize;
  traits: usize;
  society: usize;
  sizes: usize;
  starts: usize;
  begin: i32;
  trajectories: usize;
  ownTotals: usize;
  ownDays: i32;
  everyone: usize;
  goals: i32;
  goalRules: usize;
  goalSegments: usize;
  goalShares: usize;
  work: usize;
  seed: i32;
  run: i32;
  firstDay: i32;
  keys: usize;
  runs: i32;
  teams: usize;
  chance: usize;
  scales: usize;
}

@unmanaged
export class Teams {
  members: i32;
  whole: i32;
  learners: i32;
  cells: usize;
  weights: usize;
  influences: usize;
  values: usize;
  each: f64;
  last: f64;
}

export const SERIES: i32 = 9;

/** The totals that a series adds up, from the first to before the last. */
export const SERIES_FROM = memory.data<i32>([4, 0, 1, 2, 4, 7, 8, 9, 11]);
export const SERIES_UNTIL = memory.data<i32>([9, 1, 2, 4, 7, 8, 9, 11, 14]);

export const enum Edge {
  leave = 0,
  onward = 1,
  back = 2,
  fatigue = 3,
  direction = 4,
  start = 5,
  parameter = 6,
  learner = 7,
  twice = 8,
  thrice = 9,
  arrival = 10,
}

export const DAY_SHIFT: i32 = 20;
export const DAY_BITS: i32 = 12;
export const CELL_SHIFT: i32 = 12;
export const EDGE_SHIFT: i32 = 8;
