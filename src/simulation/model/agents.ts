import { FATIGUES, STAGE, STAGES, TOTALS } from '../numbers/layouts.ts';
import type { Plan } from '../plan/plan.ts';
import { responsivenessAt, speedAt, type Effects, type Society, type Traits } from './effects.ts';
import { forcesOf, type Forces } from './forces.ts';
import { lostFrom } from './stages.ts';

/**
 * The model learner by learner: slow, and written so that it can be read beside docs/model.md and docs/model-rules.md. It is what the kernel is checked
 * against, with which it shares nothing but the effects of the plan, and it carries what the kernel cannot, such as responsiveness without classes.
 */

export interface AgentOptions {
  /** Uniform random numbers from 0 up to 1. */
  random: () => number;
  /** Draws each learner's own point instead of a class: standard normal, with these spreads of responsiveness and speed. */
  continuous?: { normal: () => number; responsiveness: number; habit: number };
  /** Is given what is returned by the days since each learner's own start, of all who come that far. */
  ownTotals?: Float64Array;
}

interface Learner {
  segment: number;
  /** Index of the team, of whose members alone the learner is a peer; -1 for a peer of everyone. */
  team: number;
  stage: number;
  fatigue: number;
  responsiveness: number;
  speed: number;
}

/** What is at work on the learners of a segment on one day; `evidence` is everyone's. */
interface Day {
  forces: Forces;
  traits: Traits;
  evidence: number;
  /** What a learner of each stage weighs as a peer at the start of the day, and is expected to weigh in its middle. */
  weighs: readonly number[];
  middle: readonly number[];
}

/** All segments' totals together at the end of each day: day * TOTALS + total. */
export function simulateAgents(plan: Plan, effects: Effects, options: AgentOptions): Float64Array {
  const { days, segments } = plan;
  const { society } = effects;
  const learners: Learner[] = [];
  const teams: Learner[][] = [];
  const totals = new Float64Array(days * TOTALS);
  let evidence = 0;
  for (let day = 0; day < days; day++) {
    segments.forEach(({ size, teamSize, start = 0 }, index) => {
      if (start !== day) return;
      const starting = Array.from({ length: size }, () => newLearner(index, effects.traits[index]!, options));
      for (const team of teamsOf(starting, teamSize)) {
        for (const learner of team) learner.team = teams.length;
        teams.push(team);
      }
      // One by one: there may be more than a call takes.
      for (const learner of starting) learners.push(learner);
    });
    if (learners.length === 0) continue;
    const active = learners.reduce((sum, { stage }) => sum + (isInUse(stage) ? 1 : 0), 0);
    evidence += (active / learners.length - evidence) / society.memory;
    const today = segments.map((_, index): Day => {
      const forces = forcesOf(plan, effects, index, day);
      const traits = effects.traits[index]!;
      const weighs = Array.from({ length: TOTALS }, (__, stage) => weightOf(stage, society));
      const middle = weighs.map((weight, stage) => weight + changeUntilMiddle(stage, forces, traits, society));
      return { forces, traits, evidence, weighs, middle };
    });
    // Both before anybody moves.
    const influence = influenceIn(learners, today, society);
    const influences = teams.map((team) => influenceIn(team, today, society));
    for (const learner of learners) {
      const ofPeers = learner.team < 0 ? influence : influences[learner.team]!;
      live(learner, today[learner.segment]!, ofPeers, options.random);
      totals[day * TOTALS + learner.stage]!++;
      const ownDay = day - (segments[learner.segment]!.start ?? 0);
      if (options.ownTotals) options.ownTotals[ownDay * TOTALS + learner.stage]!++;
    }
  }
  return totals;
}

/** Learners of a segment who start together by team, in their order; the last team may be smaller. */
function teamsOf(own: Learner[], teamSize: number): Learner[][] {
  if (teamSize === 0) return [];
  const starts = own.map((_, index) => index).filter((index) => index % teamSize === 0);
  return starts.map((start) => own.slice(start, start + teamSize));
}

function newLearner(segment: number, traits: Traits, { random, continuous }: AgentOptions): Learner {
  const learner = { segment, team: -1, stage: STAGE.unaware, fatigue: 0, responsiveness: 1, speed: 1 };
  if (continuous) {
    const x = continuous.normal();
    learner.responsiveness = responsivenessAt(x, continuous.responsiveness);
    learner.speed = speedAt(x, continuous.habit);
    return learner;
  }
  let left = random();
  let own = 0;
  while (own < traits.shares.length - 1 && left >= traits.shares[own]!) left -= traits.shares[own++]!;
  learner.responsiveness = traits.responsiveness[own]!;
  learner.speed = traits.speed[own]!;
  return learner;
}

const isInUse = (stage: number) => stage >= STAGE.using && stage <= STAGE.champion;
const isTrying = (stage: number) => stage === STAGE.tried || stage === STAGE.triedAgain;

/** What a learner of a stage weighs as a peer. */
export function weightOf(stage: number, society: Society): number {
  if (isTrying(stage)) return society.trying;
  if (!isInUse(stage)) return 0;
  return stage === STAGE.champion ? society.champions : 1;
}

/** About the chance of leaving within half a day at a rate, without an exponential. */
export function withinHalf(rate: number): number {
  const half = rate / 2;
  return Math.min(1, half / (1 + half / 2));
}

/** By how much that is expected to change until the middle of the day, through those who are there: taken at its start, peers would lag behind. */
export function changeUntilMiddle(stage: number, forces: Forces, traits: Traits, society: Society): number {
  if (isTrying(stage)) {
    const leaving = traits.start + forces.giveUp;
    return leaving > 0 ? withinHalf(leaving) * (traits.start / leaving - society.trying) : 0;
  }
  if (!isInUse(stage)) return 0;
  const lapsing = withinHalf(forces.lapse * traits.lapse[stage - STAGE.using]!) * weightOf(stage, society);
  const winning = stage === STAGE.habitual ? withinHalf(forces.champion) * (society.champions - 1) : 0;
  return winning - lapsing;
}

/** What peers weigh for each of them in the middle of the day. */
function influenceIn(peers: readonly Learner[], today: readonly Day[], society: Society): number {
  let before = 0;
  let weight = 0;
  for (const { segment, stage } of peers) {
    before += today[segment]!.weighs[stage]!;
    weight += today[segment]!.middle[stage]!;
  }
  // Some more will try until then, which matters where those who only try count as peers.
  if (society.trying > 0)
    for (const learner of peers)
      weight += society.trying * withinHalf(tryingRate(learner, today[learner.segment]!, before / peers.length));
  return Math.max(0, weight) / peers.length;
}

/** How fast a learner comes to try it, for the first time or again. */
function tryingRate({ stage, fatigue, responsiveness }: Learner, day: Day, influence: number): number {
  const { forces, traits, evidence } = day;
  const pull = forces.pull + forces.peers * influence + forces.buyIn * evidence;
  const attention = traits.attention[fatigue]!;
  if (stage === STAGE.aware) return responsiveness * (pull + attention * forces.click);
  const again = responsiveness * (pull + attention * forces.comeback);
  if (stage === STAGE.lapsed) return again * traits.comeback;
  return stage === STAGE.lapsedAgain ? again * traits.laterComeback : 0;
}

/** A day of one learner, on whom peers have some influence. */
function live(learner: Learner, day: Day, influence: number, random: () => number): void {
  const { stage, fatigue, responsiveness } = learner;
  if (stage >= STAGES) return;
  const { traits, forces } = day;
  let onward = 0;
  let back = 0;
  let out = forces.contacts * traits.optOut * (1 + fatigue);
  let goesTo = stage + 1;
  let fallsTo: number = STAGE.lapsed;
  switch (stage) {
    case STAGE.unaware:
      onward = responsiveness * traits.attention[fatigue]! * forces.reach + forces.awareness;
      break;
    case STAGE.tried:
    case STAGE.triedAgain:
      onward = traits.start;
      back = forces.giveUp;
      goesTo = STAGE.using;
      if (stage === STAGE.triedAgain) fallsTo = STAGE.lapsedAgain;
      break;
    case STAGE.aware:
    case STAGE.lapsed:
    case STAGE.lapsedAgain:
      onward = tryingRate(learner, day, influence);
      if (stage !== STAGE.aware) goesTo = STAGE.triedAgain;
      else {
        back = traits.forget;
        fallsTo = STAGE.unaware;
      }
      break;
    default:
      if (stage < STAGE.habitual) onward = forces.advance * learner.speed;
      else if (stage === STAGE.habitual) onward = forces.champion;
      back = forces.lapse * traits.lapse[stage - STAGE.using]!;
      out *= traits.optOutInUse;
  }
  // Whoever opts out does so whatever else the day brings.
  if (random() < 1 - Math.exp(-out)) learner.stage = lostFrom(stage);
  else if (random() < 1 - Math.exp(-onward - back))
    learner.stage = random() * (onward + back) < onward ? goesTo : fallsTo;
  const dormant = learner.stage === STAGE.lapsed || learner.stage === STAGE.lapsedAgain;
  const tired = poisson(forces.contacts * traits.rise * (dormant ? traits.dormant : 1), random);
  if (tired > 0) learner.fatigue = Math.min(FATIGUES - 1, fatigue + tired);
  else if (fatigue > 0 && random() < 1 - Math.exp(-traits.recover)) learner.fatigue--;
}

/** How often something comes that is to be expected so often; more than the levels of fatigue need not be told apart. */
function poisson(expected: number, random: () => number): number {
  let times = 0;
  for (let left = random() - Math.exp(-expected), term = Math.exp(-expected); left >= 0 && times < FATIGUES;) {
    times++;
    term *= expected / times;
    left -= term;
  }
  return times;
}
