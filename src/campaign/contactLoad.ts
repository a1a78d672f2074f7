import { formatDay } from './calendar.ts';
import { mixIn } from './planned.ts';
import { planOf, type Plan } from './checks/plan.ts';
import { contactsBy } from './contacts.ts';
import type { Campaign } from './document.ts';

/** Contact load as curves: how often each segment is contacted, and push against pull by phase. Counted from the plan; nothing is simulated. */
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
    loads: segmentLoadsOf(plan),
    phases: plan.phases.map(({ phase: { id, name, pushAim }, range }) => {
      const { push, pull, share } = mixIn(plan.planned, range);
      return { id, name, push, pull, pushShare: share, pushAim };
    }),
  };
}

/** Contacts and their labels for each segment. */
export function segmentLoadsOf({ campaign, range, planned }: Plan): SegmentLoad[] {
  const { spans: days, of } = contactsBy('day', campaign.segments, range);
  const all = of(planned);
  const cap = campaign.contact.capPerWeek;
  return campaign.segments.map((segment, index) => {
    const contacts = Array.from(all.subarray(index * days, (index + 1) * days));
    let sum = 0;
    const window = contacts.map((count, day) => (sum += count - (contacts[day - WINDOW] ?? 0)));
    const label = window.map((count, day) => labelOf(count, (cap * Math.min(WINDOW, Math.max(7, day + 1))) / 7));
    return { id: segment.id, name: segment.name, contacts, window, label };
  });
}

const labelOf = (contacts: number, most: number): LoadLabel =>
  contacts > most ? 'saturated' : contacts < UNDER * most ? 'under' : 'onTarget';
