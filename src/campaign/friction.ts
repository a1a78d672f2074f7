import type { Campaign } from './document.ts';
import { parameterById } from './parameters.ts';

/** What the steps between hearing of it and using it cost, by the model's own parameter. */

const PARAMETER = 'trying.friction';

/** The cost of a step for a segment, as a rate: its own assumption, else the campaign's, else the model's. */
export function frictionRate({ assumptions }: Pick<Campaign, 'assumptions'>, segmentId: string): number {
  const held = assumptions.filter(({ parameter }) => parameter === PARAMETER);
  const own = held.find((assumption) => assumption.segmentId === segmentId);
  const general = held.find((assumption) => assumption.segmentId === undefined);
  return (own ?? general)?.value ?? parameterById(PARAMETER)!.value;
}

/** The share, 0 to 1, of those who would have tried that is left after so many steps. */
export function leftAfter(steps: number, rate: number): number {
  return Math.exp(-rate * steps);
}
