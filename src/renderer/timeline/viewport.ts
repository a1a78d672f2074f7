import { create } from 'zustand';
import { dayOf, rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';

/** What part of the calendar is in sight. The timeline and the forecast under it share one scale and one scroll position. */

/** Width of the names left of the calendar, in pixels. */
export const GUTTER = 148;
export const SMALLEST_DAY = 1;
export const LARGEST_DAY = 64;
const BEFORE_DAYS = 10;
const AFTER_DAYS = 21;

interface Viewport {
  /** Width of a day in pixels. */
  pixelsPerDay: number;
  scrollLeft: number;
  /** Width of the visible part, in pixels. */
  width: number;
}

export const useViewport = create<Viewport>(() => ({ pixelsPerDay: 12, scrollLeft: 0, width: 1000 }));

/** Days that the world shows: the campaign and everything in it, with room to drag beyond. Half-open. */
export function worldOf(campaign: Campaign): { from: number; until: number } {
  let { from, until } = rangeOf(campaign);
  for (const list of [campaign.touchpoints, campaign.phases, campaign.events]) {
    for (const item of list) {
      const range = rangeOf(item);
      if (range.from < from) ({ from } = range);
      if (range.until > until) ({ until } = range);
    }
  }
  for (const goal of campaign.goals) {
    const day = dayOf(goal.date);
    if (day < from) from = day;
    if (day >= until) until = day + 1;
  }
  return { from: from - BEFORE_DAYS, until: until + AFTER_DAYS };
}

export interface Scale {
  from: number;
  until: number;
  pixelsPerDay: number;
}

/** Left edge of a day in world pixels, the gutter not counted. */
export const leftOf = (scale: Scale, day: number) => (day - scale.from) * scale.pixelsPerDay;
export const dayAt = (scale: Scale, left: number) => scale.from + Math.floor(left / scale.pixelsPerDay);
export const worldWidth = (scale: Scale) => (scale.until - scale.from) * scale.pixelsPerDay;

/** The width of a day at which the whole campaign is in sight. */
export function fittingDay(campaign: Campaign, width: number): number {
  const days = campaign.days + 6;
  return clampDay((width - GUTTER - 16) / days);
}

export const clampDay = (pixels: number) => Math.min(LARGEST_DAY, Math.max(SMALLEST_DAY, pixels));
