import { useMemo } from 'react';
import { create } from 'zustand';
import { dayOf, rangeOf } from '#campaign/calendar.ts';
import { horizonOf } from '#campaign/rolling.ts';
import type { Campaign } from '#campaign/document.ts';
import { registry } from '../kit/registry.ts';

/** What part of the calendar is in view. The timeline and the forecast under it share one scale and one scroll position. */

/** Width of the names left of the calendar, in pixels. */
export const GUTTER = 172;
/** Time runs from left to right whichever way the window is written, and so does whatever shares its scale (decision 26). */
export const TIME_RUNS = 'ltr';
const SMALLEST_DAY = 1;
/** A day among others is no wider; nearer, it shows its hours. */
const WIDEST_DAY = 64;
/** Widths of a day with its hours, each a press nearer than the one before. */
const HOURLY_DAYS = [240, 480, 960] as const;
const LARGEST_DAY = HOURLY_DAYS[2];
/** Browsers place nothing beyond some 33 million pixels. */
const LONGEST_WORLD = 16_000_000;
const BEFORE_DAYS = 10;
const AFTER_DAYS = 21;
const LEGIBLE_DAY = 5;

/** The part of the world that is drawn, in pixels. */
export interface Seen {
  left: number;
  top: number;
  width: number;
  height: number;
}

const NOTHING: Seen = { left: 0, top: 0, width: 0, height: 0 };

interface Viewport {
  /** Width of a day in pixels. */
  pixelsPerDay: number;
  scrollLeft: number;
  /** Width of the visible part, in pixels. */
  width: number;
  /** The day to which something is being dragged. */
  guide: number | null;
  /** What the timeline is drawn at now; null where there is none. */
  drawn: Scale | null;
  /** What of it is drawn: who draws it asks for it alone, so that scrolling renders nothing else. */
  seen: Seen;
}

export const useViewport = create<Viewport>(() => ({
  pixelsPerDay: 12,
  scrollLeft: 0,
  width: 1000,
  guide: null,
  drawn: null,
  seen: NOTHING,
}));

/** Forgets the timeline when it goes. */
export const forgetDrawn = (): void => useViewport.setState({ drawn: null, seen: NOTHING });

export const useSeen = (): Seen => useViewport(({ seen }) => seen);

/** Scrolling renders once for so many pixels: the more, the more cards come into view at once, in a frame that takes longer. */
const ACROSS = 96;
const DOWN = 160;

/** So much around what is in view is drawn as well: the browser scrolls before the window has drawn what comes into view. */
export const BEYOND = 240;

/** What is drawn where so much is scrolled, rounded outwards; what was drawn last where that will do. */
export function seenAt(
  {
    scrollLeft,
    scrollTop,
    clientWidth,
    clientHeight,
  }: Pick<Element, 'scrollLeft' | 'scrollTop' | 'clientWidth' | 'clientHeight'>,
  beyond: number,
  last: Seen,
): Seen {
  const left = Math.floor(scrollLeft / ACROSS) * ACROSS - beyond;
  const top = Math.floor(scrollTop / DOWN) * DOWN - beyond;
  const width = clientWidth + ACROSS + 2 * beyond;
  const height = clientHeight + DOWN + 2 * beyond;
  return last.left === left && last.top === top && last.width === width && last.height === height
    ? last
    : { left, top, width, height };
}

/** A document is never changed in place, and every zoom asks again. */
const worlds = new WeakMap<Campaign, { from: number; until: number }>();

/** Days that the world shows: the campaign and everything in it, with room to drag beyond. Half-open. */
export function worldOf(campaign: Campaign): { from: number; until: number } {
  let world = worlds.get(campaign);
  if (!world) worlds.set(campaign, (world = daysOf(campaign)));
  return world;
}

function daysOf(campaign: Campaign): { from: number; until: number } {
  let { from, until } = horizonOf(campaign);
  for (const list of [campaign.touchpoints, campaign.phases, campaign.events]) {
    for (const item of list) {
      const range = rangeOf(item);
      if (range.from < from) ({ from } = range);
      if (range.until > until) ({ until } = range);
    }
  }
  for (const { date } of [...campaign.goals, ...campaign.decisions]) {
    const day = dayOf(date);
    if (day < from) from = day;
    if (day >= until) until = day + 1;
  }
  return { from: from - BEFORE_DAYS, until: until + AFTER_DAYS };
}

export interface Scale {
  from: number;
  /** May lie within a day: the world ends where the window does, or after it. */
  until: number;
  pixelsPerDay: number;
}

/** The scale of a campaign's world, which fills a window of this width at least. */
export function scaleOf(campaign: Campaign, pixelsPerDay: number, width: number): Scale {
  const { from, until } = worldOf(campaign);
  return { from, until: Math.max(until, from + (width - GUTTER) / pixelsPerDay), pixelsPerDay };
}

/** The scale of whatever lies under the timeline: that of the timeline, whose scroll position it shares, not one of its own. */
export function useDrawnScale(campaign: Campaign): Scale {
  const drawn = useViewport((state) => state.drawn);
  const alone = useViewport((state) => (state.drawn ? null : state.pixelsPerDay));
  const width = useViewport((state) => (state.drawn ? 0 : state.width));
  return useMemo(() => drawn ?? scaleOf(campaign, alone!, width), [campaign, drawn, alone, width]);
}

/** Whether a day is wide enough to tell its hours apart. */
export const hasHours = ({ pixelsPerDay }: Pick<Scale, 'pixelsPerDay'>): boolean => pixelsPerDay >= HOURLY_DAYS[0];

/** The widest day of a world: one of many years cannot be looked at by the hour. */
export const largestDay = ({ from, until }: Pick<Scale, 'from' | 'until'>): number =>
  Math.max(WIDEST_DAY, Math.min(LARGEST_DAY, LONGEST_WORLD / (until - from)));

/** Left edge of a day in world pixels, the gutter not counted. */
export const leftOf = (scale: Scale, day: number) => (day - scale.from) * scale.pixelsPerDay;
export const dayAt = (scale: Scale, left: number) => scale.from + Math.floor(left / scale.pixelsPerDay);
/** Days that are drawn, half-open. */
export const daysIn = ({ left, width }: Seen, scale: Scale) => ({
  from: dayAt(scale, left),
  until: dayAt(scale, left + width) + 1,
});
export const worldWidth = (scale: Scale) => (scale.until - scale.from) * scale.pixelsPerDay;

/** The width of a day at which the whole campaign is in view. */
export function fittingDay(campaign: Campaign, width: number): number {
  const days = campaign.days + 6;
  return Math.min(WIDEST_DAY, clampDay((width - GUTTER - 16) / days));
}

/** More touchpoints than this are looked at a part at a time: shown whole, none could be hit or read. */
const CROWDED = 300;
const LEGIBLE_DAY_IN_A_CROWD = 14;

/** The width of a day at the first look: the whole campaign, but never so narrow that names cannot be read. */
export function firstLook(campaign: Campaign, width: number): number {
  const legible = campaign.touchpoints.length > CROWDED ? LEGIBLE_DAY_IN_A_CROWD : LEGIBLE_DAY;
  return Math.max(fittingDay(campaign, width), legible);
}

/** The width of a day after a resize: what was shown whole stays whole. */
export function afterResize(campaign: Campaign, pixelsPerDay: number, before: number, after: number): number {
  for (const fit of [fittingDay, firstLook]) if (pixelsPerDay === fit(campaign, before)) return fit(campaign, after);
  return pixelsPerDay;
}

export const clampDay = (pixels: number, largest: number = LARGEST_DAY) =>
  Math.min(largest, Math.max(SMALLEST_DAY, pixels));

/** How a wheel or a pinch changes the scale. A trackpad reports a pinch in small steps of 100 times the logarithm; a notch of a wheel is bounded. */
export const wheelFactor = (deltaY: number) => Math.exp(-Math.max(-50, Math.min(50, deltaY)) / 100);

const ZOOM_STEP = 1.4;

/** The width of a day after one press of a zoom button or key: by hours beyond the widest among others; nearer than the nearest is one day, beside the timeline. */
export function zoomed(pixelsPerDay: number, way: 'in' | 'out', largest: number = LARGEST_DAY): number | 'day' {
  if (way === 'in' && isNearest(pixelsPerDay, largest)) return 'day';
  const hourly = [WIDEST_DAY, ...HOURLY_DAYS];
  const next =
    way === 'in'
      ? pixelsPerDay < WIDEST_DAY
        ? Math.min(WIDEST_DAY, pixelsPerDay * ZOOM_STEP)
        : hourly.find((width) => width > pixelsPerDay)!
      : (hourly.findLast((width) => width < pixelsPerDay) ?? pixelsPerDay / ZOOM_STEP);
  return clampDay(next, largest);
}

/** Whether nothing is nearer than this, where days can be so wide. */
export const isNearest = (pixelsPerDay: number, largest: number): boolean => pixelsPerDay >= largest;

/** Steps of a wheel or a pinch that are further apart are not one push. */
const PUSH_MILLISECONDS = 400;

/** A wheel or a pinch that goes on at the nearest zoom. */
export interface Push {
  factor: number;
  time: number;
  isDone: boolean;
}
export const NO_PUSH: Push = { factor: 1, time: -Infinity, isDone: false };

/** The push after one more step; it is done, once, when it has come as far as one press of the button. */
export function pushed(push: Push, factor: number, time: number): Push & { opens: boolean } {
  const { factor: before, isDone } = time - push.time > PUSH_MILLISECONDS ? NO_PUSH : push;
  const now = Math.max(1, before * factor);
  const opens = !isDone && now >= ZOOM_STEP;
  return { factor: now, time, isDone: isDone || opens, opens };
}

/** What may be done to the view of the timeline, also by others: its tools, the strips beside it, and actions. */
export interface Steering {
  panBy(pixels: number): void;
  /** Zooms around a point, in pixels from the left edge; who pushes on at the nearest comes to the hours of the day there. */
  zoomBy(factor: number, at: number): void;
  /** One press of a button or key: about the middle, and from the nearest on to the hours of the day there. */
  zoom(way: 'in' | 'out' | 'whole'): void;
  /** Brings a day into view where it is not. */
  showDay(day: number): void;
  /** The day in the middle of what is in view. */
  middleDay(): number;
  isInView(day: number): boolean;
}

/** The timeline registers what it can do; the chart asks. */
export const { register: registerSteering, current: steer } = registry<Steering>();
