import type { Channel, Segment, Touchpoint } from './document.ts';

/** Who is meant by a touchpoint, a goal or an event, and whom a channel reaches. Engine, checks, delivery and window read the same answer here. */

/** Whether a value is among those asked for. Asking for nothing lets everything through. */
export const isAmong = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);

/** Whether a list of segments means this one. An empty list is everyone. */
export const isMeant = (ids: readonly string[], segmentId: string): boolean => isAmong(ids, segmentId);

/** The segments that a list means, in the order of the campaign. */
export function meantBy<S extends { id: string }>(ids: readonly string[], segments: readonly S[]): readonly S[] {
  if (ids.length === 0) return segments;
  const named = new Set(ids);
  return segments.filter(({ id }) => named.has(id));
}

/** Whether a list means everyone: by naming nobody, or every one of the segments. */
export const isEveryone = (ids: readonly string[], segments: readonly { id: string }[]): boolean =>
  meantBy(ids, segments).length === segments.length;

/** Whether a channel reaches a segment. An empty list of channels is all of them. */
export const isReached = ({ channels }: Pick<Segment, 'channels'>, channel: Channel): boolean =>
  channels.length === 0 || channels.includes(channel);

/** Whether people of a segment get to see a touchpoint: it is meant for them and its channel reaches them. */
export const getsTo = (
  { segments, channel }: Pick<Touchpoint, 'segments' | 'channel'>,
  segment: Pick<Segment, 'id' | 'channels'>,
): boolean => isMeant(segments, segment.id) && isReached(segment, channel);

/** How many learners segments have together. */
export const learnersIn = (segments: readonly Pick<Segment, 'size'>[]): number =>
  segments.reduce((sum, { size }) => sum + size, 0);
