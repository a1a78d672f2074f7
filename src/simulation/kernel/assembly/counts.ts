import { draw } from './binomial';
import { BACK, cellOf, CHANCES, FATIGUE, FATIGUE_RATES, ONWARD, OUT, RATES } from './chances';
import { at, get, put } from './vector';
import { threefryPair, threefryRows } from './random';
import { LEVELS, Scene, SHARES, STAGES } from './scene';

/**
 * The step by chance, for two runs at once: everybody who leaves a cell is a binomial draw, and so is every parting of the ways behind it.
 * Each draw has its own random number by seed, run, segment, date, cell and edge.
 */

// What a counter is made of, as in random.ts: 12 bits of the day, 8 of the cell, 3 of the edge, 9 that nobody needs.
const DAY: i32 = 20;
const CELL: i32 = 1 << 12;
const EDGE: i32 = 1 << 9;
const BACK_EDGE: i32 = 2 * EDGE;
const FATIGUE_EDGE: i32 = 3 * EDGE;
const DIRECTION_EDGE: i32 = 4 * EDGE;
const START_EDGE: i32 = 5 * EDGE;

/** For both runs beside each other: two words for each cell, to leave it and to go onward; then one for each, to change fatigue. */
const leaveNoise = memory.data(8 * 136, 16);
const onwardNoise = memory.data(8 * 136, 16);
const evenNoise = memory.data(8 * 136, 16);
const oddNoise = memory.data(8 * 136, 16);
/** From each cell: learners who go onward, and who fall back. All leave before anybody arrives, so that nobody moves twice in a day. */
const onwards = memory.data(132 * 16, 16);
const backs = memory.data(132 * 16, 16);

@inline
function add2(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

@inline
function sub2(a: v128, b: v128): v128 {
  return f64x2.sub(a, b);
}

@inline
function isNone(a: v128): bool {
  return !v128.any_true(f64x2.ne(a, f64x2.splat(0)));
}

@inline
function isEverybody(share: v128): bool {
  return i64x2.all_true(f64x2.ge(share, f64x2.splat(1)));
}

/** Draws with words that are drawn for it. */
function drawNow(n: v128, p: v128, seed: i32, run: i32, key: i32, counter: i32): v128 {
  return draw(n, p, f64x2.splat(0), threefryPair(seed, run, key, counter));
}

/** Divides a segment's learners into classes, rested, from the cell at `first`. */
export function drawClasses(scene: Scene, segment: i32, size: v128, traits: usize, first: usize): void {
  const key = load<i32>(scene.keys + ((<usize>segment) << 2));
  let left = size;
  let share = f64x2.splat(1);
  for (let c = 0; c < scene.classes; c++) {
    const own = get(traits, SHARES + c);
    let drawn = left;
    if (c + 1 < scene.classes) {
      const chance = f64x2.min(f64x2.splat(1), f64x2.div(own, share));
      drawn = drawNow(left, chance, scene.seed, scene.run, key, c * CELL + START_EDGE);
    }
    put(first, c * LEVELS, drawn);
    left = sub2(left, drawn);
    share = sub2(share, own);
  }
}

/** A day of a segment. Its totals go to `totals`, but for those lost, which stay behind the cells. */
export function drawDay(scene: Scene, segment: i32, day: i32, table: usize, state: usize, totals: usize): void {
  const key = load<i32>(scene.keys + ((<usize>segment) << 2));
  const today = ((scene.firstDay + day) & 4095) << DAY;
  const cells = STAGES * LEVELS * scene.classes;
  threefryRows(scene.seed, scene.run, key, today, CELL, cells, leaveNoise, onwardNoise);
  threefryRows(scene.seed, scene.run, key, today + FATIGUE_EDGE, 2 * CELL, cells / 2, evenNoise, oddNoise);
  leave(scene, table, state, key, today);
  arrive(scene.classes, state);
  let cell = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    let sum = f64x2.splat(0);
    for (let c = 0; c < scene.classes; c++, cell += LEVELS) {
      tire(scene, table, stage < 9 ? 0 : LEVELS, at(state, cell), cell, key, today);
      const rested = add2(get(state, cell), get(state, cell + 1));
      sum = add2(sum, add2(rested, add2(get(state, cell + 2), get(state, cell + 3))));
    }
    put(totals, stage, sum);
  }
}

@inline
function wordsOf(noise: usize, cell: i32): v128 {
  return v128.load64_zero(noise + ((<usize>cell) << 3));
}

/** Takes those who move out of their cells. */
function leave(scene: Scene, table: usize, state: usize, key: i32, today: i32): void {
  const seed = scene.seed;
  const run = scene.run;
  const none = f64x2.splat(0);
  const lost = at(state, STAGES * LEVELS * scene.classes);
  let cell = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    let gone = none;
    for (let c = 0; c < scene.classes; c++) {
      for (let fatigue = 0; fatigue < LEVELS; fatigue++, cell++) {
        put(onwards, cell, none);
        put(backs, cell, none);
        const learners = get(state, cell);
        if (isNone(learners)) continue;
        const kept = cellOf(stage, c, fatigue);
        const chances = at(table, kept * CHANCES);
        const behind = add2(get(chances, BACK), get(chances, OUT));
        const chance = add2(get(chances, ONWARD), behind);
        const rate = get(table, RATES + kept);
        const counter = today + cell * CELL;
        const leaving = draw(learners, chance, rate, wordsOf(leaveNoise, cell));
        if (isNone(leaving)) continue;
        put(state, cell, sub2(learners, leaving));
        if (isNone(behind)) {
          put(onwards, cell, leaving);
          continue;
        }
        const ahead = f64x2.div(get(chances, ONWARD), chance);
        const onward = isEverybody(ahead)
          ? leaving
          : draw(leaving, ahead, none, wordsOf(onwardNoise, cell));
        put(onwards, cell, onward);
        const rest = sub2(leaving, onward);
        if (isNone(rest)) continue;
        const share = f64x2.div(get(chances, BACK), behind);
        let back = none;
        if (isEverybody(share)) back = rest;
        else if (!isNone(share)) back = drawNow(rest, share, seed, run, key, counter + BACK_EDGE);
        put(backs, cell, back);
        gone = add2(gone, sub2(rest, back));
      }
    }
    const counter = stage < 2 ? stage : 2;
    put(lost, counter, add2(get(lost, counter), gone));
  }
}

/** Puts everybody where they are going: the map of the model. */
function arrive(classes: i32, state: usize): void {
  const stride = LEVELS * classes;
  for (let unaware = 0; unaware < stride; unaware++) {
    const using = unaware + 4 * stride;
    const lapsed = unaware + 9 * stride;
    const lapsedAgain = lapsed + stride;
    let falling = get(backs, unaware + 2 * stride);
    for (let level = 0; level < 5; level++) falling = add2(falling, get(backs, using + level * stride));
    gain(state, unaware + stride, get(onwards, unaware));
    gain(state, unaware + 2 * stride, get(onwards, unaware + stride));
    gain(state, unaware + 3 * stride, add2(get(onwards, lapsed), get(onwards, lapsedAgain)));
    gain(state, using, add2(get(onwards, unaware + 2 * stride), get(onwards, unaware + 3 * stride)));
    for (let level = 1; level < 5; level++) {
      gain(state, using + level * stride, get(onwards, using + (level - 1) * stride));
    }
    gain(state, lapsed, falling);
    gain(state, lapsedAgain, get(backs, unaware + 3 * stride));
  }
}

@inline
function gain(state: usize, cell: i32, learners: v128): void {
  put(state, cell, add2(get(state, cell), learners));
}

/** Learners of the four levels of one fatigue who change it, and those of them who tire. */
const changing = memory.data(4 * 16, 16);
const tiring = memory.data(4 * 16, 16);

/** Moves learners between the levels of fatigue at `cells`, of which the first is the given one. */
function tire(scene: Scene, table: usize, kind: i32, cells: usize, first: i32, key: i32, today: i32): void {
  const seed = scene.seed;
  const run = scene.run;
  const none = f64x2.splat(0);
  for (let fatigue = 0; fatigue < LEVELS; fatigue++) {
    put(changing, fatigue, none);
    put(tiring, fatigue, none);
    const learners = get(cells, fatigue);
    const chances = at(table, FATIGUE + 2 * (kind + fatigue));
    const up = get(chances, 0);
    const chance = add2(up, get(chances, 1));
    if (isNone(learners) || isNone(chance)) continue;
    const cell = first + fatigue;
    const noise = cell & 1 ? oddNoise : evenNoise;
    const counter = today + cell * CELL;
    const rate = get(table, FATIGUE_RATES + kind + fatigue);
    const moving = draw(learners, chance, rate, wordsOf(noise, cell >> 1));
    put(changing, fatigue, moving);
    if (isNone(moving) || isNone(up)) continue;
    const share = f64x2.div(up, chance);
    put(tiring, fatigue, isEverybody(share) ? moving : drawNow(moving, share, seed, run, key, counter + DIRECTION_EDGE));
  }
  for (let fatigue = 0; fatigue < LEVELS; fatigue++) {
    let learners = sub2(get(cells, fatigue), get(changing, fatigue));
    if (fatigue > 0) learners = add2(learners, get(tiring, fatigue - 1));
    if (fatigue + 1 < LEVELS) learners = add2(learners, sub2(get(changing, fatigue + 1), get(tiring, fatigue + 1)));
    put(cells, fatigue, learners);
  }
}
