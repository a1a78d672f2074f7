import { CHANNELS } from '#campaign/document.ts';
import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { ChannelPushes } from '../plan/exposure.ts';
import { leftOf } from '../plan/suitability.ts';
import { exp, log1p, power } from '../numbers/mathematics.ts';
import type { Plan, PlanSegment } from '../plan/plan.ts';
import {
  CONDITION,
  CONDITION_FIELDS,
  FATIGUES,
  PUSH,
  PUSH_FIELDS,
  ROW,
  ROW_FIELDS,
  SIZES,
} from '../numbers/layouts.ts';

/** What a plan does to learners under one set of parameter values: by its conditions, by its messages, and by what people are like. */

export interface Effects {
  /** For each segment: ROW_FIELDS for every row of the plan's conditions. Segments that are alike share one. */
  rows: Float64Array[];
  /** For each segment: what messages do on each day: PUSH_FIELDS for every day. */
  pushes: Float64Array[];
  traits: Traits[];
  society: Society;
}

const index = (id: string) => {
  const found = placeOfParameter(id);
  if (found === undefined) throw new Refusal('badInput', `The model has no parameter “${id}”.`);
  return found;
};

const INDEX = {
  recall: index('awareness.recall'),
  pull: index('trying.pull'),
  friction: index('trying.friction'),
  start: index('trying.start'),
  giveUp: index('trying.giveUp'),
  comeback: index('trying.comeback'),
  laterComeback: index('trying.laterComeback'),
  influence: index('peers.influence'),
  champions: index('peers.champions'),
  trying: index('peers.trying'),
  buyIn: index('buyIn.weight'),
  memory: index('buyIn.memory'),
  advance: index('habit.advance'),
  habitSpread: index('habit.spread'),
  lapse: index('habit.lapse'),
  hold: index('habit.hold'),
  champion: index('champions.rate'),
  attention1: index('fatigue.attention1'),
  rise: index('fatigue.rise'),
  recover: index('fatigue.recover'),
  dormant: index('fatigue.dormant'),
  background: index('fatigue.background'),
  optOut: index('optOut.rate'),
  optOutInUse: index('optOut.inUse'),
  halfway: index('saturation.halfway'),
  shape: index('saturation.shape'),
  circle: index('saturation.circle'),
  responsiveness: index('responsiveness.spread'),
  otherLanguage: index('reach.otherLanguage'),
  offHours: index('reach.offHours'),
};
const CHANNEL_INDEX = CHANNELS.map((channel) => ({
  reach: index(`channels.${channel}.reach`),
  click: index(`channels.${channel}.click`),
  carryOver: index(`channels.${channel}.carryOver`),
}));

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

// Gauss-Hermite with three points.
const NODES = [-Math.sqrt(3), 0, Math.sqrt(3)];
const SHARES = [1 / 6, 2 / 3, 1 / 6];

/** Responsiveness of a learner at the standard normal point x; its mean over all learners is 1. */
export const responsivenessAt = (x: number, spread: number) => exp(spread * x - (spread * spread) / 2);
/** Speed of habit of a learner at x; its median is 1. */
export const speedAt = (x: number, spread: number) => exp(spread * x);

/** Spreads of responsiveness and of the speed of habit in a set of parameter values. */
export const spreadsOf = (values: Float64Array, set: number) => ({
  responsiveness: values[set * PARAMETERS.length + INDEX.responsiveness]!,
  habit: values[set * PARAMETERS.length + INDEX.habitSpread]!,
});

function traitsOf(values: Float64Array, set: number, classes: 1 | 3): Traits {
  const at = set * PARAMETERS.length;
  const value = (name: keyof typeof INDEX) => values[at + INDEX[name]]!;
  const nodes = classes === 3 ? NODES : [0];
  const { responsiveness, habit } = spreadsOf(values, set);
  const hold = value('hold');
  return {
    shares: Float64Array.from(classes === 3 ? SHARES : [1]),
    responsiveness: Float64Array.from(nodes, (x) => (classes === 3 ? responsivenessAt(x, responsiveness) : 1)),
    speed: Float64Array.from(nodes, (x) => speedAt(x, habit)),
    attention: Float64Array.from({ length: FATIGUES }, (_, f) =>
      f === 0 ? 1 : values[at + INDEX.attention1 + f - 1]!,
    ),
    start: value('start'),
    comeback: value('comeback'),
    laterComeback: value('laterComeback'),
    lapse: Float64Array.from({ length: SIZES.inUse }, (_, level) => value('lapse') * power(hold, level)),
    rise: (value('rise') * value('background')) / USUAL_BACKGROUND,
    recover: value('recover'),
    dormant: value('dormant'),
    optOut: value('optOut'),
    optOutInUse: value('optOutInUse'),
  };
}

const rateOf = (chance: number) => -log1p(-chance);

/** The effects of a plan under the given parameter values (see plan/assumptions.ts). */
export function effectsOf(plan: Plan, parameters: Float64Array): Effects {
  const sets = parameters.length / PARAMETERS.length;
  const traits = Array.from({ length: sets }, (_, set) => traitsOf(parameters, set, plan.classes));
  const rows = new Map<string, Float64Array>();
  const pushes = new Map<number, Float64Array>();
  const circles = circlesOf(plan);
  const shared = <K, V>(known: Map<K, V>, key: K, make: () => V): V => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = make()));
    return value;
  };
  return {
    rows: plan.segments.map((segment) =>
      shared(rows, `${segment.set} ${segment.steps}`, () => rowsOf(plan, segment, parameters)),
    ),
    pushes: plan.segments.map((segment) =>
      shared(pushes, segment.exposure * sets + segment.set, () => pushOf(plan, segment, parameters, circles)),
    ),
    traits: plan.segments.map(({ set }) => traits[set]!),
    society: {
      trying: parameters[INDEX.trying]!,
      champions: parameters[INDEX.champions]!,
      memory: parameters[INDEX.memory]!,
    },
  };
}

function rowsOf({ conditions }: Plan, { set, steps }: PlanSegment, parameters: Float64Array): Float64Array {
  const base = set * PARAMETERS.length;
  const value = (name: keyof typeof INDEX) => parameters[base + INDEX[name]]!;
  const rows = new Float64Array((conditions.length / CONDITION_FIELDS) * ROW_FIELDS);
  for (let from = 0, at = 0; from < conditions.length; from += CONDITION_FIELDS, at += ROW_FIELDS) {
    const condition = (field: keyof typeof CONDITION) => conditions[from + CONDITION[field]]!;
    const ease = exp(-value('friction') * Math.max(0, steps - condition('frictionRemoved')));
    const pull = ease * condition('pullFactor');
    const heard = value('recall') + rateOf(Math.min(condition('awareness'), 0.98));
    rows[at + ROW.awareness] = heard * condition('pullFactor');
    rows[at + ROW.pull] = pull * (value('pull') + rateOf(condition('pull')));
    rows[at + ROW.peers] = pull * value('influence') * condition('peers');
    rows[at + ROW.buyIn] = pull * (value('buyIn') + condition('buyIn'));
    rows[at + ROW.giveUp] = value('giveUp') * condition('giveUp');
    rows[at + ROW.advance] = value('advance') * condition('repetition');
    rows[at + ROW.lapse] = condition('lapse');
    rows[at + ROW.champion] = value('champion') * condition('championing');
    rows[at + ROW.onPush] = condition('pushFactor');
    rows[at + ROW.onClick] = ease * condition('pushFactor');
  }
  return rows;
}

/** Learners whom messages of each channel reach: those who are asked through it, again and again. */
function circlesOf({ segments, exposures }: Plan): Float64Array {
  const circles = new Float64Array(CHANNELS.length);
  for (const { exposure, size } of segments) {
    for (const { channel } of exposures[exposure]!.channels) circles[channel]! += size;
  }
  return circles;
}

/** For each day, what its messages and those before do to being noticed, to trying and to coming back. */
function pushOf(plan: Plan, segment: PlanSegment, parameters: Float64Array, circles: Float64Array): Float64Array {
  const base = segment.set * PARAMETERS.length;
  const sums = new Float64Array(plan.days * PUSH_FIELDS);
  const small = parameters[base + INDEX.circle]!;
  const usual = parameters[base + INDEX.halfway]!;
  const shape = parameters[base + INDEX.shape]!;
  const otherLanguage = parameters[base + INDEX.otherLanguage]!;
  const offHours = parameters[base + INDEX.offHours]!;
  for (const pushes of plan.exposures[segment.exposure]!.channels) {
    const at = CHANNEL_INDEX[pushes.channel]!;
    const circle = circles[pushes.channel]!;
    const kept = power(parameters[base + at.carryOver]!, 1 / 7);
    const halfway = circle > 0 ? (usual * circle) / (circle + small) : 1;
    addChannel(leftOf(pushes, otherLanguage, offHours), sums, {
      reach: rateOf(parameters[base + at.reach]!),
      // What a message does in a large circle, all its days together, is what its chance says.
      click: rateOf(parameters[base + at.click]!) / inAll(kept, usual, shape),
      kept,
      halfway,
      shape,
    });
  }
  return sums;
}

/** What a single message does at full strength, over all days on which something of it is left. */
function inAll(kept: number, halfway: number, shape: number): number {
  let sum = 0;
  for (let left = 1 - kept; left > FADED; left *= kept) sum += saturated(left, { halfway, shape });
  return sum;
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

// Constants of this file: those of others cost time in a loop that runs a million times.
const FIELDS = PUSH_FIELDS;
const { reach: REACH, click: CLICK, comeback: COMEBACK } = PUSH;

function addChannel(pushes: ChannelPushes, sums: Float64Array, rates: ChannelRates): void {
  const { days, reach, click, comeback } = pushes;
  const { kept } = rates;
  const horizon = sums.length / FIELDS;
  let working = 0;
  let returning = 0;
  let next = 0;
  for (let day = days[0]!; day < horizon; day++) {
    working *= kept;
    returning *= kept;
    if (next < days.length && days[next] === day) {
      sums[day * FIELDS + REACH]! += rates.reach * reach[next]!;
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
    sums[day * FIELDS + CLICK]! += rates.click * saturated(working, rates);
    sums[day * FIELDS + COMEBACK]! += rates.click * saturated(returning, rates);
  }
}

/** The Hill curve, scaled to rise with the amount where that is small and the shape 1. */
function saturated(amount: number, { halfway, shape }: Pick<ChannelRates, 'halfway' | 'shape'>): number {
  if (shape === 1) return (amount * halfway) / (amount + halfway);
  const raised = power(amount, shape);
  return (halfway * raised) / (raised + power(halfway, shape));
}
