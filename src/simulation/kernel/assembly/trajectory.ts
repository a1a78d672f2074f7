import { FATIGUE, keepAware, keepUnaware, keepUse, TABLE } from './chances';
import { drawClasses, drawDay } from './counts';
import { move, tire } from './expectation';
import { add, all, at, div, get, isLarge, mul, put, sub, WIDTH, withinHalf } from './vector';
import {
  addressAt,
  AWARENESS,
  ATTENTION,
  BUY_IN,
  CHAMPION,
  COMEBACK,
  GIVE_UP,
  LAPSE,
  LAPSING,
  LATER_COMEBACK,
  LEVELS,
  ON_CLICK,
  ON_PUSH,
  OPT_OUT,
  PEERS,
  PULL,
  RESPONSIVENESS,
  ROW_FIELDS,
  Scene,
  SHARES,
  STAGES,
  START,
  TOTALS,
} from './scene';

/** The days of a campaign, one after the other: what peers and evidence weigh, then every segment's step. */

/** By how much the weight of peers is expected to change until the middle of the day, for a learner of each stage in use. */
function fillMiddle<T>(middle: usize, row: usize, traits: usize, trying: v128, champions: v128): void {
  const start = get(traits, START);
  const leaving = add<T>(start, get(row, GIVE_UP));
  const onward = v128.bitselect(div<T>(start, leaving), all<T>(0), v128.gt<T>(leaving, all<T>(0)));
  put(middle, 0, mul<T>(withinHalf<T>(leaving), sub<T>(onward, trying)));
  for (let level = 0; level < 5; level++) {
    const lapsing = withinHalf<T>(mul<T>(get(row, LAPSING), get(traits, LAPSE + level)));
    put(middle, 1 + level, v128.neg<T>(level == 4 ? mul<T>(champions, lapsing) : lapsing));
  }
  const winning = mul<T>(withinHalf<T>(get(row, CHAMPION)), sub<T>(champions, all<T>(1)));
  put(middle, 4, add<T>(get(middle, 4), winning));
}

/** Learners expected to try it within half a day. */
function tries<T>(traits: usize, state: usize, classes: i32, pull: v128, click: v128, comeback: v128): v128 {
  const step = WIDTH * <usize>(LEVELS * classes);
  let sum = all<T>(0);
  let cell = state + step;
  for (let c = 0; c < classes; c++) {
    const responsive = get(traits, RESPONSIVENESS + c);
    for (let fatigue = 0; fatigue < LEVELS; fatigue++, cell += WIDTH) {
      const noticed = get(traits, ATTENTION + fatigue);
      const rate = mul<T>(responsive, add<T>(pull, mul<T>(noticed, click)));
      const again = mul<T>(responsive, add<T>(pull, mul<T>(noticed, comeback)));
      sum = add<T>(sum, mul<T>(v128.load(cell), withinHalf<T>(rate)));
      const lapsed = cell + 8 * step;
      sum = add<T>(sum, mul<T>(v128.load(lapsed), withinHalf<T>(mul<T>(get(traits, COMEBACK), again))));
      sum = add<T>(sum, mul<T>(v128.load(lapsed + step), withinHalf<T>(mul<T>(get(traits, LATER_COMEBACK), again))));
    }
  }
  return sum;
}

/** Bytes of working state for one segment. */
export function roomOf(classes: i32): usize {
  return WIDTH * <usize>(STAGES * LEVELS * classes + 3 + TOTALS + 6) + 2 * TABLE + 32;
}

/** Follows all days. Expectations and counts (`isCounted`, of precision 64) differ only in the step; what it is called with is a constant. */
@inline
export function follow<T>(scene: Scene, isCounted: bool): void {
  const days = scene.days;
  const segments = scene.segments;
  const classes = scene.classes;
  const cells = STAGES * LEVELS * classes;
  const room = roomOf(classes);
  // A segment's room: state, totals, middle, the tables of quiet and of loud days, what each was computed for.
  const totalsAt = WIDTH * <usize>(cells + 3);
  const middleAt = totalsAt + WIDTH * <usize>TOTALS;
  const tableAt = middleAt + WIDTH * 6;
  const keyAt = tableAt + 2 * TABLE;
  const trying = get(scene.society, 0);
  const champions = get(scene.society, 1);
  const memoryDays = get(scene.society, 2);
  const hasTrying = v128.any_true(v128.gt<T>(trying, all<T>(0)));
  memory.fill(scene.work, 0, room * <usize>segments);
  for (let segment = 0; segment < segments; segment++) {
    const own = scene.work + room * <usize>segment;
    const traits = addressAt(scene.traits, segment);
    const size = all<T>(load<f64>(scene.sizes + ((<usize>segment) << 3)));
    const first = at(own, scene.begin * LEVELS * classes);
    if (isCounted) drawClasses(scene, segment, size, traits, first);
    else for (let c = 0; c < classes; c++) put(first, c * LEVELS, mul<T>(size, get(traits, SHARES + c)));
    put(own + totalsAt, scene.begin, size);
    store<i32>(own + keyAt, -1);
    store<i32>(own + keyAt + 4, -1);
    store<i32>(own + keyAt + 8, -1);
  }
  let evidence = all<T>(0);
  for (let day = 0; day < days; day++) {
    let active = all<T>(0);
    let weight = all<T>(0);
    let change = all<T>(0);
    for (let segment = 0; segment < segments; segment++) {
      const own = scene.work + room * <usize>segment;
      const totals = own + totalsAt;
      const middle = own + middleAt;
      const row = load<i32>(scene.rows + ((<usize>(segment * days + day)) << 2));
      if (load<i32>(own + keyAt) != row) {
        store<i32>(own + keyAt, row);
        const effects = at(addressAt(scene.effects, segment), row * ROW_FIELDS);
        fillMiddle<T>(middle, effects, addressAt(scene.traits, segment), trying, champions);
      }
      const using = add<T>(add<T>(get(totals, 4), get(totals, 5)), add<T>(get(totals, 6), get(totals, 7)));
      const attempts = add<T>(get(totals, 2), get(totals, 3));
      active = add<T>(active, add<T>(using, get(totals, 8)));
      weight = add<T>(weight, add<T>(using, add<T>(mul<T>(champions, get(totals, 8)), mul<T>(trying, attempts))));
      change = add<T>(change, mul<T>(attempts, get(middle, 0)));
      for (let level = 0; level < 5; level++) {
        change = add<T>(change, mul<T>(get(totals, 4 + level), get(middle, 1 + level)));
      }
    }
    const scale = all<T>(scene.scale);
    active = mul<T>(active, scale);
    weight = mul<T>(weight, scale);
    change = mul<T>(change, scale);
    evidence = add<T>(evidence, div<T>(sub<T>(active, evidence), memoryDays));
    if (hasTrying) {
      for (let segment = 0; segment < segments; segment++) {
        const row = load<i32>(scene.rows + ((<usize>(segment * days + day)) << 2));
        const effects = at(addressAt(scene.effects, segment), row * ROW_FIELDS);
        const push = at(addressAt(scene.pushes, segment), day * 3);
        const onClick = get(effects, ON_CLICK);
        const sum = tries<T>(
          addressAt(scene.traits, segment),
          scene.work + room * <usize>segment,
          classes,
          pullOf<T>(effects, weight, evidence),
          mul<T>(onClick, get(push, 1)),
          mul<T>(onClick, get(push, 2)),
        );
        change = add<T>(change, mul<T>(mul<T>(trying, sum), scale));
      }
    }
    const influence = v128.pmax<T>(all<T>(0), add<T>(weight, change));
    for (let segment = 0; segment < segments; segment++) {
      const own = scene.work + room * <usize>segment;
      const index = segment * days + day;
      const traits = addressAt(scene.traits, segment);
      const row = load<i32>(scene.rows + ((<usize>index) << 2));
      const effects = at(addressAt(scene.effects, segment), row * ROW_FIELDS);
      const push = at(addressAt(scene.pushes, segment), day * 3);
      const isLoud = load<i32>(scene.loud + ((<usize>index) << 2)) != 0;
      const costs = load<f64>(scene.contacts + ((<usize>index) << 3));
      const contacts = all<T>(costs);
      const optOut = mul<T>(contacts, get(traits, OPT_OUT));
      const pull = pullOf<T>(effects, influence, evidence);
      const click = mul<T>(get(effects, ON_CLICK), get(push, 1));
      const comeback = mul<T>(get(effects, ON_CLICK), get(push, 2));
      const table = own + tableAt + (isLoud ? TABLE : 0);
      if (isLoud) {
        if (load<i32>(own + keyAt + 8) != row || load<f64>(own + keyAt + 16) != costs) {
          store<i32>(own + keyAt + 8, row);
          store<f64>(own + keyAt + 16, costs);
          keepUse<T>(table, effects, traits, contacts, classes);
        }
        const reach = mul<T>(get(effects, ON_PUSH), get(push, 0));
        keepUnaware<T>(table, traits, reach, get(effects, AWARENESS), optOut, classes);
      } else if (load<i32>(own + keyAt + 4) != row) {
        store<i32>(own + keyAt + 4, row);
        keepUse<T>(table, effects, traits, contacts, classes);
        keepUnaware<T>(table, traits, all<T>(0), get(effects, AWARENESS), optOut, classes);
      }
      const totals = own + totalsAt;
      if (isCounted) {
        keepAware<T>(table, traits, pull, click, comeback, optOut, classes);
        drawDay(scene, segment, day, table, own, totals);
      } else {
        const isSteep = isLarge<T>(steepest<T>(traits, classes, pull, click, comeback, optOut));
        if (isLoud) {
          if (isSteep) move<T>(table, traits, own, classes, pull, click, comeback, optOut, true, true);
          else move<T>(table, traits, own, classes, pull, click, comeback, optOut, true, false);
        } else {
          if (isSteep) move<T>(table, traits, own, classes, pull, click, comeback, optOut, false, true);
          else move<T>(table, traits, own, classes, pull, click, comeback, optOut, false, false);
        }
        tire<T>(at(table, FATIGUE), own, classes, 0, 9, totals);
        tire<T>(at(table, FATIGUE + 2 * LEVELS), own, classes, 9, STAGES, totals);
      }
      const lost = at(own, cells);
      for (let counter = 0; counter < 3; counter++) put(totals, STAGES + counter, get(lost, counter));
      const trajectory = addressAt(scene.trajectories, segment);
      if (trajectory != 0) memory.copy(at(trajectory, day * TOTALS), totals, WIDTH * <usize>TOTALS);
    }
    sumUp<T>(scene, day, scene.work + totalsAt, room);
  }
}

/** Adds the segments' totals, of which the first stand at `totals` and the others `room` bytes apart, to everyone's and to the goals of the day. */
function sumUp<T>(scene: Scene, day: i32, totals: usize, room: usize): void {
  const everyone = at(scene.everyone, day * TOTALS);
  for (let total = 0; total < TOTALS; total++) {
    let sum = all<T>(0);
    for (let segment = 0; segment < scene.segments; segment++) {
      sum = add<T>(sum, get(totals + room * <usize>segment, total));
    }
    put(everyone, total, sum);
  }
  let members = scene.goalSegments;
  for (let goal = 0; goal < scene.goals; goal++) {
    const rule = scene.goalRules + <usize>goal * 12;
    const meant = load<i32>(rule, 8);
    if (load<i32>(rule) == day) {
      let sum = all<T>(0);
      for (let member = 0; member < meant; member++) {
        const own = totals + room * <usize>load<i32>(members + ((<usize>member) << 2));
        for (let total = 0; total < TOTALS; total++) {
          if ((load<i32>(rule, 4) >> total) & 1) sum = add<T>(sum, get(own, total));
        }
      }
      put(scene.goalShares, goal, sum);
    }
    members += (<usize>meant) << 2;
  }
}

/** More than any rate of today's moves. Classes stand in the order of responsiveness. */
@inline
function steepest<T>(traits: usize, classes: i32, pull: v128, click: v128, comeback: v128, optOut: v128): v128 {
  const again = add<T>(get(traits, COMEBACK), get(traits, LATER_COMEBACK));
  const willing = add<T>(add<T>(pull, click), mul<T>(again, add<T>(pull, comeback)));
  return add<T>(mul<T>(get(traits, RESPONSIVENESS + classes - 1), willing), mul<T>(optOut, all<T>(LEVELS)));
}

@inline
function pullOf<T>(effects: usize, influence: v128, evidence: v128): v128 {
  const social = add<T>(mul<T>(get(effects, PEERS), influence), mul<T>(get(effects, BUY_IN), evidence));
  return add<T>(get(effects, PULL), social);
}
