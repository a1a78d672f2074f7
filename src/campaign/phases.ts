import { rangeOf } from './calendar.ts';
import type { Phase } from './document.ts';

/** The phases that an epoch day lies in, in the order of the plan. A touchpoint is in those in which it begins. */
export function phasesOn(phases: readonly Phase[], day: number): Phase[] {
  return phases.filter((phase) => {
    const { from, until } = rangeOf(phase);
    return from <= day && day < until;
  });
}
