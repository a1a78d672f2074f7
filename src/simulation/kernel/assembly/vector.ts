/**
 * Vectors of runs: a register holds the same number in several runs side by side, four as f32 or two as f64.
 * Only additions, multiplications, divisions and comparisons of IEEE 754 numbers are used, so that all platforms give the same bits.
 */

/** Bytes of a register. */
export const WIDTH: usize = 16;

/** Registers full of one number: where it matters they are loaded, which is faster than building them. */
export const ONE = memory.data<f64>([1, 1], 16);
export const HALF = memory.data<f64>([0.5, 0.5], 16);

/** The address at an index of a list of them. */
@inline
export function addressAt(list: usize, index: i32): usize {
  return <usize>load<i32>(list + ((<usize>index) << 2));
}

@inline
export function at(base: usize, index: i32): usize {
  return base + ((<usize>index) << 4);
}

@inline
export function get(base: usize, index: i32): v128 {
  return v128.load(at(base, index));
}

@inline
export function put(base: usize, index: i32, value: v128): void {
  v128.store(at(base, index), value);
}

/** One run's number, of two, of a vector of f64; and more of it. */
@inline
export function numberIn(base: usize, index: i32, run: usize): f64 {
  return load<f64>(at(base, index) + 8 * run);
}

@inline
export function addNumber(base: usize, index: i32, run: usize, more: f64): void {
  const address = at(base, index) + 8 * run;
  store<f64>(address, load<f64>(address) + more);
}

/** The same number in every run. */
@inline
export function all<T>(x: f64): v128 {
  return v128.splat<T>(<T>x);
}

@inline
export function add<T>(a: v128, b: v128): v128 {
  return v128.add<T>(a, b);
}

@inline
export function sub<T>(a: v128, b: v128): v128 {
  return v128.sub<T>(a, b);
}

@inline
export function mul<T>(a: v128, b: v128): v128 {
  return v128.mul<T>(a, b);
}

@inline
export function div<T>(a: v128, b: v128): v128 {
  return v128.div<T>(a, b);
}

/** Rates up to which the short series serves. */
const SMALL: f64 = 0.25;

/** Whether a rate is so large in any run that `chancePerRate` must be asked, not `chancePerSmallRate`. */
@inline
export function isLarge<T>(rate: v128): bool {
  return v128.any_true(v128.gt<T>(rate, all<T>(SMALL)));
}

/** The numbers of the short series: loaded, which is faster than building them. */
const SERIES32 = memory.data<f32>(
  [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 1.0 / 12, 1.0 / 12, 1.0 / 12, 1.0 / 12, 1.0 / 720, 1.0 / 720, 1.0 / 720, 1.0 / 720],
  16,
);
const SERIES64 = memory.data<f64>([1, 1, 0.5, 0.5, 1.0 / 12, 1.0 / 12, 1.0 / 720, 1.0 / 720], 16);

@inline
function term<T>(index: i32): v128 {
  return get(sizeof<T>() == 8 ? SERIES64 : SERIES32, index);
}

/** (1 - e^-rate) / rate for rates from 0 to .25: to the last digit of an f32, to 13 digits of an f64. */
@inline
export function chancePerSmallRate<T>(rate: v128): v128 {
  // rate / (1 - e^-rate) has a short series.
  const square = mul<T>(rate, rate);
  let rest = term<T>(3);
  if (sizeof<T>() == 8) {
    rest = sub<T>(rest, mul<T>(square, sub<T>(all<T>(1.0 / 30240), mul<T>(square, all<T>(1.0 / 1209600)))));
  }
  const under = add<T>(
    add<T>(term<T>(0), mul<T>(rate, term<T>(1))),
    mul<T>(square, sub<T>(term<T>(2), mul<T>(square, rest))),
  );
  return div<T>(term<T>(0), under);
}

/** Beyond this rate the chance of staying is below 1e-27. */
const MOST: f64 = 64;
/** Parts of a day in which the largest rate is small, and how often they double to a day. */
const PARTS: f64 = 256;
const DOUBLINGS: i32 = 8;

/** (1 - e^-rate) / rate for all rates from 0. */
export function chancePerRate<T>(rate: v128): v128 {
  const small = chancePerSmallRate<T>(rate);
  const part = mul<T>(v128.pmin<T>(rate, all<T>(MOST)), all<T>(1 / PARTS));
  let staying = sub<T>(all<T>(1), mul<T>(part, chancePerSmallRate<T>(part)));
  for (let doubling = 0; doubling < DOUBLINGS; doubling++) staying = mul<T>(staying, staying);
  const large = div<T>(sub<T>(all<T>(1), staying), rate);
  return v128.bitselect(large, small, v128.gt<T>(rate, all<T>(SMALL)));
}

/** About the chance of leaving within half a day at a rate. */
@inline
export function withinHalf<T>(rate: v128): v128 {
  const half = mul<T>(rate, all<T>(0.5));
  return v128.pmin<T>(all<T>(1), div<T>(half, add<T>(all<T>(1), mul<T>(half, all<T>(0.5)))));
}
