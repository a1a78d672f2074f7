import { dayOf, formatDay, overlaps, rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { isMeant } from '#campaign/reach.ts';
import { Refusal } from '#campaign/refusal.ts';
import { hasOwnDays } from '#campaign/rolling.ts';
import { DRIVERS, type Driver, type Why, type WhyChange, type WhyPart } from '#contract/why.ts';
import { effectsOf } from '../model/effects.ts';
import { TOTALS_OF_METRIC } from '../model/stages.ts';
import { campaignAsExpected, expectedWay } from '../kernel/expectedWay.ts';
import { trajectoriesOf } from '../kernel/trajectories.ts';
import { compile } from '../plan/compile.ts';
import type { Plan } from '../plan/plan.ts';
import { methodOf } from '../runs/method.ts';
import { medianValues } from '../plan/values.ts';
import { lastBend } from './bends.ts';
import { flowsOf, type Balance } from './flows.ts';
import { messageSharesIn } from './messageShares.ts';
import { requireBearable } from './outcome.ts';
import { presencesIn } from './presenceShares.ts';

/** Why a day of the forecast stands where it does: the change of the expectation since a day before, told apart into flows that add up. */

export interface WhyOptions {
  /** The day asked about, and the one with which it is compared, both at their ends; that one is the last bend of the curve by default. ISO dates. */
  date: string;
  since?: string | undefined;
  /** Of these learners alone; of everyone by default. */
  segmentId?: string | undefined;
  /** Of a rolling plan: the days are everyone's own, told by the dates of who starts on the first day, and numbers are of every 100 who start. */
  byOwnDay?: boolean | undefined;
  /** Multiplies the size of every segment. */
  scale?: number | undefined;
}

/** Whoever tries it takes it up or gives up within days: of those who tried it before so many, hardly anybody is trying it still. */
const TRACKED_DAYS = 40;
/** A walk in plain steps takes as long as so many of the kernel's. */
const STEPS = 8;

/** On the way that is expected, where there is something to decide. Throws Refusal where a day lies outside of the campaign, or a segment is not in it. */
export function whyOf(given: Campaign, { date, since, segmentId, byOwnDay = false, scale }: WhyOptions): Why {
  const options = scale === undefined ? {} : { scale };
  if (byOwnDay && !hasOwnDays(given))
    throw new Refusal(
      'badInput',
      'In this plan everyone starts on the first day, so that its days are the same for all. Leave out that they be counted from everyone’s own start.',
    );
  const asGiven = compile(given, options);
  const plan = expectedWay(asGiven);
  const campaign = campaignAsExpected(given, options);
  const days = byOwnDay ? plan.rolling!.ownDays : plan.days;
  const day = dayIn({ firstDay: plan.firstDay, days }, campaign, date);
  // Whatever lies before the campaign is as its beginning.
  const before = since === undefined ? undefined : Math.max(-1, dayOf(since) - plan.firstDay);
  if (before !== undefined && before >= day)
    throw new Refusal('badInput', `${since} is not before ${date}. Compare with an earlier day.`);
  const counted = countedIn(plan, segmentId);
  requireBearable(STEPS, plan, campaign);
  const values = medianValues(plan);
  const curve = curveOf(plan, values, counted, byOwnDay ? days : undefined);
  const compared = before ?? lastBend(withoutRhythm([0, ...curve]).slice(0, day + 2)) - 1;
  const tracked = Math.max(0, compared + 1 - TRACKED_DAYS);
  const flows = flowsOf(plan, {
    values,
    counted,
    byOwnDay,
    from: compared + 1,
    until: day + 1,
    tracked,
    touchpoints: campaign.touchpoints.length,
    presencesOf: presencesIn(campaign, plan, values),
    sharesOf: messageSharesIn(campaign, plan, values, { from: tracked, until: day + 1, byOwnDay }),
  });
  const names = namesOn(campaign, plan, counted, { from: compared + 1, until: day + 1, byOwnDay });
  const learners = counted.reduce((sum, segment) => sum + plan.segments[segment]!.size, 0);
  const each = byOwnDay ? OUT_OF / (learners || 1) : 1;
  return {
    engine: plan.engine,
    ...(methodOf(plan) === 'agents' ? { reason: 'teams' as const } : {}),
    planHash: asGiven.hash,
    learners,
    segmentId: segmentId ?? null,
    ...(byOwnDay && { own: { since: compared < 0 ? null : compared, day } }),
    since: compared < 0 ? null : formatDay(plan.firstDay + compared),
    date,
    isBend: before === undefined,
    changes: [
      { series: 'active', ...changeOf(campaign, timesOf(flows.active, each), names) },
      { series: 'aware', ...changeOf(campaign, timesOf(flows.aware, each), names) },
    ],
  };
}

/** Of so many who start numbers are told by their own days, as cohorts are not of one size. */
const OUT_OF = 100;

const timesOf = ({ before, after, flows }: Balance, each: number): Balance => ({
  before: before * each,
  after: after * each,
  flows: flows.map((learners) => learners * each),
});

function dayIn({ firstDay, days }: Pick<Plan, 'firstDay' | 'days'>, { start }: Campaign, date: string): number {
  const day = dayOf(date) - firstDay;
  if (day >= 0 && day < days) return day;
  const last = formatDay(firstDay + days - 1);
  throw new Refusal('badInput', `The forecast says nothing of ${date}. Ask about a day from ${start} to ${last}.`);
}

function countedIn({ segments }: Plan, segmentId: string | undefined): number[] {
  const all = [...segments.keys()];
  if (segmentId === undefined) return all;
  const own = all.filter((segment) => segments[segment]!.id === segmentId);
  if (own.length === 0) throw new Refusal('badInput', `The campaign has no segment “${segmentId}”.`);
  return own;
}

/** Learners expected in active use at the end of each day, or of so many days of their own, of everyone or of one segment. */
function curveOf(plan: Plan, values: Float64Array, counted: readonly number[], ownDays: number | undefined): number[] {
  const isEveryone = ownDays === undefined && counted.length === plan.segments.length;
  // Everyone's numbers are there without each cohort's.
  const parts = isEveryone ? [undefined] : [...counted.keys()];
  const trajectories = trajectoriesOf(plan, [effectsOf(plan, values)], {
    precision: 64,
    keep: isEveryone ? [] : counted,
  });
  const activeOn = (day: number, part: number | undefined) =>
    TOTALS_OF_METRIC.active.reduce((sum, total) => sum + plan.learners * trajectories.total(0, day, total, part), 0);
  const startOf = (part: number | undefined) => (part === undefined ? 0 : (plan.segments[counted[part]!]!.start ?? 0));
  return Array.from({ length: ownDays ?? plan.days }, (_, day) =>
    parts.reduce<number>((sum, part) => sum + activeOn(ownDays === undefined ? day : day + startOf(part), part), 0),
  );
}

/** The mean of the week around each day, so that no weekend is a bend; what lies before the campaign and after it is as its first and last day. */
function withoutRhythm(curve: readonly number[]): number[] {
  const at = (index: number) => curve[Math.min(Math.max(index, 0), curve.length - 1)]!;
  return curve.map((_, index) => [-3, -2, -1, 0, 1, 2, 3].reduce((sum, days) => sum + at(index + days) / 7, 0));
}

type Names = Partial<Record<Driver, string[]>>;

/** What happens around the learners who count, on the days from … until - 1. */
function namesOn(
  { events }: Campaign,
  plan: Plan,
  counted: readonly number[],
  { from, until, byOwnDay }: { from: number; until: number; byOwnDay: boolean },
): Names {
  const cohorts = counted.map((index) => {
    const { id, start = 0 } = plan.segments[index]!;
    const first = plan.firstDay + (byOwnDay ? start : 0);
    return { id, days: { from: first + from, until: first + until } };
  });
  const happening = events.filter((event) =>
    cohorts.some(({ id, days }) => isMeant(event.segments, id) && overlaps(rangeOf(event), days)),
  );
  return { events: happening.map(({ name }) => name) };
}

/** Learners that are rounding. */
const NOTHING = 1e-9;
/** Where fewer learners than this are counted, tenths of them are shown. */
const FEW = 100;

function changeOf(
  { touchpoints }: Campaign,
  { before, after, flows }: Balance,
  names: Names,
): Omit<WhyChange, 'series'> {
  const digits = Math.max(before, after) < FEW ? 1 : 0;
  const parts = Array.from(flows, (learners, place): Omit<WhyPart, 'shown'> => {
    const driver = DRIVERS[place];
    if (driver) return { driver, learners, ...(names[driver]?.length && { names: names[driver] }) };
    const { id, name } = touchpoints[place - DRIVERS.length]!;
    return { driver: 'touchpoint', id, name, learners };
  })
    .filter(({ learners }) => Math.abs(learners) > NOTHING)
    .toSorted((a, b) => Math.abs(b.learners) - Math.abs(a.learners));
  const unit = 10 ** digits;
  const [first, last] = [Math.round(before * unit), Math.round(after * unit)];
  const whole = addingUp(
    parts.map(({ learners }) => learners * unit),
    last - first,
  );
  return {
    before,
    after,
    change: after - before,
    shown: { before: first / unit, after: last / unit, change: (last - first) / unit },
    digits,
    parts: parts.map((part, place) => ({ ...part, shown: whole[place]! / unit })),
  };
}

/** Whole numbers near the given ones that add up to a total: the largest remainders are rounded up (Hamilton's method). */
export function addingUp(values: readonly number[], total: number): number[] {
  const whole = values.map(Math.floor);
  const missing = total - whole.reduce((sum, value) => sum + value, 0);
  const order = [...values.keys()].toSorted((a, b) => values[b]! - whole[b]! - (values[a]! - whole[a]!));
  if (order.length === 0) return whole;
  const step = Math.sign(missing);
  // Where before and after were rounded apart, a unit more or less is left than there are remainders.
  for (let left = Math.abs(missing), place = 0; left > 0; left--, place++)
    whole[step > 0 ? order[place % order.length]! : order.at(-1 - (place % order.length))!]! += step;
  return whole.map((value) => value + 0);
}
