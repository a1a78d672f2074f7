import type { Take } from '../kit/drag/hand.ts';
import { announce } from '../kit/notices.ts';
import { select, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { GUTTER } from '../viewport/viewport.ts';
import { isCanvas } from './canvas.ts';
import { scrollingAtEdges } from './edgeScroll.ts';
import { placedSelector } from '../items/place.ts';
import { CARD_HEIGHT, type Card } from './layout.ts';
import type { World } from './useWorld.ts';

/** A frame drawn on the empty canvas selects the touchpoints that it meets; with Shift, beside those that are selected. */

/** In pixels of the world, the gutter not counted, from the upper edge of the lanes. */
export interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The touchpoints whose cards a frame meets, drawn or not. */
export const cardsIn = (cards: readonly Card[], { left, top, right, bottom }: Frame): string[] =>
  cards
    .filter(
      (card) => card.left < right && card.left + card.width > left && card.top < bottom && card.top + CARD_HEIGHT > top,
    )
    .map(({ touchpoint }) => touchpoint.id);

export function takingCanvas(world: World): Take {
  const { scroller, element, drawn, stand } = world;
  return (event) => {
    if (!('pointerId' in event) || !isCanvas(event.target as Element)) return null;
    const chosen = useSession.getState().open!.selection;
    const before = event.shiftKey && chosen?.kind === 'touchpoint' ? chosen.ids : [];
    const shown = document.createElement('i');
    shown.className = 'marquee';
    // Nothing is zoomed or measured anew while something is dragged.
    shown.dataset['dragging'] = 'true';
    let standing = { box: new DOMRect(), left: 0, top: 0 };
    let hand = { x: 0, y: 0 };
    let from = { x: 0, y: 0 };
    let met: string[] = [];
    const edges = scrollingAtEdges(world, () => ({ ...hand, isUpAndDown: true }));

    /** Where a point of the screen lies in the world. */
    const placeOf = ({ x, y }: { x: number; y: number }) => {
      const { left, top } = standing;
      return { x: x - left, y: y - top - drawn.current.headHeight };
    };

    function draw(): void {
      const to = placeOf(hand);
      const frame: Frame = {
        left: Math.max(0, Math.min(from.x, to.x)),
        right: Math.max(from.x, to.x),
        top: Math.max(0, Math.min(from.y, to.y)),
        bottom: Math.max(from.y, to.y),
      };
      Object.assign(shown.style, {
        left: `${GUTTER + frame.left}px`,
        top: `${drawn.current.headHeight + frame.top}px`,
        width: `${frame.right - frame.left}px`,
        height: `${frame.bottom - frame.top}px`,
      });
      light(cardsIn(drawn.current.layout.cards, frame));
    }

    function scrolled(): void {
      standing = stand(standing.box);
      draw();
    }

    /** Cards that the frame meets light up; they are selected when it is let go. */
    function light(now: string[]): void {
      const [old, fresh] = [new Set(met), new Set(now)];
      const mark = (id: string, isMet: boolean) => {
        const card = element.current!.querySelector<HTMLElement>(placedSelector({ kind: 'touchpoint', id }));
        if (isMet) card?.setAttribute('data-met', '');
        else card?.removeAttribute('data-met');
      };
      for (const id of met) if (!fresh.has(id)) mark(id, false);
      for (const id of now) if (!old.has(id)) mark(id, true);
      met = now;
    }

    function over(): string[] {
      const ended = met;
      edges.stop();
      scroller.current?.removeEventListener('scroll', scrolled);
      shown.remove();
      light([]);
      return ended;
    }

    return {
      lift(at) {
        standing = stand();
        hand = at;
        from = placeOf(at);
        element.current!.append(shown);
        scroller.current!.addEventListener('scroll', scrolled);
        edges.start(standing.box);
      },
      move(at) {
        hand = at;
        edges.moved();
        draw();
      },
      drop() {
        const ids = [...new Set([...before, ...over()])];
        select(ids.length > 0 ? { kind: 'touchpoint', ids } : null);
        announce(t('timeline.selected', { count: ids.length }));
      },
      takeBack: over,
    };
  };
}
