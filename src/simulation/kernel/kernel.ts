import type { Effects, Traits } from '../model/effects.ts';
import type { Plan } from '../plan/plan.ts';
import { SERIES_OF_TOTAL, STAGE, TOTALS, TOTALS_OF_METRIC } from '../model/stages.ts';
import { WASM } from './wasm.ts';

/**
 * The engine's inner loops, compiled from assembly/ to WebAssembly: a register holds several futures, so that four expected trajectories cost little more
 * than one, and runs are drawn in pairs. Everything here is laid out as assembly/scene.ts reads it.
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

/** Numbers that `moments` gives for each series and day. */
export const MOMENTS = 4;
const SERIES = 9;
/** Futures whose moments the kernel can take. */
const MOST_FUTURES = 4 * 63;
const WIDTH = 16;
const TRAIT_FIELDS = 26;
/** Where the only double of a scene stands. */
const SCALE = 96;
const NO_LEARNERS = 1;

/** Follows the plan under each of these effects. */
export function trajectoriesOf(plan: Plan, futures: readonly Effects[], options: TrajectoryOptions): Trajectories {
  const { precision, keep = [], begin = STAGE.unaware, drawn } = options;
  const { days, segments, classes, goals } = plan;
  const lanes = precision === 32 ? 4 : 2;
  const passes = Math.ceil(futures.length / lanes);
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
  const scene = room(128);
  const keys = room(4 * segments.length);
  const rowOf = room(4 * segments.length * days);
  const loud = room(4 * segments.length * days);
  const contacts = room(8 * segments.length * days);
  const lists = [0, 1, 2, 3].map(() => room(4 * segments.length));
  const sizes = room(8 * segments.length);
  const society = vectors(3);
  const rules = room(12 * goals.length);
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
  const momentsAt = room(8 * MOMENTS * SERIES * days);
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
    [rowsAt, pushesAt, traitsAt].forEach((list, which) => (integers[lists[which]! / 4 + segment] = list[segment]!));
    integers[lists[3]! / 4 + segment] = 0;
  });
  goals.forEach(({ day, metric, segments: of }, goal) => {
    const bits = TOTALS_OF_METRIC[metric].reduce((sum, total) => sum | (1 << total), 0);
    integers.set([day, bits, of.length], rules / 4 + 3 * goal);
  });
  integers.set(meant, members / 4);

  for (let pass = 0; pass < passes; pass++) {
    for (let lane = 0; lane < lanes; lane++) {
      const effects = futures[Math.min(pass * lanes + lane, futures.length - 1)]!;
      const write = (at: number, field: number, value: number) => (values[(at / WIDTH + field) * lanes + lane] = value);
      const writeOnce = <T>(list: readonly T[], at: readonly number[], numbersOf: (entry: T) => Float64Array) =>
        list.forEach((entry, index) => {
          if (at.indexOf(at[index]!) !== index) return;
          const numbers = numbersOf(entry);
          const start = (at[index]! / WIDTH) * lanes + lane;
          for (let field = 0; field < numbers.length; field++) values[start + field * lanes] = numbers[field]!;
        });
      writeOnce(effects.rows, rowsAt, (numbers) => numbers);
      writeOnce(effects.pushes, pushesAt, (numbers) => numbers);
      writeOnce(effects.traits, traitsAt, traitFields);
      const { trying, champions, memory: days } = effects.society;
      [trying, champions, days].forEach((value, field) => write(society, field, value));
    }
    const moved = apart * pass;
    keep.forEach((segment, index) => (integers[lists[3]! / 4 + segment] = keptAt[index]! + moved));
    const [rowList, pushList, traitList, trajectoryList] = lists as [number, number, number, number];
    const what = [days, segments.length, classes, rowOf, loud, contacts, rowList, pushList, traitList, society, sizes];
    const where = [begin, trajectoryList, everyone + moved, goals.length, rules, members, goalsAt + moved, work];
    const chance = [drawn?.seed ?? 0, (drawn?.firstRun ?? 0) + pass * lanes, plan.firstDay, keys];
    integers.set([what, where, chance].flat(), scene / 4);
    doubles[(scene + SCALE) / 8] = drawn ? 1 / learners : 1;
    if (drawn) counts(scene);
    else if (precision === 32) expectation32(scene);
    else expectation64(scene);
  }

  const valueAt = (future: number, at: number, field: number) =>
    values[((at + Math.floor(future / lanes) * apart) / WIDTH + field) * lanes + (future % lanes)]!;
  const trajectoryAt = (kept: number | undefined) => (kept === undefined ? everyone : keptAt[kept]!);
  return {
    futures: futures.length,
    readSeries: (future, into, kept) => {
      into.fill(0);
      const start = ((trajectoryAt(kept) + Math.floor(future / lanes) * apart) / WIDTH) * lanes + (future % lanes);
      for (let day = 0, at = start; day < days; day++) {
        for (let total = 0; total < TOTALS; total++, at += lanes) {
          into[SERIES_OF_TOTAL[total]! * days + day]! += values[at]!;
        }
      }
    },
    total: (future, day, total, kept) => valueAt(future, trajectoryAt(kept), day * TOTALS + total),
    goal: (future, goal) => valueAt(future, goalsAt, goal),
    moments: (kept) => {
      if (futures.length % lanes !== 0 || futures.length > MOST_FUTURES)
        throw new RangeError(`Moments are taken of up to ${MOST_FUTURES} futures, a multiple of ${lanes}.`);
      const size = kept === undefined ? 1 : plan.segments[keep[kept]!]!.size / learners;
      moments32(trajectoryAt(kept), apart, passes, days, size, momentsAt);
      return doubles.slice(momentsAt / 8, momentsAt / 8 + MOMENTS * SERIES * days);
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

/** Traits as the kernel reads them; the first three lists have room for three classes. */
function traitFields(traits: Traits): Float64Array {
  const fields = new Float64Array(TRAIT_FIELDS);
  fields.set(traits.shares, 0);
  fields.set(traits.responsiveness, 3);
  fields.set(traits.speed, 6);
  fields.set(traits.attention, 9);
  const { start, comeback, laterComeback, rise, recover, dormant, optOut, optOutInUse } = traits;
  fields.set([start, comeback, laterComeback], 13);
  fields.set(traits.lapse, 16);
  fields.set([rise, recover, dormant, optOut, optOutInUse], 21);
  return fields;
}
