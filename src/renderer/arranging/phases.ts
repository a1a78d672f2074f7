import { dayOf, rangeOf } from '#campaign/calendar.ts';
import type { Campaign, Phase } from '#campaign/document.ts';
import type { PlacedKind } from '../items/place.ts';
import { withinLengths } from './lengths.ts';

/** How phases push each other, and what they hold: pure. */

export interface Shift {
  id: string;
  days: number;
}

interface Stretched {
  id: string;
  from: number;
  until: number;
  /** By how much it was pushed. */
  shift: number;
}

/** The phases that change where the ends of some are moved by some days. Those that lay clear of one are pushed where it would reach them. */
export function stretched(
  phases: readonly Phase[],
  ids: readonly string[],
  edge: 'start' | 'end',
  days: number,
): Stretched[] {
  // To the left it is the same, seen in a mirror.
  const sign = edge === 'end' ? 1 : -1;
  const all = phases.map((phase) => {
    const { from, until } = rangeOf(phase);
    return { id: phase.id, from, until, near: edge === 'end' ? from : -until, far: edge === 'end' ? until : -from };
  });
  const done: ((typeof all)[number] & { shift: number; reach: number })[] = [];
  for (const phase of all.toSorted((a, b) => a.near - b.near)) {
    const shift = Math.max(0, ...done.filter(({ far }) => far <= phase.near).map(({ reach }) => reach - phase.near));
    const own = ids.includes(phase.id) ? days * sign : 0;
    const length = withinLengths(0, phase.far - phase.near + own, 'end').until;
    done.push({ ...phase, shift, reach: phase.near + shift + length });
  }
  return done.flatMap(({ id, from, until, near, shift, reach }) => {
    const [first, end] = edge === 'end' ? [near + shift, reach] : [-reach, -(near + shift)];
    return first === from && end === until ? [] : [{ id, from: first, until: end, shift: shift * sign }];
  });
}

/** What begins while a phase lasts moves with it: touchpoints, events and goals. What lies in two phases goes with the first of them. */
export function carriedBy(
  campaign: Campaign,
  moves: readonly Shift[],
): (Shift & { kind: Exclude<PlacedKind, 'phase'> })[] {
  const ranges = moves.flatMap(({ id, days }) => {
    const phase = campaign.phases.find((candidate) => candidate.id === id);
    return phase ? [{ ...rangeOf(phase), days }] : [];
  });
  const along = <K extends Exclude<PlacedKind, 'phase'>>(kind: K, id: string, day: number) => {
    const range = ranges.find(({ from, until }) => day >= from && day < until);
    return range ? [{ kind, id, days: range.days }] : [];
  };
  return [
    ...campaign.touchpoints.flatMap((one) => along('touchpoint', one.id, rangeOf(one).from)),
    ...campaign.events.flatMap((one) => along('event', one.id, rangeOf(one).from)),
    ...campaign.goals.flatMap((one) => along('goal', one.id, dayOf(one.date))),
  ];
}
