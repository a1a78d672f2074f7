import { formatDay, rangeOf, type DayRange } from '../calendar.ts';
import { asReallySent, type Held } from '../cap.ts';
import { isContact } from '../contacts.ts';
import { isGoing, type Campaign, type Phase, type Segment, type Touchpoint } from '../document.ts';
import { occupiedBy, occurrenceDays, variantsOf } from '../occurrences.ts';
import { isReached, meantBy } from '../reach.ts';
import { isMessage } from '../sending.ts';
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
  /** As it is really sent: without what the cap holds back. */
  planned: readonly Planned[];
  held: readonly Held[];
  phases: readonly { phase: Phase; range: DayRange }[];
  /** An epoch day as the findings write it. */
  sayDay: SayDay;
}

export type SayDay = (day: number) => string;

export function planOf(campaign: Campaign, inWords: SayDay = sayDay): Plan {
  const meantOf = new Map<string, readonly Segment[]>();
  const reachedBy = new Map<string, readonly Segment[]>();

  const { campaign: sent, held } = asReallySent(campaign);
  const planned = sent.touchpoints.filter(isGoing).map((touchpoint): Planned => {
    const tactic = tacticById(touchpoint.tactic);
    const acts = isMessage(tactic);
    const ids = touchpoint.segments.join(' ');
    let meant = meantOf.get(ids);
    if (!meant) meantOf.set(ids, (meant = meantBy(touchpoint.segments, campaign.segments)));
    const key = `${touchpoint.channel} ${ids}`;
    let reached = reachedBy.get(key);
    if (!reached) reachedBy.set(key, (reached = meant.filter((segment) => isReached(segment, touchpoint.channel))));
    return {
      touchpoint,
      tactic,
      isMessage: acts,
      isContact: isContact(touchpoint.channel, tactic),
      range: acts ? occupiedBy(touchpoint) : rangeOf(touchpoint),
      days: acts ? occurrenceDays(touchpoint) : [],
      meant,
      reached,
    };
  });
  return {
    campaign,
    range: rangeOf(campaign),
    planned,
    held,
    phases: campaign.phases.map((phase) => ({ phase, range: rangeOf(phase) })),
    sayDay: inWords,
  };
}

interface VariantIn {
  planned: Planned;
  date: string;
  /** The day on which the rule has a send of its own, by which findings about it are told from those about others of the same day. */
  send?: string;
}

/**
 * A touchpoint as it reaches people: as it is, and once more for each send that has words or a time of its own, called by its day as well.
 */
export function variantsIn(one: Planned, inWords: SayDay): VariantIn[] {
  const { touchpoint, isMessage: acts } = one;
  const own = acts && touchpoint.exceptions?.some(({ message, time }) => message ?? time);
  if (!own) return [{ planned: one, date: touchpoint.start }];
  return variantsOf(touchpoint).map(({ touchpoint: sent, days, on }) => {
    if (sent === touchpoint) return { planned: { ...one, days }, date: touchpoint.start };
    const named = { ...sent, name: `${sent.name}, ${inWords(days[0]!)}` };
    return { planned: { ...one, touchpoint: named, days }, date: formatDay(days[0]!), send: formatDay(on[0]!) };
  });
}

/** Whether anything of a touchpoint happens in a range of days. */
export function happensIn({ isMessage, days, range }: Planned, { from, until }: DayRange): boolean {
  return isMessage ? days.some((day) => day >= from && day < until) : range.from < until && from < range.until;
}

/** Push and pull in a range of days: whatever happens there, once for each touchpoint. The share of push is null where nothing does. */
export function mixIn(
  planned: readonly Planned[],
  range: DayRange,
): { push: number; pull: number; share: number | null } {
  const here = planned.filter((one) => happensIn(one, range));
  const push = here.filter(({ touchpoint }) => touchpoint.direction === 'push').length;
  return { push, pull: here.length - push, share: here.length === 0 ? null : push / here.length };
}
