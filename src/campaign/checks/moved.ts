import { dayOf, formatDay, LAST_DATE } from '../calendar.ts';
import type { SimpleCommand } from '../commands.ts';
import type { Campaign, Segment, Touchpoint } from '../document.ts';
import { apply } from '../reducer.ts';
import { staysOnDate } from '../ties.ts';
import { isAnyoneResting, restAmong, type Rest } from '../workingDays.ts';
import { findInContact } from './contact.ts';
import type { Planned } from '../planned.ts';
import { planOf, type SayDay } from './plan.ts';

/** What a change did to touchpoints that hang from something: which moved along, and what they meet on their new days. */

export type Met =
  /** It is sent on a day on which some of its people rest. */
  | { kind: 'dayOff'; day: number; rest: Rest }
  /** Another message reaches some of the same people on the same day. */
  | { kind: 'message'; day: number; other: Touchpoint }
  /** In the words of the check. */
  | { kind: 'quietHours'; sentence: string };

export interface Moved {
  /** As it is now. */
  touchpoint: Touchpoint;
  /** ISO date on which it began before. */
  from: string;
  met: readonly Met[];
}

export interface WhatMoved {
  moved: readonly Moved[];
  /** What stayed because it is locked or was sent, and is another distance from its anchor now. */
  stayed: readonly Touchpoint[];
}

/** What hangs from something and begins on another day after a change than before, in the order of its new days. */
export function movedBetween(before: Campaign, after: Campaign, inWords?: SayDay): WhatMoved {
  const was = new Map(before.touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]));
  const hung = after.touchpoints.filter(({ id, tie }) => tie !== undefined && was.has(id));
  const changed = hung.filter(({ id, start }) => was.get(id)!.start !== start);
  const stayed = hung.filter(
    (touchpoint) =>
      staysOnDate(touchpoint) &&
      was.get(touchpoint.id)!.start === touchpoint.start &&
      JSON.stringify(was.get(touchpoint.id)!.tie) !== JSON.stringify(touchpoint.tie),
  );
  if (changed.length === 0) return { moved: [], stayed };
  const plan = planOf(after, inWords);
  const { planned } = plan;
  const plans = new Map(planned.map((one) => [one.touchpoint.id, one]));
  const quiet = Map.groupBy(
    findInContact(plan).filter(({ rule, touchpointId }) => rule === 'quiet-hours' && touchpointId !== undefined),
    ({ touchpointId }) => touchpointId!,
  );
  const onDay = messagesByDay(planned);
  const moved = changed
    .map((touchpoint): Moved => {
      const one = plans.get(touchpoint.id);
      const hours = (quiet.get(touchpoint.id) ?? []).map(({ message }): Met => ({
        kind: 'quietHours',
        sentence: message,
      }));
      return {
        touchpoint,
        from: was.get(touchpoint.id)!.start,
        met: one ? [...metOn(after, one, onDay), ...hours] : [],
      };
    })
    .toSorted((a, b) =>
      a.touchpoint.start < b.touchpoint.start ? -1 : a.touchpoint.start > b.touchpoint.start ? 1 : 0,
    );
  return { moved, stayed };
}

type ByDay = ReadonlyMap<number, readonly Planned[]>;

function messagesByDay(planned: readonly Planned[]): ByDay {
  const byDay = new Map<number, Planned[]>();
  for (const one of planned) {
    if (!one.isContact) continue;
    for (const day of one.days) {
      const known = byDay.get(day);
      if (known) known.push(one);
      else byDay.set(day, [one]);
    }
  }
  return byDay;
}

/** The first day off and the first other message that a message meets. */
function metOn(campaign: Campaign, one: Planned, onDay: ByDay): Met[] {
  if (!one.isContact) return [];
  const met: Met[] = [];
  const restOn = restAmong(campaign, one.reached);
  const off = one.days.find((day) => isAnyoneResting(restOn(day)));
  if (off !== undefined) met.push({ kind: 'dayOff', day: off, rest: restOn(off) });
  for (const day of one.days) {
    const other = onDay
      .get(day)
      ?.find(({ touchpoint, reached }) => touchpoint.id !== one.touchpoint.id && areShared(reached, one.reached));
    if (other) {
      met.push({ kind: 'message', day, other: other.touchpoint });
      break;
    }
  }
  return met;
}

const areShared = (some: readonly Segment[], others: readonly Segment[]): boolean =>
  (some.length === 0 && others.length === 0) || some.some((segment) => others.includes(segment));

/** How far ahead another day is looked for: four weeks. */
const MOST_DAYS_LATER = 28;

/** What takes a touchpoint out of the way of what it meets; null where that is not found. */
export function wayOut(campaign: Campaign, id: string, { kind }: Met): SimpleCommand | null {
  // At the end of the quiet hours, on the clock of each: another clock would put it back into them.
  if (kind === 'quietHours')
    return { type: 'editTouchpoint', id, changes: { 'time.at': campaign.contact.quietUntil, 'time.zone': 'segment' } };
  const touchpoint = campaign.touchpoints.find((other) => other.id === id);
  if (!touchpoint) return null;
  const last = Math.min(dayOf(touchpoint.start) + MOST_DAYS_LATER, dayOf(LAST_DATE));
  for (let day = dayOf(touchpoint.start) + 1; day <= last; day++) {
    const command: SimpleCommand = { type: 'moveTouchpoint', id, start: formatDay(day) };
    const { planned } = planOf(apply(campaign, command).campaign);
    const one = planned.find((other) => other.touchpoint.id === id);
    if (one && metOn(campaign, one, messagesByDay(planned)).length === 0) return command;
  }
  return null;
}
