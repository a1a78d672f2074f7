import { CHANNELS } from '#campaign/document.ts';
import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { parametersAt } from './assumptions.ts';
import type { Plan } from './plan.ts';

/**
 * Sixteen sets of parameter values that stand for all: every parameter one standard deviation up or down, by a column of a Hadamard matrix.
 * Columns are balanced against each other, so that no draw of luck widens or narrows a band.
 */

const ROWS = 16;

/** The parameters that move a forecast most, so measured on the templates: a column of its own for each. */
const WEIGHTY = [
  'habit.lapse',
  'peers.influence',
  'trying.friction',
  'responsiveness.spread',
  'trying.giveUp',
  'saturation.halfway',
  'habit.hold',
  'trying.start',
  'trying.pull',
  'trying.comeback',
  'habit.advance',
  'champions.rate',
];

/** Parameter values for every row of the design. */
export function designOf(plan: Plan): Float64Array[] {
  const columns = columnsOf(plan);
  return Array.from({ length: ROWS }, (_, row) => parametersAt(plan, (place) => signOf(row, columns[place]!)));
}

/** The entry of Sylvester's matrix: even or odd number of ones that row and column share. */
function signOf(row: number, column: number): number {
  let shared = row & column;
  shared ^= shared >> 2;
  shared ^= shared >> 1;
  return shared & 1 ? -1 : 1;
}

/** The column of each parameter, 1 to 15: first the weighty ones, then clicks in the busiest channels; the others share. */
function columnsOf(plan: Plan): number[] {
  const messages = CHANNELS.map(() => 0);
  for (const { exposure, size } of plan.segments)
    for (const { channel, click } of plan.exposures[exposure]!.channels)
      messages[channel]! += size * click.reduce((sum, amount) => sum + amount, 0);
  const busiest = CHANNELS.map((name, channel) => ({ id: `channels.${name}.click`, messages: messages[channel]! }))
    .toSorted((a, b) => b.messages - a.messages)
    .map(({ id }) => id);
  const ordered = new Set([...WEIGHTY, ...busiest, ...PARAMETERS.map(({ id }) => id)]);
  const columns: number[] = [];
  [...ordered].forEach((id, rank) => (columns[placeOfParameter(id)!] = 1 + (rank % (ROWS - 1))));
  return columns;
}
