import { HALF, ONE } from './vector';
import { plus } from './mathematics';

/** The standard normal quantile of a random word, from a table of cubics that meet in value and slope, so that it never goes back. */

/** Doublings of a word's distance from its end, from half a unit to half of all, and equal parts of each. */
const OCTAVES: i32 = 32;
const PARTS: i32 = 32;
/** Bytes of a part's four coefficients. */
const ROW: usize = 32;
/** The bits of a double that tell octave and part, and what they are for half a unit. */
const SHIFT: i32 = 47;
const LEAST: usize = (1023 - 1) << 5;
const BELOW_PART = memory.data<i64>([0x000fffffffffffff >> 5, 0x000fffffffffffff >> 5], 16);
const SIGN = memory.data<i64>([0x8000000000000000, 0x8000000000000000], 16);

const rows = memory.data(32 * 32 * 32, 16);
const UNIT: f64 = 1.0 / 4294967296;

/** Terms by which the table is carried on from one end to the next, and room for them: of z, of its slope, of z times its slope. */
const TERMS: i32 = 12;
const deviate = memory.data(12 * 8, 16);
const slope = memory.data(12 * 8, 16);
const product = memory.data(12 * 8, 16);

fill();

/** Follows the differential equation of the quantile, z' = sqrt(2 pi) e^(z z / 2), from the median outwards: with z' = s, s' = z s s. */
function fill(): void {
  let z: f64 = 0;
  let s: f64 = 2.5066282746310002;
  for (let octave = OCTAVES - 1; octave >= 0; octave--) {
    // From 2^(octave - 1) to 2^octave units, whose coefficients are for the distance from a part's lower end over 2^(octave - 1).
    const width = UNIT * (0.5 * <f64>(<u64>1 << octave));
    for (let part = PARTS - 1; part >= 0; part--) {
      const upperZ = z;
      const upperS = s * width;
      expand(z, s);
      z = valueAt(deviate, -width / <f64>PARTS);
      s = valueAt(slope, -width / <f64>PARTS);
      const lowerS = s * width;
      const rise = (upperZ - z) * <f64>PARTS;
      const row = rows + <usize>(octave * PARTS + part) * ROW;
      store<f64>(row, z);
      store<f64>(row, lowerS, 8);
      store<f64>(row, (3 * rise - 2 * lowerS - upperS) * <f64>PARTS, 16);
      store<f64>(row, (lowerS + upperS - 2 * rise) * <f64>(PARTS * PARTS), 24);
    }
  }
}

/** Taylor coefficients of z and of its slope where they have these values. */
function expand(z: f64, s: f64): void {
  store<f64>(deviate, z);
  store<f64>(slope, s);
  for (let term = 0; term + 1 < TERMS; term++) {
    store<f64>(product + (<usize>term << 3), convolved(deviate, slope, term));
    const next = (<usize>(term + 1)) << 3;
    store<f64>(deviate + next, load<f64>(slope + (<usize>term << 3)) / <f64>(term + 1));
    store<f64>(slope + next, convolved(product, slope, term) / <f64>(term + 1));
  }
}

/** The coefficient of this term in the product of two series. */
function convolved(first: usize, second: usize, term: i32): f64 {
  let sum: f64 = 0;
  for (let own = 0; own <= term; own++) {
    sum += load<f64>(first + (<usize>own << 3)) * load<f64>(second + (<usize>(term - own) << 3));
  }
  return sum;
}

function valueAt(series: usize, distance: f64): f64 {
  let value: f64 = 0;
  for (let term = TERMS - 1; term >= 0; term--) value = value * distance + load<f64>(series + (<usize>term << 3));
  return value;
}

/** For the first two words: where the normal distribution has (word + 1/2) / 2^32 below, within 2e-8 of that share. */
@inline
export function normalOf(words: v128): v128 {
  const less = f64x2.add(f64x2.convert_low_i32x4_u(i32x4.min_u(words, v128.not(words))), v128.load(HALF));
  const octaves = i64x2.shr_u(less, SHIFT);
  const row0 = rows - LEAST * ROW + <usize>i64x2.extract_lane(octaves, 0) * ROW;
  const row1 = rows - LEAST * ROW + <usize>i64x2.extract_lane(octaves, 1) * ROW;
  // Where in its part it lies: the bits below those of the part.
  const t = f64x2.sub(v128.or(v128.and(less, v128.load(BELOW_PART)), v128.load(ONE)), v128.load(ONE));
  const low0 = v128.load(row0);
  const low1 = v128.load(row1);
  const high0 = v128.load(row0, 16);
  const high1 = v128.load(row1, 16);
  const low = plus(v128.shuffle<f64>(low0, low1, 0, 2), t, v128.shuffle<f64>(low0, low1, 1, 3));
  const high = plus(v128.shuffle<f64>(high0, high1, 0, 2), t, v128.shuffle<f64>(high0, high1, 1, 3));
  // The table has the lower half; the upper is its mirror image.
  return v128.xor(plus(low, f64x2.mul(t, t), high), v128.and(i64x2.extend_low_i32x4_s(words), v128.load(SIGN)));
}
