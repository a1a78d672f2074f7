import { withinCap } from './secondModel.cap.testing.ts';
import { sum, type Campaign, type Model, type Values } from './secondModel.data.testing.ts';
import { atMedians, expected, strengthOf, valuesFor, type Deviates, type Take } from './secondModel.draws.testing.ts';
import { dayOf, daysOf, type Day } from './secondModel.plan.testing.ts';

/**
 * The engagement model a second time, written from docs/model.md, docs/model-rules.md, docs/tactics.md and what `tandem model --json` prints, so that a
 * fault of the engine cannot hide behind what its own ways share. It imports nothing of the engine and nothing that reads a plan (layers.test.ts); a
 * campaign is data to it. Plain, not fast.
 */

/** Where the learners of a segment stand at the end of a day, by stage; whoever opted out, by how far they had come. */
export type Standing = Record<string, number>;

const USING = ['using', 'using2', 'using3', 'habitual', 'champion'];
const TRYING = ['tried', 'triedAgain'];
const LOST = ['lostUnaware', 'lostAware', 'lostLater'];

/** One run, or what is to be expected: for every day and segment where learners stand. */
export function run(
  campaign: Campaign,
  model: Model,
  deviates: Deviates = atMedians,
  take: Take = expected,
): Standing[][] {
  const common = valuesFor(campaign, model, deviates);
  const luck = {
    pace: (day: number) =>
      Math.exp(common('variation.campaign') * deviates.campaign + common('variation.day') * deviates.day(day)),
    strength: (tactic: string) => strengthOf(model, tactic, deviates.strength(tactic)),
  };
  const sent = withinCap(campaign, model);
  const groups = campaign.segments.map((segment): Group => {
    const values = valuesFor(campaign, model, deviates, segment.id);
    const days = daysOf(sent, model, segment, values, luck);
    const people = new Map([['unaware', unawareOf(segment.size, model, take)]]);
    const lost = Object.fromEntries(LOST.map((name) => [name, 0]));
    return { values, days, people, lost, kinds: kindsOf(values, model) };
  });
  const learners = sum(campaign.segments.map(({ size }) => size));
  let evidence = 0;
  return Array.from({ length: campaign.days }, (_, day) => {
    const active = sum(groups.map((group) => sum(USING.map((stage) => countIn(group, stage)))));
    evidence += (active / learners - evidence) / common('buyIn.memory');
    const peers = peersOf(groups, day, common, evidence, learners);
    return groups.map((group) => {
      changeStages(group, forcesOf(group, day, peers, evidence), group.days[day]!.contacts, model, take);
      changeFatigue(group, group.days[day]!.contacts, model, take);
      return { ...Object.fromEntries(model.stages.map((stage) => [stage, countIn(group, stage)])), ...group.lost };
    });
  });
}

/** Learners of a stage by class and fatigue: class × levels + fatigue. */
type Cells = Float64Array;
interface Group {
  values: Values;
  days: Day[];
  people: Map<string, Cells>;
  lost: Standing;
  /** What learners of each cell are like. */
  kinds: Kind[];
}

const countIn = ({ people }: Group, stage: string) =>
  people.get(stage)?.reduce((total, count) => total + count, 0) ?? 0;

function unawareOf(size: number, { classes, fixed }: Model, take: Take): Cells {
  const cells = new Float64Array(classes.length * fixed.fatigueLevels);
  let left = size;
  let weightLeft = 1;
  for (const [place, { weight }] of classes.entries()) {
    const count = take(left, Math.min(1, weight / weightLeft));
    cells[place * fixed.fatigueLevels] = count;
    left -= count;
    weightLeft -= weight;
  }
  cells[(classes.length - 1) * fixed.fatigueLevels]! += left;
  return cells;
}

/** The rates of a day, before responsiveness, speed of habit and attention. */
function forcesOf({ values, days }: Group, day: number, peers: number, evidence: number) {
  const today = days[day]!;
  const ease = Math.exp(-values('trying.friction') * today.steps);
  const pulled =
    values('trying.pull') -
    Math.log(1 - today.pull) +
    values('peers.influence') * today.peers * peers +
    (values('buyIn.weight') + today.buyIn) * evidence;
  return {
    noticing: today.reach,
    hearing: today.pulling * (values('awareness.recall') - Math.log(1 - today.awareness)),
    forgetting: Math.LN2 / values('awareness.halfLife'),
    pulled: ease * today.pulling * pulled,
    click: ease * today.click,
    comeback: ease * today.comeback,
    starting: values('trying.start'),
    givingUp: values('trying.giveUp') * today.giveUp,
    again: values('trying.comeback'),
    laterAgain: values('trying.laterComeback'),
    growing: values('habit.advance') * today.repetition,
    lapsing: USING.map((_, level) => values('habit.lapse') * values('habit.hold') ** level * today.lapse),
    winning: values('champions.rate') * today.championing,
  };
}
type Forces = ReturnType<typeof forcesOf>;

/** Where learners of a stage may go, and how fast. */
function waysFrom(stage: string, forces: Forces, { z, v, g }: Kind): [to: string, rate: number][] {
  const { noticing, hearing, forgetting, pulled, click, comeback, starting, givingUp, again, laterAgain } = forces;
  const level = USING.indexOf(stage);
  if (level >= 0) {
    const onward = stage === 'habitual' ? forces.winning : forces.growing * v;
    const lapsing: [string, number] = ['lapsed', forces.lapsing[level]!];
    return stage === 'champion' ? [lapsing] : [[USING[level + 1]!, onward], lapsing];
  }
  const used: [string, number] = ['using', starting];
  if (stage === 'unaware') return [['aware', z * g * noticing + hearing]];
  if (stage === 'aware')
    return [
      ['tried', z * (pulled + g * click)],
      ['unaware', forgetting],
    ];
  if (stage === 'tried') return [used, ['lapsed', givingUp]];
  if (stage === 'triedAgain') return [used, ['lapsedAgain', givingUp]];
  const returning = z * (pulled + g * comeback);
  return [['triedAgain', returning * (stage === 'lapsed' ? again : laterAgain)]];
}

/** Responsiveness z, speed of habit v and attention g, by class and fatigue. */
interface Kind {
  fatigue: number;
  z: number;
  v: number;
  g: number;
}

function kindsOf(values: Values, { classes, fixed }: Model): Kind[] {
  const spread = values('responsiveness.spread');
  return classes.flatMap(({ point }) =>
    Array.from({ length: fixed.fatigueLevels }, (_, fatigue) => ({
      fatigue,
      z: Math.exp(spread * point - spread ** 2 / 2),
      v: Math.exp(values('habit.spread') * point),
      g: fatigue === 0 ? 1 : values(`fatigue.attention${fatigue}`),
    })),
  );
}

/** P: what active learners weigh among all, in the middle of the day. */
function peersOf(groups: readonly Group[], day: number, common: Values, evidence: number, learners: number): number {
  const trying = common('peers.trying');
  const weightOf = (stage: string) => (stage === 'champion' ? common('peers.champions') : 1);
  const half = (rate: number) => Math.min(1, rate / 2 / (1 + rate / 4));
  const atStart = (group: Group) =>
    sum(USING.map((stage) => weightOf(stage) * countIn(group, stage))) +
    sum(TRYING.map((stage) => trying * countIn(group, stage)));
  const before = sum(groups.map(atStart)) / learners;
  const changes = groups.map((group) => {
    const forces = forcesOf(group, day, before, evidence);
    const { starting, givingUp, winning, lapsing } = forces;
    const tried = sum(TRYING.map((stage) => countIn(group, stage)));
    const leaving = starting + givingUp;
    let change = leaving > 0 ? tried * half(leaving) * (starting / leaving - trying) : 0;
    for (const [level, stage] of USING.entries())
      change -= countIn(group, stage) * weightOf(stage) * half(lapsing[level]!);
    change += countIn(group, 'habitual') * half(winning) * (weightOf('champion') - 1);
    if (trying > 0)
      for (const stage of ['aware', 'lapsed', 'lapsedAgain'])
        for (const [cell, count] of group.people.get(stage)?.entries() ?? []) {
          const [[, rate]] = waysFrom(stage, forces, group.kinds[cell]!) as [[string, number]];
          change += trying * count * half(rate);
        }
    return change;
  });
  return Math.max(0, before + sum(changes) / learners);
}

/** Whoever opts out does so first; then everybody leaves before anybody arrives. */
function changeStages(group: Group, forces: Forces, contacts: number, model: Model, take: Take): void {
  const { values, lost, kinds } = group;
  const after = new Map(model.stages.map((stage) => [stage, new Float64Array(kinds.length)]));
  for (const [stage, cells] of group.people) {
    const optingOut = contacts * values('optOut.rate') * (USING.includes(stage) ? values('optOut.inUse') : 1);
    cells.forEach((count, cell) => {
      if (count === 0) return;
      const out = take(count, 1 - Math.exp(-optingOut * (1 + kinds[cell]!.fatigue)));
      lost[stage === 'unaware' ? 'lostUnaware' : stage === 'aware' ? 'lostAware' : 'lostLater']! += out;
      const ways = waysFrom(stage, forces, kinds[cell]!);
      let rate = ways.reduce((total, [, one]) => total + one, 0);
      let leaving = take(count - out, 1 - Math.exp(-rate));
      after.get(stage)![cell]! += count - out - leaving;
      for (const [to, one] of ways) {
        const going = take(leaving, rate > 0 ? one / rate : 0);
        after.get(to)![cell]! += going;
        leaving -= going;
        rate -= one;
      }
    });
  }
  group.people = after;
}

/** Fatigue rises by a Poisson number of levels, or falls by one where no message has tired. */
function changeFatigue({ values, people }: Group, contacts: number, { fixed }: Model, take: Take): void {
  const last = fixed.fatigueLevels - 1;
  const chanceToRest = 1 - Math.exp(-values('fatigue.recover'));
  const usual = (contacts * values('fatigue.rise') * values('fatigue.background')) / fixed.backgroundMessages;
  for (const [stage, cells] of people) {
    const tiring = stage.startsWith('lapsed') ? usual * values('fatigue.dormant') : usual;
    const after = new Float64Array(cells.length);
    cells.forEach((count, cell) => {
      if (count === 0) return;
      const fatigue = cell % fixed.fatigueLevels;
      const spared = tiring > 0 ? take(count, Math.exp(-tiring)) : count;
      const rested = fatigue > 0 ? take(spared, chanceToRest) : 0;
      after[cell]! += spared - rested;
      if (fatigue > 0) after[cell - 1]! += rested;
      let left = count - spared;
      let chanceLeft = 1 - Math.exp(-tiring);
      let chance = Math.exp(-tiring) * tiring;
      for (let up = 1; left > 0; up++) {
        const risen = fatigue + up >= last ? left : take(left, Math.min(1, chance / chanceLeft));
        after[cell + Math.min(up, last - fatigue)]! += risen;
        left -= risen;
        chanceLeft -= chance;
        chance *= tiring / (up + 1);
      }
    });
    people.set(stage, after);
  }
}

/** For each goal, learners who count on its date and how many it asks for. */
export function goalsOf(campaign: Campaign, model: Model, days: readonly Standing[][]) {
  return campaign.goals.map(({ metric, target, unit, date, segments }) => {
    const day = Math.min(dayOf(date) - dayOf(campaign.start), campaign.days - 1);
    const meant = campaign.segments.map(({ id }) => segments.length === 0 || segments.includes(id));
    const size = sum(campaign.segments.filter((_, place) => meant[place]).map((segment) => segment.size));
    const standings = day < 0 ? [] : days[day]!.filter((_, place) => meant[place]);
    return {
      learners: sum(standings.map((standing) => countOf(standing, model.metrics[metric]!))),
      // Multiplied, 28 % of 25 is a trifle more than 7; and a share of nobody is not reached.
      wanted: unit === 'learners' ? target : Math.ceil(size > 0 ? target * size - 1e-9 : target),
    };
  });
}

/** Learners in several stages. */
export const countOf = (standing: Standing, stages: readonly string[]): number =>
  sum(stages.map((stage) => standing[stage]!));
