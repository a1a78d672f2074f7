import { rangeOf } from '#campaign/calendar.ts';
import { asReallySent } from '#campaign/cap.ts';
import { plannedIn } from '#campaign/planned.ts';
import { contactsBy } from '#campaign/contacts.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { learnersIn } from '#campaign/reach.ts';

/**
 * What a plan asks of people: messages, contacts by week, hours of work. Sums over touchpoints, so that an edit changes them by its own share, but
 * where the cap holds messages back.
 */
export interface Cost {
  /** Messages that an average learner gets over the whole campaign. */
  messages: number;
  /** Hours of one person to prepare it. */
  effortHours: number;
  /** Personal messages for each segment and calendar week: segment * weeks + week. */
  contacts: Float64Array;
}

export interface CostMeter {
  weeks: number;
  /** What one touchpoint adds; remembered. */
  of(touchpoint: Touchpoint): Cost;
  /** What a plan of these touchpoints costs as it is really sent. */
  sum(touchpoints: readonly Touchpoint[]): Cost;
}

/** Measures costs by the people, the weeks and the length of a campaign. */
export function costMeter(campaign: Campaign): CostMeter {
  // What the cap holds back depends on the whole plan, so that single touchpoints are measured without it.
  const free = { ...campaign, contact: { ...campaign.contact, atCap: 'send' as const } };

  const range = rangeOf(campaign);
  const counter = contactsBy('week', campaign.segments, range);
  const weeks = counter.spans;
  const learners = learnersIn(campaign.segments);
  const known = new Map<Touchpoint, Cost>();

  function measure(touchpoint: Touchpoint): Cost {
    const { planned } = plannedIn({ ...free, touchpoints: [touchpoint] });
    const contacts = counter.of(planned);
    const [one] = planned;
    // A cancelled one asks nothing of anybody.
    if (!one) return { messages: 0, effortHours: 0, contacts };
    const { days, reached } = one;
    const sent = days.filter((day) => day >= range.from && day < range.until);
    const people = learnersIn(reached);
    return {
      messages: learners > 0 ? (sent.length * people) / learners : 0,
      effortHours: tacticById(touchpoint.tactic)?.effortHours ?? 0,
      contacts,
    };
  }

  function of(touchpoint: Touchpoint): Cost {
    let cost = known.get(touchpoint);
    if (!cost) known.set(touchpoint, (cost = measure(touchpoint)));
    return cost;
  }

  function sum(touchpoints: readonly Touchpoint[]): Cost {
    const all: Cost = {
      messages: 0,
      effortHours: 0,
      contacts: new Float64Array(campaign.segments.length * weeks),
    };
    for (const touchpoint of asReallySent({ ...campaign, touchpoints: [...touchpoints] }).campaign.touchpoints) {
      // Not remembered: a large plan's own touchpoints would fill the memory.
      const { messages, effortHours, contacts } = known.get(touchpoint) ?? measure(touchpoint);
      all.messages += messages;
      all.effortHours += effortHours;
      for (let index = 0; index < contacts.length; index++) all.contacts[index]! += contacts[index]!;
    }
    return all;
  }

  return { weeks, of, sum };
}
