/** The keyed random numbers of random.ts: Threefry-2x32 with 13 rounds, four counters at a time. */

const PARITY: i32 = 0x1bd11bda;

@inline
function mix(a: v128, b: v128, left: i32): v128 {
  return v128.xor(v128.or(i32x4.shl(b, left), i32x4.shr_u(b, 32 - left)), a);
}

@inline
function plus(a: v128, b: v128): v128 {
  return i32x4.add(a, b);
}

/** First words for four keys and counters, which share the key's first word and the counter's first; the second words go to `second`, 16 bytes. */
@inline
function threefry4(key0: i32, k1: v128, counter0: i32, counters: v128, second: usize): v128 {
  const k0 = i32x4.splat(key0);
  const k2 = v128.xor(i32x4.splat(PARITY ^ key0), k1);
  let a = i32x4.splat(counter0 + key0);
  let b = plus(counters, k1);
  a = plus(a, b);
  b = mix(a, b, 13);
  a = plus(a, b);
  b = mix(a, b, 15);
  a = plus(a, b);
  b = mix(a, b, 26);
  a = plus(a, b);
  b = mix(a, b, 6);
  a = plus(a, k1);
  b = plus(b, plus(k2, i32x4.splat(1)));
  a = plus(a, b);
  b = mix(a, b, 17);
  a = plus(a, b);
  b = mix(a, b, 29);
  a = plus(a, b);
  b = mix(a, b, 16);
  a = plus(a, b);
  b = mix(a, b, 24);
  a = plus(a, k2);
  b = plus(b, plus(k0, i32x4.splat(2)));
  a = plus(a, b);
  b = mix(a, b, 13);
  a = plus(a, b);
  b = mix(a, b, 15);
  a = plus(a, b);
  b = mix(a, b, 26);
  a = plus(a, b);
  b = mix(a, b, 6);
  a = plus(a, k0);
  b = plus(b, plus(k1, i32x4.splat(3)));
  a = plus(a, b);
  b = mix(a, b, 17);
  v128.store(second, b);
  return a;
}

/** Keys of two runs that follow each other, twice. */
@inline
function bothRuns(run: i32): v128 {
  return i32x4.add(i32x4.splat(run), i32x4(0, 1, 0, 1));
}

/**
 * First and second words for two runs and at least `count` counters that go up by `step`, to `first` and `second`: the words of both runs for the
 * first counter, then those for the next.
 */
export function threefryRows(
  seed: i32,
  run: i32,
  counter0: i32,
  counter1: i32,
  step: i32,
  count: i32,
  first: usize,
  second: usize,
): void {
  const runs = bothRuns(run);
  let counters = i32x4.add(i32x4.splat(counter1), i32x4.mul(i32x4(0, 0, 1, 1), i32x4.splat(step)));
  const ahead = i32x4.splat(2 * step);
  for (let offset: usize = 0; offset < <usize>count * 8; offset += 16) {
    v128.store(first + offset, threefry4(seed, runs, counter0, counters, second + offset));
    counters = i32x4.add(counters, ahead);
  }
}

/** Both words for one key and at least `count` counters that follow each other, to `out`: those of the first counter, then those of the next. */
export function threefryRow(key0: i32, key1: i32, counter0: i32, counter1: i32, count: i32, out: usize): void {
  const k1 = i32x4.splat(key1);
  let counters = i32x4.add(i32x4.splat(counter1), i32x4(0, 1, 2, 3));
  for (const end = out + ((<usize>count) << 3); out < end; out += 32) {
    const first = threefry4(key0, k1, counter0, counters, unused);
    const second = v128.load(unused);
    v128.store(out, v128.shuffle<i32>(first, second, 0, 4, 1, 5));
    v128.store(out, v128.shuffle<i32>(first, second, 2, 6, 3, 7), 16);
    counters = i32x4.add(counters, i32x4.splat(4));
  }
}

/** Both words for one key and one counter, to `out`. */
export function threefryWords(key0: i32, key1: i32, counter0: i32, counter1: i32, out: usize): void {
  store<i32>(out, i32x4.extract_lane(threefry4(key0, i32x4.splat(key1), counter0, i32x4.splat(counter1), unused), 0));
  store<i32>(out, load<i32>(unused), 4);
}

const unused = memory.data(16, 16);

/** First words for one counter and two runs, in the first two of four numbers. */
export function threefryPair(seed: i32, run: i32, counter0: i32, counter1: i32): v128 {
  return threefry4(seed, bothRuns(run), counter0, i32x4.splat(counter1), unused);
}
