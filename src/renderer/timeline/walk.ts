import { dayOf, rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { COLLECTIONS } from '#campaign/collections.ts';
import type { Place, PlacedKind } from '../items/place.ts';
import type { Row } from '../rows/grouping.ts';

/** Where the arrow keys go from thing to thing. */

/** A place with the day on which it begins. */
export type DatedPlace = Place & { day: number };

/** Rows that the arrow keys walk: phases, then events, goals and decision points, then those of touchpoints, each in order of time. */
export const rowsOf = (campaign: Campaign, rows: readonly Row[]): DatedPlace[][] => [...eachRow(campaign, rows)];

/** The first thing that the arrow keys come to: no row beyond its own is put in order for it. */
export const firstPlace = (campaign: Campaign, rows: readonly Row[]): Place | null =>
  eachRow(campaign, rows).next().value?.[0] ?? null;

function* eachRow(campaign: Campaign, rows: readonly Row[]): Generator<DatedPlace[], undefined> {
  const placesOf = (kind: Exclude<PlacedKind, 'touchpoint'>) =>
    campaign[COLLECTIONS[kind]].map((item) => ({
      kind,
      id: item.id,
      day: dayOf('date' in item ? item.date : (item as { start: string }).start),
    }));
  const inTime = (places: DatedPlace[]) => places.toSorted((a, b) => a.day - b.day);
  const above = [placesOf('phase'), [...placesOf('event'), ...placesOf('goal'), ...placesOf('decision')]];
  for (const places of above) if (places.length > 0) yield inTime(places);
  for (const { id: row, touchpoints } of rows)
    if (touchpoints.length > 0)
      yield inTime(
        touchpoints.map((touchpoint) => ({
          kind: 'touchpoint',
          id: touchpoint.id,
          row,
          day: rangeOf(touchpoint).from,
        })),
      );
  return undefined;
}

/** The neighbour of a place in a direction of the arrow keys, or itself at the edge. */
export function neighbour(
  campaign: Campaign,
  shown: readonly Row[],
  place: Place,
  direction: 'left' | 'right' | 'up' | 'down',
): Place {
  const rows = rowsOf(campaign, shown);
  const same = (other: Place) =>
    other.kind === place.kind && other.id === place.id && (place.row === undefined || other.row === place.row);
  const rowIndex = rows.findIndex((row) => row.some(same));
  if (rowIndex < 0) return rows[0]?.[0] ?? place;
  const row = rows[rowIndex]!;
  const index = row.findIndex(same);
  if (direction === 'left' || direction === 'right') return row[index + (direction === 'left' ? -1 : 1)] ?? place;
  const next = rows[rowIndex + (direction === 'up' ? -1 : 1)];
  const distance = ({ day }: DatedPlace) => Math.abs(day - row[index]!.day);
  return next?.reduce((nearest, other) => (distance(other) < distance(nearest) ? other : nearest)) ?? place;
}
