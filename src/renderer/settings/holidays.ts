import { partsOf } from '#campaign/calendar.ts';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Calendar, Campaign } from '#campaign/document.ts';
import { horizonOf } from '#campaign/rolling.ts';
import { countryOfZone } from '#campaign/timeZones.ts';
import type { Output } from '#contract/contract.ts';

/** What working calendars take over of countries, and the commands for it: pure. */

export type Country = Output<'holidays.countries'>[number];
type DayOff = Calendar['daysOff'][number];

const names = new Intl.DisplayNames('en', { type: 'region' });
export const countryName = (country: string): string => names.of(country) ?? country;

/** Whole years, so that a campaign may move within them. */
export function yearsOf(campaign: Pick<Campaign, 'start' | 'days' | 'rolling' | 'segments'>): {
  from: string;
  until: string;
} {
  const { from, until } = horizonOf(campaign);
  return { from: `${partsOf(from).year}-01-01`, until: `${partsOf(until - 1).year}-12-31` };
}

const byDate = (days: readonly DayOff[]) => days.toSorted((a, b) => (a.date < b.date ? -1 : 1));

/** Holidays as they were read anew, with the days off of the company: of two on one date, the company's. */
export function withHolidays(daysOff: readonly DayOff[], holidays: readonly DayOff[]): DayOff[] {
  const own = daysOff.filter(({ company }) => company);
  const taken = new Set(own.map(({ date }) => date));
  return byDate([...own, ...holidays.filter(({ date }) => !taken.has(date))]);
}

/** What changes where a calendar is of no country any more: its holidays go, and the days off of the company stay. */
export const ofNoCountry = ({ daysOff }: Pick<Calendar, 'daysOff'>) => ({
  country: null,
  region: null,
  until: null,
  daysOff: withHolidays(daysOff, []),
});

/** Days off with one more of the company, in place of what was on its date. */
export const withCompanyDay = (daysOff: readonly DayOff[], date: string, name: string): DayOff[] =>
  byDate([...daysOff.filter((day) => day.date !== date), { date, name, company: true }]);

/** The country where most of the audience is that works by no calendar yet, or else that of the campaign. */
export function likelyCountry({ segments, timeZone }: Pick<Campaign, 'segments' | 'timeZone'>): string {
  const learners = new Map<string, number>();
  for (const { calendarId, timeZone: zone, size } of segments) {
    const country = countryOfZone(zone);
    if (calendarId === undefined && country) learners.set(country, (learners.get(country) ?? 0) + size);
  }
  const [most] = [...learners].toSorted((a, b) => b[1] - a[1]);
  return most?.[0] ?? countryOfZone(timeZone) ?? 'US';
}

/** Adds a calendar, by which the segments of its country work that have none yet. */
export function addCalendarCommand(campaign: Campaign, calendar: Calendar): Command {
  const theirs = campaign.segments.filter(
    ({ calendarId, timeZone }) => calendarId === undefined && countryOfZone(timeZone) === calendar.country,
  );
  const add: SimpleCommand = { type: 'addCalendar', item: calendar };
  return { type: 'batch', action: 'addCalendarFor', commands: [add, ...worksBy(theirs, calendar.id)] };
}

/** Lets these segments, and no others, work by a calendar. */
export function segmentsCommand({ segments }: Campaign, id: string, chosen: readonly string[]): Command {
  const comes = segments.filter((segment) => chosen.includes(segment.id) && segment.calendarId !== id);
  const goes = segments.filter((segment) => segment.calendarId === id && !chosen.includes(segment.id));
  return { type: 'batch', action: 'workBy', commands: [...worksBy(comes, id), ...worksBy(goes, null)] };
}

const worksBy = (segments: readonly { id: string }[], calendarId: string | null): SimpleCommand[] =>
  segments.map(({ id }) => ({ type: 'editSegment', id, changes: { calendarId } }));
