import type { ContactLoad } from '#contract/decision.ts';
import { formatDay } from '#campaign/calendar.ts';
import { mixIn, planOf, type Planned } from '#campaign/checks/plan.ts';
import { contactsBy } from '#campaign/contacts.ts';
import type { Campaign } from '#campaign/document.ts';

/** Contact load as curves: how often each segment is contacted, and push against pull by phase. Nothing is simulated. */

export type SegmentLoad = ContactLoad['loads'][number];
type PhaseMix = ContactLoad['phases'][number];
type LoadLabel = SegmentLoad['label'][number];

const WINDOW = 28;
/** Below this share of the cap people hardly hear of the campaign. An assumption. */
const UNDER = 0.25;

/** The contact load of a campaign. */
export function contactLoadOf(campaign: Campaign): ContactLoad {
  const { range, planned } = planOf(campaign);
  return {
    dates: Array.from({ length: campaign.days }, (_, day) => formatDay(range.from + day)),
    loads: segmentLoadsOf(campaign, planned, range.from),
    phases: phasesOf(campaign, planned),
  };
}

/** Contacts and their labels for each segment. */
export function segmentLoadsOf(
  campaign: Campaign,
  planned: readonly Planned[] = planOf(campaign).planned,
  from = planOf(campaign).range.from,
): SegmentLoad[] {
  const { spans: days, of } = contactsBy('day', campaign.segments, { from, until: from + campaign.days });
  const all = of(planned);
  const cap = campaign.contact.capPerWeek;
  return campaign.segments.map((segment, place) => {
    const contacts = Array.from(all.subarray(place * days, (place + 1) * days));
    let sum = 0;
    const window = contacts.map((count, day) => (sum += count - (contacts[day - WINDOW] ?? 0)));
    const label = window.map((count, day) => labelOf(count, (cap * Math.min(WINDOW, Math.max(7, day + 1))) / 7));
    return { id: segment.id, name: segment.name, contacts, window, label };
  });
}

const labelOf = (contacts: number, most: number): LoadLabel =>
  contacts > most ? 'saturated' : contacts < UNDER * most ? 'under' : 'onTarget';

/** Push and pull by phase. */
function phasesOf(campaign: Campaign, planned: readonly Planned[]): PhaseMix[] {
  return planOf({ ...campaign, touchpoints: [] }).phases.map(({ phase: { id, name, pushAim }, range }) => {
    const { push, pull, share } = mixIn(planned, range);
    return { id, name, push, pull, pushShare: share, pushAim };
  });
}
