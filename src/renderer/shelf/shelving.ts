import { formatDay } from '#campaign/calendar.ts';
import type { Campaign, Idea, Touchpoint } from '#campaign/document.ts';
import { partLocked } from '#campaign/locked.ts';
import { ideaFrom, shelve, takeFromShelf, touchpointOf, type Plannable } from '#campaign/shelf.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { touchpointFrom } from '#campaign/tactics/touchpoint.ts';
import { focusWhenDrawn } from '../kit/focus.ts';
import { areStuck, lockedWords } from '../items/locked.ts';
import { announce } from '../kit/notices.ts';
import { turnTo } from '../navigation/tray.ts';
import { executeWithOffer } from '../session/offers.ts';
import { execute, select, useSession } from '../session/session.ts';
import { itemById, newId } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { reveal } from '../items/reveal.ts';
import { steer } from '../viewport/viewport.ts';
import { spokenPlace } from '../items/spoken.ts';
import { itemsOf } from '../arranging/moves.ts';

/** What is done with ideas, wherever it is asked for: each is one command, told and undone as one. */

const campaign = (): Campaign => useSession.getState().open!.campaign;

/** Writes an idea down, in front of the others, on the lane that somebody works on; false where it was refused. */
export function addIdea(name: string): boolean {
  const { selection } = useSession.getState().open!;
  const { lanes, start } = campaign();
  const [chosen = ''] = selection?.ids ?? [];
  const laneId =
    selection?.kind === 'lane'
      ? chosen
      : (itemById(campaign(), 'touchpoint', chosen) ?? itemById(campaign(), 'idea', chosen))?.laneId;
  const lane = lanes.find(({ id }) => id === laneId) ?? lanes[0]!;
  // It gets everything that a touchpoint of one's own has, but a date.
  const touchpoint = touchpointFrom(tacticById('custom-push')!, { id: newId('touchpoint'), laneId: lane.id, start });
  const item = { ...ideaFrom(touchpoint), name };
  if (!execute({ type: 'addIdea', item, at: 0 })) return false;
  select({ kind: 'idea', ids: [item.id] });
  announce(t('shelf.added', { name }));
  return true;
}

/** Takes an idea from the shelf as the touchpoint that it becomes; false where it was refused. */
export function takeAs(touchpoint: Touchpoint): boolean {
  if (!execute(takeFromShelf([touchpoint]))) return false;
  select({ kind: 'touchpoint', ids: [touchpoint.id] });
  announce(t('shelf.planned', { place: spokenPlace(campaign(), { kind: 'touchpoint', id: touchpoint.id }) }));
  return true;
}

/** Plans an idea and shows it on the timeline. */
export function planIdea(idea: Idea, at: Plannable): boolean {
  if (!takeAs(touchpointOf(idea, at))) return false;
  // The dialog is still open, and keeps the focus until it is gone.
  setTimeout(() => reveal({ kind: 'touchpoint', id: idea.id }));
  return true;
}

/** The day on which an idea is planned where nobody says another: in the middle of what is in view. */
export function likelyDay(): string {
  const day = steer()?.middleDay();
  return day === undefined ? campaign().start : formatDay(day);
}

/** Puts touchpoints on the shelf, with a way back, and goes to them there. */
export function putOnShelf(ids: readonly string[]): boolean {
  if (areStuck(campaign(), 'touchpoint', ids)) return false;
  const touchpoints = itemsOf(campaign(), 'touchpoint', partLocked(campaign(), 'touchpoint', ids).free);
  const [first] = touchpoints;
  if (!first) return false;
  const said =
    touchpoints.length === 1
      ? t('shelf.putOne', { name: first.name })
      : t('shelf.putSeveral', { count: touchpoints.length });
  const stayed = lockedWords(campaign(), 'touchpoint', ids);
  const text = stayed === null ? said : `${said} ${stayed}`;
  if (!executeWithOffer(shelve(touchpoints), text)) return false;
  select({ kind: 'idea', ids: [first.id] });
  turnTo('shelf');
  focusIdea(first.id);
  return true;
}

/** Writes the same idea down once more, behind the first. */
export function duplicateIdea(id: string): void {
  const { ideas } = campaign();
  const at = ideas.findIndex((idea) => idea.id === id);
  if (at < 0) return;
  const item = { ...ideas[at]!, id: newId('touchpoint') };
  if (!execute({ type: 'addIdea', item, at: at + 1 })) return;
  select({ kind: 'idea', ids: [item.id] });
  announce(t('shelf.added', { name: item.name }));
  focusIdea(item.id);
}

/** Deletes an idea, with a way back. The focus goes to the one beside it. */
export function deleteIdea(id: string): void {
  const { ideas } = campaign();
  const at = ideas.findIndex((idea) => idea.id === id);
  const idea = ideas[at];
  if (!idea || !executeWithOffer({ type: 'removeIdea', id }, t('timeline.deletedOne', { name: idea.name }))) return;
  const next = ideas[at + 1] ?? ideas[at - 1];
  select(next ? { kind: 'idea', ids: [next.id] } : null);
  focusIdea(next?.id);
}

/** The focus goes to an idea where the shelf is in view, and to the timeline where it is not; to the shelf's first field where none is left. */
export function focusIdea(id: string | undefined): void {
  const selector = id === undefined ? '.shelf input' : `[data-idea="${CSS.escape(id)}"]`;
  focusWhenDrawn(selector, 10, () => reveal(null));
}
