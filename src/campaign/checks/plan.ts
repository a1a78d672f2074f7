import { rangeOf, type DayRange } from '../calendar.ts';
import { isContact } from '../contacts.ts';
import { isGoing, type Campaign, type Channel, type Phase, type Segment, type Touchpoint } from '../document.ts';
import { occurrenceDays } from '../occurrences.ts';
import type { Tactic } from '../tactic.ts';
import { tacticById } from '../tactics/catalogue.ts';
import { sayDay } from './finding.ts';

/** A touchpoint with all that the rules ask about it, worked out once. */
export interface Planned {
  touchpoint: Touchpoint;
  tactic: Tactic | undefined;
  /** Sent on days of its cadence, rather than there all the time. */
  isMessage: boolean;
  /** A message that lands in front of one person and asks for attention. */
  isContact: boolean;
  range: DayRange;
  /** Epoch days on which a message is sent; empty for a presence. */
  days: readonly number[];
  /** The segments it is meant for. */
  meant: readonly Segment[];
  /** Those of them that its channel reaches. */
  reached: readonly Segment[];
}

export interface Plan {
  campaign: Campaign;
  range: DayRange;
  planned: readonly Planned[];
  phases: readonly { phase: Phase; range: DayRange }[];
  /** An epoch day as the findings write it. */
  sayDay: SayDay;
}

export type SayDay = (day: number) => string;

export function planOf(campaign: Campaign, inWords: SayDay = sayDay): Plan {
  const segments = new Map(campaign.segments.map((segment) => [segment.id, segment]));
  const everyone = campaign.segments;
  const reachedBy = new Map<string, readonly Segment[]>();

  const planned = campaign.touchpoints.filter(isGoing).map((touchpoint): Planned => {
    const tactic = tacticById(touchpoint.tactic);
    const isMessage = tactic?.form !== 'presence';
    const meant = touchpoint.segments.length ? touchpoint.segments.flatMap((id) => segments.get(id) ?? []) : everyone;
    const key = `${touchpoint.channel} ${touchpoint.segments.join(' ')}`;
    let reached = reachedBy.get(key);
    if (!reached) reachedBy.set(key, (reached = meant.filter((segment) => isReached(segment, touchpoint.channel))));
    return {
      touchpoint,
      tactic,
      isMessage,
      isContact: isContact(touchpoint.channel, tactic),
      range: rangeOf(touchpoint),
      days: isMessage ? occurrenceDays(touchpoint) : [],
      meant,
      reached,
    };
  });
  return {
    campaign,
    range: rangeOf(campaign),
    planned,
    phases: campaign.phases.map((phase) => ({ phase, range: rangeOf(phase) })),
    sayDay: inWords,
  };
}

/** Whether a channel reaches a segment. An empty list of channels is all of them. */
export function isReached(segment: Segment, channel: Channel): boolean {
  return segment.channels.length === 0 || segment.channels.includes(channel);
}

/** Whether anything of a touchpoint happens in a range of days. */
export function happensIn({ isMessage, days, range }: Planned, { from, until }: DayRange): boolean {
  return isMessage ? days.some((day) => day >= from && day < until) : range.from < until && from < range.until;
}
