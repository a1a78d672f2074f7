import { describe, expect, test } from 'vitest';
import type { Assumption } from '#campaign/document.ts';
import { parameterById, PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { medianParameters, parametersAt, sampleParameters } from './assumptions.ts';
import { campaign, segment } from './campaigns.testing.ts';
import { compile } from './compile.ts';
import { simulateBlock } from './counts.ts';

const planWith = (...assumptions: Partial<Assumption>[]) =>
  compile(
    campaign({
      segments: [segment({ id: 'a' }), segment({ id: 'b' })],
      assumptions: assumptions.map((each, place) => ({
        id: `a${place}`,
        parameter: 'habit.lapse',
        value: 0.03,
        ...each,
      })),
    }),
  );
const LAPSE = placeOfParameter('habit.lapse')!;
const draws = (plan: ReturnType<typeof compile>, place = LAPSE, count = 3000) =>
  Array.from({ length: count }, (_, run) => sampleParameters(plan, 1, run)[place]!).toSorted((x, y) => x - y);

describe('sampled parameters', () => {
  test('have the default as median and the likely interval between their 5 % and 95 % points', () => {
    const plan = planWith();
    for (const id of ['habit.lapse', 'channels.email.reach', 'trying.friction', 'fatigue.attention2']) {
      const { value, likely } = parameterById(id)!;
      const sorted = draws(plan, placeOfParameter(id)!);
      expect(Math.abs(sorted[1500]! / value - 1)).toBeLessThan(0.05);
      expect(Math.abs(sorted[150]! / likely[0] - 1)).toBeLessThan(0.08);
      expect(Math.abs(sorted[2850]! / likely[1] - 1)).toBeLessThan(0.08);
    }
  });

  test('never leave their range', () => {
    const plan = planWith();
    for (let run = 0; run < 300; run++) {
      sampleParameters(plan, 9, run).forEach((value, at) => {
        const [low, high] = PARAMETERS[at % PARAMETERS.length]!.range;
        expect(value >= low && value <= high).toBe(true);
      });
    }
  });

  test('follow an assumption: its value, and its interval where it has one', () => {
    const sorted = draws(planWith({ value: 0.1, low: 0.09, high: 0.2 }));
    expect(sorted[1500]!).toBeCloseTo(0.1, 2);
    expect(sorted[150]!).toBeCloseTo(0.09, 2);
    expect(sorted[2850]! / 0.2).toBeCloseTo(1, 1);
    const shifted = draws(planWith({ value: 0.06 }));
    expect(shifted[150]! / 0.036).toBeCloseTo(1, 1);
    expect(draws(planWith({ value: 0.06, low: 0.06, high: 0.06 }), LAPSE, 20)).toEqual(Array(20).fill(0.06));
  });

  test('take a rate of 0 for certain, and bring a value outside the range to its end', () => {
    expect(draws(planWith({ value: 0 }), LAPSE, 20)).toEqual(Array(20).fill(0));
    const [, most] = parameterById('habit.lapse')!.range;
    expect(medianParameters(planWith({ value: 1e9 }))[LAPSE]).toBe(most);
    expect(medianParameters(planWith({ parameter: 'unheard.of', value: 1 }))).toEqual(medianParameters(planWith()));
  });

  test('are a segment’s own where it has an assumption, moving with everyone’s', () => {
    const plan = planWith({ value: 0.05 }, { value: 0.01, segmentId: 'b' });
    expect(plan.segments.map(({ set }) => set)).toEqual([0, 1]);
    const median = medianParameters(plan);
    expect([median[LAPSE], median[PARAMETERS.length + LAPSE]]).toEqual([0.05, 0.01]);
    for (let run = 0; run < 20; run++) {
      const values = sampleParameters(plan, 1, run);
      expect(values[PARAMETERS.length + LAPSE]! / values[LAPSE]!).toBeCloseTo(0.2, 10);
    }
  });

  test('lie at the deviate asked for', () => {
    const { value, likely } = parameterById('habit.lapse')!;
    const at = (z: number) => parametersAt(planWith(), () => z)[LAPSE]!;
    expect([at(0), at(-1.6448536269514722), at(1.6448536269514722)].map((each) => each.toFixed(10))).toEqual(
      [value, ...likely].map((each) => each.toFixed(10)),
    );
  });

  test('of one segment change the other only through peers', () => {
    const runsOf = (plan: ReturnType<typeof compile>) => {
      const { segments, totals } = simulateBlock(plan, { firstRun: 0, runs: 2 });
      return segments.slice(0, totals.length);
    };
    const alone = [
      { parameter: 'peers.influence', value: 0 },
      { parameter: 'buyIn.weight', value: 0 },
    ];
    const base = runsOf(planWith(...alone));
    expect(runsOf(planWith(...alone, { parameter: 'awareness.recall', value: 0.1, segmentId: 'b' }))).toEqual(base);
    expect(runsOf(planWith(...alone, { parameter: 'awareness.recall', value: 0.1, segmentId: 'a' }))).not.toEqual(base);
  });
});
