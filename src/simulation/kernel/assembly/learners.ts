import { Teams } from './layouts';
import { bounds, PARTS, Prospect, prospectOf } from './prospect';
import { threefryRow, threefryWords } from './random';
import { addNumber, all, chancePerRate, chancePerSmallRate, isLarge } from './vector';

/**
 * A day of learners one by one. Each has a random word a day: its upper half moves the stage, the lower half then the fatigue. Most halves say at once
 * that nothing happens, which is seen of eight learners together. The order of learners does not matter, so that those are taken together to whom the
 * same may happen: branches that nobody can foretell are what costs time.
 */

const UNIT: f64 = 1.0 / 4294967296;
/** Learners whose random words are drawn together, and those who are looked at together: cells have room for whole groups. */
const BLOCK: i32 = 1024;
export const GROUP: i32 = 8;
const noise = memory.data(BLOCK * 4, 16);
const words = memory.data(2 * 4, 16);

/** For each set of eight, the numbers in it, in eight bytes. */
const members = memory.data(256 * 8, 16);
for (let set = 0; set < 256; set++) {
  for (let member = 0, count = 0; member < GROUP; member++) {
    if ((set >> member) & 1) store<u8>(members + <usize>((set << 3) + count++), member);
  }
}

/**
 * Learners of a block to whom something may happen, by their index in it, in 16 bits: who may leave a stage, those of them whom peers move, and who may
 * only change fatigue.
 */
const leaving = memory.data(BLOCK * 2 + 16, 16);
const lifted = memory.data(BLOCK * 2 + 16, 16);
const changing = memory.data(BLOCK * 2 + 16, 16);

/** What a day of one run is about. */
@unmanaged
export class Day {
  run: usize;
  /** Where the learners' cells, the teams' weights and influences, and the counts by cell stand. */
  cells: usize;
  weights: usize;
  influences: usize;
  state: usize;
  /** Keys of the learners' random numbers, and the first counter; the next one is for the bits that seldom matter. */
  key0: i32;
  key1: i32;
  counter: i32;
}

/** Lets everybody live a day. */
export function live(teams: Teams, day: Day): void {
  const learners = teams.learners;
  const perTeam = 1 / <f64>teams.members;
  for (let block = 0; block < learners; block += BLOCK) {
    const count = min(BLOCK, learners - block);
    const own = day.cells + block;
    // Two learners share a draw.
    threefryRow(day.key0, day.key1, day.counter, block >> 1, (count + 1) >> 1, noise);
    let leavingEnd = leaving;
    let changingEnd = changing;
    for (let first = 0; first < count; first += GROUP) {
      const word = noise + ((<usize>first) << 2);
      const open = i8x16.narrow_i16x8_s(openIn(own + first, word), openIn(own + first + 4, word + 16));
      const sets = i8x16.bitmask(i8x16.shuffle(open, open, 0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15));
      const leavers = sets >> 8;
      leavingEnd = append(leavingEnd, leavers, first);
      changingEnd = append(changingEnd, sets & 0xff & ~leavers, first);
    }
    let liftedEnd = lifted;
    let othersEnd = leaving;
    for (let next = leaving; next < leavingEnd; next += 2) {
      const index = load<u16>(next);
      const isLifted = <usize>(prospectOf(load<u8>(own + index)).lift > 0) << 1;
      store<u16>(liftedEnd, index);
      store<u16>(othersEnd, index);
      liftedEnd += isLifted;
      othersEnd += 2 - isLifted;
    }
    for (let next = lifted; next < liftedEnd; next += 2) {
      const index = <i32>load<u16>(next);
      const learner = block + index;
      const team = <i32>((<f64>learner + 0.5) * perTeam);
      const cell = <i32>load<u8>(own + index);
      const influence = load<f64>(day.influences + ((<usize>team) << 3));
      const stayed = liftedStage(prospectOf(cell), cell, upper(index), influence, day, learner);
      settle(teams, day, learner, team, cell, fatigueAfter(stayed, lower(index), day, learner));
    }
    for (let next = leaving; next < othersEnd; next += 2) {
      const index = <i32>load<u16>(next);
      const learner = block + index;
      const team = <i32>((<f64>learner + 0.5) * perTeam);
      const cell = <i32>load<u8>(own + index);
      const stayed = stageAfter(prospectOf(cell), cell, upper(index), day, learner);
      settle(teams, day, learner, team, cell, fatigueAfter(stayed, lower(index), day, learner));
    }
    for (let next = changing; next < changingEnd; next += 2) {
      const index = <i32>load<u16>(next);
      const learner = block + index;
      const cell = <i32>load<u8>(own + index);
      const now = fatigueAfter(cell, lower(index), day, learner);
      moveTo(teams, day, learner, cell, now);
    }
  }
}

/** For four learners beside each other: whether the numbers at `word` leave it open that they change their fatigue, and their stage, in 16 bits each. */
@inline
function openIn(cells: usize, word: usize): v128 {
  const four = load<u32>(cells);
  let bound = v128.load32_zero(bounds + <usize>((four & 0xff) << 2));
  bound = v128.load32_lane(bounds + <usize>(((four >> 8) & 0xff) << 2), bound, 1);
  bound = v128.load32_lane(bounds + <usize>(((four >> 16) & 0xff) << 2), bound, 2);
  bound = v128.load32_lane(bounds + <usize>((four >> 24) << 2), bound, 3);
  return i16x8.le_u(v128.load(word), bound);
}

/** Writes the members of a set of eight, of whom the first has this index, to the end of a list. Gives the new end. */
@inline
function append(end: usize, set: i32, first: i32): usize {
  const indices = i16x8.add(i16x8.splat(<i16>first), v128.load_ext<u8>(members + ((<usize>set) << 3)));
  v128.store(end, indices);
  return end + ((<usize>popcnt(set)) << 1);
}

/** The halves of a learner's word. */
@inline
function upper(index: i32): i32 {
  return load<u16>(noise + ((<usize>index) << 2), 2);
}
@inline
function lower(index: i32): i32 {
  return load<u16>(noise + ((<usize>index) << 2));
}

/** The cell to which a half leads, given up to where it means going onward, falling back and leaving at all: chances, and their whole parts. */
@inline
function decided(
  prospect: Prospect,
  cell: i32,
  part: i32,
  onward: f64,
  back: f64,
  leave: f64,
  onwardPart: i32,
  backPart: i32,
  leavePart: i32,
  day: Day,
  learner: i32,
): i32 {
  // More bits are drawn only where these do not tell on which side of a chance the number lies.
  if (i32(part == onwardPart) | i32(part == backPart) | i32(part == leavePart)) {
    const drawn = closer(part, day, learner, 0);
    if (drawn >= leave) return cell;
    return drawn < onward ? prospect.onwardTo : drawn < back ? prospect.backTo : prospect.lostTo;
  }
  const behind = select(prospect.backTo, prospect.lostTo, part < backPart);
  return select(select(prospect.onwardTo, behind, part < onwardPart), cell, part < leavePart);
}

/** The cell to which the upper half leads, before fatigue, where peers have no say. */
@inline
function stageAfter(prospect: Prospect, cell: i32, part: i32, day: Day, learner: i32): i32 {
  return decided(
    prospect,
    cell,
    part,
    prospect.onward,
    prospect.back,
    prospect.leave,
    prospect.onwardPart,
    prospect.backPart,
    prospect.leavePart,
    day,
    learner,
  );
}

/** The same where peers have a say, and the team is more by `influence` than everyone. */
@inline
function liftedStage(prospect: Prospect, cell: i32, part: i32, influence: f64, day: Day, learner: i32): i32 {
  const rate = max(prospect.fall, prospect.rate + prospect.lift * influence);
  const each = all<f64>(rate);
  const factor = isLarge<f64>(each) ? chancePerRate<f64>(each) : chancePerSmallRate<f64>(each);
  const perRate = PARTS * (1 - prospect.out) * f64x2.extract_lane(factor, 0);
  const onward = (rate - prospect.fall) * perRate;
  const back = rate * perRate;
  const leave = back + PARTS * prospect.out;
  return decided(prospect, cell, part, onward, back, leave, <i32>onward, <i32>back, <i32>leave, day, learner);
}

/** The cell to which the lower half leads from there. */
@inline
function fatigueAfter(cell: i32, part: i32, day: Day, learner: i32): i32 {
  const prospect = prospectOf(cell);
  const isClose = i32(part == prospect.tirePart) | i32(part == prospect.changePart);
  if (isClose | i32(part == prospect.twicePart) | i32(part == prospect.thricePart)) {
    const drawn = closer(part, day, learner, 4);
    if (drawn >= prospect.change) return cell;
    if (drawn >= prospect.tire) return cell - 1;
    return cell + (drawn < prospect.thrice ? 3 : drawn < prospect.twice ? 2 : 1);
  }
  const levels = 1 + i32(part < prospect.twicePart) + i32(part < prospect.thricePart);
  return select(cell + levels, cell - i32(part < prospect.changePart), part < prospect.tirePart);
}

/** A number within its part, from the learner's further word that stands at an offset. */
function closer(part: i32, day: Day, learner: i32, offset: usize): f64 {
  threefryWords(day.key0, day.key1, day.counter + 1, learner, words);
  return <f64>part + (<f64>load<u32>(words + offset) + 0.5) * UNIT;
}

/** Moves a learner, and what the team weighs with them. */
@inline
function settle(teams: Teams, day: Day, learner: i32, team: i32, cell: i32, now: i32): void {
  moveTo(teams, day, learner, cell, now);
  const weight = day.weights + ((<usize>team) << 3);
  store<f64>(weight, load<f64>(weight) + (prospectOf(now).weight - prospectOf(cell).weight));
}

@inline
function moveTo(teams: Teams, day: Day, learner: i32, cell: i32, now: i32): void {
  const inWhole = teams.whole * teams.members;
  const times = learner < inWhole - teams.members ? teams.each : learner < inWhole ? teams.last : 1;
  store<u8>(day.cells + learner, now);
  addNumber(day.state, cell, day.run, -times);
  addNumber(day.state, now, day.run, times);
}
