/** The keyed random numbers of random.ts: Threefry-2x32 with 13 rounds, four counters at a time. */

const PARITY: i32 = 0x1bd11bda;

/** Two words of the last single call. */
export const words = memory.data(8, 16);

// @ts-ignore: decorator
@inline
function mix(a: v128, b: v128, left: i32): v128 {
  return v128.xor(v128.or(i32x4.shl(b, left), i32x4.shr_u(b, 32 - left)), a);
}

// @ts-ignore: decorator
@inline
function plus(a: v128, b: v128): v128 {
  return i32x4.add(a, b);
}

/**
 * Words for four counters: their first word is `counter0`, the second goes up by `step`. First words go to `first`, second words to `second`, 16 bytes each.
 */
// @ts-ignore: decorator
@inline
function threefry4(k0: i32, k1: i32, counter0: i32, counters: v128, first: usize, second: usize): void {
  const k2 = PARITY ^ k0 ^ k1;
  let a = i32x4.splat(counter0 + k0);
  let b = plus(counters, i32x4.splat(k1));
  a = plus(a, b);
  b = mix(a, b, 13);
  a = plus(a, b);
  b = mix(a, b, 15);
  a = plus(a, b);
  b = mix(a, b, 26);
  a = plus(a, b);
  b = mix(a, b, 6);
  a = plus(a, i32x4.splat(k1));
  b = plus(b, i32x4.splat(k2 + 1));
  a = plus(a, b);
  b = mix(a, b, 17);
  a = plus(a, b);
  b = mix(a, b, 29);
  a = plus(a, b);
  b = mix(a, b, 16);
  a = plus(a, b);
  b = mix(a, b, 24);
  a = plus(a, i32x4.splat(k2));
  b = plus(b, i32x4.splat(k0 + 2));
  a = plus(a, b);
  b = mix(a, b, 13);
  a = plus(a, b);
  b = mix(a, b, 15);
  a = plus(a, b);
  b = mix(a, b, 26);
  a = plus(a, b);
  b = mix(a, b, 6);
  a = plus(a, i32x4.splat(k0));
  b = plus(b, i32x4.splat(k1 + 3));
  a = plus(a, b);
  b = mix(a, b, 17);
  v128.store(first, a);
  v128.store(second, b);
}

/** First and second words for at least `count` counters, four after four, to `first` and `second`. */
export function threefryRows(
  k0: i32,
  k1: i32,
  counter0: i32,
  counter1: i32,
  step: i32,
  count: i32,
  first: usize,
  second: usize,
): void {
  let counters = i32x4.add(i32x4.splat(counter1), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(step)));
  const ahead = i32x4.splat(4 * step);
  for (let place: usize = 0; place < <usize>count * 4; place += 16) {
    threefry4(k0, k1, counter0, counters, first + place, second + place);
    counters = i32x4.add(counters, ahead);
  }
}

const single = memory.data(32, 16);

/** The two words for one counter, left in `words`. */
export function threefry(k0: i32, k1: i32, counter0: i32, counter1: i32): void {
  threefry4(k0, k1, counter0, i32x4.splat(counter1), single, single + 16);
  store<i32>(words, load<i32>(single));
  store<i32>(words, load<i32>(single + 16), 4);
}
