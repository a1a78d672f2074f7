import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Hand } from '../kit/drag/hand.ts';
import { byQuarters } from '../items/hours.ts';
import type { Place } from '../items/place.ts';
import { copyCommand, moveCommand, stretchCommand } from '../arranging/moves.ts';
import { nearestWorkday } from './workdays.ts';

/**
 * What a hand that carries means, as a pure machine: how many days and rows away, whether as a copy. It knows days, not pixels of the screen:
 * what is carried stays under the pointer when the calendar moves below it. kit/drag tells of the hand, gestures.ts binds it to the window.
 */

/** How the calendar lies on the screen at this moment. */
export interface View {
  /** The day whose left edge is at `left`, and where the lanes' world begins. */
  from: number;
  left: number;
  top: number;
  pixelsPerDay: number;
}

/** What is taken hold of, and where. */
export interface Grab {
  mode: 'move' | 'start' | 'end';
  place: Place;
  /** All that goes with it. */
  ids: string[];
  /** First and last day of what is under the hand. */
  first: number;
  last: number;
  /** The minute of its day at which it stands, where hours are told apart; what covers its days has none. */
  minute?: number | undefined;
  /** The rows in their order, and how many there are for it to go up and down: none where it does not stand in one. */
  order: readonly string[];
  rowsUp: number;
  rowsDown: number;
}

export interface Gesture extends Grab {
  hand: Hand;
  /** The day and the height in the world that it grabbed. */
  grabbedDay: number;
  grabbedY: number;
  /** Whole days and rows it has gone, and minutes besides where it stands at its hour. */
  days: number;
  minutes: number;
  rows: number;
  /** With Ctrl or Alt, touchpoints are copied, and phases carry what they hold. */
  copies: boolean;
  carries: boolean;
  /** It would leave the calendar for what lies beside it, the shelf. */
  isAside: boolean;
}

interface Surroundings {
  view: View;
  /** How many rows below the one it comes from a height of the screen is. */
  rowsTo: (y: number) => number;
  isDayOff: (day: number) => boolean;
  /** Whether a point of the screen lies where touchpoints are put aside. */
  isAside?: (hand: Hand) => boolean;
}

const dayUnder = (view: View, x: number) => view.from + (x - view.left) / view.pixelsPerDay;

export function grab(at: Grab, hand: Hand, view: View): Gesture {
  return {
    ...at,
    hand,
    grabbedDay: dayUnder(view, hand.x),
    grabbedY: hand.y - view.top,
    days: 0,
    minutes: 0,
    rows: 0,
    copies: false,
    carries: false,
    isAside: false,
  };
}

/** The gesture after the hand or the calendar under it has moved, or a key is held. */
export function after(gesture: Gesture, hand: Hand, surroundings: Surroundings): Gesture {
  const { place, mode } = gesture;
  const isPointer = hand.by === 'pointer';
  const isFree = isPointer && place.kind === 'touchpoint' && mode === 'move';
  const isAside = isFree && (surroundings.isAside?.(hand) ?? false);
  const meant = { copies: isFree && hand.alt && !isAside, carries: isPointer && hand.alt && place.kind === 'phase' };
  const to = isAside ? { days: 0, minutes: 0, rows: 0 } : gone(gesture, hand, surroundings);
  return { ...gesture, ...meant, hand, isAside, ...to };
}

function gone(gesture: Gesture, hand: Hand, { view, rowsTo, isDayOff }: Surroundings) {
  const { rowsUp, rowsDown, mode, minute } = gesture;
  const within = (rows: number) => (mode === 'move' ? Math.max(-rowsUp, Math.min(rows, rowsDown)) : 0);
  // What can go no further does not save its steps up.
  if (hand.by === 'keys')
    return {
      days: gesture.days + hand.x - gesture.hand.x,
      minutes: 0,
      rows: within(gesture.rows + hand.y - gesture.hand.y),
    };
  const wanted = dayUnder(view, hand.x) - gesture.grabbedDay;
  const edge = mode === 'end' ? gesture.last : gesture.first;
  const rows = rowsUp + rowsDown === 0 ? 0 : within(rowsTo(hand.y));
  if (minute !== undefined && mode === 'move' && !hand.shift) return { ...byQuarters(minute, wanted), rows };
  const days = hand.shift ? nearestWorkday(edge + wanted, isDayOff) - edge : Math.round(wanted);
  return { days, minutes: 0, rows };
}

/** How far what a pointer carries is drawn from its place, in pixels. */
export function offsetOf({ hand, grabbedDay, grabbedY, mode, rowsUp, rowsDown }: Gesture, view: View) {
  const goesAcross = mode === 'move' && rowsUp + rowsDown > 0;
  return {
    x: (dayUnder(view, hand.x) - grabbedDay) * view.pixelsPerDay,
    y: goesAcross ? hand.y - view.top - grabbedY : 0,
  };
}

/** What letting go now would do; null where nothing would change. */
export function commandOf(campaign: Campaign, gesture: Gesture): Command | null {
  const { mode, place, ids, days, minutes, rows: by, order, copies, carries } = gesture;
  if (mode !== 'move') return stretchCommand(campaign, place.kind, ids, mode, { days, carries });
  const move = { days, minutes, rows: { by, order, from: place.row }, carries };
  if (!copies) return moveCommand(campaign, place.kind, ids, move);
  // A copy on top of its original is an accident.
  return days === 0 && minutes === 0 && by === 0 ? null : (copyCommand(campaign, ids, move)?.command ?? null);
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

/** A hand that goes straight on trembles so far to the side. */
const STRAIGHT = 8;

/**
 * Where a hand that was pressed near an edge still is as to this axis: it scrolls nothing. Null once it has been away from the edges, or has moved
 * towards the one it is near.
 */
export function restingAt(pressed: number | null, position: number, low: number, high: number): number | null {
  if (pressed === null) return null;
  const pull = pullOf(position, low, high, Infinity);
  return pull === 0 || (position - pressed) * Math.sign(pull) > STRAIGHT ? null : pressed;
}
