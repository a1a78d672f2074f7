import { TELLING } from '#campaign/telling.ts';
import { waysTaken } from '../forecast/fromRuns.ts';
import { meanOf, varianceOf } from '../numbers/statistics.ts';
import type { Sampled } from './compare.ts';
import { pairsOf } from './contrast.ts';
import type { Candidate, FrontPlan, Optimisation, Proposal, Searched } from './optimise.ts';

/** What a search found, judged by runs: which plans are proposals, in which order, and what the goal's chance costs in messages. */

/** A plan with what the runs say of the goal. */
interface Judged {
  plan: Omit<Candidate, 'plan' | 'messagesOnWays'>;
  /** Learners who count for the goal, and whether that reaches it (1 or 0), run by run. */
  learners: Float64Array;
  reached: Float64Array;
  probability: number;
  expected: number;
}

/** The proposals with their effects, best first, and the front. `sample` gives a candidate's runs: the same as the base's. */
export function confirmed(
  { base, candidates, wanted, most, goal, evaluations }: Searched,
  sampledBase: Sampled,
  sample: (candidate: Candidate) => Sampled,
): Optimisation {
  const judge = ({ plan: _, messagesOnWays, ...asSearched }: Candidate, sampled: Sampled): Judged => {
    const plan = { ...asSearched, ...(messagesOnWays && { messages: meanOn(messagesOnWays, sampled) }) };
    const learners = learnersOf(sampled, goal.place);
    const reached = learners.map((count) => (count >= goal.target ? 1 : 0));
    return { plan, learners, reached, probability: meanOf(reached), expected: meanOf(learners) };
  };
  const { isWithinLimits, plan, ...now } = base;
  const asItIs = judge({ ...now, plan, commands: [] }, sampledBase);
  const found = candidates.map((candidate) => judge(candidate, sample(candidate)));
  const front = frontOf(isWithinLimits ? [asItIs, ...found] : found);
  const worthwhile = found.filter((one) => !isWithinLimits || isWorthwhile(one, asItIs, wanted));
  const [onFront, behind] = [true, false].map((is) => worthwhile.filter((one) => front.includes(one) === is));
  const offered = [...inOrder(onFront!, wanted), ...inOrder(behind!, wanted)].slice(0, most);
  const ordered = inOrder(offered, wanted);
  return {
    proposals: ordered.map((one): Proposal => {
      const { difference, probabilityBetter } = pairsOf(asItIs.learners, one.learners);
      return { ...one.plan, probability: one.probability, effect: difference, probabilityBetter };
    }),
    base: { messages: asItIs.plan.messages, effortHours: now.effortHours, probability: asItIs.probability },
    goal,
    front: front.map((one): FrontPlan => {
      const { expected, probability } = one;
      const { messages, commands } = one.plan;
      const proposal = ordered.indexOf(one) + 1;
      return { messages, expected, probability, ...(proposal > 0 && { proposal }), commands };
    }),
    evaluations,
  };
}

/** The mean over the ways that runs take. */
const meanOn = (ofWays: readonly number[], { plan, simulations }: Sampled) =>
  waysTaken(plan, simulations).reduce((sum, { share }, way) => sum + share * ofWays[way]!, 0);

function learnersOf({ simulations }: Sampled, goal: number): Float64Array {
  return Float64Array.from(
    simulations.flatMap(({ goals, runs }) => Array.from(goals.subarray(goal * runs, (goal + 1) * runs))),
  );
}

/**
 * Whether the runs can tell that one plan serves the goal better than another: by the chance to reach it; by the learners who count where no run
 * of either reaches it, so that there is no chance to go by. They share their luck, so that the differences of single runs tell.
 */
function isToldBetter(one: Judged, other: Judged): boolean {
  const [a, b] =
    one.probability === 0 && other.probability === 0 ? [one.learners, other.learners] : [one.reached, other.reached];
  const difference = a.map((value, run) => value - b[run]!);
  const mean = meanOf(difference);
  return mean > 0 && mean > TELLING * Math.sqrt(varianceOf(difference) / difference.length);
}

/** Whether it is told better than the plan as it is; or is not told worse, or reaches what is wanted, with fewer messages. */
function isWorthwhile(one: Judged, asItIs: Judged, wanted: number | undefined): boolean {
  if (isToldBetter(one, asItIs)) return true;
  const isFewer = one.plan.messages < asItIs.plan.messages;
  return isFewer && (isEnough(one, wanted) || !isToldBetter(asItIs, one));
}

const isEnough = ({ probability }: Judged, wanted: number | undefined) => wanted !== undefined && probability >= wanted;

/** Those that reach the chance that is wanted come first, by their messages; then the best with all that runs cannot tell from it, by theirs; and so on. */
function inOrder(judged: readonly Judged[], wanted: number | undefined): Judged[] {
  const enough = judged.filter((one) => isEnough(one, wanted));
  const ordered = byMessages(enough);
  let rest = judged.filter((one) => !enough.includes(one));
  while (rest.length > 0) {
    const best = rest.reduce((a, b) => ((b.probability - a.probability || b.expected - a.expected) > 0 ? b : a));
    const alike = rest.filter((one) => !isToldBetter(best, one));
    ordered.push(...byMessages(alike));
    rest = rest.filter((one) => !alike.includes(one));
  }
  return ordered;
}

const byMessages = (judged: readonly Judged[]) =>
  judged.toSorted((a, b) => a.plan.messages - b.plan.messages || b.probability - a.probability);

/** From the fewest messages on, each plan that is told better than the last one; the most learners first. */
function frontOf(judged: readonly Judged[]): Judged[] {
  const front: Judged[] = [];
  for (const one of byMessages(judged)) if (front.length === 0 || isToldBetter(one, front.at(-1)!)) front.push(one);
  return front.toReversed();
}
