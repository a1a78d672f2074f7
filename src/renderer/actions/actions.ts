import { keysOf, shortcutOf, type Pressed } from '../kit/shortcuts.ts';
import type { Action, Ground } from './action.ts';
import { ITEM_ACTIONS } from './items.ts';
import { PLAN_ACTIONS } from './plan.ts';
import { WINDOW_ACTIONS } from './window.ts';

/** The one table of what can be done, what is about the selection first. Keys, menus, the help, the context menu and the finder read it. */
export const ACTIONS: readonly Action[] = [...ITEM_ACTIONS, ...WINDOW_ACTIONS, ...PLAN_ACTIONS];

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

/** The action that the window does for keys, wherever one is. */
export function windowActionFor(pressed: Pressed): Action | undefined {
  const shortcut = shortcutOf(pressed);
  const isBare = !pressed.ctrlKey && !pressed.metaKey && !pressed.altKey;
  return ACTIONS.find(
    (action) =>
      action.keysOf === 'window' &&
      (shortcut === null ? isBare && action.key === pressed.key : action.shortcut === shortcut),
  );
}

/** What can be done now on some ground of the timeline, in the order of the table. */
export const actionsOn = (ground: Ground): Action[] =>
  ACTIONS.filter(({ on, isPossible }) => on?.includes(ground) && isPossible());
