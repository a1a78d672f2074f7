import { useEffect, type RefObject } from 'react';
import type { Touchpoint } from '#campaign/document.ts';
import { dayAt, GUTTER, leftOf } from '../viewport/viewport.ts';
import { registerLandingArea, type Landing } from '../landing/landing.ts';
import type { World } from './useWorld.ts';

/** Lets what is dragged from outside land on the timeline, shown by `ghost` before it does. */
export function useLandingArea(world: World, ghost: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { scroller, drawn, placeAt } = world;
    return registerLandingArea({
      locate: placeAt,
      dayUnder(clientX) {
        const { scrollLeft } = scroller.current!;
        const left = clientX - scroller.current!.getBoundingClientRect().left + scrollLeft - GUTTER;
        return dayAt(drawn.current.scale, left);
      },
      preview(wanted: { touchpoint: Touchpoint; landing: Landing } | null) {
        const shown = ghost.current!;
        shown.hidden = !wanted;
        if (!wanted) return;
        const { layout, scale, headHeight } = drawn.current;
        const box = layout.rows.find(({ row }) => row.id === wanted.landing.rowId);
        shown.style.left = `${GUTTER + leftOf(scale, wanted.landing.day)}px`;
        shown.style.width = `${Math.max(wanted.touchpoint.days * scale.pixelsPerDay, 6)}px`;
        shown.style.top = `${headHeight + (box?.top ?? 0) + 2}px`;
        shown.style.height = `${(box?.height ?? 40) - 4}px`;
        shown.dataset['direction'] = wanted.touchpoint.direction;
      },
    });
  }, [world, ghost]);
}
