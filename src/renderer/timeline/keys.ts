import type { KeyboardEvent } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { partLocked } from '#campaign/locked.ts';
import { onSendKey } from '../series/sendEvents.ts';
import { select, useSession } from '../session/session.ts';
import { addToBurst, burstRows } from './burst.ts';
import { reveal } from '../items/reveal.ts';
import { drawnRows } from './drawnRows.ts';
import { neighbour, rowsOf } from './walk.ts';
import { hasLength, placeOf, type Place } from '../items/place.ts';
import { areStuck } from '../items/locked.ts';
import { openRows } from './layout.ts';
import { itemsOf, rowsAround, type RowMove } from '../arranging/moves.ts';
import { remove, type Removal } from '../arranging/removal.ts';

/** The keys that walk, carry, select and let go on the timeline; all others do what the table of actions says. */

const DIRECTIONS: Record<string, 'left' | 'right' | 'up' | 'down'> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function onTimelineKey(event: KeyboardEvent, focus: (place: Place) => void): void {
  const open = useSession.getState().open!;
  const element = (event.target as Element).closest<HTMLElement>('[data-kind]');
  const place = placeOf(element);
  if (!place) return;
  const { kind, id } = place;
  const selected = open.selection?.kind === kind && open.selection.ids.includes(id) ? open.selection.ids : [id];
  const direction = DIRECTIONS[event.key];

  const done = () => {
    event.preventDefault();
    event.stopPropagation();
  };
  if (kind === 'touchpoint' && onSendKey(event, id)) return done();
  // With Ctrl or Cmd, anything else is the browser's or the system's.
  if (event.ctrlKey || event.metaKey) return;
  if (direction && (event.altKey || event.shiftKey) && areStuck(open.campaign, kind, selected)) done();
  else if (direction && event.altKey) {
    done();
    const by = direction === 'left' || direction === 'up' ? -1 : 1;
    if (direction === 'left' || direction === 'right')
      addToBurst({ place, ids: selected, mode: 'move', days: by * (event.shiftKey ? 7 : 1) });
    else {
      const rows = rowsBeside(open.campaign, place, selected, by);
      if (rows) addToBurst({ place, ids: selected, mode: 'move', days: 0, rows });
    }
  } else if (direction && event.shiftKey) {
    done();
    if ((direction === 'left' || direction === 'right') && hasLength(kind))
      addToBurst({ place, ids: selected, mode: 'end', days: direction === 'left' ? -1 : 1 });
  } else if (direction) {
    done();
    const next = neighbour(open.campaign, rowsToWalk(), place, direction);
    select({ kind: next.kind, ids: [next.id] });
    focus(next);
  } else if (event.key === ' ') {
    done();
    select(open.selection?.kind === kind && open.selection.ids.includes(id) ? null : { kind, ids: [id] });
  } else if (event.key === 'Escape') {
    done();
    select(null);
  }
}

/** Selects every touchpoint that is shown: what a filter hides is left alone. */
export function selectShown(): void {
  const ids = new Set(boxes().flatMap(({ row }) => row.touchpoints.map((touchpoint) => touchpoint.id)));
  select({ kind: 'touchpoint', ids: [...ids] });
}

const boxes = () => drawnRows() ?? [];
const rowsToWalk = () => openRows(boxes());

/** The step to the row above or below, where all of these touchpoints have one. */
function rowsBeside(campaign: Campaign, place: Place, ids: string[], by: number): RowMove | undefined {
  if (place.kind !== 'touchpoint') return undefined;
  const rows = { by, order: boxes().map(({ row }) => row.id), from: place.row };
  const { up, down } = rowsAround(campaign, itemsOf(campaign, 'touchpoint', ids), rows);
  const gone = burstRows(place) + by;
  return gone < -up || gone > down ? undefined : rows;
}

/** Deletes with a way back. The focus goes to what stands beside, so that the keyboard stays in the timeline, even in an empty one. */
export function removeItems(kind: Place['kind'], ids: readonly string[], how?: Removal): boolean {
  const { campaign } = useSession.getState().open!;
  const next = besideGone(campaign, kind, partLocked(campaign, kind, ids).free);
  if (!remove(kind, ids, how)) return false;
  select(next && { kind: next.kind, ids: [next.id] });
  reveal(next);
  return true;
}

/** What stands beside things that go, the nearest first. */
function besideGone(campaign: Campaign, kind: Place['kind'], ids: readonly string[]): Place | null {
  if (!drawnRows()) return null;
  const gone = new Set(ids);
  const place = { kind, id: ids[0] ?? '' };
  const rows = rowsToWalk();
  const beside = [neighbour(campaign, rows, place, 'right'), neighbour(campaign, rows, place, 'left')];
  return (
    [...beside, ...rowsOf(campaign, rows).flat()].find((other) => other.kind !== kind || !gone.has(other.id)) ?? null
  );
}
