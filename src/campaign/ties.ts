import { dayOf, FIRST_DAY, formatDay, LAST_DATE, mondayOf, weekdayOf } from './calendar.ts';
import { ANCHOR_FIELDS, type AnchorField, type Campaign, type Tie, type Touchpoint } from './document.ts';
import { MOST_DAYS } from './limits.ts';
import { Refusal } from './refusal.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween, type Workplace } from './workingDays.ts';

/**
 * First days that hang from others: a touchpoint with a tie begins so long before or after its anchor. That is kept true here: whoever moves an
 * anchor moves what hangs from it, and whoever moves what hangs changes how far it is from its anchor.
 */

export const ANCHOR_KINDS = {
  phaseId: 'phase',
  goalId: 'goal',
  eventId: 'event',
  touchpointId: 'touchpoint',
} as const satisfies Record<AnchorField, string>;
export type AnchorKind = (typeof ANCHOR_KINDS)[AnchorField];

/** What a tie names. */
export function anchorOf(tie: Tie): { kind: AnchorKind; id: string } {
  const field = ANCHOR_FIELDS.find((one) => tie[one] !== undefined)!;
  return { kind: ANCHOR_KINDS[field], id: tie[field]! };
}

/** What something can hang from. */
export interface Anchor {
  kind: AnchorKind;
  id: string;
  name: string;
  /** Epoch day. */
  day: number;
}

const keyOf = ({ kind, id }: Pick<Anchor, 'kind' | 'id'>): string => `${kind} ${id}`;

/** Everything that a campaign offers to hang from, in the order of its lists: events, goals, phases, touchpoints. */
export const anchorsOf = ({ events, goals, phases, touchpoints }: Campaign): Anchor[] => [
  ...events.map(({ id, name, start }) => ({ kind: 'event' as const, id, name, day: dayOf(start) })),
  ...goals.map(({ id, name, date }) => ({ kind: 'goal' as const, id, name, day: dayOf(date) })),
  ...phases.map(({ id, name, start }) => ({ kind: 'phase' as const, id, name, day: dayOf(start) })),
  ...touchpoints.map(({ id, name, start }) => ({ kind: 'touchpoint' as const, id, name, day: dayOf(start) })),
];

/** The epoch day of what a touchpoint hangs from; none where it hangs from nothing. */
export function anchorDayOf(campaign: Campaign, { tie }: Pick<Touchpoint, 'tie'>): number | undefined {
  if (!tie) return undefined;
  const key = keyOf(anchorOf(tie));
  return anchorsOf(campaign).find((anchor) => keyOf(anchor) === key)?.day;
}

type Hung = Pick<Touchpoint, 'segments'>;

/** The epoch day on which something for these segments begins, if its anchor is on `anchorDay`: maybe beyond the days there are. */
export function dayByTie(campaign: Workplace, { segments }: Hung, tie: Tie, anchorDay: number): number {
  switch (tie.unit) {
    case 'days':
      return anchorDay + tie.count;
    case 'weeks':
      return mondayOf(anchorDay) + 7 * tie.count + (tie.weekday ?? weekdayOf(anchorDay)) - 1;
    case 'workingDays':
      return addWorkingDays(campaign, segments, anchorDay, tie.count);
  }
}

/** The tie that puts something on an epoch day: in the unit that it has where that can say so, else in days. None where that is further than a tie reaches. */
export function tieOn(campaign: Workplace, hung: Hung, tie: Tie, anchorDay: number, day: number): Tie | undefined {
  if (dayByTie(campaign, hung, tie, anchorDay) === day) return tie;
  if (Math.abs(day - anchorDay) > MOST_DAYS) return undefined;
  const { weekday: _, ...anchored } = tie;
  if (tie.unit === 'weeks')
    return { ...anchored, count: (mondayOf(day) - mondayOf(anchorDay)) / 7, weekday: weekdayOf(day) };
  if (tie.unit === 'workingDays' && isWorkingDay(campaign, hung.segments, day)) {
    const counted = { ...anchored, count: workingDaysBetween(campaign, hung.segments, anchorDay, day) };
    if (dayByTie(campaign, hung, counted, anchorDay) === day) return counted;
  }
  return { ...anchored, unit: 'days', count: day - anchorDay };
}

/**
 * The tie of what hangs from an anchor in another unit. It keeps the date, but that working days lead to no day off: there it is the working day next to it
 * on the way to the anchor, or the first beside the anchor.
 */
export function tieInUnit(campaign: Campaign, hung: Tied, unit: Tie['unit']): Tie {
  const { weekday: _, ...anchored } = hung.tie;
  const day = dayOf(hung.start);
  const anchor = anchorDayOf(campaign, hung) ?? day;
  const made: Tie = { ...anchored, count: 0, unit, ...(unit === 'weeks' && { weekday: weekdayOf(day) }) };
  const kept = tieOn(campaign, hung, made, anchor, day) ?? hung.tie;
  if (unit !== 'workingDays' || kept.unit === unit) return kept;
  const away = Math.abs(workingDaysBetween(campaign, hung.segments, anchor, day));
  return { ...made, count: Math.sign(day - anchor) * Math.max(1, away) };
}

/** What has to change so that all ties are true again. */
export interface Reflow {
  id: string;
  /** Of what follows its anchor the first day; of what does not the tie, null where it is too far away to have one. */
  changes: { start: string } | { tie: Tie | null };
}

/** Whether something stays on its date whatever its anchor does: it is locked, or it went out. */
export const staysOnDate = ({ locked, status }: Pick<Touchpoint, 'locked' | 'status'>): boolean =>
  locked === true || status === 'sent';

/**
 * What a change of a campaign from `before` to `after` entails for what hangs from something, each after its anchor. Whatever was moved itself stays there,
 * and its tie says so. Throws Refusal where something hangs from itself, or would leave the days there are.
 */
export function reflowOf(before: Campaign, after: Campaign): Reflow[] {
  if (!isAffected(before, after)) return [];
  const was = new Map(before.touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]));
  const days = new Map(anchorsOf(after).map((anchor) => [keyOf(anchor), anchor.day]));
  const changes: Reflow[] = [];
  for (const touchpoint of fromAnchors(after)) {
    const { id, name, tie } = touchpoint;
    const anchor = days.get(keyOf(anchorOf(tie)));
    // A file may name what is not there; that is said where it is read.
    if (anchor === undefined) continue;
    const day = dayByTie(after, touchpoint, tie, anchor);
    if (formatDay(day) === touchpoint.start) continue;
    if (staysOnDate(touchpoint) || isMovedItself(was.get(id), touchpoint)) {
      const start = dayOf(touchpoint.start);
      changes.push({ id, changes: { tie: tieOn(after, touchpoint, tie, anchor, start) ?? null } });
      continue;
    }
    if (day < FIRST_DAY || day > dayOf(LAST_DATE))
      throw new Refusal(
        'refused',
        `“${name}” would land outside the dates there are, 1970 to 2199. Change how far it is from what it hangs from.`,
      );
    changes.push({ id, changes: { start: formatDay(day) } });
    days.set(keyOf({ kind: 'touchpoint', id }), day);
  }
  return changes;
}

export type Tied = Touchpoint & { tie: Tie };
export const isTied = (touchpoint: Touchpoint): touchpoint is Tied => touchpoint.tie !== undefined;

/** Whether somebody moved it and left its tie as it was. */
const isMovedItself = (was: Touchpoint | undefined, is: Touchpoint): boolean =>
  was?.tie !== undefined && was.start !== is.start && isSameTie(was.tie, is.tie);

const isSameTie = (one: Tie | undefined, other: Tie | undefined): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** Whether anything changed that decides where something hangs: most edits are of words. */
function isAffected(before: Campaign, after: Campaign): boolean {
  if (!after.touchpoints.some(isTied)) return false;
  const others = ['events', 'goals', 'phases', 'calendars', 'segments', 'timeZone'] as const;
  if (others.some((field) => before[field] !== after[field])) return true;
  if (before.touchpoints.length !== after.touchpoints.length) return true;
  return after.touchpoints.some((is, index) => {
    const was = before.touchpoints[index]!;
    return (
      is !== was && (is.id !== was.id || is.start !== was.start || is.tie !== was.tie || is.segments !== was.segments)
    );
  });
}

/** Touchpoints that hang from something, each after what it hangs from. Throws Refusal where one hangs from itself. */
function fromAnchors({ touchpoints }: Pick<Campaign, 'touchpoints'>): Tied[] {
  const tied = new Map(touchpoints.filter(isTied).map((touchpoint) => [touchpoint.id, touchpoint]));
  const ordered = new Set<Tied>();
  for (const first of tied.values()) {
    const chain: Tied[] = [];
    let at: Tied | undefined = first;
    while (at && !ordered.has(at)) {
      if (chain.length > tied.size) throw new Refusal('refused', circleInWords(circleFrom(at, tied)));
      chain.push(at);
      at = tied.get(at.tie.touchpointId ?? '');
    }
    for (const one of chain.toReversed()) ordered.add(one);
  }
  return [...ordered];
}

/** From one that is in the circle, or above it, once round. */
function circleFrom(one: Tied, tied: ReadonlyMap<string, Tied>): Tied[] {
  const seen: Tied[] = [];
  let at = one;
  while (!seen.includes(at)) {
    seen.push(at);
    at = tied.get(at.tie.touchpointId!)!;
  }
  return seen.slice(seen.indexOf(at));
}

function circleInWords(circle: readonly Tied[]): string {
  const names = circle.slice(0, 4).map(({ name }) => `“${name}”`);
  if (circle.length === 1) return `${names[0]} cannot hang from itself. Choose something else.`;
  const more = circle.length > names.length ? ', …' : '';
  return `${names.join(', ')}${more} would hang from each other in a circle. Let one of them hang from something else.`;
}

/** Touchpoints that hang from each other in a circle: no command would leave them so, but a file may have them. */
export function tiedInCircle(campaign: Pick<Campaign, 'touchpoints'>): string | undefined {
  try {
    fromAnchors(campaign);
    return undefined;
  } catch (error) {
    return (error as Refusal).message;
  }
}

/** The plan with every tie as its dates are: where a file says both and they differ, what everybody sees is kept. */
export function withTrueTies(campaign: Campaign): Campaign {
  if (!campaign.touchpoints.some(isTied)) return campaign;
  const days = new Map(anchorsOf(campaign).map((anchor) => [keyOf(anchor), anchor.day]));
  let isSame = true;
  const touchpoints = campaign.touchpoints.map((touchpoint) => {
    if (!isTied(touchpoint)) return touchpoint;
    const anchor = days.get(keyOf(anchorOf(touchpoint.tie)));
    if (anchor === undefined) return touchpoint;
    const tie = tieOn(campaign, touchpoint, touchpoint.tie, anchor, dayOf(touchpoint.start));
    if (tie === touchpoint.tie) return touchpoint;
    isSame = false;
    const { tie: _, ...free } = touchpoint;
    return tie === undefined ? free : { ...free, tie };
  });
  return isSame ? campaign : { ...campaign, touchpoints };
}

/** What hangs from an anchor, or from what hangs from it, in the order of the campaign. */
export function hangingFrom(
  { touchpoints }: Pick<Campaign, 'touchpoints'>,
  anchor: Pick<Anchor, 'kind' | 'id'>,
): Tied[] {
  const tied = touchpoints.filter(isTied);
  const under = Map.groupBy(tied, ({ tie }) => keyOf(anchorOf(tie)));
  const found = new Set<Tied>();
  const asked = [keyOf(anchor)];
  for (let key = asked.pop(); key !== undefined; key = asked.pop())
    for (const one of under.get(key) ?? [])
      if (!found.has(one)) {
        found.add(one);
        asked.push(keyOf({ kind: 'touchpoint', id: one.id }));
      }
  return tied.filter((one) => found.has(one));
}

/** What hung from something that is there before a change and not after it: these touchpoints keep their dates, without a tie. */
export function anchorLost(before: Campaign, after: Campaign): Touchpoint[] {
  const left = new Set(anchorsOf(after).map(keyOf));
  const were = new Map(before.touchpoints.filter(isTied).map(({ id, tie }) => [id, tie]));
  return after.touchpoints.filter(({ id, tie }) => {
    const was = were.get(id);
    return was !== undefined && tie === undefined && !left.has(keyOf(anchorOf(was)));
  });
}
