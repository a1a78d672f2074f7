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
