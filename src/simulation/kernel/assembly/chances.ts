import { CLASSES, FATIGUES, HABITS, Row, Total, Trait } from './layouts';
import { add, all, at, chancePerRate, chancePerSmallRate, get, isLarge, mul, put, sub, WIDTH } from './vector';

/**
 * Tables of chances, kept as long as what they come from: a segment has one for days without messages and one for days with them.
 * The model is explained in docs/model.md, and readable in model/agents.ts.
 */

/** What is kept of a cell: its chances of staying, going onward, falling back and opting out within a day. */
export const STAY: i32 = 0;
export const ONWARD: i32 = 1;
export const BACK: i32 = 2;
export const OUT: i32 = 3;
export const CHANCES: i32 = 4;

// Where cells are: by class and fatigue, or by fatigue alone where classes do not matter. Expectations move the last three without a table.
export const UNAWARE: i32 = 0;
export const TRIED: i32 = UNAWARE + CLASSES * FATIGUES;
export const USING: i32 = TRIED + FATIGUES;
export const HABITUAL: i32 = USING + HABITS * CLASSES * FATIGUES;
export const CHAMPIONS: i32 = HABITUAL + FATIGUES;
export const AWARE: i32 = CHAMPIONS + FATIGUES;
export const LAPSED: i32 = AWARE + CLASSES * FATIGUES;
export const LAPSED_AGAIN: i32 = LAPSED + CLASSES * FATIGUES;
const CELLS: i32 = LAPSED_AGAIN + CLASSES * FATIGUES;
/** Chances of tiring by one level at least, by two, by three, and of recovering at each level of fatigue, of awake and then of dormant learners. */
export const FATIGUE: i32 = CELLS * CHANCES;
export const TIRING: i32 = 0;
export const TIRING_TWICE: i32 = 1;
export const TIRING_THRICE: i32 = 2;
export const RECOVERING: i32 = 3;
export const FATIGUE_CHANCES: i32 = 4;
/** The rates behind the chances of leaving a cell, and of changing a level of fatigue. */
export const RATES: i32 = FATIGUE + 2 * FATIGUES * FATIGUE_CHANCES;
export const FATIGUE_RATES: i32 = RATES + CELLS;
/** Bytes of a table. */
export const TABLE: usize = WIDTH * <usize>(FATIGUE_RATES + 2 * FATIGUES);

/** The cell of a level of use in a table. */
@inline
export function usingCell(level: i32, c: i32, fatigue: i32): i32 {
  return USING + (level * CLASSES + c) * FATIGUES + fatigue;
}

/** The cell of a stage in a table. */
@inline
export function cellOf(stage: i32, c: i32, fatigue: i32): i32 {
  const own = c * FATIGUES + fatigue;
  if (stage == Total.unaware) return UNAWARE + own;
  if (stage == Total.aware) return AWARE + own;
  if (stage < Total.using) return TRIED + fatigue;
  if (stage < Total.habitual) return usingCell(stage - Total.using, c, fatigue);
  if (stage < Total.lapsed) return (stage == Total.habitual ? HABITUAL : CHAMPIONS) + fatigue;
  return (stage == Total.lapsed ? LAPSED : LAPSED_AGAIN) + own;
}

@inline
function factorOf<T>(rate: v128): v128 {
  return isLarge<T>(rate) ? chancePerRate<T>(rate) : chancePerSmallRate<T>(rate);
}

/** The chance at a rate, which is often 0. */
@inline
function chanceOf<T>(rate: v128): v128 {
  return v128.any_true(rate) ? mul<T>(rate, factorOf<T>(rate)) : rate;
}

/** Keeps what lies before a cell, of whose learners `gone` opt out at the rate `out`. */
@inline
function keep<T>(table: usize, cell: i32, onward: v128, back: v128, out: v128, gone: v128): void {
  keepAs<T>(table, cell, onward, back, out, gone, factorOf<T>(add<T>(onward, back)));
}

@inline
function keepAs<T>(table: usize, cell: i32, onward: v128, back: v128, out: v128, gone: v128, perRate: v128): void {
  const rate = add<T>(onward, back);
  // Whoever opts out does so whatever else the day brings: those who are left move.
  const left = sub<T>(all<T>(1), gone);
  const factor = mul<T>(left, perRate);
  const index = cell * CHANCES;
  put(table, RATES + cell, add<T>(rate, out));
  put(table, index + STAY, sub<T>(left, mul<T>(rate, factor)));
  put(table, index + ONWARD, mul<T>(onward, factor));
  put(table, index + BACK, mul<T>(back, factor));
  put(table, index + OUT, gone);
}

/** Whether chances of a cell are wanted of a segment whose cells stand at `state`: those of empty ones are not. With 0 for it, all are. */
@inline
function isWanted(state: usize, cell: i32): bool {
  return state == 0 || v128.any_true(get(state, cell));
}

export function keepUnaware<T>(
  table: usize,
  traits: usize,
  reach: v128,
  awareness: v128,
  optOut: v128,
  classes: i32,
  state: usize,
): void {
  const none = all<T>(0);
  const isReached = v128.any_true(reach);
  const unreached = factorOf<T>(awareness);
  for (let fatigue = 0; fatigue < FATIGUES; fatigue++) {
    const out = mul<T>(optOut, all<T>(1 + fatigue));
    const gone = chanceOf<T>(out);
    for (let c = 0; c < classes; c++) {
      const own = c * FATIGUES + fatigue;
      if (!isWanted(state, Total.unaware * FATIGUES * classes + own)) continue;
      const cell = UNAWARE + own;
      if (!isReached) {
        keepAs<T>(table, cell, awareness, none, out, gone, unreached);
        continue;
      }
      const noticed = mul<T>(get(traits, Trait.responsiveness + c), get(traits, Trait.attention + fatigue));
      keep<T>(table, cell, add<T>(mul<T>(noticed, reach), awareness), none, out, gone);
    }
  }
}

/** The stages from the first try to champions, and fatigue. */
export function keepUse<T>(table: usize, row: usize, traits: usize, contacts: v128, classes: i32): void {
  const optOut = mul<T>(contacts, get(traits, Trait.optOut));
  const inUse = mul<T>(optOut, get(traits, Trait.optOutInUse));
  for (let fatigue = 0; fatigue < FATIGUES; fatigue++) {
    const times = all<T>(1 + fatigue);
    const out = mul<T>(inUse, times);
    const gone = chanceOf<T>(out);
    const outBefore = mul<T>(optOut, times);
    const goneBefore = chanceOf<T>(outBefore);
    keep<T>(table, TRIED + fatigue, get(traits, Trait.start), get(row, Row.giveUp), outBefore, goneBefore);
    for (let level = 0; level < HABITS; level++) {
      const back = mul<T>(get(row, Row.lapse), get(traits, Trait.lapse + level));
      for (let c = 0; c < classes; c++) {
        const onward = mul<T>(get(row, Row.advance), get(traits, Trait.speed + c));
        keep<T>(table, usingCell(level, c, fatigue), onward, back, out, gone);
      }
    }
    const lapsing = get(row, Row.lapse);
    keep<T>(table, HABITUAL + fatigue, get(row, Row.champion), mul<T>(lapsing, get(traits, Trait.lapse + HABITS)), out, gone);
    keep<T>(table, CHAMPIONS + fatigue, all<T>(0), mul<T>(lapsing, get(traits, Trait.lapse + HABITS + 1)), out, gone);
  }
  const recover = get(traits, Trait.recover);
  const recovering = mul<T>(recover, factorOf<T>(recover));
  for (let level = 0; level < 2 * FATIGUES; level++) {
    const fatigue = level & (FATIGUES - 1);
    let tire = mul<T>(contacts, get(traits, Trait.rise));
    if (level >= FATIGUES) tire = mul<T>(tire, get(traits, Trait.dormant));
    const kept = at(table, FATIGUE + FATIGUE_CHANCES * level);
    // Each message tires anew: a Poisson number of levels, up to the last. Only whom none has tired recovers.
    const once = mul<T>(tire, factorOf<T>(tire));
    const rested = sub<T>(all<T>(1), once);
    const twice = v128.pmax<T>(all<T>(0), sub<T>(once, mul<T>(tire, rested)));
    const thrice = v128.pmax<T>(all<T>(0), sub<T>(twice, mul<T>(mul<T>(mul<T>(tire, tire), all<T>(0.5)), rested)));
    put(kept, TIRING, fatigue < FATIGUES - 1 ? once : all<T>(0));
    put(kept, TIRING_TWICE, fatigue < FATIGUES - 2 ? twice : all<T>(0));
    put(kept, TIRING_THRICE, fatigue < FATIGUES - 3 ? thrice : all<T>(0));
    put(kept, RECOVERING, fatigue > 0 ? mul<T>(rested, recovering) : all<T>(0));
    let rate = fatigue > 0 ? add<T>(tire, recover) : tire;
    // Of the worn out the logarithm is left to whoever needs it.
    if (fatigue == FATIGUES - 1) rate = all<T>(0);
    put(table, FATIGUE_RATES + level, rate);
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
  state: usize,
): void {
  const stride = FATIGUES * classes;
  const forget = get(traits, Trait.forget);
  const none = all<T>(0);
  for (let fatigue = 0; fatigue < FATIGUES; fatigue++) {
    const noticed = get(traits, Trait.attention + fatigue);
    const out = mul<T>(optOut, all<T>(1 + fatigue));
    const gone = chanceOf<T>(out);
    for (let c = 0; c < classes; c++) {
      const responsive = get(traits, Trait.responsiveness + c);
      const index = c * FATIGUES + fatigue;
      if (isWanted(state, Total.aware * stride + index)) {
        keep<T>(table, AWARE + index, mul<T>(responsive, add<T>(pull, mul<T>(noticed, click))), forget, out, gone);
      }
      const willing = mul<T>(responsive, add<T>(pull, mul<T>(noticed, comeback)));
      if (isWanted(state, Total.lapsed * stride + index)) {
        keep<T>(table, LAPSED + index, mul<T>(get(traits, Trait.comeback), willing), none, out, gone);
      }
      if (isWanted(state, Total.lapsedAgain * stride + index)) {
        keep<T>(table, LAPSED_AGAIN + index, mul<T>(get(traits, Trait.laterComeback), willing), none, out, gone);
      }
    }
  }
}
