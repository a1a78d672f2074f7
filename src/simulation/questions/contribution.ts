import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import { vocabularies } from '#language/vocabulary.ts';
import { campaignAsExpected } from '../kernel/expectedWay.ts';
import { compile, type CompileOptions } from '../plan/compile.ts';
import { medianValues } from '../plan/values.ts';
import { designOf } from '../forecast/design.ts';
import { finish, outcomeOf, requireBearable, type Outcome } from './outcome.ts';
import { keyOf, threefry } from '../numbers/random.ts';
import { varianceOf } from '../forecast/fromRuns.ts';
import { variantsOf } from '../plan/variant.ts';
import { USUAL } from './usual.ts';

/**
 * Contributions: Shapley values of the expected outcome, that is the mean of what a touchpoint adds over all orders in which the
 * plan could be put together. Orders are drawn in antithetic pairs (an order and its reverse). One pair is followed under all sets of parameter
 * values of the design, which tells how the parameters move the values; more pairs at the medians take out what that one order favoured.
 */

export const CONTRIBUTION_KINDS = ['touchpoint', 'tactic', 'channel', 'direction'] as const;

/** Stands in every kind for what would come about without any touchpoint. */
export const BASELINE = 'baseline';

export interface ContributionOptions extends CompileOptions {
  /** The goal whose learners are shared out; without it, learners in active use on the last day. */
  goalId?: string;
  /** Seed of the orders; the campaign's by default. */
  seed?: number;
  /** Pairs of orders at the medians, from 2; 8 by default. */
  pairs?: number;
}

export interface Contribution {
  id: string;
  kind: (typeof CONTRIBUTION_KINDS)[number];
  name: string;
  /** Learners. Those of one kind add up to the total to the bit. */
  value: number;
  /** 5 % and 95 % points, from the parameters' uncertainty and the sampling error together. */
  p05: number;
  p95: number;
  /** Standard error of the value that comes from not following every order. */
  error: number;
}

export interface Contributions {
  outcome: string;
  goalId: string | null;
  /** Learners that are expected, the mean over the parameters' uncertainty. */
  total: number;
  items: Contribution[];
  /** Expected trajectories computed. */
  evaluations: number;
}

/** More players would take minutes, and nobody reads as many shares. */
const MOST_TOUCHPOINTS = 250;
/** Parameter values under which one pair of orders is followed, and a plan without one touchpoint. */
export const POINTS = 32;
export const Z95 = 1.6448536269514722;
const ORDER = keyOf('order of touchpoints');

/** The contribution of every touchpoint to the expected outcome. Throws Refusal, in one sentence, where an option cannot be followed. */
export function contributionsOf(campaign: Campaign, options: ContributionOptions = {}): Contributions {
  return finish(findContributions(campaign, options));
}

/** The same step by step, with the share of the work that is done. */
export function* findContributions(
  given: Campaign,
  options: ContributionOptions = {},
): Generator<number, Contributions> {
  const { goalId, seed = given.seed, pairs = USUAL.pairs, ...rest } = options;
  const campaign = campaignAsExpected(given, rest);
  const { touchpoints } = campaign;
  if (touchpoints.length > MOST_TOUCHPOINTS)
    throw new Refusal(
      'badInput',
      `At most ${MOST_TOUCHPOINTS} touchpoints can be told apart, and this plan has ${english.number(touchpoints.length)}. Let one touchpoint repeat instead of several alike, or attribute a part of the plan.`,
    );
  if (!(Number.isInteger(pairs) && pairs >= 2))
    throw new Refusal('badInput', `${pairs} pairs of orders are too few. Ask for a whole number from 2.`);
  const plan = compile(campaign, rest);
  const outcome = outcomeOf(plan, goalId);
  const design = designOf(plan, POINTS);
  requireBearable(2 * touchpoints.length * (design.length + pairs), plan, campaign);
  const variants = variantsOf(campaign, plan);
  const game: Game = { touchpoints, variants, outcome, evaluations: 0 };

  const first = orderOf(touchpoints.length, seed, 0);
  // Several parameter values are followed together, which takes as long as one pair at the medians for every four of them.
  const steps = design.length / 4 + pairs;
  const rows = yield* pairOf(game, first, design, (done) => (done * design.length) / 4 / steps);
  const orders: Float64Array[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const order = pair === 0 ? first : orderOf(touchpoints.length, seed, pair);
    const before = design.length / 4 + pair;
    orders.push(...(yield* pairOf(game, order, [medianValues(plan)], (done) => (before + done) / steps)));
  }
  return {
    outcome: outcome.name,
    goalId: goalId ?? null,
    ...itemsOf(campaign, rows, orders),
    evaluations: game.evaluations,
  };
}

interface Game {
  touchpoints: readonly Touchpoint[];
  variants: ReturnType<typeof variantsOf>;
  outcome: Outcome;
  evaluations: number;
}

/**
 * For each set of parameter values: what each touchpoint adds, the mean of an order and its reverse; last what comes about without any.
 * Yields what `share` makes of the share that is done.
 */
function* pairOf(
  game: Game,
  order: readonly number[],
  sets: readonly Float64Array[],
  share: (done: number) => number,
): Generator<number, Float64Array[]> {
  const { touchpoints, variants, outcome } = game;
  const expectedWith = (present: ReadonlySet<number>) => {
    game.evaluations += sets.length;
    const plan = variants(touchpoints.filter((_, index) => present.has(index)));
    return sets.length === 1 ? [outcome.expected(plan)] : outcome.expectedUnder(plan, sets);
  };
  const count = order.length;
  const nothing = expectedWith(new Set());
  const everything = count === 0 ? nothing : expectedWith(new Set(order));
  const values = nothing.map((learners) => new Float64Array(count + 1).fill(learners, count));
  for (const [way, indices] of [order, order.toReversed()].entries()) {
    const present = new Set<number>();
    let before = nothing;
    for (const [step, index] of indices.entries()) {
      present.add(index);
      const after = step === count - 1 ? everything : expectedWith(present);
      values.forEach((list, set) => (list[index]! += (after[set]! - before[set]!) / 2));
      before = after;
      yield share((way + (step + 1) / count) / 2);
    }
  }
  return values;
}

/** A random order, keyed by seed and number (Fisher and Yates). */
function orderOf(count: number, seed: number, number: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  const words = new Int32Array(2);
  for (let last = count - 1; last > 0; last--) {
    threefry(seed, number, ORDER, last, words);
    const chosen = Math.floor(((words[0]! >>> 0) / 4294967296) * (last + 1));
    [order[last], order[chosen]] = [order[chosen]!, order[last]!];
  }
  return order;
}

/** Values are multiples of this, so that their sums have no rounding. */
const GRAIN = 2 ** -20;
const onGrain = (value: number) => Math.round(value / GRAIN) * GRAIN;

function itemsOf(
  campaign: Campaign,
  rows: Float64Array[],
  orders: Float64Array[],
): Pick<Contributions, 'total' | 'items'> {
  const { touchpoints } = campaign;
  const indices = touchpoints.map((_, index) => index);
  const baseline = touchpoints.length;
  const sum = (values: Float64Array, of: number[]) => of.reduce((all, index) => all + values[index]!, 0);
  const mean = (lists: Float64Array[], of: number[]) =>
    lists.reduce((all, list) => all + sum(list, of), 0) / lists.length;
  // The pair that the design followed, and what more orders at the medians say of it.
  const best = (of: number[]) => mean(rows, of) + mean(orders, of) - sum(orders[0]!, of);
  const values = indices.map((index) => onGrain(best([index])));
  const total = onGrain(mean(rows, [...indices, baseline]));
  values.push(total - values.reduce((all, value) => all + value, 0));

  const item = (kind: Contribution['kind'], id: string, name: string, of: number[]): Contribution => {
    const value = of.reduce((all, index) => all + values[index]!, 0);
    const drawn = rows.map((row) => sum(row, of));
    const sampling = varianceOf(Float64Array.from(orders, (order) => sum(order, of))) / orders.length;
    const reach = (side: 1 | -1) => Z95 * Math.sqrt(varianceBeside(drawn, side) + sampling);
    return { id, kind, name, value, p05: value - reach(-1), p95: value + reach(1), error: Math.sqrt(sampling) };
  };
  const groups = (
    kind: Contribution['kind'],
    idOf: (touchpoint: Touchpoint) => string,
    nameOf = idOf,
  ): Contribution[] => {
    const found = new Map<string, number[]>();
    touchpoints.forEach((touchpoint, index) => {
      const id = idOf(touchpoint);
      found.set(id, [...(found.get(id) ?? []), index]);
    });
    return [
      ...[...found].map(([id, of]) => item(kind, id, nameOf(touchpoints[of[0]!]!), of)),
      item(kind, found.has(BASELINE) ? `(${BASELINE})` : BASELINE, 'Without any touchpoint', [baseline]),
    ].toSorted((a, b) => b.value - a.value);
  };
  return {
    total,
    items: [
      ...groups(
        'touchpoint',
        ({ id }) => id,
        ({ name }) => name,
      ),
      ...groups('tactic', ({ tactic }) => tactic),
      ...groups('channel', ({ channel }) => channel),
      ...directionsOf(touchpoints, (id, name, of) => item('direction', id, name, of), baseline),
    ],
  };
}

/** Variance of the values on one side of their mean: what the parameters do is seldom even-handed. */
export function varianceBeside(values: number[], side: 1 | -1): number {
  const mean = values.reduce((all, value) => all + value, 0) / values.length;
  const beside = values.map((value) => Math.max(0, side * (value - mean)) ** 2);
  return (2 * beside.reduce((all, square) => all + square, 0)) / values.length;
}

const { direction } = vocabularies.learning;

/** Always all three, so that readers need not look for one that is missing. */
function directionsOf(
  touchpoints: readonly Touchpoint[],
  item: (id: string, name: string, of: number[]) => Contribution,
  baseline: number,
): Contribution[] {
  const of = (wanted: Touchpoint['direction']) =>
    touchpoints.flatMap((touchpoint, index) => (touchpoint.direction === wanted ? [index] : []));
  return [
    item('push', direction.push, of('push')),
    item('pull', direction.pull, of('pull')),
    item(BASELINE, 'Without any touchpoint', [baseline]),
  ];
}
