import { describe, expect, test } from 'vitest';
import { Z95 } from '../plan/assumptions.ts';
import { generator, normalsFrom } from '../statistics.testing.ts';
import { finish } from './outcome.ts';
import { errorOf, exactShares, sharesByOrders, type Shares, type Whole } from './shares.ts';

const SETS = 32;

/**
 * A whole like that of a plan, which is quick to work out: parts crowd each other out, some only work after others, one does harm, and how much everything
 * brings differs between sets, the second half of which is opposite to the first.
 */
function crowded(parts: number, seed: number): Whole {
  const random = generator(seed);
  const normal = normalsFrom(random);
  const strengths = Array.from({ length: parts }, (_, part) => (part === 3 ? -0.1 : 0.05 + 0.5 * random() ** 2));
  const needs = strengths.map((_, part) => (part % 3 === 2 ? Math.floor(random() * part) : undefined));
  const sensitive = strengths.map(() => 0.25 * normal());
  const half = Array.from({ length: SETS / 2 }, normal);
  const points = [...half, ...half.map((z) => -z)];
  return {
    parts,
    sets: SETS,
    expected: (present, sets) =>
      sets.map((set) => {
        const z = points[set]!;
        let left = 1;
        for (const part of present) {
          const needed = needs[part];
          const works = needed === undefined || present.has(needed) ? 1 : 0.3;
          left *= 1 - strengths[part]! * works * Math.exp(sensitive[part]! * z);
        }
        return 20 + 1000 * Math.exp(0.5 * z) * (1 - left);
      }),
  };
}

const exactly = (whole: Whole): Shares => finish(exactShares(whole));
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, value) => all + value, 0);

describe('exact shares', () => {
  const whole = crowded(6, 1);
  const shares = exactly(whole);

  test('are the mean of what a part adds over all orders', () => {
    const orders = permutations([0, 1, 2, 3, 4, 5]);
    const expected = new Float64Array(6);
    for (const order of orders)
      order.forEach((part, step) => {
        const worth = (of: number[]) => whole.expected(new Set(of), [7])[0]!;
        expected[part]! += (worth(order.slice(0, step + 1)) - worth(order.slice(0, step))) / orders.length;
      });
    expected.forEach((share, part) => expect(shares.drawn[7]![part]).toBeCloseTo(share, 8));
  });

  test('add up to the whole under every set, and have no error', () => {
    shares.drawn.forEach((own, set) =>
      expect(sum(own)).toBeCloseTo(whole.expected(new Set([0, 1, 2, 3, 4, 5]), [set])[0]!, 8),
    );
    expect(errorOf(shares.estimates.map(sum))).toBe(0);
  });
});

describe('shares by orders', () => {
  const whole = crowded(11, 2);
  const exact = exactly(whole);
  const SEEDS = 100;
  const found = Array.from({ length: SEEDS }, (_, seed) => finish(sharesByOrders(whole, { pairs: 40, seed })));

  test('add up to the whole', () => {
    for (const { values } of found.slice(0, 5)) expect(sum(values)).toBeCloseTo(sum(exact.values), 6);
  });

  test('lie round the exact ones as widely as their error says: 90 % within 1.645 errors, none beyond 5', () => {
    const distances = found.flatMap(({ values, estimates }) =>
      Array.from({ length: whole.parts }, (_, part) => {
        const error = errorOf(estimates.map((estimate) => estimate[part]!));
        return Math.abs(values[part]! - exact.values[part]!) / error;
      }),
    );
    const covered = distances.filter((distance) => distance <= Z95).length / distances.length;
    expect(covered).toBeGreaterThan(0.87);
    expect(covered).toBeLessThan(0.93);
    expect(Math.max(...distances)).toBeLessThan(5);
  });

  test('tell by their scatter over sets what the parameters do', () => {
    const spreadOf = (drawn: Float64Array[], part: number) => {
      const values = drawn.map((own) => own[part]!);
      const mean = sum(values) / values.length;
      return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
    };
    for (let part = 0; part < whole.parts; part++) {
      const spread = spreadOf(exact.drawn, part);
      const told = found.slice(0, 10).map(({ drawn }) => spreadOf(drawn, part) / spread);
      expect(sum(told) / told.length).toBeGreaterThan(0.85);
      expect(sum(told) / told.length).toBeLessThan(1.25);
    }
  });
});

test('the error of few estimates is widened as Student’s t asks, and for their skewness', () => {
  // 95 % points of t with 13 and 39 degrees of freedom: 1.771 and 1.685.
  for (const [count, point] of [
    [14, 1.7709],
    [40, 1.6849],
  ] as const) {
    const estimates = Array.from({ length: count }, (_, index) => (index % 2 ? 1 : -1));
    const plain = Math.sqrt(count / (count - 1) / count);
    expect(errorOf(estimates) / plain).toBeCloseTo((1.06 * point) / Z95, 3);
  }
});

function permutations(items: number[]): number[][] {
  return items.length < 2
    ? [items]
    : items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}
