import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import { vocabularies, within } from '#language/vocabulary.ts';
import type { Plan } from '../plan/plan.ts';
import { medianValues } from '../plan/values.ts';
import { expectedEnds, type ExpectedEnd } from '../kernel/expectation.ts';

/** The one number by which plans are judged: learners who count for a goal on its day, or learners in active use on the last day. */
export interface Outcome {
  goalId: string | undefined;
  /** As people say it. */
  name: string;
  /** Epoch day on which it is counted. */
  day: number;
  /** Learners expected at the medians of the parameters. */
  expected(plan: Plan): number;
  /** Learners expected under each set of parameter values, to six digits. */
  expectedUnder(plan: Plan, sets: readonly Float64Array[]): number[];
}

/** The outcome that a goal names, or active use where none is named. Throws Refusal where the plan has no such goal, or judges it before it starts. */
export function outcomeOf(plan: Plan, goalId: string | undefined): Outcome {
  if (goalId === undefined) {
    const day = plan.firstDay + plan.days - 1;
    return { goalId, name: within(vocabularies.learning.metric.active), day, ...expecting(({ active }) => active) };
  }
  const index = plan.goals.findIndex(({ id }) => id === goalId);
  const goal = plan.goals[index];
  if (!goal) {
    const known = plan.goals.map(({ id }) => id);
    const choice = known.length === 0 ? 'It has none yet; add one.' : `Choose among ${known.slice(0, 20).join(', ')}.`;
    throw new Refusal('badInput', `The campaign has no goal “${goalId}”. ${choice}`);
  }
  if (goal.day < 0)
    throw new Refusal(
      'badInput',
      `The goal “${goal.name}” is judged on ${goal.date}, before the campaign starts. Move its date.`,
    );
  return { goalId, name: goal.name, day: plan.firstDay + goal.day, ...expecting(({ goals }) => goals[index]!) };
}

const expecting = (read: (end: ExpectedEnd) => number): Pick<Outcome, 'expected' | 'expectedUnder'> => ({
  expected: (plan) => read(expectedEnds(plan, [medianValues(plan)])[0]!),
  expectedUnder: (plan, sets) => expectedEnds(plan, sets, 32).map(read),
});

/** Throws Refusal, in one sentence, where a goal of the plan means no learners. */
export function requireSomebody({ goals, segments }: Plan, goalId: string): void {
  const goal = goals.find(({ id }) => id === goalId)!;
  const meant = goal.segments.reduce((sum, segment) => sum + segments[segment]!.size, 0);
  if (meant === 0) throw new Refusal('badInput', `The goal “${goal.name}” is about nobody. Give its segments a size.`);
}

/** Segment-days that are still simulated within some minutes. */
const MOST_WORK = 60_000_000;

const workOf = (evaluations: number, { segments, days }: Plan, { touchpoints }: Campaign) =>
  evaluations * (segments.length * days + touchpoints.length);

/** Whether so many evaluations of a plan are done within some minutes. */
export const isBearable = (...work: Parameters<typeof workOf>): boolean => workOf(...work) <= MOST_WORK;

/** Throws Refusal, in one sentence, where so many evaluations of a plan would seem never to end. */
export function requireBearable(evaluations: number, plan: Plan, campaign: Campaign): void {
  if (isBearable(evaluations, plan, campaign)) return;
  const work = workOf(evaluations, plan, campaign);
  const { segments, days } = plan;
  const written = (count: number) => english.number(count);
  throw new Refusal(
    'badInput',
    `Segments: ${written(segments.length)}, days: ${written(days)}, touchpoints: ${written(campaign.touchpoints.length)}. That is ${written(Math.ceil(work / MOST_WORK))} times more than can be worked through within minutes. Merge segments or touchpoints, or take fewer days.`,
  );
}

/** Does a long work to its end. */
export function finish<P, R>(work: Generator<P, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
