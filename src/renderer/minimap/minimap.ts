import { rangeOf } from '#campaign/calendar.ts';
import type { Direction, Touchpoint } from '#campaign/document.ts';
import { underWay } from '#drawing/density.ts';
import type { Extent } from '#drawing/pack.ts';

/** The whole campaign on one strip: how much is under way when, and how the keys move what is in view. Pure. */

/** Bars of the strip at most. */
const BARS = 160;

export interface Density {
  /** Days of one bar. */
  bucket: number;
  push: number[];
  pull: number[];
  /** The highest pile of both. */
  most: number;
}

export function densityOf(touchpoints: readonly Touchpoint[], days: Extent): Density {
  const bucket = Math.max(1, Math.ceil((days.until - days.from) / BARS));
  const of = (direction: Direction) =>
    underWay(touchpoints.filter((touchpoint) => touchpoint.direction === direction).map(rangeOf), days, bucket);
  const [push, pull] = [of('push'), of('pull')];
  return { bucket, push, pull, most: push.reduce((most, count, index) => Math.max(most, count + pull[index]!), 1) };
}

/** The piles of one direction as a path of bars, in days across and in shares of the height from the top. */
export function barsPath(counts: readonly number[], below: readonly number[], { bucket, most }: Density): string {
  return counts
    .map((count, index) => {
      if (count === 0) return '';
      const foot = 1 - below[index]! / most;
      return `M${index * bucket} ${foot.toFixed(3)}h${bucket}V${(foot - count / most).toFixed(3)}h${-bucket}z`;
    })
    .join('');
}

/** The first day in view after a key, or undefined where it means nothing here. */
export function firstDayAfter(
  { key, shiftKey }: { key: string; shiftKey: boolean },
  inView: Extent,
  world: Extent,
): number | undefined {
  const length = inView.until - inView.from;
  const week = shiftKey ? 28 : 7;
  const by: Record<string, number> = {
    ArrowLeft: -week,
    ArrowDown: -week,
    ArrowRight: week,
    ArrowUp: week,
    PageUp: length,
    PageDown: -length,
  };
  const wanted =
    key === 'Home' ? world.from : key === 'End' ? world.until - length : inView.from + (by[key] ?? Number.NaN);
  return Number.isNaN(wanted) ? undefined : Math.max(world.from, Math.min(wanted, world.until - length));
}
