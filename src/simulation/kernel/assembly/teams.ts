import { counterOf } from './counts';
import { Edge, FATIGUES, Scene, Society, STAGES, Teams, Total, TOTAL_FIELDS, Trait } from './layouts';
import { Day, GROUP, live } from './learners';
import { fillBounds, fillProspects, GRAINS, prospectOf } from './prospect';
import { threefryRow, threefryWords } from './random';
import { add, addNumber, addressAt, all, at, get, numberIn, put, withinHalf } from './vector';

/**
 * Learner by learner, for peers inside teams. The chances are those of counts; only what peers do to learners who could try it is each team's own.
 * Every learner has random bits by seed, run, segment, index in the segment and date. Each of the two runs of a vector has its own learners, who are
 * followed one run after the other.
 */

const UNIT: f64 = 1.0 / 4294967296;

/** First counters: of learners' first draws, which decide their class. Those of days follow, two a day. */
const FIRST: i32 = 0;
/** Learners whose first words are drawn together. */
const BLOCK: i32 = 512;
const noise = memory.data(BLOCK * 8, 16);

const today = changetype<Day>(memory.data(offsetof<Day>(), 16));

/** Whole teams, and the smaller one of those left over. */
@inline
function teamsIn(teams: Teams): i32 {
  return (teams.learners + teams.members - 1) / teams.members;
}

/** Turns to the learners of a segment in one run: their part of what is kept, cells in whole groups and teams in pairs, and their keys. */
function turnTo(scene: Scene, segment: i32, teams: Teams, state: usize, run: usize): void {
  const ofTeams = 8 * run * <usize>((teamsIn(teams) + 2) & ~1);
  today.run = run;
  today.cells = teams.cells + run * <usize>((teams.learners + GROUP - 1) & ~(GROUP - 1));
  today.weights = teams.weights + ofTeams;
  today.influences = teams.influences + ofTeams;
  today.state = state;
  const key = load<i32>(scene.keys + ((<usize>segment) << 2));
  threefryWords(scene.seed, scene.run + <i32>run, key, counterOf(0, 0, Edge.learner), noise);
  today.key0 = load<i32>(noise);
  today.key1 = load<i32>(noise, 4);
}

/** Puts every learner into a class by its share, unaware and rested. */
export function beginTeams(scene: Scene, segment: i32, traits: usize, state: usize): void {
  const teams = changetype<Teams>(addressAt(scene.teams, segment));
  const nobody = STAGES * FATIGUES * scene.classes;
  const inWhole = teams.whole * teams.members;
  for (let run: usize = 0; run < <usize>scene.runs; run++) {
    turnTo(scene, segment, teams, state, run);
    for (let learner = 0; learner < teams.learners; learner++) {
      const drawn = learner & (BLOCK - 1);
      if (drawn == 0) threefryRow(today.key0, today.key1, FIRST, learner, BLOCK, noise);
      let left = (<f64>load<u32>(noise + ((<usize>drawn) << 3)) + 0.5) * UNIT;
      let c = 0;
      while (c < scene.classes - 1 && left >= numberIn(traits, Trait.shares + c, run)) {
        left -= numberIn(traits, Trait.shares + c, run);
        c++;
      }
      store<u8>(today.cells + learner, c * FATIGUES);
      const times = learner < inWhole - teams.members ? teams.each : learner < inWhole ? teams.last : 1;
      addNumber(state, c * FATIGUES, run, times);
    }
    // Behind the last learner stand some whom nothing moves any more.
    for (let learner = teams.learners; learner & (GROUP - 1); learner++) store<u8>(today.cells + learner, nobody);
    // Nothing is known yet of what they weigh.
    memory.fill(teams.values + 8 * run * <usize>TOTAL_FIELDS, 0xff, 8 * <usize>TOTAL_FIELDS);
  }
}

/**
 * A day of a segment with teams. `table` holds the chances where everybody is a peer, under everyone's `influence`; `effects` is the row of the day's
 * conditions, `middle` what peers come to weigh until its middle. Totals go to `totals`, but for those lost, which stay behind the cells.
 */
export function liveDay(
  scene: Scene,
  segment: i32,
  day: i32,
  table: usize,
  effects: usize,
  middle: usize,
  optOut: v128,
  pace: v128,
  influence: v128,
  state: usize,
  totals: usize,
): void {
  const teams = changetype<Teams>(addressAt(scene.teams, segment));
  const traits = addressAt(scene.traits, segment);
  for (let run: usize = 0; run < <usize>scene.runs; run++) {
    turnTo(scene, segment, teams, state, run);
    const usual = run == 0 ? f64x2.extract_lane(influence, 0) : f64x2.extract_lane(influence, 1);
    const losing = run == 0 ? f64x2.extract_lane(optOut, 0) : f64x2.extract_lane(optOut, 1);
    const fast = run == 0 ? f64x2.extract_lane(pace, 0) : f64x2.extract_lane(pace, 1);
    fillProspects(scene, table, effects, traits, middle, losing, fast, run);
    if (areWeightsNew(teams, scene.classes)) weigh(teams);
    const trying = numberIn(scene.society, Society.trying, run);
    const most = trying > 0 ? compareTrying(teams, usual, trying) : compare(teams, usual);
    fillBounds(scene.classes, most);
    today.counter = FIRST + 1 + 2 * (scene.firstDay + day);
    live(teams, today);
    if (day == scene.days - 1) addNumber(scene.chance, 0, run, chanceIn(teams, scene.classes));
  }
  let cell = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    let sum = f64x2.splat(0);
    for (let c = 0; c < scene.classes * FATIGUES; c++, cell++) sum = add<f64>(sum, get(state, cell));
    put(totals, stage, sum);
  }
}

/** Whether a learner of some stage weighs something else than before; what they weigh is kept. */
function areWeightsNew(teams: Teams, classes: i32): bool {
  const kept = teams.values + 8 * today.run * <usize>TOTAL_FIELDS;
  let isNew = false;
  for (let stage = 0; stage < STAGES; stage++) {
    const weight = prospectOf(stage * FATIGUES * classes).weight;
    const address = kept + ((<usize>stage) << 3);
    if (load<f64>(address) == weight) continue;
    store<f64>(address, weight);
    isNew = true;
  }
  return isNew;
}

/** Adds up what the members of each team weigh; from then on it follows those who move. */
function weigh(teams: Teams): void {
  let address = today.weights;
  for (let first = 0; first < teams.learners; first += teams.members, address += 8) {
    const end = min(first + teams.members, teams.learners);
    let weight: f64 = 0;
    for (let learner = first; learner < end; learner++) weight += prospectOf(load<u8>(today.cells + learner)).weight;
    store<f64>(address, weight);
  }
  store<f64>(address, 0);
}

/** Finds what every team's members weigh for each of them, less everyone's influence. Gives the most of it. */
function compare(teams: Teams, usual: f64): f64 {
  const share = f64x2.splat(1 / (GRAINS * <f64>teams.members));
  const everyone = f64x2.splat(usual);
  let most = f64x2.splat(-usual);
  // Two teams at a time; the smaller one, which may be the last of a pair, is put right behind it.
  const end = (<usize>teams.whole) << 3;
  for (let offset: usize = 0; offset < end; offset += 16) {
    const weight = f64x2.pmax(f64x2.splat(0), v128.load(today.weights + offset));
    const influence = f64x2.sub(f64x2.mul(weight, share), everyone);
    v128.store(today.influences + offset, influence);
    most = f64x2.pmax(most, influence);
  }
  const left = teams.learners - teams.whole * teams.members;
  if (left > 0) {
    const influence = max(0, load<f64>(today.weights + end)) / (GRAINS * <f64>left) - usual;
    store<f64>(today.influences + end, influence);
    most = f64x2.pmax(most, f64x2.splat(influence));
  }
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

/** The same where those who only try count as peers: until the middle of the day some more will. */
function compareTrying(teams: Teams, usual: f64, trying: f64): f64 {
  let most = -usual;
  for (let first = 0, offset: usize = 0; first < teams.learners; first += teams.members, offset += 8) {
    const end = min(first + teams.members, teams.learners);
    const members = <f64>(end - first);
    let before: f64 = 0;
    for (let learner = first; learner < end; learner++) before += prospectOf(load<u8>(today.cells + learner)).weighs;
    before /= members;
    let tries: f64 = 0;
    for (let learner = first; learner < end; learner++) {
      const prospect = prospectOf(load<u8>(today.cells + learner));
      if (!(prospect.lift > 0)) continue;
      const rate = max(0, prospect.rate - prospect.fall + prospect.lift * (before - usual));
      tries += f64x2.extract_lane(withinHalf<f64>(all<f64>(rate)), 0);
    }
    const weight = load<f64>(today.weights + offset) / GRAINS + trying * tries;
    const influence = max(0, weight) / members - usual;
    store<f64>(today.influences + offset, influence);
    most = max(most, influence);
  }
  return most;
}

/** Variance that chance gives to a segment's active learners, from how differently its teams came out. */
function chanceIn(teams: Teams, classes: i32): f64 {
  const from = Total.using * FATIGUES * classes;
  const until = Total.lapsed * FATIGUES * classes;
  const whole = <f64>teams.whole;
  const members = <f64>teams.members;
  let sum: f64 = 0;
  let squares: f64 = 0;
  for (let team = 0, learner = 0; team < teams.whole; team++) {
    let active = 0;
    for (const end = learner + teams.members; learner < end; learner++) {
      const cell = <i32>load<u8>(today.cells + learner);
      active += i32(cell >= from && cell < until);
    }
    sum += active;
    squares += <f64>active * <f64>active;
  }
  const mean = sum / whole;
  // A single team does not tell how teams differ: as for learners who move on their own.
  const ofTeam = teams.whole > 1 ? (squares - whole * mean * mean) / (whole - 1) : mean * (1 - mean / members);
  const rest = <f64>(teams.learners - teams.whole * teams.members);
  return max(0, ofTeam) * ((whole - 1) * teams.each * teams.each + teams.last * teams.last + rest / members);
}
