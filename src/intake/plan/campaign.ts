import { dayOf, FIRST_DAY, formatDay, weekdayOf } from '#campaign/calendar.ts';
import {
  FORMAT_VERSION,
  type Campaign,
  type ContextEvent,
  type Idea,
  type Lane,
  type Phase,
  type Tie,
  type Touchpoint,
} from '#campaign/document.ts';
import { LONGEST_NAME, MOST_DAYS, MOST_LANES } from '#campaign/limits.ts';
import { ENGINE_VERSION } from '#campaign/engine.ts';
import { newCampaignId } from '#campaign/identity.ts';
import { LAUNCH_ID, launchOn } from '#campaign/moveCampaign.ts';
import { dayByTie, tieOn } from '#campaign/ties.ts';
import { learnersIn } from '#campaign/reach.ts';
import type { Workplace } from '#campaign/workingDays.ts';
import { ASSUMED_SIZE, freeId, slug, type SegmentBook } from './audiences.ts';
import type { FromLaunch, LaunchSpan } from '../understand/launch.ts';
import type { PlanContext } from './choices.ts';
import { hungAsWritten } from './hanging.ts';
import { phaseKindIn, PUSH_AIM } from '../understand/terms.ts';

/** The campaign round the touchpoints of a plan. */

/** With whole weeks at both ends a campaign's longest. */
const LONGEST_SPAN = MOST_DAYS - 14;

const MOST_PHASES = 100;

export interface LaneBook {
  lanes: Lane[];
  /** Id of the lane of this name, made where there is none; undefined where a campaign would hold too many. */
  find(name: string): string | undefined;
}

export function laneBook(existing: Lane[]): LaneBook {
  const lanes = [...existing];
  const byName = new Map(lanes.map(({ id, name }) => [name.toLowerCase(), id]));
  const taken = new Set(lanes.map(({ id }) => id));
  return {
    lanes,
    find(given) {
      const name = given.replace(/\s+/g, ' ').trim();
      const known = byName.get(name.toLowerCase());
      if (known !== undefined) return known;
      if (lanes.length >= MOST_LANES) return undefined;
      const id = freeId(slug(name) || 'lane', taken);
      taken.add(id);
      lanes.push({ id, name });
      byName.set(name.toLowerCase(), id);
      return id;
    },
  };
}

interface Parts {
  touchpoints: Touchpoint[];
  ideas: Idea[];
  /** For touchpoints and ideas that are for everyone but some segments, the ids of those. */
  excepts: Map<string, string[]>;
  /** When the launch is, and how far from it the touchpoints are whose rows say so, by id. */
  launch?: { date: string; distances: ReadonlyMap<string, LaunchSpan> };
  /** From what touchpoints hang whose rows say so in the words of the studio's own tables, by id. */
  hangsFrom: ReadonlyMap<string, string>;
  /** For each touchpoint, the phase its row names. */
  phaseNames: (string | undefined)[];
  segments: SegmentBook;
  lanes: Lane[];
  /** Whether any touchpoint is for everyone. */
  forEveryone: boolean;
  context: PlanContext;
}

/** A new campaign, or `into` with the touchpoints added and its dates stretched to hold them; and the touchpoints with their segments. */
export function assembleCampaign(parts: Parts): {
  campaign: Campaign;
  touchpoints: Touchpoint[];
  ideas: Idea[];
  remarks: string[];
} {
  const { segments, lanes, context } = parts;
  const { into } = context;
  const known = into?.segments.length ?? 0;
  // Named audiences alone are not everyone: the rest need a segment too.
  const ids = () => segments.segments.map(({ id }) => id);
  const nobodyLeft = [...parts.excepts.values()].some((out) => ids().every((id) => out.includes(id)));
  if (nobodyLeft || (known === 0 && (parts.forEveryone || segments.segments.length === 0))) {
    const others = learnersIn(segments.segments);
    const size = (segments.everyone ?? 0) - others;
    segments.find({ name: others === 0 ? 'Everyone' : 'Everyone else', ...(size > 0 ? { size } : {}) });
  }
  const withSegments = <T extends Idea>(item: T): T => {
    const out = parts.excepts.get(item.id);
    return out ? { ...item, segments: ids().filter((id) => !out.includes(id)) } : item;
  };
  const { events: withLaunch, launchId } = eventsWithLaunch(parts);
  const workplace = {
    calendars: into?.calendars ?? [],
    segments: segments.segments,
    timeZone: into?.timeZone ?? context.timeZone,
  };
  const placed = parts.touchpoints
    .map(withSegments)
    .map((touchpoint) => hungFromLaunch(touchpoint, parts, launchId, workplace));
  const { touchpoints, events, lost } = hungAsWritten(placed, withLaunch, parts, workplace);
  const ideas = parts.ideas.map(withSegments);
  const remarks =
    segments.assumed.length === 0
      ? []
      : [
          `${segments.assumed.length === 1 ? 'One segment is' : `${segments.assumed.length} segments are`} assumed to have ${ASSUMED_SIZE} people (${segments.assumed
            .slice(0, 10)
            .join(', ')}${segments.assumed.length > 10 ? ', …' : ''}): write the real sizes, or import the audience.`,
        ];
  if (lost > 0)
    remarks.push(
      `What ${lost === 1 ? 'one touchpoint hangs' : `${lost} touchpoints hang`} from could not be read: ${lost === 1 ? 'it has its date' : 'they have their dates'} without it.`,
    );
  const all = [...(into?.touchpoints ?? []), ...touchpoints];
  const range = rangeOf(touchpoints, context);
  const campaign: Campaign = into
    ? {
        ...into,
        ...range,
        lanes,
        segments: segments.segments,
        events,
        touchpoints: all,
        ideas: [...into.ideas, ...ideas],
      }
    : {
        format: 'tandem-campaign',
        version: FORMAT_VERSION,
        id: newCampaignId(),
        name: context.name.trim().slice(0, LONGEST_NAME).toWellFormed().trim() || 'Imported plan',
        description: '',
        vocabulary: 'learning',
        ...range,
        timeZone: context.timeZone,
        seed: 1,
        engine: ENGINE_VERSION,
        contact: { capPerWeek: 2, quietFrom: '18:00', quietUntil: '08:00' },
        brand: { name: '', promise: '', primaryColour: '#1f4e79', accentColour: '#c8553d', voice: '', signOff: '' },
        phases: phasesOf({ ...parts, touchpoints }, range),
        lanes: lanes.length > 0 ? lanes : [{ id: 'email', name: 'Email' }],
        segments: segments.segments,
        goals: [],
        events,
        decisions: [],
        calendars: [],
        touchpoints,
        ideas,
        assumptions: [],
      };
  return { campaign, touchpoints, ideas, remarks };
}

/** The events with a milestone for the launch, where days are counted from it: one of that day that is there already is taken. */
function eventsWithLaunch({ launch, context: { into } }: Parts): { events: ContextEvent[]; launchId?: string } {
  const events = into?.events ?? [];
  if (!launch || launch.distances.size === 0) return { events };
  const known = events.find(({ kind, start }) => kind === 'milestone' && start === launch.date);
  if (known) return { events, launchId: known.id };
  const id = freeId(LAUNCH_ID, new Set(events.map((event) => event.id)));
  return { events: [...events, { ...launchOn(launch.date), id }], launchId: id };
}

/**
 * A touchpoint that goes on being so far from the launch, where its row says how far. Working days, those to its end as well, are those of whom it is for,
 * known only now.
 */
function hungFromLaunch(
  touchpoint: Touchpoint,
  { launch }: Parts,
  launchId: string | undefined,
  workplace: Workplace,
): Touchpoint {
  const span = launch?.distances.get(touchpoint.id);
  if (!span || launchId === undefined) return touchpoint;
  const { from, to } = span;
  const anchor = dayOf(launch!.date);
  const said = tieSaid(from, launchId);
  if (!from.working) {
    const tie = tieOn(workplace, touchpoint, said, anchor, dayOf(touchpoint.start));
    return tie ? { ...touchpoint, tie } : touchpoint;
  }
  const dayFor = (tie: Tie) => dayByTie(workplace, touchpoint, tie, anchor);
  const start = dayFor(said);
  const days = to?.working ? Math.max(1, dayFor(tieSaid(to, launchId)) - start + 1) : touchpoint.days;
  return { ...touchpoint, start: formatDay(start), days, tie: said };
}

const tieSaid = ({ days, working }: FromLaunch, eventId: string): Tie => ({
  eventId,
  count: days,
  unit: working ? 'workingDays' : 'days',
});

/**
 * From the Monday before the first touchpoint to the Sunday after the last; a campaign that is there already only grows. Where that is longer than a
 * campaign may be, the middle of the touchpoints decides, and the check names those outside.
 */
function rangeOf(touchpoints: Touchpoint[], { into, today }: PlanContext): { start: string; days: number } {
  let [from, until] = [Infinity, -Infinity];
  for (const touchpoint of touchpoints) {
    const start = dayOf(touchpoint.start);
    from = Math.min(from, start);
    until = Math.max(until, start + touchpoint.days);
  }
  if (into) {
    const start = dayOf(into.start);
    from = Math.min(from, start);
    until = Math.max(until, start + into.days);
    return until - from > MOST_DAYS ? into : { start: formatDay(from), days: until - from };
  }
  if (touchpoints.length === 0) [from, until] = [dayOf(today), dayOf(today) + 28];
  if (until - from > LONGEST_SPAN) {
    const starts = touchpoints.map(({ start }) => dayOf(start)).toSorted((a, b) => a - b);
    const middle = starts[starts.length >> 1]!;
    from = Math.max(from, middle - (LONGEST_SPAN >> 1));
    until = Math.min(until, from + LONGEST_SPAN);
  }
  const start = Math.max(FIRST_DAY, from - weekdayOf(from) + 1);
  const end = until - 1 + (7 - weekdayOf(until - 1)) + 1;
  return { start: formatDay(start), days: end - start };
}

function phasesOf({ touchpoints, phaseNames }: Parts, range: { start: string; days: number }): Phase[] {
  const named = new Map<string, { name: string; from: number; until: number }>();
  touchpoints.forEach((touchpoint, index) => {
    const name = phaseNames[index]?.trim();
    if (!name) return;
    const from = dayOf(touchpoint.start);
    const phase = named.get(name.toLowerCase()) ?? { name, from, until: from };
    phase.from = Math.min(phase.from, from);
    phase.until = Math.max(phase.until, from + touchpoint.days);
    named.set(name.toLowerCase(), phase);
  });
  if (named.size === 0 || named.size > MOST_PHASES) return usualPhases(range);
  const phases = [...named.values()].sort((a, b) => a.from - b.from || a.until - b.until);
  const taken = new Set<string>();
  return phases.map(({ name, from, until }, index) => {
    // A phase lasts until the next one begins, so that a late poster does not stretch the launch over everything.
    const next = phases.slice(index + 1).find((later) => later.from > from);
    const end = Math.min(from + MOST_DAYS, Math.max(from + 1, next ? Math.min(until, next.from) : until));
    const kind = phaseKindIn(name);
    const id = freeId(slug(name) || 'phase', taken);
    taken.add(id);
    return { id, name, kind, start: formatDay(from), days: end - from, pushAim: PUSH_AIM[kind] };
  });
}

/** Where a plan names no phases: a launch in the first sixth, then awareness, activation and culture. An assumption. */
function usualPhases({ start, days }: { start: string; days: number }): Phase[] {
  const cuts = [0, 1 / 6, 5 / 12, 2 / 3, 1].map((share) => Math.round(share * days));
  const kinds = ['launch', 'awareness', 'activation', 'culture'] as const;
  return kinds.flatMap((kind, index) => {
    const length = cuts[index + 1]! - cuts[index]!;
    if (length < 1) return [];
    const name = kind[0]!.toUpperCase() + kind.slice(1);
    return [
      { id: kind, name, kind, start: formatDay(dayOf(start) + cuts[index]!), days: length, pushAim: PUSH_AIM[kind] },
    ];
  });
}
