import { expectedEndsUnder } from '../kernel/expectation.ts';
import type { Teams } from '../kernel/scene.ts';
import { trajectoriesOf } from '../kernel/trajectories.ts';
import { effectsOf } from '../model/effects.ts';
import { STORED } from '../model/stages.ts';
import { deviatesOf, valuesAt } from '../plan/values.ts';
import type { Plan } from '../plan/plan.ts';
import { methodOf, teamsOf } from './method.ts';
import { emptySimulation, luckOf, type RunRange, type Simulation } from './simulation.ts';

/** Some runs of a plan, in the way that the plan needs: what every door calls. Throws Refusal as the two ways do. */
export function simulateRuns(plan: Plan, range: RunRange): Simulation {
  return methodOf(plan) === 'agents' ? simulateTeams(plan, range) : simulateCounts(plan, range);
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
  for (let at = 0; at < simulation.runs; at += TOGETHER)
    drawRuns(plan, simulation, at, { ...range, runs: Math.min(TOGETHER, simulation.runs - at) }, teams);
  return simulation;
}

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
  const { seed, firstRun, runs, totals, segments, expected, elsewhere, chance } = simulation;
  const run = firstRun + at;
  const effectsUnder = (other: number) =>
    Array.from({ length: count }, (_, index) =>
      effectsOf(plan, valuesWith(held, plan, seed, run + index, luckOf(run + index, other))),
    );
  const effects = effectsUnder(luck);
  const known = !isWanted ? 0 : Math.max(0, Math.min(count, EXPECTED_RUNS - run));
  expectedEndsUnder(plan, effects.slice(0, known)).forEach(({ active }, index) => (expected[at + index] = active));
  expectedEndsUnder(plan, known > 0 ? effectsUnder(1).slice(0, known) : []).forEach(
    ({ active }, index) => (elsewhere[at + index] = active),
  );
  const trajectories = trajectoriesOf(plan, effects, {
    precision: 64,
    keep: detailed,
    drawn: { seed, firstRun: luckOf(run, luck), teams },
  });
  const series = new Float64Array(STORED.length * days);
  const write = (into: Simulation['totals'], from: number, index: number) => {
    for (let entry = 0; entry < series.length; entry++) into[from + entry * runs + at + index] = series[entry]!;
  };
  for (let index = 0; index < count; index++) {
    trajectories.readSeries(index, series);
    write(totals, 0, index);
    detailed.forEach((_, kept) => {
      trajectories.readSeries(index, series, kept);
      write(segments, kept * series.length * runs, index);
    });
    goals.forEach(
      ({ day }, goal) => (simulation.goals[goal * runs + at + index] = day < 0 ? 0 : trajectories.goal(index, goal)),
    );
    if (chance) chance[at + index] = trajectories.chance(index);
  }
}
