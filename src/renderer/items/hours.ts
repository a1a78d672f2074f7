import { DAY_MINUTES, rangeOf } from '#campaign/calendar.ts';
import type { Command } from '#campaign/commands.ts';
import type { TimePolicy, Touchpoint } from '#campaign/document.ts';
import { minutesOf } from '#campaign/lengths.ts';
import { isSent } from '#campaign/sending.ts';
import { minuteOf, wallTimeAt } from '#campaign/wallClock.ts';
import type { Extent } from '#drawing/pack.ts';
import { hasHours, type Scale } from '../viewport/viewport.ts';

/**
 * Where a day is wide enough, what comes at a time of day stands at its hour: pure. The hours are those of the campaign's clock; a time by
 * each segment's own clock stands at what its people read on theirs.
 */

/** What is carried by the hour snaps to so many minutes. */
const SNAP = 15;

/** The minute of its day at which a touchpoint comes; none where it lasts for days or comes again, or where each segment has a time of its own. */
export const minuteIn = (touchpoint: Touchpoint): number | undefined =>
  touchpoint.days === 1 && touchpoint.time.at !== undefined && isSent(touchpoint)
    ? minuteOf(touchpoint.time.at)
    : undefined;

/** The same after a command, told from the command alone: nothing of a large plan is gone through. */
export function minuteAfter(touchpoint: Touchpoint, command: Command | null): number | undefined {
  const minute = minuteIn(touchpoint);
  if (minute === undefined || !command) return minute;
  for (const one of command.type === 'batch' ? command.commands : [command]) {
    const at = one.type === 'editTouchpoint' && one.id === touchpoint.id ? one.changes['time.at'] : undefined;
    if (typeof at === 'string') return minuteOf(at);
  }
  return minute;
}

/** What a touchpoint's mark covers, in days and parts of days: its minutes at a scale with hours, else its days. */
export function coveredBy(touchpoint: Touchpoint, scale: Scale): Extent & { isHourly: boolean } {
  const { from, until } = rangeOf(touchpoint);
  const minute = hasHours(scale) ? minuteIn(touchpoint) : undefined;
  if (minute === undefined) return { from, until, isHourly: false };
  const start = from + minute / DAY_MINUTES;
  return { from: start, until: start + minutesOf(touchpoint) / DAY_MINUTES, isHourly: true };
}

/** How far something that stands at a minute of its day goes, for days and parts of days that a hand has gone: to a quarter of an hour. */
export function byQuarters(minute: number, gone: number): { days: number; minutes: number } {
  const isStill = Math.abs(gone) * DAY_MINUTES < SNAP / 2;
  const landed = isStill ? minute : Math.round((minute + gone * DAY_MINUTES) / SNAP) * SNAP;
  const days = Math.floor(landed / DAY_MINUTES);
  return { days, minutes: landed - days * DAY_MINUTES - minute };
}

/** How many days later something comes, and when on them, where it goes days and minutes: what covers its days goes by days alone. */
export function later(touchpoint: Touchpoint, days: number, minutes = 0): { days: number; time: TimePolicy } {
  const { time } = touchpoint;
  const minute = minutes === 0 ? undefined : minuteIn(touchpoint);
  if (minute === undefined) return { days, time };
  const landed = minute + minutes;
  const over = Math.floor(landed / DAY_MINUTES);
  return { days: days + over, time: { ...time, at: wallTimeAt(landed - over * DAY_MINUTES) } };
}
