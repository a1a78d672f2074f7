import { draw } from './binomial';
import {
  BACK,
  cellOf,
  CHANCES,
  FATIGUE,
  FATIGUE_CHANCES,
  FATIGUE_RATES,
  ONWARD,
  OUT,
  RATES,
  RECOVERING,
  TIRING,
  TIRING_THRICE,
  TIRING_TWICE,
} from './chances';
import {
  CELL_SHIFT,
  CLASSES,
  DAY_BITS,
  DAY_SHIFT,
  Edge,
  EDGE_SHIFT,
  FATIGUES,
  IN_USE,
  Scene,
  STAGES,
  Total,
  Trait,
} from './layouts';
import { at, get, put } from './vector';
import { threefryPair, threefryRows } from './random';

/**
 * A day by chance, for two runs side by side: everybody who leaves a cell is a binomial draw, and so is every parting of the ways behind it.
 * Each draw has its own random number by seed, run, segment, date, cell and edge.
 */

/** What a cell adds to a counter. */
const CELL: i32 = 1 << CELL_SHIFT;

/** The second counter word of a draw, as in numbers/random.ts. */
@inline
export function counterOf(day: i32, cell: i32, edge: i32): i32 {
  return ((day & ((1 << DAY_BITS) - 1)) << DAY_SHIFT) | (cell << CELL_SHIFT) | (edge << EDGE_SHIFT);
}

const MOST_CELLS: i32 = STAGES * CLASSES * FATIGUES;

/** For both runs beside each other: two words for each cell, to leave it and to go onward; then one for each, to change fatigue. */
const leaveNoise = memory.data(8 * (MOST_CELLS + 4), 16);
const onwardNoise = memory.data(8 * (MOST_CELLS + 4), 16);
const evenNoise = memory.data(8 * (MOST_CELLS + 4), 16);
const oddNoise = memory.data(8 * (MOST_CELLS + 4), 16);
/** From each cell: learners who go onward, and who fall back. All leave before anybody arrives, so that nobody moves twice in a day. */
const onwards = memory.data(MOST_CELLS * 16, 16);
const backs = memory.data(MOST_CELLS * 16, 16);

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
    const own = get(traits, Trait.shares + c);
    let drawn = left;
    if (c + 1 < scene.classes) {
      const chance = f64x2.min(f64x2.splat(1), f64x2.div(own, share));
      drawn = drawNow(left, chance, scene.seed, scene.run, key, counterOf(0, c, Edge.start));
    }
    put(first, c * FATIGUES, drawn);
    left = sub2(left, drawn);
    share = sub2(share, own);
  }
}

/** A day of a segment. Its totals go to `totals`, but for those lost, which stay behind the cells. */
export function drawDay(scene: Scene, segment: i32, day: i32, table: usize, state: usize, totals: usize): void {
  const key = load<i32>(scene.keys + ((<usize>segment) << 2));
  const today = counterOf(scene.firstDay + day, 0, 0);
  const cells = STAGES * FATIGUES * scene.classes;
  threefryRows(scene.seed, scene.run, key, today, CELL, cells, leaveNoise, onwardNoise);
  threefryRows(scene.seed, scene.run, key, today + counterOf(0, 0, Edge.fatigue), 2 * CELL, cells / 2, evenNoise, oddNoise);
  leave(scene, table, state, key, today);
  arrive(scene.classes, state);
  let cell = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    let sum = f64x2.splat(0);
    for (let c = 0; c < scene.classes; c++, cell += FATIGUES) {
      tire(scene, table, stage < Total.lapsed ? 0 : FATIGUES, at(state, cell), cell, key, today);
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

/** The counter of lost learners that a stage feeds. */
@inline
export function lostFrom(stage: i32): i32 {
  if (stage == Total.unaware) return Total.lostUnaware;
  return stage == Total.aware ? Total.lostAware : Total.lostLater;
}

/** Takes those who move out of their cells. */
function leave(scene: Scene, table: usize, state: usize, key: i32, today: i32): void {
  const seed = scene.seed;
  const run = scene.run;
  const none = f64x2.splat(0);
  const lost = at(state, STAGES * FATIGUES * scene.classes);
  let cell = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    let gone = none;
    for (let c = 0; c < scene.classes; c++) {
      for (let fatigue = 0; fatigue < FATIGUES; fatigue++, cell++) {
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
        else if (!isNone(share)) back = drawNow(rest, share, seed, run, key, counter + counterOf(0, 0, Edge.back));
        put(backs, cell, back);
        gone = add2(gone, sub2(rest, back));
      }
    }
    const counter = lostFrom(stage) - STAGES;
    put(lost, counter, add2(get(lost, counter), gone));
  }
}

/** Puts everybody where they are going: the map of the model. */
function arrive(classes: i32, state: usize): void {
  const stride = FATIGUES * classes;
  for (let unaware = 0; unaware < stride; unaware++) {
    const aware = unaware + Total.aware * stride;
    const tried = unaware + Total.tried * stride;
    const triedAgain = unaware + Total.triedAgain * stride;
    const using = unaware + Total.using * stride;
    const lapsed = unaware + Total.lapsed * stride;
    const lapsedAgain = unaware + Total.lapsedAgain * stride;
    let falling = get(backs, tried);
    for (let level = 0; level < IN_USE; level++) falling = add2(falling, get(backs, using + level * stride));
    gain(state, unaware, get(backs, aware));
    gain(state, aware, get(onwards, unaware));
    gain(state, tried, get(onwards, aware));
    gain(state, triedAgain, add2(get(onwards, lapsed), get(onwards, lapsedAgain)));
    gain(state, using, add2(get(onwards, tried), get(onwards, triedAgain)));
    for (let level = 1; level < IN_USE; level++) {
      gain(state, using + level * stride, get(onwards, using + (level - 1) * stride));
    }
    gain(state, lapsed, falling);
    gain(state, lapsedAgain, get(backs, triedAgain));
  }
}

@inline
function gain(state: usize, cell: i32, learners: v128): void {
  put(state, cell, add2(get(state, cell), learners));
}

/** Learners of the four levels of one fatigue who change it, those of them who tire, and who do so by two levels at least and by three. */
const changing = memory.data(FATIGUES * 16, 16);
const tiring = memory.data(FATIGUES * 16, 16);
const twice = memory.data(FATIGUES * 16, 16);
const thrice = memory.data(FATIGUES * 16, 16);

/** Moves learners between the levels of fatigue at `cells`, of which the first is the given one. */
function tire(scene: Scene, table: usize, kind: i32, cells: usize, first: i32, key: i32, today: i32): void {
  const seed = scene.seed;
  const run = scene.run;
  const none = f64x2.splat(0);
  for (let fatigue = 0; fatigue < FATIGUES; fatigue++) {
    put(changing, fatigue, none);
    put(tiring, fatigue, none);
    put(twice, fatigue, none);
    put(thrice, fatigue, none);
    const learners = get(cells, fatigue);
    const chances = at(table, FATIGUE + FATIGUE_CHANCES * (kind + fatigue));
    const up = get(chances, TIRING);
    const chance = add2(up, get(chances, RECOVERING));
    if (isNone(learners) || isNone(chance)) continue;
    const cell = first + fatigue;
    const noise = cell & 1 ? oddNoise : evenNoise;
    const counter = today + cell * CELL;
    const rate = get(table, FATIGUE_RATES + kind + fatigue);
    const moving = draw(learners, chance, rate, wordsOf(noise, cell >> 1));
    put(changing, fatigue, moving);
    if (isNone(moving) || isNone(up)) continue;
    const tired = drawPart(moving, up, chance, seed, run, key, counter + counterOf(0, 0, Edge.direction));
    put(tiring, fatigue, tired);
    const twiceOver = get(chances, TIRING_TWICE);
    if (isNone(tired) || isNone(twiceOver)) continue;
    const tiredTwice = drawPart(tired, twiceOver, up, seed, run, key, counter + counterOf(0, 0, Edge.twice));
    put(twice, fatigue, tiredTwice);
    const thriceOver = get(chances, TIRING_THRICE);
    if (isNone(tiredTwice) || isNone(thriceOver)) continue;
    put(thrice, fatigue, drawPart(tiredTwice, thriceOver, twiceOver, seed, run, key, counter + counterOf(0, 0, Edge.thrice)));
  }
  for (let fatigue = 0; fatigue < FATIGUES; fatigue++) {
    let learners = sub2(get(cells, fatigue), get(changing, fatigue));
    if (fatigue > 0) learners = add2(learners, sub2(get(tiring, fatigue - 1), get(twice, fatigue - 1)));
    if (fatigue > 1) learners = add2(learners, sub2(get(twice, fatigue - 2), get(thrice, fatigue - 2)));
    if (fatigue > 2) learners = add2(learners, get(thrice, fatigue - 3));
    if (fatigue + 1 < FATIGUES) learners = add2(learners, sub2(get(changing, fatigue + 1), get(tiring, fatigue + 1)));
    put(cells, fatigue, learners);
  }
}

/** Those of `learners` to whom something less likely happened as well: its chance against the chance of what did. */
@inline
function drawPart(learners: v128, part: v128, whole: v128, seed: i32, run: i32, key: i32, counter: i32): v128 {
  const share = f64x2.min(f64x2.splat(1), f64x2.div(part, f64x2.max(whole, f64x2.splat(1e-300))));
  return isEverybody(share) ? learners : drawNow(learners, share, seed, run, key, counter);
}
