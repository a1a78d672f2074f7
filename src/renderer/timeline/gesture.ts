import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { copyCommand, moveCommand, resizeCommand, type Place } from './items.ts';
import { pressAt, type Press } from './press.ts';

/**
 * Moving, copying and resizing by pointer, as a pure machine: pressed, then dragging, then let go or taken back.
 * It knows days, not pixels of the screen: what is dragged stays under the pointer when the calendar moves below it.
 * useGestures.ts binds it to the window.
 */

/** How the calendar lies on the screen at this moment. */
export interface View {
  /** The day whose left edge is at `left`, and where the lanes' world begins. */
  from: number;
  left: number;
  top: number;
  pixelsPerDay: number;
}

export interface Gesture extends Press {
  phase: 'pressed' | 'dragging';
  mode: 'move' | 'start' | 'end';
  place: Place;
  /** All that is moved with it. */
  ids: string[];
  /** Where the pointer is on the screen. */
  pointerX: number;
  pointerY: number;
  /** The day and the height in the world that it grabbed. */
  grabbedDay: number;
  grabbedY: number;
  /** Whole days it has gone, and the lane it is over where that matters. */
  days: number;
  laneId: string | undefined;
  copies: boolean;
}

export type Grab = Pick<Gesture, 'pointerId' | 'pointerType' | 'x' | 'y' | 'mode' | 'place' | 'ids'>;

export type GestureEvent =
  | { type: 'move'; pointerId: number; x: number; y: number; copies: boolean }
  /** The calendar moved under the pointer. */
  | { type: 'scroll' }
  | { type: 'hold' }
  | { type: 'copy'; copies: boolean }
  /** Another pointer went down. */
  | { type: 'press'; pointerId: number }
  | { type: 'takeBack' };

interface Surroundings {
  view: View;
  /** The lane under a height of the screen. */
  laneIdAt: (y: number) => string | undefined;
}

const dayUnder = (view: View, x: number) => view.from + (x - view.left) / view.pixelsPerDay;

export function grab(at: Grab, view: View): Gesture {
  return {
    ...at,
    phase: 'pressed',
    isHeld: false,
    pointerX: at.x,
    pointerY: at.y,
    grabbedDay: dayUnder(view, at.x),
    grabbedY: at.y - view.top,
    days: 0,
    laneId: undefined,
    copies: false,
  };
}

/** The gesture after something happened; null where it is over and nothing is to be changed. */
export function after(gesture: Gesture, event: GestureEvent, surroundings: Surroundings): Gesture | null {
  switch (event.type) {
    case 'takeBack':
      return null;
    case 'press':
      return event.pointerId === gesture.pointerId ? gesture : null;
    case 'hold':
      return gesture.phase === 'pressed' && gesture.pointerType === 'touch'
        ? over({ ...gesture, isHeld: true, phase: 'dragging' }, surroundings)
        : gesture;
    case 'copy':
      return { ...gesture, copies: event.copies && canCopy(gesture) };
    case 'scroll':
      return over(gesture, surroundings);
    case 'move': {
      if (event.pointerId !== gesture.pointerId) return gesture;
      const moved = { ...gesture, pointerX: event.x, pointerY: event.y, copies: event.copies && canCopy(gesture) };
      if (gesture.phase === 'dragging') return over(moved, surroundings);
      const now = pressAt(gesture, event.x, event.y);
      if (now === 'scroll') return null;
      return now === 'drag' && gesture.ids.length > 0 ? over({ ...moved, phase: 'dragging' }, surroundings) : moved;
    }
  }
}

const canCopy = ({ place, mode }: Gesture) => place.kind === 'touchpoint' && mode === 'move';

function over(gesture: Gesture, { view, laneIdAt }: Surroundings): Gesture {
  if (gesture.phase !== 'dragging') return gesture;
  const isAlone = gesture.place.kind === 'touchpoint' && gesture.mode === 'move' && gesture.ids.length === 1;
  return {
    ...gesture,
    days: Math.round(dayUnder(view, gesture.pointerX) - gesture.grabbedDay),
    laneId: isAlone ? laneIdAt(gesture.pointerY) : undefined,
  };
}

/** How far what is dragged is drawn from its place, in pixels. */
export function offsetOf(gesture: Gesture, view: View): { x: number; y: number } {
  return {
    x: (dayUnder(view, gesture.pointerX) - gesture.grabbedDay) * view.pixelsPerDay,
    y: gesture.laneId === undefined ? 0 : gesture.pointerY - view.top - gesture.grabbedY,
  };
}

/** What letting go now would do; null where nothing would change. */
export function commandOf(campaign: Campaign, gesture: Gesture): Command | null {
  const { mode, place, ids, days, laneId, copies } = gesture;
  if (mode !== 'move') return resizeCommand(campaign, place, mode, days);
  const moved = moveCommand(campaign, place.kind, ids, days, laneId, place.row);
  // A copy on top of its original is an accident.
  return copies && moved ? (copyCommand(campaign, ids, days, laneId)?.command ?? null) : moved;
}

const EDGE = 48;
const REST_MILLISECONDS = 300;

/**
 * How fast the calendar scrolls under something held near its edge, as a share of the fastest, −1 to 1: the nearer to the rim the faster,
 * and only after it has rested there for a moment.
 */
export function pullOf(position: number, low: number, high: number, restedMilliseconds: number): number {
  const zone = Math.min(EDGE, (high - low) / 4);
  const depth = Math.max(0, position - (high - zone)) - Math.max(0, low + zone - position);
  return restedMilliseconds < REST_MILLISECONDS ? 0 : Math.max(-1, Math.min(1, depth / zone));
}

/** Whether a position is near enough to an edge to scroll. */
export const isAtEdge = (position: number, low: number, high: number) => pullOf(position, low, high, Infinity) !== 0;
