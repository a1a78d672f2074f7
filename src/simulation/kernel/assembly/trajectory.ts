import { FATIGUE, FATIGUE_CHANCES, keepAware, keepUnaware, keepUse, TABLE } from './chances';
import { drawClasses, drawDay } from './counts';
import { move, tire } from './expectation';
import { beginTeams, liveDay } from './teams';
import {
  FATIGUES,
  GOAL_RULE_FIELDS,
  GoalRule,
  HABITS,
  IN_USE,
  Middle,
  MIDDLE_FIELDS,
  Push,
  PUSH_FIELDS,
  Row,
  ROW_FIELDS,
  Scene,
  Society,
  STAGES,
  Total,
  TOTAL_FIELDS,
  Trait,
} from './layouts';
import { add, addressAt, all, at, div, get, isLarge, mul, put, sub, WIDTH, withinHalf } from './vector';

/** The days of a campaign, one after the other: what peers and evidence weigh, then every segment's day. */

/** Habit and champions among the stages of use. */
const HABIT: i32 = HABITS;
const CHAMPION: i32 = HABITS + 1;
/** Counters of lost learners, which follow the cells. */
const LOST: i32 = TOTAL_FIELDS - STAGES;

/** For what the middle, the table of quiet days and that of loud ones were computed, in bytes: rows of conditions, and contacts. */
const MIDDLE_ROW: usize = 0;
const QUIET_ROW: usize = 4;
const LOUD_ROW: usize = 8;
const LOUD_CONTACTS: usize = 16;
const KEYS: usize = 32;

/** By how much the weight of peers is expected to change until the middle of the day, for a learner of each stage in use. */
function fillMiddle<T>(middle: usize, row: usize, traits: usize, trying: v128, champions: v128): void {
  const start = get(traits, Trait.start);
  const leaving = add<T>(start, get(row, Row.giveUp));
  const onward = v128.bitselect(div<T>(start, leaving), all<T>(0), v128.gt<T>(leaving, all<T>(0)));
  put(middle, Middle.trying, mul<T>(withinHalf<T>(leaving), sub<T>(onward, trying)));
  for (let level = 0; level < IN_USE; level++) {
    const lapsing = withinHalf<T>(mul<T>(get(row, Row.lapse), get(traits, Trait.lapse + level)));
    put(middle, Middle.inUse + level, v128.neg<T>(level == CHAMPION ? mul<T>(champions, lapsing) : lapsing));
  }
  const winning = mul<T>(withinHalf<T>(get(row, Row.champion)), sub<T>(champions, all<T>(1)));
  put(middle, Middle.inUse + HABIT, add<T>(get(middle, Middle.inUse + HABIT), winning));
}

/** Learners expected to try it within half a day. */
function tries<T>(traits: usize, state: usize, classes: i32, pull: v128, click: v128, comeback: v128): v128 {
  const step = WIDTH * <usize>(FATIGUES * classes);
  let sum = all<T>(0);
  let cell = state + <usize>Total.aware * step;
  for (let c = 0; c < classes; c++) {
    const responsive = get(traits, Trait.responsiveness + c);
    for (let fatigue = 0; fatigue < FATIGUES; fatigue++, cell += WIDTH) {
      const noticed = get(traits, Trait.attention + fatigue);
      const rate = mul<T>(responsive, add<T>(pull, mul<T>(noticed, click)));
      const again = mul<T>(responsive, add<T>(pull, mul<T>(noticed, comeback)));
      sum = add<T>(sum, mul<T>(v128.load(cell), withinHalf<T>(rate)));
      const lapsed = cell + <usize>(Total.lapsed - Total.aware) * step;
      sum = add<T>(sum, mul<T>(v128.load(lapsed), withinHalf<T>(mul<T>(get(traits, Trait.comeback), again))));
      sum = add<T>(sum, mul<T>(v128.load(lapsed + step), withinHalf<T>(mul<T>(get(traits, Trait.laterComeback), again))));
    }
  }
  return sum;
}

/** Bytes of working state for one segment. */
export function roomOf(classes: i32): usize {
  return WIDTH * <usize>(STAGES * FATIGUES * classes + LOST + TOTAL_FIELDS + MIDDLE_FIELDS) + 2 * TABLE + KEYS;
}

/** Follows all days. Expectations and counts (`isCounted`, of precision 64) differ only in how a segment's day goes; what it is called with is a constant. */
@inline
export function follow<T>(scene: Scene, isCounted: bool): void {
  const days = scene.days;
  const segments = scene.segments;
  const classes = scene.classes;
  const cells = STAGES * FATIGUES * classes;
  const room = roomOf(classes);
  // A segment's room: state, totals, middle, the tables of quiet and of loud days, what each was computed for.
  const totalsAt = WIDTH * <usize>(cells + LOST);
  const middleAt = totalsAt + WIDTH * <usize>TOTAL_FIELDS;
  const tableAt = middleAt + WIDTH * <usize>MIDDLE_FIELDS;
  const keyAt = tableAt + 2 * TABLE;
  const trying = get(scene.society, Society.trying);
  const champions = get(scene.society, Society.champions);
  const memoryDays = get(scene.society, Society.memory);
  const hasTrying = v128.any_true(v128.gt<T>(trying, all<T>(0)));
  memory.fill(scene.work, 0, room * <usize>segments);
  for (let segment = 0; segment < segments; segment++) {
    const own = scene.work + room * <usize>segment;
    store<i32>(own + keyAt, -1, MIDDLE_ROW);
    store<i32>(own + keyAt, -1, QUIET_ROW);
    store<i32>(own + keyAt, -1, LOUD_ROW);
  }
  memory.fill(scene.goalShares, 0, WIDTH * <usize>scene.goals);
  let evidence = all<T>(0);
  for (let day = 0; day < days; day++) {
    let active = all<T>(0);
    let weight = all<T>(0);
    let change = all<T>(0);
    for (let segment = 0; segment < segments; segment++) {
      const start = startOf(scene, segment);
      if (day < start) continue;
      const own = scene.work + room * <usize>segment;
      const totals = own + totalsAt;
      if (day == start) begin<T>(scene, segment, isCounted, own, totals);
      const middle = own + middleAt;
      const row = load<i32>(scene.rows + ((<usize>(segment * days + day)) << 2));
      if (load<i32>(own + keyAt, MIDDLE_ROW) != row) {
        store<i32>(own + keyAt, row, MIDDLE_ROW);
        const effects = at(addressAt(scene.effects, segment), row * ROW_FIELDS);
        fillMiddle<T>(middle, effects, addressAt(scene.traits, segment), trying, champions);
      }
      const early = add<T>(get(totals, Total.using), get(totals, Total.using2));
      const using = add<T>(early, add<T>(get(totals, Total.using3), get(totals, Total.habitual)));
      const attempts = add<T>(get(totals, Total.tried), get(totals, Total.triedAgain));
      const winning = get(totals, Total.champion);
      active = add<T>(active, add<T>(using, winning));
      weight = add<T>(weight, add<T>(using, add<T>(mul<T>(champions, winning), mul<T>(trying, attempts))));
      change = add<T>(change, mul<T>(attempts, get(middle, Middle.trying)));
      for (let level = 0; level < IN_USE; level++) {
        change = add<T>(change, mul<T>(get(totals, Total.using + level), get(middle, Middle.inUse + level)));
      }
    }
    const scale = get(scene.scales, day);
    active = mul<T>(active, scale);
    weight = mul<T>(weight, scale);
    change = mul<T>(change, scale);
    evidence = add<T>(evidence, div<T>(sub<T>(active, evidence), memoryDays));
    if (hasTrying) {
      for (let segment = 0; segment < segments; segment++) {
        if (day < startOf(scene, segment)) continue;
        const row = load<i32>(scene.rows + ((<usize>(segment * days + day)) << 2));
        const effects = at(addressAt(scene.effects, segment), row * ROW_FIELDS);
        const push = at(addressAt(scene.pushes, segment), day * PUSH_FIELDS);
        const onClick = get(effects, Row.onClick);
        const sum = tries<T>(
          addressAt(scene.traits, segment),
          scene.work + room * <usize>segment,
          classes,
          mul<T>(get(push, Push.pace), pullOf<T>(effects, weight, evidence)),
          mul<T>(onClick, get(push, Push.click)),
          mul<T>(onClick, get(push, Push.comeback)),
        );
        change = add<T>(change, mul<T>(mul<T>(trying, sum), scale));
      }
    }
    const influence = v128.pmax<T>(all<T>(0), add<T>(weight, change));
    for (let segment = 0; segment < segments; segment++) {
      const start = startOf(scene, segment);
      if (day < start) continue;
      const own = scene.work + room * <usize>segment;
      const index = segment * days + day;
      const traits = addressAt(scene.traits, segment);
      const row = load<i32>(scene.rows + ((<usize>index) << 2));
      const effects = at(addressAt(scene.effects, segment), row * ROW_FIELDS);
      const push = at(addressAt(scene.pushes, segment), day * PUSH_FIELDS);
      const isLoud = load<i32>(scene.loud + ((<usize>index) << 2)) != 0;
      const costs = load<f64>(scene.contacts + ((<usize>index) << 3));
      const contacts = all<T>(costs);
      const optOut = mul<T>(contacts, get(traits, Trait.optOut));
      const pace = get(push, Push.pace);
      const pull = mul<T>(pace, pullOf<T>(effects, influence, evidence));
      const click = mul<T>(get(effects, Row.onClick), get(push, Push.click));
      const comeback = mul<T>(get(effects, Row.onClick), get(push, Push.comeback));
      const table = own + tableAt + (isLoud ? TABLE : 0);
      if (isLoud) {
        if (load<i32>(own + keyAt, LOUD_ROW) != row || load<f64>(own + keyAt, LOUD_CONTACTS) != costs) {
          store<i32>(own + keyAt, row, LOUD_ROW);
          store<f64>(own + keyAt, costs, LOUD_CONTACTS);
          keepUse<T>(table, effects, traits, contacts, classes);
        }
      } else if (load<i32>(own + keyAt, QUIET_ROW) != row) {
        store<i32>(own + keyAt, row, QUIET_ROW);
        keepUse<T>(table, effects, traits, contacts, classes);
      }
      const reach = mul<T>(get(effects, Row.onPush), get(push, Push.reach));
      const awareness = mul<T>(pace, get(effects, Row.awareness));
      const totals = own + totalsAt;
      if (isCounted) {
        const isLive = hasTeams(scene, segment);
        const counted = isLive ? 0 : own;
        keepUnaware<T>(table, traits, reach, awareness, optOut, classes, counted);
        keepAware<T>(table, traits, pull, click, comeback, optOut, classes, counted);
        if (isLive) {
          liveDay(scene, segment, day, table, effects, own + middleAt, optOut, pace, influence, own, totals);
        } else {
          drawDay(scene, segment, day, table, own, totals);
          if (scene.teams != 0 && day == days - 1) addChance(scene.chance, totals, get(scene.sizes, segment));
        }
      } else {
        const isSteep = isLarge<T>(steepest<T>(traits, classes, awareness, pull, click, comeback));
        if (isLoud) {
          if (isSteep) move<T>(table, traits, own, classes, reach, awareness, pull, click, comeback, true, true);
          else move<T>(table, traits, own, classes, reach, awareness, pull, click, comeback, true, false);
        } else {
          if (isSteep) move<T>(table, traits, own, classes, reach, awareness, pull, click, comeback, false, true);
          else move<T>(table, traits, own, classes, reach, awareness, pull, click, comeback, false, false);
        }
        tire<T>(at(table, FATIGUE), own, classes, Total.unaware, Total.lapsed, totals);
        tire<T>(at(table, FATIGUE + FATIGUES * FATIGUE_CHANCES), own, classes, Total.lapsed, STAGES, totals);
      }
      const lost = at(own, cells);
      for (let counter = 0; counter < LOST; counter++) put(totals, STAGES + counter, get(lost, counter));
      const trajectory = addressAt(scene.trajectories, segment);
      if (trajectory != 0) addTotals<T>(at(trajectory, day * TOTAL_FIELDS), totals);
      if (day - start < scene.ownDays) addTotals<T>(at(scene.ownTotals, (day - start) * TOTAL_FIELDS), totals);
    }
    sumUp<T>(scene, day, scene.work + totalsAt, room);
  }
}

/** The day on which the learners of a segment start. */
@inline
function startOf(scene: Scene, segment: i32): i32 {
  return load<i32>(scene.starts + ((<usize>segment) << 2));
}

/** Lets the learners of a segment start. */
@inline
function begin<T>(scene: Scene, segment: i32, isCounted: bool, state: usize, totals: usize): void {
  const classes = scene.classes;
  const traits = addressAt(scene.traits, segment);
  const size = get(scene.sizes, segment);
  const first = at(state, scene.begin * FATIGUES * classes);
  if (isCounted && hasTeams(scene, segment)) beginTeams(scene, segment, traits, first);
  else if (isCounted) drawClasses(scene, segment, size, traits, first);
  else for (let c = 0; c < classes; c++) put(first, c * FATIGUES, mul<T>(size, get(traits, Trait.shares + c)));
  put(totals, scene.begin, size);
}

/** Adds a segment's totals to those of others that are told together. */
@inline
function addTotals<T>(to: usize, totals: usize): void {
  for (let total = 0; total < TOTAL_FIELDS; total++) put(to, total, add<T>(get(to, total), get(totals, total)));
}

/** Adds the segments' totals, of which the first stand at `totals` and the others `room` bytes apart, to everyone's and to the goals of the day. */
function sumUp<T>(scene: Scene, day: i32, totals: usize, room: usize): void {
  const everyone = at(scene.everyone, day * TOTAL_FIELDS);
  for (let total = 0; total < TOTAL_FIELDS; total++) {
    let sum = all<T>(0);
    for (let segment = 0; segment < scene.segments; segment++) {
      sum = add<T>(sum, get(totals + room * <usize>segment, total));
    }
    put(everyone, total, sum);
  }
  let members = scene.goalSegments;
  for (let goal = 0; goal < scene.goals; goal++) {
    const rule = scene.goalRules + <usize>goal * 4 * GOAL_RULE_FIELDS;
    const meant = load<i32>(rule, 4 * GoalRule.segments);
    // Everybody is judged on the same day of their own, whenever they started, or all on one date.
    const judged = load<i32>(rule, 4 * GoalRule.day);
    const isByDate = load<i32>(rule, 4 * GoalRule.byDate) != 0;
    if (judged >= 0 && (isByDate ? judged == day : judged <= day)) {
      let sum = get(scene.goalShares, goal);
      for (let member = 0; member < meant; member++) {
        const segment = load<i32>(members + ((<usize>member) << 2));
        if (!isByDate && startOf(scene, segment) + judged != day) continue;
        const own = totals + room * <usize>segment;
        for (let total = 0; total < TOTAL_FIELDS; total++) {
          if ((load<i32>(rule, 4 * GoalRule.totals) >> total) & 1) sum = add<T>(sum, get(own, total));
        }
      }
      put(scene.goalShares, goal, sum);
    }
    members += (<usize>meant) << 2;
  }
}

/** More than any rate of today's moves but for noticing messages. Classes stand in the order of responsiveness. */
@inline
function steepest<T>(
  traits: usize,
  classes: i32,
  awareness: v128,
  pull: v128,
  click: v128,
  comeback: v128,
): v128 {
  const again = add<T>(get(traits, Trait.comeback), get(traits, Trait.laterComeback));
  const willing = add<T>(add<T>(pull, click), mul<T>(again, add<T>(pull, comeback)));
  const most = mul<T>(get(traits, Trait.responsiveness + classes - 1), willing);
  return add<T>(most, add<T>(awareness, get(traits, Trait.forget)));
}

@inline
function pullOf<T>(effects: usize, influence: v128, evidence: v128): v128 {
  const social = add<T>(mul<T>(get(effects, Row.peers), influence), mul<T>(get(effects, Row.buyIn), evidence));
  return add<T>(get(effects, Row.pull), social);
}

@inline
function hasTeams(scene: Scene, segment: i32): bool {
  return scene.teams != 0 && addressAt(scene.teams, segment) != 0;
}

/** Adds the variance that chance gives to the active learners of a segment that is counted, as if they moved on their own. */
function addChance(chance: usize, totals: usize, size: v128): void {
  // Nobody is divided by one.
  const all = f64x2.pmax(f64x2.splat(1), size);
  let active = f64x2.splat(0);
  for (let level = 0; level < IN_USE; level++) active = f64x2.add(active, get(totals, Total.using + level));
  const idle = f64x2.sub(f64x2.splat(1), f64x2.div(active, all));
  v128.store(chance, f64x2.add(v128.load(chance), f64x2.mul(active, idle)));
}
