import { describe, expect, test } from 'vitest';
import { log1p } from '../numbers/mathematics.ts';
import { threefry } from '../numbers/random.ts';
import { kernel } from './kernel.ts';

const { drawOne, drawTo, normalTo, free, memory } = kernel();
const words = new Int32Array(2);
const UNIT = 2 ** -32;

function wordFor(seed: number, at: number): number {
  threefry(seed, 7, 11, at, words);
  return words[0]!;
}

const draw = (n: number, p: number, seed: number, at: number, rate = 0) => drawOne(n, p, rate, wordFor(seed, at));

/** Probabilities of 0 … n, outwards from the mode, so that nothing vanishes, as far as they matter. */
function probabilities(n: number, p: number): Map<number, number> {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const reach = Math.ceil(9 * Math.sqrt(n * p * (1 - p)) + 40);
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

/** Each k with the share of the law up to it, counted from the nearer end, so that tails lose no digits. */
function ends(n: number, p: number): { k: number; below: number; above: number; probability: number }[] {
  const law = [...probabilities(n, p)];
  let above = 0;
  const from = law
    .toReversed()
    .map(([, probability]) => {
      const own = above;
      above += probability;
      return own;
    })
    .toReversed();
  let below = 0;
  return law.map(([k, probability], index) => ({ k, below: (below += probability), above: from[index]!, probability }));
}

/** Chi-square of draws against the law in about 20 groups of like probability, as a standard normal number (Wilson and Hilferty). */
function misfit(n: number, p: number, seed: number, draws: number, rate: number): number {
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
    const k = draw(n, p, seed, at, rate);
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

/** Means and chances over the whole range in which doubtful draws are walked to. */
const NARROW = [1, 1.01, 1.3, 2, 3, 5, 8, 13, 21, 34, 55, 89, 120].flatMap((mean) =>
  [1e-6, 1e-3, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.46, 0.5].map((p): [number, number] => [Math.ceil(mean / p), p]),
);

describe('binomial', () => {
  test.each(CASES)('n %d, p %d follows its law over 20 seeds', (n, p) => {
    const scores = Array.from({ length: 20 }, (_, seed) => misfit(n, p, seed, 2000, seed % 2 ? -log1p(-p) : 0));
    expect(Math.max(...scores)).toBeLessThan(4.2);
    // The sum of 20 standard normal numbers: a bias too small for one seed shows in all of them.
    expect(Math.abs(scores.reduce((sum, score) => sum + score, 0) / Math.sqrt(20))).toBeLessThan(4);
  });

  test('is the inverse of its law to the last word, up to a variance of 128', () => {
    for (const [n, p] of NARROW) {
      for (const chance of [p, 1 - p]) {
        for (const { k, below, above } of ends(n, chance)) {
          const end = below < 0.5 ? below / UNIT : 2 ** 32 - above / UNIT;
          // Words just below and just above the end of k, but for rounding; where words are too coarse, nothing is to be told.
          const under = Math.floor(end - 0.5 - 1e-3);
          const over = Math.ceil(end - 0.5 + 1e-3);
          if (under < 0 || over >= 2 ** 32) continue;
          expect(drawOne(n, chance, 0, under | 0), `${n} ${chance}, the last of ${k}`).toBeLessThanOrEqual(k);
          expect(drawOne(n, chance, 0, over | 0), `${n} ${chance}, beyond ${k}`).toBeGreaterThan(k);
        }
      }
    }
  });

  test('differs from the inverse of its law in less than one draw in a million beyond', () => {
    for (const [n, p] of [
      [514, 0.5],
      [620, 0.3],
      [1500, 0.1],
      [13_000, 0.01],
      [130_000, 0.999],
      [1.3e6, 1e-4],
      [5000, 0.2],
      [1e6, 0.002],
    ] as const) {
      let wrong = 0;
      for (const { k, below, above } of ends(n, p)) {
        const end = below < 0.5 ? below : 1 - above;
        // The first word that draws more than k.
        let first = 0;
        for (let step = 2 ** 31; step >= 1; step /= 2) {
          if (drawOne(n, p, 0, (first + step - 1) | 0) <= k) first += step;
        }
        wrong += Math.abs(first * UNIT - end);
      }
      expect(wrong, `${n} ${p}`).toBeLessThan(1e-6);
    }
  });

  test('never draws less for a larger word', () => {
    for (const [n, p] of [...NARROW, ...CASES]) {
      let last = 0;
      for (let part = 0; part < 600; part++) {
        const drawn = drawOne(n, p, 0, Math.floor(((part + 0.5) / 600) * 2 ** 32) | 0);
        expect(drawn).toBeGreaterThanOrEqual(last);
        last = drawn;
      }
    }
  });

  test('has the mean and variance of its law where n is huge', () => {
    for (const [n, p] of [
      [1e10, 0.3],
      [1e6, 0.5],
      [1e12, 1e-6],
      [1e15, 0.999],
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
      const word = at % 3 === 0 ? 0 : at % 3 === 1 ? -1 : wordFor(5, at);
      const k = drawOne(n, p, 0, word);
      expect(Number.isInteger(k) && k >= 0 && k <= n).toBe(true);
    }
  });

  test('draws for two runs side by side what each gets alone', () => {
    const both = new Float64Array(memory.buffer, free(), 2);
    const rates = (p: number, at: number) => (at % 3 === 0 ? 0 : -log1p(-p));
    for (const [at, [n, p]] of CASES.entries()) {
      for (const [other, [m, q]] of CASES.entries()) {
        const first = wordFor(5, at * CASES.length + other);
        const second = wordFor(6, at * CASES.length + other);
        const [own, beside] = [rates(p, at + other), rates(q, at)];
        drawTo(n, m, p, q, own, beside, first, second, free());
        expect([...both], `${n} ${p} beside ${m} ${q}`).toEqual([
          drawOne(n, p, own, first),
          drawOne(m, q, beside, second),
        ]);
      }
    }
    // At the very end of a number, where another way of computing falls on its other side.
    const [n, rate, word] = [192_884, 1.664294410702669e-6, -1_179_347_270];
    const p = -Math.expm1(-rate);
    drawTo(n, 10, p, 0.9, rate, 0, word, word, free());
    expect(both[0]).toBe(drawOne(n, p, rate, word));
  });
});

describe('the normal quantile of a word', () => {
  /** The normal distribution function of z below 0, by its continued fraction or its series. */
  function shareBelow(z: number): number {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    if (z > -2.5) {
      let term = -z;
      let sum = term;
      for (let i = 1; i < 200; i++) sum += term *= (z * z) / (2 * i + 1);
      return 0.5 - sum * density;
    }
    let fraction = 0;
    for (let k = 400; k > 0; k--) fraction = k / (-z + fraction);
    return density / (-z + fraction);
  }

  test('has the word’s share of the distribution below it', () => {
    const both = new Float64Array(memory.buffer, free(), 2);
    for (const word of [0, 1, 2, 3, 7, 100, 12_345, 1e6, 98_765_432, 2 ** 29, 1.1e9, 1.9e9, 2 ** 31 - 1]) {
      normalTo(word | 0, ~word, free());
      const [z, opposite] = both as unknown as [number, number];
      expect(opposite).toBe(-z);
      const share = (word + 0.5) * UNIT;
      expect(Math.abs(shareBelow(z) - share), `word ${word}`).toBeLessThan(1e-15 + 2e-8 * share);
    }
  });

  test('goes up with the word across the ends of all its parts', () => {
    const both = new Float64Array(memory.buffer, free(), 2);
    for (let octave = 6; octave < 32; octave++) {
      for (let part = 0; part < 32; part++) {
        const end = 2 ** octave * (1 + part / 32);
        normalTo((end - 1) | 0, end | 0, free());
        expect(both[1]).toBeGreaterThan(both[0]!);
      }
    }
  });
});
