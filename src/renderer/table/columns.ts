import { atWork } from '#campaign/atWork.ts';
import { dayOf, formatDay, rangeOf } from '#campaign/calendar.ts';
import type { Finding } from '#campaign/checks/check.ts';
import { SEVERITIES } from '#campaign/checks/finding.ts';
import { STATUSES, type Campaign, type Phase } from '#campaign/document.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { phasesOn } from '#campaign/phases.ts';
import { hasOwnDays } from '#campaign/rolling.ts';
import { isSent } from '#campaign/sending.ts';
import type { Workplace } from '#campaign/workingDays.ts';
import { shownStatus, type Filterable } from '../filter/filter.ts';
import { dayFormats, formatNumber } from '../locale.ts';
import { oftenInWords } from '../series/words.ts';
import { facts, names, t } from '../text/text.ts';

/** The columns of the plan as a table, and what stands in them. Pure. */

export const COLUMNS = [
  'name',
  'start',
  'end',
  'days',
  'status',
  'owner',
  'direction',
  'channel',
  'audience',
  'lane',
  'phase',
  'repeats',
  'time',
  'findings',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Pixels; the names take what is left over. Widths stand for themselves, so that nothing jumps while rows come and go. */
export const WIDTHS: Record<Column, number> = {
  name: 240,
  start: 116,
  end: 116,
  days: 56,
  status: 108,
  owner: 120,
  direction: 84,
  channel: 112,
  audience: 150,
  lane: 130,
  phase: 120,
  repeats: 140,
  time: 96,
  findings: 96,
};

/** What is derived: nobody types it. */
const DERIVED: ReadonlySet<Column> = new Set(['phase', 'findings']);
export const isDerived = (column: Column): boolean => DERIVED.has(column);

/** Columns whose values are chosen from a list. */
const LISTED: ReadonlySet<Column> = new Set(['status', 'direction', 'channel', 'audience', 'lane', 'repeats']);
export const isListed = (column: Column): boolean => LISTED.has(column);

/** What cells need of the plan besides their touchpoint. */
export interface Surroundings {
  campaign: Pick<Campaign, 'start' | 'rolling' | 'phases' | 'lanes'> & Workplace;
  statusDay: number;
  findings: ReadonlyMap<string, readonly Finding[]>;
  segmentNames: ReadonlyMap<string, string>;
  laneNames: ReadonlyMap<string, string>;
}

export function surroundings(campaign: Campaign, findings: readonly Finding[], statusDay: number): Surroundings {
  const about = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { touchpointId } = finding;
    if (touchpointId === undefined) continue;
    const known = about.get(touchpointId);
    if (known) known.push(finding);
    else about.set(touchpointId, [finding]);
  }
  const namesOf = (items: readonly { id: string; name: string }[]) => new Map(items.map(({ id, name }) => [id, name]));
  return {
    campaign,
    statusDay,
    findings: about,
    segmentNames: namesOf(campaign.segments),
    laneNames: namesOf(campaign.lanes),
  };
}

/** The phases in which something begins. */
export const phasesOf = ({ start }: Filterable, phases: readonly Phase[]): Phase[] =>
  start === undefined ? [] : phasesOn(phases, dayOf(start));

/** How often it is sent; undefined for what is there all the time. */
export const sendsOf = (touchpoint: Filterable, plan: Workplace): number | undefined => {
  const { start } = touchpoint;
  if (start === undefined || !isSent(touchpoint)) return undefined;
  return occurrenceDays(atWork(plan, { ...touchpoint, start })).length;
};

type Around = Pick<Campaign, 'start' | 'rolling' | 'segments'>;

/** A date, or in a rolling plan the day of everyone's own with the date of who starts first. */
function sayDay(day: number, campaign: Around): string {
  if (!hasOwnDays(campaign)) return dayFormats.medium(day);
  return facts(t('timeline.ownDay', { day: formatNumber(day - dayOf(campaign.start)) }), dayFormats.short(day));
}

/** What the pointer is told of a first or last day; null where its date is the same for all. */
export function titleOfDay(column: Column, { start, days }: Filterable, campaign: Around): string | null {
  if (start === undefined || !hasOwnDays(campaign) || (column !== 'start' && column !== 'end')) return null;
  const { from, until } = rangeOf({ start, days });
  const day = column === 'start' ? from : until - 1;
  const own = formatNumber(day - dayOf(campaign.start));
  return t('timeline.ownDayFirst', { day: own, date: dayFormats.weekdayDated(day) });
}

/** What a cell says. */
export function textOf(column: Column, touchpoint: Filterable, around: Surroundings): string {
  const { start, days } = touchpoint;
  switch (column) {
    case 'name':
      return touchpoint.name;
    case 'start':
      return start === undefined ? '' : sayDay(dayOf(start), around.campaign);
    case 'end':
      return start === undefined ? '' : sayDay(rangeOf({ start, days }).until - 1, around.campaign);
    case 'days':
      return String(days);
    case 'status': {
      const status = shownStatus(touchpoint, around.statusDay, around.campaign);
      return status === undefined ? '' : t(`status.${status}`);
    }
    case 'owner':
      return touchpoint.owner ?? '';
    case 'direction':
      return t(`direction.${touchpoint.direction}`);
    case 'channel':
      return t(`channel.${touchpoint.channel}`);
    case 'audience':
      return touchpoint.segments.length === 0
        ? t('inspector.everyone')
        : names(touchpoint.segments.map((id) => around.segmentNames.get(id) ?? id));
    case 'lane':
      return around.laneNames.get(touchpoint.laneId) ?? '';
    case 'phase':
      return names(phasesOf(touchpoint, around.campaign.phases).map(({ name }) => name));
    case 'repeats':
      return repeatsIn(touchpoint, around.campaign);
    case 'time':
      return touchpoint.time.at ?? t('table.preferred');
    case 'findings':
      return findingsIn(around.findings.get(touchpoint.id) ?? []);
  }
}

function repeatsIn(touchpoint: Filterable, plan: Workplace): string {
  if (!isSent(touchpoint)) return t('table.always');
  const { start } = touchpoint;
  const cadence = start === undefined ? t(`cadence.${touchpoint.cadence}`) : oftenInWords({ ...touchpoint, start });
  const count = sendsOf(touchpoint, plan);
  return touchpoint.cadence === 'once' || count === undefined ? cadence : t('table.sends', { cadence, count });
}

function findingsIn(findings: readonly Finding[]): string {
  return SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [t(`table.findings.${severity}`, { count })];
  }).join(', ');
}

const orderOf = <T>(list: readonly T[], value: T | undefined) =>
  value === undefined ? list.length : list.indexOf(value);

/** What a column is sorted by: a number, or words in the order of the alphabet. What is not said comes last. */
export function sortKey(column: Column, touchpoint: Filterable, around: Surroundings): number | string {
  const { start, days } = touchpoint;
  switch (column) {
    case 'start':
      return start === undefined ? Infinity : dayOf(start);
    case 'end':
      return start === undefined ? Infinity : dayOf(start) + days;
    case 'days':
      return days;
    case 'status':
      return orderOf<string>(
        ['idea', 'overdue', ...STATUSES],
        shownStatus(touchpoint, around.statusDay, around.campaign),
      );
    case 'lane':
      return around.campaign.lanes.findIndex(({ id }) => id === touchpoint.laneId);
    case 'phase':
      return orderOf(around.campaign.phases, phasesOf(touchpoint, around.campaign.phases)[0]);
    case 'repeats':
      return sendsOf(touchpoint, around.campaign) ?? Infinity;
    case 'findings': {
      const found = around.findings.get(touchpoint.id) ?? [];
      // The gravest first, then the most.
      return (
        Math.min(...found.map(({ severity }) => SEVERITIES.indexOf(severity)), SEVERITIES.length) * 1000 - found.length
      );
    }
    case 'time':
      return touchpoint.time.at ?? '';
    case 'name':
    case 'owner':
    case 'direction':
    case 'channel':
    case 'audience':
      return textOf(column, touchpoint, around);
  }
}

/** The last day of a touchpoint as an ISO date. */
export const lastDayOf = ({ start, days }: { start: string; days: number }): string =>
  formatDay(rangeOf({ start, days }).until - 1);
