import { draw } from './binomial';
import { follow, roomOf } from './trajectory';
import { momentsOf } from './moments';
import { normalOf } from './normal';
import { threefryRows } from './random';
import { Scene } from './layouts';

/** What TypeScript can call; see ../kernel.ts. */

/** The first free byte of the memory. */
export function free(): usize {
  return (__heap_base + 15) & ~15;
}

export function expectation32(scene: usize): void {
  follow<f32>(changetype<Scene>(scene), false);
}

export function expectation64(scene: usize): void {
  follow<f64>(changetype<Scene>(scene), false);
}

/** Two runs at a time, counted or, in teams, learner by learner. */
export function runs(scene: usize): void {
  follow<f64>(changetype<Scene>(scene), true);
}

export function moments32(trajectory: usize, apart: usize, passes: i32, days: i32, size: f64, out: usize): void {
  momentsOf<f32>(trajectory, apart, passes, days, size, out);
}

/** Two draws beside each other, to `out`. */
export function drawTo(
  n0: f64,
  n1: f64,
  p0: f64,
  p1: f64,
  rate0: f64,
  rate1: f64,
  word0: i32,
  word1: i32,
  out: usize,
): void {
  v128.store(out, draw(f64x2(n0, n1), f64x2(p0, p1), f64x2(rate0, rate1), i32x4(word0, word1, 0, 0)));
}

/** One draw; see binomial.ts. */
export function drawOne(n: f64, p: f64, rate: f64, word: i32): f64 {
  return f64x2.extract_lane(draw(f64x2.splat(n), f64x2.splat(p), f64x2.splat(rate), i32x4.splat(word)), 0);
}

/** The normal quantiles of two words, to `out`. */
export function normalTo(word0: i32, word1: i32, out: usize): void {
  v128.store(out, normalOf(i32x4(word0, word1, 0, 0)));
}

export { roomOf, threefryRows };
