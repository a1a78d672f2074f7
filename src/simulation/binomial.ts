import { exp, log, log1p } from './mathematics.ts';
import { threefry, uniform } from './random.ts';

/**
 * Binomial draws: inversion below a mean of 10, transformed rejection with squeeze (BTRS, Hörmann 1993) above it.
 * Both work on the smaller of p and 1 - p.
 */

const INVERSION_BELOW = 10;
/** With a mean below 10, more than this many successes have a probability below 1e-100. */
const MOST = 150;
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
 * Successes in `n` trials (an integer up to 2^53) of probability `p`, drawn by the key and counter.
 * `hazard` is -ln(1 - p) where the caller has it, else 0: it spares a logarithm and keeps small p exact.
 */
export function binomial(
  n: number,
  p: number,
  hazard: number,
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - small(n, 1 - p, 0, key0, key1, counter0, counter1);
  return small(n, p, hazard, key0, key1, counter0, counter1);
}

function small(
  n: number,
  p: number,
  hazard: number,
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): number {
  if (n * p >= INVERSION_BELOW) return rejection(n, p, key0, key1, counter0, counter1);
  threefry(key0, key1, counter0, counter1, words);
  let left = uniform(words);
  let chance = hazard > 0 ? exp(-hazard * n) : n < 64 ? repeated(1 - p, n) : exp(n * log1p(-p));
  if (left <= chance) return 0;
  const odds = p / (1 - p);
  const first = (n + 1) * odds;
  const most = n < MOST ? n : MOST;
  let k = 0;
  do {
    left -= chance;
    k++;
    chance *= first * inverse[k]! - odds;
  } while (left > chance && k < most);
  return k;
}

/** base^n for a small whole n. */
function repeated(base: number, n: number): number {
  let result = 1;
  for (let factor = base, rest = n; rest > 0; rest >>= 1, factor *= factor) if (rest & 1) result *= factor;
  return result;
}

function rejection(n: number, p: number, key0: number, key1: number, counter0: number, counter1: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  for (let attempt = 0; ; attempt++) {
    threefry(key0, key1, counter0, counter1 + attempt, words);
    const v = ((words[0]! >>> 0) + 0.5) * UNIT;
    const u = ((words[1]! >>> 0) + 0.5) * UNIT - 0.5;
    const edge = 0.5 - (u < 0 ? -u : u);
    const k = Math.floor(((2 * a) / edge + b) * u + c);
    if (edge >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > n) continue;
    const ceiling = (v * (2.83 + 5.1 / b) * spread) / (a / (edge * edge) + b);
    if (log(ceiling) <= logRatioToMode(n, p, k)) return k;
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
