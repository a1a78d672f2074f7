import { CHANNELS } from '#campaign/document.ts';
import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { CONDITION, CONDITION_FIELDS, type ChannelPushes } from './exposure.ts';
import { exp, log1p, power } from './mathematics.ts';
import type { Plan, PlanSegment } from './plan.ts';
import { FATIGUES } from './stages.ts';

/** What moves the learners of each segment on each day, for one set of parameter values. Rates a day, before responsiveness and fatigue. */

/** The fields of one day of one segment, in their order. */
export const DRIVE = {
  /** Being noticed through messages; and without any. */
  reach: 0,
  awareness: 1,
  /** Trying: by pull; by messages; by messages, for people who lapsed; by peers and seniors, at full use. All after friction. */
  pull: 2,
  click: 3,
  comeback: 4,
  peers: 5,
  buyIn: 6,
  /** What messages cost in attention: contacts. */
  contacts: 7,
  giveUp: 8,
  advance: 9,
  /** Factor on lapsing. */
  lapse: 10,
  champion: 11,
  /**
   * By how much the weight of peers is expected to change until the middle of the day, for each learner who tries, uses it at one of three levels,
   * has the habit or champions it: six fields.
   */
  middle: 12,
} as const;
export const DRIVE_FIELDS = 18;

const place = (id: string) => {
  const found = placeOfParameter(id);
  if (found === undefined) throw new RangeError(`The model has no parameter “${id}”.`);
  return found;
};

const PLACE = {
  recall: place('awareness.recall'),
  pull: place('trying.pull'),
  friction: place('trying.friction'),
  start: place('trying.start'),
  giveUp: place('trying.giveUp'),
  comeback: place('trying.comeback'),
  laterComeback: place('trying.laterComeback'),
  influence: place('peers.influence'),
  champions: place('peers.champions'),
  trying: place('peers.trying'),
  buyIn: place('buyIn.weight'),
  memory: place('buyIn.memory'),
  advance: place('habit.advance'),
  habitSpread: place('habit.spread'),
  lapse: place('habit.lapse'),
  hold: place('habit.hold'),
  champion: place('champions.rate'),
  attention1: place('fatigue.attention1'),
  rise: place('fatigue.rise'),
  recover: place('fatigue.recover'),
  dormant: place('fatigue.dormant'),
  background: place('fatigue.background'),
  optOut: place('optOut.rate'),
  optOutInUse: place('optOut.inUse'),
  halfway: place('saturation.halfway'),
  shape: place('saturation.shape'),
  circle: place('saturation.circle'),
  responsiveness: place('responsiveness.spread'),
};
const CHANNEL_PLACES = CHANNELS.map((channel) => place(`channels.${channel}.reach`));

/** Messages a month at which `fatigue.rise` was set. */
const USUAL_BACKGROUND = 15;

/** What holds for a segment on all days. */
export interface Traits {
  /** For each class: its share of the learners, responsiveness, and speed of habit. */
  shares: Float64Array;
  responsiveness: Float64Array;
  speed: Float64Array;
  /** Attention for each level of fatigue. */
  attention: Float64Array;
  start: number;
  comeback: number;
  laterComeback: number;
  /** Rates of lapsing for the three levels of use, habit and champions, before the day's factor. */
  lapse: Float64Array;
  rise: number;
  recover: number;
  dormant: number;
  optOut: number;
  optOutInUse: number;
}

/** What holds for everybody together. */
export interface Society {
  /** Weights in peers' influence of those who try, use, and champion. */
  trying: number;
  champions: number;
  memory: number;
}

export interface Drive {
  /** Field after field, day after day, segment after segment. */
  values: Float64Array;
  traits: Traits[];
  society: Society;
}

// Gauss-Hermite with three points.
const NODES = [-Math.sqrt(3), 0, Math.sqrt(3)];
const SHARES = [1 / 6, 2 / 3, 1 / 6];

/** Responsiveness of a learner at the standard normal point x; its mean over all learners is 1. */
export const responsivenessAt = (x: number, spread: number) => exp(spread * x - (spread * spread) / 2);
/** Speed of habit of a learner at x; its median is 1. */
export const speedAt = (x: number, spread: number) => exp(spread * x);

/** Spreads of responsiveness and of the speed of habit in a set of parameter values. */
export const spreadsOf = (values: Float64Array, set: number) => ({
  responsiveness: values[set * PARAMETERS.length + PLACE.responsiveness]!,
  habit: values[set * PARAMETERS.length + PLACE.habitSpread]!,
});

function traitsOf(values: Float64Array, set: number, classes: 1 | 3): Traits {
  const at = set * PARAMETERS.length;
  const value = (name: keyof typeof PLACE) => values[at + PLACE[name]]!;
  const nodes = classes === 3 ? NODES : [0];
  const { responsiveness, habit } = spreadsOf(values, set);
  const hold = value('hold');
  return {
    shares: Float64Array.from(classes === 3 ? SHARES : [1]),
    responsiveness: Float64Array.from(nodes, (x) => (classes === 3 ? responsivenessAt(x, responsiveness) : 1)),
    speed: Float64Array.from(nodes, (x) => speedAt(x, habit)),
    attention: Float64Array.from({ length: FATIGUES }, (_, f) =>
      f === 0 ? 1 : values[at + PLACE.attention1 + f - 1]!,
    ),
    start: value('start'),
    comeback: value('comeback'),
    laterComeback: value('laterComeback'),
    lapse: Float64Array.from({ length: 5 }, (_, level) => value('lapse') * power(hold, level)),
    rise: (value('rise') * value('background')) / USUAL_BACKGROUND,
    recover: value('recover'),
    dormant: value('dormant'),
    optOut: value('optOut'),
    optOutInUse: value('optOutInUse'),
  };
}

/** The drive of a plan under the given parameter values (see assumptions.ts). */
export function driveOf(plan: Plan, parameters: Float64Array): Drive {
  const values = new Float64Array(plan.segments.length * plan.days * DRIVE_FIELDS);
  const sets = parameters.length / PARAMETERS.length;
  const traits = Array.from({ length: sets }, (_, set) => traitsOf(parameters, set, plan.classes));
  const society = {
    trying: parameters[PLACE.trying]!,
    champions: parameters[PLACE.champions]!,
    memory: parameters[PLACE.memory]!,
  };
  // Segments that are reached alike share what messages do to them.
  const pushes = new Map<number, Float64Array>();
  plan.segments.forEach((segment, index) => {
    const at = index * plan.days * DRIVE_FIELDS;
    const way = segment.exposure * sets + segment.set;
    let push = pushes.get(way);
    if (!push) pushes.set(way, (push = pushOf(plan, segment, parameters)));
    fillDays(plan, segment, parameters, { push, traits: traits[segment.set]!, society }, values, at);
  });
  return { values, traits: plan.segments.map(({ set }) => traits[set]!), society };
}

/** About the chance of leaving within half a day at a rate, without an exponential. */
export function withinHalf(rate: number): number {
  const half = rate / 2;
  return Math.min(1, half / (1 + half / 2));
}

const rateOf = (chance: number) => -log1p(-chance);

interface Given {
  push: Float64Array;
  traits: Traits;
  society: Society;
}

/** Writes all days of a segment from `start`. */
function fillDays(
  plan: Plan,
  segment: PlanSegment,
  parameters: Float64Array,
  { push, traits, society }: Given,
  values: Float64Array,
  start: number,
): void {
  const exposure = plan.exposures[segment.exposure]!;
  const today = new Float64Array(DRIVE_FIELDS);
  let known = -1;
  let onPush = 1;
  let onClick = 1;
  for (let day = 0, at = start; day < plan.days; day++, at += DRIVE_FIELDS) {
    const row = exposure.conditions[day]!;
    if (row !== known) {
      const ease = pullOf(plan, segment, parameters, row, today);
      middleOf(today, traits, society);
      onPush = plan.conditions[row * CONDITION_FIELDS + CONDITION.pushFactor]!;
      onClick = ease * onPush;
      known = row;
    }
    for (let field = 0; field < DRIVE_FIELDS; field++) values[at + field] = today[field]!;
    values[at + DRIVE.reach] = onPush * push[day * 3]!;
    values[at + DRIVE.click] = onClick * push[day * 3 + 1]!;
    values[at + DRIVE.comeback] = onClick * push[day * 3 + 2]!;
    values[at + DRIVE.contacts] = exposure.contacts[day]!;
  }
}

/** What holds on a day under a row of conditions, without messages. Returns what friction leaves of any wish to try. */
function pullOf(
  { conditions }: Plan,
  segment: PlanSegment,
  parameters: Float64Array,
  row: number,
  today: Float64Array,
): number {
  const base = segment.set * PARAMETERS.length;
  const value = (name: keyof typeof PLACE) => parameters[base + PLACE[name]]!;
  const condition = (field: keyof typeof CONDITION) => conditions[row * CONDITION_FIELDS + CONDITION[field]]!;
  const ease = exp(-value('friction') * Math.max(0, segment.steps - condition('frictionRemoved')));
  const pull = ease * condition('pullFactor');
  today[DRIVE.awareness] = (value('recall') + rateOf(Math.min(condition('awareness'), 0.98))) * condition('pullFactor');
  today[DRIVE.pull] = pull * (value('pull') + rateOf(condition('pull')));
  today[DRIVE.peers] = pull * value('influence') * condition('peers');
  today[DRIVE.buyIn] = pull * (value('buyIn') + condition('buyIn'));
  today[DRIVE.giveUp] = value('giveUp') * condition('giveUp');
  today[DRIVE.advance] = value('advance') * condition('repetition');
  today[DRIVE.lapse] = condition('lapse');
  today[DRIVE.champion] = value('champion') * condition('championing');
  return ease;
}

function middleOf(today: Float64Array, traits: Traits, { trying, champions }: Society): void {
  const { middle } = DRIVE;
  const leaving = traits.start + today[DRIVE.giveUp]!;
  today[middle] = leaving > 0 ? withinHalf(leaving) * (traits.start / leaving - trying) : 0;
  for (let level = 0; level < 5; level++) {
    const weight = level === 4 ? champions : 1;
    today[middle + 1 + level] = -weight * withinHalf(today[DRIVE.lapse]! * traits.lapse[level]!);
  }
  today[middle + 4]! += withinHalf(today[DRIVE.champion]!) * (champions - 1);
}

/** For each day, what its messages and those before do to being noticed, to trying and to coming back: three numbers a day. */
function pushOf(plan: Plan, segment: PlanSegment, parameters: Float64Array): Float64Array {
  const base = segment.set * PARAMETERS.length;
  const sums = new Float64Array(plan.days * 3);
  const circle = parameters[base + PLACE.circle]!;
  const halfway =
    plan.learners > 0 ? (parameters[base + PLACE.halfway]! * plan.learners) / (plan.learners + circle) : 1;
  for (const pushes of plan.exposures[segment.exposure]!.channels) {
    const at = base + CHANNEL_PLACES[pushes.channel]!;
    addChannel(pushes, sums, {
      reach: rateOf(parameters[at]!),
      click: rateOf(parameters[at + 1]!),
      kept: power(parameters[at + 2]!, 1 / 7),
      halfway,
      shape: parameters[base + PLACE.shape]!,
    });
  }
  return sums;
}

interface ChannelRates {
  reach: number;
  click: number;
  /** Share of a message still at work a day later. */
  kept: number;
  halfway: number;
  shape: number;
}

/** Messages too faded to matter. */
const FADED = 1e-9;

function addChannel(pushes: ChannelPushes, sums: Float64Array, rates: ChannelRates): void {
  const { days, reach, click, comeback } = pushes;
  const { kept } = rates;
  const horizon = sums.length / 3;
  let working = 0;
  let returning = 0;
  let next = 0;
  for (let day = days[0]!; day < horizon; day++) {
    working *= kept;
    returning *= kept;
    if (next < days.length && days[next] === day) {
      sums[day * 3]! += rates.reach * reach[next]!;
      working += (1 - kept) * click[next]!;
      returning += (1 - kept) * comeback[next]!;
      next++;
    } else if (working < FADED && returning < FADED) {
      if (next === days.length) return;
      day = days[next]! - 1;
      working = 0;
      returning = 0;
      continue;
    }
    sums[day * 3 + 1]! += rates.click * saturated(working, rates);
    sums[day * 3 + 2]! += rates.click * saturated(returning, rates);
  }
}

/** The Hill curve, scaled so that a single message, spread over its days, does about what its click chance says. */
function saturated(amount: number, { halfway, shape }: ChannelRates): number {
  if (shape === 1) return (amount * halfway) / (amount + halfway);
  const raised = power(amount, shape);
  return (halfway * raised) / (raised + power(halfway, shape));
}
