import { dayOf, FIRST_DAY, formatDay, LAST_DATE, rangeOf } from '../calendar.ts';
import type { Command } from '../commands.ts';
import type { Campaign, Touchpoint } from '../document.ts';
import { MOST_DAYS } from '../limits.ts';
import { occurrencesOf, sendsOf } from '../occurrences.ts';
import type { Planned } from '../planned.ts';
import { apply } from '../reducer.ts';
import { isRepeated } from '../sending.ts';
import { toWorkingDaysCommand } from '../sendsOffWork.ts';
import { changeSendCommand, moveSendCommand } from '../series.ts';
import { anchorDayOf } from '../ties.ts';
import { isAnyoneResting, restAmong } from '../workingDays.ts';
import { messagesByDay, otherMessageOn, type Met } from './moved.ts';
import { planOf, type Plan } from './plan.ts';

/** What takes a touchpoint out of the way of what it meets on its new days. */

/** How far another day is looked for, before and after: four weeks. */
const MOST_DAYS_AWAY = 28;

/** One command; null where none is found. */
export function wayOut(campaign: Campaign, id: string, met: Met): Command | null {
  if (met.kind === 'quietHours') return afterQuietHours(campaign, id, met.send);
  const plan = planOf(campaign);
  const one = plan.planned.find(({ touchpoint }) => touchpoint.id === id);
  const touchpoint = campaign.touchpoints.find((other) => other.id === id);
  if (!one || !touchpoint) return null;
  if (met.kind === 'outside') return lengthenOver(campaign, one);
  if (!isRepeated(touchpoint))
    return toFreeDay(plan, one, dayOf(touchpoint.start), (day) => ({
      type: 'moveTouchpoint',
      id,
      start: formatDay(day),
    }));
  if (met.kind === 'dayOff') {
    const command = toWorkingDaysCommand(campaign, touchpoint);
    return command.commands.length === 0 ? null : command;
  }
  // One send is in the way, not the series: that which is really sent on the day, wherever the plan has it.
  const send = occurrencesOf(one.touchpoint).find(({ day }) => day === met.day);
  const planned = sendsOf(touchpoint).find(({ on }) => on === send?.on);
  if (!planned) return null;
  const on = formatDay(planned.on);
  return toFreeDay(plan, one, met.day, (day) => moveSendCommand(campaign, id, on, day - planned.day, 'this'));
}

/** At the end of the quiet hours, on the clock of each: another clock would put it back into them. */
function afterQuietHours(campaign: Campaign, id: string, send: string | undefined): Command | null {
  const time = { zone: 'segment', at: campaign.contact.quietUntil } as const;
  if (send !== undefined) return changeSendCommand(campaign, id, send, { time }, 'this');
  return { type: 'editTouchpoint', id, changes: { 'time.at': time.at, 'time.zone': time.zone } };
}

/** The campaign with all days of a touchpoint in it. Where everyone starts on a day of their own, its first day stays: from there all of them count. */
function lengthenOver(campaign: Campaign, { isMessage, days, range }: Planned): Command | null {
  const held = rangeOf(campaign);
  const from = Math.min(held.from, ...(isMessage ? days : [range.from]));
  const until = Math.max(held.until, ...(isMessage ? days.map((day) => day + 1) : [range.until]));
  if (until - from > MOST_DAYS || (campaign.rolling && from < held.from)) return null;
  return { type: 'setDetails', changes: { start: formatDay(from), days: until - from } };
}

/**
 * To the nearest day on which all whom it reaches work, get nothing else, and it is really sent: on the same side of its anchor and of the deadline of
 * its goal, and no day outside the campaign. What comes before its anchor is rather earlier than later.
 */
function toFreeDay(
  { campaign, range, planned }: Plan,
  one: Planned,
  from: number,
  commandTo: (day: number) => Command | null,
): Command | null {
  const { id } = one.touchpoint;
  const restOn = restAmong(campaign, one.reached);
  const onDay = messagesByDay(planned);
  const isKept = sidesOf(campaign, one.touchpoint, from);
  const isIn = (day: number) => day >= range.from && day < range.until;
  const isFree = (day: number) =>
    day >= FIRST_DAY &&
    day <= dayOf(LAST_DATE) &&
    (isIn(day) || !isIn(from)) &&
    isKept(day) &&
    !one.days.includes(day) &&
    !isAnyoneResting(restOn(day)) &&
    !otherMessageOn(day, one, onDay);
  for (const day of nearestTo(from, anchorDayOf(campaign, one.touchpoint))) {
    const command = isFree(day) ? commandTo(day) : null;
    if (!command) continue;
    const then = planOf(apply(campaign, command).campaign).planned.find(({ touchpoint }) => touchpoint.id === id);
    if (then?.days.includes(day)) return command;
  }
  return null;
}

/** Days by how far they are from one, of two that are as far first the one that is farther from the anchor. */
function nearestTo(from: number, anchor: number | undefined): number[] {
  const first = anchor !== undefined && from < anchor ? -1 : 1;
  return Array.from({ length: MOST_DAYS_AWAY }, (_, index) => [
    from + first * (index + 1),
    from - first * (index + 1),
  ]).flat();
}

/** Answers whether a day lies before or after the anchor as `from` does, and not beyond the deadline of its goal where that does not. */
function sidesOf(campaign: Campaign, touchpoint: Touchpoint, from: number): (day: number) => boolean {
  const anchor = anchorDayOf(campaign, touchpoint);
  const goal = campaign.goals.find(({ id }) => id === touchpoint.goalId);
  const deadline = goal && dayOf(goal.date);
  return (day) =>
    (anchor === undefined || from === anchor || Math.sign(day - anchor) === Math.sign(from - anchor)) &&
    (deadline === undefined || from > deadline || day <= deadline);
}
