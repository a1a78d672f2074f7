import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { ANYWAY, BASELINE } from '#language/decisions.ts';
import { english } from '#language/formats.ts';
import { vocabularies } from '#language/vocabulary.ts';
import { Z95 } from '../plan/assumptions.ts';
import { campaignAsExpected } from '../kernel/expectedWay.ts';
import { compile, type CompileOptions } from '../plan/compile.ts';
import { designOf } from '../forecast/design.ts';
import { meanOf } from '../numbers/statistics.ts';
import { finish, isBearable, outcomeOf, requireBearable } from './outcome.ts';
import { errorOf, exactShares, SETS_OF_AN_ORDER, sharesByOrders, type Shares, type Whole } from './shares.ts';
import { variantsOf } from '../plan/variant.ts';
import { MOST_EXACT, USUAL } from './usual.ts';

/** Contributions: Shapley values of the expected outcome (shares.ts), by touchpoint and summed by tactic, channel and direction. */

export const CONTRIBUTION_KINDS = ['touchpoint', 'tactic', 'channel', 'direction'] as const;

export interface ContributionOptions extends CompileOptions {
  /** The goal whose learners are shared out; without it, learners in active use on the last day. */
  goalId?: string;
  /** Seed of the orders; the campaign's by default. */
  seed?: number;
  /** Pairs of orders, from 2, where not every subset is followed; by default the more, the fewer touchpoints there are. */
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
  /** From not following every order: value plus or minus 1.645 times this holds what all orders say in nine of ten. 0 where it is exact. */
  error: number;
}

export interface Contributions {
  outcome: string;
  goalId: string | null;
  /** Learners that are expected, the mean over the parameters' uncertainty. */
  total: number;
  /** Whether every subset of the touchpoints was followed. */
  exact: boolean;
  items: Contribution[];
  /** Expected trajectories computed. */
  evaluations: number;
}

/** More players would take minutes, and nobody reads as many shares. */
const MOST_TOUCHPOINTS = 250;
/** Sets of parameter values over which shares are the mean. */
export const POINTS = 32;

/** The contribution of every touchpoint to the expected outcome. Throws Refusal, in one sentence, where an option cannot be followed. */
export function contributionsOf(campaign: Campaign, options: ContributionOptions = {}): Contributions {
  return finish(findContributions(campaign, options));
}

/** The same step by step, with the share of the work that is done. */
export function* findContributions(
  given: Campaign,
  options: ContributionOptions = {},
): Generator<number, Contributions> {
  const { goalId, seed = given.seed, pairs: asked, ...rest } = options;
  const campaign = campaignAsExpected(given, rest);
  const { touchpoints } = campaign;
  const pairs = asked ?? usualPairs(touchpoints.length);
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
  const subsets = 2 ** touchpoints.length * design.length;
  const exact = touchpoints.length <= MOST_EXACT && isBearable(subsets, plan, campaign);
  // Four sets side by side take about as long as two by themselves.
  if (!exact) requireBearable(touchpoints.length * SETS_OF_AN_ORDER * pairs, plan, campaign);
  const variants = variantsOf(campaign, plan);
  let evaluations = 0;
  const whole: Whole = {
    parts: touchpoints.length,
    sets: design.length,
    expected: (parts, sets) => {
      evaluations += sets.length;
      return outcome.expectedUnder(
        variants(touchpoints.filter((_, index) => parts.has(index))),
        sets.map((set) => design[set]!),
      );
    },
  };
  const shares = yield* exact ? exactShares(whole) : sharesByOrders(whole, { pairs, seed });
  return { outcome: outcome.name, goalId: goalId ?? null, exact, ...itemsOf(campaign, shares), evaluations };
}

/** Fewer touchpoints are tried in more orders: about as much work, from enough orders to know the error by to as many as anybody needs. */
const usualPairs = (touchpoints: number): number =>
  Math.min(USUAL.mostPairs, Math.max(USUAL.pairs, Math.ceil((60 * USUAL.pairs) / touchpoints)));

/** Values are multiples of this, so that their sums have no rounding. */
const GRAIN = 2 ** -20;
const onGrain = (value: number) => Math.round(value / GRAIN) * GRAIN;

function itemsOf(
  campaign: Campaign,
  { values: means, drawn, estimates }: Shares,
): Pick<Contributions, 'total' | 'items'> {
  const { touchpoints } = campaign;
  const baseline = touchpoints.length;
  const sum = (of: number[], list: ArrayLike<number>) => of.reduce((all, index) => all + list[index]!, 0);
  const values = touchpoints.map((_, index) => onGrain(means[index]!));
  const total = onGrain(means.reduce((all, value) => all + value, 0));
  values.push(total - values.reduce((all, value) => all + value, 0));

  const item = (kind: Contribution['kind'], id: string, name: string, of: number[]): Contribution => {
    const value = sum(of, values);
    const scatter = drawn.map((shares) => sum(of, shares));
    const error = errorOf(estimates.map((shares) => sum(of, shares)));
    const reach = (side: 1 | -1) => Z95 * Math.sqrt(varianceBeside(scatter, side) + error * error);
    return { id, kind, name, value, p05: value - reach(-1), p95: value + reach(1), error };
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
      ...[...found]
        .map(([id, of]) => item(kind, id, nameOf(touchpoints[of[0]!]!), of))
        .toSorted((a, b) => b.value - a.value),
      item(kind, found.has(BASELINE) ? `(${BASELINE})` : BASELINE, ANYWAY, [baseline]),
    ];
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
  const mean = meanOf(values);
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
    item(BASELINE, ANYWAY, [baseline]),
  ];
}
