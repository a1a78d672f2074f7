import { TELLING } from '#campaign/telling.ts';
import type { Branch } from '#campaign/decisions.ts';
import type { ForecastDecision } from '#contract/forecast.ts';
import type { Decided, Plan, PlanGoal } from '../plan/plan.ts';
import { wayOfRun } from '../runs/simulate.ts';
import type { Simulation } from '../runs/simulation.ts';
import { meanOf, summaryOf, varianceOf } from '../numbers/statistics.ts';

/** What decision points are worth: each goal as the runs decide, beside either branch whatever is measured, under the same luck. */

/** Of every decision point whose date is simulated, in the order of time: of the others nothing is measured. */
export function decisionsOf(plan: Plan, decided: Decided, simulations: readonly Simulation[]): ForecastDecision[] {
  const [first] = decided.ways;
  const messages = decided.ways.map(messagesIn);
  const asDecided = goingBy(decided, simulations, () => undefined);
  return decided.decisions.flatMap(({ id, name, date, day, unit }, decision) => {
    if (day < 0 || day >= plan.days) return [];
    const measure = plan.goals.length + decision;
    const below = first!.goals[measure]!.target;
    const then = goingBy(decided, simulations, (other) => (other === decision ? true : undefined));
    const otherwise = goingBy(decided, simulations, (other) => (other === decision ? false : undefined));
    // What comes before the date is the same on both.
    const measured = valuesOn(simulations, then, measure);
    const one = unit === 'share' ? 1 / Math.max(1, meantBy(plan, first!.goals[measure]!)) : 1;
    return {
      id,
      name,
      date,
      shareThen: meanOf(measured.map((learners) => Number(learners < below))),
      measured: summaryOf(measured.slice()),
      messages: {
        asDecided: meanMessages(messages, asDecided),
        alwaysThen: meanMessages(messages, then),
        alwaysOtherwise: meanMessages(messages, otherwise),
      },
      goals: plan.goals.map((goal, index) => {
        const branches = {
          measured,
          onThen: reaching(goal, valuesOn(simulations, then, index)),
          onOtherwise: reaching(goal, valuesOn(simulations, otherwise, index)),
        };
        const best = bestOf(branches, below);
        return {
          id: goal.id,
          name: goal.name,
          ...valueOf(branches, below),
          best: { ...best, below: best.below === null ? null : best.below * one },
        };
      }),
    };
  });
}

/** Of every run: what is measured, and whether it reaches a goal on either branch, as 1 or 0. */
export interface Branches {
  measured: Float64Array;
  onThen: Float64Array;
  onOtherwise: Float64Array;
}

/** The chances of a goal with a threshold and with either branch alone, and what deciding gains. */
function valueOf(branches: Branches, below: number): Omit<ForecastDecision['goals'][number], 'id' | 'name' | 'best'> {
  const deciding = branches.measured.map((_, run) => reachedBy(branches, below, run));
  const better = betterOf(branches);
  const { mean: gain, error } = estimateOf(deciding.map((met, run) => met - alone(branches, better)[run]!));
  return {
    probability: meanOf(deciding),
    alwaysThen: meanOf(branches.onThen),
    alwaysOtherwise: meanOf(branches.onOtherwise),
    gain,
    error,
  };
}

/**
 * What reaches a goal most often. A threshold is chosen on every other run and valued on the rest, and the other way round, so that it is not praised
 * for the luck it was chosen by; it is best only where it then does better than the better branch alone by more than the error, so that what is
 * found here is never worse than that branch beyond error.
 */
export function bestOf(branches: Branches, present: number): ForecastDecision['goals'][number]['best'] {
  const better = betterOf(branches);
  const halves = [0, 1].map((odd) => thresholdIn(branches, present, (run) => run % 2 !== odd));
  const held = branches.measured.map((_, run) => reachedBy(branches, halves[run % 2]!, run));
  const gain = estimateOf(held.map((met, run) => met - alone(branches, better)[run]!));
  const isTold = gain.mean > TELLING * gain.error;
  const { mean: probability, error } = estimateOf(isTold ? held : alone(branches, better));
  return isTold
    ? { branch: null, below: thresholdIn(branches, present, () => true), probability, error }
    : { branch: better, below: null, probability, error };
}

/** The threshold that most often reaches the goal in the runs that count; among equals, the nearest to the present one. 0 is always “otherwise”. */
function thresholdIn(
  { measured, onThen, onOtherwise }: Branches,
  present: number,
  counts: (run: number) => boolean,
): number {
  const runs = [...measured.keys()].filter(counts).toSorted((a, b) => measured[a]! - measured[b]!);
  let best = { below: 0, gained: 0 };
  let gained = 0;
  runs.forEach((run, place) => {
    gained += onThen[run]! - onOtherwise[run]!;
    const next = runs[place + 1];
    const below = measured[run]! + 1;
    if (next !== undefined && measured[next]! < below) return;
    const isNearer = Math.abs(below - present) < Math.abs(best.below - present);
    if (gained > best.gained || (gained === best.gained && isNearer)) best = { below, gained };
  });
  return best.below;
}

const reachedBy = ({ measured, onThen, onOtherwise }: Branches, below: number, run: number): number =>
  measured[run]! < below ? onThen[run]! : onOtherwise[run]!;

const alone = ({ onThen, onOtherwise }: Branches, branch: Branch) => (branch === 'then' ? onThen : onOtherwise);

const betterOf = ({ onThen, onOtherwise }: Branches): Branch =>
  meanOf(onThen) > meanOf(onOtherwise) ? 'then' : 'otherwise';

/** For every simulation, the way that each of its runs takes. */
function goingBy(
  decided: Decided,
  simulations: readonly Simulation[],
  isBelow: (decision: number) => boolean | undefined,
): number[][] {
  return simulations.map((simulation) =>
    Array.from({ length: simulation.runs }, (_, run) => wayOfRun(decided, simulation, run, isBelow)),
  );
}

/** What is counted for a goal, or by a decision point, in every run on the way that it takes. */
function valuesOn(simulations: readonly Simulation[], taken: readonly number[][], goal: number): Float64Array {
  return Float64Array.from(
    simulations.flatMap(({ onWays, runs }, index) =>
      taken[index]!.map((way, run) => onWays![way]![goal * runs + run]!),
    ),
  );
}

/** Personal messages an average learner of a plan gets. */
const messagesIn = ({ segments, exposures, learners }: Plan): number =>
  segments.reduce(
    (sum, { size, exposure }) =>
      sum + (size * exposures[exposure]!.messages.reduce((all, day) => all + day, 0)) / Math.max(1, learners),
    0,
  );

const meanMessages = (messages: readonly number[], taken: readonly number[][]) =>
  meanOf(Float64Array.from(taken.flat(), (way) => messages[way]!));

const reaching = ({ target }: PlanGoal, values: Float64Array) => values.map((learners) => Number(learners >= target));

const meantBy = ({ segments }: Plan, { segments: of }: PlanGoal) =>
  of.reduce((sum, segment) => sum + segments[segment]!.size, 0);

const estimateOf = (values: Float64Array) => ({
  mean: meanOf(values),
  error: Math.sqrt(varianceOf(values) / values.length),
});
