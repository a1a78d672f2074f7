import { addDays, mondayOf, rangeOf, overlaps, type DayRange } from './calendar.ts';
import { plannedIn, type Planned } from './planned.ts';
import type { Campaign, Segment } from './document.ts';
import { isMeant } from './reach.ts';
import { Refusal } from './refusal.ts';
import { forCohort, hasOwnDays, weeksOfStarts } from './rolling.ts';
import { weeklyLoadOf, type WeeklyLoad } from './weeklyLoad.ts';
import { workingDaysOf } from './workingDays.ts';

/** Several plans on one calendar: what people who are in more than one of them get week by week, all plans together. */

/** A plan on the calendar: a campaign of the library, or what another team's file holds. */
export interface PlanOnCalendar {
  id: string;
  campaign: Campaign;
  /** Whether somebody chose its contact cap; a calendar file has none. */
  hasCap: boolean;
}

/** A segment of a plan; null for everyone whom anything of it reaches. */
export interface Reaching {
  plan: string;
  segment: string | null;
}

/** Segments of several plans that are said to be the same people. */
export interface SharedAudience {
  id: string;
  name: string;
  reaching: readonly Reaching[];
}

/** A calendar week in which anything reaches a shared audience. */
export interface JointWeek {
  /** Its Monday, as an epoch day. */
  monday: number;
  /** Personal messages to one person, of all plans together. */
  contacts: number;
  /** Those of each plan that reaches them, by its id: none where it is a meeting or a place. */
  by: readonly { plan: string; contacts: number }[];
}

export interface JointLoad {
  /** The strictest contact cap of the plans; null where none has one. */
  cap: number | null;
  /** In order of time; weeks in which nothing reaches them are left out. */
  weeks: readonly JointWeek[];
}

/** Something that reaches a shared audience in one week. */
export interface JointMessage {
  plan: string;
  touchpoint: { id: string; name: string };
  /** Epoch days on which it is sent in that week; of a rolling plan, to those who start first. */
  days: readonly number[];
  /** Those of a rolling plan on which it is sent to who starts later. */
  laterDays: readonly number[];
  isContact: boolean;
}

const WEEK = 7;
const EVERYONE = 'everyone';

/** What is planned of a document, and the load. */
interface View {
  campaign: Campaign;
  planned: readonly Planned[];
  load: WeeklyLoad;
}

/** A plan as those get it who start in one week: a view, and by how many days all of it is later. */
interface Cohort {
  view: View;
  later: number;
}

/** A plan as one segment gets it. */
interface Got {
  plan: PlanOnCalendar;
  campaign: Campaign;
  /** Its place among the segments. */
  place: number;
  /** Weeks after the first day in which somebody of the segment starts: only the first, where the plan does not roll. */
  starts: readonly number[];
}

const views = new WeakMap<Campaign, View>();
const cohorts = new WeakMap<Campaign, Map<number, Campaign>>();
const wholes = new WeakMap<Campaign, Campaign>();
const attended = new WeakMap<Campaign, Campaign>();

/** What is planned and the load, worked out once for each document: one is never changed in place. */
function viewOf(campaign: Campaign): View {
  let view = views.get(campaign);
  if (!view) {
    const { planned } = plannedIn(campaign);
    views.set(campaign, (view = { campaign, planned, load: weeklyLoadOf(campaign, planned) }));
  }
  return view;
}

/** Whether those who start later get something on other days of their own: a series on working days meets other days off in each week. */
const differsByStart = ({ touchpoints, calendars }: Campaign): boolean =>
  calendars.length > 0 && touchpoints.some(({ cadence }) => cadence === 'workingDays');

/** What those get who start so many weeks after the first day. */
function cohortAt(campaign: Campaign, week: number): Cohort {
  if (week === 0 || !differsByStart(campaign)) return { view: viewOf(campaign), later: WEEK * week };
  let known = cohorts.get(campaign);
  if (!known) cohorts.set(campaign, (known = new Map<number, Campaign>()));
  let cohort = known.get(week);
  if (!cohort) {
    const dated = forCohort(campaign, addDays(campaign.start, WEEK * week));
    // How many start is another question: whoever does gets this.
    const segments = dated.segments.map((segment) => ({ ...segment, size: Math.max(1, segment.size) }));
    known.set(week, (cohort = { ...dated, segments }));
  }
  return { view: viewOf(cohort), later: 0 };
}

/** The days on which something of a plan is sent to those who start in one week. */
const daysSent = ({ later }: Cohort, { days }: Planned): readonly number[] =>
  later === 0 ? days : days.map((day) => day + later);

/** Whether a day lies within the plan, for those who start in one week. What lies outside is sent as well, and no load of the plan counts it. */
function isWithin({ view: { campaign }, later }: Cohort, day: number): boolean {
  const { from, until } = rangeOf(campaign);
  return day >= from + later && day < until + later;
}

/** Weeks after the first day of a plan in which somebody of a segment starts. What they get is later by so many weeks. */
const startsOf = ({ rolling }: Pick<Campaign, 'rolling'>, segment: Segment): number[] =>
  Array.from(
    { length: weeksOfStarts({ ...(rolling && { rolling }), segments: [segment] }) + 1 },
    (_, week) => week,
  ).filter((week) => week > 0 || segment.size > 0);

/** A plan in which segments count that people only join later; itself where there are none. */
function attendedOf(campaign: Campaign): Campaign {
  const isLater = (segment: Segment) => segment.size === 0 && startsOf(campaign, segment).length > 0;
  if (!campaign.segments.some(isLater)) return campaign;
  let known = attended.get(campaign);
  if (!known) {
    const segments = campaign.segments.map((segment) => (isLater(segment) ? { ...segment, size: 1 } : segment));
    attended.set(campaign, (known = { ...campaign, segments }));
  }
  return known;
}

/** A plan as somebody gets it who gets all of it. */
function wholeOf(campaign: Campaign): Campaign {
  let whole = wholes.get(campaign);
  if (!whole) {
    const everyone: Segment = {
      id: EVERYONE,
      name: campaign.name,
      size: 1,
      ...(hasOwnDays(campaign) && { inflow: 1 }),
      timeZone: campaign.timeZone,
      language: 'en',
      channels: [],
      frictionSteps: 0,
      preferredTime: '09:00',
    };
    const touchpoints = campaign.touchpoints.map((touchpoint) => ({ ...touchpoint, segments: [] }));
    const events = campaign.events.map((event) => ({ ...event, segments: [] }));
    wholes.set(campaign, (whole = { ...campaign, segments: [everyone], touchpoints, events }));
  }
  return whole;
}

/** What the members of an audience get; those that are no longer there, and segments that nobody is in, get nothing. */
function gotBy({ reaching }: Pick<SharedAudience, 'reaching'>, plans: readonly PlanOnCalendar[]): Got[] {
  return plans
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((plan) =>
      reaching
        .filter((one) => one.plan === plan.id)
        .flatMap((one): Got[] => {
          const asked = one.segment === null ? wholeOf(plan.campaign) : plan.campaign;
          const place = asked.segments.findIndex(({ id }) => id === (one.segment ?? EVERYONE));
          if (place < 0) return [];
          const starts = startsOf(asked, asked.segments[place]!);
          if (starts.length === 0) return [];
          const campaign = attendedOf(asked);
          return [{ plan, campaign, place, starts }];
        }),
    );
}

interface SentIn extends Pick<JointMessage, 'days' | 'laterDays'> {
  one: Planned;
}

/** Whatever of a plan is sent to the segment on days of a range. */
function sentIn({ campaign, place, starts }: Got, range: DayRange): SentIn[] {
  const [first, ...later] = [0, ...starts.filter((week) => week > 0)].map((week) => {
    const cohort = cohortAt(campaign, week);
    const { planned } = cohort.view;
    return new Map(
      planned.map((one) => [
        one.touchpoint.id,
        daysSent(cohort, one).filter((day) => day >= range.from && day < range.until),
      ]),
    );
  });
  const segment = campaign.segments[place]!;
  return viewOf(campaign)
    .planned.filter((one) => one.isMessage && one.reached.includes(segment))
    .map((one) => {
      const daysIn = (days: ReadonlyMap<string, number[]>) => days.get(one.touchpoint.id) ?? [];
      return {
        one,
        days: starts[0] === 0 ? daysIn(first!) : [],
        laterDays: [...new Set(later.flatMap(daysIn))].toSorted((x, y) => x - y),
      };
    })
    .filter(({ days, laterDays }) => days.length + laterDays.length > 0);
}

/** What one segment of a view gets, by the Mondays of the weeks in which anything reaches it. */
function weeksIn(cohort: Cohort, place: number): Map<number, number> {
  const { campaign, planned, load } = cohort.view;
  const segment = campaign.segments[place]!;
  const weeks = new Map<number, number>();
  load.segments
    .find((row) => row.segment === segment)
    ?.contacts.forEach((count, week) => count > 0 && weeks.set(load.from + WEEK * week + cohort.later, count));
  for (const one of planned)
    if (one.isMessage && one.reached.includes(segment))
      for (const day of daysSent(cohort, one)) {
        const count = one.isContact && !isWithin(cohort, day) ? 1 : 0;
        weeks.set(mondayOf(day), (weeks.get(mondayOf(day)) ?? 0) + count);
      }
  return weeks;
}

/** What the segment gets of a plan by the Mondays of the weeks in which anything reaches it; of a rolling plan, what whoever gets most does. */
function contactsByWeek({ campaign, place, starts }: Got): Map<number, number> {
  const all = new Map<number, number>();
  for (const week of starts)
    for (const [monday, contacts] of weeksIn(cohortAt(campaign, week), place))
      all.set(monday, Math.max(all.get(monday) ?? 0, contacts));
  return all;
}

/**
 * The load that people get from all plans that are said to reach them, week by week: the sum of what each plan gives by itself. The order of the
 * plans and of the audience changes nothing. O(sends + plans × weeks × weeks in which people start).
 */
export function jointLoadOf(plans: readonly PlanOnCalendar[], audience: Pick<SharedAudience, 'reaching'>): JointLoad {
  const got = gotBy(audience, plans);
  const weeks = new Map<number, Map<string, number>>();
  const add = (plan: string, monday: number, contacts: number) => {
    let by = weeks.get(monday);
    if (!by) weeks.set(monday, (by = new Map<string, number>()));
    by.set(plan, (by.get(plan) ?? 0) + contacts);
  };
  for (const one of got) for (const [monday, contacts] of contactsByWeek(one)) add(one.plan.id, monday, contacts);
  return {
    cap: strictestCap(got),
    weeks: [...weeks]
      .toSorted(([a], [b]) => a - b)
      .map(([monday, by]) => ({
        monday,
        contacts: [...by.values()].reduce((sum, contacts) => sum + contacts, 0),
        by: [...by].map(([plan, contacts]) => ({ plan, contacts })),
      })),
  };
}

function strictestCap(got: readonly Got[]): number | null {
  const caps = got.filter(({ plan }) => plan.hasCap).map(({ campaign }) => campaign.contact.capPerWeek);
  return caps.length === 0 ? null : Math.min(...caps);
}

/** Whether several plans reach the same people in a week. */
export const isClash = ({ by }: Pick<JointWeek, 'by'>): boolean => by.length > 1;

/** Whether people get more in a week than the strictest cap allows. */
export const isOverCap = ({ contacts }: Pick<JointWeek, 'contacts'>, cap: number | null): boolean =>
  cap !== null && contacts > cap;

/** What reaches an audience in the week of a Monday, by day. */
export function messagesIn(
  plans: readonly PlanOnCalendar[],
  audience: Pick<SharedAudience, 'reaching'>,
  monday: number,
): JointMessage[] {
  const week = { from: monday, until: monday + WEEK };
  return gotBy(audience, plans)
    .flatMap((got) =>
      sentIn(got, week).map(({ one: { touchpoint, isContact }, ...days }) => ({
        plan: got.plan.id,
        touchpoint: { id: touchpoint.id, name: touchpoint.name },
        ...days,
        isContact,
      })),
    )
    .toSorted((a, b) => firstOf(a) - firstOf(b));
}

const firstOf = ({ days, laterDays }: Pick<JointMessage, 'days' | 'laterDays'>) =>
  Math.min(days[0] ?? Infinity, laterDays[0] ?? Infinity);

/** A week as somebody would choose it to begin something. */
export interface QuietWeek {
  monday: number;
  contacts: number;
  /** Days on which nobody of the audience is off. */
  workingDays: number;
  /** Names of events around the plans that fall in it. */
  events: readonly string[];
  /** Ids of the plans that reach the audience in it. */
  plans: readonly string[];
  /** What speaks against it; the least is the quietest. */
  noise: number;
}

/**
 * The calendar weeks that begin from one day to another, the quietest first, of equal ones the earlier. A personal message, a day off beside the usual weekend, an event
 * and a plan that reaches the audience count alike, which is an assumption. Throws Refusal where nobody of the audience is left in any plan.
 */
export function quietWeeks(
  plans: readonly PlanOnCalendar[],
  audience: Pick<SharedAudience, 'reaching'>,
  { from, until }: DayRange,
): QuietWeek[] {
  const got = gotBy(audience, plans);
  if (got.length === 0)
    throw new Refusal(
      'badInput',
      'Nobody of this audience is left in any plan, so that no week can be told to be quiet. Say anew who these people are, or choose another audience.',
    );
  const kinds = [...new Set(got.map(({ campaign, place }) => workingDaysOf(campaign, campaign.segments[place]!)))];
  const joint = new Map(jointLoadOf(plans, audience).weeks.map((week) => [week.monday, week]));
  const events = got.flatMap(({ campaign, place }) =>
    campaign.events
      .filter((event) => isMeant(event.segments, campaign.segments[place]!.id))
      .map((event) => ({ name: event.name, range: rangeOf(event) })),
  );
  const first = mondayOf(from + WEEK - 1);
  const weeks = Array.from({ length: Math.max(0, Math.ceil((until - first) / WEEK)) }, (_, index) => {
    const monday = first + WEEK * index;
    const week = { from: monday, until: monday + WEEK };
    const { contacts, by } = joint.get(monday) ?? { contacts: 0, by: [] };
    return {
      monday,
      contacts,
      workingDays: Array.from({ length: WEEK }, (_day, day) => monday + day).filter(
        (day) => !kinds.some(({ isDayOff }) => isDayOff(day)),
      ).length,
      events: [...new Set(events.filter(({ range }) => overlaps(range, week)).map(({ name }) => name))].toSorted(),
      plans: by.map(({ plan }) => plan),
    };
  });
  const usual = Math.max(0, ...weeks.map(({ workingDays }) => workingDays));
  return weeks
    .map((week) => ({
      ...week,
      noise: week.contacts + usual - week.workingDays + week.events.length + week.plans.length,
    }))
    .toSorted((a, b) => a.noise - b.noise || a.monday - b.monday);
}

/** A plan's own weeks: how many personal messages whoever gets most has, and how much is sent at all, to all who start in it. */
export function weeksOf(given: Campaign): { from: number; contacts: number[]; sends: number[] } {
  const campaign = attendedOf(given);
  const { planned, load } = viewOf(campaign);
  const length = load.weeks + weeksOfStarts(campaign);
  const [contacts, sends] = [Array.from({ length }, () => 0), Array.from({ length }, () => 0)];
  const weekOf = (day: number) => Math.floor((day - load.from) / WEEK);
  const starts = new Map(
    campaign.segments.map((segment, place) => [segment, startsOf(campaign, given.segments[place]!)]),
  );
  // In a campaign without segments, or where nobody is meant, it is sent once all the same.
  const startsFor = planned.map(({ reached }) => {
    const weeks = new Set(reached.flatMap((segment) => starts.get(segment) ?? []));
    return weeks.size > 0 ? weeks : new Set([0]);
  });
  for (let week = 0; week <= weeksOfStarts(campaign); week++) {
    const cohort = cohortAt(campaign, week);
    cohort.view.planned.forEach((one, index) => {
      if (!one.isMessage || !startsFor[index]!.has(week)) return;
      for (const day of daysSent(cohort, one)) if (isWithin(cohort, day)) sends[weekOf(day)]!++;
    });
    campaign.segments.forEach((segment, place) => {
      if (!starts.get(segment)!.includes(week)) return;
      for (const [monday, count] of weeksIn(cohort, place)) {
        const known = contacts[weekOf(monday)];
        if (known !== undefined) contacts[weekOf(monday)] = Math.max(known, count);
      }
    });
  }
  return { from: load.from, contacts, sends };
}

/** Audiences that may be the same, because their segments have one name in several plans; those that are in an audience already are not proposed again. */
export function proposedAudiences(
  plans: readonly PlanOnCalendar[],
  known: readonly Pick<SharedAudience, 'reaching'>[],
): Omit<SharedAudience, 'id'>[] {
  const keyOf = ({ plan, segment }: Reaching) => `${plan} ${segment}`;
  const said = known.map(({ reaching }) => new Set(reaching.map(keyOf)));
  const named = plans.flatMap(({ id, campaign }) =>
    campaign.segments
      .filter(({ size }) => size > 0)
      .map((segment) => ({ name: segment.name, reaching: { plan: id, segment: segment.id } })),
  );
  return [...Map.groupBy(named, ({ name }) => name.trim().toLocaleLowerCase('en'))]
    .filter(([, same]) => new Set(same.map(({ reaching }) => reaching.plan)).size > 1)
    .filter(([, same]) => !said.some((one) => same.every(({ reaching }) => one.has(keyOf(reaching)))))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => ({ name: same[0]!.name, reaching: same.map(({ reaching }) => reaching) }));
}
