import type { Effects, Society, Traits } from '../model/effects.ts';
import { SERIES, SERIES_OF_TOTAL, TOTALS_OF_METRIC } from '../model/stages.ts';
import {
  GOAL_RULE,
  GOAL_RULE_FIELDS,
  MOMENTS,
  offsetsIn,
  SOCIETY,
  SOCIETY_FIELDS,
  STAGE,
  STRUCTURES,
  TOTALS,
  TRAIT,
  TRAIT_FIELDS,
} from '../numbers/layouts.ts';
import type { Plan } from '../plan/plan.ts';
import { WASM } from './wasm.ts';

/**
 * The engine's inner loops, compiled from assembly/ to WebAssembly: a vector holds several futures, so that four expected trajectories cost little more
 * than one, and runs are drawn in pairs. Everything here is laid out as numbers/layouts.ts says.
 */

interface Kernel {
  memory: WebAssembly.Memory;
  free: () => number;
  roomOf: (classes: number) => number;
  expectation32: (scene: number) => void;
  expectation64: (scene: number) => void;
  counts: (scene: number) => void;
  moments32: (trajectory: number, apart: number, passes: number, days: number, size: number, out: number) => void;
  /** One binomial draw; see assembly/binomial.ts. */
  drawOne: (n: number, p: number, rate: number, word: number) => number;
  /** What follows is called by tests alone; see assembly/kernel.ts for what they take. */
  drawTo: (...given: number[]) => void;
  normalTo: (...given: number[]) => void;
  threefryRows: (...given: number[]) => void;
}

let loaded: Kernel | undefined;

/** The compiled functions. */
export function kernel(): Kernel {
  if (!loaded) {
    const bytes = Uint8Array.from(atob(WASM), (letter) => letter.charCodeAt(0));
    loaded = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Kernel;
  }
  return loaded;
}

/** f64 follows two futures at a time, f32 four, to six digits. */
export type Precision = 32 | 64;

export interface TrajectoryOptions {
  precision: Precision;
  /** Indices of the segments whose trajectories are wanted beside everyone's; none by default. */
  keep?: readonly number[];
  /** The stage in which all learners begin; unaware by default. */
  begin?: number;
  /** Makes runs by chance of the trajectories, with the random numbers of this seed and of runs from the first on. Only for precision 64. */
  drawn?: { seed: number; firstRun: number };
}

/** Trajectories: expected ones as shares of all learners, drawn ones in learners. They are overwritten by the next ones. */
export interface Trajectories {
  futures: number;
  /** Writes the series of STORED, day by day and series after series, of everyone or of the kept segment at an index of `keep`. */
  readSeries(future: number, into: Float64Array, kept?: number): void;
  /** A total of everyone, or of the kept segment at an index of `keep`, on a day. */
  total(future: number, day: number, total: number, kept?: number): number;
  /** Who counts for a goal on its day. */
  goal(future: number, goal: number): number;
  /**
   * Of every series and day (series of SUMMED in forecast/fromRuns.ts, day by day), over all futures: the mean share of those meant, then mean, variance and
   * third central moment of its stretched value (see forecast/spread.ts). Of everyone, or of a kept segment. Only for precision 32.
   */
  moments(kept?: number): Float64Array;
}

/** Futures whose moments the kernel can take. */
const MOST_FUTURES = 4 * 63;
const WIDTH = 16;
const SCENE = offsetsIn(STRUCTURES.Scene);
const NO_LEARNERS = 1;

/** Follows the plan under each of these effects. */
export function trajectoriesOf(plan: Plan, futures: readonly Effects[], options: TrajectoryOptions): Trajectories {
  const { precision, keep = [], begin = STAGE.unaware, drawn } = options;
  const { days, segments, classes, goals } = plan;
  const each = precision === 32 ? 4 : 2;
  const passes = Math.ceil(futures.length / each);
  const learners = plan.learners || NO_LEARNERS;
  const { memory, free, roomOf, expectation32, expectation64, counts, moments32 } = kernel();
  let top = free();
  const room = (bytes: number) => {
    const at = top;
    top += Math.ceil(bytes / WIDTH) * WIDTH;
    return at;
  };
  const vectors = (count: number) => room(WIDTH * count);

  // Everything is given its place before anything is written: growing the memory would take the views away.
  const scene = room(SCENE.bytes);
  const keys = room(4 * segments.length);
  const rowOf = room(4 * segments.length * days);
  const loud = room(4 * segments.length * days);
  const contacts = room(8 * segments.length * days);
  const effectList = room(4 * segments.length);
  const pushList = room(4 * segments.length);
  const traitList = room(4 * segments.length);
  const trajectoryList = room(4 * segments.length);
  const sizes = room(8 * segments.length);
  const society = vectors(SOCIETY_FIELDS);
  const rules = room(4 * GOAL_RULE_FIELDS * goals.length);
  const meant = goals.flatMap((goal) => goal.segments);
  const members = room(4 * meant.length);
  const work = room(roomOf(classes) * segments.length);
  const first = futures[0];
  const rowsAt = indices(first?.rows ?? [], ({ length }) => vectors(length));
  const pushesAt = indices(first?.pushes ?? [], ({ length }) => vectors(length));
  const traitsAt = indices(first?.traits ?? [], () => vectors(TRAIT_FIELDS));
  const results = vectors(0);
  const everyone = vectors(days * TOTALS);
  const keptAt = keep.map(() => vectors(days * TOTALS));
  const goalsAt = vectors(goals.length);
  const apart = top - results;
  room(apart * Math.max(0, passes - 1));
  const momentsAt = room(8 * MOMENTS * SERIES.length * days);
  const missing = top - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));

  const integers = new Int32Array(memory.buffer);
  const doubles = new Float64Array(memory.buffer);
  const values = precision === 32 ? new Float32Array(memory.buffer) : doubles;
  plan.segments.forEach(({ exposure, size, key }, segment) => {
    const { conditions, contacts: costs, channels } = plan.exposures[exposure]!;
    const at = segment * days;
    integers.set(conditions, rowOf / 4 + at);
    doubles.set(costs, contacts / 8 + at);
    for (let day = 0; day < days; day++) integers[loud / 4 + at + day] = costs[day]! > 0 ? 1 : 0;
    for (const channel of channels) for (const day of channel.days) integers[loud / 4 + at + day] = 1;
    doubles[sizes / 8 + segment] = drawn ? size : size / learners;
    integers[keys / 4 + segment] = key;
    integers[effectList / 4 + segment] = rowsAt[segment]!;
    integers[pushList / 4 + segment] = pushesAt[segment]!;
    integers[traitList / 4 + segment] = traitsAt[segment]!;
    integers[trajectoryList / 4 + segment] = 0;
  });
  goals.forEach(({ day, metric, segments: of }, goal) => {
    const bits = TOTALS_OF_METRIC[metric].reduce((sum, total) => sum | (1 << total), 0);
    const rule = { day, totals: bits, segments: of.length };
    for (const [field, at] of entriesOf(GOAL_RULE)) integers[rules / 4 + GOAL_RULE_FIELDS * goal + at] = rule[field];
  });
  integers.set(meant, members / 4);

  for (let pass = 0; pass < passes; pass++) {
    for (let own = 0; own < each; own++) {
      const effects = futures[Math.min(pass * each + own, futures.length - 1)]!;
      const write = <T>(list: readonly T[], at: readonly number[], numbersOf: (entry: T) => Float64Array) =>
        list.forEach((entry, index) => {
          if (at.indexOf(at[index]!) !== index) return;
          const numbers = numbersOf(entry);
          const start = (at[index]! / WIDTH) * each + own;
          for (let field = 0; field < numbers.length; field++) values[start + field * each] = numbers[field]!;
        });
      write(effects.rows, rowsAt, (numbers) => numbers);
      write(effects.pushes, pushesAt, (numbers) => numbers);
      write(effects.traits, traitsAt, traitNumbers);
      write([effects.society], [society], societyNumbers);
    }
    const moved = apart * pass;
    keep.forEach((segment, index) => (integers[trajectoryList / 4 + segment] = keptAt[index]! + moved));
    const given: Record<keyof typeof STRUCTURES.Scene, number> = {
      days,
      segments: segments.length,
      classes,
      rows: rowOf,
      loud,
      contacts,
      effects: effectList,
      pushes: pushList,
      traits: traitList,
      society,
      sizes,
      begin,
      trajectories: trajectoryList,
      everyone: everyone + moved,
      goals: goals.length,
      goalRules: rules,
      goalSegments: members,
      goalShares: goalsAt + moved,
      work,
      seed: drawn?.seed ?? 0,
      run: (drawn?.firstRun ?? 0) + pass * each,
      firstDay: plan.firstDay,
      keys,
      scale: drawn ? 1 / learners : 1,
    };
    for (const [field, type] of entriesOf(STRUCTURES.Scene)) {
      const at = scene + SCENE.offsets[field];
      if (type === 'f64') doubles[at / 8] = given[field];
      else integers[at / 4] = given[field];
    }
    if (drawn) counts(scene);
    else if (precision === 32) expectation32(scene);
    else expectation64(scene);
  }

  const valueAt = (future: number, at: number, field: number) =>
    values[((at + Math.floor(future / each) * apart) / WIDTH + field) * each + (future % each)]!;
  const trajectoryAt = (kept: number | undefined) => (kept === undefined ? everyone : keptAt[kept]!);
  return {
    futures: futures.length,
    readSeries: (future, into, kept) => {
      into.fill(0);
      const start = ((trajectoryAt(kept) + Math.floor(future / each) * apart) / WIDTH) * each + (future % each);
      for (let day = 0, at = start; day < days; day++) {
        for (let total = 0; total < TOTALS; total++, at += each) {
          into[SERIES_OF_TOTAL[total]! * days + day]! += values[at]!;
        }
      }
    },
    total: (future, day, total, kept) => valueAt(future, trajectoryAt(kept), day * TOTALS + total),
    goal: (future, goal) => valueAt(future, goalsAt, goal),
    moments: (kept) => {
      if (futures.length % each !== 0 || futures.length > MOST_FUTURES)
        throw new RangeError(`Moments are taken of up to ${MOST_FUTURES} futures, a multiple of ${each}.`);
      const size = kept === undefined ? 1 : plan.segments[keep[kept]!]!.size / learners;
      moments32(trajectoryAt(kept), apart, passes, days, size, momentsAt);
      return doubles.slice(momentsAt / 8, momentsAt / 8 + MOMENTS * SERIES.length * days);
    },
  };
}

/** An address for each entry of a list; equal entries share theirs. */
function indices<T>(list: readonly T[], make: (entry: T) => number): number[] {
  const known = new Map<T, number>();
  return list.map((entry) => {
    let at = known.get(entry);
    if (at === undefined) known.set(entry, (at = make(entry)));
    return at;
  });
}

const entriesOf = <T extends object>(of: T) => Object.entries(of) as [keyof T, T[keyof T]][];

/** Traits and society as the kernel reads them; lists by class have room for the most classes. */
function traitNumbers(traits: Traits): Float64Array {
  const numbers = new Float64Array(TRAIT_FIELDS);
  for (const [field, at] of entriesOf(TRAIT)) {
    const value = traits[field];
    if (typeof value === 'number') numbers[at] = value;
    else numbers.set(value, at);
  }
  return numbers;
}

function societyNumbers(society: Society): Float64Array {
  const numbers = new Float64Array(SOCIETY_FIELDS);
  for (const [field, at] of entriesOf(SOCIETY)) numbers[at] = society[field];
  return numbers;
}
