import { formatDay } from './calendar.ts';
import type { Campaign, Segment, Touchpoint } from './document.ts';
import { isSeries, occurrenceDays } from './occurrences.ts';
import type { Tactic } from './tactic.ts';
import { tacticById } from './tactics/catalogue.ts';

/**
 * The unit of sending: one message of one touchpoint to one segment at one of its times. Whatever is done once for people, and known again
 * later, is known by it; that one mail or one calendar event can serve several segments is a matter of how it is handed over.
 */
export interface Sending {
  campaign: string;
  touchpoint: string;
  /** None where the campaign has no segments. */
  segment?: string;
  occurrence: Occurrence;
}

/** `once`, or the planned ISO date of one in a series: a touchpoint that is sent once may move and is still the same. */
export type Occurrence = string;

export const occurrenceOf = ({ cadence }: Pick<Touchpoint, 'cadence'>, day: number): Occurrence =>
  cadence === 'once' ? 'once' : formatDay(day);

/** Whether a tactic acts through messages, on the days of its cadence, and not by being there all the time. An unknown tactic is a message. */
export const isMessage = (tactic: Tactic | undefined): boolean => tactic?.form !== 'presence';

/**
 * Whether a touchpoint goes out on the days of its cadence: every message does, and so does whatever stands in a calendar. A slot for learning is
 * handed over as events on its days, though to forecast and checks it is a presence: it lies in people's way every day and asks for no attention.
 */
export const isSent = ({ channel, tactic }: Pick<Touchpoint, 'channel' | 'tactic'>): boolean =>
  channel === 'calendar' || isMessage(tacticById(tactic));

/** Whether a series, at work, sends nothing any more: all its sends are skipped, or its rule finds no day. */
export const isNeverSent = (touchpoint: Touchpoint): boolean =>
  isRepeated(touchpoint) && occurrenceDays(touchpoint).length === 0;

/** Whether a touchpoint goes out again and again, send by send: what is there all the time does not, whatever its cadence says. */
export const isRepeated = (touchpoint: Pick<Touchpoint, 'channel' | 'tactic' | 'cadence'>): boolean =>
  isSent(touchpoint) && isSeries(touchpoint);

export const sendingOf = (campaign: Campaign, touchpoint: Touchpoint, segment: Segment | undefined, day: number) => ({
  campaign: campaign.id,
  touchpoint: touchpoint.id,
  ...(segment && { segment: segment.id }),
  occurrence: occurrenceOf(touchpoint, day),
});

/** The one name of a unit of sending. No id holds a slash, so that no two have the same. */
export const nameOfSending = ({ campaign, touchpoint, segment = '', occurrence }: Sending): string =>
  [campaign, touchpoint, segment, occurrence].join('/');
