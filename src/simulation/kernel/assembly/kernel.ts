import { draw, logRatioToMode, stirlingRest } from './binomial';
import { drawBoth } from './counts';
import { follow, roomOf } from './course';
import { momentsOf } from './moments';
import { threefryRows } from './random';
import { Scene } from './scene';

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

/** Two runs at a time. */
export function counts(scene: usize): void {
  follow<f64>(changetype<Scene>(scene), true);
}

export function moments32(course: usize, apart: usize, passes: i32, days: i32, size: f64, out: usize): void {
  momentsOf<f32>(course, apart, passes, days, size, out);
}

/** For tests: the draws of two runs beside each other, to `out`. */
export function drawBothTo(
  n0: f64,
  n1: f64,
  p0: f64,
  p1: f64,
  word0: i32,
  word1: i32,
  seed: i32,
  run: i32,
  key: i32,
  counter: i32,
  out: usize,
): void {
  v128.store(out, drawBoth(f64x2(n0, n1), f64x2(p0, p1), f64x2.splat(0), word0, word1, seed, run, key, counter));
}

export { draw, logRatioToMode, roomOf, stirlingRest, threefryRows };
