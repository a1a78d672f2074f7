import { describe, expect, test } from 'vitest';
import { exp, expm1, log, log1p, normalQuantile, normalShare, power } from './mathematics.ts';

const relative = (ours: number, theirs: number) => Math.abs(ours - theirs) / Math.abs(theirs);

describe('elementary functions', () => {
  test('agree with the platform to the last digits', () => {
    let worst = 0;
    for (let step = -4000; step <= 4000; step++) {
      const x = step / 6.1;
      worst = Math.max(worst, relative(exp(x), Math.exp(x)));
      const small = (step / 4001) * 0.9;
      const tiny = small * 1e-9;
      const positive = Math.exp(step / 10);
      if (step !== 0) {
        worst = Math.max(worst, relative(log(positive), Math.log(positive)), relative(power(2.5, small), 2.5 ** small));
        for (const y of [small, tiny])
          worst = Math.max(worst, relative(log1p(y), Math.log1p(y)), relative(expm1(y), Math.expm1(y)));
      }
    }
    expect(worst).toBeLessThan(2e-15);
  });

  test('know their ends', () => {
    expect([exp(0), exp(-800), exp(800), exp(-Infinity), exp(Infinity)]).toEqual([1, 0, Infinity, 0, Infinity]);
    expect([log(1), log(0), log(Infinity), log1p(0), log1p(-1), expm1(0)]).toEqual([
      0,
      -Infinity,
      Infinity,
      0,
      -Infinity,
      0,
    ]);
    expect([exp(NaN), log(NaN), log(-1)]).toEqual([NaN, NaN, NaN]);
    expect(exp(-745)).toBe(5e-324);
    expect(log(5e-324)).toBeCloseTo(-744.4400719213812, 10);
    expect([power(0, 2), power(0, 0), power(3, 1)]).toEqual([0, 1, 3]);
  });

  test('give these very bits, which seeds rely on', () => {
    const bits = (x: number) => new BigUint64Array(Float64Array.of(x).buffer)[0]!.toString(16);
    expect([exp(-0.123456789), log(0.7), log1p(-0.03), expm1(0.2)].map(bits)).toMatchInlineSnapshot(`
      [
        "3fec48946a8fcf96",
        "bfd6d3c324e13f50",
        "bf9f30b2d0091d81",
        "3fcc56ecf2c56467",
      ]
    `);
  });
});

describe('the normal distribution', () => {
  test('quantiles and shares', () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536, 6);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.0902323, 6);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.3613409, 5);
    expect(normalShare(1.6448536)).toBeCloseTo(0.95, 6);
    for (const p of [0.0001, 0.03, 0.4, 0.77, 0.999]) expect(normalShare(normalQuantile(p))).toBeCloseTo(p, 6);
  });
});
