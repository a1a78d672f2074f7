import { CHANNELS } from '#campaign/document.ts';
import { placeOfParameter } from '#campaign/parameters.ts';
import { CAMPAIGN_DEVIATE, DAY_DEVIATES, TACTIC_DEVIATES, valuesAt } from '../plan/values.ts';
import { exp, normalQuantile, normalShare } from '../numbers/mathematics.ts';
import type { Plan } from '../plan/plan.ts';
import { threefry, uniform } from '../numbers/random.ts';

/**
 * A design of parameter values, a few that stand for all: points of a normal distribution in opposite pairs, spread evenly along every parameter and,
 * for those that matter, uncorrelated. So no draw of luck widens or narrows a band, as it would with as many runs.
 */

/** Chosen by bench/design.ts among 300 seeds for its agreement with many draws on the templates (56 points). */
const SEED = 28;
/** Parameters whose points are uncorrelated, if there are points enough. */
const APART = 28;

/**
 * What moves a forecast most, so measured on the templates: how the campaign turns out, parameters, and C and R for following and noticing messages in
 * the busiest channels. Tactics come behind the first of them.
 */
const WEIGHTY = [
  'campaign',
  'awareness.halfLife',
  'C0',
  'R0',
  'habit.lapse',
  'responsiveness.spread',
  'C1',
  'saturation.week',
  'R1',
  'trying.pull',
  'peers.influence',
  'trying.friction',
  'C3',
  'C4',
  'habit.hold',
  'R2',
  'C2',
  'R3',
  'days.off',
  'R4',
  'habit.advance',
  'trying.giveUp',
  'trying.comeback',
  'optOut.rate',
  'fatigue.rise',
  'trying.start',
  'fatigue.recover',
  'champions.rate',
  'awareness.recall',
];

const SPREAD_OF_CAMPAIGNS = placeOfParameter('variation.campaign')!;

/** So many come before tactics, and so many tactics before the others. */
const BEFORE_TACTICS = 14;
const MOST_TACTICS = 6;

/** Parameter values for every point, of which there is an even number. The second half of the points is opposite to the first. */
export function designOf(plan: Plan, points: number, seed = SEED): Float64Array[] {
  const order = ranked(plan);
  // Days come last, in their order.
  const columns = columnsOf(points, seed, DAY_DEVIATES + plan.days);
  const columnOf = columns.slice();
  order.forEach((index, rank) => (columnOf[index] = columns[rank]!));
  columnOf[CAMPAIGN_DEVIATE] = mixedColumn(plan, `${points} ${seed}`, columnOf[CAMPAIGN_DEVIATE]!);
  columnOf[SPREAD_OF_CAMPAIGNS] = new Float64Array(points);
  return Array.from({ length: points }, (_, point) => valuesAt(plan, (index) => columnOf[index]![point]!));
}

/** Points of a standard normal that stand for how wide campaigns scatter, and how far apart they are. */
const WIDTHS = Array.from({ length: 25 }, (_, index) => (index - 12) / 4);

let mixed: { by: string; column: Float64Array } | undefined;

/** A column of the design as campaigns turn out. Remembered, because while somebody drags a card nothing of it changes. */
function mixedColumn(plan: Plan, design: string, column: Float64Array): Float64Array {
  const { centre, below, above } = plan.parameters;
  const by = [design, ...[centre, below, above].map((of) => of[SPREAD_OF_CAMPAIGNS])].join(' ');
  if (mixed?.by !== by) mixed = { by, column: column.map(mixedOver(plan)) };
  return mixed.column;
}

/**
 * How a campaign turns out scatters normally, by a spread that is itself uncertain. A few points would not tell such a mixture by drawing both: this
 * gives the deviate, under the spread's median, that the mixture passes as seldom as a normal passes z.
 */
function mixedOver(plan: Plan): (z: number) => number {
  const spreads = WIDTHS.map(
    (z) => valuesAt({ ...plan, days: 0 }, (index) => (index === SPREAD_OF_CAMPAIGNS ? z : 0))[SPREAD_OF_CAMPAIGNS]!,
  );
  const weights = WIDTHS.map((z) => exp((-z * z) / 2));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const median = plan.parameters.centre[SPREAD_OF_CAMPAIGNS]!;
  const below = (deviate: number) =>
    spreads.reduce((sum, own, index) => sum + weights[index]! * normalShare((deviate * median) / own), 0) / all;
  return (z) => {
    if (!(median > 0)) return 0;
    const wanted = normalShare(Math.abs(z));
    let low = 0;
    let high = 40;
    for (let halving = 0; halving < 40; halving++) {
      const middle = (low + high) / 2;
      if (below(middle) < wanted) low = middle;
      else high = middle;
    }
    return Math.sign(z) * low;
  };
}

/** All deviates but those of days, those first that matter most to this plan. */
function ranked(plan: Plan): number[] {
  const messages = CHANNELS.map(() => 0);
  for (const { exposure, size } of plan.segments)
    for (const { channel, kinds } of plan.exposures[exposure]!.channels)
      for (const { counts } of kinds) messages[channel]! += size * counts.reduce((sum, count) => sum + count, 0);
  const busiest = CHANNELS.map((name, channel) => ({ name, messages: messages[channel]! })).toSorted(
    (a, b) => b.messages - a.messages,
  );
  const first = WEIGHTY.map((name) => {
    if (name === 'campaign') return CAMPAIGN_DEVIATE;
    const kind = name[0] === 'C' ? 'click' : name[0] === 'R' ? 'reach' : undefined;
    return placeOfParameter(kind ? `channels.${busiest[Number(name[1])]!.name}.${kind}` : name)!;
  });
  const tactics = new Set(plan.conditions.flatMap(({ presences }) => presences.map(({ tactic }) => tactic)));
  const used = [...tactics].filter((tactic) => tactic >= 0).toSorted((a, b) => a - b);
  const all = Array.from({ length: DAY_DEVIATES }, (_, index) => index);
  const tacticsAt = used.map((tactic) => TACTIC_DEVIATES + tactic);
  return [
    ...new Set([
      ...first.slice(0, BEFORE_TACTICS),
      ...tacticsAt.slice(0, MOST_TACTICS),
      ...first,
      ...tacticsAt,
      ...all,
    ]),
  ];
}

const known = new Map<string, Float64Array[]>();

/** For as many ranks the deviates of all points; remembered. */
export function columnsOf(points: number, seed: number, count: number): Float64Array[] {
  const name = `${points} ${seed}`;
  let columns = known.get(name);
  if (!columns || columns.length < count) known.set(name, (columns = makeColumns(points, seed, count)));
  return columns.slice(0, count);
}

/** Half-normal scores in a random order with random signs, made orthogonal to the columns before; then the same with all signs turned. */
function makeColumns(points: number, seed: number, count: number): Float64Array[] {
  const pairs = points / 2;
  const apart = Math.min(APART, pairs - 4);
  const halves: Float64Array[] = [];
  const words = new Int32Array(2);
  for (let rank = 0; rank < count; rank++) {
    const keyed = Array.from({ length: pairs }, (_, pair) => {
      threefry(seed, rank, pair, 0, words);
      const score = normalQuantile(0.5 + (pair + 0.5) / points);
      return { key: uniform(words), score: words[1]! & 1 ? -score : score };
    });
    const column = Float64Array.from(
      keyed.toSorted((a, b) => a.key - b.key),
      ({ score }) => score,
    );
    const others = rank < apart ? halves : [];
    // Twice, because the first time leaves rounding behind.
    for (const other of [...others, ...others]) {
      const shared = productOf(column, other);
      for (let pair = 0; pair < pairs; pair++) column[pair]! -= shared * other[pair]!;
    }
    const size = Math.sqrt(productOf(column, column));
    halves.push(column.map((value) => value / size));
  }
  return halves.map((half) => Float64Array.from([...half, ...half.map((value) => -value)]));
}

const productOf = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0) / a.length;
