import type { Campaign } from '#campaign/document.ts';
import { ownDayOf, weeksOfStarts } from '#campaign/rolling.ts';
import type { Formats } from './formats.ts';

/** “day 25 of their own”: when a goal of a rolling plan is judged; null where everybody is judged on one date. */
export const ownDayInWords = (
  campaign: Pick<Campaign, 'start' | 'rolling' | 'segments'>,
  date: string,
  { number }: Pick<Formats, 'number'>,
): string | null => (weeksOfStarts(campaign) > 0 ? `day ${number(ownDayOf(campaign, date))} of their own` : null);
