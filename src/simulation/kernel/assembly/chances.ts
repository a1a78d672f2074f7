import { add, all, chancePerRate, chancePerSmallRate, get, isLarge, mul, put, sub, WIDTH } from './vector';
import {
  ADVANCE,
  ATTENTION,
  CHAMPION,
  COMEBACK,
  DORMANT,
  GIVE_UP,
  LAPSE,
  LAPSING,
  LATER_COMEBACK,
  LEVELS,
  OPT_OUT,
  OPT_OUT_IN_USE,
  RECOVER,
  RESPONSIVENESS,
  RISE,
  SPEED,
  START,
} from './scene';

/**
 * Tables of chances, kept as long as what they come from: a segment has one for days without messages and one for days with them.
 * The model is that of transitions.ts, where it is explained.
 */

/** What is kept of a cell: its chances of staying, going onward, falling back and opting out within a day. */
export const STAY: i32 = 0;
export const ONWARD: i32 = 1;
export const BACK: i32 = 2;
export const OUT: i32 = 3;
export const CHANCES: i32 = 4;

// Where cells are: by class and fatigue, or by fatigue alone where classes do not matter. Expectations move the last three without a table.
export const UNAWARE: i32 = 0;
export const TRIED: i32 = 12;
export const USING: i32 = 16;
export const HABITUAL: i32 = 52;
export const CHAMPIONS: i32 = 56;
export const AWARE: i32 = 60;
export const LAPSED: i32 = 72;
export const LAPSED_AGAIN: i32 = 84;
const CELLS: i32 = 96;
/** Chances of tiring and recovering at each level of fatigue, of awake and then of dormant learners. */
export const FATIGUE: i32 = CELLS * CHANCES;
/** The rates behind the chances of leaving a cell, and of changing a level of fatigue. */
export const RATES: i32 = FATIGUE + 4 * LEVELS;
export const FATIGUE_RATES: i32 = RATES + CELLS;
/** Bytes of a table. */
export const TABLE: usize = WIDTH * <usize>(FATIGUE_RATES + 2 * LEVELS);

/** The cell of a stage in a table. */
@inline
export function cellOf(stage: i32, c: i32, fatigue: i32): i32 {
  if (stage == 0) return UNAWARE + c * LEVELS + fatigue;
  if (stage == 1) return AWARE + c * LEVELS + fatigue;
  if (stage < 4) return TRIED + fatigue;
  if (stage < 7) return USING + ((stage - 4) * 3 + c) * LEVELS + fatigue;
  if (stage < 9) return (stage == 7 ? HABITUAL : CHAMPIONS) + fatigue;
  return (stage == 9 ? LAPSED : LAPSED_AGAIN) + c * LEVELS + fatigue;
}

@inline
function factorOf<T>(rate: v128): v128 {
  return isLarge<T>(rate) ? chancePerRate<T>(rate) : chancePerSmallRate<T>(rate);
}

function keep<T>(table: usize, cell: i32, onward: v128, back: v128, out: v128): void {
  const rate = add<T>(add<T>(onward, back), out);
  const factor = factorOf<T>(rate);
  const index = cell * CHANCES;
  put(table, RATES + cell, rate);
  put(table, index + STAY, sub<T>(all<T>(1), mul<T>(rate, factor)));
  put(table, index + ONWARD, mul<T>(onward, factor));
  put(table, index + BACK, mul<T>(back, factor));
  put(table, index + OUT, mul<T>(out, factor));
}

export function keepUnaware<T>(
  table: usize,
  traits: usize,
  reach: v128,
  awareness: v128,
  optOut: v128,
  classes: i32,
): void {
  for (let c = 0; c < classes; c++) {
    for (let fatigue = 0; fatigue < LEVELS; fatigue++) {
      const noticed = mul<T>(get(traits, RESPONSIVENESS + c), get(traits, ATTENTION + fatigue));
      const onward = add<T>(mul<T>(noticed, reach), awareness);
      keep<T>(table, UNAWARE + c * LEVELS + fatigue, onward, all<T>(0), mul<T>(optOut, all<T>(1 + fatigue)));
    }
  }
}

/** The stages from the first try to champions, and fatigue. */
export function keepUse<T>(table: usize, row: usize, traits: usize, contacts: v128, classes: i32): void {
  const optOut = mul<T>(contacts, get(traits, OPT_OUT));
  const inUse = mul<T>(optOut, get(traits, OPT_OUT_IN_USE));
  for (let fatigue = 0; fatigue < LEVELS; fatigue++) {
    const times = all<T>(1 + fatigue);
    const out = mul<T>(inUse, times);
    keep<T>(table, TRIED + fatigue, get(traits, START), get(row, GIVE_UP), mul<T>(optOut, times));
    for (let level = 0; level < 3; level++) {
      const back = mul<T>(get(row, LAPSING), get(traits, LAPSE + level));
      for (let c = 0; c < classes; c++) {
        const onward = mul<T>(get(row, ADVANCE), get(traits, SPEED + c));
        keep<T>(table, USING + (level * 3 + c) * LEVELS + fatigue, onward, back, out);
      }
    }
    const lapsing = get(row, LAPSING);
    keep<T>(table, HABITUAL + fatigue, get(row, CHAMPION), mul<T>(lapsing, get(traits, LAPSE + 3)), out);
    keep<T>(table, CHAMPIONS + fatigue, all<T>(0), mul<T>(lapsing, get(traits, LAPSE + 4)), out);
  }
  for (let level = 0; level < 2 * LEVELS; level++) {
    const fatigue = level & (LEVELS - 1);
    let tire = fatigue == LEVELS - 1 ? all<T>(0) : mul<T>(contacts, get(traits, RISE));
    if (level >= LEVELS) tire = mul<T>(tire, get(traits, DORMANT));
    const recover = fatigue == 0 ? all<T>(0) : get(traits, RECOVER);
    const rate = add<T>(tire, recover);
    const factor = factorOf<T>(rate);
    put(table, FATIGUE_RATES + level, rate);
    put(table, FATIGUE + 2 * level, mul<T>(tire, factor));
    put(table, FATIGUE + 2 * level + 1, mul<T>(recover, factor));
  }
}


/** Those who know of it and those who lapsed, which change every day. */
export function keepAware<T>(
  table: usize,
  traits: usize,
  pull: v128,
  click: v128,
  comeback: v128,
  optOut: v128,
  classes: i32,
): void {
  for (let c = 0; c < classes; c++) {
    const responsive = get(traits, RESPONSIVENESS + c);
    for (let fatigue = 0; fatigue < LEVELS; fatigue++) {
      const noticed = get(traits, ATTENTION + fatigue);
      const out = mul<T>(optOut, all<T>(1 + fatigue));
      const index = c * LEVELS + fatigue;
      const willing = mul<T>(responsive, add<T>(pull, mul<T>(noticed, comeback)));
      keep<T>(table, AWARE + index, mul<T>(responsive, add<T>(pull, mul<T>(noticed, click))), all<T>(0), out);
      keep<T>(table, LAPSED + index, mul<T>(get(traits, COMEBACK), willing), all<T>(0), out);
      keep<T>(table, LAPSED_AGAIN + index, mul<T>(get(traits, LATER_COMEBACK), willing), all<T>(0), out);
    }
  }
}
