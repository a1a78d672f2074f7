import { dayOf, daysOf, type Day, type Drawn } from './secondModel.plan.testing.ts';

/**
 * The engagement model a second time: written from docs/model.md and what `tandem model --json` prints, and from nothing else of the engine. It is plain and
 * slow. Cells hold whole learners, who are drawn with random numbers of its own, or what is to be expected of them.
 */

/** What it reads of `tandem model --json`. */
export interface Model {
  parameters: {
    id: string;
    value: number;
    low: number;
    high: number;
    least: number;
    most: number;
    scale: 'plain' | 'log' | 'logit';
    forEveryone: boolean;
  }[];
  tactics: {
    id: string;
    form: 'message' | 'presence';
    effect: Record<string, number>;
    strength: { low: number; high: number };
  }[];
  channels: { id: string; personal: boolean }[];
  classes: { point: number; weight: number }[];
  /** Of the first working day after the weekend and those that follow. */
  weekdays: number[];
  daysOff: {
    weekend: number[];
    elsewhere: { weekend: number[]; zones: string[] }[];
    holidays: string[];
    whereSundayIsFree: string[];
  };
  fixed: {
    backgroundMessages: number;
    contactMemoryDays: number;
    faded: number;
    standardNormal95: number;
    offHours: number;
    mostEventFactor: number;
    presences: { most: Record<string, number>; leastFactor: number };
  };
}

/** What it reads of a campaign file. */
export interface PlanAsData {
  start: string;
  days: number;
  timeZone: string;
  segments: Segment[];
  touchpoints: Touchpoint[];
  events: { start: string; days: number; pushFactor: number; pullFactor: number; segments: string[] }[];
  goals: { metric: string; target: number; unit: string; date: string; segments: string[] }[];
  assumptions: Assumption[];
}
export interface Segment {
  id: string;
  size: number;
  timeZone: string;
  language: string;
  channels: string[];
  frictionSteps: number;
  preferredTime: string;
}
export interface Touchpoint {
  tactic: string;
  channel: string;
  segments: string[];
  start: string;
  days: number;
  cadence: string;
  time: { zone: string; at?: string };
  message: { language?: string };
  alsoAfter?: number[];
  monthlyBy?: string;
  exceptions?: (Partial<Pick<Touchpoint, 'time' | 'message'>> & { on: string; to?: string; skipped?: true })[];
  status?: string;
}
interface Assumption {
  parameter: string;
  value: number;
  low?: number;
  high?: number;
  segmentId?: string;
}

/** A parameter's value by its id. */
export type Values = (id: string) => number;
/** How many of so many leave with this chance: the number to be expected, or one that is drawn. */
export type Take = (count: number, chance: number) => number;
export type Random = () => number;

/** Where learners stand at the end of a day, by stage; those who opted out, by how far they had come. */
export interface Standing {
  stages: number[];
  optedOut: { unaware: number; aware: number; tried: number };
}

const STAGES = [
  'unaware',
  'aware',
  'tried',
  'triedAgain',
  'use1',
  'use2',
  'use3',
  'habitual',
  'champion',
  'lapsed',
  'lapsedAgain',
] as const;
const at = Object.fromEntries(STAGES.map((stage, place) => [stage, place])) as Record<(typeof STAGES)[number], number>;
const USING = [at.use1, at.use2, at.use3, at.habitual, at.champion];
const FATIGUES = [0, 1, 2, 3];

export const expected: Take = (count, chance) => count * chance;

/** A binomial number by the gaps between those who leave. */
export const drawnBy =
  (random: Random): Take =>
  (count, chance) => {
    if (chance <= 0 || count === 0) return 0;
    if (chance >= 1) return count;
    const gap = Math.log1p(-chance);
    let hits = 0;
    for (let place = 0; ; hits++) {
      place += 1 + Math.floor(Math.log(1 - random()) / gap);
      if (place > count) return hits;
    }
  };

/** Numbers in [0, 1) from a seed: mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** What a run draws beside what learners do. `deviate` is called once for every name. */
export interface Deviates {
  parameter: (id: string) => number;
  strength: (tactic: string) => number;
  campaign: number;
  day: (day: number) => number;
}

export const atMedians: Deviates = { parameter: () => 0, strength: () => 0, campaign: 0, day: () => 0 };

/** A run's own deviates, each drawn when it is first asked for. */
export function deviatesBy(random: Random): Deviates {
  const drawn = new Map<string, number>();
  const of = (name: string) => {
    if (!drawn.has(name)) drawn.set(name, normal(random));
    return drawn.get(name)!;
  };
  return {
    parameter: (id) => of(`parameter ${id}`),
    strength: (tactic) => of(`strength ${tactic}`),
    campaign: of('campaign'),
    day: (day) => of(`day ${day}`),
  };
}

const SCALES = {
  plain: { to: (x: number) => x, from: (y: number) => y, ends: [-Infinity, Infinity] },
  log: { to: Math.log, from: Math.exp, ends: [0, Infinity] },
  logit: { to: (x: number) => Math.log(x / (1 - x)), from: (y: number) => 1 / (1 + Math.exp(-y)), ends: [0, 1] },
} as const;

/** The values of all parameters for one segment, or for what acts on everybody together. */
export function valuesFor(plan: PlanAsData, model: Model, deviates: Deviates, segmentId?: string): Values {
  const values = new Map<string, number>();
  for (const parameter of model.parameters) {
    const { id, forEveryone } = parameter;
    const own = plan.assumptions.filter((assumption) => assumption.parameter === id);
    const common = own.findLast((assumption) => assumption.segmentId === undefined);
    const single = own.findLast((assumption) => segmentId !== undefined && assumption.segmentId === segmentId);
    const assumed = forEveryone ? common : (single ?? common);
    values.set(id, valueOf(parameter, assumed, model.fixed.standardNormal95 , deviates.parameter(id)));
  }
  return (id) => values.get(id)!;
}

function valueOf(
  parameter: Model['parameters'][number],
  assumed: Assumption | undefined,
  likely95: number,
  deviate: number,
): number {
  const { to, from, ends } = SCALES[parameter.scale];
  const within = (x: number) => Math.min(parameter.most, Math.max(parameter.least, x));
  const median = within(assumed ? assumed.value : parameter.value);
  if (deviate === 0 || ends.some((end) => end === median)) return median;
  const side = deviate < 0 ? 'low' : 'high';
  const end = assumed ? assumed[side] : parameter[side];
  let spread = to(parameter[side]) - to(parameter.value);
  if (end !== undefined) {
    let likely = within(side === 'low' ? Math.min(end, median) : Math.max(end, median));
    for (const last of ends) if (side === 'low' ? likely <= last : likely >= last) likely = last + (median - last) / 1000;
    spread = to(likely) - to(median);
  }
  return within(from(to(median) + (Math.abs(deviate) * spread) / likely95));
}

/** One run, or what is to be expected: where every segment stands at the end of every day. */
export function run(plan: PlanAsData, model: Model, deviates: Deviates = atMedians, take: Take = expected): Standing[][] {
  const common = valuesFor(plan, model, deviates);
  const drawn: Drawn = {
    pace: (day) =>
      common('variation.campaign') * deviates.campaign + common('variation.day') * deviates.day(day),
    strength: (tactic) => strengthOf(model, tactic, deviates.strength(tactic)),
  };
  const groups = plan.segments.map((segment) => {
    const values = valuesFor(plan, model, deviates, segment.id);
    return {
      values,
      days: daysOf(plan, model, segment, values, drawn),
      people: peopleOf(segment.size, model, take),
      optedOut: { unaware: 0, aware: 0, tried: 0 },
    };
  });
  const learners = plan.segments.reduce((total, { size }) => total + size, 0);
  let evidence = 0;
  return Array.from({ length: plan.days }, (_, day) => {
    const active = groups.reduce((total, { people }) => total + countIn(people, USING), 0);
    evidence += (active / learners - evidence) / common('buyIn.memory');
    const peers = peersOf(groups, day, common, evidence, learners, model);
    return groups.map((group) => {
      const today = group.days[day]!;
      group.people = stagesAfter(group, today, peers, evidence, model, take);
      group.people = tiredAfter(group, today, model, take);
      return {
        stages: STAGES.map((_name, stage) => countIn(group.people, [stage])),
        optedOut: { ...group.optedOut },
      };
    });
  });
}

function strengthOf(model: Model, tactic: string, deviate: number): number {
  const { low, high } = model.tactics.find(({ id }) => id === tactic)?.strength ?? { low: 1, high: 1 };
  return 1 + ((deviate < 0 ? 1 - low : high - 1) * deviate) / model.fixed.standardNormal95;
}

interface Group {
  values: Values;
  people: People;
  days: Day[];
  optedOut: Standing['optedOut'];
}

/** Learners by stage, class and fatigue. */
type People = number[][][];
const nobody = (model: Model): People =>
  STAGES.map(() => model.classes.map(() => FATIGUES.map(() => 0)));
const countIn = (people: People, stages: readonly number[]) =>
  stages.reduce((total, stage) => total + people[stage]!.flat().reduce((all, count) => all + count, 0), 0);

function peopleOf(size: number, model: Model, take: Take): People {
  const people = nobody(model);
  let left = size;
  let weightLeft = 1;
  for (const [place, { weight }] of model.classes.entries()) {
    const count = place === model.classes.length - 1 ? left : take(left, weight / weightLeft);
    people[at.unaware]![place]![0] = count;
    left -= count;
    weightLeft -= weight;
  }
  return people;
}

type Rates = [to: number, rate: number][];

/** The rates of a day by stage, but for opting out, of learners of one class and fatigue. */
function ratesOf(values: Values, today: Day, point: number, fatigue: number, peers: number, evidence: number): Rates[] {
  const spread = values('responsiveness.spread');
  const z = Math.exp(spread * point - spread ** 2 / 2);
  const v = Math.exp(values('habit.spread') * point);
  const g = fatigue === 0 ? 1 : values(`fatigue.attention${fatigue}`);
  const ease = Math.exp(-values('trying.friction') * today.steps);
  const pulled =
    today.pulling *
    (values('trying.pull') -
      Math.log(1 - today.pull) +
      values('peers.influence') * today.peers * peers +
      (values('buyIn.weight') + today.buyIn) * evidence);
  const noticing = z * g * today.reach + today.pulling * (values('awareness.recall') - Math.log(1 - today.awareness));
  const trying = z * ease * (pulled + g * today.click);
  const returning = z * ease * (pulled + g * today.comeback);
  const givingUp = values('trying.giveUp') * today.giveUp;
  const growing = values('habit.advance') * v * today.repetition;
  const lapsing = lapsingOf(values, today);
  const rates: Rates[] = STAGES.map(() => []);
  rates[at.unaware] = [[at.aware, noticing]];
  rates[at.aware] = [
    [at.tried, trying],
    [at.unaware, Math.LN2 / values('awareness.halfLife')],
  ];
  rates[at.tried] = [
    [at.use1, values('trying.start')],
    [at.lapsed, givingUp],
  ];
  rates[at.triedAgain] = [
    [at.use1, values('trying.start')],
    [at.lapsedAgain, givingUp],
  ];
  rates[at.lapsed] = [[at.triedAgain, returning * values('trying.comeback')]];
  rates[at.lapsedAgain] = [[at.triedAgain, returning * values('trying.laterComeback')]];
  for (const [level, stage] of USING.entries()) rates[stage] = [[at.lapsed, lapsing(level)]];
  for (const stage of [at.use1, at.use2, at.use3]) rates[stage]!.push([stage + 1, growing]);
  rates[at.habitual]!.push([at.champion, values('champions.rate') * today.championing]);
  return rates;
}

const lapsingOf = (values: Values, today: Day) => (level: number) =>
  values('habit.lapse') * values('habit.hold') ** level * today.lapse;

/** P: what active learners weigh among all, in the middle of the day. */
function peersOf(
  groups: readonly Group[],
  day: number,
  common: Values,
  evidence: number,
  learners: number,
  model: Model,
): number {
  const champion = common('peers.champions');
  const trying = common('peers.trying');
  const half = (rate: number) => Math.min(1, rate / 2 / (1 + rate / 4));
  const weights = groups.map(
    ({ people }) =>
      countIn(people, USING.slice(0, 4)) +
      champion * countIn(people, [at.champion]) +
      trying * countIn(people, [at.tried, at.triedAgain]),
  );
  const morning = weights.reduce((total, weight) => total + weight, 0) / learners;
  let change = 0;
  for (const { values, people, days } of groups) {
    const today = days[day]!;
    const start = values('trying.start');
    const leaving = start + values('trying.giveUp') * today.giveUp;
    const tried = countIn(people, [at.tried, at.triedAgain]);
    if (leaving > 0) change += tried * half(leaving) * (start / leaving - trying);
    const lapsing = lapsingOf(values, today);
    for (const [level, stage] of USING.entries())
      change -= countIn(people, [stage]) * half(lapsing(level)) * (stage === at.champion ? champion : 1);
    change +=
      countIn(people, [at.habitual]) * half(values('champions.rate') * today.championing) * (champion - 1);
    if (trying === 0) continue;
    for (const [place, { point }] of model.classes.entries())
      for (const fatigue of FATIGUES) {
        const rates = ratesOf(values, today, point, fatigue, morning, evidence);
        for (const stage of [at.aware, at.lapsed, at.lapsedAgain])
          change += people[stage]![place]![fatigue]! * half(rates[stage]![0]![1]) * trying;
      }
  }
  return Math.max(0, morning + change / learners);
}

/** Whoever opts out does so first; then everybody leaves before anybody arrives. */
function stagesAfter(group: Group, today: Day, peers: number, evidence: number, model: Model, take: Take): People {
  const { values, people, optedOut } = group;
  const after = nobody(model);
  for (const [place, { point }] of model.classes.entries())
    for (const fatigue of FATIGUES) {
      const rates = ratesOf(values, today, point, fatigue, peers, evidence);
      for (const [stage, ways] of rates.entries()) {
        let staying = people[stage]![place]![fatigue]!;
        if (staying === 0) continue;
        const inUse = USING.includes(stage) ? values('optOut.inUse') : 1;
        const gone = take(staying, 1 - Math.exp(-today.contacts * values('optOut.rate') * (1 + fatigue) * inUse));
        optedOut[stage === at.unaware ? 'unaware' : stage === at.aware ? 'aware' : 'tried'] += gone;
        staying -= gone;
        let rate = ways.reduce((total, [, one]) => total + one, 0);
        let leaving = take(staying, 1 - Math.exp(-rate));
        after[stage]![place]![fatigue]! += staying - leaving;
        for (const [way, [to, one]] of ways.entries()) {
          const taken = way === ways.length - 1 ? leaving : take(leaving, rate > 0 ? one / rate : 0);
          after[to]![place]![fatigue]! += taken;
          leaving -= taken;
          rate -= one;
        }
      }
    }
  return after;
}

/** Fatigue rises by a Poisson number of levels, or falls by one. */
function tiredAfter({ values, people }: Group, today: Day, model: Model, take: Take): People {
  const after = nobody(model);
  for (const [stage, classes] of people.entries()) {
    const dormant = stage === at.lapsed || stage === at.lapsedAgain ? values('fatigue.dormant') : 1;
    const rise =
      (today.contacts * values('fatigue.rise') * dormant * values('fatigue.background')) /
      model.fixed.backgroundMessages;
    for (const [place, levels] of classes.entries())
      for (const [fatigue, count] of levels.entries()) {
        const untouched = take(count, Math.exp(-rise));
        const rested = fatigue > 0 ? take(untouched, 1 - Math.exp(-values('fatigue.recover'))) : 0;
        after[stage]![place]![fatigue]! += untouched - rested;
        if (fatigue > 0) after[stage]![place]![fatigue - 1]! += rested;
        let left = count - untouched;
        let chance = rise * Math.exp(-rise);
        let chanceLeft = 1 - Math.exp(-rise);
        for (let up = 1; left > 0; up++) {
          const taken = fatigue + up >= 3 ? left : take(left, Math.min(1, chance / chanceLeft));
          after[stage]![place]![Math.min(3, fatigue + up)]! += taken;
          left -= taken;
          chanceLeft -= chance;
          chance *= rise / (up + 1);
        }
      }
  }
  return after;
}

/** Whether each goal of the plan is reached in a run. */
export function goalsOf(plan: PlanAsData, days: readonly Standing[][]): boolean[] {
  return plan.goals.map(({ metric, target, unit, date, segments }) => {
    const day = Math.min(dayOf(date) - dayOf(plan.start), plan.days - 1);
    const meant = plan.segments.map(({ id }) => segments.length === 0 || segments.includes(id));
    const size = plan.segments.reduce((total, segment, place) => total + (meant[place] ? segment.size : 0), 0);
    const wanted = unit === 'share' ? Math.ceil(target * size * (1 - 1e-12)) : target;
    if (day < 0) return wanted <= 0;
    return days[day]!.reduce((total, standing, place) => total + (meant[place] ? metricOf(metric, standing) : 0), 0) >= wanted;
  });
}

/** How many learners a goal or a series counts. */
export function metricOf(metric: string, { stages, optedOut }: Standing): number {
  const from = (first: number, last: number) => stages.slice(first, last + 1).reduce((total, count) => total + count, 0);
  if (metric === 'aware') return from(at.aware, at.lapsedAgain) + optedOut.aware + optedOut.tried;
  if (metric === 'tried') return from(at.tried, at.lapsedAgain) + optedOut.tried;
  if (metric === 'active') return from(at.use1, at.champion);
  if (metric === 'habitual') return from(at.habitual, at.champion);
  return stages[at.champion]!;
}
