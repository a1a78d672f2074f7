import { HALF, ONE } from './lanes';
import { plus } from './mathematics';

/** The standard normal quantile of a random word, by short Taylor series whose coefficients stand in a table. */

/** Doublings of a word's distance from its end, from half a unit to half of all, and equal parts of each. */
const OCTAVES: i32 = 32;
const PARTS: i32 = 32;
/** Terms of a series. The share below what it gives is the word's to 10 digits, or to 1e-15. */
const TERMS: i32 = 5;
const ROW: usize = 8 * 5;
/** The bits of a double that tell octave and part, and what they are for half a unit. */
const SHIFT: i32 = 47;
const LEAST: usize = (1023 - 1) << 5;
const BELOW_PART = memory.data<i64>([0x000fffffffffffff >> 5, 0x000fffffffffffff >> 5], 16);
const MIDDLE = memory.data<f64>([1 + 0.5 / 32, 1 + 0.5 / 32], 16);
const SIGN = memory.data<i64>([0x8000000000000000, 0x8000000000000000], 16);

const rows = memory.data(32 * 32 * 5 * 8, 16);
const UNIT: f64 = 1.0 / 4294967296;

/** Terms by which the table is carried on from one part to the next, and room for them: of z, of its slope, of z times its slope. */
const LONG: i32 = 12;
const deviate = memory.data(12 * 8, 16);
const slope = memory.data(12 * 8, 16);
const product = memory.data(12 * 8, 16);

fill();

/** Follows the differential equation of the quantile, z' = sqrt(2 pi) e^(z z / 2), from the median outwards: with z' = s, s' = z s s. */
function fill(): void {
  let z: f64 = 0;
  let s: f64 = 2.5066282746310002;
  let at: f64 = 0.5;
  for (let octave = OCTAVES - 1; octave >= 0; octave--) {
    // From 2^(octave - 1) to 2^octave units.
    const width = Math.pow(2, octave - 1) * UNIT;
    for (let part = PARTS - 1; part >= 0; part--) {
      const middle = width * (1 + (<f64>part + 0.5) / <f64>PARTS);
      expand(z, s);
      z = valueAt(deviate, middle - at);
      s = valueAt(slope, middle - at);
      at = middle;
      expand(z, s);
      const row = rows + <usize>(octave * PARTS + part) * ROW;
      let scale: f64 = 1;
      for (let term = 0; term < TERMS; term++, scale *= width) {
        store<f64>(row + (<usize>term << 3), load<f64>(deviate + (<usize>term << 3)) * scale);
      }
    }
  }
}

/** Taylor coefficients of z and of its slope where they have these values. */
function expand(z: f64, s: f64): void {
  store<f64>(deviate, z);
  store<f64>(slope, s);
  for (let term = 0; term + 1 < LONG; term++) {
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
  for (let term = LONG - 1; term >= 0; term--) value = value * distance + load<f64>(series + (<usize>term << 3));
  return value;
}

// @ts-ignore: decorator
@inline
function term(row0: usize, row1: usize, place: usize): v128 {
  return v128.load64_lane(row1 + (place << 3), v128.load64_zero(row0 + (place << 3)), 1);
}

/** For the first two words: where the normal distribution has (word + 1/2) / 2^32 below. */
// @ts-ignore: decorator
@inline
export function normalOf(words: v128): v128 {
  const turned = v128.not(words);
  const less = f64x2.add(f64x2.convert_low_i32x4_u(i32x4.min_u(words, turned)), v128.load(HALF));
  const octaves = i64x2.shr_u(less, SHIFT);
  const row0 = rows - LEAST * ROW + <usize>i64x2.extract_lane(octaves, 0) * ROW;
  const row1 = rows - LEAST * ROW + <usize>i64x2.extract_lane(octaves, 1) * ROW;
  // Where in its part it lies: the bits below those of the part, as a number around 0.
  const t = f64x2.sub(v128.or(v128.and(less, v128.load(BELOW_PART)), v128.load(ONE)), v128.load(MIDDLE));
  const square = f64x2.mul(t, t);
  const high = plus(plus(term(row0, row1, 2), t, term(row0, row1, 3)), square, term(row0, row1, 4));
  const z = plus(plus(term(row0, row1, 0), t, term(row0, row1, 1)), square, high);
  // The table has the lower half; the upper is its mirror image.
  return v128.xor(z, v128.and(i64x2.extend_low_i32x4_s(words), v128.load(SIGN)));
}
