/** Elementary functions of mathematics.ts, with the same operations in the same order, for the ranges that are needed here. */

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

// @ts-ignore: decorator
@inline
function powerOfTwo(exponent: i32): f64 {
  return reinterpret<f64>((<i64>(exponent + 1023)) << 52);
}

/** e^x for x up to 0; 0 below -708. */
export function exp(x: f64): f64 {
  if (x < -708) return 0;
  const scaled = <i32>Math.floor(x * (LOG2E * 64) + 0.5);
  const r = x - <f64>scaled * STEP_HIGH - <f64>scaled * STEP_LOW;
  const square = r * r;
  const series = r + square * (0.5 + r * (1.0 / 6) + square * (1.0 / 24 + r * (1.0 / 120)));
  const fraction = load<f64>(fractions + ((scaled & 63) << 3));
  return (fraction + fraction * series) * powerOfTwo(scaled >> 6);
}

/** ln((1 + s) / (1 - s)) for |s| below 0.18. */
function twiceAreaTangent(s: f64): f64 {
  const t = s * s;
  const low = t * (1.0 / 3 + t * (1.0 / 5 + t * (1.0 / 7 + t * (1.0 / 9 + t * (1.0 / 11)))));
  const t3 = t * t * t;
  const high =
    t3 * t3 * (1.0 / 13 + t * (1.0 / 15 + t * (1.0 / 17 + t * (1.0 / 19 + t * (1.0 / 21 + t * (1.0 / 23))))));
  return 2 * s + 2 * s * (low + high);
}

/** Natural logarithm of a normal positive number. */
export function log(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  // Half an exponent more where the mantissa is above the root of 2, so that it lies around 1.
  const exponent = ((<i32>(bits >> 32) + 0x95f62) >>> 20) - 1023;
  const mantissa = x * powerOfTwo(-exponent);
  return twiceAreaTangent((mantissa - 1) / (mantissa + 1)) + <f64>exponent * LN2;
}

/** ln(1 + x), exact near 0. */
export function log1p(x: f64): f64 {
  return x > -0.25 && x < 0.4 ? twiceAreaTangent(x / (2 + x)) : log(1 + x);
}
