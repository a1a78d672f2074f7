import { get, HALF, ONE } from './vector';
import { exp, plus, rateOf } from './mathematics';
import { normalOf } from './normal';

/**
 * Binomial draws for two runs at once, by inversion of one random word each: the number of successes whose share of the law the word reaches. So
 * more of the word never means fewer successes, and a small change of the chance seldom changes the draw.
 *
 * Where the variance is small, the law is walked up from 0. Above, the Cornish-Fisher expansion (Cornish and Fisher 1937; orders as in
 * Abramowitz and Stegun 26.2.49) gives the position in the law from the normal quantile. Where it cannot tell one number from the next, the walk decides
 * as long as it can; beyond, less than 1 draw in a million differs from the law's own (see binomial.test.ts).
 */

/** Variance from which the expansion serves. */
const FEW: f64 = 1;
/** Variance up to which a doubtful position is walked to. */
const NARROW: f64 = 128;
/** No walk goes further: 256 are expected at most, and 100 more have a probability below 1e-9. */
const MOST: i32 = 384;
/** How far the expansion can be wrong, times the square of the variance: at the median, and by the sixth power of the normal deviate. */
const DOUBT: f64 = 0.04;
const DOUBT_OUTSIDE: f64 = 0.003;
/** Trials below which a power is faster than an exponential. */
const SHORT: f64 = 64;
const UNIT: f64 = 1.0 / 4294967296;

const SIXTH = memory.data<f64>([1.0 / 6, 1.0 / 6], 16);
const FEW_EACH = memory.data<f64>([FEW, FEW], 16);
const NARROW_EACH = memory.data<f64>([NARROW, NARROW], 16);
const DOUBT_EACH = memory.data<f64>([DOUBT, DOUBT], 16);
const DOUBT_OUTSIDE_EACH = memory.data<f64>([DOUBT_OUTSIDE, DOUBT_OUTSIDE], 16);

/** 1 / k. */
const inverse = memory.data(385 * 8, 16);
for (let k = 1; k <= MOST; k++) store<f64>(inverse + (k << 3), 1 / <f64>k);

/**
 * Successes in `n` trials (whole numbers up to 2^53) of probability `p` by 32 random bits each.
 * The rate is -ln(1 - p) where the caller has it, else 0: it spares a logarithm and keeps small p exact.
 */
export function draw(n: v128, p: v128, rate: v128, words: v128): v128 {
  const rest = f64x2.sub(v128.load(ONE), p);
  const mean = f64x2.mul(n, p);
  const variance = f64x2.mul(mean, rest);
  const isMany = f64x2.ge(variance, v128.load(FEW_EACH));
  if (!v128.any_true(isMany)) return walk(n, p, rate, words);
  const z = normalOf(words);
  const y = f64x2.mul(z, z);
  const position = positionOf(mean, variance, f64x2.sub(rest, p), z, y);
  const drawn = f64x2.floor(position);
  // Near a whole number the position would have to be exact.
  const doubt = plus(v128.load(DOUBT_EACH), f64x2.mul(y, y), f64x2.mul(y, v128.load(DOUBT_OUTSIDE_EACH)));
  const margin = f64x2.mul(f64x2.abs(f64x2.sub(position, f64x2.nearest(position))), f64x2.mul(variance, variance));
  const isWide = f64x2.ge(variance, v128.load(NARROW_EACH));
  const isClear = v128.and(isMany, v128.or(isWide, f64x2.ge(margin, doubt)));
  if (i64x2.all_true(isClear)) return drawn;
  // Whose position is clear need not be walked to: campaigns differ, and one may have a long way where the other has a short one.
  return v128.bitselect(drawn, walk(v128.andnot(n, isClear), p, rate, words), isClear);
}

/**
 * The expansion's coefficients, each twice to fill a register: for each order and power of z z, the part without e and that by e.
 * The last order also has small parts by e e, which are taken for parts by e.
 */
const COEFFICIENTS = memory.data<f64>(
  [
    1.0 / 48, 1.0 / 48, -7.0 / 144, -7.0 / 144,
    -1.0 / 48, -1.0 / 48, 1.0 / 144, 1.0 / 144,
    -1.0 / 45, -1.0 / 45, 1.0 / 405, 1.0 / 405,
    7.0 / 720, 7.0 / 720, -7.0 / 6480, -7.0 / 6480,
    1.0 / 240, 1.0 / 240, -1.0 / 2160, -1.0 / 2160,
    181.0 / 23040, 181.0 / 23040, 5849.0 / 622080, 5849.0 / 622080,
    -1.0 / 1920, -1.0 / 1920, -467.0 / 155520, -467.0 / 155520,
    -13.0 / 23040, -13.0 / 23040, -53.0 / 69120, -53.0 / 69120,
  ],
  16,
);

/**
 * Where the law reaches the share that the normal law has below z: above the whole number that is drawn. With d = 1 - 2 p, e = d d, y = z z and the
 * variance v: the expansion to v^(-3/2), with Sheppard's corrections for whole numbers, gathered by powers of z.
 */
@inline
function positionOf(mean: v128, variance: v128, d: v128, z: v128, y: v128): v128 {
  const e = f64x2.mul(d, d);
  const spread = f64x2.sqrt(variance);
  // Beside the root instead of after it.
  const r2 = f64x2.div(v128.load(ONE), variance);
  const r = f64x2.mul(spread, r2);
  const k0 = plus(spread, r, plus(linear(e, 0), r2, linear(e, 10)));
  const k1 = f64x2.mul(r, plus(linear(e, 2), r2, linear(e, 12)));
  const k2 = f64x2.mul(f64x2.mul(r, r2), linear(e, 14));
  const sixth = f64x2.mul(v128.load(SIXTH), d);
  const own = f64x2.mul(d, r2);
  const l0 = plus(f64x2.sub(f64x2.add(mean, v128.load(HALF)), sixth), own, linear(e, 4));
  const l1 = plus(sixth, own, linear(e, 6));
  const l2 = f64x2.mul(own, linear(e, 8));
  return f64x2.add(plus(l0, y, plus(l1, y, l2)), f64x2.mul(z, plus(k0, y, plus(k1, y, k2))));
}

@inline
function linear(x: v128, from: i32): v128 {
  return plus(get(COEFFICIENTS, from), get(COEFFICIENTS, from + 1), x);
}

/** Words this near to the probability of 0 are left to the walk: more than rounding can make of it, and than half a unit. */
const CLOSE = memory.data<f64>([1 - 1e-9, 1 - 1e-9], 16);

/** Both draws by the walk up the probabilities of 0, 1, 2 … until they make up the random number, over the failures where they are fewer. */
function walk(n: v128, p: v128, rate: v128, words: v128): v128 {
  const one = v128.load(ONE);
  const rest = f64x2.sub(one, p);
  const isTurned = f64x2.gt(p, rest);
  const smaller = f64x2.pmax(f64x2.pmin(p, rest), f64x2.splat(0));
  const own = v128.xor(words, i32x4.shuffle(isTurned, isTurned, 0, 2, 0, 2));
  let left = f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_u(own), v128.load(HALF)), f64x2.splat(UNIT));
  const none = f64x2.splat(0);
  // Often the first terms of (1 - p)^n, which ends with one that is taken away, tell that nothing happens.
  const mean = f64x2.mul(n, smaller);
  const halves = f64x2.mul(f64x2.sub(mean, smaller), v128.load(HALF));
  const more = f64x2.sub(halves, f64x2.mul(f64x2.mul(mean, mean), v128.load(SIXTH)));
  const least = plus(f64x2.sub(v128.load(CLOSE), mean), mean, more);
  if (i64x2.all_true(v128.or(f64x2.le(left, least), f64x2.eq(n, none)))) return v128.and(n, isTurned);
  const isKnown = v128.andnot(f64x2.gt(rate, none), isTurned);
  const expected = f64x2.mul(n, rate);
  let chance: v128;
  if (i64x2.all_true(isKnown)) {
    chance = exp(f64x2.neg(expected));
  } else {
    // Each draw takes its own way, whoever is beside it.
    const isShort = v128.andnot(f64x2.lt(n, f64x2.splat(SHORT)), isKnown);
    const short = power(f64x2.sub(one, smaller), v128.and(n, isShort));
    if (i64x2.all_true(isShort)) chance = short;
    else {
      const exponent = v128.bitselect(expected, f64x2.mul(n, rateOf(smaller)), isKnown);
      chance = v128.bitselect(short, exp(f64x2.neg(exponent)), isShort);
    }
  }
  let drawn = none;
  let isGoing = v128.and(f64x2.gt(left, chance), f64x2.gt(n, drawn));
  if (v128.any_true(isGoing)) {
    const odds = f64x2.div(smaller, f64x2.sub(one, smaller));
    const first = f64x2.mul(f64x2.add(n, one), odds);
    let next = inverse + 8;
    do {
      left = f64x2.sub(left, chance);
      drawn = f64x2.add(drawn, v128.and(isGoing, one));
      chance = f64x2.mul(chance, f64x2.sub(f64x2.mul(first, v128.load64_splat(next)), odds));
      isGoing = v128.and(isGoing, v128.and(f64x2.gt(left, chance), f64x2.gt(n, drawn)));
      next += 8;
    } while (next <= inverse + (MOST << 3) && v128.any_true(isGoing));
  }
  return v128.bitselect(f64x2.sub(n, drawn), drawn, isTurned);
}

/** base^n for whole n below SHORT. */
@inline
function power(base: v128, n: v128): v128 {
  let left = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n));
  let factor = base;
  let value = v128.load(ONE);
  while (true) {
    const isOdd = i64x2.neg(v128.and(left, i64x2.splat(1)));
    value = f64x2.mul(value, v128.bitselect(factor, v128.load(ONE), isOdd));
    left = i64x2.shr_u(left, 1);
    if (!v128.any_true(left)) return value;
    factor = f64x2.mul(factor, factor);
  }
}
