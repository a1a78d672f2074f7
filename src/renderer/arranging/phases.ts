import { dayOf, rangeOf } from '#campaign/calendar.ts';
import type { Campaign, Phase } from '#campaign/document.ts';
import type { PlacedKind } from '../items/place.ts';
import { withinLengths } from './lengths.ts';

/** How phases push each other, and what they hold: pure. */

export interface Shift {
  id: string;
  days: number;
}

interface Displaced {
  id: string;
  from: number;
  until: number;
  /** By how much it was moved or pushed. */
  shift: number;
  isStretched: boolean;
}

/**
 * The phases that change where some are moved by some days, or one of their ends is. Those that lay clear of one are pushed where it would reach
 * them, as far as it reaches; what lay over it does not make way, and a gap that is left behind is a pause that was meant.
 */
export function displaced(
  phases: readonly Phase[],
  ids: readonly string[],
  mode: 'move' | 'start' | 'end',
  days: number,
): Displaced[] {
  // To the left it is the same, seen in a mirror.
  const isMirrored = mode === 'start' || (mode === 'move' && days < 0);
  const sign = isMirrored ? -1 : 1;
  const all = phases.map((phase) => {
    const { from, until } = rangeOf(phase);
    return { id: phase.id, from, until, near: isMirrored ? -until : from, far: isMirrored ? -from : until };
  });
  const done: ((typeof all)[number] & { shift: number; reach: number })[] = [];
  for (const phase of all.toSorted((a, b) => a.near - b.near)) {
    const pushes = done.filter(({ far }) => far <= phase.near).map(({ reach }) => reach - phase.near);
    const own = ids.includes(phase.id) ? days * sign : 0;
    const shift = Math.max(mode === 'move' ? own : 0, 0, ...pushes);
    const length = withinLengths(0, phase.far - phase.near + (mode === 'move' ? 0 : own), 'end').until;
    done.push({ ...phase, shift, reach: phase.near + shift + length });
  }
  return done.flatMap(({ id, from, until, near, shift, reach }) => {
    const [first, end] = isMirrored ? [-reach, -(near + shift)] : [near + shift, reach];
    const isStretched = end - first !== until - from;
    return first === from && end === until ? [] : [{ id, from: first, until: end, shift: shift * sign, isStretched }];
  });
}

/** The days of a campaign that grows with its phases: one that lay within it and would no longer takes its first or last day along. */
export function grownWith(campaign: Campaign, moved: readonly Displaced[]): { from: number; until: number } {
  const now = rangeOf(campaign);
  const after = { ...now };
  for (const { id, from, until } of moved) {
    const before = rangeOf(campaign.phases.find((phase) => phase.id === id)!);
    if (before.from >= now.from) after.from = Math.min(after.from, from);
    if (before.until <= now.until) after.until = Math.max(after.until, until);
  }
  return after;
}

/** What begins while a phase lasts moves with it: touchpoints, events, goals and decision points. What lies in two phases goes with the first of them. */
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
    ...campaign.decisions.flatMap((one) => along('decision', one.id, dayOf(one.date))),
  ];
}
