import type { KeyboardCoordinateGetter, SensorInstance, SensorProps } from '@dnd-kit/core';
import { flushSync } from 'react-dom';
import type { Grip } from './grip.ts';
import { LONG_PRESS_MILLISECONDS, pressAt, type Press } from './press.ts';

/**
 * The hands that dnd-kit follows here. Its own tell too little of a press: fingers scroll until a long press lifts, a second finger takes
 * back, keys do not reach through what is carried. They listen on the window: what is carried may be deleted by another window.
 */

interface PointerOptions {
  grip: Grip;
}

interface KeyOptions extends PointerOptions {
  /** The key that lifts what has the focus. */
  lifts: (event: KeyboardEvent) => boolean;
  coordinateGetter: KeyboardCoordinateGetter;
}

type Listen = <E extends Event>(type: string, listener: (event: E) => void, options?: AddEventListenerOptions) => void;

/** Listens until `stop`. */
function listening(): { on: Listen; stop: () => void } {
  const control = new AbortController();
  return {
    on: (type, listener, options) =>
      window.addEventListener(type, listener as EventListener, { ...options, signal: control.signal }),
    stop: () => control.abort(),
  };
}

/** Nothing else in the window hears of it. */
function keep(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

export class PointerHand implements SensorInstance {
  static activators = [
    {
      eventName: 'onPointerDown' as const,
      handler: ({ nativeEvent }: { nativeEvent: PointerEvent }, { grip }: PointerOptions) =>
        // A second finger takes back what the first one carries, and carries nothing itself.
        nativeEvent.isPrimary && nativeEvent.button === 0 && grip.take(nativeEvent),
    },
  ];
  autoScrollEnabled = false;

  constructor(props: SensorProps<PointerOptions>) {
    followPointer(props);
  }
}

function followPointer(told: SensorProps<PointerOptions>): void {
  const { event, active } = told;
  const { grip } = told.options;
  const { pointerId, pointerType, clientX, clientY, target } = event as PointerEvent;
  const press: Press = { pointerId, pointerType, x: clientX, y: clientY, isHeld: false };
  const { on, stop } = listening();
  let at = { x: clientX, y: clientY };
  let isLifted = false;
  const isOurs = (other: PointerEvent) => other.pointerId === pointerId;
  // What is drawn follows within the same frame.
  const moved = () => flushSync(() => told.onMove(at));

  function lift(): void {
    isLifted = true;
    flushSync(() => told.onStart({ x: press.x, y: press.y }));
    moved();
  }

  function end(how: 'let go' | 'taken back'): void {
    stop();
    clearTimeout(hold);
    if (isLifted) ignoreClick();
    else if (how === 'let go') grip.press();
    if (!isLifted) told.onAbort(active);
    if (how === 'let go') told.onEnd();
    else told.onCancel();
  }

  const hold = setTimeout(() => {
    if (pointerType !== 'touch' || isLifted) return;
    press.isHeld = true;
    lift();
  }, LONG_PRESS_MILLISECONDS);

  grip.letGo = () => end('taken back');
  // A gesture goes on outside the window until the button is let go.
  (target as Element).setPointerCapture(pointerId);

  on<PointerEvent>('pointermove', (move) => {
    if (!isOurs(move)) return;
    // The button was let go where nobody saw it.
    if (move.buttons === 0) return end('taken back');
    at = { x: move.clientX, y: move.clientY };
    grip.modifiers(move);
    if (isLifted) return moved();
    const now = pressAt(press, at.x, at.y);
    if (now === 'drag') lift();
    else if (now === 'scroll') end('taken back');
  });
  on<PointerEvent>('pointerup', (up) => isOurs(up) && end('let go'));
  on<PointerEvent>('pointercancel', (lost) => isOurs(lost) && end('taken back'));
  on<PointerEvent>('pointerdown', (second) => !isOurs(second) && end('taken back'), { capture: true });
  const key = (pressed: KeyboardEvent) => {
    if (!isLifted) return;
    keep(pressed);
    if (pressed.type === 'keydown' && pressed.key === 'Escape') return end('taken back');
    grip.modifiers(pressed);
    if (['Shift', 'Control', 'Alt'].includes(pressed.key)) moved();
  };
  on('keydown', key, { capture: true });
  on('keyup', key, { capture: true });
  // Neither text nor pictures are taken hold of by the way.
  for (const type of ['selectstart', 'dragstart']) on(type, keep, { capture: true });
  // The browser scrolls under a finger that has lifted nothing, and under no pen that drags.
  on('touchmove', (scroll) => scroll.cancelable && (isLifted || pointerType === 'pen') && scroll.preventDefault(), {
    passive: false,
    capture: true,
  });
  on('contextmenu', (menu) => pointerType === 'touch' && menu.preventDefault(), { capture: true });
}

/** The browser counts the end of a drag as a click on what the pointer was captured by. */
function ignoreClick(): void {
  const { on, stop } = listening();
  on('click', keep, { capture: true });
  // Where no click follows, the next one is meant.
  setTimeout(stop);
}

export class KeyHand implements SensorInstance {
  static activators = [
    {
      eventName: 'onKeyDown' as const,
      handler: ({ nativeEvent }: { nativeEvent: KeyboardEvent }, { lifts, grip }: KeyOptions) => {
        if (!lifts(nativeEvent) || !grip.take(nativeEvent)) return false;
        keep(nativeEvent);
        return true;
      },
    },
  ];
  autoScrollEnabled = false;

  constructor(props: SensorProps<KeyOptions>) {
    followKeys(props);
  }
}

function followKeys(told: SensorProps<KeyOptions>): void {
  const { active, context } = told;
  const { grip, coordinateGetter } = told.options;
  const { on, stop } = listening();
  let at = { x: 0, y: 0 };
  const drop = () => {
    stop();
    told.onEnd();
  };
  const takeBack = () => {
    stop();
    told.onCancel();
  };
  grip.letGo = takeBack;
  flushSync(() => told.onStart(at));
  on<KeyboardEvent>(
    'keydown',
    (event) => {
      // Tab drops and goes on.
      if (event.key === 'Tab') return drop();
      keep(event);
      if (event.key === 'Enter' || event.key === ' ') return drop();
      if (event.key === 'Escape') return takeBack();
      const next = coordinateGetter(event, { active, currentCoordinates: at, context: context.current });
      if (!next) return;
      at = next;
      flushSync(() => told.onMove(at));
    },
    { capture: true },
  );
  on('pointerdown', takeBack, { capture: true });
  on('resize', takeBack);
  on('blur', takeBack);
}
