import { dayOf, formatDay } from '#campaign/calendar.ts';
import { asReallySent } from '#campaign/cap.ts';
import { ENGINE_VERSION } from '#campaign/engine.ts';
import { placeInWeek, workingDaysOf } from '#campaign/workingDays.ts';
import { isGoing, type Campaign, type Segment } from '#campaign/document.ts';
import { MOST_DAYS, MOST_DECISIONS } from '#campaign/limits.ts';
import { assumptionsUnder, USUAL_STANCE, type Stance } from '#campaign/stance.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { Refusal } from '#campaign/refusal.ts';
import { isMeant, isReached, learnersIn } from '#campaign/reach.ts';
import { decidedOf } from './decided.ts';
import { distributionsOf, strengthsOf } from './assumptions.ts';
import { SHARED_CORRELATION } from './correlation.ts';
import { ConditionTable } from './conditions.ts';
import { sentBy, type Exposure, type Reaching, type Sent } from './exposure.ts';
import { asReadBy, readerOf } from './suitability.ts';
import { hashOf } from './hash.ts';
import type { Plan, PlanGoal, PlanSegment } from './plan.ts';
import { cohortsOf, weeksOf } from './starters.ts';
import { keyOf } from '../numbers/random.ts';

/** Series of single segments are kept for as many segment-days as this; 1,000 runs then need 256 MB at most. */
const DETAILED_SEGMENT_DAYS = 8000;

/** Learners beyond which whole numbers are no longer exact. */
const MOST_LEARNERS = 2 ** 50;

export interface CompileOptions {
  /** Multiplies the size of every segment; 1 by default. */
  scale?: number;
  /** Last date to simulate, as ISO; the campaign's last day by default. */
  until?: string;
  /** 1 takes all learners for equally responsive; 3 by default. */
  classes?: 1 | 3;
  /** Whose word is taken for the parameters and the strength of tactics; the campaign's by default. */
  stance?: Stance;
  /** Whether parameters hang together, as far as SHARED_CORRELATION; independent by default. */
  correlated?: boolean;
  /** Where tactics are looked up; the catalogue by default. */
  tactics?: (id: string) => Tactic | undefined;
}

/** What the engine reads of a campaign. Throws Refusal, in one sentence, where an option cannot be followed. */
export function compile(campaign: Campaign, options: CompileOptions = {}): Plan {
  if (campaign.decisions.length === 0) return compileOne(campaign, options);
  if (campaign.decisions.length > MOST_DECISIONS)
    throw new Refusal(
      'badInput',
      `${campaign.decisions.length} decision points are too many to follow, as each doubles the ways the campaign can go. Keep ${MOST_DECISIONS} at most.`,
    );
  const decided = decidedOf(campaign, (way, measures) => compileOne(way, options, measures));
  const [first] = decided.ways;
  const plan: Plan = { ...first!, goals: first!.goals.slice(0, campaign.goals.length), decided };
  return { ...plan, hash: hashOf(plan) };
}

/** `measures` of the goals, the last ones, are what decision points count: on their dates, whoever has started by then. */
function compileOne(planned: Campaign, options: CompileOptions, measures = 0): Plan {
  const { campaign } = asReallySent(planned);
  const { scale = 1, classes = 3, tactics = tacticById, stance = USUAL_STANCE, correlated = false } = options;
  const firstDay = dayOf(campaign.start);
  const { weeks, width } = weeksOf(campaign);
  const days = daysToSimulate(campaign, firstDay, options.until, weeks);
  if (!(scale >= 0 && scale < Infinity))
    throw new Refusal('badInput', `A scale of ${scale} cannot be simulated. Give a number from 0.`);
  const { parameters, setOf } = distributionsOf(assumptionsUnder(stance, campaign));
  const { keys, taken } = keysOf(campaign.segments);
  const table = new ConditionTable();
  const exposures: Exposure[] = [];
  const exposureOf = (later: number) =>
    exposureIndices(campaign, exposures, (reaching) => sentBy(reaching, firstDay, days, tactics, table, later));
  const exposureAt = exposureOf(0);
  const calendars: Int8Array[] = [];
  const calendarAt = calendarIndices(campaign, calendars, firstDay, days);
  const onFirstDay = campaign.segments.map((segment): PlanSegment => ({
    id: segment.id,
    name: segment.name,
    key: keys.get(segment.id)!,
    size: Math.round(segment.size * scale),
    teamSize: segment.teamSize ?? 0,
    steps: segment.frictionSteps,
    exposure: exposureAt(segment),
    calendar: calendarAt(segment),
    set: setOf.get(segment.id) ?? 0,
  }));
  const later = cohortsOf({ weeks, width })
    .filter(({ start }) => start < days)
    .map((cohort) => ({ ...cohort, exposureAt: exposureOf(cohort.start) }));
  const segments = onFirstDay.flatMap((first, index): PlanSegment[] => {
    const { inflow = 0 } = campaign.segments[index]!;
    if (inflow === 0 || later.length === 0) return [first];
    const cohorts = later.map(({ start, weeks: own, exposureAt: at }) => ({
      ...first,
      key: nextKey(keys, `${first.id} ${start}`, taken),
      size: inflow * own * scale,
      exposure: at(campaign.segments[index]!),
      start,
    }));
    return [first, ...cohorts];
  });
  const learners = learnersIn(segments);
  if (learners > MOST_LEARNERS)
    throw new Refusal('badInput', `${learners} learners are more than can be counted exactly. Choose a smaller scale.`);
  const isRolling = weeks > 0;
  const ownDays = Math.min(campaign.days, days);
  const plan: Plan = {
    engine: ENGINE_VERSION,
    hash: '',
    seed: campaign.seed,
    firstDay,
    days,
    classes,
    learners,
    segments,
    exposures,
    conditions: table.conditions,
    calendars,
    parameters,
    strengths: strengthsOf(stance),
    correlation: correlated ? SHARED_CORRELATION : 0,
    goals: campaign.goals.map((goal, index) => {
      if (!isRolling) return goalOf(goal, segments, firstDay, days);
      return index < campaign.goals.length - measures
        ? rollingGoalOf(goal, segments, firstDay, ownDays, days)
        : goalByDate(goal, segments, firstDay, days);
    }),
    ...(isRolling && { rolling: { ownDays, width } }),
    detailed: detailedOf(segments, days),
  };
  return { ...plan, hash: hashOf(plan) };
}

function daysToSimulate(campaign: Campaign, firstDay: number, until: string | undefined, weeks: number): number {
  if (until === undefined) return campaign.days + 7 * weeks;
  const days = dayOf(until) - firstDay + 1;
  if (days < 1)
    throw new Refusal('badInput', `The campaign starts on ${campaign.start}. Simulate it until that date or later.`);
  if (days > MOST_DAYS)
    throw new Refusal(
      'badInput',
      `${days} days are too long. Simulate until ${formatDay(firstDay + MOST_DAYS - 1)} at most.`,
    );
  return days;
}

/** A key of random numbers for each segment id: its hash, or the next free number. */
function keysOf(segments: Segment[]): { keys: Map<string, number>; taken: Set<number> } {
  const taken = new Set<number>();
  const keys = new Map<string, number>();
  for (const id of segments.map((segment) => segment.id).toSorted()) nextKey(keys, id, taken);
  return { keys, taken };
}

/** Gives a name its hash for a key, or the next free number. */
function nextKey(keys: Map<string, number>, name: string, taken: Set<number>): number {
  let key = keyOf(name);
  while (taken.has(key)) key = (key + 1) >>> 0;
  taken.add(key);
  keys.set(name, key);
  return key;
}

/**
 * Finds the exposure of a segment and puts new ones at the end of the list. Segments that the same touchpoints and events reach share one,
 * unless a message suits one of them less than another.
 */
function exposureIndices(
  campaign: Campaign,
  exposures: Exposure[],
  collect: (reaching: Reaching) => Sent,
): (segment: Segment) => number {
  const going = campaign.touchpoints.filter(isGoing);
  const everyone = {
    touchpoints: going.filter(({ segments }) => segments.length === 0),
    events: campaign.events.filter(({ segments }) => segments.length === 0),
  };
  const touchpointsFor = bySegment(going);
  const eventsFor = bySegment(campaign.events);
  const collected = new Map<string, Sent>();
  const indices = new Map<string, number>();
  return (segment) => {
    const { id, channels } = segment;
    const touchpoints = touchpointsFor.get(id) ?? [];
    const events = eventsFor.get(id) ?? [];
    const name = [channels.toSorted(), touchpoints.map((t) => t.id), events.map((e) => e.id)].join('|');
    let sent = collected.get(name);
    if (!sent) {
      sent = collect({
        touchpoints: [...everyone.touchpoints, ...touchpoints].filter(({ channel }) => isReached(segment, channel)),
        events: [...everyone.events, ...events],
      });
      collected.set(name, sent);
    }
    const alike = `${name}|${readerOf(sent, segment)}`;
    let index = indices.get(alike);
    if (index === undefined) {
      index = exposures.push(asReadBy(segment, sent, campaign)) - 1;
      indices.set(alike, index);
    }
    return index;
  };
}

/** Finds the calendar of a segment and puts new ones at the end of the list. Segments of one working calendar, and those without one in zones of the same weekend, rest on the same days. */
function calendarIndices(
  campaign: Campaign,
  calendars: Int8Array[],
  from: number,
  days: number,
): (segment: Segment) => number {
  const indices = new Map<string, number>();
  return (segment) => {
    const working = workingDaysOf(campaign, segment);
    // A calendar may be called as a weekend is written.
    const name = segment.calendarId === undefined ? working.weekend.join() : `calendar ${segment.calendarId}`;
    let index = indices.get(name);
    if (index === undefined) {
      index = calendars.push(Int8Array.from({ length: days }, (_, day) => placeInWeek(working, from + day))) - 1;
      indices.set(name, index);
    }
    return index;
  };
}

function bySegment<T extends { segments: string[] }>(items: T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const id of new Set(item.segments)) {
      const list = found.get(id);
      if (list) list.push(item);
      else found.set(id, [item]);
    }
  }
  return found;
}

function goalOf(goal: Campaign['goals'][number], segments: PlanSegment[], firstDay: number, days: number): PlanGoal {
  const indices = segments.flatMap(({ id }, index) => (isMeant(goal.segments, id) ? [index] : []));
  const meant = indices.reduce((sum, index) => sum + segments[index]!.size, 0);
  return {
    id: goal.id,
    name: goal.name,
    date: goal.date,
    metric: goal.metric,
    target: goal.unit === 'learners' ? goal.target : learnersFor(goal.target, meant),
    day: Math.max(-1, Math.min(dayOf(goal.date) - firstDay, days - 1)),
    segments: indices,
  };
}

/**
 * A goal by a day of everyone's own, of the cohorts that reach it on the days that are simulated. A share is of those who have started in a run,
 * however many these are.
 */
function rollingGoalOf(
  goal: Campaign['goals'][number],
  segments: PlanSegment[],
  firstDay: number,
  ownDays: number,
  days: number,
): PlanGoal {
  const dated = goalOf(goal, segments, firstDay, ownDays);
  const reaching = dated.segments.filter((index) => (segments[index]!.start ?? 0) + dated.day < days);
  return countingOf(goal, dated, segments, reaching);
}

/** What is counted in a rolling plan on one date, of all who have started by then. */
function goalByDate(
  goal: Campaign['goals'][number],
  segments: PlanSegment[],
  firstDay: number,
  days: number,
): PlanGoal {
  const dated = goalOf(goal, segments, firstDay, days);
  const there = dated.segments.filter((index) => (segments[index]!.start ?? 0) <= dated.day);
  return { ...countingOf(goal, dated, segments, there), isByDate: true };
}

/** A goal of these cohorts alone; of a share, with as many learners as are expected of them. */
function countingOf(
  goal: Pick<Campaign['goals'][number], 'unit' | 'target'>,
  dated: PlanGoal,
  segments: PlanSegment[],
  reaching: number[],
): PlanGoal {
  if (goal.unit === 'learners') return { ...dated, segments: reaching };
  const meant = reaching.reduce((sum, index) => sum + segments[index]!.size, 0);
  // A share of nobody is not reached by nobody.
  const target = meant > 0 ? goal.target * meant * (1 - 1e-12) : Math.ceil(goal.target);
  return { ...dated, segments: reaching, target, isShare: true };
}

/** Whole learners that make up a share. A share of nobody is not reached by nobody, and 28 % of 25 is 7, though 0.28 × 25 is a trifle more. */
function learnersFor(share: number, of: number): number {
  return of > 0 ? Math.ceil(share * of * (1 - 1e-12)) : Math.ceil(share);
}

/** As many segments as have room for series of their own. */
export const mostDetailed = (days: number): number => Math.max(1, Math.floor(DETAILED_SEGMENT_DAYS / days));

/** The largest segments that fit, in the order of the campaign. */
function detailedOf(segments: PlanSegment[], days: number): number[] {
  const most = mostDetailed(days);
  return [...segments.keys()]
    .filter((index) => segments[index]!.start === undefined)
    .toSorted((a, b) => segments[b]!.size - segments[a]!.size)
    .slice(0, most)
    .toSorted((a, b) => a - b);
}
