import { expect, describe, test } from 'vitest';
import { placeOfParameter } from '#campaign/parameters.ts';
import { campaign, typicalCampaign } from '../campaigns.testing.ts';
import { forecastFrom } from '../forecast/fromRuns.ts';
import { simulateRuns } from '../runs/simulate.ts';
import { compile } from './compile.ts';
import { sampleValues } from './values.ts';

describe('parameters that hang together', () => {
  const RUNS = 3000;
  /** The correlation of the normal deviates behind two parameters of logarithmic scale over many runs. */
  function correlationOf(correlated: boolean, one: string, other: string): number {
    const plan = compile(campaign({ days: 1 }), { correlated });
    const drawn = Array.from({ length: RUNS }, (_, run) => sampleValues(plan, 5, run));
    const columns = [one, other].map((id) => {
      const values = drawn.map((each) => Math.log(each[placeOfParameter(id)!]!));
      const mean = values.reduce((sum, value) => sum + value, 0) / RUNS;
      return values.map((value) => value - mean);
    });
    const product = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
    const [a, b] = columns as [number[], number[]];
    return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
  }
  // Standard error .018 of a correlation over 3,000 runs; both scales are a trifle skewed.
  test.each([
    ['trying.pull', 'awareness.recall', 0.3],
    ['trying.pull', 'trying.friction', -0.3],
    ['trying.pull', 'variation.campaign', 0],
  ])('%s and %s', (one, other, expected) => {
    expect(correlationOf(true, one, other)).toBeCloseTo(expected, 1);
    expect(Math.abs(correlationOf(false, one, other))).toBeLessThan(0.06);
  });

  test('keep their medians and how uncertain each is', () => {
    const plans = [false, true].map((correlated) => compile(campaign({ days: 1 }), { correlated }));
    const [alone, together] = plans.map((plan) =>
      Array.from({ length: RUNS }, (_, run) => sampleValues(plan, 5, run)[placeOfParameter('trying.pull')!]!).toSorted(
        (a, b) => a - b,
      ),
    );
    for (const share of [0.05, 0.5, 0.95]) {
      const ratio = together![share * RUNS]! / alone![share * RUNS]!;
      expect(ratio).toBeGreaterThan(0.85);
      expect(ratio).toBeLessThan(1.18);
    }
  });

  test('widen the band of active learners', () => {
    const widths = [false, true].map((correlated) => {
      const plan = compile(typicalCampaign(), { correlated });
      const { active } = forecastFrom(plan, [simulateRuns(plan, { seed: 3, firstRun: 0, runs: 400 })]).series;
      return active.p95.at(-1)! - active.p05.at(-1)!;
    });
    expect(widths[1]!).toBeGreaterThan(1.1 * widths[0]!);
  });
});
