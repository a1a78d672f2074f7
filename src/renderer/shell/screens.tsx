import { whenIdle } from '../kit/whenIdle.ts';
import type { ScreenId } from '../navigation/address.ts';
import { part, type Part } from './part.tsx';
import { OVERLAY_PARTS } from './overlays.tsx';

/** What lies beside the plan, each loaded when it is first opened, or when the window has nothing else to do. */

export const SCREEN_PARTS: Record<Exclude<ScreenId, 'plan'>, Part<object>> = {
  audience: part<object>(async () => (await import('../audience/Audience.tsx')).Audience),
  goals: part<object>(async () => (await import('../goals/Goals.tsx')).Goals),
  decide: part<object>(async () => (await import('../decide/Decide.tsx')).Decide),
  brand: part<object>(async () => (await import('../brand/Brand.tsx')).Brand),
  delivery: part<object>(async () => (await import('../delivery/Delivery.tsx')).Delivery),
  settings: part<object>(async () => (await import('../settings/Settings.tsx')).Settings),
};

export const TABLE_PART = part<object>(async () => (await import('../table/Table.tsx')).Table);

export const CALENDAR_PART = part<object>(async () => (await import('../calendar/Calendar.tsx')).Calendar);

export const DAY_PART = part<{ date: string }>(async () => (await import('../day/DayPanel.tsx')).DayPanel);

/** Loads all of them while nobody waits, so that a studio that stops meanwhile leaves the window whole. Returns how to call it off. */
export function loadPartsWhenIdle(): () => void {
  const waiting = [
    ...Object.values(OVERLAY_PARTS),
    TABLE_PART,
    DAY_PART,
    CALENDAR_PART,
    ...Object.values(SCREEN_PARTS),
  ].map(({ load }) => load);
  let stop = () => undefined as void;
  const next = () => {
    const load = waiting.shift();
    if (!load) return;
    // What cannot be loaded now is asked for again when it is opened.
    const begin = () =>
      void load()
        .catch(() => undefined)
        .finally(next);
    stop = whenIdle(begin);
  };
  next();
  return () => {
    waiting.length = 0;
    stop();
  };
}
