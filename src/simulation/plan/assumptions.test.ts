import { describe, expect, test } from 'vitest';
import type { Assumption } from '#campaign/document.ts';
import { parameterById, PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { medianValues, valuesAt, sampleValues } from './values.ts';
import { campaign, segment } from '../campaigns.testing.ts';
import { compile } from './compile.ts';
import { simulateCounts } from '../runs/simulate.ts';
import { normalQuantile } from '../numbers/mathematics.ts';
import { keyOf, threefry, uniform } from '../numbers/random.ts';

const planWith = (...assumptions: Partial<Assumption>[]) =>
  compile(
    campaign({
      segments: [segment({ id: 'a' }), segment({ id: 'b' })],
      assumptions: assumptions.map((each, index) => ({
        id: `a${index}`,
        parameter: 'habit.lapse',
        value: 0.03,
        ...each,
      })),
    }),
  );
const LAPSE = placeOfParameter('habit.lapse')!;
const draws = (plan: ReturnType<typeof compile>, index = LAPSE, count = 10_000) =>
  Array.from({ length: count }, (_, run) => sampleValues(plan, 1, run)[index]!).toSorted((x, y) => x - y);

describe('sampled parameters', () => {
  test('have the default as median and the likely interval between their 5 % and 95 % points', () => {
    const plan = planWith();
    for (const id of ['habit.lapse', 'channels.email.reach', 'trying.friction', 'fatigue.attention2']) {
      const { value, likely } = parameterById(id)!;
      const sorted = draws(plan, placeOfParameter(id)!);
      expect(Math.abs(sorted[5000]! / value - 1)).toBeLessThan(0.05);
      expect(Math.abs(sorted[500]! / likely[0] - 1)).toBeLessThan(0.08);
      expect(Math.abs(sorted[9500]! / likely[1] - 1)).toBeLessThan(0.08);
    }
  });

  test('never leave their range', () => {
    const plan = planWith();
    for (let run = 0; run < 300; run++) {
      const values = sampleValues(plan, 9, run);
      plan.parameters.centre.forEach((_, at) => {
        const [low, high] = PARAMETERS[at % PARAMETERS.length]!.range;
        expect(values[at]! >= low && values[at]! <= high).toBe(true);
      });
    }
  });

  test('follow an assumption: its value, and its interval where it has one', () => {
    const sorted = draws(planWith({ value: 0.1, low: 0.09, high: 0.2 }));
    expect(sorted[5000]!).toBeCloseTo(0.1, 2);
    expect(sorted[500]!).toBeCloseTo(0.09, 2);
    expect(sorted[9500]! / 0.2).toBeCloseTo(1, 1);
    const { value, likely } = parameterById('habit.lapse')!;
    const shifted = draws(planWith({ value: 0.06 }));
    expect(shifted[500]! / ((0.06 * likely[0]) / value)).toBeCloseTo(1, 1);
    expect(draws(planWith({ value: 0.06, low: 0.06, high: 0.06 }), LAPSE, 20)).toEqual(Array(20).fill(0.06));
  });

  test('take a rate of 0 for certain, and bring a value outside the range to its end', () => {
    expect(draws(planWith({ value: 0 }), LAPSE, 20)).toEqual(Array(20).fill(0));
    const [, most] = parameterById('habit.lapse')!.range;
    expect(medianValues(planWith({ value: 1e9 }))[LAPSE]).toBe(most);
    expect(medianValues(planWith({ parameter: 'unheard.of', value: 1 }))).toEqual(medianValues(planWith()));
  });

  test('are a segment’s own where it has an assumption, moving with everyone’s', () => {
    const plan = planWith({ value: 0.05 }, { value: 0.01, segmentId: 'b' });
    expect(plan.segments.map(({ set }) => set)).toEqual([0, 1]);
    const median = medianValues(plan);
    expect([median[LAPSE], median[PARAMETERS.length + LAPSE]]).toEqual([0.05, 0.01]);
    for (let run = 0; run < 20; run++) {
      const values = sampleValues(plan, 1, run);
      expect(values[PARAMETERS.length + LAPSE]! / values[LAPSE]!).toBeCloseTo(0.2, 10);
    }
  });

  test('lie at the deviate asked for', () => {
    const { value, likely } = parameterById('habit.lapse')!;
    const at = (z: number) => valuesAt(planWith(), () => z)[LAPSE]!;
    expect([at(0), at(-1.6448536269514722), at(1.6448536269514722)].map((each) => each.toFixed(10))).toEqual(
      [value, ...likely].map((each) => each.toFixed(10)),
    );
  });

  test('are the same for the same seed and run, and all others for another seed or run', () => {
    const plan = planWith();
    const uncertain = PARAMETERS.flatMap(({ likely }, index) => (likely[0] < likely[1] ? [index] : []));
    const drawn = (seed: number, run: number) => {
      const values = sampleValues(plan, seed, run);
      return uncertain.map((index) => values[index]!);
    };
    const first = drawn(42, 7);
    expect(drawn(42, 7)).toEqual(first);
    for (const other of [drawn(43, 7), drawn(42, 8), drawn(7, 42)])
      other.forEach((value, index) => expect(value, PARAMETERS[uncertain[index]!]!.id).not.toBe(first[index]));
  });

  test('are keyed by seed, run and name, so that an edit leaves the draws of all other parameters as they were', () => {
    const words = new Int32Array(2);
    // Day 0, cell 255, purpose 6.
    threefry(42, 7, keyOf('habit.lapse'), (255 << 12) | (6 << 8), words);
    const z = normalQuantile(uniform(words));
    const { value, likely } = parameterById('habit.lapse')!;
    const spread = Math.abs(Math.log(likely[z < 0 ? 0 : 1] / value)) / 1.6448536269514722;
    expect(sampleValues(planWith(), 42, 7)[LAPSE]).toBeCloseTo(value * Math.exp(z * spread), 12);
    const edited = sampleValues(planWith({ parameter: 'trying.pull', value: 0.01 }, { segmentId: 'b' }), 42, 7);
    expect(edited[LAPSE]).toBe(sampleValues(planWith(), 42, 7)[LAPSE]);
  });

  test('of another seed lead the runs elsewhere before chance does', () => {
    const expected = (seed: number) => Array.from(simulateCounts(planWith(), { seed, firstRun: 0, runs: 3 }).expected);
    expect(expected(42)).toEqual(expected(42));
    expected(43).forEach((active, run) => expect(active).not.toBe(expected(42)[run]));
  });

  test('without an interval of their own keep the default’s spread, on the scale of each', () => {
    const at = (id: string, value: number) =>
      valuesAt(planWith({ parameter: id, value }), () => -1.6448536269514722)[placeOfParameter(id)!]!;
    const lapse = parameterById('habit.lapse')!;
    expect(at('habit.lapse', 0.06)).toBeCloseTo((0.06 * lapse.likely[0]) / lapse.value, 12);
    const hold = parameterById('habit.hold')!;
    const odds = (share: number) => share / (1 - share);
    const low = (odds(0.8) * odds(hold.likely[0])) / odds(hold.value);
    expect(at('habit.hold', 0.8)).toBeCloseTo(low / (1 + low), 12);
  });

  test('of one segment lie on its own side of its own range', () => {
    const plan = planWith({ value: 0.05 }, { value: 0.02, low: 0.004, high: 0.03, segmentId: 'b' });
    const at = (z: number) => valuesAt(plan, () => z)[PARAMETERS.length + LAPSE];
    expect(at(-1.6448536269514722)).toBeCloseTo(0.004, 10);
    expect(at(1.6448536269514722)).toBeCloseTo(0.03, 10);
  });

  test('never leave their range, however wide the interval', () => {
    const wide = planWith({ parameter: 'habit.hold', value: 0.6, low: 0.01, high: 0.99 }, { low: 0.001, high: 19 });
    const [, most] = parameterById('habit.lapse')!.range;
    expect(valuesAt(wide, () => 6)[LAPSE]).toBe(most);
  });

  test('of one segment change the other only through peers', () => {
    const runsOf = (plan: ReturnType<typeof compile>) => {
      const { segments, totals } = simulateCounts(plan, { firstRun: 0, runs: 2 });
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
