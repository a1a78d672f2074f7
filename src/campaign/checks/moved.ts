import type { Campaign, Segment, Touchpoint } from '../document.ts';
import { staysOnDate } from '../ties.ts';
import { isAnyoneResting, restAmong, type Rest } from '../workingDays.ts';
import { findInContact } from './contact.ts';
import { findInDates } from './dates.ts';
import type { Planned } from '../planned.ts';
import { planOf, type SayDay } from './plan.ts';

/** What a change did to touchpoints that hang from something: which moved along, and what they meet on their new days. */

export type Met =
  /** It lies outside the campaign, or reaches beyond it, in the words of the check. */
  | { kind: 'outside'; sentence: string }
  /** It happens on so many days on which some of its people rest; who does, on the first of them. */
  | { kind: 'dayOff'; day: number; count: number; rest: Rest }
  /** Another message reaches some of the same people on the same day. */
  | { kind: 'message'; day: number; other: Touchpoint }
  /** It comes in the quiet hours, in the words of the check; `send` is the ISO date of the one send that does, by which its series knows it. */
  | { kind: 'quietHours'; sentence: string; send?: string };

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

/** What hangs from something and begins on another day after a change than before, in the order of its new days; but for what was changed itself, by its ids. */
export function movedBetween(
  before: Campaign,
  after: Campaign,
  itself: ReadonlySet<string> = new Set(),
  inWords?: SayDay,
): WhatMoved {
  const was = new Map(before.touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]));
  const hung = after.touchpoints.filter(({ id, tie }) => tie !== undefined && was.has(id) && !itself.has(id));
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
  const found = Map.groupBy([...findInDates(plan), ...findInContact(plan)], ({ touchpointId }) => touchpointId);
  const onDay = messagesByDay(planned);
  const moved = changed
    .map((touchpoint): Moved => {
      const one = plans.get(touchpoint.id);
      const said = (rule: string) => (found.get(touchpoint.id) ?? []).filter((finding) => finding.rule === rule);
      // Sends that are only moved say the same as their series.
      const inQuietHours = new Map(said('quiet-hours').map((finding) => [finding.send, finding]));
      const met = one
        ? [
            ...said('outside-campaign').map(({ message }): Met => ({ kind: 'outside', sentence: message })),
            ...onDaysOff(after, one),
            ...besideMessages(one, onDay),
            ...[...inQuietHours.values()].map(({ message, send }): Met => ({
              kind: 'quietHours',
              sentence: message,
              ...(send && { send }),
            })),
          ]
        : [];
      return { touchpoint, from: was.get(touchpoint.id)!.start, met };
    })
    .toSorted((a, b) =>
      a.touchpoint.start < b.touchpoint.start ? -1 : a.touchpoint.start > b.touchpoint.start ? 1 : 0,
    );
  return { moved, stayed };
}

/** The messages of a plan by the epoch days on which they are sent. */
export type ByDay = ReadonlyMap<number, readonly Planned[]>;

export function messagesByDay(planned: readonly Planned[]): ByDay {
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

function onDaysOff(campaign: Campaign, { days, reached }: Planned): Met[] {
  const restOn = restAmong(campaign, reached);
  const off = days.filter((day) => isAnyoneResting(restOn(day)));
  const [day] = off;
  return day === undefined ? [] : [{ kind: 'dayOff', day, count: off.length, rest: restOn(day) }];
}

/** The first other message that a message meets. */
function besideMessages(one: Planned, onDay: ByDay): Met[] {
  for (const day of one.days) {
    const other = otherMessageOn(day, one, onDay);
    if (other) return [{ kind: 'message', day, other: other.touchpoint }];
  }
  return [];
}

/** Another message that reaches some of the same people on an epoch day; none beside what asks for no attention. */
export const otherMessageOn = (day: number, { isContact, touchpoint, reached }: Planned, onDay: ByDay) =>
  isContact
    ? onDay.get(day)?.find((other) => other.touchpoint.id !== touchpoint.id && areShared(other.reached, reached))
    : undefined;

const areShared = (some: readonly Segment[], others: readonly Segment[]): boolean =>
  (some.length === 0 && others.length === 0) || some.some((segment) => others.includes(segment));
