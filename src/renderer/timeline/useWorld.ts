import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { dayAt, GUTTER, leftOf, type Scale } from '../viewport/viewport.ts';
import { placedSelector, spanOf, type Place } from '../items/place.ts';
import { CARD_HEIGHT, rowAt, type Layout, type RowBox } from './layout.ts';
import type { Landing } from '../landing/landing.ts';
import { fold } from '../rows/parting.ts';
import { registerRows } from './drawnRows.ts';
import type { View } from './gesture.ts';

/** The calendar as it lies on the screen: where things stand, and how they come into view. For gestures, keys and whatever comes from outside. */

export const AXIS_HEIGHT = 46;
export const PHASE_HEIGHT = 30;

/** Drawings that it may take until a row far away has its head. */
const MOST_DRAWINGS = 10;

/** What is drawn at this moment. */
export interface Drawn {
  campaign: Campaign;
  scale: Scale;
  layout: Layout;
  headHeight: number;
}

export interface Stand {
  /** The calendar's box. */
  box: DOMRect;
  /** Where its first day and its upper edge are. */
  left: number;
  top: number;
}

export interface World {
  scroller: RefObject<HTMLDivElement | null>;
  element: RefObject<HTMLDivElement | null>;
  drawn: RefObject<Drawn>;
  /** The row under a height of the screen. */
  rowIdAt: (clientY: number, stand: Stand) => string | undefined;
  /** Where the calendar stands on the screen: to be measured when something is taken, and after scrolling. */
  stand: (box?: DOMRect) => Stand;
  view: (stand: Stand) => View;
  /** The day and the row under a point of the screen; null beside the rows. */
  placeAt: (clientX: number, clientY: number) => Landing | null;
  /** What covers the lanes from above: where the window is low, the head scrolls away and only the axis stays (shell.css). */
  stuckHeight: () => number;
  /** Scrolls until a placed thing is in view. */
  reveal: (place: Place) => void;
  /** Scrolls to a row and gives its head the focus. */
  focusRow: (id: string) => void;
  elementOf: (place: Place) => HTMLElement | null;
}

/** What is gone to is seen: its row is unfolded. */
function openRowOf({ kind, id }: Place, { rows }: Layout): void {
  const holds = ({ row, isFolded }: RowBox) => isFolded && row.touchpoints.some((touchpoint) => touchpoint.id === id);
  const box = kind === 'touchpoint' ? rows.find(holds) : undefined;
  if (box) fold([box.row.id], false);
}

export function useWorld(now: Drawn): World {
  const scroller = useRef<HTMLDivElement>(null);
  const element = useRef<HTMLDivElement>(null);
  // What is drawn changes, and who asks for it is registered once.
  const drawn = useRef(now);
  useLayoutEffect(() => {
    drawn.current = now;
  });
  useEffect(() => registerRows(() => drawn.current.layout.rows), []);

  const rowIdAt = useCallback(
    (clientY: number, { top }: Stand) => rowAt(drawn.current.layout, clientY - top - drawn.current.headHeight)?.row.id,
    [],
  );

  return useMemo(() => {
    function stand(box = scroller.current!.getBoundingClientRect()): Stand {
      const { scrollLeft, scrollTop } = scroller.current!;
      return { box, left: box.left - scrollLeft + GUTTER, top: box.top - scrollTop };
    }

    const stuckHeight = () => element.current!.querySelector<HTMLElement>('.head')!.offsetHeight || AXIS_HEIGHT;

    /** Scrolls up or down until something that lies in the lanes, `below` their upper edge, is in view. */
    function revealRow(below: number, height: number): void {
      const area = scroller.current!;
      const top = drawn.current.headHeight + below;
      const stuck = stuckHeight();
      if (top < area.scrollTop + stuck + 4) area.scrollTop = top - stuck - 8;
      else if (top + height > area.scrollTop + area.clientHeight) area.scrollTop = top + height + 8 - area.clientHeight;
    }

    return {
      scroller,
      element,
      drawn,
      rowIdAt,
      stuckHeight,
      stand,
      view({ left, top }) {
        const { from, pixelsPerDay } = drawn.current.scale;
        return { from, left, top, pixelsPerDay };
      },
      placeAt(clientX, clientY) {
        const area = scroller.current!.getBoundingClientRect();
        const isInside =
          clientX > area.left + GUTTER &&
          clientX < area.right &&
          clientY > area.top + AXIS_HEIGHT &&
          clientY < area.bottom;
        const rowId = isInside ? rowIdAt(clientY, stand(area)) : undefined;
        if (rowId === undefined) return null;
        const left = clientX - area.left + scroller.current!.scrollLeft - GUTTER;
        return { rowId, day: dayAt(drawn.current.scale, left) };
      },
      reveal(place) {
        const area = scroller.current!;
        const span = spanOf(drawn.current.campaign, place);
        if (!span) return;
        const left = GUTTER + leftOf(drawn.current.scale, dayOf(span.start));
        if (left < area.scrollLeft + GUTTER + 20 || left > area.scrollLeft + area.clientWidth - 120)
          area.scrollLeft = left - area.clientWidth / 2;
        const card = drawn.current.layout.cards.find(
          ({ touchpoint, rowId }) =>
            place.kind === 'touchpoint' && touchpoint.id === place.id && rowId === (place.row ?? rowId),
        );
        if (card) revealRow(card.top, CARD_HEIGHT);
        else openRowOf(place, drawn.current.layout);
      },
      focusRow(id) {
        const box = drawn.current.layout.rows.find(({ row }) => row.id === id);
        if (!box) return;
        revealRow(box.top, box.height);
        const focus = (drawings: number): void => {
          const head = element.current?.querySelector<HTMLElement>(`[data-row-head="${CSS.escape(id)}"]`);
          if (head) head.focus({ preventScroll: true });
          else if (drawings > 0) requestAnimationFrame(() => focus(drawings - 1));
        };
        focus(MOST_DRAWINGS);
      },
      elementOf: (place) => element.current!.querySelector<HTMLElement>(placedSelector(place)),
    };
  }, [rowIdAt]);
}
