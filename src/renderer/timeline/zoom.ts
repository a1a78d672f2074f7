import { formatDay } from '#campaign/calendar.ts';
import { go } from '../navigation/place.ts';
import { isNearest, steer, useViewport } from '../viewport/viewport.ts';
import { dropTarget } from './dropTarget.ts';

/** Zooms the timeline as its keys, tools and menus do; where days can come no nearer, the one in the middle opens. */
export function zoom(way: 'in' | 'out' | 'whole'): void {
  const day = dropTarget()?.middleDay();
  if (way === 'in' && day !== undefined && isNearest(useViewport.getState().pixelsPerDay)) go({ day: formatDay(day) });
  else steer()?.zoom(way);
}
