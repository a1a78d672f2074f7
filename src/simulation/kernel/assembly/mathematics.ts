import { all, at, get } from './vector';

/** Elementary functions of two numbers at once, for the ranges that are needed here, from operations that give the same bits on every platform. */

const LOG2E: f64 = 1.4426950408889634;
const LN2: f64 = 0.6931471805599453;
/** ln 2 / 64 in two parts, the first short enough to be multiplied by an exponent without rounding. */
const STEP_HIGH: f64 = 0.010830424696223417;
const STEP_LOW: f64 = 2.572804622327669e-14;

/** 2^(i/64). */
const fractions = memory.data(64 * 8, 16);
for (let step = 0; step < 64; step++) store<f64>(fractions + (step << 3), 1 + expm1Series((step * LN2) / 64));

/** e^x - 1 by its power series, for |x| below 0.7. */
function expm1Series(x: f64): f64 {
  let sum: f64 = 1;
  for (let term = 20; term > 1; term--) sum = 1 + (sum * x) / <f64>term;
  return sum * x;
}

/** a + b c. */
@inline
export function plus(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(a, f64x2.mul(b, c));
}

/** e^x for x from -708 to 0, and the same as at -708 below. */
@inline
export function exp(x: v128): v128 {
  const inRange = f64x2.pmax(x, all<f64>(-708));
  const scaled = f64x2.nearest(f64x2.mul(inRange, all<f64>(LOG2E * 64)));
  const steps = i32x4.trunc_sat_f64x2_s_zero(scaled);
  const r = f64x2.sub(f64x2.sub(inRange, f64x2.mul(scaled, all<f64>(STEP_HIGH))), f64x2.mul(scaled, all<f64>(STEP_LOW)));
  const square = f64x2.mul(r, r);
  const series = plus(
    plus(r, square, plus(all<f64>(0.5), r, all<f64>(1.0 / 6))),
    f64x2.mul(square, square),
    plus(all<f64>(1.0 / 24), r, all<f64>(1.0 / 120)),
  );
  const first = fractions + ((<usize>(i32x4.extract_lane(steps, 0) & 63)) << 3);
  const second = fractions + ((<usize>(i32x4.extract_lane(steps, 1) & 63)) << 3);
  const fraction = v128.load64_lane(second, v128.load64_zero(first), 1);
  const exponents = i64x2.extend_low_i32x4_s(i32x4.add(i32x4.shr_s(steps, 6), i32x4.splat(1023)));
  return f64x2.mul(plus(fraction, fraction, series), i64x2.shl(exponents, 52));
}

/** Terms of 2 artanh(s) = s (2 + 2/3 s s + 2/5 s^4 …), each twice to fill a register. */
const TERMS: i32 = 14;
const terms = memory.data(14 * 16, 16);
for (let term = 0; term < TERMS; term++) v128.store(at(terms, term), all<f64>(2 / <f64>(2 * term + 1)));

/** -ln(1 - x) for x from 0 to 1/2, to 14 digits. */
export function rateOf(x: v128): v128 {
  const s = f64x2.div(x, f64x2.sub(all<f64>(2), x));
  const t = f64x2.mul(s, s);
  const t2 = f64x2.mul(t, t);
  // Even and odd terms apart, which halves the chain.
  let even = get(terms, 12);
  let odd = get(terms, 13);
  for (let term = 10; term >= 0; term -= 2) {
    even = plus(get(terms, term), even, t2);
    odd = plus(get(terms, term + 1), odd, t2);
  }
  return f64x2.mul(s, plus(even, odd, t));
}
