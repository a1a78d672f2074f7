/**
 * Elementary functions that give the same bits on every platform, which Math.exp and Math.log do not promise.
 * Only additions, multiplications, divisions and square roots of IEEE 754 doubles are used. Errors stay within a few units of the last place.
 */

const LOG2E = 1.4426950408889634;
const LN2 = 0.6931471805599453;
const STEPS = 64;
/** ln 2 / 64 in two parts, the first short enough to be multiplied by an exponent without rounding. */
const STEP_HIGH = 0.010830424696223417;
const STEP_LOW = 2.572804622327669e-14;

/** 2^-1075 … 2^1023, by exact doubling; the first is 0. */
const powers = new Float64Array(2099);
powers[1075] = 1;
for (let index = 1076; index < powers.length; index++) powers[index] = powers[index - 1]! * 2;
for (let index = 1074; index >= 0; index--) powers[index] = powers[index + 1]! / 2;

/** 2^(i/64). */
const fractions = new Float64Array(STEPS);
for (let step = 0; step < STEPS; step++) fractions[step] = 1 + expm1Series((step * LN2) / STEPS);

/** e^x - 1 by its power series, for |x| below 0.7. */
function expm1Series(x: number): number {
  let sum = 1;
  for (let term = 20; term > 1; term--) sum = 1 + (sum * x) / term;
  return sum * x;
}

/** e^x. */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return extremeExp(x);
  const scaled = Math.floor(x * (LOG2E * STEPS) + 0.5) | 0;
  const r = x - scaled * STEP_HIGH - scaled * STEP_LOW;
  const square = r * r;
  const series = r + square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  const fraction = fractions[scaled & 63]!;
  return (fraction + fraction * series) * powers[(scaled >> 6) + 1075]!;
}

/** e^x where the result is near the ends of the doubles, or beyond. */
function extremeExp(x: number): number {
  if (x >= 709) return x > 709.782712893384 ? Infinity : exp(x - LN2) * 2;
  return x < -745.2 ? 0 : x === x ? exp(x + 64 * LN2) * powers[1075 - 64]! : NaN;
}

/** e^x - 1, exact near 0. */
export function expm1(x: number): number {
  return x < 0.35 && x > -0.35 ? expm1Series(x) : exp(x) - 1;
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** ln((1 + s) / (1 - s)) for |s| below 0.18. */
function twiceAreaTangent(s: number): number {
  const t = s * s;
  const low = t * (1 / 3 + t * (1 / 5 + t * (1 / 7 + t * (1 / 9 + t * (1 / 11)))));
  const t3 = t * t * t;
  const high = t3 * t3 * (1 / 13 + t * (1 / 15 + t * (1 / 17 + t * (1 / 19 + t * (1 / 21 + t * (1 / 23))))));
  return 2 * s + 2 * s * (low + high);
}

/** Natural logarithm. -Infinity at 0, NaN below. */
export function log(x: number): number {
  if (x <= 0) return x === 0 ? -Infinity : NaN;
  if (x < 2.2250738585072014e-308) return log(x * 18014398509481984) - 54 * LN2;
  if (!(x < Infinity)) return x;
  double[0] = x;
  // Half an exponent more where the mantissa is above the root of 2, so that it lies around 1.
  const exponent = ((words[1]! + 0x95f62) >>> 20) - 1023;
  const mantissa = x * powers[1075 - exponent]!;
  return twiceAreaTangent((mantissa - 1) / (mantissa + 1)) + exponent * LN2;
}

/** ln(1 + x), exact near 0. */
export function log1p(x: number): number {
  return x > -0.25 && x < 0.4 ? twiceAreaTangent(x / (2 + x)) : log(1 + x);
}

/** base^exponent for base >= 0. */
export function power(base: number, exponent: number): number {
  if (exponent === 1) return base;
  return base === 0 ? (exponent === 0 ? 1 : 0) : exp(exponent * log(base));
}

/** The standard normal quantile, to about 7 digits; p strictly between 0 and 1. Wichura 1988, algorithm AS 241 (PPND7). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q <= 0.425 && q >= -0.425) {
    const r = 0.180625 - q * q;
    const numerator = 3.3871327179 + r * (50.434271938 + r * (159.29113202 + r * 59.10937472));
    return (q * numerator) / (1 + r * (17.895169469 + r * (78.757757664 + r * 67.1875636)));
  }
  const root = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const r = root <= 5 ? root - 1.6 : root - 5;
  const size =
    root <= 5
      ? (1.4234372777 + r * (2.75681539 + r * (1.3067284816 + r * 0.17023821103))) /
        (1 + r * (0.7370016425 + r * 0.12021132975))
      : (6.657905115 + r * (3.081226386 + r * (0.42868294337 + r * 0.017337203997))) /
        (1 + r * (0.24197894225 + r * 0.012258202635));
  return q < 0 ? -size : size;
}

/** The standard normal distribution function, to about 7 digits (Abramowitz and Stegun 26.2.17). */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    0.3989422804014327 *
    exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z < 0 ? tail : 1 - tail;
}
