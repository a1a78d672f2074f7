import { formatDay } from '#campaign/calendar.ts';
import { happensIn, planOf, type Planned } from '#campaign/checks/plan.ts';
import type { Campaign } from '#campaign/document.ts';
import { POINTS, varianceBeside, Z95 } from './contribution.ts';
import { compile, type CompileOptions } from '../plan/compile.ts';
import { designOf } from '../forecast/design.ts';
import { finish, outcomeOf, requireBearable } from './outcome.ts';
import { variantsOf } from '../plan/variant.ts';

/** Fatigue and balance as curves: how much each segment is asked, what each touchpoint is worth at the margin, and push against pull by phase. */

export const LOAD_LABELS = ['under', 'onTarget', 'saturated'] as const;
export type LoadLabel = (typeof LOAD_LABELS)[number];

export interface SegmentLoad {
  id: string;
  name: string;
  /** For each day, personal messages to one learner, and those of the 28 days that end on it. */
  contacts: number[];
  window: number[];
  /** The window against four weeks of the campaign's cap: under a quarter of it, up to it, or over it. Shorter windows at the start count by their days. */
  label: LoadLabel[];
}

export interface MarginalValue {
  id: string;
  name: string;
  /** Learners in active use on the last day, or for the goal, that the plan would lose without it: the mean over the parameters' uncertainty. */
  value: number;
  /** 5 % and 95 % points, from the parameters' uncertainty. */
  p05: number;
  p95: number;
}

export interface PhaseBalance {
  id: string;
  name: string;
  /** Touchpoints that happen in it. */
  push: number;
  pull: number;
  /** Share of push, and the share it should have; null where nothing happens. */
  pushShare: number | null;
  pushAim: number;
}

export interface Balance {
  dates: string[];
  loads: SegmentLoad[];
  /** By value, the least first. */
  marginal: MarginalValue[];
  phases: PhaseBalance[];
}

export interface BalanceOptions extends CompileOptions {
  /** The goal by which touchpoints are valued; without it, learners in active use on the last day. */
  goalId?: string;
}

const WINDOW = 28;
/** Below this share of the cap people hardly hear of the campaign. An assumption. */
const UNDER = 0.25;

/** Load, marginal values and balance of a campaign. Throws RangeError, in one sentence, where it is too large for that. */
export function balanceOf(campaign: Campaign, options: BalanceOptions = {}): Balance {
  return { ...burdenOf(campaign), marginal: finish(marginalValues(campaign, options)) };
}

/** What can be told without simulating anything. */
export function burdenOf(campaign: Campaign): Omit<Balance, 'marginal'> {
  const { range, planned } = planOf(campaign);
  return {
    dates: Array.from({ length: campaign.days }, (_, day) => formatDay(range.from + day)),
    loads: loadsOf(campaign, planned, range.from),
    phases: phasesOf(campaign, planned),
  };
}

/** Contacts and their labels for each segment, without simulating anything. */
export function loadsOf(
  campaign: Campaign,
  planned: readonly Planned[] = planOf(campaign).planned,
  from = planOf(campaign).range.from,
): SegmentLoad[] {
  const daily = new Map(campaign.segments.map((segment) => [segment, new Float64Array(campaign.days)]));
  for (const { isContact, days, reached } of planned) {
    if (!isContact) continue;
    for (const segment of reached) {
      const contacts = daily.get(segment)!;
      for (const day of days) if (day >= from && day < from + campaign.days) contacts[day - from]!++;
    }
  }
  const cap = campaign.contact.capPerWeek;
  return campaign.segments.map((segment) => {
    const contacts = Array.from(daily.get(segment)!);
    let sum = 0;
    const window = contacts.map((count, day) => (sum += count - (contacts[day - WINDOW] ?? 0)));
    const label = window.map((count, day) => labelOf(count, (cap * Math.min(WINDOW, Math.max(7, day + 1))) / 7));
    return { id: segment.id, name: segment.name, contacts, window, label };
  });
}

const labelOf = (contacts: number, most: number): LoadLabel =>
  contacts > most ? 'saturated' : contacts < UNDER * most ? 'under' : 'onTarget';

/** What the plan would lose without each touchpoint, expected under the sets of parameter values by which shares are told too; step by step, with the share of the work that is done. */
export function* marginalValues(
  campaign: Campaign,
  { goalId, ...options }: BalanceOptions = {},
): Generator<number, MarginalValue[]> {
  const plan = compile(campaign, options);
  const outcome = outcomeOf(plan, goalId);
  const { touchpoints } = campaign;
  const design = designOf(plan, POINTS);
  requireBearable((touchpoints.length + 1) * design.length, plan, campaign);
  const variants = variantsOf(campaign, plan);
  const whole = outcome.expectedUnder(plan, design);
  const values: MarginalValue[] = [];
  for (const touchpoint of touchpoints) {
    const without = outcome.expectedUnder(variants(touchpoints.filter((other) => other !== touchpoint)), design);
    const lost = whole.map((learners, set) => learners - without[set]!);
    const value = lost.reduce((sum, learners) => sum + learners, 0) / lost.length;
    const reach = (side: 1 | -1) => Z95 * Math.sqrt(varianceBeside(lost, side));
    const { id, name } = touchpoint;
    values.push({ id, name, value, p05: value - reach(-1), p95: value + reach(1) });
    yield values.length / touchpoints.length;
  }
  return values.toSorted((a, b) => a.value - b.value);
}

/** Push and pull by phase, counted as the craft's rule counts them: once for each touchpoint that happens in it. */
function phasesOf(campaign: Campaign, planned: readonly Planned[]): PhaseBalance[] {
  return planOf({ ...campaign, touchpoints: [] }).phases.map(({ phase, range }) => {
    const here = planned.filter((one) => happensIn(one, range));
    const push = here.filter(({ touchpoint }) => touchpoint.direction === 'push').length;
    const { id, name, pushAim } = phase;
    return {
      id,
      name,
      push,
      pull: here.length - push,
      pushShare: here.length > 0 ? push / here.length : null,
      pushAim,
    };
  });
}
