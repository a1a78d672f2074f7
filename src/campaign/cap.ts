import { allAtWork } from './atWork.ts';
import { dayOf, formatDay, mondayOf, rangeOf } from './calendar.ts';
import { isContact } from './contacts.ts';
import { decidedBy, happensOn, waysOf, type Way } from './decisions.ts';
import { isGoing, type Campaign, type Exception, type Segment, type Touchpoint } from './document.ts';
import { occurrencesOf, type AtWork, type Send } from './occurrences.ts';
import { isReached, meantBy } from './reach.ts';
import { tacticById } from './tactics/catalogue.ts';

/**
 * What a full week does to the messages that are one too many, on the days on which series go out by the calendars of their audience. Forecast, checks, contact load, exports and the day all read the plan as it is
 * really sent from here, so that none of them can count what another one leaves out.
 */

/** A send that a full week keeps from going out on its day. */
export interface Held {
  touchpoint: Touchpoint;
  send: Send;
  /** The epoch day on which the plan sends it. */
  day: number;
  /** The epoch day on which it is sent instead; absent where it is dropped. */
  to?: number;
  /** The segments that are full in its week. */
  full: readonly Segment[];
}

export interface Sent {
  /** The campaign at work, with the exceptions that the cap makes; itself where nothing is otherwise. For reading, never for keeping. */
  campaign: Campaign;
  /** By priority, then by day; where something is decided, in no order. */
  held: readonly Held[];
}

/** Which messages go first where a week is full; what nobody has ranked is normal. */
const RANKS = { must: 0, normal: 1, low: 2 } as const;
const rankOf = ({ priority = 'normal' }: Touchpoint): number => RANKS[priority];

/** A message is put off by so many weeks at most; what is later than that is no longer the same message. An assumption. */
const MOST_WEEKS = 4;

/** Whether the campaign does anything about messages beyond its cap. */
export const isCapped = ({ contact }: Pick<Campaign, 'contact'>): boolean => (contact.atCap ?? 'send') !== 'send';

const known = new WeakMap<Campaign, Sent>();

/**
 * A campaign as it is really sent. Within each week, messages go out by priority, then by day, until a segment has as many as the cap allows; one
 * that is too many for any of its segments waits or is dropped for all of them, because a message is one message. What must be sent always is.
 * Deferred messages go where room is left, on the same weekday one to four weeks later, within the campaign and before their goal's date; where
 * there is none, and where they belong to an event, they are dropped. What waits for a decision point comes after what is sent whatever is decided,
 * of which nobody knew better on the day; it is held back where it is on every way on which it would be sent. O(ways × sends × segments).
 */
export function asReallySent(given: Campaign): Sent {
  const campaign = allAtWork(given);
  if (!isCapped(campaign)) return { campaign, held: [] };
  let sent = known.get(campaign);
  if (!sent) known.set(campaign, (sent = withExceptions(campaign, heldIn(campaign))));
  return sent;
}

/** The same on one way that it can go: of what waits, only what happens there. */
export function sentOn(campaign: Campaign, way: Way): Sent {
  const on = touchpointsOn(allAtWork(campaign), way);
  return isCapped(campaign) ? withExceptions(on, heldOn(on)) : { campaign: on, held: [] };
}

const touchpointsOn = (campaign: Campaign, way: Way): Campaign => ({
  ...campaign,
  touchpoints: campaign.touchpoints.filter((touchpoint) => happensOn(touchpoint, campaign.decisions, way)),
});

/** What is held back on every way on which it would be sent, as the first of them does it. */
function heldIn(campaign: Campaign): Held[] {
  const { decisions } = campaign;
  if (decisions.length === 0) return heldOn(campaign);
  const ways = waysOf(decisions).map((way) => {
    const held = heldOn(touchpointsOn(campaign, way));
    return { way, held: new Map(held.map((one) => [`${one.touchpoint.id} ${one.send.on}`, one])) };
  });
  const some = new Map(ways.toReversed().flatMap(({ held }) => [...held]));
  return [...some]
    .filter(([key, { touchpoint }]) =>
      ways.every(({ way, held }) => held.has(key) || !happensOn(touchpoint, decisions, way)),
    )
    .map(([, one]) => one);
}

interface Contact {
  touchpoint: Touchpoint & AtWork;
  send: Send;
  reached: readonly Segment[];
  /** The epoch day at whose end it is known whether it is sent. */
  known: number;
}

/** What is held back where all touchpoints of a campaign are sent. */
function heldOn(campaign: Campaign): Held[] {
  const { capPerWeek: cap, atCap } = campaign.contact;
  const { from, until } = rangeOf(campaign);
  const counts = new Map<Segment, Map<number, number>>();
  const countOf = (segment: Segment, day: number) => counts.get(segment)?.get(mondayOf(day)) ?? 0;
  const count = ({ reached }: Contact, day: number) => {
    for (const segment of reached) {
      let weeks = counts.get(segment);
      if (!weeks) counts.set(segment, (weeks = new Map()));
      weeks.set(mondayOf(day), countOf(segment, day) + 1);
    }
  };
  const fullFor = ({ reached }: Contact, day: number) => reached.filter((segment) => countOf(segment, day) >= cap);

  /** The first day with room for it; never one on which the touchpoint is sent anyway. */
  function roomFor(contact: Contact): number | undefined {
    const { touchpoint, send } = contact;
    if (touchpoint.eventId !== undefined) return undefined;
    const due = campaign.goals.find(({ id }) => id === touchpoint.goalId)?.date;
    const last = due === undefined ? until - 1 : Math.min(until - 1, dayOf(due));
    const own = new Set(occurrencesOf(touchpoint).map(({ day }) => day));
    const isFree = (day: number) => !own.has(day) && !touchpoint.isDayOff?.(day);
    for (let weeks = 1; weeks <= MOST_WEEKS; weeks++) {
      const day = send.day + 7 * weeks;
      if (day >= from && day <= last && isFree(day) && fullFor(contact, day).length === 0) return day;
    }
    return undefined;
  }

  return [...Map.groupBy(contactsOf(campaign), ({ known }) => known).values()].flatMap((contacts) => {
    const over: (Contact & { full: readonly Segment[] })[] = [];
    for (const contact of contacts) {
      const { touchpoint, send } = contact;
      const full = fullFor(contact, send.day);
      if (full.length > 0 && touchpoint.priority !== 'must') over.push({ ...contact, full });
      else count(contact, send.day);
    }
    return over.map((contact): Held => {
      const { touchpoint, send, full } = contact;
      const to = atCap === 'defer' ? roomFor(contact) : undefined;
      if (to !== undefined) count(contact, to);
      return { touchpoint, send, day: send.day, ...(to !== undefined && { to }), full };
    });
  });
}

/** A campaign with the exceptions that hold back what is held back. */
function withExceptions(campaign: Campaign, held: readonly Held[]): Sent {
  if (held.length === 0) return { campaign, held };
  const exceptions = new Map<Touchpoint, Exception[]>();
  for (const { touchpoint, send, to } of held) {
    const on = formatDay(send.on);
    const exception: Exception =
      to === undefined ? { on, skipped: true } : { ...send.exception, on, to: formatDay(to) };
    exceptions.set(touchpoint, [...(exceptions.get(touchpoint) ?? []), exception]);
  }
  const touchpoints = campaign.touchpoints.map((touchpoint) => {
    const made = exceptions.get(touchpoint);
    return made ? { ...touchpoint, exceptions: merged(touchpoint.exceptions ?? [], made) } : touchpoint;
  });
  return { campaign: { ...campaign, touchpoints }, held };
}

/** Every contact that the cap counts, in the order in which they go out where a week is full. */
function contactsOf(campaign: Campaign): Contact[] {
  const { from, until } = rangeOf(campaign);
  const people = campaign.segments.filter(({ size }) => size > 0);
  return campaign.touchpoints
    .filter((touchpoint) => isGoing(touchpoint) && isContact(touchpoint.channel, tacticById(touchpoint.tactic)))
    .flatMap((touchpoint) => {
      const reached = meantBy(touchpoint.segments, people).filter((one) => isReached(one, touchpoint.channel));
      const known = Math.max(from, ...decidedBy(touchpoint, campaign.decisions).map(({ date }) => dayOf(date)));
      return occurrencesOf(touchpoint)
        .filter(({ day }) => day >= from && day < until)
        .map((send): Contact => ({ touchpoint, send, reached, known }));
    })
    .toSorted((a, b) => a.known - b.known || rankOf(a.touchpoint) - rankOf(b.touchpoint) || a.send.day - b.send.day);
}

/** Exceptions with some made anew, in order of their sends. */
function merged(own: readonly Exception[], made: readonly Exception[]): Exception[] {
  const renewed = new Set(made.map(({ on }) => on));
  return [...own.filter(({ on }) => !renewed.has(on)), ...made].toSorted((a, b) => (a.on < b.on ? -1 : 1));
}
