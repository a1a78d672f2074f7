import { DAY_MINUTES } from './calendar.ts';
import type { ContactRules } from './document.ts';
import { minuteOf } from './wallClock.ts';

/** The hours in which people are not to be disturbed. */

/** Whether a time of day, in minutes, lies in the quiet hours. */
export function isQuiet(
  { quietFrom, quietUntil }: Pick<ContactRules, 'quietFrom' | 'quietUntil'>,
  time: number,
): boolean {
  const from = minuteOf(quietFrom);
  const until = minuteOf(quietUntil);
  return from <= until ? time >= from && time < until : time >= from || time < until;
}

/** The quiet hours as shares of one day; hours over midnight are two stretches. */
export function quietSpans({ quietFrom, quietUntil }: ContactRules): (readonly [number, number])[] {
  const [from, until] = [minuteOf(quietFrom) / DAY_MINUTES, minuteOf(quietUntil) / DAY_MINUTES];
  if (from === until) return [];
  const spans = from < until ? ([[from, until]] as const) : ([[0, until] as const, [from, 1] as const] as const);
  return spans.filter(([begin, end]) => end > begin);
}
