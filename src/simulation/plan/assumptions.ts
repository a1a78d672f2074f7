import type { Assumption } from '#campaign/document.ts';
import { PARAMETERS, placeOfParameter, type Parameter } from '#campaign/parameters.ts';
import { strengthUnder, type Stance } from '#campaign/stance.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { exp, log } from '../numbers/mathematics.ts';
import type { Plan } from './plan.ts';

/**
 * What is thought about the parameters, as distributions: normal on each parameter's own scale, with its own spread on either side of the median.
 * A set holds all parameters for everyone, or for one segment with assumptions of its own.
 */

const COUNT = PARAMETERS.length;
/** The standard normal quantile of 95 %. */
export const Z95 = 1.6448536269514722;

export type Distributions = Plan['parameters'];

/** To a parameter's own scale and back. */
export const scaleOf = {
  identity: { to: (x: number) => x, from: (y: number) => y },
  log: { to: (x: number) => log(x), from: (y: number) => exp(y) },
  logit: { to: (x: number) => log(x / (1 - x)), from: (y: number) => 1 / (1 + exp(-y)) },
};

export const clamp = (x: number, [low, high]: readonly [number, number]) => Math.min(Math.max(x, low), high);

/** Whether a value can be put on the parameter's scale: nothing uncertain is thought about a rate of exactly 0. */
function onScale({ transform }: Parameter, value: number): boolean {
  return transform === 'identity' || (value > 0 && (transform === 'log' || value < 1));
}

/** The distributions of the defaults with the campaign's assumptions on top: everyone's, then those of each segment that has its own. */
export function distributionsOf(assumptions: Assumption[]): { parameters: Distributions; setOf: Map<string, number> } {
  const own = [...new Set(assumptions.flatMap(({ segmentId }) => segmentId ?? []))].toSorted();
  const sets = own.length + 1;
  const parameters: Distributions = {
    centre: new Float64Array(sets * COUNT),
    below: new Float64Array(sets * COUNT),
    above: new Float64Array(sets * COUNT),
  };
  const everyone = assumptions.filter(({ segmentId }) => segmentId === undefined);
  for (let set = 0; set < sets; set++) {
    PARAMETERS.forEach((parameter, index) => write(parameters, set * COUNT + index, parameter, undefined));
    const mine = set === 0 ? [] : assumptions.filter(({ segmentId }) => segmentId === own[set - 1]);
    for (const assumption of [...everyone, ...mine]) {
      const index = placeOfParameter(assumption.parameter);
      if (index !== undefined) write(parameters, set * COUNT + index, PARAMETERS[index]!, assumption);
    }
  }
  return { parameters, setOf: new Map(own.map((id, index) => [id, index + 1])) };
}

/** How strong each tactic of the catalogue may be, 1 where it is as strong as it says. */
export function strengthsOf(stance: Stance): Distributions {
  const points = TACTICS.map((tactic) => strengthUnder(stance, tactic));
  return {
    centre: Float64Array.from(points, ([, median]) => median),
    below: Float64Array.from(points, ([low, median]) => (median - low) / Z95),
    above: Float64Array.from(points, ([, median, high]) => (high - median) / Z95),
  };
}

/** An assumption without its own interval keeps the relative uncertainty of the default. */
function write(into: Distributions, at: number, parameter: Parameter, assumption: Assumption | undefined): void {
  const value = clamp(assumption?.value ?? parameter.value, parameter.range);
  into.centre[at] = value;
  into.below[at] = spreadTo(parameter, value, assumption, 0);
  into.above[at] = spreadTo(parameter, value, assumption, 1);
}

/** Standard deviation towards the 5 % (side 0) or the 95 % point (side 1), on the parameter's scale. */
function spreadTo(parameter: Parameter, value: number, assumption: Assumption | undefined, side: 0 | 1): number {
  if (!onScale(parameter, value)) return 0;
  const { to } = scaleOf[parameter.transform];
  const stated = side === 0 ? assumption?.low : assumption?.high;
  if (stated === undefined) return Math.abs(to(parameter.likely[side]) - to(parameter.value)) / Z95;
  const bounded = side === 0 ? Math.min(stated, value) : Math.max(stated, value);
  // An end at which the scale itself ends, such as a rate of 0, counts as a thousandth of the way to it.
  const end = clamp(bounded, parameter.range);
  const point = onScale(parameter, end) ? end : side === 0 ? value / 1000 : 1 - (1 - value) / 1000;
  return Math.abs(to(point) - to(value)) / Z95;
}
