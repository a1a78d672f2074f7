import { lastDateOf, type Span } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { hasOwnDays, ownDayOf } from '#campaign/rolling.ts';
import type { Formats } from './formats.ts';

/** How days are told in rolling plans, where day 0 is the first of everyone's own. */

type Rolling = Pick<Campaign, 'start' | 'rolling' | 'segments'>;

/** “day 25 of their own”: when a goal of a rolling plan is judged; null where everybody is judged on one date. */
export function ownDayInWords(campaign: Rolling, date: string, formats: Pick<Formats, 'number'>): string | null {
  const day = ownDaysInWords(campaign, { start: date, days: 1 }, formats);
  return day === null ? null : `${day} of their own`;
}

/** “day 10”, or “days 10 to 16”: when something of a rolling plan is, by everyone's own days; null where dates are the same for all. */
export function ownDaysInWords(campaign: Rolling, span: Span, { number }: Pick<Formats, 'number'>): string | null {
  if (!hasOwnDays(campaign)) return null;
  const first = ownDayOf(campaign, span.start);
  return span.days === 1
    ? `day ${number(first)}`
    : `days ${number(first)} to ${number(ownDayOf(campaign, lastDateOf(span)))}`;
}
