import * as fc from 'fast-check';
import type { z } from 'zod';
import { formatDay } from './calendar.ts';
import { CADENCES, MONTHLY_BY, type Exception, type sendSchema, type Touchpoint } from './document.ts';
import { isSeries, ruleDays, type Rule } from './occurrences.ts';
import { hasWeekdays } from './rhythm.ts';
import { isSent } from './sending.ts';

/** Random rules of series, and random exceptions of them that say nothing twice, so that whatever brings them back can bring them back the same. */

type Send = z.infer<typeof sendSchema>;

const message = fc.record({
  subject: fc.constantFrom('Only now', '=1+1'),
  body: fc.constantFrom('Just this once', ''),
});

/** How often, and on which days of the week or of the month. */
export const arbitraryRhythm = fc
  .record({
    cadence: fc.constantFrom(...CADENCES),
    monthlyBy: fc.constantFrom(undefined, ...MONTHLY_BY),
    // The day of the first send among those of its week, and the others.
    at: fc.nat({ max: 6 }),
    week: fc.subarray([0, 1, 2, 3, 4, 5, 6]),
  })
  .map(({ cadence, monthlyBy, at, week }): Omit<Rule, 'start' | 'days'> => {
    const period = cadence === 'weekly' ? 7 : 14;
    const after = week.map((day) => (day - at + period) % period).filter((days) => days > 0);
    return {
      cadence,
      ...(hasWeekdays(cadence) && after.length > 0 && { alsoAfter: after.sort((a, b) => a - b) }),
      ...(cadence === 'monthly' && monthlyBy && { monthlyBy }),
    };
  });

/** What is otherwise about one send: `by` days later, and which one of those there are. */
export const arbitrarySend = fc.record({
  place: fc.nat({ max: 40 }),
  by: fc.integer({ min: -9, max: 9 }),
  kind: fc.constantFrom('skipped', 'to', 'time', 'message', 'all'),
  at: fc.constantFrom('05:15', '16:45'),
  message,
});

type ArbitrarySend = typeof arbitrarySend extends fc.Arbitrary<infer T> ? T : never;

/** A touchpoint with exceptions, if it is a series: at least one send stays as its rule has it. */
export function withExceptions(touchpoint: Touchpoint, sends: readonly ArbitrarySend[]): Touchpoint {
  const days = isSeries(touchpoint) && isSent(touchpoint) ? ruleDays(touchpoint) : [];
  const exceptions = new Map<number, Exception>();
  for (const { place, by, kind, at, message: own } of days.length < 2 ? [] : sends) {
    const day = days[1 + (place % (days.length - 1))]!;
    const has = (what: string) => kind === what || kind === 'all';
    const send: Send = {
      ...(kind === 'skipped' && { skipped: true }),
      ...(has('to') && by !== 0 && { to: formatDay(day + by) }),
      ...(has('time') && { time: { zone: touchpoint.time.zone, at } }),
      ...(has('message') && { message: own }),
    };
    if (Object.keys(send).length > 0) exceptions.set(day, { on: formatDay(day), ...send });
  }
  if (exceptions.size === 0) return touchpoint;
  return { ...touchpoint, exceptions: [...exceptions].sort(([a], [b]) => a - b).map(([, exception]) => exception) };
}
