import { MOST_DAYS } from '#campaign/limits.ts';

/** At least a day and at most what the document allows, the other end where it is. */
export function withinLengths(from: number, until: number, edge: 'start' | 'end'): { from: number; until: number } {
  const days = Math.max(1, Math.min(until - from, MOST_DAYS));
  return edge === 'end' ? { from, until: from + days } : { from: until - days, until };
}
