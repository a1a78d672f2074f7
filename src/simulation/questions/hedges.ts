import type { SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { expectedEnds } from '../kernel/expectation.ts';
import { TELLING } from '#campaign/telling.ts';
import { Z95 } from '../plan/assumptions.ts';
import { compile, type CompileOptions } from '../plan/compile.ts';
import type { Plan } from '../plan/plan.ts';
import { medianValues } from '../plan/values.ts';
import { variantsOf } from '../plan/variant.ts';
import { costMeter } from './cost.ts';
import { editsOf, withEdits, type Edit } from './edits.ts';
import { outcomeOf } from './outcome.ts';
import { valuesUnder, type Suspect } from './premortem.ts';

/**
 * The cheapest single edit of a plan against each cause. Edits are tried by expectations with the cause at the bad end of its likely range and all else at
 * its median, with learners who are all alike; whether a hedge truly helps is for fresh runs to say.
 */

export interface Hedge {
  commands: SimpleCommand[];
  plan: Plan;
}

/** What a hedge does to the chance of reaching the goal. */
export interface HedgeEffect {
  /** The chance with it less the chance without, from runs that share their luck. */
  effect: number;
  /** Standard error of the effect. */
  error: number;
}

/** Edits that are tried at most. */
export const MOST_EDITS = 800;
/** A hedge is enough where it makes up for this share of what the cause takes from the goal. An assumption. */
const ENOUGH = 0.5;
/** Other goals may lose so much of their learners. An assumption. */
const HARMLESS = 0.01;

interface Tried {
  edit: Edit;
  hours: number;
  messages: number;
  /** Learners for the goal that it brings under each cause, more than without it. */
  gains: number[];
}

/** A hedge for each cause, in their order; undefined where no edit helps within the cap and without harm to other goals. Yields after each edit. */
export function* findHedges(
  campaign: Campaign,
  goalId: string,
  causes: readonly Suspect[],
  options: Pick<CompileOptions, 'stance'> = {},
): Generator<{ done: number; of: number }, (Hedge | undefined)[]> {
  const plan = compile(campaign, options);
  const outcome = outcomeOf(plan, goalId);
  const goal = plan.goals.findIndex(({ id }) => id === goalId);
  const edits =
    causes.length === 0 ? [] : editsOf(campaign, { goalId, deadline: outcome.day, keep: [] }).slice(0, MOST_EDITS);
  const variants = variantsOf(campaign, { ...plan, classes: 1 });
  const sets = [
    medianValues(plan),
    ...causes.map((cause) => valuesUnder(plan, cause, cause.side === 'low' ? -Z95 : Z95)),
  ];
  const endsWith = (chosen: readonly Edit[]) =>
    expectedEnds(variants(withEdits(campaign.touchpoints, chosen)), sets, 32).map(({ goals }) => goals);
  const [usual, ...under] = endsWith([]) as [Float64Array, ...Float64Array[]];
  const isHarmless = (goals: Float64Array) =>
    goals.every((learners, index) => index === goal || learners >= (1 - HARMLESS) * usual[index]!);
  const costs = costsIn(campaign);
  const tried: Tried[] = [];
  for (const [index, edit] of edits.entries()) {
    const cost = costs(edit);
    if (cost.keepsCap) {
      const [now, ...then] = endsWith([edit]) as [Float64Array, ...Float64Array[]];
      const gains = then.map((goals, cause) => goals[goal]! - under[cause]![goal]!);
      if (isHarmless(now)) tried.push({ edit, gains, hours: cost.hours, messages: cost.messages });
    }
    yield { done: index + 1, of: edits.length };
  }
  return causes.map((_, cause) => {
    const loss = usual[goal]! - under[cause]![goal]!;
    const best = cheapest(tried, cause, loss);
    if (!best) return undefined;
    const commands = [best.edit.command];
    const { campaign: changed } = apply(campaign, { type: 'batch', action: 'premortem', commands });
    return { commands, plan: compile(changed, options) };
  });
}

/** The edit that costs the fewest hours, then the fewest messages, among those that make up for enough; else the one that brings most. */
function cheapest(tried: readonly Tried[], cause: number, loss: number): Tried | undefined {
  const gainOf = ({ gains }: Tried) => gains[cause]!;
  const helping = tried.filter((one) => gainOf(one) > 0).toSorted((a, b) => gainOf(b) - gainOf(a));
  const enough = helping.filter((one) => gainOf(one) >= ENOUGH * loss);
  return enough.toSorted((a, b) => a.hours - b.hours || a.messages - b.messages)[0] ?? helping[0];
}

/** What an edit asks of people more than the plan does, and whether no week goes over the cap that was not over it before. */
function costsIn(campaign: Campaign): (edit: Edit) => { hours: number; messages: number; keepsCap: boolean } {
  const meter = costMeter(campaign);
  const { contacts } = meter.sum(campaign.touchpoints);
  return ({ before, after }) => {
    const [less, more] = [before, after].map((touchpoint) => touchpoint && meter.of(touchpoint));
    const cap = campaign.contact.capPerWeek;
    return {
      hours: (more?.effortHours ?? 0) - (less?.effortHours ?? 0),
      messages: (more?.messages ?? 0) - (less?.messages ?? 0),
      keepsCap: contacts.every((now, week) => {
        const change = (more?.contacts[week] ?? 0) - (less?.contacts[week] ?? 0);
        return change <= 0 || now + change <= cap;
      }),
    };
  };
}

/** What a hedge does, from the runs of both plans in their order, each 1 where it reaches the goal, else 0; undefined where they tell no gain. */
export function hedgeEffectOf(base: string, hedged: string): HedgeEffect | undefined {
  const runs = base.length;
  let gained = 0;
  let lost = 0;
  for (let run = 0; run < runs; run++) {
    if (hedged[run]! > base[run]!) gained++;
    if (hedged[run]! < base[run]!) lost++;
  }
  const effect = (gained - lost) / runs;
  const error = Math.sqrt(Math.max(0, (gained + lost) / runs - effect * effect) / runs);
  return effect > TELLING * error ? { effect, error } : undefined;
}
