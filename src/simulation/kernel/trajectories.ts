import type { Effects } from '../model/effects.ts';
import { SERIES, SERIES_OF_TOTAL } from '../model/stages.ts';
import { MOMENTS, STAGE, TOTALS } from '../numbers/layouts.ts';
import { cohortsWith, learnersWith, type Plan, type PlanGoal } from '../plan/plan.ts';
import { startersIn } from '../plan/starters.ts';
import { kernel } from './kernel.ts';
import {
  roomsFrom,
  roomsOfEffects,
  roomsOfPlan,
  roomsOfTeams,
  SCENE,
  viewsOf,
  writeEffects,
  writeLists,
  writePlan,
  writeSizes,
  writeTeams,
  type Teams,
} from './scene.ts';
import { Refusal } from '#campaign/refusal.ts';

/** What becomes of the learners of a plan, day by day, in several runs: as it is to be expected, or by chance. */

/** f64 follows two runs at a time, f32 four, to six digits. */
export type Precision = 32 | 64;

export interface TrajectoryOptions {
  precision: Precision;
  /** Indices of the segments whose trajectories are wanted beside everyone's; none by default. */
  keep?: readonly number[];
  /** The stage in which all learners begin; unaware by default. */
  begin?: number;
  /**
   * Makes runs by chance of the trajectories, with the random numbers of this seed and of runs from the first on. Only for precision 64. Learners of
   * the given teams are followed one by one, segment by segment; all others are counted.
   */
  drawn?: { seed: number; firstRun: number; teams?: readonly (Teams | undefined)[] | undefined };
}

/** Trajectories: expected ones as shares of all learners, drawn ones in learners. They are overwritten by the next ones. */
export interface Trajectories {
  runs: number;
  /** Writes the series of STORED, day by day and series after series, of everyone or of the kept segment at an index of `keep`. */
  readSeries(run: number, into: Float64Array, kept?: number): void;
  /** A total of everyone, or of the kept segment at an index of `keep`, on a day. */
  total(run: number, day: number, total: number, kept?: number): number;
  /** Who counts for a goal on its day. */
  goal(run: number, goal: number): number;
  /** Variance that chance gives to learners in active use on the last day of a run in which teams are followed. */
  chance(run: number): number;
  /**
   * Of every series of SERIES and day (day by day), over all runs: MOMENTS numbers. Of everyone, or of a kept segment. Only for precision 32.
   */
  moments(kept?: number): Float64Array;
  /** Of a rolling plan: the same series, by the days that learners are there, of all who have come so far. */
  readOwn(run: number, into: Float64Array): void;
  /** Their moments, as shares of all learners. Only for precision 32. */
  ownMoments(): Float64Array;
}

/** Runs whose moments the kernel can take. */
const MOST_RUNS = 4 * 63;
const NO_LEARNERS = 1;

/** Follows the plan under each of these effects. */
export function trajectoriesOf(plan: Plan, runs: readonly Effects[], options: TrajectoryOptions): Trajectories {
  const { precision, keep = [], begin = STAGE.unaware, drawn } = options;
  const { days, segments, classes, goals } = plan;
  const ownDays = plan.rolling?.ownDays ?? 0;
  const each = precision === 32 ? 4 : 2;
  const passes = Math.ceil(runs.length / each);
  const learners = plan.learners || NO_LEARNERS;
  const { memory, free, roomOf, expectation32, expectation64, runs: draw, moments32 } = kernel();

  const rooms = roomsFrom(free());
  const scene = rooms.bytes(SCENE.bytes);
  const ofPlan = roomsOfPlan(plan, rooms);
  const ofEffects = roomsOfEffects(runs[0], rooms);
  const ofTeams = drawn?.teams && roomsOfTeams(drawn.teams, Math.min(each, runs.length), rooms);
  const list = rooms.bytes(4 * segments.length);
  const work = rooms.bytes(roomOf(classes) * segments.length);
  // What is found, pass after pass.
  const found = rooms.top();
  const everyone = rooms.vectors(days * TOTALS);
  const keptFrom = rooms.top();
  const keptAt = keep.map(() => rooms.vectors(days * TOTALS));
  const ownTotals = rooms.vectors(ownDays * TOTALS);
  const keptUntil = rooms.top();
  const goalsAt = rooms.vectors(goals.length);
  const apart = rooms.top() - found;
  rooms.bytes(apart * Math.max(0, passes - 1));
  const momentsAt = rooms.bytes(8 * MOMENTS * SERIES.length * days);

  const views = viewsOf(memory, rooms);
  const { integers, doubles } = views;
  const values = precision === 32 ? views.floats : doubles;
  writePlan(views, plan, ofPlan);
  const planned = Float64Array.from(segments, ({ size }) => size);
  const sizesOf = (run: number) =>
    drawn && plan.rolling ? startersIn(plan, drawn.seed, drawn.firstRun + run) : planned;
  const factors: number[][] = [];
  writeLists(views, ofEffects);
  const chances: number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    for (let own = 0; own < each; own++) {
      const effects = runs[Math.min(pass * each + own, runs.length - 1)]!;
      writeEffects(values, effects, ofEffects, own, each);
      const sizes = sizesOf(pass * each + own);
      writeSizes(values, plan, sizes, ofPlan, drawn ? undefined : learners, own, each);
      if (plan.rolling) factors.push(goals.map((goal) => factorOf(plan, goal, sizes)));
    }
    const moved = apart * pass;
    values.fill(0, (keptFrom + moved) / values.BYTES_PER_ELEMENT, (keptUntil + moved) / values.BYTES_PER_ELEMENT);
    integers.fill(0, list / 4, list / 4 + segments.length);
    keep.forEach((segment, index) => {
      for (const one of cohortsWith(plan, segment)) integers[list / 4 + one] = keptAt[index]! + moved;
    });
    if (ofTeams) writeTeams(views, drawn.teams!, ofTeams);
    SCENE.write(views, scene, {
      days,
      segments: segments.length,
      classes,
      ...ofPlan,
      effects: ofEffects.rows.list,
      pushes: ofEffects.pushes.list,
      traits: ofEffects.traits.list,
      society: ofEffects.society,
      begin,
      trajectories: list,
      everyone: everyone + moved,
      ownTotals: ownTotals + moved,
      ownDays,
      goals: goals.length,
      goalShares: goalsAt + moved,
      work,
      seed: drawn?.seed ?? 0,
      run: (drawn?.firstRun ?? 0) + pass * each,
      firstDay: plan.firstDay,
      runs: Math.min(each, runs.length - pass * each),
      teams: ofTeams?.list ?? 0,
      chance: ofTeams?.chance ?? 0,
    });
    if (drawn) draw(scene);
    else if (precision === 32) expectation32(scene);
    else expectation64(scene);
    if (ofTeams) chances.push(...doubles.subarray(ofTeams.chance / 8, ofTeams.chance / 8 + each));
  }

  /** Where a run's number of the vector at an address stands among `values`. */
  const valueAt = (run: number, at: number) =>
    (at + Math.floor(run / each) * apart) / values.BYTES_PER_ELEMENT + (run % each);
  const readTotals = (run: number, from: number, until: number, into: Float64Array) => {
    into.fill(0);
    for (let day = 0, at = valueAt(run, from); day < until; day++) {
      for (let total = 0; total < TOTALS; total++, at += each) {
        into[SERIES_OF_TOTAL[total]! * until + day]! += values[at]!;
      }
    }
  };
  const momentsFrom = (from: number, until: number, size: number) => {
    if (runs.length % each !== 0 || runs.length > MOST_RUNS)
      throw new Refusal('badInput', `Moments are taken of up to ${MOST_RUNS} runs, a multiple of ${each}.`);
    moments32(from, apart, passes, until, size, momentsAt);
    return doubles.slice(momentsAt / 8, momentsAt / 8 + MOMENTS * SERIES.length * until);
  };
  const trajectoryAt = (kept: number | undefined) => (kept === undefined ? everyone : keptAt[kept]!);
  return {
    runs: runs.length,
    readSeries: (run, into, kept) => readTotals(run, trajectoryAt(kept), days, into),
    readOwn: (run, into) => readTotals(run, ownTotals, ownDays, into),
    total: (run, day, total, kept) => values[valueAt(run, trajectoryAt(kept)) + (day * TOTALS + total) * each]!,
    goal: (run, goal) => values[valueAt(run, goalsAt) + goal * each]! * (factors[run]?.[goal] ?? 1),
    chance: (run) => chances[run]!,
    moments: (kept) =>
      momentsFrom(trajectoryAt(kept), days, kept === undefined ? 1 : learnersWith(plan, keep[kept]!) / learners),
    ownMoments: () => momentsFrom(ownTotals, ownDays, 1),
  };
}

/** What turns who counts for a goal in a run into who would, did as many start as are expected to; 1 where learners are counted as they are. */
function factorOf({ segments }: Plan, { isShare, segments: of }: PlanGoal, sizes: Float64Array): number {
  if (!isShare) return 1;
  const sum = (sizeOf: (segment: number) => number) => of.reduce((all, segment) => all + sizeOf(segment), 0);
  const there = sum((segment) => sizes[segment]!);
  return there > 0 ? sum((segment) => segments[segment]!.size) / there : 0;
}
