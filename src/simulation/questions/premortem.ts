import { PARAMETERS, parameterById, placeOfParameter } from '#campaign/parameters.ts';
import { Refusal } from '#campaign/refusal.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { english } from '#language/formats.ts';
import { meanOf } from '../numbers/statistics.ts';
import { normalQuantile } from '../numbers/mathematics.ts';
import type { Plan, PlanGoal } from '../plan/plan.ts';
import { DAY_DEVIATES, deviatesOf, placesIn, TACTIC_DEVIATES, valuesAt } from '../plan/values.ts';
import { simulateRuns } from '../runs/simulate.ts';
import { drawsIn, type Draw } from './draws.ts';

/**
 * What the runs that miss a goal have in common. Whatever a run takes for true is drawn by itself: the parameters, how strong each tactic is, how the
 * campaign and its days turn out. A cause is one of these draws that lies otherwise where the goal is missed than chance explains, and without which many
 * of these runs would have reached it: they are followed once more with this draw as usual and everything else, their luck too, as it was.
 * Where most runs miss the goal, the usual would not save them: this draw is then as in the runs that reach it.
 */

/** What a cause is drawn for: a parameter, a tactic's strength, the campaign as a whole, or its first days. */
type CauseKind = Draw['kind'] | 'start';

/** Something that failing runs may have in common. */
interface Candidate {
  kind: CauseKind;
  /** Of the parameter or the tactic; else the kind. */
  id: string;
  /** The deviates of `valuesAt` that it is made of. */
  deviates: number[];
  /** Where each of them is when nothing is out of the usual: 0, the median, but of days the mean, which is what many of them add up to. */
  usually: number;
}

/** A candidate that lies otherwise in failing runs than chance explains. */
export interface Suspect extends Candidate {
  name: string;
  /** The segments that it is about, by name, where it is not about everyone. */
  segments: string[];
  /** Where it lies in failing runs, against all runs. */
  side: 'low' | 'high';
  /** Its value at the mean deviate of the failing runs: of a parameter in its unit, of all others as a factor. */
  typical: number;
  /** What that is held against: its median, or, where most runs miss the goal, its value at the mean deviate of those that reach it. */
  against: number;
  reference: 'usual' | 'reaching';
  /** The same as the deviate at which each of its own is held. */
  instead: number;
}

export interface Shared {
  /** The numbers of the runs that miss the goal. */
  failing: number[];
  /** The most striking first. */
  suspects: Suspect[];
}

/** A suspect without which enough of the failing runs would have reached the goal. */
export interface Cause extends Suspect {
  /** Share of the failing runs that would have reached the goal with it at what it is held against, 0 to 1. Shares of several causes overlap. */
  share: number;
}

/** So long is a start. An assumption. */
const START_DAYS = 14;
/** How likely a plan whose failing runs have nothing in common is said to have any: shared out evenly among all candidates. */
const MISTAKEN = 0.05;
/** Fewer failing runs, or fewer others, tell nothing. */
const FEWEST = 20;
/** So many suspects are followed up at most, and so many causes named. */
const MOST_SUSPECTS = 8;
const MOST_CAUSES = 5;
/** What would have saved fewer of the failing runs is not worth naming. An assumption. */
const LEAST_SHARE = 0.1;

const SPREAD_OF_DAYS = placeOfParameter('variation.day')!;

/** The place of a goal in a plan that has it. */
const goalIn = (plan: Plan, goalId: string): number => plan.goals.findIndex(({ id }) => id === goalId);

/**
 * Which draws lie otherwise where the goal is missed. `met` says of each run from 0 on, in their order, whether it reaches the goal, as 1 or 0.
 * A draw that plays no part has in failing runs the mean of as many runs taken at random: its variance is that of sampling without replacement.
 * Throws Refusal, in one sentence, where all runs reach the goal, none does, or too few do either.
 */
export function suspectsIn(plan: Plan, goalId: string, seed: number, met: string): Shared {
  const goal = plan.goals[goalIn(plan, goalId)]!;
  const runs = met.length;
  const failing = Array.from(met).flatMap((one, run) => (one === '0' ? [run] : []));
  requireBoth(goal, failing.length, runs);
  const mostMiss = failing.length > runs / 2;
  const candidates = candidatesIn(plan);
  const deviates = Array.from({ length: runs }, (_, run) => deviatesOf(plan, seed, run));
  const least = -normalQuantile(MISTAKEN / (2 * Math.max(1, candidates.length)));
  const suspects = candidates
    .map((candidate) => {
      const drawn = deviates.map((deviate) => togetherOf(candidate, deviate));
      const mean = meanOf(failing.map((run) => drawn[run]!));
      const all = meanOf(drawn);
      const variance = drawn.reduce((sum, value) => sum + (value - all) ** 2, 0) / (runs - 1);
      const error = Math.sqrt((variance / failing.length) * (1 - failing.length / runs));
      const reaching = (runs * all - failing.length * mean) / (runs - failing.length);
      return {
        candidate,
        mean,
        reaching: mostMiss ? reaching : undefined,
        distance: error > 0 ? (mean - all) / error : 0,
      };
    })
    .filter(({ distance }) => Math.abs(distance) > least)
    .toSorted((a, b) => Math.abs(b.distance) - Math.abs(a.distance))
    .slice(0, MOST_SUSPECTS)
    .map(({ candidate, distance, ...means }) => suspectOf(plan, candidate, distance < 0 ? 'low' : 'high', means));
  return { failing, suspects };
}

function requireBoth({ name }: PlanGoal, failing: number, runs: number): void {
  const all = english.number(runs);
  if (failing === 0)
    throw new Refusal(
      'badInput',
      `All ${all} runs reach the goal “${name}”, so there is nothing to guard against. Ask for more, or about another goal.`,
    );
  if (failing === runs)
    throw new Refusal(
      'badInput',
      `None of the ${all} runs reaches the goal “${name}”, so nothing tells those that miss it apart. Ask for less, or look for a better plan first.`,
    );
  const [few, verb] =
    failing < runs - failing
      ? [failing, failing === 1 ? 'misses' : 'miss']
      : [runs - failing, runs - failing === 1 ? 'reaches' : 'reach'];
  if (few >= FEWEST) return;
  throw new Refusal(
    'badInput',
    `Only ${few} of ${all} runs ${verb} the goal “${name}”: too few to tell what they have in common. Take more runs, or ask about another goal.`,
  );
}

/** Everything that is drawn and can play a part in this plan. */
function candidatesIn(plan: Plan): Candidate[] {
  const single = drawsIn(plan).map(({ deviate, ...draw }): Candidate => ({ ...draw, deviates: [deviate], usually: 0 }));
  const days = Array.from({ length: Math.min(START_DAYS, plan.days) }, (_, day) => DAY_DEVIATES + day);
  // The mean of a lognormal factor lies half its spread above the median.
  const usually = plan.parameters.centre[SPREAD_OF_DAYS]! / 2;
  return [...single, { kind: 'start', id: 'start', deviates: days, usually }];
}

/** The deviates of a candidate as one, standard normal again. */
const togetherOf = ({ deviates }: Candidate, deviate: (index: number) => number): number =>
  deviates.reduce((sum, index) => sum + deviate(index), 0) / Math.sqrt(deviates.length);

/** What a run takes for true with a candidate at one deviate, and everything else at its median. */
export function valuesUnder(plan: Plan, { deviates }: Pick<Candidate, 'deviates'>, deviate: number): Float64Array {
  const own = new Set(deviates);
  const each = deviate / Math.sqrt(deviates.length);
  return valuesAt(plan, (index) => (own.has(index) ? each : 0));
}

/** `mean` and `reaching` are the mean deviates of the runs that miss the goal, and of those that reach it where it is held against these. */
function suspectOf(
  plan: Plan,
  candidate: Candidate,
  side: Suspect['side'],
  { mean, reaching }: { mean: number; reaching: number | undefined },
): Suspect {
  const { kind, id, deviates, usually } = candidate;
  const { place, segments } = placeOf(plan, candidate);
  return {
    ...candidate,
    name: (kind === 'parameter' ? parameterById(id)?.name : kind === 'tactic' ? tacticById(id)?.name : '') ?? '',
    segments,
    side,
    typical: valuesUnder(plan, candidate, mean)[place]!,
    against: valuesUnder(plan, candidate, reaching ?? 0)[place]!,
    reference: reaching === undefined ? 'usual' : 'reaching',
    instead: usually + (reaching ?? 0) / Math.sqrt(deviates.length),
  };
}

/** Where the first value of a candidate stands that is drawn, and the segments whose it is. */
function placeOf(plan: Plan, { kind, deviates: [deviate] }: Candidate): { place: number; segments: string[] } {
  const { sets, campaign, strengths, days } = placesIn(plan);
  if (kind === 'campaign') return { place: campaign, segments: [] };
  if (kind === 'start') return { place: days, segments: [] };
  if (kind === 'tactic') return { place: strengths + deviate! - TACTIC_DEVIATES, segments: [] };
  const { below, above } = plan.parameters;
  const places = Array.from({ length: sets }, (_, set) => set * PARAMETERS.length + deviate!);
  const set = places.findIndex((place) => below[place]! > 0 || above[place]! > 0);
  const segments = set === 0 ? [] : plan.segments.filter((segment) => segment.set === set).map(({ name }) => name);
  return { place: places[set]!, segments };
}

/** How many of these runs reach the goal once a suspect is at what it is held against. */
export function reachedWithout(
  plan: Plan,
  { deviates, instead }: Suspect,
  { goalId, seed, runs }: { goalId: string; seed: number; runs: readonly number[] },
): number {
  const held = new Map(deviates.map((index) => [index, instead]));
  const place = goalIn(plan, goalId);
  const { target } = plan.goals[place]!;
  const light = { ...plan, detailed: [] };
  return runs.filter((run) => simulateRuns(light, { seed, firstRun: run, runs: 1, held }).goals[place]! >= target)
    .length;
}

/** The causes among suspects, the weightiest first: `reached` says of each suspect how many of so many failing runs would have reached the goal. */
export function causesAmong(suspects: readonly Suspect[], reached: readonly number[], failing: number): Cause[] {
  return suspects
    .map((suspect, index) => ({ ...suspect, share: reached[index]! / failing }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, MOST_CAUSES);
}
