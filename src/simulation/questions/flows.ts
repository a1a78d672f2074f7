import { DRIVERS, type Driver } from '#contract/why.ts';
import { changeUntilMiddle, weightOf, withinHalf } from '../model/agents.ts';
import { effectsOf, type Effects, type Traits } from '../model/effects.ts';
import { forcesOf, type Forces } from '../model/forces.ts';
import { exp, expm1 } from '../numbers/mathematics.ts';
import { FATIGUES, STAGE, STAGES } from '../numbers/layouts.ts';
import type { Plan } from '../plan/plan.ts';
import { thereOn } from '../forecast/fromRuns.ts';
import { onAverageDays, type MessageShare } from './messageShares.ts';
import { partsOn, type Deed, type presencesIn, type PresenceShare } from './presenceShares.ts';

/**
 * The expectation in plain steps, with every flow into and out of active use, and of awareness, told apart by what drives it. Rates that add up share
 * the learners who move in proportion, so that the parts of a day add up to its change. What multiplies is laid over in this order: each message at full
 * attention on an average day, then what is there for people, then events, then the day of the week, then fatigue.
 */

/** The places of what drives a flow; touchpoints follow them by their places in the campaign. */
const AT = Object.fromEntries(DRIVERS.map((driver, place) => [driver, place])) as Record<Driver, number>;
/** The drivers of tries that are told apart on a day before touchpoints and fatigue are. */
const SHARED = [AT.itself, AT.presences, AT.events, AT.days, AT.peers, AT.seniors] as const;

/** Learners by driver, then by touchpoint, who came (or went) within the days asked about; and how many there are before and after. */
export interface Balance {
  before: number;
  after: number;
  flows: Float64Array;
}

export interface FlowOptions {
  values: Float64Array;
  /** Indices of the segments that count; all move, since all are peers. */
  counted: readonly number[];
  /** Whether the days that follow are learners' own, counted from the one on which they start. */
  byOwnDay: boolean;
  /** Flows of the days from … until - 1 are told apart. */
  from: number;
  until: number;
  /** The day from which tries are told apart: whoever is trying then does so for earlier reasons. */
  tracked: number;
  touchpoints: number;
  /** Shares of the touchpoints from `tracked` on. */
  sharesOf: (segment: number) => MessageShare[];
  /** The touchpoints that are there, each by itself. */
  presencesOf: ReturnType<typeof presencesIn>;
}

/** What becomes of the learners who count, under these values. */
export function flowsOf(plan: Plan, options: FlowOptions): { active: Balance; aware: Balance } {
  const { values, counted, from, until, tracked, touchpoints, sharesOf, presencesOf } = options;
  const views = viewsOf(plan, values);
  const { society } = views.whole;
  const counts = new Set(counted);
  const causes = DRIVERS.length + touchpoints;
  const startOf = (segment: number) => plan.segments[segment]!.start ?? 0;
  const countedDay = (segment: number, day: number) => (options.byOwnDay ? day - startOf(segment) : day);
  const populations = plan.segments.map(() => nobodyIn(plan));
  const trying = plan.segments.map(() => new Float64Array(FATIGUES * causes));
  const active: Balance = { before: 0, after: 0, flows: new Float64Array(causes) };
  const aware: Balance = { before: 0, after: 0, flows: new Float64Array(causes) };
  const stand = (at: 'before' | 'after', segment: number) => {
    active[at] += learnersIn(populations[segment]!, IN_USE);
    aware[at] += learnersIn(populations[segment]!, [STAGE.aware]);
  };
  const there = thereOn(plan, [...plan.segments.keys()]);
  const last = until + (options.byOwnDay ? Math.max(...counted.map(startOf)) : 0);
  let evidence = 0;
  for (let day = 0; day < last; day++) {
    const started = [...plan.segments.keys()].filter((segment) => startOf(segment) <= day);
    for (const segment of started)
      if (startOf(segment) === day) begin(populations[segment]!, plan, views.whole.traits[segment]!, segment);
    for (const segment of counted) {
      const own = countedDay(segment, day);
      if (own === from) stand('before', segment);
      if (own !== tracked) continue;
      const { cells, classes } = populations[segment]!;
      for (const stage of [STAGE.tried, STAGE.triedAgain])
        for (let c = 0; c < classes; c++)
          for (let f = 0; f < FATIGUES; f++)
            trying[segment]![f * causes + AT.earlier]! += cells[cellAt(stage, c, f, classes)]!;
    }
    const learners = there[day]! || 1;
    const inUse = populations.reduce((sum, population) => sum + learnersIn(population, IN_USE), 0);
    evidence += (inUse / learners - evidence) / society.memory;
    const forces = plan.segments.map((_, segment) => forcesOf(plan, views.whole, segment, day));
    const influence = influenceOn(learners, populations, forces, views.whole, evidence);
    for (const segment of started) {
      const own = countedDay(segment, day);
      const isTold = counts.has(segment) && own >= tracked && own < until;
      const told = isTold
        ? {
            pushed: pushedBy(views, plan, segment, day, influence, evidence),
            shares: sharesOf(segment),
            present: presentOn(presencesOf(segment), views, segment, day, influence, evidence),
            day: own - tracked,
            causes,
            trying: trying[segment]!,
            active: own >= from ? active.flows : undefined,
            aware: own >= from ? aware.flows : undefined,
          }
        : undefined;
      live(populations[segment]!, views.whole.traits[segment]!, forces[segment]!, influence, evidence, told);
    }
    for (const segment of counted) if (countedDay(segment, day) === until - 1) stand('after', segment);
  }
  return { active, aware };
}

const IN_USE = [STAGE.using, STAGE.using2, STAGE.using3, STAGE.habitual, STAGE.champion];

/** The plan as it is, and less by less of what multiplies: without the days' pace, without events, without what is there for people. */
interface Views {
  plans: { calm: Plan; bare: Plan };
  whole: Effects;
  even: Effects;
  calm: Effects;
  bare: Effects;
}

function viewsOf(plan: Plan, values: Float64Array): Views {
  const even = onAverageDays(plan, values);
  const without = { pushFactor: 1, pullFactor: 1 };
  const calm = { ...plan, conditions: plan.conditions.map((condition) => ({ ...condition, ...without })) };
  const bare = { ...plan, conditions: plan.conditions.map(() => ({ presences: [], ...without })) };
  return {
    plans: { calm, bare },
    whole: effectsOf(plan, values),
    even: effectsOf(plan, even),
    calm: effectsOf(calm, even),
    bare: effectsOf(bare, even),
  };
}

/** What drives hearing of it, trying it and coming back on a day, as rates at full attention and average responsiveness. */
interface Pushed {
  /** In the order of SHARED. What is noticed of messages hangs on responsiveness, hearing of it without any does not. */
  hearing: number[];
  noticing: number[];
  trying: number[];
  returning: number[];
  /** What single messages do to each. */
  reach: number;
  click: number;
  comeback: number;
  bare: Forces;
}

function pushedBy(
  { plans, whole, even, calm, bare }: Views,
  plan: Plan,
  segment: number,
  day: number,
  influence: number,
  evidence: number,
): Pushed {
  const none = forcesOf(plans.bare, bare, segment, day);
  const steps = [
    none,
    forcesOf(plans.calm, calm, segment, day),
    forcesOf(plan, even, segment, day),
    forcesOf(plan, whole, segment, day),
  ];
  const layersOf = (total: (forces: Forces) => number) =>
    steps.slice(1).map((forces, index) => total(forces) - total(steps[index]!));
  const willing = ({ pull, peers, buyIn }: Forces) => pull + peers * influence + buyIn * evidence;
  const social = [none.peers * influence, none.buyIn * evidence];
  return {
    hearing: [none.awareness, ...layersOf(({ awareness }) => awareness), 0, 0],
    noticing: [0, ...layersOf(({ reach }) => reach), 0, 0],
    trying: [none.pull, ...layersOf((forces) => willing(forces) + forces.click), ...social],
    returning: [none.pull, ...layersOf((forces) => willing(forces) + forces.comeback), ...social],
    reach: none.reach,
    click: none.click,
    comeback: none.comeback,
    bare: none,
  };
}

/** The parts of the touchpoints that are there in what is there for people, by the same forces. */
function presentOn(
  presences: ReturnType<FlowOptions['presencesOf']>,
  { plans, bare }: Views,
  segment: number,
  day: number,
  influence: number,
  evidence: number,
): PresenceShare[] {
  const willing = ({ pull, peers, buyIn }: Forces) => pull + peers * influence + buyIn * evidence;
  return partsOn(presences, day, forcesOf(plans.bare, bare, segment, day), (forces) => ({
    hearing: forces.awareness,
    noticing: forces.reach,
    trying: willing(forces) + forces.click,
    returning: willing(forces) + forces.comeback,
    staying: forces.giveUp,
    holding: forces.lapse,
  }));
}

/** Gives what is there for people to the touchpoints that are; what none of them can have done stays with all. */
function give(into: Float64Array, learners: number, present: readonly PresenceShare[], deed: Deed): void {
  let given = 0;
  for (const { touchpoint, parts } of present) {
    into[DRIVERS.length + touchpoint]! += learners * parts[deed];
    given += learners * parts[deed];
  }
  into[AT.presences]! += learners - given;
}

/** Learners of a segment by stage, class and fatigue, in that order. */
interface Population {
  cells: Float64Array;
  classes: number;
}

const cellAt = (stage: number, c: number, fatigue: number, classes: number) =>
  (stage * classes + c) * FATIGUES + fatigue;

const nobodyIn = ({ classes }: Plan): Population => ({ cells: new Float64Array(STAGES * classes * FATIGUES), classes });

/** Lets the learners of a segment start. */
function begin({ cells, classes }: Population, { segments }: Plan, { shares }: Traits, segment: number): void {
  for (let c = 0; c < classes; c++) cells[cellAt(STAGE.unaware, c, 0, classes)] = shares[c]! * segments[segment]!.size;
}

function learnersIn({ cells, classes }: Population, stages: readonly number[]): number {
  let sum = 0;
  for (const stage of stages) {
    const until = cellAt(stage + 1, 0, 0, classes);
    for (let cell = cellAt(stage, 0, 0, classes); cell < until; cell++) sum += cells[cell]!;
  }
  return sum;
}

/** What peers weigh for everybody in the middle of the day: see docs/model-rules.md. */
function influenceOn(
  learners: number,
  populations: readonly Population[],
  forces: readonly Forces[],
  { traits, society }: Effects,
  evidence: number,
): number {
  let before = 0;
  let weight = 0;
  populations.forEach((population, segment) => {
    for (let stage = 0; stage < STAGES; stage++) {
      const there = learnersIn(population, [stage]);
      const own = weightOf(stage, society);
      before += there * own;
      weight += there * (own + changeUntilMiddle(stage, forces[segment]!, traits[segment]!, society));
    }
  });
  if (society.trying > 0) {
    const atStart = before / learners;
    populations.forEach((population, segment) => {
      const { cells, classes } = population;
      const willing = willingnessOf(forces[segment]!, traits[segment]!, atStart, evidence);
      for (const stage of [STAGE.aware, STAGE.lapsed, STAGE.lapsedAgain])
        for (let c = 0; c < classes; c++)
          for (let f = 0; f < FATIGUES; f++)
            weight += society.trying * withinHalf(willing(stage, c, f)) * cells[cellAt(stage, c, f, classes)]!;
    });
  }
  return Math.max(0, weight) / learners;
}

/** How fast learners of a stage, class and fatigue come to try it, for the first time or again. */
function willingnessOf(forces: Forces, traits: Traits, influence: number, evidence: number) {
  const pull = forces.pull + forces.peers * influence + forces.buyIn * evidence;
  return (stage: number, c: number, fatigue: number): number => {
    const message = stage === STAGE.aware ? forces.click : forces.comeback;
    const rate = traits.responsiveness[c]! * (pull + traits.attention[fatigue]! * message);
    if (stage === STAGE.aware) return rate;
    return rate * (stage === STAGE.lapsed ? traits.comeback : traits.laterComeback);
  };
}

/** The share of those who move, by the sum of their rates, for each unit of a rate. */
const perRate = (rate: number) => (rate < 1e-12 ? 1 : -expm1(-rate) / rate);

/** Where flows are told apart to, and by what. */
interface Told {
  pushed: Pushed;
  shares: readonly MessageShare[];
  present: readonly PresenceShare[];
  /** The day among those of the shares. */
  day: number;
  causes: number;
  /** Learners who are trying it, by fatigue and by what made them. */
  trying: Float64Array;
  active: Float64Array | undefined;
  aware: Float64Array | undefined;
}

/** A day of a segment. */
function live(
  { cells, classes }: Population,
  traits: Traits,
  forces: Forces,
  influence: number,
  evidence: number,
  told: Told | undefined,
): void {
  const before = cells.slice();
  const willing = willingnessOf(forces, traits, influence, evidence);
  const outOf = (factor: number, f: number) => exp(-forces.contacts * traits.optOut * factor * (1 + f));
  if (told) tellTries(told, traits, forces, before, classes, outOf);
  for (let c = 0; c < classes; c++) {
    for (let f = 0; f < FATIGUES; f++) {
      const at = (stage: number) => cellAt(stage, c, f, classes);
      const idle = outOf(1, f);
      const used = outOf(traits.optOutInUse, f);
      const move = (stage: number, left: number, onward: number, to: number, back = 0, backTo = 0) => {
        const there = before[at(stage)]!;
        const each = there * left * perRate(onward + back);
        cells[at(stage)]! += there * (left - 1) - each * (onward + back);
        cells[at(to)]! += each * onward;
        if (back > 0) cells[at(backTo)]! += each * back;
      };
      const noticing = traits.responsiveness[c]! * traits.attention[f]! * forces.reach + forces.awareness;
      move(STAGE.unaware, idle, noticing, STAGE.aware);
      move(STAGE.aware, idle, willing(STAGE.aware, c, f), STAGE.tried, traits.forget, STAGE.unaware);
      move(STAGE.tried, idle, traits.start, STAGE.using, forces.giveUp, STAGE.lapsed);
      move(STAGE.triedAgain, idle, traits.start, STAGE.using, forces.giveUp, STAGE.lapsedAgain);
      move(STAGE.lapsed, idle, willing(STAGE.lapsed, c, f), STAGE.triedAgain);
      move(STAGE.lapsedAgain, idle, willing(STAGE.lapsedAgain, c, f), STAGE.triedAgain);
      IN_USE.forEach((stage, level) => {
        let onward = stage < STAGE.habitual ? forces.advance * traits.speed[c]! : 0;
        if (stage === STAGE.habitual) onward = forces.champion;
        const back = forces.lapse * traits.lapse[level]!;
        move(stage, used, onward, stage === STAGE.champion ? stage : stage + 1, back, STAGE.lapsed);
        if (!told?.active) return;
        const there = before[at(stage)]!;
        const each = there * used * perRate(onward + back) * traits.lapse[level]!;
        // What would be lost without what holds people, and what that holds.
        told.active[AT.lapses]! -= each * told.pushed.bare.lapse;
        give(told.active, each * (told.pushed.bare.lapse - forces.lapse), told.present, 'holding');
        told.active[AT.optOuts]! -= there * (1 - used);
      });
    }
  }
  for (let stage = 0; stage < STAGES; stage++) {
    const isDormant = stage === STAGE.lapsed || stage === STAGE.lapsedAgain;
    const tire = forces.contacts * traits.rise * (isDormant ? traits.dormant : 1);
    for (let c = 0; c < classes; c++) tireIn(cells, cellAt(stage, c, 0, classes), 1, tire, traits.recover);
  }
  if (told)
    for (let cause = 0; cause < told.causes; cause++)
      tireIn(told.trying, cause, told.causes, forces.contacts * traits.rise, traits.recover);
}

/** Who hears of it, tries it and takes it up on a day, by what drives them. Reads the cells of the day's start. */
function tellTries(
  { pushed, shares, present, day, causes, trying, active, aware }: Told,
  traits: Traits,
  forces: Forces,
  before: Float64Array,
  classes: number,
  outOf: (factor: number, fatigue: number) => number,
): void {
  const sumOf = (rates: readonly number[]) => rates.reduce((sum, rate) => sum + rate, 0);
  const [trial, again] = [sumOf(pushed.trying) + pushed.click, sumOf(pushed.returning) + pushed.comeback];
  for (let f = 0; f < FATIGUES; f++) {
    const left = outOf(1, f);
    const lost = 1 - traits.attention[f]!;
    // Learners who move for each unit of a rate: who hear of it, notice messages, try and come back.
    let hears = 0;
    let noticing = 0;
    let tries = 0;
    let returns = 0;
    let forgets = 0;
    let goes = 0;
    for (let c = 0; c < classes; c++) {
      const z = traits.responsiveness[c]!;
      const there = (stage: number) => before[cellAt(stage, c, f, classes)]! * left;
      const hearing = there(STAGE.unaware) * perRate(z * (1 - lost) * forces.reach + forces.awareness);
      hears += hearing;
      noticing += z * hearing;
      const rate = z * (trial - lost * forces.click);
      const moving = there(STAGE.aware) * perRate(rate + traits.forget);
      tries += z * moving;
      forgets += moving * traits.forget;
      goes += moving * rate;
      const returning = z * (again - lost * forces.comeback);
      for (const [stage, comeback] of [
        [STAGE.lapsed, traits.comeback],
        [STAGE.lapsedAgain, traits.laterComeback],
      ] as const)
        returns += z * comeback * there(stage) * perRate(returning * comeback);
      if (aware) aware[AT.optOuts]! -= before[cellAt(STAGE.aware, c, f, classes)]! * (1 - left);
    }
    if (aware) {
      SHARED.forEach((cause, place) => {
        const [heard, noticed] = [hears * pushed.hearing[place]!, noticing * pushed.noticing[place]!];
        if (cause !== AT.presences) return void (aware[cause]! += heard + noticed);
        give(aware, heard, present, 'hearing');
        give(aware, noticed, present, 'noticing');
      });
      aware[AT.fatigue]! -= noticing * lost * forces.reach;
      aware[AT.forgetting]! -= forgets;
      aware[AT.tries]! -= goes;
      for (const { touchpoint, parts } of shares)
        aware[DRIVERS.length + touchpoint]! += noticing * pushed.reach * parts.reach[day]!;
    }
    // Who tries it takes it up or gives up; without what is there for people more of them would give up.
    const onward = left * perRate(traits.start + forces.giveUp) * traits.start;
    const bareOnward = left * perRate(traits.start + pushed.bare.giveUp) * traits.start;
    const staying = left * exp(-traits.start - forces.giveUp);
    const own = trying.subarray(f * causes, (f + 1) * causes);
    for (let cause = 0; cause < causes; cause++) {
      const there = own[cause]!;
      if (there === 0) continue;
      if (active) {
        active[cause]! += there * bareOnward;
        give(active, there * (onward - bareOnward), present, 'staying');
      }
      own[cause] = there * staying;
    }
    SHARED.forEach((cause, place) => {
      const [tried, returned] = [tries * pushed.trying[place]!, returns * pushed.returning[place]!];
      if (cause !== AT.presences) return void (own[cause]! += tried + returned);
      give(own, tried, present, 'trying');
      give(own, returned, present, 'returning');
    });
    own[AT.fatigue]! -= lost * (tries * forces.click + returns * forces.comeback);
    for (const { touchpoint, parts } of shares)
      own[DRIVERS.length + touchpoint]! +=
        tries * pushed.click * parts.click[day]! + returns * pushed.comeback * parts.comeback[day]!;
  }
}

/** Moves learners between the levels of fatigue, which stand `stride` apart: a Poisson number of levels up, or one down for whom no message has tired. */
function tireIn(cells: Float64Array, first: number, stride: number, tire: number, recover: number): void {
  const none = exp(-tire);
  const once = none * tire;
  const twice = (once * tire) / 2;
  const down = none * -expm1(-recover);
  const [rested, little, tired, worn] = [
    cells[first]!,
    cells[first + stride]!,
    cells[first + 2 * stride]!,
    cells[first + 3 * stride]!,
  ];
  cells[first] = rested * none + little * down;
  cells[first + stride] = rested * once + little * (none - down) + tired * down;
  cells[first + 2 * stride] = rested * twice + little * once + tired * (none - down) + worn * down;
  // All further levels end at the last.
  const beyond = 1 - none;
  cells[first + 3 * stride] =
    rested * (beyond - once - twice) + little * (beyond - once) + tired * beyond + worn * (1 - down);
}
