import { GUTTER } from '../viewport/viewport.ts';
import { isAtEdge, pullOf } from './gesture.ts';
import type { World } from './useWorld.ts';

/** The calendar goes along while something is held near its edge. */

/** At the rim it goes by a week in a second, the lanes by so many pixels. */
const FASTEST_DAYS = 7;
const FASTEST_LANES = 320;

interface Point {
  x: number;
  y: number;
}

export function scrollingAtEdges(
  { scroller, view, stuckHeight }: World,
  handAt: () => Point & { isUpAndDown: boolean },
): { start: (box: DOMRect) => void; stop: () => void } {
  let frame = 0;
  // Measuring anew in each frame would cost more than the frame has.
  let box = new DOMRect();
  let covered = 0;

  function scroll(now: number, last: number, since: Point, rest: Point): void {
    const area = scroller.current!;
    const hand = handAt();
    const across = [hand.x, box.left + GUTTER, box.right] as const;
    const down = [hand.y, box.top + covered, box.bottom] as const;
    const seconds = Math.min(0.1, (now - last) / 1000);
    const entered = { x: isAtEdge(...across) ? since.x : now, y: isAtEdge(...down) ? since.y : now };
    const days = pullOf(...across, now - entered.x) * FASTEST_DAYS * seconds;
    const x = rest.x + days * view(box).pixelsPerDay;
    const y = rest.y + (hand.isUpAndDown ? pullOf(...down, now - entered.y) * FASTEST_LANES * seconds : 0);
    // Scrolling goes by whole pixels; what is left over counts in the next frame.
    if (Math.trunc(x) !== 0) area.scrollLeft += Math.trunc(x);
    if (Math.trunc(y) !== 0) area.scrollTop += Math.trunc(y);
    const left = { x: x - Math.trunc(x), y: y - Math.trunc(y) };
    frame = requestAnimationFrame((next) => scroll(next, now, entered, left));
  }

  return {
    start(measured) {
      box = measured;
      covered = stuckHeight();
      frame = requestAnimationFrame((now) => scroll(now, now, { x: now, y: now }, { x: 0, y: 0 }));
    },
    stop: () => cancelAnimationFrame(frame),
  };
}
