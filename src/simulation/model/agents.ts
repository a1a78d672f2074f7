import { DRIVE, DRIVE_FIELDS, type Drive } from './drive.ts';
import { responsivenessAt, speedAt, type Traits } from './effects.ts';
import type { Plan } from '../plan/plan.ts';
import { activeOf, OPTED_OUT } from './stages.ts';
import { expectedChange, weightOf } from './transitions.ts';
import { FATIGUES, STAGE, STAGES, TOTALS } from '../numbers/layouts.ts';

/**
 * The same model learner by learner: slow, and written so that it can be read. It is what the counts are checked against, and carries what
 * counts cannot, such as peers inside teams and responsiveness without classes. Peers count for nothing here while they only try (`peers.trying` is 0).
 */

export interface AgentOptions {
  /** Uniform random numbers from 0 up to 1. */
  random: () => number;
  /** Draws each learner's own point instead of a class: standard normal, with these spreads of responsiveness and speed. */
  continuous?: { normal: () => number; responsiveness: number; habit: number };
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

/** All segments' totals together at the end of each day: day * TOTALS + total. */
export function simulateAgents(plan: Plan, drive: Drive, options: AgentOptions): Float64Array {
  const { days, segments, learners: size } = plan;
  const learners = segments.flatMap((segment, index) =>
    Array.from({ length: segment.size }, () => newLearner(index, drive.traits[index]!, options)),
  );
  const teams = segments.flatMap(({ teamSize }, index) => teamsOf(learners, index, teamSize));
  teams.forEach((team, index) => team.forEach((learner) => (learner.team = index)));
  const totals = new Float64Array(segments.length * TOTALS);
  const result = new Float64Array(days * TOTALS);
  for (const { segment } of learners) totals[segment * TOTALS]!++;
  const noCells = new Float64Array(0);
  let evidence = 0;
  for (let day = 0; day < days; day++) {
    let active = 0;
    let weight = 0;
    let change = 0;
    segments.forEach((_, segment) => {
      active += activeOf(totals, segment * TOTALS);
      weight += weightOf(totals, segment * TOTALS, drive.society);
      const at = (segment * days + day) * DRIVE_FIELDS;
      change += expectedChange(drive, segment, at, totals, segment * TOTALS, noCells, 0, 0);
    });
    evidence += (active / size - evidence) / drive.society.memory;
    const influence = Math.max(0, (weight + change) / size);
    const influences = teams.map((team) => influenceIn(team, drive, day, days));
    totals.fill(0);
    const forces = segments.map((_, segment) => forcesOf(drive, segment, day, days, evidence));
    for (const learner of learners) {
      const ofPeers = learner.team < 0 ? influence : influences[learner.team]!;
      live(learner, forces[learner.segment]!, ofPeers, options.random);
      totals[learner.segment * TOTALS + learner.stage]!++;
    }
    totals.forEach((count, index) => (result[day * TOTALS + (index % TOTALS)]! += count));
  }
  return result;
}

/** A segment's learners by team, in their order; the last team may be smaller. */
function teamsOf(learners: Learner[], segment: number, teamSize: number): Learner[][] {
  if (teamSize === 0) return [];
  const own = learners.filter((learner) => learner.segment === segment);
  const starts = own.map((_, index) => index).filter((index) => index % teamSize === 0);
  return starts.map((start) => own.slice(start, start + teamSize));
}

/** What a team's members weigh for each of them in the middle of the day. */
function influenceIn(team: Learner[], drive: Drive, day: number, days: number): number {
  const { segment } = team[0]!;
  const totals = new Float64Array(TOTALS);
  for (const { stage } of team) totals[stage]!++;
  const at = (segment * days + day) * DRIVE_FIELDS;
  const change = expectedChange(drive, segment, at, totals, 0, new Float64Array(0), 0, 0);
  return Math.max(0, (weightOf(totals, 0, drive.society) + change) / team.length);
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

/** What is at work on a segment on one day. */
interface Forces {
  traits: Traits;
  reach: number;
  awareness: number;
  pull: number;
  peers: number;
  click: number;
  comeback: number;
  contacts: number;
  giveUp: number;
  advance: number;
  lapse: number;
  champion: number;
}

function forcesOf(drive: Drive, segment: number, day: number, days: number, evidence: number): Forces {
  const field = (name: keyof typeof DRIVE) => drive.values[(segment * days + day) * DRIVE_FIELDS + DRIVE[name]]!;
  return {
    traits: drive.traits[segment]!,
    reach: field('reach'),
    awareness: field('awareness'),
    pull: field('pull') + field('buyIn') * evidence,
    peers: field('peers'),
    click: field('click'),
    comeback: field('comeback'),
    contacts: field('contacts'),
    giveUp: field('giveUp'),
    advance: field('advance'),
    lapse: field('lapse'),
    champion: field('champion'),
  };
}

/** A day of one learner, on whom peers have some influence. */
function live(learner: Learner, forces: Forces, influence: number, random: () => number): void {
  const { stage, fatigue, responsiveness } = learner;
  if (stage >= STAGES) return;
  const { traits, contacts } = forces;
  const pull = forces.pull + forces.peers * influence;
  const attention = traits.attention[fatigue]!;
  const optOut = contacts * traits.optOut * (1 + fatigue);
  let onward = 0;
  let back = 0;
  let out = optOut;
  let goesTo = stage + 1;
  let fallsTo: number = STAGE.lapsed;
  switch (stage) {
    case STAGE.unaware:
      onward = responsiveness * attention * forces.reach + forces.awareness;
      break;
    case STAGE.aware:
      onward = responsiveness * (pull + attention * forces.click);
      break;
    case STAGE.tried:
    case STAGE.triedAgain:
      onward = traits.start;
      back = forces.giveUp;
      goesTo = STAGE.using;
      if (stage === STAGE.triedAgain) fallsTo = STAGE.lapsedAgain;
      break;
    case STAGE.lapsed:
    case STAGE.lapsedAgain:
      onward = responsiveness * (pull + attention * forces.comeback);
      onward *= stage === STAGE.lapsed ? traits.comeback : traits.laterComeback;
      goesTo = STAGE.triedAgain;
      break;
    default:
      if (stage < STAGE.habitual) onward = forces.advance * learner.speed;
      else if (stage === STAGE.habitual) onward = forces.champion;
      back = forces.lapse * traits.lapse[stage - STAGE.using]!;
      out = optOut * traits.optOutInUse;
  }
  const rate = onward + back + out;
  if (random() < 1 - Math.exp(-rate)) {
    const which = random() * rate;
    if (which < onward) learner.stage = goesTo;
    else if (which < onward + back) learner.stage = fallsTo;
    else learner.stage = OPTED_OUT + (stage === STAGE.unaware ? 0 : stage === STAGE.aware ? 1 : 2);
  }
  const dormant = learner.stage === STAGE.lapsed || learner.stage === STAGE.lapsedAgain;
  const tire = fatigue === FATIGUES - 1 ? 0 : contacts * traits.rise * (dormant ? traits.dormant : 1);
  const recover = fatigue === 0 ? 0 : traits.recover;
  if (tire + recover === 0) return;
  if (random() < 1 - Math.exp(-tire - recover)) learner.fatigue += random() * (tire + recover) < tire ? 1 : -1;
}
