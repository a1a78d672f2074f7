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

/** Of two cells beside each other, for both runs: their first and second words. */
const firstWords = memory.data(16, 16);
const secondWords = memory.data(16, 16);
/** Those who move on a day, and the addresses of the cells to which they go. All leave before anybody arrives, so that nobody moves twice in a day. */
const moving = memory.data(2 * MOST_CELLS * 16, 16);
const goingTo = memory.data(2 * MOST_CELLS * 4, 16);

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

/**
 * A day of a segment. Its totals go to `totals`, but for those lost, which stay behind the cells. Most cells of a small segment are empty: nothing is drawn
 * of these, nor are they looked at more often than has to be.
 */
export function drawDay(scene: Scene, segment: i32, day: i32, table: usize, state: usize, totals: usize): void {
  const key = load<i32>(scene.keys + ((<usize>segment) << 2));
  const today = counterOf(scene.firstDay + day, 0, 0);
  arrive(leave(scene, table, state, totals, key, today));
  let cell = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    let sum = f64x2.splat(0);
    for (let c = 0; c < scene.classes; c++, cell += FATIGUES) {
      const cells = at(state, cell);
      if (isNone(sumOf(cells))) continue;
      tire(scene, table, stage < Total.lapsed ? 0 : FATIGUES, cells, cell, key, today);
      sum = add2(sum, sumOf(cells));
    }
    put(totals, stage, sum);
  }
}

/** Learners of all levels of fatigue. */
@inline
function sumOf(cells: usize): v128 {
  return add2(add2(get(cells, 0), get(cells, 1)), add2(get(cells, 2), get(cells, 3)));
}

/** The words of both runs for the first or the second of two cells. */
@inline
function wordsOf(words: usize, second: i32): v128 {
  return v128.load64_zero(words + ((<usize>second) << 3));
}

/** The counter of lost learners that a stage feeds. */
@inline
export function lostFrom(stage: i32): i32 {
  if (stage == Total.unaware) return Total.lostUnaware;
  return stage == Total.aware ? Total.lostAware : Total.lostLater;
}

/** The stage to which learners of a stage go onward: with the next, the map of the model. */
export function stageOnward(stage: i32): i32 {
  if (stage == Total.tried || stage == Total.triedAgain) return Total.using;
  if (stage >= Total.lapsed) return Total.triedAgain;
  return stage == Total.champion ? stage : stage + 1;
}

/** The stage to which they fall back. */
export function stageBack(stage: i32): i32 {
  if (stage == Total.aware) return Total.unaware;
  return stage == Total.triedAgain ? Total.lapsedAgain : Total.lapsed;
}

/** Takes those who move out of their cells, to `moving`. Gives how many entries it has. */
function leave(scene: Scene, table: usize, state: usize, totals: usize, key: i32, today: i32): i32 {
  const seed = scene.seed;
  const run = scene.run;
  const none = f64x2.splat(0);
  const stride = FATIGUES * scene.classes;
  const lost = at(state, STAGES * stride);
  let entries = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    if (isNone(get(totals, stage))) continue;
    let cell = stage * stride;
    const onwardBy = (stageOnward(stage) - stage) * stride;
    const backBy = (stageBack(stage) - stage) * stride;
    let gone = none;
    for (let own = 0; own < stride; own++, cell++) {
      const second = cell & 1;
      if (second == 0) {
        if (isNone(add2(get(state, cell), get(state, cell + 1)))) {
          own++;
          cell++;
          continue;
        }
        threefryRows(seed, run, key, today + cell * CELL, CELL, 2, firstWords, secondWords);
      }
      const learners = get(state, cell);
      if (isNone(learners)) continue;
      const kept = cellOf(stage, own / FATIGUES, own & (FATIGUES - 1));
      const chances = at(table, kept * CHANCES);
      const behind = add2(get(chances, BACK), get(chances, OUT));
      const chance = add2(get(chances, ONWARD), behind);
      const leaving = draw(learners, chance, get(table, RATES + kept), wordsOf(firstWords, second));
      if (isNone(leaving)) continue;
      put(state, cell, sub2(learners, leaving));
      let onward = leaving;
      if (!isNone(behind)) {
        const ahead = f64x2.div(get(chances, ONWARD), chance);
        if (!isEverybody(ahead)) onward = draw(leaving, ahead, none, wordsOf(secondWords, second));
      }
      entries = move(entries, onward, at(state, cell + onwardBy));
      const rest = sub2(leaving, onward);
      if (isNone(rest)) continue;
      const share = f64x2.div(get(chances, BACK), behind);
      let back = none;
      if (isEverybody(share)) back = rest;
      else if (!isNone(share))
        back = drawNow(rest, share, seed, run, key, today + cell * CELL + counterOf(0, 0, Edge.back));
      entries = move(entries, back, at(state, cell + backBy));
      gone = add2(gone, sub2(rest, back));
    }
    const counter = lostFrom(stage) - STAGES;
    put(lost, counter, add2(get(lost, counter), gone));
  }
  return entries;
}

/** Notes who goes to a cell, behind so many entries. Gives how many there are then. */
@inline
function move(entries: i32, learners: v128, to: usize): i32 {
  put(moving, entries, learners);
  store<usize>(goingTo + ((<usize>entries) << 2), to);
  return entries + i32(!isNone(learners));
}

/** Puts everybody where they are going. */
function arrive(entries: i32): void {
  for (let entry = 0; entry < entries; entry++) {
    const cell = load<usize>(goingTo + ((<usize>entry) << 2));
    v128.store(cell, add2(v128.load(cell), get(moving, entry)));
  }
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
  let isDrawn = false;
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
    if (!isDrawn) {
      // Two levels that follow each other share a counter.
      const counter = today + first * CELL + counterOf(0, 0, Edge.fatigue);
      threefryRows(seed, run, key, counter, 2 * CELL, 2, firstWords, secondWords);
      isDrawn = true;
    }
    const counter = today + (first + fatigue) * CELL;
    const rate = get(table, FATIGUE_RATES + kind + fatigue);
    const words = wordsOf(fatigue & 1 ? secondWords : firstWords, fatigue >> 1);
    const changed = draw(learners, chance, rate, words);
    put(changing, fatigue, changed);
    if (isNone(changed) || isNone(up)) continue;
    const tired = drawPart(changed, up, chance, seed, run, key, counter + counterOf(0, 0, Edge.direction));
    put(tiring, fatigue, tired);
    const twiceOver = get(chances, TIRING_TWICE);
    if (isNone(tired) || isNone(twiceOver)) continue;
    const tiredTwice = drawPart(tired, twiceOver, up, seed, run, key, counter + counterOf(0, 0, Edge.twice));
    put(twice, fatigue, tiredTwice);
    const thriceOver = get(chances, TIRING_THRICE);
    if (isNone(tiredTwice) || isNone(thriceOver)) continue;
    put(thrice, fatigue, drawPart(tiredTwice, thriceOver, twiceOver, seed, run, key, counter + counterOf(0, 0, Edge.thrice)));
  }
  if (!isDrawn) return;
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
