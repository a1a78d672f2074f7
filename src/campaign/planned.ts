import { rangeOf, type DayRange } from './calendar.ts';
import { asReallySent, type Held } from './cap.ts';
import { isContact } from './contacts.ts';
import { isGoing, type Campaign, type Segment, type Touchpoint } from './document.ts';
import { occupiedBy, occurrenceDays, type AtWork } from './occurrences.ts';
import { isReached, meantBy } from './reach.ts';
import { isMessage } from './sending.ts';
import type { Tactic } from './tactic.ts';
import { tacticById } from './tactics/catalogue.ts';

/** The touchpoints of a plan as they are really sent, each with what rules, load and calendar ask about it. */

/** A touchpoint with all that the rules ask about it, worked out once. */
export interface Planned {
  touchpoint: Touchpoint & AtWork;
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

/** All that go out, without what the cap holds back, and what it does. */
export function plannedIn(campaign: Campaign): { planned: readonly Planned[]; held: readonly Held[] } {
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
  return { planned, held };
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
