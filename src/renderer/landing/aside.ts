import { registry } from '../kit/registry.ts';

/** Where touchpoints that are carried off the timeline are put aside. The shelf registers itself while it is open; gestures ask. */

export interface Aside {
  /** Whether a point of the screen lies there. */
  isAt(clientX: number, clientY: number): boolean;
  /** Shows whether letting go now would put something there. */
  point(isMeant: boolean): void;
  put(ids: readonly string[]): void;
}

export const { register: registerAside, current: aside } = registry<Aside>();
