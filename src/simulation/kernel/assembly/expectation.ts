import {
  BACK,
  CHAMPIONS,
  CHANCES,
  FATIGUE_CHANCES,
  HABITUAL,
  ONWARD,
  OUT,
  RECOVERING,
  STAY,
  TIRING,
  TIRING_THRICE,
  TIRING_TWICE,
  TRIED,
  usingCell,
} from './chances';
import { FATIGUES, STAGES, Total, Trait } from './layouts';
import { add, all, at, chancePerRate, chancePerSmallRate, get, mul, put, sub, WIDTH } from './vector';

/** The step that is to be expected: every cell passes on the shares of its learners that its chances say. */

@inline
function passOn<T>(cell: usize, chances: usize, coming: v128): v128 {
  const learners = v128.load(cell);
  v128.store(cell, add<T>(mul<T>(learners, get(chances, STAY)), coming));
  return learners;
}

@inline
function gain<T>(cells: usize, cell: i32, learners: v128): void {
  put(cells, cell, add<T>(get(cells, cell), learners));
}

/**
 * Moves learners between stages. Without messages (`isLoud` false) nobody opts out; where no rate is large (`isSteep` false) the short series serves.
 * Both are constants where this is called, so that each kind of day has its own code.
 */
@inline
export function move<T>(
  table: usize,
  traits: usize,
  state: usize,
  classes: i32,
  reach: v128,
  awareness: v128,
  pull: v128,
  click: v128,
  comeback: v128,
  isLoud: bool,
  isSteep: bool,
): void {
  const stride = FATIGUES * classes;
  const step = WIDTH * <usize>stride;
  const again = get(traits, Trait.comeback);
  const later = get(traits, Trait.laterComeback);
  const forget = get(traits, Trait.forget);
  const one = all<T>(1);
  let lostUnaware = all<T>(0);
  let lostAware = all<T>(0);
  let lostLater = all<T>(0);
  let cell = state;
  for (let c = 0; c < classes; c++) {
    const responsive = get(traits, Trait.responsiveness + c);
    const pulled = mul<T>(responsive, pull);
    const clicks = mul<T>(responsive, click);
    const comebacks = mul<T>(responsive, comeback);
    for (let fatigue = 0; fatigue < FATIGUES; fatigue++, cell += WIDTH) {
      const noticed = get(traits, Trait.attention + fatigue);
      // Who opts out without using it is told by any such cell.
      const out = get(at(table, (TRIED + fatigue) * CHANCES), OUT);
      const left = sub<T>(all<T>(1), out);

      // Lapsed, once and again.
      const lapsedCell = cell + <usize>Total.lapsed * step;
      const willing = add<T>(pulled, mul<T>(noticed, comebacks));
      let rate = mul<T>(again, willing);
      let learners = v128.load(lapsedCell);
      let staying = isLoud ? mul<T>(learners, left) : learners;
      let returning = mul<T>(staying, mul<T>(rate, isSteep ? chancePerRate<T>(rate) : chancePerSmallRate<T>(rate)));
      let lapsing = sub<T>(staying, returning);
      let gone = isLoud ? mul<T>(learners, out) : all<T>(0);

      rate = mul<T>(later, willing);
      learners = v128.load(lapsedCell + step);
      staying = isLoud ? mul<T>(learners, left) : learners;
      const returningAgain = mul<T>(staying, mul<T>(rate, isSteep ? chancePerRate<T>(rate) : chancePerSmallRate<T>(rate)));
      let lapsingAgain = sub<T>(staying, returningAgain);
      returning = add<T>(returning, returningAgain);
      if (isLoud) gone = add<T>(gone, mul<T>(learners, out));

      // Aware, who go on or lose sight of it.
      const awareCell = cell + step;
      const onward = add<T>(pulled, mul<T>(noticed, clicks));
      rate = add<T>(onward, forget);
      learners = v128.load(awareCell);
      staying = isLoud ? mul<T>(learners, left) : learners;
      const moving = mul<T>(staying, isSteep ? chancePerRate<T>(rate) : chancePerSmallRate<T>(rate));
      const aware = sub<T>(staying, mul<T>(moving, rate));
      if (isLoud) lostAware = add<T>(lostAware, mul<T>(learners, out));

      // Unaware.
      rate = isLoud ? add<T>(mul<T>(mul<T>(responsive, noticed), reach), awareness) : awareness;
      learners = v128.load(cell);
      staying = isLoud ? mul<T>(learners, left) : learners;
      const noticing = mul<T>(
        staying,
        mul<T>(rate, isLoud || isSteep ? chancePerRate<T>(rate) : chancePerSmallRate<T>(rate)),
      );
      v128.store(cell, add<T>(sub<T>(staying, noticing), mul<T>(moving, forget)));
      v128.store(awareCell, add<T>(aware, noticing));
      if (isLoud) lostUnaware = add<T>(lostUnaware, mul<T>(learners, out));
      let coming = mul<T>(moving, onward);
      let here = awareCell;

      // Trying, for the first time and again.
      here += step;
      let chances = at(table, (TRIED + fatigue) * CHANCES);
      learners = passOn<T>(here, chances, coming);
      coming = mul<T>(learners, get(chances, ONWARD));
      lapsing = add<T>(lapsing, mul<T>(learners, get(chances, BACK)));
      if (isLoud) gone = add<T>(gone, mul<T>(learners, get(chances, OUT)));
      here += step;
      learners = passOn<T>(here, chances, returning);
      coming = add<T>(coming, mul<T>(learners, get(chances, ONWARD)));
      lapsingAgain = add<T>(lapsingAgain, mul<T>(learners, get(chances, BACK)));
      if (isLoud) gone = add<T>(gone, mul<T>(learners, get(chances, OUT)));

      // Three levels of use, habit, champions.
      here += step;
      chances = at(table, usingCell(0, c, fatigue) * CHANCES);
      learners = passOn<T>(here, chances, coming);
      coming = mul<T>(learners, get(chances, ONWARD));
      lapsing = add<T>(lapsing, mul<T>(learners, get(chances, BACK)));
      if (isLoud) gone = add<T>(gone, mul<T>(learners, get(chances, OUT)));
      here += step;
      chances = at(table, usingCell(1, c, fatigue) * CHANCES);
      learners = passOn<T>(here, chances, coming);
      coming = mul<T>(learners, get(chances, ONWARD));
      lapsing = add<T>(lapsing, mul<T>(learners, get(chances, BACK)));
      if (isLoud) gone = add<T>(gone, mul<T>(learners, get(chances, OUT)));
      here += step;
      chances = at(table, usingCell(2, c, fatigue) * CHANCES);
      learners = passOn<T>(here, chances, coming);
      coming = mul<T>(learners, get(chances, ONWARD));
      lapsing = add<T>(lapsing, mul<T>(learners, get(chances, BACK)));
      if (isLoud) gone = add<T>(gone, mul<T>(learners, get(chances, OUT)));
      here += step;
      chances = at(table, (HABITUAL + fatigue) * CHANCES);
      learners = passOn<T>(here, chances, coming);
      coming = mul<T>(learners, get(chances, ONWARD));
      lapsing = add<T>(lapsing, mul<T>(learners, get(chances, BACK)));
      if (isLoud) gone = add<T>(gone, mul<T>(learners, get(chances, OUT)));
      here += step;
      chances = at(table, (CHAMPIONS + fatigue) * CHANCES);
      learners = passOn<T>(here, chances, coming);
      lapsing = add<T>(lapsing, mul<T>(learners, get(chances, BACK)));
      if (isLoud) gone = add<T>(gone, mul<T>(learners, get(chances, OUT)));
      v128.store(lapsedCell, lapsing);
      v128.store(lapsedCell + step, lapsingAgain);
      lostLater = add<T>(lostLater, gone);
    }
  }
  if (isLoud) {
    const lost = state + <usize>STAGES * step;
    gain<T>(lost, Total.lostUnaware - STAGES, lostUnaware);
    gain<T>(lost, Total.lostAware - STAGES, lostAware);
    gain<T>(lost, Total.lostLater - STAGES, lostLater);
  }
}

/** Moves the learners of some stages between the levels of fatigue, and adds the stages up. */
export function tire<T>(fatigue: usize, state: usize, classes: i32, first: i32, until: i32, totals: usize): void {
  const up0 = get(fatigue, TIRING);
  const up1 = get(fatigue, FATIGUE_CHANCES + TIRING);
  const up2 = get(fatigue, 2 * FATIGUE_CHANCES + TIRING);
  const over0 = get(fatigue, TIRING_TWICE);
  const over1 = get(fatigue, FATIGUE_CHANCES + TIRING_TWICE);
  const far0 = get(fatigue, TIRING_THRICE);
  const down1 = get(fatigue, FATIGUE_CHANCES + RECOVERING);
  const down2 = get(fatigue, 2 * FATIGUE_CHANCES + RECOVERING);
  const down3 = get(fatigue, 3 * FATIGUE_CHANCES + RECOVERING);
  let cell = at(state, first * FATIGUES * classes);
  for (let stage = first; stage < until; stage++) {
    let sum = all<T>(0);
    for (let c = 0; c < classes; c++, cell += WIDTH * <usize>FATIGUES) {
      const rested = get(cell, 0);
      const little = get(cell, 1);
      const tired = get(cell, 2);
      const worn = get(cell, 3);
      // What crosses each border between two levels, upwards less downwards.
      const first = sub<T>(mul<T>(rested, up0), mul<T>(little, down1));
      const second = sub<T>(add<T>(mul<T>(little, up1), mul<T>(rested, over0)), mul<T>(tired, down2));
      const third = sub<T>(
        add<T>(mul<T>(tired, up2), add<T>(mul<T>(little, over1), mul<T>(rested, far0))),
        mul<T>(worn, down3),
      );
      put(cell, 0, sub<T>(rested, first));
      put(cell, 1, add<T>(little, sub<T>(first, second)));
      put(cell, 2, add<T>(tired, sub<T>(second, third)));
      put(cell, 3, add<T>(worn, third));
      sum = add<T>(sum, add<T>(add<T>(rested, little), add<T>(tired, worn)));
    }
    put(totals, stage, sum);
  }
}
