import type { Carried, Hand, Take } from './hand.ts';

/** Hands what dnd-kit says of its one draggable to whatever is carried by it. */
export interface Grip {
  take(event: PointerEvent | KeyboardEvent): boolean;
  /** Keys that are held down meanwhile, as the last event had them. */
  modifiers(event: PointerEvent | KeyboardEvent): void;
  press(): void;
  lift(): void;
  /** How far it is from where it was taken. */
  move(x: number, y: number): void;
  drop(): void;
  takeBack(): void;
  /** Set by whatever follows the hand: lets go of everything. */
  letGo: (() => void) | null;
}

export function gripFor(take: Take): Grip {
  let held: { carried: Carried; from: { x: number; y: number }; hand: Hand; isLifted: boolean } | null = null;
  const over = () => {
    const was = held;
    held = null;
    grip.letGo = null;
    return was;
  };
  const grip: Grip = {
    letGo: null,
    take(event) {
      const carried = take(event);
      if (!carried) return false;
      const isPointer = 'pointerId' in event;
      const from = isPointer ? { x: event.clientX, y: event.clientY } : { x: 0, y: 0 };
      const by = isPointer ? 'pointer' : 'keys';
      held = { carried, from, hand: { by, ...from, shift: false, alt: false }, isLifted: false };
      grip.modifiers(event);
      return true;
    },
    modifiers({ shiftKey, ctrlKey, altKey }) {
      if (held) held.hand = { ...held.hand, shift: shiftKey, alt: ctrlKey || altKey };
    },
    press() {
      over()?.carried.press?.();
    },
    lift() {
      if (!held) return;
      held.isLifted = true;
      held.carried.lift(held.hand);
    },
    move(x, y) {
      if (!held?.isLifted) return;
      held.hand = { ...held.hand, x: held.from.x + x, y: held.from.y + y };
      held.carried.move(held.hand);
    },
    drop() {
      const was = over();
      if (was?.isLifted) was.carried.drop();
    },
    takeBack() {
      const was = over();
      if (was?.isLifted) was.carried.takeBack();
    },
  };
  return grip;
}
