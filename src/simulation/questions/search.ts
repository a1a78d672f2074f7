import { isCapped } from '#campaign/cap.ts';
import type { Campaign } from '#campaign/document.ts';
import { designOf } from '../forecast/design.ts';
import { withEdits, type Edit } from './edits.ts';
import { costMeter, type Cost, type CostMeter } from './cost.ts';
import { exp, log } from '../numbers/mathematics.ts';
import { medianValues } from '../plan/values.ts';
import { expectedEnds } from '../kernel/expectation.ts';
import type { Plan } from '../plan/plan.ts';
import { chanceToReach, spreadOfValues } from '../forecast/spread.ts';
import { variantsOf, type Variants } from '../plan/variant.ts';

/**
 * The search for better plans: sets of edits, grown one by one by what each brings (the expected outcome at the medians) less what its messages
 * cost. The price of a message changes from round to round, which lays out the front between reach and messages. Nothing here is random.
 *
 * Plans are tried with learners who are all alike, which is three times as fast; only by how much they differ from the base is taken from there.
 */

export interface Limits {
  /** Messages an average learner may get. */
  maxMessages: number;
  /** Personal messages a learner and week; weeks already above it may stay so where `strict` is off. */
  capPerWeek: number;
  strict: boolean;
  effortHours: number;
  maxChanges: number;
  maxEvaluations: number;
}

/** A set of edits that was tried. */
export interface Tried {
  edits: readonly Edit[];
  /** Learners who count, as expected at the medians. */
  reach: number;
  /** The same on the scale of log odds, on which effects add up about evenly. */
  score: number;
  /** By how much other goals fall behind the base, in log odds, beyond what does not count. */
  harm: number;
  /** Estimated chance to reach the target. */
  probability: number;
  messages: number;
  effortHours: number;
  /** By how much the limits are broken; 0 where they are kept. */
  excess: number;
}

export interface Search {
  base: Tried;
  tried: Tried[];
  evaluations: number;
}

/** What a search needs to know of the goal it searches for. */
export interface Target {
  /** Its index among the plan's goals, and those of the goals that must not suffer. */
  goal: number;
  others: readonly number[];
  /** The chance that is enough; then fewer messages are better. Without it, the chance itself is to grow. */
  probability: number | undefined;
}

/** No gain below this is worth a change; log odds. */
const WORTHWHILE = 0.002;
const EXCESS_PRICE = 1000;
const HARM_PRICE = 20;
/** Other goals may lose this much, in log odds: about one learner in a hundred. */
const HARMLESS = 0.04;
/** At most this share of the evaluations goes to single edits. */
const SINGLES_SHARE = 0.4;
const PRICES = [0, 1, 3, 0.3, 10, 0.1, 2, 0.5, 5, 0.2, 20, 0.05];
const HALVINGS = 7;
/** Parameter values behind the base's chance to reach its goal. */
const POINTS = 56;

interface Task {
  campaign: Campaign;
  plan: Plan;
  variants: Variants;
  meter: CostMeter;
  target: Target;
  limits: Limits;
  baseCost: Cost;
  /** Learners meant by each goal, and each goal's log odds in the base: for all kinds of learners, and for learners who are all alike. */
  meant: number[];
  odds: number[];
  oddsAlike: number[];
  /** Expected outcomes of the base under the design's parameters. */
  spread: Float64Array;
  search: Search;
  known: Map<string, Tried>;
}

/** Tries edits until the evaluations are used up or nothing is left to try. Yields after each evaluation. */
export function* searching(
  campaign: Campaign,
  plan: Plan,
  edits: readonly Edit[],
  target: Target,
  limits: Limits,
): Generator<Search, Search> {
  const task = taskOf(campaign, plan, target, limits);
  const { search } = task;
  const singles = new Map<Edit, Tried>();
  for (const edit of edits) {
    if (search.evaluations >= SINGLES_SHARE * limits.maxEvaluations) break;
    singles.set(edit, evaluate(task, [edit]));
    yield search;
  }
  const price = usualPrice(search.base, singles);
  if (target.probability === undefined) {
    for (const factor of PRICES) yield* grow(task, singles, factor * price, []);
  } else {
    let low = -6;
    let high = 8;
    for (let round = 0; round < HALVINGS; round++) {
      const middle = round === 0 ? 0 : (low + high) / 2;
      const last = yield* grow(task, singles, exp(middle) * price, []);
      if (last.probability >= target.probability) low = middle;
      else high = middle;
    }
    yield* grow(task, singles, 0, []);
  }
  yield* refine(task, singles, price);
  return search;
}

function taskOf(campaign: Campaign, plan: Plan, target: Target, limits: Limits): Task {
  const meter = costMeter(campaign);
  const design = designOf(plan, POINTS);
  const meant = plan.goals.map((goal) => goal.segments.reduce((sum, index) => sum + plan.segments[index]!.size, 0));
  const alike = { ...plan, classes: 1 as const };
  const oddsIn = (of: Plan) => Array.from(goalsOf(of), (learners, index) => oddsOf(learners, meant[index]!));
  const task: Task = {
    campaign,
    plan,
    variants: variantsOf(campaign, alike),
    meter,
    target,
    limits,
    baseCost: meter.sum(campaign.touchpoints),
    meant,
    odds: oddsIn(plan),
    oddsAlike: oddsIn(alike),
    spread: Float64Array.from(expectedEnds(plan, design, 32), ({ goals }) => goals[target.goal]!),
    search: { base: undefined as never, tried: [], evaluations: 0 },
    known: new Map(),
  };
  // Costs of a plan that the cap holds back from are summed anew for every set of edits, from touchpoints that are measured once.
  if (isCapped(campaign)) for (const touchpoint of campaign.touchpoints) meter.of(touchpoint);
  task.search.base = evaluate(task, []);
  return task;
}

const goalsOf = (plan: Plan) => expectedEnds(plan, [medianValues(plan)])[0]!.goals;

const nameOf = (edits: readonly Edit[]) =>
  edits
    .map(({ command }) => JSON.stringify(command))
    .toSorted()
    .join();

function evaluate(task: Task, edits: readonly Edit[]): Tried {
  const name = nameOf(edits);
  const known = task.known.get(name);
  if (known) return known;
  const { campaign, variants, target, meant, odds, oddsAlike, search } = task;
  const goals = goalsOf(variants(withEdits(campaign.touchpoints, edits)));
  search.evaluations++;
  const shifts = Array.from(goals, (learners, index) => oddsOf(learners, meant[index]!) - oddsAlike[index]!);
  const score = odds[target.goal]! + shifts[target.goal]!;
  const harm = target.others.reduce((sum, index) => sum + Math.max(0, -HARMLESS - shifts[index]!), 0);
  const reach = meant[target.goal]! / (1 + exp(-score));
  const probability = chanceOf(task, reach, shifts[target.goal]!);
  const tried: Tried = { edits, reach, score, harm, probability, ...costOf(task, edits) };
  task.known.set(name, tried);
  search.tried.push(tried);
  return tried;
}

/** Log odds, kept finite for plans that reach nobody or everybody. */
const oddsOf = (reach: number, meant: number) => log((reach + 1e-6) / (Math.max(0, meant - reach) + 1e-6));

/** The base's own spread over the parameters, carried along to where the plan now is. */
function chanceOf({ plan, spread, meant, target }: Task, reach: number, shift: number): number {
  const of = meant[target.goal]!;
  const values = spread.map((value) => of / (1 + exp(-(oddsOf(value, of) + shift))));
  return chanceToReach(
    spreadOfValues(of, values, reach * Math.max(0, 1 - reach / of)),
    plan.goals[target.goal]!.target,
  );
}

/** Messages, hours and broken limits of the plan with some edits, without simulating it. */
function costOf(task: Task, edits: readonly Edit[]): Pick<Tried, 'messages' | 'effortHours' | 'excess'> {
  const { baseCost, limits } = task;
  const { messages: summed, effortHours, contacts } = costWith(task, edits);
  const messages = Math.round(summed * 1e6) / 1e6;
  let excess = Math.max(0, messages - limits.maxMessages) + Math.max(0, effortHours - limits.effortHours);
  for (let index = 0; index < contacts.length; index++) {
    const most = limits.strict ? limits.capPerWeek : Math.max(limits.capPerWeek, baseCost.contacts[index]!);
    excess += Math.max(0, contacts[index]! - most);
  }
  return { messages, effortHours, excess };
}

function costWith({ campaign, meter, baseCost }: Task, edits: readonly Edit[]): Cost {
  if (isCapped(campaign)) return meter.sum(withEdits(campaign.touchpoints, edits));
  let { messages, effortHours } = baseCost;
  const contacts = baseCost.contacts.slice();
  for (const { before, after } of edits) {
    for (const [touchpoint, sign] of [
      [before, -1],
      [after, 1],
    ] as const) {
      if (!touchpoint) continue;
      const cost = meter.of(touchpoint);
      messages += sign * cost.messages;
      effortHours += sign * cost.effortHours;
      for (let index = 0; index < contacts.length; index++) contacts[index]! += sign * cost.contacts[index]!;
    }
  }
  return { messages, effortHours, contacts };
}

/** What a message usually brings, by the edits that change how many there are. */
function usualPrice(base: Tried, singles: ReadonlyMap<Edit, Tried>): number {
  const rates = [...singles.values()]
    .filter(({ messages }) => Math.abs(messages - base.messages) > 1e-6)
    .map(({ score, messages }) => Math.abs(score - base.score) / Math.abs(messages - base.messages))
    .toSorted((a, b) => a - b);
  return Math.max(1e-6, rates[Math.floor(rates.length / 2)] ?? 0.01);
}

/** What a plan serves the goal, less the harm to others. */
const serviceOf = ({ score, harm }: Tried) => score - HARM_PRICE * harm;
/** The same less what it costs. */
const valueOf = (service: number, { messages, excess }: Pick<Tried, 'messages' | 'excess'>, price: number) =>
  service - price * messages - EXCESS_PRICE * excess;

/**
 * Adds the best edit again and again. What an edit brings is first taken from where it was last measured, and measured anew only where it
 * would be chosen: most gains change little, so that few evaluations choose among many edits.
 */
function* grow(
  task: Task,
  singles: ReadonlyMap<Edit, Tried>,
  price: number,
  start: readonly Edit[],
): Generator<Search, Tried> {
  const { limits, search } = task;
  let current = evaluate(task, start);
  const gains = new Map([...singles].map(([edit, tried]) => [edit, serviceOf(tried) - serviceOf(search.base)]));
  while (current.edits.length < limits.maxChanges) {
    const taken = new Set(current.edits.map(({ group }) => group));
    const now = valueOf(serviceOf(current), current, price);
    const candidates = [...gains]
      .filter(([{ group }]) => !taken.has(group))
      .map(([edit, gain]) => {
        const cost = costOf(task, [...current.edits, edit]);
        return { edit, cost, promise: valueOf(serviceOf(current) + gain, cost, price) - now };
      })
      .filter(({ cost, promise }) => cost.excess <= current.excess && promise > WORTHWHILE)
      .toSorted((a, b) => b.promise - a.promise);
    let best: Tried | undefined;
    let most = WORTHWHILE;
    for (const { edit, promise } of candidates) {
      if (promise <= most || search.evaluations >= limits.maxEvaluations) break;
      const tried = evaluate(task, [...current.edits, edit]);
      yield search;
      gains.set(edit, serviceOf(tried) - serviceOf(current));
      const gain = valueOf(serviceOf(tried), tried, price) - now;
      if (gain > most) [best, most] = [tried, gain];
    }
    if (!best) break;
    current = best;
  }
  return current;
}

/** Uses what is left of the evaluations to drop and exchange edits of the best plans. */
function* refine(task: Task, singles: ReadonlyMap<Edit, Tried>, price: number): Generator<Search, void> {
  const { search, limits, target } = task;
  const wanted = target.probability;
  const lookingFor = wanted === undefined ? 0 : price;
  const meritOf = (tried: Tried) =>
    wanted === undefined
      ? valueOf(serviceOf(tried), tried, 0)
      : (tried.probability >= wanted ? 1e6 - tried.messages : tried.probability) -
        EXCESS_PRICE * (tried.excess + tried.harm);
  for (;;) {
    const best = search.tried.reduce((a, b) => (meritOf(b) > meritOf(a) + 1e-9 ? b : a));
    for (const without of best.edits) {
      if (search.evaluations >= limits.maxEvaluations) return;
      const rest = best.edits.filter((edit) => edit !== without);
      evaluate(task, rest);
      yield search;
      for (const edit of singles.keys()) {
        if (search.evaluations >= limits.maxEvaluations) return;
        if (edit === without || edit.group !== without.group) continue;
        const exchanged = [...rest, edit];
        if (costOf(task, exchanged).excess > best.excess) continue;
        evaluate(task, exchanged);
        yield search;
      }
    }
    yield* grow(task, singles, lookingFor, best.edits);
    if (search.tried.every((tried) => meritOf(tried) <= meritOf(best) + 1e-9)) return;
  }
}
