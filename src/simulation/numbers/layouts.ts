/**
 * Where numbers stand in the arrays that the parts of the engine pass each other, said once, as plain data. TypeScript reads it here; for the kernel
 * scripts/kernel.mjs writes kernel/assembly/layouts.ts from it.
 */

/** How many there are of what is counted by position. */
export const SIZES = {
  /** Levels of fatigue. */
  fatigues: 4,
  /** Classes of responsiveness at most. */
  classes: 3,
  /** Levels of habit before there is one, and all stages in which people use it: these, habit and champions. */
  habits: 3,
  inUse: 5,
} as const;

/** The stages in which learners still move, in their order. */
const STAGE_NAMES = [
  'unaware',
  'aware',
  'tried',
  'triedAgain',
  'using',
  'using2',
  'using3',
  'habitual',
  'champion',
  'lapsed',
  'lapsedAgain',
] as const;

/** The stages of active use, in which people count as peers. */
const inUse = ['using', 'using2', 'using3', 'habitual', 'champion'] as const;

/** Fields in their order, with how many numbers each has. */
export const LAYOUTS = {
  /** What a row of conditions does: rates a day, before responsiveness and fatigue. */
  row: {
    /** Being noticed without any message. */
    awareness: 1,
    /** Trying: by pull; by peers and seniors, at full use. All after friction. */
    pull: 1,
    peers: 1,
    buyIn: 1,
    giveUp: 1,
    advance: 1,
    /** Factor on lapsing. */
    lapse: 1,
    champion: 1,
    /** Factors on what messages do: on being noticed, and, after friction, on trying. */
    onPush: 1,
    onClick: 1,
  },
  /** What the messages of a day do to being noticed, to trying and to coming back; and the day's pace, by which what needs no message goes as well. */
  push: { reach: 1, click: 1, comeback: 1, pace: 1 },
  /** What holds for a segment on all days. */
  trait: {
    /** For each class: its share of the learners, responsiveness, and speed of habit. */
    shares: SIZES.classes,
    responsiveness: SIZES.classes,
    speed: SIZES.classes,
    /** Attention for each level of fatigue. */
    attention: SIZES.fatigues,
    /** Rate of losing sight of it. */
    forget: 1,
    start: 1,
    comeback: 1,
    laterComeback: 1,
    /** Rates of lapsing for the levels of use, habit and champions, before the day's factor. */
    lapse: SIZES.inUse,
    rise: 1,
    recover: 1,
    dormant: 1,
    optOut: 1,
    optOutInUse: 1,
  },
  /** What holds for everybody together: weights in peers' influence of those who try and who champion, and days of evidence. */
  society: { trying: 1, champions: 1, memory: 1 },
  /** A population: learners by stage, then those lost to the campaign by how far they had come. */
  total: {
    ...(Object.fromEntries(STAGE_NAMES.map((name) => [name, 1])) as Record<(typeof STAGE_NAMES)[number], 1>),
    lostUnaware: 1,
    lostAware: 1,
    lostLater: 1,
  },
  /** By how much a learner who tries, and one of each stage of use, is expected to change what peers weigh until the middle of the day. */
  middle: { trying: 1, inUse: SIZES.inUse },
  /** How a share scatters: its mean, then mean, variance and third central moment of its stretched value (see forecast/spread.ts). */
  moment: { share: 1, mean: 1, variance: 1, third: 1 },
  /** When a goal is judged, the totals that count as bits, how many segments it means, and whether that day is the same for all of them, whenever they start. */
  goalRule: { day: 1, totals: 1, segments: 1, byDate: 1 },
} as const;

/** Structures of single numbers with a type each; `usize` is an address. */
export const STRUCTURES = {
  /** What a call of the kernel reads and where it writes. All numbers that differ between runs are vectors. */
  Scene: {
    days: 'i32',
    segments: 'i32',
    classes: 'i32',
    /** i32, for each segment and day: its row of conditions, and whether anything is sent. */
    rows: 'usize',
    loud: 'usize',
    /** f64, for each segment and day: what messages cost in attention. */
    contacts: 'usize',
    /** For each segment an address: rows of what conditions do, pushes by day, and traits. */
    effects: 'usize',
    pushes: 'usize',
    traits: 'usize',
    society: 'usize',
    /** For each segment its learners, as a number or as a share of all; and, i32, the day on which they start. */
    sizes: 'usize',
    starts: 'usize',
    /** The stage in which all learners begin. */
    begin: 'i32',
    /**
     * For each segment an address, or 0 where nobody asks: totals for each day, in the measure of the sizes, to which those of segments with the same
     * address are added. Then the same for everyone together, and by the days that learners are there, so many of them.
     */
    trajectories: 'usize',
    ownTotals: 'usize',
    ownDays: 'i32',
    everyone: 'usize',
    /** Goals: their rules in i32, the segments they mean one goal after the other, and where those who count go. */
    goals: 'i32',
    goalRules: 'usize',
    goalSegments: 'usize',
    goalShares: 'usize',
    /** Room for the working state. */
    work: 'usize',
    /** For runs: seed, the first run of the vector, the day of the epoch on which the first day falls, and i32 keys of the segments. */
    seed: 'i32',
    run: 'i32',
    firstDay: 'i32',
    keys: 'usize',
    /** Runs of the vector that are wanted, the first of it: for the others no learners are followed. */
    runs: 'i32',
    /**
     * For each segment an address of its Teams, or 0 where it is counted; 0 where all are. And where the variance goes that chance gives to learners in
     * active use on the last day: one number a run.
     */
    teams: 'usize',
    chance: 'usize',
    /** For each day what turns a number of learners into a share of those who are there by then. */
    scales: 'usize',
  },
  /** The teams of a segment that are followed, learner by learner: those of the first team, those of the second, and so on. */
  Teams: {
    /** Learners of a whole team, whole teams, and all learners who are followed. */
    members: 'i32',
    whole: 'i32',
    learners: 'i32',
    /** For each run: u8, the cell of every learner; for every team, the smaller one last, what its members weigh and how much more than all (f64). */
    cells: 'usize',
    weights: 'usize',
    influences: 'usize',
    /** f64, for each run what a learner of each stage weighs. */
    values: 'usize',
    /** Teams that a whole one stands for, and the last of them. */
    each: 'f64',
    last: 'f64',
  },
} as const;

/** Every series that a forecast tells, as the totals it adds up, which follow each other. All but the first add up to all learners. */
export const SERIES_TOTALS = {
  active: inUse,
  unaware: ['unaware'],
  aware: ['aware'],
  tried: ['tried', 'triedAgain'],
  using: ['using', 'using2', 'using3'],
  habitual: ['habitual'],
  champion: ['champion'],
  lapsed: ['lapsed', 'lapsedAgain'],
  optedOut: ['lostUnaware', 'lostAware', 'lostLater'],
} as const;

/** The totals that count for a goal, by its metric. Whoever champions it has the habit as well; who was lost counts by how far they had come. */
export const METRIC_TOTALS = {
  aware: [...STAGE_NAMES.slice(1), 'lostAware', 'lostLater'],
  tried: [...STAGE_NAMES.slice(2), 'lostLater'],
  active: inUse,
  habitual: ['habitual', 'champion'],
  champions: ['champion'],
} as const;

/** What a draw within a day is for. */
export const EDGE = {
  leave: 0,
  onward: 1,
  back: 2,
  fatigue: 3,
  direction: 4,
  start: 5,
  parameter: 6,
  learner: 7,
  /** Of those who tire: who tires by two levels or three; and of these, by three. */
  twice: 8,
  thrice: 9,
  /** How many start. */
  arrival: 10,
} as const;

/** The second counter word of a draw: the lowest bit of each part, and how many bits of the day count. The rest is nobody's. */
export const COUNTER = { dayShift: 20, dayBits: 12, cellShift: 12, edgeShift: 8 } as const;

type Fields = Readonly<Record<string, number>>;
type Positions<F extends Fields> = { readonly [Name in keyof F]: number };

/** Where each field of a layout starts. */
export function positionsIn<F extends Fields>(layout: F): Positions<F> {
  let next = 0;
  return Object.fromEntries(
    Object.entries(layout).map(([name, size]) => {
      next += size;
      return [name, next - size];
    }),
  ) as Positions<F>;
}

/** How many numbers a layout has. */
export const sizeOf = (layout: Fields): number => Object.values(layout).reduce((sum, size) => sum + size, 0);

export type Structure = Readonly<Record<string, 'i32' | 'usize' | 'f64'>>;

/** Byte offsets of a structure's fields, and its size; doubles lie on multiples of eight, as AssemblyScript lays them. */
export function offsetsIn<S extends Structure>(
  structure: S,
): { offsets: { [Name in keyof S]: number }; bytes: number } {
  let next = 0;
  const offsets = Object.fromEntries(
    Object.entries(structure).map(([name, type]) => {
      const size = type === 'f64' ? 8 : 4;
      const offset = Math.ceil(next / size) * size;
      next = offset + size;
      return [name, offset];
    }),
  ) as { [Name in keyof S]: number };
  return { offsets, bytes: next };
}

export const ROW = positionsIn(LAYOUTS.row);
export const ROW_FIELDS = sizeOf(LAYOUTS.row);
export const PUSH = positionsIn(LAYOUTS.push);
export const PUSH_FIELDS = sizeOf(LAYOUTS.push);
export const TRAIT = positionsIn(LAYOUTS.trait);
export const TRAIT_FIELDS = sizeOf(LAYOUTS.trait);
export const SOCIETY = positionsIn(LAYOUTS.society);
export const SOCIETY_FIELDS = sizeOf(LAYOUTS.society);
export const TOTAL = positionsIn(LAYOUTS.total);
export const TOTALS = sizeOf(LAYOUTS.total);
export const MOMENT = positionsIn(LAYOUTS.moment);
export const MOMENTS = sizeOf(LAYOUTS.moment);
export const GOAL_RULE = positionsIn(LAYOUTS.goalRule);
export const GOAL_RULE_FIELDS = sizeOf(LAYOUTS.goalRule);
/** Stages in which learners still move; whoever is lost follows them in the totals. */
export const STAGES = STAGE_NAMES.length;
export const STAGE: Readonly<Record<(typeof STAGE_NAMES)[number], number>> = TOTAL;
export const FATIGUES = SIZES.fatigues;
