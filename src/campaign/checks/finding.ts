import { isolated } from '../bidi.ts';
import { partsOf } from '../calendar.ts';
import { MONTH_NAMES } from '../dateNames.ts';

export const SEVERITIES = ['error', 'warning', 'advice'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something in a plan that breaks a rule of the craft: what it is, in one sentence, and what to do about it, in another. */
export interface Finding {
  /** Rule, thing and date: the same plan gives the same ids. */
  id: string;
  rule: string;
  /** error: it cannot work as it stands. warning: it will cost learners. advice: it could be better. */
  severity: Severity;
  message: string;
  cure: string;
  touchpointId?: string;
  phaseId?: string;
  segmentId?: string;
  /** Where it is about several segments at once. */
  segmentIds?: string[];
  goalId?: string;
  laneId?: string;
  assumptionId?: string;
  decisionId?: string;
  calendarId?: string;
  /** ISO date at which to look. */
  date?: string;
}

/** A finding without its id, which `withId` makes from the rest. `part`, and `send` of those with words of their own, tell two findings of one rule about one thing apart. */
export type Found = Omit<Finding, 'id'> & { part?: string; send?: string };

export function withId({ part, send, ...found }: Found): Finding {
  const thing =
    found.touchpointId ??
    found.goalId ??
    found.phaseId ??
    found.segmentId ??
    found.laneId ??
    found.decisionId ??
    found.calendarId;
  return { id: [found.rule, part, thing, found.date, send].filter(Boolean).join(':'), ...found };
}

/** The segments that a finding is about. */
export function about(segments: readonly { id: string }[]): Pick<Found, 'segmentId' | 'segmentIds' | 'part'> {
  const ids = segments.map(({ id }) => id);
  return ids.length === 1 ? { segmentId: ids[0]! } : { segmentIds: ids, part: ids[0]! };
}

/** Errors first, then by date (what has none comes last), then by id. */
export function inOrder(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compare(a.date ?? '9999', b.date ?? '9999') ||
    compare(a.id, b.id)
  );
}

// By code unit, not by locale: the order must be the same on every machine.
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** An epoch day as English writes it: 11 January 2027. The window says days in the person’s own format. */
export function sayDay(day: number): string {
  const { year, month, date } = partsOf(day);
  return `${date} ${MONTH_NAMES[month - 1]} ${year}`;
}

/** A share of 0 to 1 as the command line writes it. */
export const sayShare = (share: number): string => `${Math.round(share * 100)}%`;

/** 1 message, 2 messages. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A name in a sentence: “A”. Whatever direction it is written in, the sentence stays as it is. */
export const quote = (name: string): string => `“${isolated(name)}”`;

/** Names as a list: “A”, “A” and “B”, or “A”, “B” and 3 others. */
export function quoted(names: readonly string[]): string {
  const shown = names.slice(0, names.length > 3 ? 2 : 3).map(quote);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} others`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
