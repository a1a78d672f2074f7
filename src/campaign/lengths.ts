import type { Channel, Touchpoint } from './document.ts';

/**
 * How many minutes a touchpoint takes where its planner has not said. Assumptions: Google's and Outlook's calendars offer 60 and 30 minutes
 * for a new meeting; a slot for learning in the working day is to fit between two things; any other message is a mark in a planner's calendar.
 */
const USUAL: Partial<Record<Channel, number>> = { meeting: 60, phone: 30 };
const USUAL_ELSEWHERE = 15;

/** Channels on which people give a touchpoint their time at a certain hour. */
export const TIMED_CHANNELS: readonly Channel[] = ['calendar', 'meeting', 'phone'];

/** Minutes that are usual on a channel. */
export const usualMinutes = (channel: Channel): number => USUAL[channel] ?? USUAL_ELSEWHERE;

/** How many minutes a touchpoint takes. */
export const minutesOf = ({ minutes, channel }: Pick<Touchpoint, 'minutes' | 'channel'>): number =>
  minutes ?? usualMinutes(channel);
