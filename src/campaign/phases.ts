import { overlaps, rangeOf, type DayRange } from './calendar.ts';
import type { Phase, Touchpoint } from './document.ts';
import { occurrenceDays } from './occurrences.ts';
import { isSent } from './sending.ts';

/** The phases that an epoch day lies in, in the order of the plan. A touchpoint stands in those in which it begins. */
export function phasesOn(phases: readonly Phase[], day: number): Phase[] {
  return phases.filter((phase) => {
    const { from, until } = rangeOf(phase);
    return from <= day && day < until;
  });
}

/** Whether anything of a touchpoint, at work, happens within days: one of its sends, or some of the time for which it is there. */
export const happensWithin = (touchpoint: Touchpoint, isWithin: (days: DayRange) => boolean): boolean =>
  isSent(touchpoint)
    ? occurrenceDays(touchpoint).some((day) => isWithin({ from: day, until: day + 1 }))
    : isWithin(rangeOf(touchpoint));

/** Whether days lie in one of the phases, at least in part: what is asked for by its phases is what happens in them, wherever it began. */
export function isInPhases(phases: readonly Phase[]): (days: DayRange) => boolean {
  const ranges = phases.map(rangeOf);
  return (days) => ranges.some((phase) => overlaps(days, phase));
}
