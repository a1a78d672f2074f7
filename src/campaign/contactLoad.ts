import { formatDay, rangeOf } from './calendar.ts';
import { planOf } from './checks/plan.ts';
import { contactsBy } from './contacts.ts';
import type { Campaign } from './document.ts';
import { mixIn, plannedIn } from './planned.ts';
import { campaignsOnWays } from './ways.ts';

/**
 * Contact load as curves: how often each segment is contacted, and push against pull by phase. Counted from the plan; nothing is simulated. What counts, and for whom, is as in
 * `weeklyLoad.ts`: what is really sent within the campaign, to segments that anybody is in, on the fullest way that the plan can go.
 */
export interface ContactLoad {
  dates: string[];
  loads: SegmentLoad[];
  phases: PhaseMix[];
}

export interface SegmentLoad {
  id: string;
  name: string;
  /** Personal messages to one learner, by day. */
  contacts: number[];
  /** The same over the 28 days that end on each. */
  window: number[];
  /** The window against four weeks of the contact cap. Shorter windows at the start count by their days. */
  label: LoadLabel[];
}

export interface PhaseMix {
  id: string;
  name: string;
  push: number;
  pull: number;
  /** Null where nothing happens. */
  pushShare: number | null;
  pushAim: number;
}

export type LoadLabel = 'under' | 'onTarget' | 'saturated';

const WINDOW = 28;
/** Below this share of the cap people hardly hear of the campaign. An assumption. */
const UNDER = 0.25;

/** The contact load of a campaign. */
export function contactLoadOf(campaign: Campaign): ContactLoad {
  const plan = planOf(campaign);
  return {
    dates: Array.from({ length: campaign.days }, (_, day) => formatDay(plan.range.from + day)),
    loads: segmentLoadsOf(campaign),
    phases: plan.phases.map(({ phase: { id, name, pushAim }, range }) => {
      const { push, pull, share } = mixIn(plan.planned, range);
      return { id, name, push, pull, pushShare: share, pushAim };
    }),
  };
}

/** Contacts and their labels for each segment. O(ways × (sends + segments × days)). */
export function segmentLoadsOf(campaign: Campaign): SegmentLoad[] {
  const cap = campaign.contact.capPerWeek;
  const ways = campaignsOnWays(campaign).map((way) => {
    const { spans: days, of } = contactsBy('day', way.segments, rangeOf(way));
    const all = of(plannedIn(way).planned);
    return (place: number) => all.subarray(place * days, (place + 1) * days);
  });
  return campaign.segments.flatMap((segment, place) => {
    if (segment.size === 0) return [];
    const counted = ways.map((of) => of(place));
    const contacts = mostOf(counted);
    const window = mostOf(counted.map(windowOf));
    const label = window.map((count, day) => labelOf(count, (cap * Math.min(WINDOW, Math.max(7, day + 1))) / 7));
    return [{ id: segment.id, name: segment.name, contacts, window, label }];
  });
}

/** What lies in the window that ends on each day. */
function windowOf(contacts: Float64Array): Float64Array {
  let sum = 0;
  return contacts.map((count, day) => (sum += count - (contacts[day - WINDOW] ?? 0)));
}

/** The most of several ways, day by day. */
const mostOf = ([first, ...others]: Float64Array[]): number[] =>
  Array.from(first!, (count, day) => others.reduce((most, other) => Math.max(most, other[day]!), count));

const labelOf = (contacts: number, most: number): LoadLabel =>
  contacts > most ? 'saturated' : contacts < UNDER * most ? 'under' : 'onTarget';
