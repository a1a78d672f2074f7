import { CHANNELS } from '#campaign/document.ts';
import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { parametersAt } from '../plan/assumptions.ts';
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
  'saturation.halfway',
  'optOut.rate',
  'fatigue.rise',
  'peers.champions',
  'buyIn.weight',
  'optOut.inUse',
];

/** Parameter values for every point, of which there is an even number. The second half of the points is opposite to the first. */
export function designOf(plan: Plan, points: number, seed = SEED): Float64Array[] {
  const columns = columnsOf(points, seed);
  const columnOf: Float64Array[] = [];
  ranked(plan).forEach((index, rank) => (columnOf[index] = columns[rank]!));
  return Array.from({ length: points }, (_, point) => parametersAt(plan, (index) => columnOf[index]![point]!));
}

/** Indices of all parameters, those first that matter most to this plan. */
function ranked(plan: Plan): number[] {
  const messages = CHANNELS.map(() => 0);
  for (const { exposure, size } of plan.segments)
    for (const { channel, click } of plan.exposures[exposure]!.channels)
      messages[channel]! += size * click.reduce((sum, amount) => sum + amount, 0);
  const busiest = CHANNELS.map((name, channel) => ({ name, messages: messages[channel]! })).toSorted(
    (a, b) => b.messages - a.messages,
  );
  const first = WEIGHTY.map((name) => {
    const kind = name[0] === 'C' ? 'click' : name[0] === 'R' ? 'reach' : undefined;
    return placeOfParameter(kind ? `channels.${busiest[Number(name[1])]!.name}.${kind}` : name)!;
  });
  return [...new Set([...first, ...PARAMETERS.keys()])];
}

const known = new Map<string, Float64Array[]>();

/** For each rank the deviates of all points; remembered. */
export function columnsOf(points: number, seed: number): Float64Array[] {
  const name = `${points} ${seed}`;
  let columns = known.get(name);
  if (!columns) known.set(name, (columns = makeColumns(points, seed)));
  return columns;
}

/** Half-normal scores in a random order with random signs, made orthogonal to the columns before; then the same with all signs turned. */
function makeColumns(points: number, seed: number): Float64Array[] {
  const pairs = points / 2;
  const apart = Math.min(APART, pairs - 4);
  const halves: Float64Array[] = [];
  const words = new Int32Array(2);
  for (let rank = 0; rank < PARAMETERS.length; rank++) {
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
