import { wheelFactor, type Steering } from './viewport.ts';

/** The wheel with Ctrl, a trackpad's pinch and two fingers on a screen, for whatever shows the calendar. */

const LINE_PIXELS = 16;
const PAGE_PIXELS = 400;

type Hand = Pick<Steering, 'zoomBy' | 'panBy'>;

/** Binds zooming to an element. What does not scroll by itself (`scrolls` false) is panned by the wheel and by one finger, too. */
export function bindZoom(element: HTMLElement, hand: () => Hand | null, { scrolls }: { scrolls: boolean }): () => void {
  let frame = 0;
  let factor = 1;
  let pan = 0;
  let at = 0;
  /** Where the fingers are, and how far apart: 0 for a single one. */
  let fingers: { x: number; apart: number } | null = null;

  const draw = () => {
    frame = 0;
    const now = { factor, pan };
    factor = 1;
    pan = 0;
    if (now.pan !== 0) hand()?.panBy(now.pan);
    if (now.factor !== 1) hand()?.zoomBy(now.factor, at);
  };
  const changed = (clientX: number) => {
    at = clientX - element.getBoundingClientRect().left;
    frame ||= requestAnimationFrame(draw);
  };

  const wheel = (event: WheelEvent) => {
    const unit = event.deltaMode === 1 ? LINE_PIXELS : event.deltaMode === 2 ? PAGE_PIXELS : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      factor *= wheelFactor(event.deltaY * unit);
      changed(event.clientX);
    } else if (!scrolls) {
      const sideways = event.deltaX || (event.shiftKey ? event.deltaY : 0);
      if (sideways === 0) return;
      event.preventDefault();
      pan += sideways * unit;
      changed(event.clientX);
    }
  };

  const placeOf = ({ touches }: TouchEvent) => {
    const [first, second] = touches;
    if (!first || touches.length > 2 || (scrolls && !second)) return null;
    const other = second ?? first;
    return {
      x: (first.clientX + other.clientX) / 2,
      apart: second ? Math.hypot(first.clientX - other.clientX, first.clientY - other.clientY) : 0,
    };
  };
  const start = (event: TouchEvent) => {
    fingers = placeOf(event);
  };
  const move = (event: TouchEvent) => {
    const next = placeOf(event);
    if (!next || !fingers) return;
    if (event.cancelable && next.apart > 0) event.preventDefault();
    if (next.apart > 0 && fingers.apart > 0) factor *= next.apart / fingers.apart;
    pan += fingers.x - next.x;
    fingers = next;
    changed(next.x);
  };

  const active = { passive: false };
  element.addEventListener('wheel', wheel, active);
  element.addEventListener('touchstart', start, { passive: true });
  element.addEventListener('touchmove', move, active);
  element.addEventListener('touchend', start);
  element.addEventListener('touchcancel', start);
  return () => {
    cancelAnimationFrame(frame);
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('touchstart', start);
    element.removeEventListener('touchmove', move);
    element.removeEventListener('touchend', start);
    element.removeEventListener('touchcancel', start);
  };
}
