import { describe, expect, test } from 'vitest';
import { log1p } from '../mathematics.ts';
import { threefry } from '../random.ts';
import { kernel } from './kernel.ts';

const { logRatioToMode, stirlingRest, drawBothTo, free, memory } = kernel();
const words = new Int32Array(2);

function wordFor(seed: number, run: number, at: number): number {
  threefry(seed, run, 11, at * 512, words);
  return words[0]!;
}

const draw = (n: number, p: number, seed: number, at: number, hazard = 0, run = 7) =>
  kernel().draw(n, p, hazard, wordFor(seed, run, at), seed, run, 11, at * 512);

/** ln of k!, by summing. */
function logFactorial(k: number): number {
  let sum = 0;
  for (let factor = 2; factor <= k; factor++) sum += Math.log(factor);
  return sum;
}

/** Probabilities of 0 … n, outwards from the mode, so that nothing vanishes. */
function probabilities(n: number, p: number): Map<number, number> {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const reach = Math.ceil(9 * Math.sqrt(n * p * (1 - p)) + 12);
  const found = new Map([[mode, 1]]);
  for (let k = mode, value = 1; k < Math.min(n, mode + reach); k++) {
    value *= ((n - k) / (k + 1)) * (p / (1 - p));
    found.set(k + 1, value);
  }
  for (let k = mode, value = 1; k > Math.max(0, mode - reach); k--) {
    value *= (k / (n - k + 1)) * ((1 - p) / p);
    found.set(k - 1, value);
  }
  const sum = [...found.values()].reduce((total, value) => total + value, 0);
  return new Map(
    [...found].map(([k, value]) => [k, value / sum]).toSorted(([a], [b]) => a! - b!) as [number, number][],
  );
}

/** Chi-square of draws against the law in about 20 groups of like probability, as a standard normal number (Wilson and Hilferty). */
function misfit(n: number, p: number, seed: number, draws: number, hazard: number): number {
  const law = [...probabilities(n, p)];
  const groups: { until: number; expected: number; seen: number }[] = [];
  let expected = 0;
  for (const [k, probability] of law) {
    expected += probability * draws;
    if (expected >= draws / 20) {
      groups.push({ until: k, expected, seen: 0 });
      expected = 0;
    }
  }
  const last = groups.at(-1)!;
  last.until = Infinity;
  last.expected += expected;
  for (let at = 0; at < draws; at++) {
    const k = draw(n, p, seed, at, hazard);
    groups.find(({ until }) => k <= until)!.seen++;
  }
  const freedom = groups.length - 1;
  if (freedom === 0) return 0;
  const square = groups.reduce((sum, group) => sum + (group.seen - group.expected) ** 2 / group.expected, 0);
  return (Math.cbrt(square / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
}

const CASES: [n: number, p: number][] = [
  [1, 0.3],
  [5, 0.5],
  [40, 0.2],
  [40, 0.249],
  [40, 0.251],
  [40, 0.7],
  [40, 0.76],
  [100, 0.0999],
  [100, 0.1001],
  [100, 0.5],
  [100, 0.97],
  [1000, 0.00001],
  [1000, 0.003],
  [1000, 0.02],
  [100_000, 0.00009],
  [100_000, 0.00011],
  [1e6, 0.9],
  [1e8, 0.01],
  [1e10, 1e-10],
  [1e10, 1e-4],
];

describe('binomial', () => {
  test.each(CASES)('n %d, p %d follows its law over 20 seeds', (n, p) => {
    const scores = Array.from({ length: 20 }, (_, seed) => misfit(n, p, seed, 2000, seed % 2 ? -log1p(-p) : 0));
    expect(Math.max(...scores)).toBeLessThan(4.2);
    // The sum of 20 standard normal numbers: a bias too small for one seed shows in all of them.
    expect(Math.abs(scores.reduce((sum, score) => sum + score, 0) / Math.sqrt(20))).toBeLessThan(4);
  });

  test('has the mean and variance of its law where n is huge', () => {
    for (const [n, p] of [
      [1e10, 0.3],
      [1e6, 0.5],
      [1e12, 1e-6],
    ] as const) {
      const scaled = Array.from(
        { length: 40_000 },
        (_, at) => (draw(n, p, 3, at) - n * p) / Math.sqrt(n * p * (1 - p)),
      );
      const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
      const variance = scaled.reduce((sum, value) => sum + value * value, 0) / scaled.length;
      expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(40_000));
      expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 40_000));
    }
  });

  test('keeps to whole numbers from 0 to n, at every edge', () => {
    expect([draw(0, 0.5, 1, 1), draw(9, 0, 1, 1), draw(9, 1, 1, 1), draw(9, 1.0000001, 1, 1)]).toEqual([0, 0, 9, 9]);
    for (let at = 0; at < 20_000; at++) {
      const n = 1 + (at % 400);
      const p = ((at * 7919) % 1009) / 1008;
      const k = draw(n, p, 5, at);
      expect(Number.isInteger(k) && k >= 0 && k <= n).toBe(true);
    }
  });

  test('is a pure function of its key', () => {
    expect(draw(1000, 0.2, 1, 4)).toBe(draw(1000, 0.2, 1, 4));
    const differing = Array.from({ length: 50 }, (_, at) => draw(1e6, 0.2, 1, at));
    expect(new Set(differing).size).toBeGreaterThan(45);
  });
});

describe('stirlingRest', () => {
  test('is what Stirling’s formula leaves over', () => {
    for (const k of [0, 1, 5, 9, 10, 11, 30, 300]) {
      const rest = logFactorial(k) - (0.5 * Math.log(2 * Math.PI) + (k + 0.5) * Math.log(k + 1) - (k + 1));
      expect(stirlingRest(k)).toBeCloseTo(rest, 9);
    }
  });
});

describe('logRatioToMode', () => {
  test('is the logarithm of a ratio of two probabilities', () => {
    for (const [n, p] of [
      [25, 0.41],
      [60, 0.2],
      [300, 0.5],
      [1000, 0.011],
    ] as const) {
      const law = probabilities(n, p);
      const mode = Math.floor((n + 1) * p);
      for (const [k, probability] of law)
        expect(logRatioToMode(n, p, k), `${n}, ${p}, ${k}`).toBeCloseTo(Math.log(probability / law.get(mode)!), 7);
    }
  });
});

test('two runs drawn side by side get what each gets alone', () => {
  const both = new Float64Array(memory.buffer, free(), 2);
  for (const [at, [n, p]] of CASES.entries()) {
    for (const [other, [m, q]] of CASES.entries()) {
      const place = at * CASES.length + other;
      drawBothTo(n, m, p, q, wordFor(5, 7, place), wordFor(5, 8, place), 5, 7, 11, place * 512, free());
      expect([...both], `${n} ${p} beside ${m} ${q}`).toEqual([draw(n, p, 5, place), draw(m, q, 5, place, 0, 8)]);
    }
  }
});
