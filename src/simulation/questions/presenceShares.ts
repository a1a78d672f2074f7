import { isGoing, type Campaign } from '#campaign/document.ts';
import { getsTo } from '#campaign/reach.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { effectsOf } from '../model/effects.ts';
import { forcesOf, type Forces } from '../model/forces.ts';
import { ConditionTable } from '../plan/conditions.ts';
import { sentBy } from '../plan/exposure.ts';
import type { Plan } from '../plan/plan.ts';
import { onAverageDays } from './messageShares.ts';

/**
 * Which touchpoint does how much of what is there for a segment on a day: of each deed, every touchpoint a part in proportion to what it would change
 * were it the only one there, beside the same messages.
 */

/** What being there does: being heard of, messages noticed, trying and coming back, going on after a try, and being held from lapsing. */
const DEEDS = ['hearing', 'noticing', 'trying', 'returning', 'staying', 'holding'] as const;
export type Deed = (typeof DEEDS)[number];

/** A touchpoint that is there on a day: its place in the campaign's list, and the parts it does; over all of them they add up to 1, or to 0. */
export interface PresenceShare {
  touchpoint: number;
  parts: Record<Deed, number>;
}

/** A touchpoint by itself: the forces on the segment on a day on which it is there. */
interface Alone {
  touchpoint: number;
  on: (day: number) => Forces | undefined;
}

/** Finds those who are there for a segment, each by itself. Segments that are alike share one list. */
export function presencesIn(campaign: Campaign, plan: Plan, values: Float64Array): (segment: number) => Alone[] {
  const even = onAverageDays(plan, values);
  const found = new Map<string, Alone[]>();
  return (segment) => {
    const { exposure, set, steps, calendar, start = 0 } = plan.segments[segment]!;
    const name = [exposure, set, steps, calendar, start].join();
    let alone = found.get(name);
    if (!alone) found.set(name, (alone = aloneFor(campaign, plan, even, segment, start)));
    return alone;
  };
}

function aloneFor(
  { touchpoints, segments }: Campaign,
  plan: Plan,
  values: Float64Array,
  segment: number,
  start: number,
): Alone[] {
  const own = plan.segments[segment]!;
  const reader = segments.find(({ id }) => id === own.id)!;
  return touchpoints.flatMap((one, touchpoint): Alone[] => {
    if (!isGoing(one) || !getsTo(one, reader)) return [];
    const table = new ConditionTable();
    const { conditions } = sentBy(
      { touchpoints: [one], events: [] },
      plan.firstDay,
      plan.days,
      tacticById,
      table,
      start,
    ).exposure;
    const isThere = (day: number) => table.conditions[conditions[day]!]!.presences.length > 0;
    if (!conditions.some((_, day) => isThere(day))) return [];
    const exposure = { ...plan.exposures[own.exposure]!, conditions };
    const alone = {
      ...plan,
      segments: [{ ...own, exposure: 0 }],
      exposures: [exposure],
      conditions: table.conditions,
    };
    const effects = effectsOf(alone, values);
    return [{ touchpoint, on: (day) => (isThere(day) ? forcesOf(alone, effects, 0, day) : undefined) }];
  });
}

/** Their parts on a day. `none` are the forces with nothing there, `deedsOf` what any forces do. */
export function partsOn(
  presences: readonly Alone[],
  day: number,
  none: Forces,
  deedsOf: (forces: Forces) => Record<Deed, number>,
): PresenceShare[] {
  const without = deedsOf(none);
  const shares = presences.flatMap(({ touchpoint, on }): PresenceShare[] => {
    const forces = on(day);
    if (!forces) return [];
    const parts = deedsOf(forces);
    for (const deed of DEEDS) parts[deed] = Math.abs(parts[deed] - without[deed]);
    return [{ touchpoint, parts }];
  });
  for (const deed of DEEDS) {
    const all = shares.reduce((sum, { parts }) => sum + parts[deed], 0);
    if (all > 0) for (const { parts } of shares) parts[deed] /= all;
  }
  return shares;
}
