import { dayOf } from '#campaign/calendar.ts';
import { inOrderOfTime, waysOf } from '#campaign/decisions.ts';
import { CHANNELS, type Campaign, type Decision } from '#campaign/document.ts';
import { campaignOn } from '#campaign/ways.ts';
import type { Decided, Plan } from './plan.ts';

/** A plan with decision points: one plan for each way it can go, of which each run takes one. */

/**
 * All ways that a campaign can go. `compileOne` compiles a campaign without decision points, of whose goals so many are the last ones: each way counts the
 * learners of every decision point as those of a goal, after its own goals. Ways on which the same touchpoints happen are one plan.
 */
export function decidedOf(campaign: Campaign, compileOne: (campaign: Campaign, measures: number) => Plan): Decided {
  const decisions = inOrderOfTime(campaign.decisions);
  const goals = [...campaign.goals, ...decisions.map(measureOf)];
  const compiled = new Map<string, Plan>();
  const ways = waysOf(decisions).map((way): Plan => {
    const own = campaignOn(campaign, way);
    const name = own.touchpoints.map(({ id }) => id).join(' ');
    let plan = compiled.get(name);
    if (!plan) compiled.set(name, (plan = compileOne({ ...own, goals }, decisions.length)));
    return plan;
  });
  const circles = circlesOf(ways);
  const { firstDay } = ways[0]!;
  const alike = new Map([...compiled.values()].map((plan) => [plan, { ...plan, circles }]));
  return {
    decisions: decisions.map(({ id, name, date, unit }) => ({ id, name, date, day: dayOf(date) - firstDay, unit })),
    ways: ways.map((plan) => alike.get(plan)!),
  };
}

/** What a decision point counts, as a goal that is met where it does not go to “then”. */
const measureOf = ({ below, ...measured }: Decision) => ({ ...measured, target: below });

/**
 * Learners whom messages of each channel reach on any of these plans: those who are asked through it, again and again. Of all ways together, so that
 * nothing before a decision depends on what comes after it.
 */
function circlesOf(plans: readonly Plan[]): Float64Array {
  const circles = new Float64Array(CHANNELS.length);
  plans[0]!.segments.forEach(({ size }, segment) => {
    const reaching = plans.flatMap(({ segments, exposures }) =>
      exposures[segments[segment]!.exposure]!.channels.map(({ channel }) => channel),
    );
    for (const channel of new Set(reaching)) circles[channel]! += size;
  });
  return circles;
}

const knownCircles = new WeakMap<Plan, Float64Array>();

/** The circles that hold on a plan; counted once, since every run asks for them. */
export function circlesIn(plan: Plan): Float64Array {
  const known = plan.circles ?? knownCircles.get(plan);
  if (known) return known;
  const counted = circlesOf([plan]);
  knownCircles.set(plan, counted);
  return counted;
}

/**
 * The way that is taken where `isBelow` says of each decision, in the order of time, whether it finds its number below on the way so far; `measure` is
 * the place of that number after the goals.
 */
export function wayBy(
  { decisions, ways }: Decided,
  isBelow: (way: number, measure: number, decision: number) => boolean,
): number {
  const goals = ways[0]!.goals.length - decisions.length;
  return decisions.reduce(
    (way, _, decision) => (isBelow(way, goals + decision, decision) ? way | (1 << decision) : way),
    0,
  );
}
