import { useMemo } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { restIn, type Rest } from '#campaign/workingDays.ts';
import { names, t } from '../text/text.ts';
import type { Scale } from '../viewport/viewport.ts';

/** Days off as the timeline shows them. */

export type RestOn = (day: number) => Rest;

/** Narrower days are not told apart. */
export const hasDaysOff = ({ pixelsPerDay }: Scale): boolean => pixelsPerDay >= 3.5;

/** Who rests on a day, where the plan has working calendars. */
export function useRestOn({ calendars, segments, timeZone }: Campaign): RestOn | null {
  return useMemo(() => restIn({ calendars, segments, timeZone }), [calendars, segments, timeZone]);
}

/** “Good Friday: Berlin, Munich”: what a day off is called, and whose it is where it is not everybody's; null where it has no name. */
export function restInWords({ names: called, resting, isForAll }: Rest): string | null {
  if (called.length === 0) return null;
  const words = { name: names(called), segments: names(resting.map(({ name }) => name)) };
  return isForAll ? words.name : t('timeline.dayOffOf', words);
}
