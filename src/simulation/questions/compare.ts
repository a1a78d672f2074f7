import { formatDay, lastDateOf, rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import { compile, type CompileOptions } from '../plan/compile.ts';
import type { Simulation } from '../runs/simulation.ts';
import { methodOf } from '../runs/method.ts';
import type { Plan, PlanGoal } from '../plan/plan.ts';
import { SUMMED, varianceOf } from '../forecast/fromRuns.ts';

/**
 * Plans side by side under common random numbers: run by run both see the same parameters and the same luck, because every draw is keyed by
 * seed, run, date, segment and cell. What remains of the difference is what the plans do differently.
 */

export interface CompareOptions extends Omit<CompileOptions, 'until'> {
  /** Last date to compare; the last day of the plan that ends last by default. */
  until?: string;
}

/** A difference in learners, the other plan less the base. */
export interface Band {
  mean: number;
  p05: number;
  p50: number;
  p95: number;
}

/** One quantity in both plans. Pairs in which both are equal count half for either. */
export interface Contrast {
  probabilityBetter: number;
  difference: Band;
  /** Variance of the paired difference over that of independent runs: how much the common random numbers save. 0 where nothing varies. */
  varianceRatio: number;
}

export interface GoalContrast extends Contrast {
  id: string;
  name: string;
  date: string;
  metric: PlanGoal['metric'];
  /** Chance that each plan reaches the goal. */
  probability: { base: number; other: number };
}

export interface Comparison {
  name: string;
  planHash: string;
  learners: number;
  goals: GoalContrast[];
  /** Learners in active use on the last day. */
  active: Contrast & { date: string };
  /** The same for each of `dates`. */
  daily: { probabilityBetter: number[] } & Record<keyof Band, number[]>;
  dates: string[];
  /** What keeps the two from being compared like with like, in sentences. */
  notes: string[];
}

/** The plans of a comparison, made comparable: the base's goals judge all of them, and all end on the same day. */
export interface Comparable {
  base: Plan;
  others: { name: string; plan: Plan; notes: string[] }[];
}

/** A plan with its runs. */
export interface Sampled {
  plan: Plan;
  simulations: Simulation[];
}

/** Compiles the plans of a comparison. Throws Refusal, in one sentence, where two of them have nothing in common. */
export function comparablePlans(base: Campaign, others: Campaign[], options: CompareOptions = {}): Comparable {
  for (const other of others) {
    requireCommonDays(base, other);
    requireCommonSegments(base, other);
  }
  const until = options.until ?? lastDates([base, ...others]);
  const plan = compile(base, { ...options, until });
  return {
    base: plan,
    others: others.map((other) => {
      const { goals, notes } = goalsFor(base, other);
      const own = compile({ ...other, goals }, { ...options, until });
      return { name: other.name, plan: own, notes: [...notes, ...differences(base, other, plan, own)] };
    }),
  };
}

const lastDates = (campaigns: Campaign[]): string =>
  formatDay(Math.max(...campaigns.map((campaign) => rangeOf(campaign).until - 1)));

function requireCommonDays(base: Campaign, other: Campaign): void {
  const a = rangeOf(base);
  const b = rangeOf(other);
  if (a.from >= b.until || b.from >= a.until)
    throw new Refusal(
      'badInput',
      `“${base.name}” lasts from ${base.start} to ${lastDateOf(base)} and “${other.name}” from ${other.start} to ${lastDateOf(other)}: they have no day in common. Move one of them.`,
    );
}

function requireCommonSegments(base: Campaign, other: Campaign): void {
  const known = new Set(base.segments.map(({ id }) => id));
  if (base.segments.length > 0 && other.segments.length > 0 && !other.segments.some(({ id }) => known.has(id)))
    throw new Refusal(
      'badInput',
      `“${base.name}” and “${other.name}” have no segment in common, so there are no learners to compare. Compare plans for the same people.`,
    );
}

/** The base's goals as far as the other plan has the people they mean. */
function goalsFor(base: Campaign, other: Campaign): { goals: Campaign['goals']; notes: string[] } {
  const known = new Set(other.segments.map(({ id }) => id));
  const notes: string[] = [];
  const goals = base.goals.flatMap((goal) => {
    const segments = goal.segments.filter((id) => known.has(id));
    if (segments.length === goal.segments.length) return [goal];
    notes.push(
      segments.length === 0
        ? `Goal “${goal.name}” is about people whom “${other.name}” does not have, so it is left out.`
        : `Goal “${goal.name}” is about people of whom “${other.name}” has only some.`,
    );
    return segments.length === 0 ? [] : [{ ...goal, segments }];
  });
  return { goals, notes };
}

function differences(base: Campaign, other: Campaign, plan: Plan, own: Plan): string[] {
  const notes: string[] = [];
  const written = (learners: number) => english.number(learners);
  if (plan.learners !== own.learners)
    notes.push(
      `“${other.name}” has ${written(own.learners)} learners and “${base.name}” ${written(plan.learners)}; differences are in learners, not in shares.`,
    );
  if (base.start !== other.start)
    notes.push(
      `“${other.name}” starts on ${other.start} and “${base.name}” on ${base.start}; both are compared day by day on the calendar.`,
    );
  const assumed = ({ parameters: { centre, below, above } }: Plan) => [centre, below, above].join(' ');
  if (assumed(plan) !== assumed(own))
    notes.push(`“${other.name}” assumes other things than “${base.name}”; the difference is theirs as well.`);
  const isAlike = methodOf(plan) === methodOf(own);
  const people = ({ segments }: Campaign) =>
    segments.map(({ id, size, frictionSteps, channels, teamSize = 0 }) =>
      [id, size, frictionSteps, channels.toSorted(), isAlike && teamSize].join(' '),
    );
  if (plan.learners === own.learners && String(people(base).toSorted()) !== String(people(other).toSorted()))
    notes.push(
      `“${other.name}” has other segments than “${base.name}”, or segments of another size, distance or reach; the difference is theirs as well.`,
    );
  const context = ({ events }: Campaign) =>
    events
      .filter(({ pushFactor, pullFactor }) => pushFactor !== 1 || pullFactor !== 1)
      .map(({ start, days, pushFactor, pullFactor, segments }) =>
        [start, days, pushFactor, pullFactor, segments.toSorted()].join(' '),
      );
  if (String(context(base).toSorted()) !== String(context(other).toSorted()))
    notes.push(`Other events act on “${other.name}” than on “${base.name}”; the difference is theirs as well.`);
  const [alone, follows] = methodOf(plan) === 'agents' ? [other, base] : [base, other];
  if (!isAlike)
    notes.push(
      `“${follows.name}” is simulated learner by learner, because of its teams, and “${alone.name}” is not: they do not share their luck, so the difference is less sure.`,
    );
  return notes;
}

/** The comparison of two plans of `comparablePlans` from the same runs. Throws Refusal where the runs are not the same. */
export function comparisonOf(base: Sampled, other: Sampled): Omit<Comparison, 'name' | 'notes'> {
  const runs = runsOf(base);
  if (runs === 0 || runs !== runsOf(other) || seedOf(base) !== seedOf(other))
    throw new Refusal(
      'badInput',
      'Plans are compared run by run: both need the same runs, at least one, with the same seed.',
    );
  const a = new Float64Array(runs);
  const b = new Float64Array(runs);
  const from = Math.min(base.plan.firstDay, other.plan.firstDay);
  const until = base.plan.firstDay + base.plan.days;
  const dates: string[] = [];
  const daily: Comparison['daily'] = { probabilityBetter: [], mean: [], p05: [], p50: [], p95: [] };
  let last: Contrast | undefined;
  for (let day = from; day < until; day++) {
    activeOn(base, day, a);
    activeOn(other, day, b);
    last = contrastOf(a, b);
    dates.push(formatDay(day));
    daily.probabilityBetter.push(last.probabilityBetter);
    for (const key of ['mean', 'p05', 'p50', 'p95'] as const) daily[key].push(last.difference[key]);
  }
  const { plan } = other;
  return {
    planHash: plan.hash,
    learners: plan.learners,
    goals: plan.goals.map((goal, index) => {
      const own = base.plan.goals.findIndex(({ id }) => id === goal.id);
      learnersFor(base, own, a);
      learnersFor(other, index, b);
      const { id, name, date, metric } = goal;
      return {
        id,
        name,
        date,
        metric,
        ...contrastOf(a, b),
        probability: { base: shareFrom(a, base.plan.goals[own]!.target), other: shareFrom(b, goal.target) },
      };
    }),
    active: { date: dates.at(-1)!, ...last! },
    daily,
    dates,
  };
}

const runsOf = ({ simulations }: Sampled) => simulations.reduce((sum, simulation) => sum + simulation.runs, 0);
const seedOf = ({ simulations }: Sampled) => simulations.find(({ runs }) => runs > 0)?.seed;

const [, ACTIVE] = SUMMED[0]!;

/** Learners in active use on an epoch day, run by run; nobody before the plan begins. */
function activeOn({ plan, simulations }: Sampled, epochDay: number, into: Float64Array): void {
  const day = epochDay - plan.firstDay;
  let at = 0;
  into.fill(0);
  for (const { runs, totals } of simulations) {
    if (day >= 0)
      for (const part of ACTIVE)
        for (let run = 0; run < runs; run++) into[at + run]! += totals[(part * plan.days + day) * runs + run]!;
    at += runs;
  }
}

function learnersFor({ simulations }: Sampled, goal: number, into: Float64Array): void {
  let at = 0;
  for (const { runs, goals } of simulations)
    for (let run = 0; run < runs; run++) into[at++] = goals[goal * runs + run]!;
}

const shareFrom = (values: Float64Array, target: number) =>
  values.reduce((sum, value) => sum + (value >= target ? 1 : 0), 0) / values.length;

/** What two lists of paired numbers say of their difference. */
export function contrastOf(base: Float64Array, other: Float64Array): Contrast {
  const difference = other.map((value, run) => value - base[run]!);
  const independent = varianceOf(base) + varianceOf(other);
  const better = difference.reduce((sum, value) => sum + (value > 0 ? 1 : value === 0 ? 0.5 : 0), 0);
  return {
    probabilityBetter: better / difference.length,
    varianceRatio: independent > 0 ? varianceOf(difference) / independent : 0,
    difference: bandOf(difference),
  };
}

/** Mean and quantiles; a quantile lies between the two nearest values. Sorts the values. */
export function bandOf(values: Float64Array): Band {
  const mean = meanOf(values);
  values.sort();
  const at = (share: number) => {
    const position = share * (values.length - 1);
    const low = Math.floor(position);
    return values[low]! + (values[Math.min(low + 1, values.length - 1)]! - values[low]!) * (position - low);
  };
  return { mean, p05: at(0.05), p50: at(0.5), p95: at(0.95) };
}

export const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
