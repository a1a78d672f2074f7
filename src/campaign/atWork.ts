import type { Campaign, Touchpoint } from './document.ts';
import { carryExceptions, type Series } from './occurrences.ts';
import { isSameWorkplace, isWorkingDay, workplaceOf, type Workplace } from './workingDays.ts';

/**
 * A series on working days follows the working calendars of its audience, which its rule does not name. Whoever reads on which days it is sent looks
 * at it as it is here; what is kept, in the document or in a command, says only the cadence.
 */

interface Known {
  by: Workplace;
  series: Followed;
}
type Followed = Series & Pick<Touchpoint, 'segments'>;

const known = new WeakMap<Followed, Known>();

/** A touchpoint that knows the days off of its audience: itself but for a series on working days. For reading, never for keeping. */
export function atWork<T extends Followed>(plan: Workplace, touchpoint: T): T {
  if (touchpoint.cadence !== 'workingDays') return touchpoint;
  const last = known.get(touchpoint);
  if (last && isSameWorkplace(last.by, plan)) return last.series as T;
  const by = workplaceOf(plan);
  const series: T = { ...touchpoint, isDayOff: (day: number) => !isWorkingDay(by, touchpoint.segments, day) };
  known.set(touchpoint, { by, series });
  return series;
}

/** A touchpoint after a change of its rule, with the exceptions that it had before carried along, by the sends that go out. For keeping. */
export const carryAtWork = <T extends Followed>(plan: Workplace, before: Followed, after: T): T =>
  carryExceptions(atWork(plan, before), atWork(plan, after));

const wholes = new WeakMap<Campaign, Campaign>();

/** A campaign of which every touchpoint does: itself where no series is on working days. For reading, never for keeping. */
export function allAtWork(campaign: Campaign): Campaign {
  if (!campaign.touchpoints.some(({ cadence }) => cadence === 'workingDays')) return campaign;
  let whole = wholes.get(campaign);
  if (!whole) {
    whole = { ...campaign, touchpoints: campaign.touchpoints.map((touchpoint) => atWork(campaign, touchpoint)) };
    wholes.set(campaign, whole);
  }
  return whole;
}
