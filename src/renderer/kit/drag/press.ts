/** What a press of a pointer becomes: pure, for whatever can be dragged. */

/** A finger that rests so long lifts what it rests on; before that it scrolls. */
export const LONG_PRESS_MILLISECONDS = 400;

/** How far a pointer trembles without meaning anything, in pixels. */
const tremor = (pointerType: string) => (pointerType === 'mouse' ? 4 : 10);

export interface Press {
  pointerId: number;
  pointerType: string;
  /** Where it went down on the screen. */
  x: number;
  y: number;
  /** Whether it has rested for a long press. */
  isHeld: boolean;
}

/** What a press is once its pointer is at a point of the screen. A mouse and a pen drag at once, a finger only what it has lifted. */
export function pressAt(press: Press, x: number, y: number): 'press' | 'drag' | 'scroll' {
  if (Math.hypot(x - press.x, y - press.y) < tremor(press.pointerType)) return 'press';
  return press.pointerType === 'touch' && !press.isHeld ? 'scroll' : 'drag';
}
