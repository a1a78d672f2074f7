import type { SimpleCommand } from '#campaign/commands.ts';
import { inOrderOfTime, waysOf } from '#campaign/decisions.ts';
import { apply } from '#campaign/reducer.ts';
import { campaignOn } from '#campaign/ways.ts';
import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Band } from './contrast.ts';
import { campaignAsExpected } from '../kernel/expectedWay.ts';
import type { Stance } from '#campaign/stance.ts';
import { compile, type CompileOptions } from '../plan/compile.ts';
import { editsOf, type Edit } from './edits.ts';
import { costMeter } from './cost.ts';
import { outcomeOf, requireBearable, requireSomebody } from './outcome.ts';
import type { Plan } from '../plan/plan.ts';
import { searching, type Limits, type Tried } from './search.ts';
import { USUAL } from './usual.ts';

/**
 * Better plans for a goal: searched by expectations, then confirmed by runs that share the base's random numbers. Every chance that is claimed comes
 * from these runs, and so does the order: where they cannot tell two plans apart, the one with fewer messages comes first.
 */

export interface OptimiseOptions {
  goalId: string;
  /** The chance of reaching the goal that is enough: the fewest messages that give it come first. Without it, the highest chance comes first. */
  probability?: number;
  limits?: {
    /** Messages an average learner may get over the whole campaign; no limit by default. */
    maxMessages?: number;
    /** Personal messages a learner and week. By default the campaign's cap, which weeks above it already may keep breaking. */
    capPerWeek?: number;
    /** Hours of one person to prepare all touchpoints; by default what the plan takes now, and 40 hours more. */
    effortHours?: number;
    /** Touchpoints changed; 10 by default. */
    maxChanges?: number;
    /** Plans tried; 2,000 by default. */
    maxEvaluations?: number;
  };
  /** Whether other goals may suffer; they may not by default. */
  alone?: boolean;
  /** Ids of touchpoints that stay as they are. */
  keep?: readonly string[];
  /** Proposals at most; 5 by default. */
  proposals?: number;
  /** Whose word is taken for the assumptions; the campaign's by default. */
  stance?: Stance;
}

/** A plan that the search found, before it is confirmed. */
export interface Candidate {
  /** None for the plan as it is. */
  commands: SimpleCommand[];
  /** Messages that an average learner gets over the whole campaign. */
  messages: number;
  effortHours: number;
  /** Estimated chance of reaching the goal. */
  probability: number;
  plan: Plan;
  /** Where there is something to decide: the messages on each way of the plan. */
  messagesOnWays?: number[];
}

export interface Proposal extends Omit<Candidate, 'plan' | 'messagesOnWays'> {
  /** Learners who count for the goal, more than without the proposal. */
  effect: Band;
  /** Chance that it brings more learners than the plan as it is. */
  probabilityBetter: number;
}

/** What the goal's chance costs in messages: no plan that was confirmed has a higher chance, as far as runs can tell, for fewer messages. */
export interface FrontPlan {
  messages: number;
  /** Learners who count for the goal, as the mean of all runs. */
  expected: number;
  probability: number;
  /** Its place among the proposals, from 1, where it is proposed. */
  proposal?: number;
  /** What makes it of the plan as it is; none for that itself. */
  commands: SimpleCommand[];
}

export interface Searched {
  base: Omit<Candidate, 'commands'> & { isWithinLimits: boolean };
  /** `place` is its index among the plan's goals; the command line has always called it so. */
  goal: { id: string; name: string; place: number; target: number };
  wanted: number | undefined;
  /** Proposals at most. */
  most: number;
  /** Those that look better, best first, then others of the front. All keep the limits and spare the other goals. */
  candidates: Candidate[];
  evaluations: number;
}

export interface Optimisation extends Omit<Searched, 'candidates' | 'base' | 'wanted' | 'most'> {
  proposals: Proposal[];
  base: Omit<Searched['base'], 'plan' | 'messagesOnWays' | 'isWithinLimits'>;
  /** The most learners first. */
  front: FrontPlan[];
}

/** How far a search is, and whether it has something better than the plan as it is. */
export interface SearchProgress {
  evaluations: number;
  of: number;
  better: boolean;
}

/** Searches step by step, on the way that is expected where there is something to decide; what it returns is to be `confirmed` on all ways. Throws Refusal, in one sentence, where an option cannot be followed. */
export function* searchingPlans(given: Campaign, options: OptimiseOptions): Generator<SearchProgress, Searched> {
  const { goalId, probability: wanted, alone = false, keep = [], proposals = USUAL.proposals, stance } = options;
  const under = { stance };
  const campaign = campaignAsExpected(given, under);
  const plan = compile(campaign, under);
  const outcome = outcomeOf(plan, goalId);
  const index = plan.goals.findIndex(({ id }) => id === goalId);
  const goal = plan.goals[index]!;
  requireSomebody(plan, goalId);
  requireSense(given, options);
  requireBearable(options.limits?.maxEvaluations ?? USUAL.maxEvaluations, plan, campaign);
  const cost = costMeter(campaign).sum(campaign.touchpoints);
  const limits = limitsOf(campaign, options, cost.effortHours);
  const edits = editsOf(campaign, { goalId, deadline: outcome.day, keep });
  const others = alone ? [] : plan.goals.flatMap(({ day }, other) => (other !== index && day >= 0 ? [other] : []));
  const target = { goal: index, others, probability: wanted };
  const search = searching(campaign, plan, edits, target, limits);
  let better = false;
  let seen = 0;
  for (;;) {
    const step = search.next();
    const { base, tried, evaluations } = step.value;
    for (; seen < tried.length; seen++) better ||= isBetter(tried[seen]!, base, wanted);
    if (!step.done) {
      yield { evaluations, of: limits.maxEvaluations, better };
      continue;
    }
    const front = frontOf(tried);
    const confirmable = new Set([...chosen(front, base, wanted, proposals), ...spaced(front, MOST_ON_FRONT)]);
    return {
      base: {
        plan: campaign === given ? plan : compile(given, under),
        ...onWays(given),
        messages: base.messages,
        effortHours: cost.effortHours,
        probability: base.probability,
        isWithinLimits: base.excess === 0,
      },
      goal: { id: goal.id, name: goal.name, place: index, target: goal.target },
      wanted,
      most: proposals,
      candidates: [...confirmable].filter((one) => one !== base).map((one) => candidateOf(given, one, under)),
      evaluations,
    };
  }
}

/** Plans of the front that are confirmed beside those that look best: enough to see its bend. An assumption. */
const MOST_ON_FRONT = 6;

function requireSense(campaign: Campaign, { probability, limits = {}, keep = [] }: OptimiseOptions): void {
  if (probability !== undefined && !(probability > 0 && probability < 1))
    throw new Refusal('badInput', `A chance of ${probability} cannot be aimed at. Give a number between 0 and 1.`);
  for (const [name, value] of Object.entries(limits))
    if (value !== undefined && !(value >= 0))
      throw new Refusal('badInput', `The limit ${name} cannot be ${value}. Give a number from 0.`);
  const known = new Set(campaign.touchpoints.map(({ id }) => id));
  const unknown = keep.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new Refusal(
      'badInput',
      `The campaign has no touchpoint “${unknown}” that could stay as it is. Check the id.`,
    );
}

function limitsOf(campaign: Campaign, { limits = {} }: OptimiseOptions, effortHours: number): Limits {
  return {
    maxMessages: limits.maxMessages ?? Infinity,
    capPerWeek: limits.capPerWeek ?? campaign.contact.capPerWeek,
    strict: limits.capPerWeek !== undefined,
    effortHours: limits.effortHours ?? effortHours + USUAL.moreHours,
    maxChanges: limits.maxChanges ?? USUAL.maxChanges,
    maxEvaluations: limits.maxEvaluations ?? USUAL.maxEvaluations,
  };
}

/** Learners' log odds that count as the same. */
const SAME = 1e-3;

/** Keeps the limits, spares the other goals, and serves the goal better, or as well with fewer messages. A plan that breaks a limit is bettered by any that does not. */
function isBetter(tried: Tried, base: Tried, wanted: number | undefined): boolean {
  if (tried.excess > 0 || tried.harm > 0) return false;
  if (base.excess > 0 || tried.score > base.score + SAME) return tried !== base;
  const enough = wanted !== undefined && tried.probability >= wanted;
  return (enough || tried.score >= base.score - 1e-9) && tried.messages < base.messages;
}

/** Plans within the limits that no other one beats on both reach and messages, most learners first. */
function frontOf(tried: readonly Tried[]): Tried[] {
  const front: Tried[] = [];
  const ordered = tried
    .filter(({ excess, harm }) => excess === 0 && harm === 0)
    .toSorted((a, b) => b.score - a.score || a.messages - b.messages || a.edits.length - b.edits.length);
  for (const one of ordered) if (front.length === 0 || one.messages < front.at(-1)!.messages - 1e-9) front.push(one);
  return front;
}

/** Some of the front that are better than the base, apart from each other, best first. */
function chosen(front: readonly Tried[], base: Tried, wanted: number | undefined, count: number): Tried[] {
  const better = front.filter((one) => isBetter(one, base, wanted));
  const enough = better.filter(({ probability }) => wanted !== undefined && probability >= wanted).toReversed();
  const rest = better.filter((one) => !enough.includes(one));
  return [...spaced(enough, count), ...spaced(rest, count)].slice(0, count);
}

/** The first of a list, its last, and others evenly between them. */
function spaced<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  const step = (list.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => list[Math.round(index * step)]!);
}

const ORDER = ['removeTouchpoint', 'editTouchpoint', 'moveTouchpoint', 'addTouchpoint'];

function candidateOf(
  campaign: Campaign,
  { edits, messages, effortHours, probability }: Tried,
  under: CompileOptions,
): Candidate {
  const commands = edits
    .map(({ command }: Edit) => command)
    .toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
  const { campaign: changed } = apply(campaign, { type: 'batch', action: 'optimise', commands });
  return { commands, messages, effortHours, probability, plan: compile(changed, under), ...onWays(changed) };
}

function onWays(campaign: Campaign): Pick<Candidate, 'messagesOnWays'> {
  if (campaign.decisions.length === 0) return {};
  const ways = waysOf(inOrderOfTime(campaign.decisions)).map((way) => campaignOn(campaign, way));
  return { messagesOnWays: ways.map((on) => costMeter(on).sum(on.touchpoints).messages) };
}
