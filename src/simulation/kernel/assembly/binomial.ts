import { exp, log, log1p } from './mathematics';
import { threefry, words } from './random';

/**
 * Binomial draws: inversion where few successes are expected, transformed rejection with decomposition (BTRD, Hörmann 1993) above.
 * Both work on the smaller of p and 1 - p.
 */

/** Expected successes from which rejection is faster. Its hat needs 10 at least. */
export const INVERSION_BELOW: f64 = 12;
/** With a mean below 20, more than this many successes have a probability below 1e-50. */
const MOST: i32 = 120;
/** Distance from the mode up to which probabilities are followed step by step. */
const NEAR: f64 = 15;
const UNIT: f64 = 1.0 / 4294967296;

/** 1 / k. */
const inverse = memory.data((120 + 1) * 8, 16);
for (let k = 1; k <= MOST; k++) store<f64>(inverse + (k << 3), 1 / <f64>k);

/** ln k! - (ln sqrt(2 pi) + (k + 1/2) ln(k + 1) - (k + 1)), what Stirling's formula leaves over. */
export function stirlingRest(k: f64): f64 {
  if (k < 10) return load<f64>(smallRests + (<usize>k << 3));
  const r = 1 / (k + 1);
  const square = r * r;
  return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260) * square) * square) * r;
}

const smallRests = memory.data(10 * 8, 16);
let factorial: f64 = 1;
for (let k = 0; k < 10; k++) {
  if (k > 1) factorial *= k;
  store<f64>(smallRests + (k << 3), log(factorial) - (0.9189385332046727 + (k + 0.5) * log(k + 1) - (k + 1)));
}

// @ts-ignore: decorator
@inline
function uniform(word: i32): f64 {
  return (<f64>(<u32>word) + 0.5) * UNIT;
}

/**
 * The successes in `n` trials (a whole number up to 2^53) of probability `p`. Most draws need only `word`, 32 random bits;
 * others take more by the key, from the counter after the given one.
 * The rate is -ln(1 - p) where the caller has it, else 0: it spares a logarithm and keeps small p exact.
 */
export function draw(n: f64, p: f64, rate: f64, word: i32, key0: i32, key1: i32, counter0: i32, counter1: i32): f64 {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (n == 1) return uniform(word) > 1 - p ? 1 : 0;
  if (p <= 0.5) {
    if (n * p < INVERSION_BELOW) return invert(n, p, rate, word);
    return reject(n, p, word, key0, key1, counter0, counter1);
  }
  // Counts failures instead, with the random number turned round, so that more of it still means more successes.
  const q = 1 - p;
  if (n * q < INVERSION_BELOW) return n - invert(n, q, 0, ~word);
  return n - reject(n, q, ~word, key0, key1, counter0, counter1);
}

/** Walks up the probabilities of 0, 1, 2 … until they make up the random number. */
function invert(n: f64, p: f64, rate: f64, word: i32): f64 {
  let left = uniform(word);
  let chance: f64 = 1;
  if (rate > 0) {
    const expected = rate * n;
    // Where little is to be expected, a bound of the exponential often tells that nothing happens.
    if (expected < 1 && left <= 1 - expected + expected * expected * (0.5 - expected / 6)) return 0;
    chance = exp(-expected);
  } else if (n < 64) {
    let factor = 1 - p;
    for (let rest = <i32>n; rest > 0; rest >>= 1, factor *= factor) if (rest & 1) chance *= factor;
  } else {
    chance = exp(n * log1p(-p));
  }
  let k = 0;
  if (left > chance) {
    const odds = p / (1 - p);
    const first = (n + 1) * odds;
    const most = n < <f64>MOST ? <i32>n : MOST;
    do {
      left -= chance;
      k++;
      chance *= first * load<f64>(inverse + (k << 3)) - odds;
    } while (left > chance && k < most);
  }
  return k;
}

function reject(n: f64, p: f64, word: i32, key0: i32, key1: i32, counter0: i32, counter1: i32): f64 {
  const mean = n * p;
  const b = 1.15 + 2.53 * Math.sqrt(mean * (1 - p));
  // Below the inscribed region nothing needs to be tested, and one random number serves as both coordinates.
  const v = uniform(word) * b;
  const inscribed = 0.92 * b - 4.2;
  if (v <= 0.86 * inscribed) {
    const u = v / inscribed - 0.43;
    const a = -0.0873 + 0.0248 * b + 0.01 * p;
    return Math.floor(((2 * a) / (0.5 - Math.abs(u)) + b) * u + mean + 0.5);
  }
  return search(n, p, word, key0, key1, counter0, counter1);
}

/** Beyond that region: tests candidates until one is taken. p is at most .5. */
export function search(n: f64, p: f64, word: i32, key0: i32, key1: i32, counter0: i32, counter1: i32): f64 {
  const mean = n * p;
  const variance = mean * (1 - p);
  const spread = Math.sqrt(variance);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const inscribed = 0.92 - 4.2 / b;
  const width = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  const odds = p / (1 - p);
  let v = uniform(word);
  for (let attempt = 1; ; attempt++) {
    threefry(key0, key1, counter0, counter1 + attempt);
    const second = uniform(load<i32>(words));
    let u = second - 0.5;
    const isInside = v <= 0.86 * inscribed;
    if (isInside) {
      u = v / inscribed - 0.43;
    } else if (v < inscribed) {
      u = v / inscribed - 0.93;
      u = (u < 0 ? -0.5 : 0.5) - u;
      v = second * inscribed;
    }
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.5);
    if (isInside) return k;
    // How high the point lies against the probability of k, both over that of the mode.
    let height = (v * width) / (a / (edge * edge) + b);
    const away = Math.abs(k - mode);
    let ceiling: f64 = -1;
    if (k < 0 || k > n) {
      // Outside of the law.
    } else if (away <= NEAR) {
      ceiling = 1;
      for (let i = mode + 1; i <= k; i++) ceiling *= ((n + 1) * odds) / i - odds;
      for (let i = k + 1; i <= mode; i++) height *= ((n + 1) * odds) / i - odds;
    } else {
      // As logarithms, of which two bounds spare most of the computation.
      height = log(height);
      const normal = (-away * away) / (2 * variance);
      const doubt = (away / variance) * (((away / 3 + 0.625) * away + 1.0 / 6) / variance + 0.5);
      const isClear = away < variance / 2 - 1 && (height < normal - doubt || height > normal + doubt);
      ceiling = isClear ? normal : logRatioToMode(n, p, k);
    }
    if (height <= ceiling) return k;
    v = uniform(load<i32>(words, 4));
  }
  // Never reached, but the compiler asks for it.
  return 0;
}

/** ln of the probability of k over that of the mode, from differences only, so that large n lose no digits. */
export function logRatioToMode(n: f64, p: f64, k: f64): f64 {
  const mode = Math.floor((n + 1) * p);
  const above = k - mode;
  return (
    (k + 0.5) * log1p(-above / (k + 1)) +
    (n - k + 0.5) * log1p(above / (n - k + 1)) +
    above * log(((p / (1 - p)) * (n - mode + 1)) / (mode + 1)) +
    stirlingRest(mode) +
    stirlingRest(n - mode) -
    stirlingRest(k) -
    stirlingRest(n - k)
  );
}
