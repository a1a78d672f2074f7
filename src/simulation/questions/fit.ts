import { placeOfParameter } from '#campaign/parameters.ts';
import { Refusal } from '#campaign/refusal.ts';
import { valuesAt } from '../plan/values.ts';

import { exp, normalQuantile } from '../numbers/mathematics.ts';
import { expectedEnds } from '../kernel/expectation.ts';
import type { Plan, PlanGoal } from '../plan/plan.ts';
import { keyOf, threefry, uniform } from '../numbers/random.ts';
import { simulateRuns } from '../runs/simulate.ts';

/**
 * What observed numbers of learners say about parameters. The numbers are taken to scatter normally around their expectation, with the covariance
 * that exact counts have (a synthetic likelihood, Wood 2010); the plan's own distributions are the prior. Draws of the parameters are led from the
 * prior to the posterior in steps, each weighted by a higher power of the likelihood (annealed population Monte Carlo, Cappé and others 2004).
 */

export interface Observation {
  /** Day of the plan, from 0; learners are counted at its end. */
  day: number;
  metric: PlanGoal['metric'];
  /** Learners of all segments together; of a rolling plan, of all who have started by then. */
  learners: number;
}

export interface Fitted {
  parameter: string;
  /** Posterior median, 5 % and 95 % points of everyone's value, in the parameter's unit. */
  median: number;
  p05: number;
  p95: number;
}

export interface FitOptions {
  /** Ids of the parameters to learn; all others are taken to be at their medians. */
  parameters: readonly string[];
  /** Seed of all random numbers; the campaign's by default. */
  seed?: number;
}

/** Draws of the parameters in every step. */
const DRAWS = 600;
/** Effective draws, of those, that a step may leave. */
const KEPT = 150;
const MOST_STEPS = 40;
/** Steps with the whole likelihood before the last. */
const ROUNDS = 2;
/** Draws are spread wider than what they are to stand for by this factor, so that no tail is missed. */
const WIDER = 1.3;
/** Runs behind a covariance: at least so many, and so many for each number observed. */
const LEAST_RUNS = 200;
const RUNS_EACH = 12;
/** Variance of a number that is rounded to whole learners. */
const ROUNDING = 1 / 12;
const CHANCE = keyOf('chance of observations');

/** Recovers parameters from what was observed. Throws Refusal, in one sentence, where the input cannot be used. */
export function fit(plan: Plan, observations: readonly Observation[], options: FitOptions): Fitted[] {
  const { parameters, seed = plan.seed } = options;
  const indices = parameters.map((id) => {
    const index = placeOfParameter(id);
    if (index === undefined) throw new Refusal('badInput', `The model has no parameter “${id}”. Check the name.`);
    return index;
  });
  requireUsable(plan, observations);
  const there = (day: number) =>
    plan.segments.flatMap(({ start = 0 }, index) => (start <= day || !plan.rolling ? [index] : []));
  const goals = observations.map(({ day, metric, learners: target }): PlanGoal => ({
    id: '',
    name: '',
    date: '',
    metric,
    target,
    day,
    segments: there(day),
    ...(plan.rolling && { isByDate: true }),
  }));
  const model: Model = { plan: { ...plan, goals, detailed: [] }, indices, seed };
  const observed = Float64Array.from(observations, ({ learners }) => evened(learners, plan.learners));
  const draws = posteriorOf(model, observed);
  return indices.map((index, own): Fitted => {
    const at = (share: number) =>
      valuesAt(plan, (other) => (other === index ? quantileOf(draws, own, share) : 0))[index]!;
    return { parameter: parameters[own]!, median: at(0.5), p05: at(0.05), p95: at(0.95) };
  });
}

function requireUsable({ learners: most, days }: Plan, observations: readonly Observation[]): void {
  if (observations.length === 0)
    throw new Refusal('badInput', 'Nothing was observed. Give numbers of learners for some days.');
  for (const { day, learners } of observations) {
    if (!(Number.isInteger(day) && day >= 0 && day < days))
      throw new Refusal('badInput', `Day ${day} is outside of the plan. Give days from 0 to ${days - 1}.`);
    if (!(learners >= 0 && learners <= most))
      throw new Refusal(
        'badInput',
        `${learners} learners were observed, of ${most} in the plan. Correct the number or the sizes.`,
      );
  }
}

interface Model {
  /** The plan, with a goal for every number that was observed. */
  plan: Plan;
  indices: readonly number[];
  seed: number;
}

/** Deviates of the parameters with their weights. */
interface Draws {
  deviates: Float64Array[];
  weights: Float64Array;
}

/** On this scale a number scatters about as much wherever it lies (Anscombe). */
const evened = (learners: number, of: number) =>
  Math.sqrt(Math.max(0, learners) + 0.375) - Math.sqrt(Math.max(0, of - learners) + 0.375);

const parametersFor = ({ plan, indices }: Model, deviates: Float64Array) =>
  valuesAt(plan, (index) => deviates[indices.indexOf(index)] ?? 0);

function expectedAt(model: Model, list: readonly Float64Array[]): Float64Array[] {
  const { plan } = model;
  const sets = list.map((deviates) => parametersFor(model, deviates));
  return expectedEnds(plan, sets, 32).map(({ goals }) => goals.map((learners) => evened(learners, plan.learners)));
}

/** What counts make of one set of parameter values: how far their mean is from the expectation, and how they scatter. */
interface Scatter {
  excess: Float64Array;
  /** Lower triangle whose square is the covariance. */
  root: number[][];
  /** The inverse of an estimated covariance is too large by so much (Hartlap and others 2007). */
  trust: number;
}

function scatterAt(model: Model, deviates: Float64Array, step: number): Scatter {
  const { plan, seed } = model;
  const numbers = plan.goals.length;
  const runs = Math.max(LEAST_RUNS, RUNS_EACH * numbers);
  const nothing = new Float64Array(plan.parameters.centre.length);
  const parameters = { centre: parametersFor(model, deviates), below: nothing, above: nothing };
  const simulation = simulateRuns(
    { ...plan, parameters },
    { seed: (seed ^ CHANCE) >>> 0, firstRun: 1e6 * (step + 1), runs },
  );
  const values = plan.goals.map((_, goal) =>
    simulation.goals.slice(goal * runs, (goal + 1) * runs).map((learners) => evened(learners, plan.learners)),
  );
  const means = values.map((list) => list.reduce((sum, value) => sum + value, 0) / runs);
  const covariance = values.map((list, i) =>
    values.map((other, j) => {
      let sum = 0;
      for (let run = 0; run < runs; run++) sum += (list[run]! - means[i]!) * (other[run]! - means[j]!);
      return sum / (runs - 1) + (i === j ? roundingOf(simulation.goals[i * runs]!, plan.learners) : 0);
    }),
  );
  const [expected] = expectedAt(model, [deviates]);
  return {
    excess: Float64Array.from(means, (mean, index) => mean - expected![index]!),
    root: rootOf(covariance),
    trust: (runs - numbers - 2) / (runs - 1) / (1 + 1 / runs),
  };
}

/** Variance of rounding on the evened scale. */
const roundingOf = (learners: number, of: number) =>
  ROUNDING * (0.5 / Math.sqrt(learners + 0.375) + 0.5 / Math.sqrt(Math.max(0, of - learners) + 0.375)) ** 2;

function posteriorOf(model: Model, observed: Float64Array): Draws {
  const size = model.indices.length;
  let centre = new Float64Array(size);
  let spread = rootOf(
    Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0))),
  );
  let scatter = scatterAt(model, centre, 0);
  let power = 0;
  let settled = 0;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const { deviates, densities } = drawsAround(model, centre, spread, step);
    const misfits = expectedAt(model, deviates).map((numbers) => misfitOf(scatter, observed, numbers));
    const weightsAt = (to: number) =>
      weightsOf(deviates.map((own, draw) => -(to * misfits[draw]! + dot(own, own)) / 2 - densities[draw]!));
    power = power === 1 ? 1 : powerAfter(power, (to) => effective(weightsAt(to)));
    const weights = weightsAt(power);
    // Chance is judged anew where the likelihood has led, and the draws follow once more.
    if (power === 1 && settled++ === ROUNDS) return { deviates, weights };
    centre = Float64Array.from(centre, (_, i) =>
      deviates.reduce((sum, own, draw) => sum + weights[draw]! * own[i]!, 0),
    );
    const covariance = Array.from(centre, (mean, i) =>
      Array.from(centre, (other, j) =>
        deviates.reduce((sum, own, draw) => sum + weights[draw]! * (own[i]! - mean) * (own[j]! - other), 0),
      ),
    );
    spread = rootOf(covariance.map((row) => row.map((value) => WIDER * WIDER * value)));
    if (settled === 1) scatter = scatterAt(model, centre, step);
  }
  throw new Refusal(
    'badInput',
    'The observed numbers are too far from anything this plan could bring. Check them and the plan.',
  );
}

/** How far observed numbers are from expected ones, squared, in standard deviations of chance. */
function misfitOf({ excess, root, trust }: Scatter, observed: Float64Array, expected: Float64Array): number {
  return (
    trust *
    squareOf(
      root,
      observed.map((value, index) => value - expected[index]! - excess[index]!),
    )
  );
}

/** As much more of the likelihood as leaves enough draws that count, up to all of it. */
function powerAfter(power: number, effectiveAt: (power: number) => number): number {
  if (effectiveAt(1) >= KEPT) return 1;
  let low = power;
  let high = 1;
  for (let halving = 0; halving < 24; halving++) {
    const middle = (low + high) / 2;
    if (effectiveAt(middle) >= KEPT) low = middle;
    else high = middle;
  }
  return Math.max(low, 1.1 * power);
}

/** Keyed normal draws in opposite pairs, and the logarithm of their density but for a constant. */
function drawsAround({ seed }: Model, centre: Float64Array, spread: number[][], step: number) {
  const words = new Int32Array(2);
  const densities = new Float64Array(DRAWS);
  const deviates = Array.from({ length: DRAWS }, (_, draw) => {
    const normal = Float64Array.from(centre, (__, index) => {
      threefry(seed, CHANCE, (step << 16) | (draw >> 1), index, words);
      return (draw & 1 ? -1 : 1) * normalQuantile(uniform(words));
    });
    densities[draw] = -dot(normal, normal) / 2;
    return centre.map((mean, i) => mean + spread[i]!.reduce((sum, value, j) => sum + value * normal[j]!, 0));
  });
  return { deviates, densities };
}

/** Weights that add up to 1 from their logarithms. */
function weightsOf(logarithms: readonly number[]): Float64Array {
  const most = Math.max(...logarithms);
  const weights = Float64Array.from(logarithms, (value) => exp(value - most));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

const effective = (weights: Float64Array) => 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

/** Cholesky's root of a covariance; what varies with others so closely that rounding decides gets a trifle of its own. */
function rootOf(covariance: number[][]): number[][] {
  const root = covariance.map((row) => row.map(() => 0));
  covariance.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let left = row[j]!;
      for (let k = 0; k < j; k++) left -= root[i]![k]! * root[j]![k]!;
      root[i]![j] = i === j ? Math.sqrt(Math.max(left, 1e-9 * row[i]! + 1e-12)) : left / root[j]![j]!;
    }
  });
  return root;
}

/** The square of a vector measured by the covariance of which this is the root. */
function squareOf(root: number[][], vector: Float64Array): number {
  const solved: number[] = [];
  for (let i = 0; i < vector.length; i++) {
    let left = vector[i]!;
    for (let j = 0; j < i; j++) left -= root[i]![j]! * solved[j]!;
    solved.push(left / root[i]![i]!);
  }
  return solved.reduce((sum, value) => sum + value * value, 0);
}

/** The deviate of a parameter below which a share of the weight lies. */
function quantileOf({ deviates, weights }: Draws, own: number, share: number): number {
  const order = [...deviates.keys()].toSorted((a, b) => deviates[a]![own]! - deviates[b]![own]!);
  let left = share;
  for (const draw of order) if ((left -= weights[draw]!) <= 0) return deviates[draw]![own]!;
  return deviates[order.at(-1)!]![own]!;
}
