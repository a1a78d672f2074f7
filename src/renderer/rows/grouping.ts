import { dayOf, formatDay, rangeOf } from '#campaign/calendar.ts';
import { CHANNELS, type Campaign, type Channel, type Touchpoint } from '#campaign/document.ts';
import { withChanges } from '#campaign/fields.ts';
import { phasesOn } from '#campaign/phases.ts';
import { locale } from '../locale.ts';
import { t } from '../text/text.ts';

/**
 * The rows of the timeline: by lane, or by something else that touchpoints have. Pure.
 * A touchpoint stands in every row that it belongs to: one for two segments in both, so that a row tells all that a segment gets. What is
 * for everyone has a row of its own, else it would stand in all of them.
 */

export const GROUPINGS = ['lane', 'channel', 'segment', 'phase', 'owner'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Row {
  /** A lane's own id; any other row says what it is of, as in `channel:email`. */
  id: string;
  name: string;
  touchpoints: readonly Touchpoint[];
}

type Plan = Pick<Campaign, 'lanes' | 'segments' | 'phases' | 'touchpoints'>;

const idOf = (grouping: Grouping, value: string) => (grouping === 'lane' ? value : `${grouping}:${value}`);

/** What a row is of, as its id says: no id of the document holds a colon. */
export function partsOfRow(rowId: string): { grouping: Grouping; value: string } {
  const at = rowId.indexOf(':');
  return at < 0
    ? { grouping: 'lane', value: rowId }
    : { grouping: rowId.slice(0, at) as Grouping, value: rowId.slice(at + 1) };
}

/** The rows that a touchpoint stands in. */
export function rowIdsOf(plan: Pick<Campaign, 'phases'>, grouping: Grouping, touchpoint: Touchpoint): string[] {
  return valuesOf(plan, grouping, touchpoint).map((value) => idOf(grouping, value));
}

/** What stands for nobody, everyone and no phase. */
const NONE = '';

function valuesOf({ phases }: Pick<Campaign, 'phases'>, grouping: Grouping, touchpoint: Touchpoint): string[] {
  switch (grouping) {
    case 'lane':
      return [touchpoint.laneId];
    case 'channel':
      return [touchpoint.channel];
    case 'owner':
      return [touchpoint.owner?.trim() ?? NONE];
    case 'segment':
      return touchpoint.segments.length > 0 ? touchpoint.segments : [NONE];
    case 'phase': {
      const ids = phasesOn(phases, dayOf(touchpoint.start)).map(({ id }) => id);
      return ids.length > 0 ? ids : [NONE];
    }
  }
}

/** All rows in their order with those of `shown` that stand in them. Lanes, segments and phases have a row also where it is empty. */
export function rowsBy(plan: Plan, grouping: Grouping, shown: readonly Touchpoint[] = plan.touchpoints): Row[] {
  const byValue = new Map<string, Touchpoint[]>();
  for (const touchpoint of shown)
    for (const value of valuesOf(plan, grouping, touchpoint)) {
      const known = byValue.get(value);
      if (known) known.push(touchpoint);
      else byValue.set(value, [touchpoint]);
    }
  return valuesIn(plan, grouping).map((value) => {
    const id = idOf(grouping, value);
    return { id, name: rowName(plan, id), touchpoints: byValue.get(value) ?? [] };
  });
}

/** A function that gives the rows as `rowsBy` does, of which those that hold what they held last stay the same: an edit lays out no others. */
export function rowKeeper(): typeof rowsBy {
  let last: Row[] = [];
  return (...asked) => (last = keptRows(rowsBy(...asked), last));
}

function keptRows(rows: readonly Row[], last: readonly Row[]): Row[] {
  const before = new Map(last.map((row) => [row.id, row]));
  return rows.map((row) => {
    const known = before.get(row.id);
    const isSame =
      known?.name === row.name &&
      known.touchpoints.length === row.touchpoints.length &&
      known.touchpoints.every((touchpoint, index) => touchpoint === row.touchpoints[index]);
    return isSame ? known : row;
  });
}

/** What there are rows of, whatever is filtered out: rows neither come nor go with a filter. */
function valuesIn(plan: Plan, grouping: Grouping): string[] {
  const { lanes, segments, phases, touchpoints } = plan;
  const isAnyWithout = () => touchpoints.some((touchpoint) => valuesOf(plan, grouping, touchpoint)[0] === NONE);
  switch (grouping) {
    case 'lane':
      return lanes.map(({ id }) => id);
    case 'segment':
      return [NONE, ...segments.map(({ id }) => id)];
    case 'phase':
      return [...phases.map(({ id }) => id), ...(isAnyWithout() ? [NONE] : [])];
    case 'channel': {
      const used = new Set(touchpoints.map(({ channel }) => channel));
      return CHANNELS.filter((channel) => used.has(channel));
    }
    case 'owner': {
      const owners = new Set(touchpoints.map(({ owner }) => owner?.trim() ?? NONE));
      owners.delete(NONE);
      return [...[...owners].toSorted((a, b) => a.localeCompare(b, locale)), NONE];
    }
  }
}

/** What a row is called; a lane, segment or phase that is gone has no name. */
export function rowName({ lanes, segments, phases }: Omit<Plan, 'touchpoints'>, rowId: string): string {
  const { grouping, value } = partsOfRow(rowId);
  const named = (list: readonly { id: string; name: string }[]) => list.find(({ id }) => id === value)?.name ?? '';
  switch (grouping) {
    case 'lane':
      return named(lanes);
    case 'channel':
      return t(`channel.${value as Channel}`);
    case 'segment':
      return value === NONE ? t('timeline.row.everyone') : named(segments);
    case 'phase':
      return value === NONE ? t('timeline.row.noPhase') : named(phases);
    case 'owner':
      return value === NONE ? t('timeline.row.noOwner') : value;
  }
}

/** Changes of a touchpoint's fields, as the command that edits it takes them; null takes one away. */
export type RowChange = Partial<Pick<Touchpoint, 'laneId' | 'channel' | 'segments' | 'start'>> & {
  owner?: string | null;
};

/**
 * What of a touchpoint changes when it is put into another row, from the row that it was taken from; null where it stands there already.
 * In the row of a segment the new one takes the place of the old one among several. In that of a phase it begins on the nearest of its days.
 */
export function regroupChange(
  { phases, segments }: Pick<Campaign, 'phases' | 'segments'>,
  touchpoint: Touchpoint,
  rowId: string,
  fromRowId?: string,
): RowChange | null {
  const { grouping, value } = partsOfRow(rowId);
  const own = valuesOf({ phases }, grouping, touchpoint);
  const from = fromRowId === undefined || fromRowId === rowId ? undefined : partsOfRow(fromRowId).value;
  if (own.includes(value) && (from === undefined || own.length === 1)) return null;
  switch (grouping) {
    case 'lane':
      return { laneId: value };
    case 'channel':
      return { channel: value as Channel };
    case 'owner':
      return { owner: value === NONE ? null : value };
    case 'segment': {
      if (value === NONE) return { segments: [] };
      const wanted = new Set(own.map((id) => (id === from ? value : id)));
      const next = from === undefined || !own.includes(from) ? new Set([value]) : wanted;
      return { segments: segments.flatMap(({ id }) => (next.has(id) ? id : [])) };
    }
    case 'phase': {
      const phase = phases.find(({ id }) => id === value);
      // There is no day on which nothing is going on to be found for it.
      if (!phase) return null;
      const range = rangeOf(phase);
      const day = dayOf(touchpoint.start);
      if (range.from <= day && day < range.until) return null;
      return { start: formatDay(day < range.from ? range.from : range.until - 1) };
    }
  }
}

/** The touchpoint as it would be in a row. */
export function inRow(plan: Pick<Campaign, 'phases' | 'segments'>, touchpoint: Touchpoint, rowId: string): Touchpoint {
  return withChanges(touchpoint, regroupChange(plan, touchpoint, rowId) ?? {}).item;
}
