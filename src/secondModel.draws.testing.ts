import type { Assumption, Campaign, Model, Parameter, Values } from './secondModel.data.testing.ts';

/** What a run of the second model takes for true, and its luck: with random numbers of its own. */

export type Random = () => number;

/** Numbers in [0, 1) from a seed: mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many of so many leave with this chance. */
export type Take = (count: number, chance: number) => number;

/** The number that is to be expected. */
export const expected: Take = (count, chance) => count * chance;

/** A binomial number, by the gaps between those who leave, or between those who stay where they are fewer. */
export function drawnBy(random: Random): Take {
  return function take(count: number, chance: number): number {
    if (chance > 0.5) return count - take(count, 1 - chance);
    if (chance <= 0 || count === 0) return 0;
    const gap = Math.log1p(-chance);
    for (let place = 0, hits = 0; ; hits++) {
      place += 1 + Math.floor(Math.log(1 - random()) / gap);
      if (place > count) return hits;
    }
  };
}

/** The standard normal deviates of a run. */
export interface Deviates {
  parameter: (id: string) => number;
  strength: (tactic: string) => number;
  campaign: number;
  day: (day: number) => number;
}

export const atMedians: Deviates = { parameter: () => 0, strength: () => 0, campaign: 0, day: () => 0 };

/** Each is drawn when it is first asked for. */
export function deviatesBy(random: Random): Deviates {
  const drawn = new Map<string, number>();
  const of = (name: string) => {
    if (!drawn.has(name)) drawn.set(name, Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
    return drawn.get(name)!;
  };
  return {
    parameter: (id) => of(`parameter ${id}`),
    strength: (tactic) => of(`strength ${tactic}`),
    campaign: of('campaign'),
    day: (day) => of(`day ${day}`),
  };
}

const SCALES = {
  plain: { to: (x: number) => x, from: (y: number) => y, ends: [-Infinity, Infinity] },
  log: { to: Math.log, from: Math.exp, ends: [0, Infinity] },
  logit: { to: (x: number) => Math.log(x / (1 - x)), from: (y: number) => 1 / (1 + Math.exp(-y)), ends: [0, 1] },
} as const;

/** The values of all parameters for a segment; without one, of what acts on everybody together. */
export function valuesFor(campaign: Campaign, model: Model, deviates: Deviates, segmentId?: string): Values {
  const values = new Map<string, number>();
  for (const parameter of model.parameters) {
    const { id, forEveryone } = parameter;
    const own = campaign.assumptions.filter((assumption) => assumption.parameter === id);
    const common = own.findLast((assumption) => assumption.segmentId === undefined);
    const single = own.findLast((assumption) => segmentId !== undefined && assumption.segmentId === segmentId);
    const assumed = forEveryone ? common : (single ?? common);
    values.set(id, valueOf(parameter, assumed, deviates.parameter(id) / model.fixed.standardNormal95));
  }
  return (id) => values.get(id)!;
}

/** A value so many times as far from the median as the end of the likely range on that side. */
function valueOf(parameter: Parameter, assumed: Assumption | undefined, far: number): number {
  const { to, from, ends } = SCALES[parameter.scale];
  const within = (x: number) => Math.min(parameter.most, Math.max(parameter.least, x));
  const median = within(assumed ? assumed.value : parameter.value);
  if (far === 0 || ends.some((end) => end === median)) return median;
  const [side, last, outer] = far < 0 ? (['low', ends[0], Math.min] as const) : (['high', ends[1], Math.max] as const);
  const stated = assumed?.[side];
  if (stated === undefined)
    return within(from(to(median) + Math.abs(far) * (to(parameter[side]) - to(parameter.value))));
  const likely = within(outer(stated, median));
  const end = likely === last ? last + (median - last) / 1000 : likely;
  return within(from(to(median) + Math.abs(far) * (to(end) - to(median))));
}

/** How strong a tactic is in a run. */
export function strengthOf(model: Model, id: string, deviate: number): number {
  const tactic = model.tactics.find((one) => one.id === id);
  if (!tactic) return 1;
  const { low, high } = tactic.strength;
  return 1 + ((deviate < 0 ? 1 - low : high - 1) * deviate) / model.fixed.standardNormal95;
}
