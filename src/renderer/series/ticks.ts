import { DAY_MINUTES, dayOf } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { occupiedBy, sendsOf, type Send, type Series } from '#campaign/occurrences.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import { hasHours } from '../viewport/viewport.ts';

/** Where the ticks of a series stand on its rail, in pixels from its first day, and how they look. Pure. */

const LEAST_TICK = 2;
const WIDEST_TICK = 7;
export const TICK_HEIGHT = 7;
/** Half of what a changed send is wide, at any scale: its shape has to be told. */
const DIAMOND = 4.5;
/** A pointer may miss a tick by so much. */
const MISSED_BY = 5;

export type Look = 'plain' | 'changed' | 'skipped' | 'held';

export interface Tick extends Pick<Send, 'number' | 'on'> {
  look: Look;
  left: number;
  width: number;
}

export const lookOf = ({ exception }: Pick<Send, 'exception'>): Look =>
  exception?.skipped ? 'skipped' : exception ? 'changed' : 'plain';

/** Where hours are told apart, sends with a time stand at it. `held` are the days of the rule whose sends a full week holds back. */
export function ticksOf(
  series: Series & Partial<Pick<Touchpoint, 'time'>>,
  pixelsPerDay: number,
  held: ReadonlySet<number> = new Set(),
): Tick[] {
  const from = dayOf(series.start);
  const isHourly = hasHours({ pixelsPerDay });
  const width = Math.max(LEAST_TICK, Math.min(WIDEST_TICK, pixelsPerDay - 1));
  return sendsOf(series).map((send) => ({
    number: send.number,
    on: send.on,
    look: held.has(send.on) ? 'held' : lookOf(send),
    left: (send.day - from + (isHourly ? partOf(send.exception?.time ?? series.time) : 0)) * pixelsPerDay,
    width,
  }));
}

const partOf = (time: Touchpoint['time'] | undefined) => (time?.at === undefined ? 0 : minuteOf(time.at) / DAY_MINUTES);

/** The paths of ticks by how they look: a bar, a diamond for a send that is changed, an outline for one that is skipped or held back. */
export function pathsOf(ticks: readonly Tick[]): Record<Look, string> {
  const paths = { plain: '', changed: '', skipped: '', held: '' };
  for (const { look, left, width } of ticks) {
    const x = left.toFixed(1);
    if (look === 'changed') {
      const middle = (left + width / 2).toFixed(1);
      paths.changed += `M${middle},-1l${DIAMOND},${DIAMOND}l-${DIAMOND},${DIAMOND}l-${DIAMOND},-${DIAMOND}z`;
    } else if (look === 'skipped' || look === 'held') paths[look] += `M${x},0.5h${width}v6h-${width}z`;
    else paths.plain += `M${x},0h${width}v${TICK_HEIGHT}h-${width}z`;
  }
  return paths;
}

/** From the rail to the sends that were moved off it, before and after. */
export function pathBeyond(series: Series, pixelsPerDay: number): string {
  const from = dayOf(series.start);
  const until = from + series.days;
  const { from: first, until: last } = occupiedBy(series);
  const line = (a: number, b: number) =>
    a < b ? `M${(a - from) * pixelsPerDay},3.5H${(b - from) * pixelsPerDay}` : '';
  return line(first, from) + line(until, last);
}

/** The tick at some pixels from the first day, the nearest of several; none where the pointer is too far from all. */
export function tickAt(ticks: readonly Tick[], x: number): Tick | undefined {
  const away = ({ left, width }: Tick) => Math.max(left - x, x - (left + width), 0);
  const nearest = ticks.reduce<Tick | undefined>(
    (best, tick) => (best === undefined || away(tick) < away(best) ? tick : best),
    undefined,
  );
  return nearest && away(nearest) <= MISSED_BY ? nearest : undefined;
}
