import type { KeyboardEvent } from 'react';
import { announce } from '../kit/notices.ts';
import { executeWithOffer } from '../session/offers.ts';
import { execute, select, useSession } from '../session/session.ts';
import { showPane } from '../shell/panes.ts';
import { t } from '../text/text.ts';
import {
  copyCommand,
  isPlaced,
  moveCommand,
  neighbour,
  removeCommand,
  resizeCommand,
  rowsOf,
  spokenPlace,
  type Place,
} from './items.ts';

/** The keyboard of the timeline. Everything a pointer can do to something placed has a key here. */

const DIRECTIONS: Record<string, 'left' | 'right' | 'up' | 'down'> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function onTimelineKey(event: KeyboardEvent, focus: (place: Place) => void): void {
  const open = useSession.getState().open!;
  const element = (event.target as Element).closest<HTMLElement>('[data-kind]');
  const kind = element?.dataset['kind'];
  const id = element?.dataset['id'];
  if (!kind || !id || !isPlaced(kind)) return;
  const place: Place = { kind, id };
  const modifier = event.ctrlKey || event.metaKey;
  const selected = open.selection?.kind === kind && open.selection.ids.includes(id) ? open.selection.ids : [id];
  const direction = DIRECTIONS[event.key];

  const done = () => {
    event.preventDefault();
    event.stopPropagation();
  };
  const say = () => announce(spokenPlace(useSession.getState().open!.campaign, place));

  if (direction && event.altKey) {
    done();
    const step = event.shiftKey ? 7 : 1;
    if (direction === 'left' || direction === 'right') {
      const command = moveCommand(open.campaign, kind, selected, direction === 'left' ? -step : step);
      if (command && execute(command)) say();
    } else if (kind === 'touchpoint') {
      const { lanes, touchpoints } = open.campaign;
      const current = touchpoints.find((touchpoint) => touchpoint.id === id)!;
      const lane =
        lanes[lanes.findIndex((candidate) => candidate.id === current.laneId) + (direction === 'up' ? -1 : 1)];
      const command = lane ? moveCommand(open.campaign, kind, [id], 0, lane.id) : null;
      if (command && execute(command)) say();
    }
  } else if (direction && event.shiftKey && !modifier) {
    done();
    if (direction === 'up' || direction === 'down') return;
    const command = resizeCommand(open.campaign, place, 'end', direction === 'left' ? -1 : 1);
    if (command && execute(command)) say();
  } else if (direction && !modifier) {
    done();
    const next = neighbour(open.campaign, place, direction);
    select({ kind: next.kind, ids: [next.id] });
    focus(next);
  } else if (event.key === 'Delete' || event.key === 'Backspace') {
    done();
    const gone = new Set(selected);
    const beside = [neighbour(open.campaign, place, 'right'), neighbour(open.campaign, place, 'left')];
    const next = [...beside, ...rowsOf(open.campaign).flat()].find(
      (candidate) => candidate.kind !== kind || !gone.has(candidate.id),
    );
    if (!removeItems(kind, selected)) return;
    // The keyboard stays in the timeline, even in an empty one.
    if (!next) return (event.currentTarget as HTMLElement).focus();
    select({ kind: next.kind, ids: [next.id] });
    focus(next);
  } else if (modifier && event.key.toLowerCase() === 'd' && kind === 'touchpoint') {
    done();
    const copy = duplicateItems(selected);
    if (copy) focus({ kind, id: copy });
  } else if (modifier && event.key.toLowerCase() === 'a') {
    done();
    select({ kind: 'touchpoint', ids: open.campaign.touchpoints.map((touchpoint) => touchpoint.id) });
  } else if (event.key === ' ') {
    done();
    select(open.selection?.kind === kind && open.selection.ids.includes(id) ? null : { kind, ids: [id] });
  } else if (event.key === 'Enter') {
    done();
    select({ kind, ids: selected });
    showPane('details');
    // The details of what is selected now are there with the next frame.
    requestAnimationFrame(() => {
      const inspector = document.querySelector('[data-inspector]');
      (inspector?.querySelector<HTMLElement>('.inspector-form input') ?? inspector?.querySelector('button'))?.focus();
    });
  } else if (event.key === 'Escape') {
    done();
    select(null);
  }
}

/** Deletes with a way back. */
export function removeItems(kind: Place['kind'], ids: string[]): boolean {
  const command = removeCommand(kind, ids);
  if (!command || !executeWithOffer(command, t('timeline.deleted', { count: ids.length }))) return false;
  select(null);
  return true;
}

/** Duplicates touchpoints and selects the copies; the id of the first copy. */
export function duplicateItems(ids: string[]): string | undefined {
  const copies = copyCommand(useSession.getState().open!.campaign, ids);
  if (!copies || !execute(copies.command)) return undefined;
  select({ kind: 'touchpoint', ids: copies.ids });
  const [first] = copies.ids;
  announce(spokenPlace(useSession.getState().open!.campaign, { kind: 'touchpoint', id: first! }));
  return first;
}
