import { GUTTER } from '../viewport/viewport.ts';
import { isAtEdge, pullOf, restingAt } from './gesture.ts';
import type { World } from './useWorld.ts';

/** The calendar goes along while something is held near its edge. */

/** At the rim it goes by a week in a second, but no faster than can be read; the lanes by so many pixels. */
const FASTEST_DAYS = 7;
const FASTEST_PIXELS = 640;
const FASTEST_LANES = 320;

interface Point {
  x: number;
  y: number;
}

export function scrollingAtEdges(
  { scroller, drawn, stuckHeight }: World,
  /** With whether it scrolls up and down as well, and whether it has left the calendar. */
  handAt: () => Point & { isUpAndDown: boolean; isAside?: boolean },
): { start: (box: DOMRect) => void; moved: () => void; stop: () => void } {
  let frame = 0;
  // Measuring anew in each frame would cost more than the frame has.
  let box = new DOMRect();
  let covered = 0;
  /** What is pressed near an edge stays where it is until the hand means that edge. */
  let resting: { x: number | null; y: number | null } = { x: null, y: null };

  function near() {
    const { x, y, isUpAndDown, isAside = false } = handAt();
    const across = [x, box.left + GUTTER, box.right] as const;
    const down = [y, box.top + covered, box.bottom] as const;
    resting = { x: restingAt(resting.x, ...across), y: restingAt(resting.y, ...down) };
    const isAcross = !isAside && resting.x === null && isAtEdge(...across);
    return { across, down, isAcross, isDown: !isAside && isUpAndDown && resting.y === null && isAtEdge(...down) };
  }

  function scroll(now: number, last: number, since: Point, rest: Point): void {
    frame = 0;
    const { across, down, isAcross, isDown } = near();
    if (!isAcross && !isDown) return;
    const area = scroller.current!;
    const seconds = Math.min(0.1, (now - last) / 1000);
    const entered = { x: isAcross ? since.x : now, y: isDown ? since.y : now };
    const fastest = Math.min(FASTEST_DAYS * drawn.current.scale.pixelsPerDay, FASTEST_PIXELS);
    const x = rest.x + (isAcross ? pullOf(...across, now - entered.x) * fastest * seconds : 0);
    const y = rest.y + (isDown ? pullOf(...down, now - entered.y) * FASTEST_LANES * seconds : 0);
    // Scrolling goes by whole pixels; what is left over counts in the next frame.
    if (Math.trunc(x) !== 0) area.scrollLeft += Math.trunc(x);
    if (Math.trunc(y) !== 0) area.scrollTop += Math.trunc(y);
    const left = { x: x - Math.trunc(x), y: y - Math.trunc(y) };
    frame = requestAnimationFrame((next) => scroll(next, now, entered, left));
  }

  /** Frames are counted only while the hand is near an edge. */
  function moved(): void {
    const { isAcross, isDown } = near();
    if (frame === 0 && (isAcross || isDown))
      frame = requestAnimationFrame((now) => scroll(now, now, { x: now, y: now }, { x: 0, y: 0 }));
  }

  return {
    start(measured) {
      box = measured;
      covered = stuckHeight();
      const { x, y } = handAt();
      resting = { x, y };
    },
    moved,
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
