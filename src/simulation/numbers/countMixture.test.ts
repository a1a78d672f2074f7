import { expect, test } from 'vitest';
import { addBetaBinomial, partWithin, quantilesOf } from './countMixture.ts';

const lawOf = (n: number, share: number, looseness: number) => {
  const law = new Float64Array(n + 1);
  addBetaBinomial(law, 1, share, looseness);
  return law;
};

/** Rising factorial. */
const rising = (x: number, steps: number) => Array.from({ length: steps }, (_, i) => x + i).reduce((a, b) => a * b, 1);
const choose = (n: number, k: number) => rising(n - k + 1, k) / rising(1, k);

test('is the binomial law where the share is known', () => {
  const law = lawOf(12, 0.3, 0);
  law.forEach((chance, k) => expect(chance).toBeCloseTo(choose(12, k) * 0.3 ** k * 0.7 ** (12 - k), 12));
});

test.each([
  [0.4, 3.6],
  [2.5, 7.5],
  [40, 4],
  [0.3, 0.2],
])('is the beta-binomial law of a = %d and b = %d', (a, b) => {
  const law = lawOf(15, a / (a + b), 1 / (a + b));
  law.forEach((chance, k) =>
    expect(chance).toBeCloseTo((choose(15, k) * rising(a, k) * rising(b, 15 - k)) / rising(a + b, 15), 12),
  );
});

test('has mean and variance for many learners, without overflow', () => {
  const [n, share, looseness] = [50_000, 0.04, 1 / 300];
  const law = lawOf(n, share, looseness);
  let [mean, square] = [0, 0];
  law.forEach((chance, k) => {
    mean += k * chance;
    square += k * k * chance;
  });
  const precision = 1 / looseness;
  expect(mean / (n * share)).toBeCloseTo(1, 9);
  expect((square - mean * mean) / ((n * share * (1 - share) * (precision + n)) / (precision + 1))).toBeCloseTo(1, 6);
});

test('adds laws by their weights', () => {
  const law = new Float64Array(11);
  addBetaBinomial(law, 0.25, 0.1, 0);
  addBetaBinomial(law, 0.75, 0.6, 0.1);
  const [first, second] = [lawOf(10, 0.1, 0), lawOf(10, 0.6, 0.1)];
  law.forEach((chance, k) => expect(chance).toBeCloseTo(0.25 * first[k]! + 0.75 * second[k]!, 14));
});

test('bands between quantiles hold just their share, however small the numbers', () => {
  for (const [n, share] of [
    [3, 0.05],
    [10, 0.02],
    [400, 0.5],
  ] as const) {
    const law = lawOf(n, share, 0.01);
    const [p05, p25, p75, p95] = quantilesOf(law, [0.05, 0.25, 0.75, 0.95]) as [number, number, number, number];
    const held = (low: number, high: number) =>
      law.reduce((sum, chance, k) => sum + chance * partWithin(k, low, high), 0);
    expect(held(p05, p95)).toBeCloseTo(0.9, 10);
    expect(held(p25, p75)).toBeCloseTo(0.5, 10);
  }
});

test('a number lies within a band, without, or in part', () => {
  expect([partWithin(3, 1, 5), partWithin(3, 4, 5), partWithin(3, 2.75, 5), partWithin(3, 2.9, 3.1)]).toEqual([
    1,
    0,
    0.75,
    expect.closeTo(0.2, 10),
  ]);
});
