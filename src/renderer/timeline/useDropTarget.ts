import { useEffect, type RefObject } from 'react';
import type { Touchpoint } from '#campaign/document.ts';
import { showPane } from '../navigation/panes.ts';
import { dayAt, GUTTER, leftOf } from '../viewport/viewport.ts';
import { registerDropTarget, type Landing } from './dropTarget.ts';
import type { Place } from './items.ts';
import type { World } from './useWorld.ts';

/** Lets what is dragged from outside land on the timeline, shown by `ghost` before it does. */
export function useDropTarget(world: World, ghost: RefObject<HTMLElement | null>, focus: (place: Place) => void): void {
  useEffect(() => {
    const { scroller, drawn, placeAt, middleDay } = world;
    return registerDropTarget({
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
      reveal(place) {
        showPane('timeline');
        if (place) focus(place);
        else scroller.current!.focus();
      },
      rows: () => drawn.current.layout.rows,
      middleDay,
      isInView(day) {
        const left = leftOf(drawn.current.scale, day) - scroller.current!.scrollLeft;
        return left >= 0 && left < scroller.current!.clientWidth - GUTTER;
      },
    });
  }, [world, ghost, focus]);
}
