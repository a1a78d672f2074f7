import { exp, log, log1p } from './mathematics.ts';
import { threefry } from './random.ts';

/**
 * Binomial draws: inversion where few successes are expected, transformed rejection with decomposition (BTRD, Hörmann 1993) above.
 * Both work on the smaller of p and 1 - p.
 */

/** Expected successes from which rejection is faster. Its hat needs 10 at least. */
const INVERSION_BELOW = 20;
/** With a mean below 30, more than this many successes have a probability below 1e-50. */
const MOST = 150;
/** Distance from the mode up to which probabilities are followed step by step. */
const NEAR = 15;
const UNIT = 1 / 4294967296;

const words = new Int32Array(2);
const inverse = Float64Array.from({ length: MOST + 1 }, (_, k) => 1 / k);

/** ln k! - (ln sqrt(2 pi) + (k + 1/2) ln(k + 1) - (k + 1)), what Stirling's formula leaves over. */
export function stirlingRest(k: number): number {
  if (k < 10) return smallRests[k]!;
  const r = 1 / (k + 1);
  const square = r * r;
  return (1 / 12 - (1 / 360 - (1 / 1260) * square) * square) * r;
}

const smallRests = Array.from({ length: 10 }, (_, k) => {
  let factorial = 1;
  for (let factor = 2; factor <= k; factor++) factorial *= factor;
  return log(factorial) - (0.9189385332046727 + (k + 0.5) * log(k + 1) - (k + 1));
});

/**
 * What `draw` reads, n, p and a rate, and the successes that it leaves. Doubles that pass between functions are allocated one by one,
 * which would cost more than the draws; numbers in an array are not.
 */
export const trial = new Float64Array(16);
const N = 0;
const P = 1;
const RATE = 2;
const SUCCESSES = 3;

/**
 * Draws the successes in `n` trials (an integer up to 2^53) of probability `p`. Most draws need only `word`, 32 random bits;
 * others take more by the key, from the counter after the given one. Keys and counters are 32-bit integers.
 * The rate is -ln(1 - p) where the caller has it, else 0: it spares a logarithm and keeps small p exact.
 */
export function draw(word: number, key0: number, key1: number, counter0: number, counter1: number): void {
  const n = trial[N]!;
  const p = trial[P]!;
  if (n <= 0 || p <= 0) {
    trial[SUCCESSES] = 0;
  } else if (p >= 1) {
    trial[SUCCESSES] = n;
  } else if (n === 1) {
    trial[SUCCESSES] = ((word >>> 0) + 0.5) * UNIT > 1 - p ? 1 : 0;
  } else if (p <= 0.5) {
    if (n * p < INVERSION_BELOW) invert(word);
    else reject(word, key0, key1, counter0, counter1);
  } else {
    // Counts failures instead, with the random number turned round, so that more of it still means more successes.
    trial[P] = 1 - p;
    trial[RATE] = 0;
    if (n * (1 - p) < INVERSION_BELOW) invert(~word);
    else reject(~word, key0, key1, counter0, counter1);
    trial[SUCCESSES] = n - trial[SUCCESSES]!;
  }
}

/** The same with plain numbers, where speed does not matter. */
export function binomial(
  n: number,
  p: number,
  rate: number,
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): number {
  trial[N] = n;
  trial[P] = p;
  trial[RATE] = rate;
  threefry(key0, key1, counter0, counter1, words);
  draw(words[0]!, key0, key1, counter0, counter1);
  return trial[SUCCESSES]!;
}

/** Walks up the probabilities of 0, 1, 2 … until they make up the random number. */
function invert(word: number): void {
  const n = trial[N]!;
  const p = trial[P]!;
  const rate = trial[RATE]!;
  let left = ((word >>> 0) + 0.5) * UNIT;
  let chance = 1;
  if (rate > 0) {
    const load = rate * n;
    // Where little is to be expected, a bound of the exponential often tells that nothing happens.
    if (load < 1 && left <= 1 - load + load * load * (0.5 - load / 6)) {
      trial[SUCCESSES] = 0;
      return;
    }
    chance = exp(-load);
  } else if (n < 64) {
    for (let factor = 1 - p, rest = n | 0; rest > 0; rest >>= 1, factor *= factor) if (rest & 1) chance *= factor;
  } else {
    chance = exp(n * log1p(-p));
  }
  let k = 0;
  if (left > chance) {
    const odds = p / (1 - p);
    const first = (n + 1) * odds;
    const most = n < MOST ? n | 0 : MOST;
    do {
      left -= chance;
      k++;
      chance *= first * inverse[k]! - odds;
    } while (left > chance && k < most);
  }
  trial[SUCCESSES] = k;
}

function reject(word: number, key0: number, key1: number, counter0: number, counter1: number): void {
  const p = trial[P]!;
  const mean = trial[N]! * p;
  const b = 1.15 + 2.53 * Math.sqrt(mean * (1 - p));
  // Below the inscribed region nothing needs to be tested, and one random number serves as both coordinates.
  const v = ((word >>> 0) + 0.5) * UNIT * b;
  const inscribed = 0.92 * b - 4.2;
  if (v <= 0.86 * inscribed) {
    const u = v / inscribed - 0.43;
    const a = -0.0873 + 0.0248 * b + 0.01 * p;
    trial[SUCCESSES] = Math.floor(((2 * a) / (0.5 - Math.abs(u)) + b) * u + mean + 0.5);
  } else {
    search(word, key0, key1, counter0, counter1);
  }
}

/** Beyond that region: tests candidates until one is taken. */
function search(word: number, key0: number, key1: number, counter0: number, counter1: number): void {
  const n = trial[N]!;
  const p = trial[P]!;
  const mean = n * p;
  const variance = mean * (1 - p);
  const spread = Math.sqrt(variance);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const inscribed = 0.92 - 4.2 / b;
  const width = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  const odds = p / (1 - p);
  let v = ((word >>> 0) + 0.5) * UNIT;
  for (let attempt = 1; ; attempt++) {
    threefry(key0, key1, counter0, counter1 + attempt, words);
    const second = ((words[0]! >>> 0) + 0.5) * UNIT;
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
    if (isInside) {
      trial[SUCCESSES] = k;
      return;
    }
    // How high the point lies against the probability of k, both over that of the mode.
    let height = (v * width) / (a / (edge * edge) + b);
    const away = Math.abs(k - mode);
    let ceiling = -1;
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
      const doubt = (away / variance) * (((away / 3 + 0.625) * away + 1 / 6) / variance + 0.5);
      const isClear = away < variance / 2 - 1 && (height < normal - doubt || height > normal + doubt);
      ceiling = isClear ? normal : logRatioToMode(n, p, k);
    }
    if (height <= ceiling) {
      trial[SUCCESSES] = k;
      return;
    }
    v = ((words[1]! >>> 0) + 0.5) * UNIT;
  }
}

/** ln of the probability of k over that of the mode, from differences only, so that large n lose no digits. */
export function logRatioToMode(n: number, p: number, k: number): number {
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
