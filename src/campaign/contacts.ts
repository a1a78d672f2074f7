import { mondayOf, type DayRange } from './calendar.ts';
import type { Channel, Segment } from './document.ts';
import { isMessage } from './sending.ts';
import type { Tactic } from './tactic.ts';

/** Channels that come to a person by themselves. The others are places that people pass or meetings that they sit in anyway. */
const PERSONAL: ReadonlySet<Channel> = new Set(['email', 'slack', 'teams', 'text', 'calendar', 'phone', 'social']);

/** Whether a message of their own can come to people of a segment. */
export const canBeContacted = ({ channels }: Pick<Segment, 'channels'>): boolean =>
  channels.length === 0 || channels.some((channel) => PERSONAL.has(channel));

/** Whether what is sent lands in front of one person and asks for attention, as the contact cap counts it. An unknown tactic is a message. */
export function isContact(channel: Channel, tactic: Tactic | undefined): boolean {
  return isMessage(tactic) && PERSONAL.has(channel) && tactic?.effect.contact !== 0;
}

/** What counts as contacts of a planned touchpoint. */
interface Sent {
  isContact: boolean;
  days: readonly number[];
  reached: readonly Segment[];
}

export interface ContactCounter {
  /** The first day of the first span; a week begins on Monday. */
  from: number;
  spans: number;
  /** Contacts of each segment in each span: segment * spans + span. */
  of: (planned: readonly Sent[]) => Float64Array;
}

/** Counts how many personal messages each segment gets within a range, by day or by calendar week, which is what the cap is about. */
export function contactsBy(
  by: 'day' | 'week',
  segments: readonly Segment[],
  { from: first, until }: DayRange,
): ContactCounter {
  const days = by === 'day' ? 1 : 7;
  const from = by === 'day' ? first : mondayOf(first);
  const spans = Math.ceil((until - from) / days);
  const places = new Map(segments.map((segment, place) => [segment, place * spans]));

  function of(planned: readonly Sent[]): Float64Array {
    // Touchpoints that reach the same segments share one array of them, so spans are counted once for all of these.
    const counted = new Map<readonly Segment[], Float64Array>();
    for (const { isContact, days: sent, reached } of planned) {
      if (!isContact) continue;
      let messages = counted.get(reached);
      if (!messages) counted.set(reached, (messages = new Float64Array(spans)));
      for (const day of sent) if (day >= first && day < until) messages[Math.floor((day - from) / days)]!++;
    }
    const contacts = new Float64Array(segments.length * spans);
    for (const [reached, messages] of counted)
      for (const segment of reached) {
        const place = places.get(segment)!;
        for (let span = 0; span < spans; span++) contacts[place + span]! += messages[span]!;
      }
    return contacts;
  }

  return { from, spans, of };
}
