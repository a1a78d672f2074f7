/** What a hand carries, and how it is told of the hand. */

/** The hand that carries: a pointer on the screen, or the arrow keys. */
export interface Hand {
  by: 'pointer' | 'keys';
  /** Where the pointer is on the screen; by keys, the steps that have been taken across and down. */
  x: number;
  y: number;
  shift: boolean;
  /** Ctrl or Alt, which every system has one of. */
  alt: boolean;
}

/** Something that a press or a key has taken hold of. */
export interface Carried {
  /** It was let go of before it was lifted. */
  press?(): void;
  lift(hand: Hand): void;
  move(hand: Hand): void;
  drop(): void;
  /** Everything is to be as before. */
  takeBack(): void;
}

/** What a press or a key takes hold of; null where there is nothing to carry. */
export type Take = (event: PointerEvent | KeyboardEvent) => Carried | null;

/** The first of several that takes hold of something. */
export const firstOf =
  (...takes: Take[]): Take =>
  (event) => {
    for (const take of takes) {
      const carried = take(event);
      if (carried) return carried;
    }
    return null;
  };
