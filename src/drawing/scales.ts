import { scaleLinear } from 'd3-scale';
import type { Extent } from './pack.ts';

/** Where a day or a value stands in a drawing. */

export interface DayScale {
  /** The days shown, half-open. */
  days: Extent;
  left: number;
  right: number;
  /** Pixels of one day. */
  day: number;
  /** The left edge of an epoch day, kept inside the plot. */
  x: (day: number) => number;
  /** The middle of a day, kept inside the plot. */
  middle: (day: number) => number;
}

/** Days from the left to the right edge of a plot. */
export function dayScale(days: Extent, left: number, right: number): DayScale {
  const scale = scaleLinear([days.from, days.until], [left, right]).clamp(true);
  const day = (right - left) / (days.until - days.from);
  return { days, left, right, day, x: scale, middle: (at) => scale(at) + day / 2 };
}

/** Values from 0 at the foot of a plot to `most` at its top; what lies beyond stands at the edge. */
export const valueScale = (most: number, top: number, bottom: number): ((value: number) => number) =>
  scaleLinear([0, most > 0 ? most : 1], [bottom, top]).clamp(true);
