import type { Kind } from '#campaign/collections.ts';
import { bareKeyOf, keysOf, shortcutOf, type Pressed } from '../kit/shortcuts.ts';
import { select, useSession } from '../session/session.ts';
import { placeOf, type Place } from '../items/place.ts';
import type { Action, Ground, Here } from './action.ts';
import { IDEA_ACTIONS } from './ideas.ts';
import { ITEM_ACTIONS } from './items.ts';
import { PLAN_ACTIONS } from './plan.ts';
import { ROW_ACTIONS } from './rows.ts';
import { SEND_ACTIONS } from './sends.ts';
import { WINDOW_ACTIONS } from './window.ts';

/** The one table of what can be done, what is about the selection first. Keys, menus, the help, the context menu and the finder read it. */
export const ACTIONS: readonly Action[] = [
  ...SEND_ACTIONS,
  ...IDEA_ACTIONS,
  ...ITEM_ACTIONS,
  ...ROW_ACTIONS,
  ...WINDOW_ACTIONS,
  ...PLAN_ACTIONS,
];

export function actionOf(id: string): Action {
  const found = ACTIONS.find((action) => action.id === id);
  if (!found) throw new Error(`no action ${id}`);
  return found;
}

/** How its keys are read out and shown; undefined where it has none. */
export function keysIn({ shortcut, key, hasShift }: Action): string | undefined {
  if (shortcut) return keysOf(shortcut);
  if (hasShift) return `Shift+${key}`;
  return key === 'Delete' ? 'Del' : key === '-' ? '−' : key;
}

/** What keys mean where they are pressed. An item that has the focus is selected first, as for its menu. */
export function actionFor(pressed: Pressed, target: Element): { action: Action; here?: Here } | undefined {
  const action = ACTIONS.find((one) => isPressed(one, pressed) && takesKeys(one, target));
  const place = itemAt(target);
  if (action?.keysOf !== 'item' || !place) return action && { action };
  choose(place);
  return action.isPossible() ? { action, here: { id: place.id } } : undefined;
}

function isPressed({ shortcut, key, hasShift }: Action, pressed: Pressed): boolean {
  if (shortcut !== undefined) return shortcutOf(pressed) === shortcut;
  // Whether signs need Shift is a matter of the layout.
  return (
    key !== undefined &&
    bareKeyOf(pressed) === key &&
    (!/^[A-Z]$/.test(key) || pressed.shiftKey === (hasShift ?? false))
  );
}

const TIMELINE = '[data-timeline-scroller]';
const itemAt = (target: Element): Place | undefined =>
  target.closest(TIMELINE) ? placeOf(target.closest<HTMLElement>('[data-kind]')) : undefined;

function takesKeys({ keysOf: taker }: Action, target: Element): boolean {
  if (taker === 'timeline') return target.closest(TIMELINE) !== null;
  return taker === 'window' || (taker === 'item' && itemAt(target) !== undefined);
}

/** Selects it, unless it is among what is selected. */
export function choose({ kind, id }: { kind: Kind; id: string }): void {
  const { selection } = useSession.getState().open!;
  if (selection?.kind !== kind || !selection.ids.includes(id)) select({ kind, ids: [id] });
}

/** What can be done now on some ground, in the order of the table; what takes something away comes last. */
export const actionsOn = (ground: Ground, here?: Here): Action[] =>
  ACTIONS.filter(({ on, isPossible }) => on?.includes(ground) && isPossible(here)).sort(
    (a, b) => Number(a.isDanger ?? false) - Number(b.isDanger ?? false),
  );
