import { CHANNELS } from '#campaign/document.ts';
import { placeOfParameter } from '#campaign/parameters.ts';
import { CAMPAIGN_DEVIATE, DAY_DEVIATES, TACTIC_DEVIATES, valuesAt } from '../plan/values.ts';
import { normalQuantile } from '../numbers/mathematics.ts';
import type { Plan } from '../plan/plan.ts';
import { threefry, uniform } from '../numbers/random.ts';

/**
 * A design of parameter values, a few that stand for all: points of a normal distribution in opposite pairs, spread evenly along every parameter and,
 * for those that matter, uncorrelated. So no draw of luck widens or narrows a band, as it would with as many runs.
 */

/** Chosen among 400 seeds for its agreement with many draws on the templates (56 points). */
const SEED = 121;
/** Parameters whose points are uncorrelated, if there are points enough. */
const APART = 28;

/** The parameters that move a forecast most, so measured on the templates; C and R stand for following and noticing messages in the busiest channels. */
const WEIGHTY = [
  'campaign',
  'champions.rate',
  'responsiveness.spread',
  'habit.lapse',
  'habit.advance',
  'peers.influence',
  'C0',
  'R0',
  'C1',
  'R1',
  'C2',
  'R2',
  'trying.friction',
  'trying.giveUp',
  'trying.comeback',
  'trying.start',
  'awareness.recall',
  'R3',
  'C3',
  'R4',
  'C4',
  'habit.hold',
  'trying.pull',
  'saturation.week',
  'variation.campaign',
  'awareness.halfLife',
  'optOut.rate',
  'fatigue.rise',
  'peers.champions',
  'buyIn.weight',
  'optOut.inUse',
];

/** Parameter values for every point, of which there is an even number. The second half of the points is opposite to the first. */
export function designOf(plan: Plan, points: number, seed = SEED): Float64Array[] {
  const order = ranked(plan);
  // Days come last, in their order.
  const columns = columnsOf(points, seed, DAY_DEVIATES + plan.days);
  const columnOf = columns.slice();
  order.forEach((index, rank) => (columnOf[index] = columns[rank]!));
  return Array.from({ length: points }, (_, point) => valuesAt(plan, (index) => columnOf[index]![point]!));
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
  return [...new Set([...first, ...used.map((tactic) => TACTIC_DEVIATES + tactic), ...all])];
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
