import type { Effects, Society, Traits } from '../model/effects.ts';
import { TOTALS_OF_METRIC } from '../model/stages.ts';
import {
  GOAL_RULE,
  GOAL_RULE_FIELDS,
  offsetsIn,
  SOCIETY,
  SOCIETY_FIELDS,
  STRUCTURES,
  TOTALS,
  TRAIT,
  TRAIT_FIELDS,
  type Structure,
} from '../numbers/layouts.ts';
import type { Plan } from '../plan/plan.ts';

/** A plan, and what moves its learners, in the memory of the kernel: first everything is given its room, then it is written. */

/** Bytes of a vector, and of what memory grows by. */
const WIDTH = 16;
const PAGE = 65536;

/** Hands out addresses from the first free byte on, each at the start of a vector. */
export function roomsFrom(free: number) {
  let top = free;
  const bytes = (count: number): number => {
    const at = top;
    top += Math.ceil(count / WIDTH) * WIDTH;
    return at;
  };
  return { bytes, vectors: (count: number) => bytes(WIDTH * count), top: () => top };
}
type Rooms = ReturnType<typeof roomsFrom>;

/** The memory as numbers, made large enough. Growing it takes earlier views away, so that nothing is written before all rooms are handed out. */
export function viewsOf(memory: WebAssembly.Memory, rooms: Rooms) {
  const missing = rooms.top() - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const { buffer } = memory;
  return { integers: new Int32Array(buffer), floats: new Float32Array(buffer), doubles: new Float64Array(buffer) };
}
export type Views = ReturnType<typeof viewsOf>;

const entriesOf = <T extends object>(of: T) => Object.entries(of) as [keyof T, T[keyof T]][];

/** How a structure's fields are written to an address, and its size. */
function structureOf<S extends Structure>(structure: S) {
  const { offsets, bytes } = offsetsIn(structure);
  const entries = entriesOf(structure);
  const write = ({ integers, doubles }: Views, at: number, fields: Record<keyof S, number>): void => {
    for (const [field, type] of entries) {
      const address = at + offsets[field];
      if (type === 'f64') doubles[address / 8] = fields[field];
      else integers[address / 4] = fields[field];
    }
  };
  return { bytes, write };
}

export const SCENE = structureOf(STRUCTURES.Scene);
const TEAMS = structureOf(STRUCTURES.Teams);

/** Addresses of what a scene takes from the plan alone. */
export function roomsOfPlan({ segments, days, goals }: Plan, rooms: Rooms) {
  return {
    rows: rooms.bytes(4 * segments.length * days),
    loud: rooms.bytes(4 * segments.length * days),
    contacts: rooms.bytes(8 * segments.length * days),
    keys: rooms.bytes(4 * segments.length),
    sizes: rooms.vectors(segments.length),
    scales: rooms.vectors(days),
    starts: rooms.bytes(4 * segments.length),
    goalRules: rooms.bytes(4 * GOAL_RULE_FIELDS * goals.length),
    goalSegments: rooms.bytes(4 * goals.reduce((sum, goal) => sum + goal.segments.length, 0)),
  };
}

/** Writes what does not differ between runs. */
export function writePlan(views: Views, plan: Plan, at: ReturnType<typeof roomsOfPlan>): void {
  const { integers, doubles } = views;
  const { days, segments, exposures, goals } = plan;
  segments.forEach(({ exposure, key, start = 0 }, segment) => {
    const { conditions, contacts, channels } = exposures[exposure]!;
    const first = segment * days;
    integers.set(conditions, at.rows / 4 + first);
    doubles.set(contacts, at.contacts / 8 + first);
    for (let day = 0; day < days; day++) integers[at.loud / 4 + first + day] = contacts[day]! > 0 ? 1 : 0;
    for (const channel of channels) for (const day of channel.days) integers[at.loud / 4 + first + day] = 1;
    integers[at.starts / 4 + segment] = start;
    integers[at.keys / 4 + segment] = key;
  });
  goals.forEach(({ day, metric, segments: of, isByDate }, goal) => {
    const totals = TOTALS_OF_METRIC[metric].reduce((sum, total) => sum | (1 << total), 0);
    const rule = { day, totals, segments: of.length, byDate: isByDate ? 1 : 0 };
    for (const [field, position] of entriesOf(GOAL_RULE))
      integers[at.goalRules / 4 + GOAL_RULE_FIELDS * goal + position] = rule[field];
  });
  integers.set(
    goals.flatMap((goal) => goal.segments),
    at.goalSegments / 4,
  );
}

/**
 * Writes how many learners one run has, to its part, the `own` of `each`, of every vector: in shares of `all` of them where these are given, else in
 * numbers, by which the kernel finds shares of those who are there on a day.
 */
export function writeSizes(
  values: Float32Array | Float64Array,
  { segments, days }: Pick<Plan, 'segments' | 'days'>,
  sizes: ArrayLike<number>,
  at: Pick<ReturnType<typeof roomsOfPlan>, 'sizes' | 'scales'>,
  all: number | undefined,
  own: number,
  each: number,
): void {
  const whole = all ?? 1;
  const starting = new Float64Array(days);
  for (let segment = 0; segment < segments.length; segment++) {
    values[(at.sizes / WIDTH + segment) * each + own] = sizes[segment]! / whole;
    const { start = 0 } = segments[segment]!;
    if (start < days) starting[start]! += sizes[segment]!;
  }
  for (let day = 0, there = 0; day < days; day++) {
    there += starting[day]!;
    values[(at.scales / WIDTH + day) * each + own] = there > 0 ? whole / there : whole;
  }
}

/** Addresses of what moves learners in the runs of one vector, and a list by segment of each kind of them. */
export function roomsOfEffects(effects: Effects | undefined, rooms: Rooms) {
  const { rows = [], pushes = [], traits = [] } = effects ?? {};
  const list = <T>(of: readonly T[], size: (entry: T) => number) => ({
    list: rooms.bytes(4 * of.length),
    each: shared(of, (entry) => rooms.vectors(size(entry))),
  });
  return {
    rows: list(rows, ({ length }) => length),
    pushes: list(pushes, ({ length }) => length),
    traits: list(traits, () => TRAIT_FIELDS),
    society: rooms.vectors(SOCIETY_FIELDS),
  };
}

/** An address for each entry of a list; equal entries share theirs. */
function shared<T>(list: readonly T[], make: (entry: T) => number): number[] {
  const known = new Map<T, number>();
  return list.map((entry) => {
    let at = known.get(entry);
    if (at === undefined) known.set(entry, (at = make(entry)));
    return at;
  });
}

/** Writes for each segment where its effects stand. */
export function writeLists({ integers }: Views, { rows, pushes, traits }: ReturnType<typeof roomsOfEffects>): void {
  for (const { list, each } of [rows, pushes, traits]) integers.set(each, list / 4);
}

/** Writes one run's effects to its part, the `own` of `each`, of every vector. */
export function writeEffects(
  values: Float32Array | Float64Array,
  effects: Effects,
  at: ReturnType<typeof roomsOfEffects>,
  own: number,
  each: number,
): void {
  const write = <T>(of: readonly T[], addresses: readonly number[], numbersOf: (entry: T) => Float64Array) =>
    of.forEach((entry, index) => {
      if (addresses.indexOf(addresses[index]!) !== index) return;
      const numbers = numbersOf(entry);
      const start = (addresses[index]! / WIDTH) * each + own;
      for (let field = 0; field < numbers.length; field++) values[start + field * each] = numbers[field]!;
    });
  write(effects.rows, at.rows.each, (numbers) => numbers);
  write(effects.pushes, at.pushes.each, (numbers) => numbers);
  write(effects.traits, at.traits.each, traitNumbers);
  write([effects.society], [at.society], societyNumbers);
}

const TRAITS = entriesOf(TRAIT);

/** Traits and society as the kernel reads them; lists by class have room for the most classes. */
function traitNumbers(traits: Traits): Float64Array {
  const numbers = new Float64Array(TRAIT_FIELDS);
  for (const [field, position] of TRAITS) {
    const value = traits[field];
    if (typeof value === 'number') numbers[position] = value;
    else numbers.set(value, position);
  }
  return numbers;
}

function societyNumbers(society: Society): Float64Array {
  const numbers = new Float64Array(SOCIETY_FIELDS);
  for (const [field, position] of entriesOf(SOCIETY)) numbers[position] = society[field];
  return numbers;
}

/** The teams of a segment that are followed: whole ones, and a smaller one of the learners who are left over. */
export interface Teams {
  /** Learners of a whole team. */
  members: number;
  whole: number;
  /** Teams that a whole one stands for; the last of them stands for as many as are left. */
  each: number;
  last: number;
  /** Learners who are followed, those of the smaller team included. */
  learners: number;
}

/** Addresses of what is kept of the teams of each segment in so many runs; 0 for segments that are counted. */
export function roomsOfTeams(teams: readonly (Teams | undefined)[], runs: number, rooms: Rooms) {
  const list = rooms.bytes(4 * teams.length);
  const each = teams.map((own) => {
    if (!own) return undefined;
    // The kernel looks at learners in groups, and at teams in pairs.
    const learners = 8 * Math.ceil(own.learners / 8);
    const count = 2 * Math.ceil((Math.ceil(own.learners / own.members) + 1) / 2);
    return {
      structure: rooms.bytes(TEAMS.bytes),
      cells: rooms.bytes(runs * learners),
      weights: rooms.bytes(8 * runs * count),
      influences: rooms.bytes(8 * runs * count),
      values: rooms.bytes(8 * runs * TOTALS),
    };
  });
  return { list, each, chance: rooms.vectors(1) };
}

export function writeTeams(
  views: Views,
  teams: readonly (Teams | undefined)[],
  at: ReturnType<typeof roomsOfTeams>,
): void {
  teams.forEach((own, segment) => {
    const rooms = at.each[segment];
    views.integers[at.list / 4 + segment] = rooms?.structure ?? 0;
    if (own && rooms) TEAMS.write(views, rooms.structure, { ...own, ...rooms });
  });
  views.doubles.fill(0, at.chance / 8, at.chance / 8 + 2);
}
