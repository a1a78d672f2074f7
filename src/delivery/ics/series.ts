import { Temporal } from 'temporal-polyfill';
import { dayOf, formatDay, weekdayOf } from '#campaign/calendar.ts';
import { WEEKDAY_CODES } from '#campaign/dateNames.ts';
import type { Cadence, Touchpoint } from '#campaign/document.ts';
import { minutesOf } from '#campaign/lengths.ts';
import { clock, instantAfter, wallClockAt } from '#campaign/clock.ts';
import { ruleDays } from '#campaign/occurrences.ts';
import { hasWeekdays, ordinalOf, weekdaysOf } from '#campaign/rhythm.ts';
import type { Delivery } from '../occurrences.ts';
import { agrees, isSettled, offsetByRules, zoneComponent, type ZoneComponent } from './zones.ts';

/** The times of one group of a touchpoint as events: a series is one event that repeats, so that people can move or decline it as one. */

export interface Timed {
  /** The delivery, or the first one of a series: one that has a single date is a series too, which may be given more. */
  first: Delivery;
  isSeries: boolean;
  start: Temporal.ZonedDateTime;
  end: Temporal.ZonedDateTime;
  /** Where the times are local: the zone's component. Otherwise they are in UTC. */
  zone?: ZoneComponent;
  /** RRULE and EXDATE lines. */
  repeating?: string;
}

/** The events of the deliveries of one touchpoint to one group, in the order of time. */
export function eventsOf(deliveries: readonly Delivery[], now: string): Timed[] {
  const isLocal = isLocalAt(now);
  const single = singleAt(now);
  const first = deliveries.find(({ exception }) => exception === undefined);
  const rule = first && RULES[first.touchpoint.cadence];
  if (!first || rule === undefined) return deliveries.map(single);
  const hasDate = hasDateOf(first);
  // Some readers stop excepting at an exception that their rule does not give, such as the 28th of February of a series on the 30th.
  const { exceptions } = first.touchpoint;
  if (exceptions && !ruleDays(first.touchpoint).map(formatDay).every(hasDate)) return deliveries.map(single);
  const kept = deliveries.filter((one) => one.exception === undefined && hasDate(one.occurrence));
  const local = kept.filter((delivery) => isLocal(delivery) && isStraight(delivery));
  const atSameUtc = kept.filter(isAtSameUtc(first));
  const zone = local.length > 0 && local.length >= atSameUtc.length ? zoneComponent(first.timeZone) : undefined;
  const regular = new Set(zone ? local : atSameUtc);
  if (regular.size === 0) return deliveries.map(single);
  return [seriesOf(ruleOn(first, rule), regular, zone), ...deliveries.filter((one) => !regular.has(one)).map(single)];
}

/** The times of one delivery by itself. */
export const singleAt =
  (now: string) =>
  (delivery: Delivery): Timed => {
    const zone = isLocalAt(now)(delivery) ? zoneComponent(delivery.timeZone) : undefined;
    return { first: delivery, isSeries: false, ...timesOf(delivery, zone) };
  };

function timesOf(delivery: Delivery, zone: ZoneComponent | undefined): Pick<Timed, 'start' | 'end' | 'zone'> {
  const start = Temporal.Instant.from(delivery.instant).toZonedDateTimeISO(zone?.id ?? 'UTC');
  return { start, end: start.add({ minutes: minutesOf(delivery.touchpoint) }), ...(zone && { zone }) };
}

/** Whether a reader of the zone's component arrives at start and end by their wall times; of those that come twice, some take the second. */
const isLocalAt =
  (now: string) =>
  (delivery: Delivery): boolean => {
    const { clockChange, timeZone, instant } = delivery;
    const zone = clockChange || !isSettled(timeZone, now) ? undefined : zoneComponent(timeZone);
    if (zone === undefined) return false;
    const { date, time, offsetMinutes } = wallClockAt(endOf(delivery), timeZone);
    const isEndRead = offsetByRules(zone.text, date, time) === offsetMinutes;
    return isEndRead && momentOf(date, time, timeZone).clockChange === undefined && agrees(zone, instant, timeZone);
  };

const momentOf = clock();

const endOf = ({ instant, touchpoint }: Delivery): string => instantAfter(instant, minutesOf(touchpoint));

/** Whether the clocks stay as they are from its start to its end, so that its length is that of every other in the series. */
function isStraight(delivery: Delivery): boolean {
  const { instant, timeZone } = delivery;
  return wallClockAt(instant, timeZone).offsetMinutes === wallClockAt(endOf(delivery), timeZone).offsetMinutes;
}

/** Whether a series in UTC has it on its own date: in a zone without a change of clocks, or without rules that could be written. */
const isAtSameUtc =
  ({ instant: first }: Delivery) =>
  ({ instant, occurrence }: Delivery) =>
    instant.slice(11) === first.slice(11) && instant.startsWith(occurrence);

/** One event from the first to the last of the regular ones. What the rule has between them and is not regular is excepted; it stands for itself, or is skipped. */
function seriesOf(rule: string, regular: ReadonlySet<Delivery>, zone: ZoneComponent | undefined): Timed {
  const [first, last] = [[...regular][0]!, [...regular].at(-1)!];
  const between = daysGivenBy(first.touchpoint).filter((day) => first.day <= day && day <= last.day);
  const days = new Set([...regular].map(({ day }) => day));
  const excepted = between.filter((day) => !days.has(day));
  // Readers differ in whether a time that the clocks skip counts as one, and in what they make of a month that lacks the date, so those are ended by a date.
  const end = excepted.length === 0 ? `COUNT=${between.length}` : `UNTIL=${basic(last.instant)}`;
  const time = zone ? `T${first.wallTime.replace(':', '')}00` : basic(first.instant).slice(8);
  const exceptions = excepted.map((day) => `${formatDay(day).replaceAll('-', '')}${time}`);
  return {
    first,
    isSeries: true,
    ...timesOf(first, zone),
    ...(regular.size > 1 && {
      repeating: [
        `RRULE:${rule};${end}`,
        ...(exceptions.length === 0 ? [] : [`EXDATE${zone ? `;TZID=${zone.id}` : ''}:${exceptions.join(',')}`]),
      ].join('\n'),
    }),
  };
}

/** The days that the recurrence rule gives: of a series on working days, those off too. */
function daysGivenBy(touchpoint: Touchpoint): number[] {
  return ruleDays(touchpoint.cadence === 'workingDays' ? { ...touchpoint, cadence: 'daily' } : touchpoint);
}

/** `20270328T013000Z` of an ISO instant. */
const basic = (instant: string) => instant.replace(/[-:]/g, '');

const RULES: Partial<Record<Cadence, string>> = {
  daily: 'FREQ=DAILY',
  weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  // No rule says on which days people work: days off are excepted.
  workingDays: 'FREQ=DAILY',
  weekly: 'FREQ=WEEKLY',
  fortnightly: 'FREQ=WEEKLY;INTERVAL=2',
  monthly: 'FREQ=MONTHLY',
};

const nameOf = (weekday: number) => WEEKDAY_CODES[weekday - 1]!;

/** The recurrence rule that gives the dates of a series, as `occurrenceDays` has them. */
function ruleOn({ touchpoint }: Delivery, rule: string): string {
  const { cadence, start } = touchpoint;
  const ordinal = ordinalOf(touchpoint);
  if (ordinal !== undefined) return `${rule};BYDAY=${ordinal}${nameOf(weekdayOf(dayOf(start)))}`;
  if (cadence === 'monthly') return dateIn(start) === 31 ? `${rule};BYMONTHDAY=-1` : rule;
  const weekdays = hasWeekdays(cadence) ? weekdaysOf(touchpoint) : [];
  if (weekdays.length < 2) return rule;
  // Of a fortnight's weekdays, the week that they lie in counts; by itself it begins on Monday.
  const isFromMonday = weekdays.every((weekday, index) => index === 0 || weekdays[index - 1]! < weekday);
  const week = isFromMonday ? '' : `;WKST=${nameOf(weekdays[0]!)}`;
  return `${rule}${week};BYDAY=${weekdays.map(nameOf).join(',')}`;
}

/** Whether a rule gives a date: in a month that lacks the 29th or 30th, some readers take the last day and some none. */
const hasDateOf =
  ({ touchpoint: { cadence, start, monthlyBy } }: Delivery) =>
  (date: string) =>
    cadence !== 'monthly' || monthlyBy !== undefined || dateIn(start) === 31 || dateIn(date) === dateIn(start);

const dateIn = (iso: string) => Number(iso.slice(8));
