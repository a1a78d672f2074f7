import { CHANNELS } from '#campaign/document.ts';
import { PARAMETERS, placeOfParameter } from '#campaign/parameters.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Condition } from '../plan/conditions.ts';
import type { ChannelPushes } from '../plan/exposure.ts';
import { circlesIn } from '../plan/decided.ts';
import { leftOf } from '../plan/suitability.ts';
import { placesIn } from '../plan/values.ts';
import { exp, log, log1p, power } from '../numbers/mathematics.ts';
import type { Plan, PlanSegment } from '../plan/plan.ts';
import { FATIGUES, PUSH, PUSH_FIELDS, ROW, ROW_FIELDS, SIZES } from '../numbers/layouts.ts';

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
  halfLife: index('awareness.halfLife'),
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
  sameDay: index('saturation.sameDay'),
  week: index('saturation.week'),
  responsiveness: index('responsiveness.spread'),
  otherLanguage: index('reach.otherLanguage'),
  offHours: index('reach.offHours'),
  daysOff: index('days.off'),
  weekday: index('days.weekday'),
};
const CHANNEL_INDEX = CHANNELS.map((channel) => ({
  reach: index(`channels.${channel}.reach`),
  click: index(`channels.${channel}.click`),
  carryOver: index(`channels.${channel}.carryOver`),
}));

/** Messages a month at which `fatigue.rise` was set. */
export const USUAL_BACKGROUND = 15;

/** What holds for a segment on all days. */
export interface Traits {
  /** For each class: its share of the learners, responsiveness, and speed of habit. */
  shares: Float64Array;
  responsiveness: Float64Array;
  speed: Float64Array;
  /** Attention for each level of fatigue. */
  attention: Float64Array;
  /** Rates of losing sight of it; and of taking it up after a try. */
  forget: number;
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

/** Gauss-Hermite with three points: where the classes lie, in standard deviations, and what they weigh. */
export const NODES = [-Math.sqrt(3), 0, Math.sqrt(3)];
export const SHARES = [1 / 6, 2 / 3, 1 / 6];

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
    forget: Math.LN2 / value('halfLife'),
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

/** The effects of a plan under the values of a run (see plan/values.ts). */
export function effectsOf(plan: Plan, values: Float64Array): Effects {
  const { sets } = placesIn(plan);
  const known = knownUnder(values);
  const traits = Array.from({ length: sets }, (_, set) =>
    shared(known.traits, set * 4 + plan.classes, () => traitsOf(values, set, plan.classes)),
  );
  const rows = new Map<string, Float64Array>();
  const pushes = new Map<string, Float64Array>();
  const paces = new Map<string, Float64Array>();
  const rates = new Map<string, ChannelRates>();
  const circles = circlesIn(plan);
  const paceFor = (segment: PlanSegment) =>
    shared(paces, `${segment.calendar} ${segment.set}`, () => paceOf(plan, segment, values));
  const ratesFor = (channel: number, set: number) =>
    shared(rates, `${channel} ${set}`, () => ratesOf(channel, set, values, circles[channel]!));
  const strength = strengthsIn(plan, values);
  const together = plan.conditions.map((condition) =>
    shared(known.together, condition, () => togetherIn(condition, strength)),
  );
  return {
    rows: plan.segments.map((segment) =>
      shared(rows, `${segment.set} ${segment.steps}`, () => rowsOf(together, segment, values)),
    ),
    pushes: plan.segments.map((segment) =>
      shared(pushes, `${pushedAs(plan, segment)} ${segment.calendar} ${segment.set}`, () =>
        pushOf(plan, segment, values, paceFor(segment), ratesFor),
      ),
    ),
    traits: plan.segments.map(({ set }) => traits[set]!),
    society: {
      trying: values[INDEX.trying]!,
      champions: values[INDEX.champions]!,
      memory: values[INDEX.memory]!,
    },
  };
}

/** What tells two segments apart whom messages reach otherwise: cohorts to whom nothing is sent are all one. */
const pushedAs = ({ exposures }: Plan, { exposure }: PlanSegment): number =>
  exposures[exposure]!.channels.length === 0 ? -1 : exposure;

/** What maps have in common, whether they hold on to their keys or not. */
interface Kept<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** A value of a map, made where it is missing. */
function shared<K, V>(known: Kept<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

/** What values make of people and of conditions, whatever else is planned. */
interface Known {
  traits: Map<number, Traits>;
  together: Kept<Condition, Together>;
}

const remembered = new WeakMap<Float64Array, Known | 'once'>();

/** Remembered from the second time on that the same values are asked about: plans that differ in little are followed under the same ones, runs are not. */
function knownUnder(values: Float64Array): Known {
  const known = remembered.get(values);
  if (known !== undefined && known !== 'once') return known;
  const fresh: Known = { traits: new Map(), together: known ? new WeakMap() : new Map() };
  remembered.set(values, known ? fresh : 'once');
  return fresh;
}

/** How strong each tactic of the catalogue is in a run; those that are not in it are as strong as they say. */
function strengthsIn(plan: Plan, values: Float64Array): (tactic: number) => number {
  const { strengths } = placesIn(plan);
  return (tactic) => (tactic < 0 ? 1 : values[strengths + tactic]!);
}

/**
 * What presences together come near to and never pass, of what each adds; of factors their logarithms, upwards and downwards: the next presence does less
 * than the one before. Assumptions. Steps that are taken away end with the steps there are.
 */
export const MOST_TOGETHER = { awareness: 0.15, pull: 0.015, buyIn: 0.03 } as const;
export const MOST_FACTOR = { giveUp: 2.5, repetition: 2, lapse: 2.5, peers: 2, championing: 5 } as const;
const MOST_LOGARITHM = {
  giveUp: log(MOST_FACTOR.giveUp),
  repetition: log(MOST_FACTOR.repetition),
  lapse: log(MOST_FACTOR.lapse),
  peers: log(MOST_FACTOR.peers),
  championing: log(MOST_FACTOR.championing),
};
/** Least that a single presence may make of a factor, however strong it turns out. */
export const LEAST_FACTOR = 0.05;

type Added = keyof typeof MOST_TOGETHER;
type Multiplied = keyof typeof MOST_LOGARITHM;
const ADDED = Object.keys(MOST_TOGETHER) as Added[];
const MULTIPLIED = Object.keys(MOST_LOGARITHM) as Multiplied[];

/** What is there for people on a day, all of it together, under one run's strengths of the tactics. */
type Together = Record<Added | Multiplied | 'frictionRemoved' | 'pushFactor' | 'pullFactor', number>;

/** Nears `most` as the sum of effects grows, by a saturating exponential; what does harm is not softened. */
const saturating = (sum: number, most: number) => (sum > 0 ? most * (1 - exp(-sum / most)) : sum);

/** A presence's factor at its strength. */
const scaled = (factor: number | undefined, strength: number) =>
  factor === undefined ? 1 : Math.max(LEAST_FACTOR, 1 + strength * (factor - 1));

function togetherIn(condition: Condition, strength: (tactic: number) => number): Together {
  const { presences, pushFactor, pullFactor } = condition;
  const sums = { awareness: 0, pull: 0, buyIn: 0, frictionRemoved: 0 };
  const products = { giveUp: 1, repetition: 1, lapse: 1, peers: 1, championing: 1 };
  for (const { tactic, effect } of presences) {
    const own = strength(tactic);
    // Field by field, which is faster than by a list of them.
    sums.awareness += own * (effect.awareness ?? 0);
    sums.pull += own * (effect.pull ?? 0);
    sums.buyIn += own * (effect.buyIn ?? 0);
    sums.frictionRemoved += own * (effect.frictionRemoved ?? 0);
    products.giveUp *= scaled(effect.giveUp, own);
    products.repetition *= scaled(effect.repetition, own);
    products.lapse *= scaled(effect.lapse, own);
    products.peers *= scaled(effect.peers, own);
    products.championing *= scaled(effect.championing, own);
  }
  const together = { ...sums, ...products, pushFactor, pullFactor };
  for (const field of ADDED) together[field] = Math.max(0, saturating(sums[field], MOST_TOGETHER[field]));
  for (const field of MULTIPLIED) {
    if (products[field] === 1) continue;
    const sum = log(products[field]);
    const most = MOST_LOGARITHM[field];
    together[field] = exp(sum < 0 ? -saturating(-sum, most) : saturating(sum, most));
  }
  return together;
}

function rowsOf(conditions: readonly Together[], { set, steps }: PlanSegment, values: Float64Array): Float64Array {
  const base = set * PARAMETERS.length;
  const value = (name: keyof typeof INDEX) => values[base + INDEX[name]]!;
  const rows = new Float64Array(conditions.length * ROW_FIELDS);
  conditions.forEach((condition, index) => {
    const at = index * ROW_FIELDS;
    const ease = exp(-value('friction') * Math.max(0, steps - condition.frictionRemoved));
    const pull = ease * condition.pullFactor;
    rows[at + ROW.awareness] = (value('recall') + rateOf(condition.awareness)) * condition.pullFactor;
    rows[at + ROW.pull] = pull * (value('pull') + rateOf(condition.pull));
    rows[at + ROW.peers] = pull * value('influence') * condition.peers;
    rows[at + ROW.buyIn] = pull * (value('buyIn') + condition.buyIn);
    rows[at + ROW.giveUp] = value('giveUp') * condition.giveUp;
    rows[at + ROW.advance] = value('advance') * condition.repetition;
    rows[at + ROW.lapse] = condition.lapse;
    rows[at + ROW.champion] = value('champion') * condition.championing;
    rows[at + ROW.onPush] = condition.pushFactor;
    rows[at + ROW.onClick] = ease * condition.pushFactor;
  });
  return rows;
}

/** How much more or less is noticed and tried on the first, second … working day of a week than on an average one. Bananatag's opening rates. */
export const WEEKDAYS = [1.025, 1.025, 1, 0.985, 0.965];
const LAST_WEEKDAY = WEEKDAYS.length - 1;

/** For each day by how much faster or slower everything goes that makes people notice and try: the campaign's luck, the day's, and what day it is. */
function paceOf(plan: Plan, { calendar, set }: PlanSegment, values: Float64Array): Float64Array {
  const base = set * PARAMETERS.length;
  const { campaign, days } = placesIn(plan);
  const differ = values[base + INDEX.weekday]!;
  // Days off last, so that their place -1 is the one before the first.
  const open = [values[base + INDEX.daysOff]!, ...WEEKDAYS.map((factor) => Math.max(0, 1 + differ * (factor - 1)))];
  const luck = values[campaign]!;
  const places = plan.calendars[calendar]!;
  const pace = new Float64Array(plan.days);
  for (let day = 0; day < plan.days; day++)
    pace[day] = luck * values[days + day]! * open[Math.min(places[day]!, LAST_WEEKDAY) + 1]!;
  return pace;
}

/** For each day, what its messages and those before do to being noticed, to trying and to coming back; and the day's pace. */
function pushOf(
  plan: Plan,
  segment: PlanSegment,
  values: Float64Array,
  pace: Float64Array,
  ratesFor: (channel: number, set: number) => ChannelRates,
): Float64Array {
  const base = segment.set * PARAMETERS.length;
  const value = (name: keyof typeof INDEX) => values[base + INDEX[name]]!;
  const sums = new Float64Array(plan.days * PUSH_FIELDS);
  for (let day = 0; day < plan.days; day++) sums[day * PUSH_FIELDS + PUSH.pace] = pace[day]!;
  const { channels, recent } = plan.exposures[segment.exposure]!;
  const strength = strengthsIn(plan, values);
  const wear: Wear = {
    sameDay: value('sameDay'),
    week: value('week'),
    otherLanguage: value('otherLanguage'),
    offHours: value('offHours'),
  };
  for (const pushes of channels) {
    const doing = doneBy(pushes, recent, strength, wear);
    addChannel(pushes.days, doing, pace, sums, ratesFor(pushes.channel, segment.set));
  }
  return sums;
}

/** What wears messages out or keeps them from their readers. */
interface Wear {
  sameDay: number;
  week: number;
  otherLanguage: number;
  offHours: number;
}

/** What a channel's messages do on each of its days, in single messages at full strength: what is done at once, and what works on for days. */
type Doing = Record<'reach' | 'click' | 'comeback' | 'clickAtOnce' | 'comebackAtOnce', Float64Array>;

function doneBy(
  { days, asOne, kinds }: ChannelPushes,
  recent: Float64Array,
  strength: (tactic: number) => number,
  { sameDay, week, otherLanguage, offHours }: Wear,
): Doing {
  const doing: Doing = {
    reach: new Float64Array(days.length),
    click: new Float64Array(days.length),
    comeback: new Float64Array(days.length),
    clickAtOnce: new Float64Array(days.length),
    comebackAtOnce: new Float64Array(days.length),
  };
  for (const kind of kinds) {
    const { tactic, factors, at, counts: amounts } = kind;
    const own = strength(tactic);
    const reach = Math.max(0, 1 + own * (factors.reach - 1));
    const click = Math.max(0, 1 + own * (factors.click - 1));
    const comeback = Math.max(0, 1 + own * (factors.comeback - 1));
    for (let nth = 0; nth < at.length; nth++) {
      const left = amounts[nth]! * leftOf(kind, nth, otherLanguage, offHours);
      doing.reach[at[nth]!]! += left * reach;
      doing.click[at[nth]!]! += left * click * (1 - factors.atOnce);
      doing.comeback[at[nth]!]! += left * comeback * (1 - factors.atOnce);
      doing.clickAtOnce[at[nth]!]! += left * click * factors.atOnce;
      doing.comebackAtOnce[at[nth]!]! += left * comeback * factors.atOnce;
    }
  }
  const { first, further } = asOne;
  for (let index = 0; index < days.length; index++) {
    const left = (first[index]! + sameDay * further[index]!) / (1 + week * recent[days[index]!]!);
    doing.reach[index]! *= left;
    doing.click[index]! *= left;
    doing.comeback[index]! *= left;
    doing.clickAtOnce[index]! *= left;
    doing.comebackAtOnce[index]! *= left;
  }
  return doing;
}

/** How the messages of a channel work on those who have a set of parameters, of whom and others it reaches so many. */
function ratesOf(channel: number, set: number, values: Float64Array, circle: number): ChannelRates {
  const base = set * PARAMETERS.length;
  const value = (name: keyof typeof INDEX) => values[base + INDEX[name]]!;
  const at = CHANNEL_INDEX[channel]!;
  const kept = power(values[base + at.carryOver]!, 1 / 7);
  const usual = value('halfway');
  const shape = value('shape');
  const large = circle > 0 ? circle / (circle + value('circle')) : 0;
  return {
    reach: rateOf(values[base + at.reach]!),
    // What a message does in a large circle, all its days together, is what its chance says.
    click: rateOf(values[base + at.click]!) / inAll(kept, usual, shape),
    clickAtOnce: rateOf(values[base + at.click]!) * large,
    kept,
    halfway: circle > 0 ? (usual * circle) / (circle + value('circle')) : 1,
    shape,
  };
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
  /** What one message does to being followed that does it all on its own day; the less, the smaller the circle. */
  clickAtOnce: number;
  /** Share of a message still at work a day later. */
  kept: number;
  halfway: number;
  shape: number;
}

/** Messages too faded to matter. */
export const FADED = 1e-9;

// Constants of this file: those of others cost time in a loop that runs a million times.
const FIELDS = PUSH_FIELDS;
const { reach: REACH, click: CLICK, comeback: COMEBACK } = PUSH;

function addChannel(
  days: Uint32Array,
  { reach, click, comeback, clickAtOnce, comebackAtOnce }: Doing,
  pace: Float64Array,
  sums: Float64Array,
  rates: ChannelRates,
): void {
  const { kept } = rates;
  const horizon = sums.length / FIELDS;
  let working = 0;
  let returning = 0;
  let next = 0;
  for (let day = days[0]!; day < horizon; day++) {
    const today = pace[day]!;
    working *= kept;
    returning *= kept;
    if (next < days.length && days[next] === day) {
      sums[day * FIELDS + REACH]! += today * rates.reach * reach[next]!;
      sums[day * FIELDS + CLICK]! += today * rates.clickAtOnce * clickAtOnce[next]!;
      sums[day * FIELDS + COMEBACK]! += today * rates.clickAtOnce * comebackAtOnce[next]!;
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
    sums[day * FIELDS + CLICK]! += today * rates.click * saturated(working, rates);
    sums[day * FIELDS + COMEBACK]! += today * rates.click * saturated(returning, rates);
  }
}

/** The Hill curve, scaled to rise with the amount where that is small and the shape 1. */
function saturated(amount: number, { halfway, shape }: Pick<ChannelRates, 'halfway' | 'shape'>): number {
  if (shape === 1) return (amount * halfway) / (amount + halfway);
  const raised = power(amount, shape);
  return (halfway * raised) / (raised + power(halfway, shape));
}
