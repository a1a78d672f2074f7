import { formatDay, lastDateOf, rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';
import { compile, type CompileOptions } from '../plan/compile.ts';
import type { Simulation } from '../runs/simulation.ts';
import { isExpectationKnown, methodOf } from '../runs/method.ts';
import type { Plan, PlanGoal } from '../plan/plan.ts';
import type { ExpectedRuns } from '../runs/expected.ts';
import { readActive } from '../forecast/fromRuns.ts';
import { readExpected } from '../forecast/incremental.ts';
import { contrastOf, onAverage, type Band, type Contrast, type Quantity } from './contrast.ts';

/**
 * Plans side by side. Two questions are told apart. Which plan is better on average: under the same parameters, in the same campaign and on the same
 * days, of which is more expected? And would that be seen, if each were run once, among the same people but in a campaign of its own, with other days
 * and another chance for everybody? Differences are told for both: under common random numbers, where every draw is keyed by seed, run, date, segment
 * and cell, so that what remains is what the plans do differently; and under independent luck.
 */

export interface CompareOptions extends Omit<CompileOptions, 'until'> {
  /** Last date to compare; the last day of the plan that ends last by default. */
  until?: string;
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
  /** The same for each of `dates`, with the same luck. */
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

/** What a comparison knows of a plan: its runs, the same runs under another luck, and what is expected where that is known. */
export interface Observed extends Sampled {
  again: Simulation[];
  expected?: ExpectedRuns[] | undefined;
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
  const ofShares = base.goals.some(({ unit }) => unit === 'share')
    ? ' A goal of a share of learners asks for that share of each plan’s own, so that fewer may be enough.'
    : '';
  if (plan.learners !== own.learners)
    notes.push(
      `“${other.name}” has ${written(own.learners)} learners and “${base.name}” ${written(plan.learners)}; differences are in learners, not in shares.${ofShares}`,
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
  if (![plan, own].every(isExpectationKnown)) {
    const what = [plan, own].some(({ decided }) => decided)
      ? 'Of a plan with decision points'
      : 'Of learners who are followed in teams';
    notes.push(
      `${what} it is not known what to expect: “better on average” is told from runs with the same luck, and lies nearer to 50% than it should.`,
    );
  }
  return notes;
}

/** The comparison of two plans of `comparablePlans` from the same runs. Throws Refusal where the runs are not the same. */
export function comparisonOf(base: Observed, other: Observed): Omit<Comparison, 'name' | 'notes'> {
  requireSameRuns(base, other);
  const both = { base: base.plan, other: other.plan };
  const from = Math.min(both.base.firstDay, both.other.firstDay);
  const until = both.base.firstDay + both.base.days;
  const dates: string[] = [];
  const daily: Comparison['daily'] = { probabilityBetter: [], mean: [], p05: [], p50: [], p95: [] };
  let last: Quantity | undefined;
  for (let day = from; day < until; day++) {
    last = activeOn(base, other, day);
    const { probabilityBetter, difference } = onAverage(last);
    dates.push(formatDay(day));
    daily.probabilityBetter.push(probabilityBetter);
    for (const key of ['mean', 'p05', 'p50', 'p95'] as const) daily[key].push(difference[key]);
  }
  return {
    planHash: both.other.hash,
    learners: both.other.learners,
    goals: both.other.goals.map(({ id, name, date, metric, target }, index) => {
      const own = both.base.goals.findIndex((goal) => goal.id === id);
      const learners = learnersFor(base, own, other, index);
      const [before] = learners.base;
      const [after] = learners.other;
      const probability = { base: shareFrom(before, both.base.goals[own]!.target), other: shareFrom(after, target) };
      return { id, name, date, metric, ...contrastOf(learners), probability };
    }),
    active: { date: dates.at(-1)!, ...contrastOf(last!) },
    daily,
    dates,
  };
}

function requireSameRuns(base: Observed, other: Observed): void {
  const counts = [base, other].flatMap(({ simulations, again }) => [runsOf(simulations), runsOf(again)]);
  const isSame =
    counts[0]! > 0 &&
    counts.every((count) => count === counts[0]) &&
    (!base.expected || !other.expected || runsOf(base.expected) === runsOf(other.expected)) &&
    seedOf(base) === seedOf(other);
  if (!isSame)
    throw new Refusal(
      'badInput',
      'Plans are compared run by run: both need the same runs, at least one, with the same seed.',
    );
}

const runsOf = (stretches: readonly { runs: number }[]) => stretches.reduce((sum, { runs }) => sum + runs, 0);
const seedOf = ({ simulations }: Sampled) => simulations.find(({ runs }) => runs > 0)?.seed;

/** Learners in active use on an epoch day; nobody before a plan begins. */
function activeOn(base: Observed, other: Observed, epochDay: number): Quantity {
  const numbers = <T extends { runs: number }>(
    { plan }: Observed,
    of: readonly T[],
    read: (day: number, into: Float64Array) => void,
  ) => {
    const values = new Float64Array(runsOf(of));
    const day = epochDay - plan.firstDay;
    if (day >= 0) read(day, values);
    return values;
  };
  const drawn = (of: Observed, simulations: Simulation[]) =>
    numbers(of, simulations, (day, into) => readActive(of.plan, simulations, day, into));
  const expected = (of: Observed, runs: ExpectedRuns[]) =>
    numbers(of, runs, (day, into) => readExpected(runs, day, into));
  const lucks = (of: Observed): [Float64Array, Float64Array] => [drawn(of, of.simulations), drawn(of, of.again)];
  return {
    base: lucks(base),
    other: lucks(other),
    expected: base.expected &&
      other.expected && { base: expected(base, base.expected), other: expected(other, other.expected) },
  };
}

/** Learners who count for a goal, which stands at places of its own in the two plans. */
function learnersFor(base: Observed, inBase: number, other: Observed, inOther: number): Quantity {
  const read = (of: readonly { runs: number; goals: Float64Array }[], goal: number) => {
    const values = new Float64Array(runsOf(of));
    let at = 0;
    for (const { runs, goals } of of) {
      values.set(goals.subarray(goal * runs, (goal + 1) * runs), at);
      at += runs;
    }
    return values;
  };
  const lucks = ({ simulations, again }: Observed, goal: number): [Float64Array, Float64Array] => [
    read(simulations, goal),
    read(again, goal),
  ];
  return {
    base: lucks(base, inBase),
    other: lucks(other, inOther),
    expected: base.expected &&
      other.expected && { base: read(base.expected, inBase), other: read(other.expected, inOther) },
  };
}

const shareFrom = (values: Float64Array, target: number) =>
  values.reduce((sum, value) => sum + (value >= target ? 1 : 0), 0) / values.length;
