import { rangeOf, type DayRange } from '../calendar.ts';
import { count, quote, type Found } from './finding.ts';
import type { Planned } from '../planned.ts';
import type { Plan } from './plan.ts';

/** What belongs to an event lies at most this many days away from it. Assumptions of the craft. */
const CLOSE = 7;
/** A date in the calendar is sent earlier than a reminder. */
const INVITED_AHEAD = 28;

/** Touchpoints that have come away from the event they belong to, as they do where a plan is moved and its events stay. */
export function findInEvents({ campaign, planned, sayDay }: Plan): Found[] {
  const events = new Map(campaign.events.map((event) => [event.id, event]));
  return planned.flatMap((one): Found[] => {
    const { touchpoint, isMessage, days, range } = one;
    const event = events.get(touchpoint.eventId ?? '');
    if (!event || (isMessage && days.length === 0)) return [];
    const own = rangeOf(event);
    const apart = distance(one, own);
    const isBefore = apart < 0;
    const allowed = isBefore && touchpoint.channel === 'calendar' ? INVITED_AHEAD : CLOSE;
    if (Math.abs(apart) <= allowed) return [];
    const last = isMessage ? days.at(-1)! : range.until - 1;
    const when = isBefore
      ? `${isMessage ? 'is last sent' : 'ends'} on ${sayDay(last)}, ${count(-apart, 'day')} before it starts on ${sayDay(own.from)}`
      : `${isMessage ? 'is first sent' : 'starts'} on ${sayDay(isMessage ? days[0]! : range.from)}, ${count(apart, 'day')} after it ended on ${sayDay(own.until - 1)}`;
    return [
      {
        rule: 'event-torn',
        severity: 'warning',
        message: `${quote(touchpoint.name)} belongs to ${quote(event.name)}, but ${days.length === 1 ? when.replace(/ (last|first) sent/, ' sent') : when}.`,
        cure: 'Move it to within a week of the event, move the event, or let it belong to no event.',
        touchpointId: touchpoint.id,
        date: touchpoint.start,
      },
    ];
  });
}

/** Days from the nearest day of a touchpoint to an event: negative before it starts, 0 while it lasts. */
function distance({ isMessage, days, range }: Planned, event: DayRange): number {
  const away = (day: number) => (day < event.from ? day - event.from : day >= event.until ? day - event.until + 1 : 0);
  if (isMessage) return days.map(away).reduce((best, next) => (Math.abs(next) < Math.abs(best) ? next : best));
  if (range.from < event.until && event.from < range.until) return 0;
  return range.from >= event.until ? away(range.from) : away(range.until - 1);
}
