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
  TRIED,
  UNAWARE,
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
  pull: v128,
  click: v128,
  comeback: v128,
  optOut: v128,
  isLoud: bool,
  isSteep: bool,
): void {
  const stride = FATIGUES * classes;
  const step = WIDTH * <usize>stride;
  const again = get(traits, Trait.comeback);
  const later = get(traits, Trait.laterComeback);
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
      const out = mul<T>(optOut, all<T>(1 + fatigue));

      // Lapsed, once and again.
      const lapsedCell = cell + <usize>Total.lapsed * step;
      const willing = add<T>(pulled, mul<T>(noticed, comebacks));
      let onward = mul<T>(again, willing);
      let rate = isLoud ? add<T>(onward, out) : onward;
      let factor = isSteep ? chancePerRate<T>(rate) : chancePerSmallRate<T>(rate);
      let learners = v128.load(lapsedCell);
      let moving = mul<T>(learners, factor);
      let lapsing = sub<T>(learners, mul<T>(moving, rate));
      let returning = mul<T>(moving, onward);
      let gone = isLoud ? mul<T>(moving, out) : all<T>(0);

      onward = mul<T>(later, willing);
      rate = isLoud ? add<T>(onward, out) : onward;
      factor = isSteep ? chancePerRate<T>(rate) : chancePerSmallRate<T>(rate);
      learners = v128.load(lapsedCell + step);
      moving = mul<T>(learners, factor);
      let lapsingAgain = sub<T>(learners, mul<T>(moving, rate));
      returning = add<T>(returning, mul<T>(moving, onward));
      if (isLoud) gone = add<T>(gone, mul<T>(moving, out));

      // Unaware.
      let here = cell;
      let chances = at(table, (UNAWARE + c * FATIGUES + fatigue) * CHANCES);
      learners = v128.load(here);
      let coming = mul<T>(learners, get(chances, ONWARD));
      if (isLoud) lostUnaware = add<T>(lostUnaware, mul<T>(learners, get(chances, OUT)));
      v128.store(here, mul<T>(learners, get(chances, STAY)));

      // Aware.
      here += step;
      onward = add<T>(pulled, mul<T>(noticed, clicks));
      rate = isLoud ? add<T>(onward, out) : onward;
      factor = isSteep ? chancePerRate<T>(rate) : chancePerSmallRate<T>(rate);
      learners = v128.load(here);
      moving = mul<T>(learners, factor);
      v128.store(here, add<T>(sub<T>(learners, mul<T>(moving, rate)), coming));
      coming = mul<T>(moving, onward);
      if (isLoud) lostAware = add<T>(lostAware, mul<T>(moving, out));

      // Trying, for the first time and again.
      here += step;
      chances = at(table, (TRIED + fatigue) * CHANCES);
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
      const toRested = sub<T>(mul<T>(little, down1), mul<T>(rested, up0));
      const toLittle = sub<T>(mul<T>(tired, down2), mul<T>(little, up1));
      const toTired = sub<T>(mul<T>(worn, down3), mul<T>(tired, up2));
      put(cell, 0, add<T>(rested, toRested));
      put(cell, 1, add<T>(sub<T>(little, toRested), toLittle));
      put(cell, 2, add<T>(sub<T>(tired, toLittle), toTired));
      put(cell, 3, sub<T>(worn, toTired));
      sum = add<T>(sum, add<T>(add<T>(rested, little), add<T>(tired, worn)));
    }
    put(totals, stage, sum);
  }
}
