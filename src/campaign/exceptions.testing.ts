import * as fc from 'fast-check';
import type { z } from 'zod';
import { formatDay } from './calendar.ts';
import type { Exception, sendSchema, Touchpoint } from './document.ts';
import { isSeries, ruleDays } from './occurrences.ts';
import { isSent } from './sending.ts';

/** Random exceptions of a series that say nothing twice, so that whatever brings them back can bring them back the same. */

type Send = z.infer<typeof sendSchema>;

const message = fc.record({
  subject: fc.constantFrom('Only now', '=1+1'),
  body: fc.constantFrom('Just this once', ''),
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
