import { placeOfParameter } from '#campaign/parameters.ts';
import type { Plan } from './plan/plan.ts';
import { SUMMED } from './forecast/fromRuns.ts';
import { STORED } from './model/stages.ts';
import type { Simulation } from './runs/simulation.ts';
import type { SeriesName } from '#contract/forecast.ts';

/** Statistics for the tests of the engine. */

/**
 * The plan with nothing uncertain about it but chance: parameters at their medians, tactics as strong as they say, no campaign and no day unlike another.
 */
export function certain(plan: Plan): Plan {
  const none = ({ centre }: Plan['parameters']) => ({
    centre: centre.slice(),
    below: new Float64Array(centre.length),
    above: new Float64Array(centre.length),
  });
  const parameters = none(plan.parameters);
  for (const id of ['variation.campaign', 'variation.day']) parameters.centre[placeOfParameter(id)!] = 0;
  return { ...plan, parameters, strengths: none(plan.strengths) };
}

/** Learners of one series on one day, for every run of a simulation. */
export function valuesOf(plan: Plan, simulation: Simulation, name: SeriesName, day: number): number[] {
  const parts = SUMMED.find(([series]) => series === name)![1];
  return Array.from({ length: simulation.runs }, (_, run) =>
    parts.reduce((sum, part) => sum + simulation.totals[(part * plan.days + day) * simulation.runs + run]!, 0),
  );
}

/** All stored series of one day and run. */
export function populationOf(plan: Plan, simulation: Simulation, day: number, run: number): number[] {
  return STORED.map((_, part) => simulation.totals[(part * plan.days + day) * simulation.runs + run]!);
}

export const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function standardErrorOf(values: number[]): number {
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}

/** The largest distance between two empirical distributions (Kolmogorov and Smirnov). */
export function distanceOf(a: number[], b: number[]): number {
  const first = a.toSorted((x, y) => x - y);
  const second = b.toSorted((x, y) => x - y);
  let i = 0;
  let j = 0;
  let most = 0;
  while (i < first.length && j < second.length) {
    const at = Math.min(first[i]!, second[j]!);
    while (i < first.length && first[i]! <= at) i++;
    while (j < second.length && second[j]! <= at) j++;
    most = Math.max(most, Math.abs(i / first.length - j / second.length));
  }
  return most;
}

/** What that distance exceeds once in a thousand times although both samples come from one distribution. */
export const criticalDistance = (a: number, b: number): number => 1.95 * Math.sqrt((a + b) / (a * b));

/** A plain generator (splitmix32) that shares nothing with the engine's. */
export function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
}

/** Standard normal numbers from uniform ones (Box and Muller). */
export const normalsFrom = (random: () => number) => () =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
