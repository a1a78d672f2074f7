import { atWork } from '#campaign/atWork.ts';
import type { Finding, Severity } from '#campaign/checks/check.ts';
import type { Campaign, Channel, Direction, Touchpoint } from '#campaign/document.ts';
import { happensWithin, isInPhases } from '#campaign/phases.ts';
import { isAmong, isMeant } from '#campaign/reach.ts';
import { statusOf, type ShownStatus } from '#campaign/status.ts';
import type { Workplace } from '#campaign/workingDays.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { holdsAll } from '../text/plain.ts';
import { t } from '../text/text.ts';

/** Which touchpoints somebody wants to see: one rule for the timeline and the table. Pure. */

/** Stands for what is not said: nobody owns it, it has no status, no finding is about it, no phase holds it. */
export const NONE = '';

/** What has no date yet. */
export const IDEA = 'idea';

/** Everything named has to be true of a touchpoint; of several named in one list, one. An empty list asks nothing. */
export interface Filter {
  /** Every word has to be found somewhere. */
  text: string;
  directions: readonly Direction[];
  channels: readonly Channel[];
  /** Ids; a touchpoint for everyone is meant for each of them. */
  segments: readonly string[];
  owners: readonly string[];
  statuses: readonly (ShownStatus | typeof IDEA | typeof NONE)[];
  severities: readonly (Severity | typeof NONE)[];
  /** Ids. */
  lanes: readonly string[];
  /** Ids; a touchpoint is in the phases in which anything of it happens, as in an excerpt. */
  phases: readonly string[];
}

export const EVERYTHING: Filter = {
  text: '',
  directions: [],
  channels: [],
  segments: [],
  owners: [],
  statuses: [],
  severities: [],
  lanes: [],
  phases: [],
};

/** Whether a filter asks for anything. */
export const isNarrowing = ({ text, ...lists }: Filter): boolean =>
  text.trim() !== '' || Object.values(lists).some((list) => list.length > 0);

/** A touchpoint, or an idea, which has no date. */
export type Filterable = Omit<Touchpoint, 'start' | 'exceptions'> & Partial<Pick<Touchpoint, 'start'>>;

/** What a filter asks of the plan besides the touchpoint, gathered once. */
export interface Surroundings {
  campaign: Pick<Campaign, 'phases'> & Workplace;
  statusDay: number;
  laneNames: ReadonlyMap<string, string>;
  severitiesOf: ReadonlyMap<string, ReadonlySet<Severity>>;
}

export function surroundings(campaign: Campaign, findings: readonly Finding[], statusDay: number): Surroundings {
  const severitiesOf = new Map<string, Set<Severity>>();
  for (const { touchpointId, severity } of findings) {
    if (touchpointId === undefined) continue;
    const known = severitiesOf.get(touchpointId);
    if (known) known.add(severity);
    else severitiesOf.set(touchpointId, new Set([severity]));
  }
  return { campaign, statusDay, laneNames: new Map(campaign.lanes.map(({ id, name }) => [id, name])), severitiesOf };
}

/** Whether a touchpoint is what the filter asks for. */
export function matches(touchpoint: Filterable, filter: Filter, around: Surroundings): boolean {
  return (
    isAmong(filter.directions, touchpoint.direction) &&
    isAmong(filter.channels, touchpoint.channel) &&
    isAmong(filter.lanes, touchpoint.laneId) &&
    isAmong(filter.owners, touchpoint.owner?.trim() ?? NONE) &&
    (filter.segments.length === 0 || filter.segments.some((id) => isMeant(touchpoint.segments, id))) &&
    isAmong(filter.statuses, shownStatus(touchpoint, around.statusDay, around.campaign) ?? NONE) &&
    isAnyAmong(filter.severities, around.severitiesOf.get(touchpoint.id)) &&
    (filter.phases.length === 0 || isAnyAmong(filter.phases, phaseIds(touchpoint, around))) &&
    holds(touchpoint, filter.text, around)
  );
}

/** The status that people read: that of the plan, or that it is an idea. */
export const shownStatus = (
  { start, ...rest }: Filterable,
  today: number,
  plan: Workplace,
): ShownStatus | typeof IDEA | undefined =>
  start === undefined ? IDEA : statusOf(atWork(plan, { ...rest, start }), today);

function isAnyAmong<T extends string>(wanted: readonly (T | typeof NONE)[], values: Iterable<T> = []): boolean {
  if (wanted.length === 0) return true;
  const held = [...values];
  return held.length === 0 ? wanted.includes(NONE) : held.some((value) => wanted.includes(value));
}

const phaseIds = ({ start, ...rest }: Filterable, { campaign }: Surroundings) =>
  start === undefined
    ? []
    : campaign.phases
        .filter((phase) => happensWithin(atWork(campaign, { ...rest, start }), isInPhases([phase])))
        .map(({ id }) => id);

function holds(touchpoint: Filterable, text: string, { laneNames }: Surroundings): boolean {
  const { name, owner, notes, message, channel, laneId, tactic } = touchpoint;
  return holdsAll(text, [
    name,
    owner,
    message.subject,
    t(`channel.${channel}`),
    laneNames.get(laneId),
    tacticById(tactic)?.name,
    notes,
  ]);
}
