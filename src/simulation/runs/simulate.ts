import { expectedEndsUnder } from '../kernel/expectation.ts';
import type { Teams } from '../kernel/scene.ts';
import { trajectoriesOf } from '../kernel/trajectories.ts';
import { effectsOf, type Effects } from '../model/effects.ts';
import { STORED } from '../model/stages.ts';
import { deviatesOf, valuesAt } from '../plan/values.ts';
import { startersIn, withStarters } from '../plan/starters.ts';
import { wayBy } from '../plan/decided.ts';
import type { Decided, Plan } from '../plan/plan.ts';
import { methodOf, teamsOf } from './method.ts';
import { emptySimulation, luckOf, type RunRange, type Simulation } from './simulation.ts';

/** Some runs of a plan, in the way that the plan needs: what every door calls. Throws Refusal as the two ways do. */
export function simulateRuns(plan: Plan, range: RunRange): Simulation {
  if (plan.decided) return simulateDecided(plan, plan.decided, range);
  return methodOf(plan) === 'agents' ? simulateTeams(plan, range) : simulateCounts(plan, range);
}

/**
 * Every run on the way that its own numbers decide. All ways share its parameters and its luck and are the same to the bit up to the date on which
 * they part, so that to follow each to its end and to take one is what happens.
 */
function simulateDecided(plan: Plan, decided: Decided, range: RunRange): Simulation {
  const made = new Map<Plan, Simulation>();
  const followed = (way: Plan) => {
    let simulation = made.get(way);
    if (!simulation) made.set(way, (simulation = simulateRuns({ ...way, detailed: plan.detailed }, range)));
    return simulation;
  };
  const ways = decided.ways.map(followed);
  const onWays = ways.map(({ goals }) => goals);
  const simulation: Simulation = { ...emptySimulation(plan, range), onWays };
  const { runs } = simulation;
  if (ways[0]!.chance) simulation.chance = new Float64Array(runs);
  const targetOf = (way: number, measure: number) => decided.ways[way]!.goals[measure]!.target;
  for (let run = 0; run < runs; run++) {
    takeRun(ways[wayOfRun(decided, simulation, run)]!, simulation, run);
    // What is expected takes the way that it lets expect itself, so that luck is not counted among the parameters.
    for (const kind of ['expected', 'elsewhere'] as const) {
      const isBelow = (way: number, measure: number) =>
        ways[way]!.expectedGoals[kind][measure * runs + run]! < targetOf(way, measure);
      simulation[kind][run] = ways[wayBy(decided, isBelow)]![kind][run]!;
    }
  }
  return simulation;
}

/** The way that a run takes; `isBelow` may say otherwise of a decision than the run's own numbers do. */
export function wayOfRun(
  decided: Decided,
  { onWays, runs }: Simulation,
  run: number,
  isBelow: (decision: number) => boolean | undefined = () => undefined,
): number {
  return wayBy(
    decided,
    (way, measure, decision) =>
      isBelow(decision) ?? onWays![way]![measure * runs + run]! < decided.ways[way]!.goals[measure]!.target,
  );
}

/** Writes one run of a way into a simulation of as many runs. */
function takeRun(from: Simulation, into: Simulation, run: number): void {
  for (const kind of ['totals', 'segments', 'own', 'goals', 'chance'] as const) {
    const target = into[kind];
    const source = from[kind];
    if (!target || !source) continue;
    for (let at = run; at < target.length; at += into.runs) target[at] = source[at]!;
  }
}

/** Exact counts of learners, who are all each other's peers. Throws Refusal where the numbers of runs are not whole numbers from 0. */
export function simulateCounts(plan: Plan, range: RunRange): Simulation {
  return drawn(plan, range, undefined);
}

/** Learner by learner in segments with teams, counts in the others. Throws Refusal as `simulateCounts` and `teamsOf` do. */
export function simulateTeams(plan: Plan, range: RunRange): Simulation {
  return drawn(plan, range, teamsOf(plan));
}

/** Runs whose expectation is computed as well: enough to tell chance from parameters. */
const EXPECTED_RUNS = 200;
/** Runs that are drawn together. */
const TOGETHER = 2;

function drawn(plan: Plan, range: RunRange, teams: (Teams | undefined)[] | undefined): Simulation {
  const simulation = emptySimulation(plan, range);
  if (teams) simulation.chance = new Float64Array(simulation.runs);
  // Where each run draws who starts, each has teams of its own.
  const together = teams && plan.rolling ? 1 : TOGETHER;
  for (let at = 0; at < simulation.runs; at += together)
    drawRuns(plan, simulation, at, { ...range, runs: Math.min(together, simulation.runs - at) }, teams);
  return simulation;
}

/** The teams of one run: the plan's, or those of as many learners as start in it. */
const teamsIn = (plan: Plan, planned: (Teams | undefined)[], seed: number, run: number) =>
  plan.rolling ? teamsOf(withStarters(plan, startersIn(plan, seed, run))) : planned;

/** What a run takes for true with some of its deviates held, where the campaign and its days turn out as in another run. */
function valuesWith(held: Held, plan: Plan, seed: number, run: number, turnsOutAs: number): Float64Array {
  const deviate = deviatesOf(plan, seed, run, turnsOutAs);
  return valuesAt(plan, (index) => held.get(index) ?? deviate(index));
}

type Held = NonNullable<RunRange['held']>;
const NONE: Held = new Map();

/** Draws so many runs of a simulation from index `at`. What is expected is computed only of runs as they are drawn. */
function drawRuns(
  plan: Plan,
  simulation: Simulation,
  at: number,
  { runs: count, luck = 0, held = NONE, expected: isWanted = luck === 0 && held.size === 0 }: RunRange,
  teams: (Teams | undefined)[] | undefined,
): void {
  const { days, detailed, goals } = plan;
  const { seed, firstRun, runs, totals, segments, chance } = simulation;
  const run = firstRun + at;
  const effectsUnder = (other: number) =>
    Array.from({ length: count }, (_, index) =>
      effectsOf(plan, valuesWith(held, plan, seed, run + index, luckOf(run + index, other))),
    );
  const effects = effectsUnder(luck);
  const known = !isWanted ? 0 : Math.max(0, Math.min(count, EXPECTED_RUNS - run));
  const keep = (kind: 'expected' | 'elsewhere', under: readonly Effects[]) =>
    expectedEndsUnder(plan, under).forEach(({ active, goals: counted }, index) => {
      simulation[kind][at + index] = active;
      counted.forEach((count, goal) => (simulation.expectedGoals[kind][goal * runs + at + index] = count));
    });
  keep('expected', effects.slice(0, known));
  keep('elsewhere', known > 0 ? effectsUnder(1).slice(0, known) : []);
  const trajectories = trajectoriesOf(plan, effects, {
    precision: 64,
    keep: detailed,
    drawn: { seed, firstRun: luckOf(run, luck), teams: teams && teamsIn(plan, teams, seed, luckOf(run, luck)) },
  });
  const series = new Float64Array(STORED.length * days);
  const ownSeries = new Float64Array(STORED.length * (plan.rolling?.ownDays ?? 0));
  const write = (into: Simulation['totals'], from: number, index: number, of = series) => {
    for (let entry = 0; entry < of.length; entry++) into[from + entry * runs + at + index] = of[entry]!;
  };
  for (let index = 0; index < count; index++) {
    trajectories.readSeries(index, series);
    write(totals, 0, index);
    detailed.forEach((_, kept) => {
      trajectories.readSeries(index, series, kept);
      write(segments, kept * series.length * runs, index);
    });
    if (simulation.own) {
      trajectories.readOwn(index, ownSeries);
      write(simulation.own, 0, index, ownSeries);
    }
    goals.forEach(
      ({ day }, goal) => (simulation.goals[goal * runs + at + index] = day < 0 ? 0 : trajectories.goal(index, goal)),
    );
    if (chance) chance[at + index] = trajectories.chance(index);
  }
}
