import { DAY_MINUTES, dayOf, formatDay, rangeOf } from '#campaign/calendar.ts';
import { clock, wallClockAt } from '#campaign/clock.ts';
import type { Campaign, ContactRules, Segment } from '#campaign/document.ts';
import { isQuiet } from '#campaign/quiet.ts';
import { Refusal } from '#campaign/refusal.ts';
import { isAnyoneResting, restAmong } from '#campaign/workingDays.ts';
import { minuteOf, wallTimeAt } from '#campaign/wallClock.ts';
import type { Profile } from '#contract/publishing.ts';
import type { Delivery } from './occurrences.ts';

/** What a profile does with messages that fall into the quiet hours: holds them until their end, or takes the nearest edge. */

export interface QuietRule {
  quiet: Pick<ContactRules, 'quietFrom' | 'quietUntil'>;
  choice: 'hold' | 'nearest';
  /** The day after the campaign's last, which nothing is moved beyond. */
  until: number;
  /** Whether an epoch day is a day off for any of these segments. */
  isOff: (segments: readonly Segment[], day: number) => boolean;
}

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** The working hours of a profile as the quiet ones between them. Throws Refusal. */
export function quietOfWorkingHours(text: string): QuietRule['quiet'] {
  const [from, until] = text.split('-');
  if (!HOURS.test(text) || from === until)
    throw new Refusal('badInput', `“${text}” are no working hours. Write them as 08:00-18:00.`, 'workingHours');
  return { quietFrom: until!, quietUntil: from! };
}

/** Undefined where the profile leaves messages where the plan has them. */
export function quietRuleOf(campaign: Campaign, { options }: Profile): QuietRule | undefined {
  const { quiet: choice, workingHours } = options;
  if (choice === undefined && workingHours === undefined) return undefined;
  return {
    quiet: workingHours === undefined ? campaign.contact : quietOfWorkingHours(workingHours),
    choice: choice === 'nearest' ? 'nearest' : 'hold',
    until: rangeOf(campaign).until,
    isOff: (segments, day) => isAnyoneResting(restAmong(campaign, segments)(day)),
  };
}

const momentOf = clock();

/** Days off in a row that a message waits out; where nobody works on the same days, it waits no longer. */
const MOST_DAYS_OFF = 14;

/**
 * A delivery outside the quiet hours of its readers' clock; the delivery itself where it is outside already. What the plan has on a working day is not
 * moved onto a day off: it waits for the next working day, or takes the edge before.
 */
export function outsideQuiet(delivery: Delivery, { quiet, choice, until, isOff }: QuietRule): Delivery {
  const minute = minuteOf(delivery.wallTime);
  if (!isQuiet(quiet, minute)) return delivery;
  const [from, end] = [minuteOf(quiet.quietFrom), minuteOf(quiet.quietUntil)];
  const toEnd = (end - minute + DAY_MINUTES) % DAY_MINUTES;
  // The last minute before the quiet hours: at their beginning it is quiet already.
  const toStart = ((minute - from + DAY_MINUTES) % DAY_MINUTES) + 1;
  const day = dayOf(delivery.date);
  const at = (shift: number) => {
    const whole = minute + shift;
    return { day: day + Math.floor(whole / DAY_MINUTES), minute: ((whole % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES };
  };
  const isFree = (on: number) => !isOff(delivery.segments, on);
  const isBound = isFree(day);
  const wait = Array.from({ length: isBound ? MOST_DAYS_OFF : 1 }, (_, days) => days);
  const daysOff = wait.find((days) => isFree(at(toEnd).day + days)) ?? 0;
  const held = at(toEnd + daysOff * DAY_MINUTES);
  const isNearer = toStart < toEnd + daysOff * DAY_MINUTES && (!isBound || isFree(at(-toStart).day));
  const isEarlier = (choice === 'nearest' && isNearer) || held.day >= until;
  const place = isEarlier ? at(-toStart) : held;
  const date = formatDay(place.day);
  const wallTime = wallTimeAt(place.minute);
  const { instant } = momentOf(date, wallTime, delivery.timeZone);
  const shown = wallClockAt(instant, delivery.timeZone);
  return { ...delivery, instant, date: shown.date, wallTime: shown.time };
}
