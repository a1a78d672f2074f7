import type { MenuEntry } from '../kit/overlays.tsx';
import { t } from '../text/text.ts';
import type { Action, Ground, Here } from './action.ts';
import { actionOf, actionsOn, keysIn } from './actions.ts';

/** Actions as entries of menus. */

export function entryOf(action: Action, here?: Here): MenuEntry {
  const { id, icon: Icon, isDanger } = action;
  const keys = keysIn(action);
  return {
    id,
    label: id === 'paste' && here?.day !== undefined ? t('action.pasteHere') : action.words(),
    icon: <Icon aria-hidden />,
    ...(keys === undefined ? {} : { keys }),
    ...(isDanger ? { danger: true, separated: true } : {}),
    // The menu is still open while it is pressed, and gives the focus back before something else takes it.
    onAction: () => setTimeout(() => action.run(here)),
  };
}

/** The entries for these actions, those that can be done. */
export const entriesFor = (...ids: string[]): MenuEntry[] =>
  ids
    .map(actionOf)
    .filter(({ isPossible }) => isPossible())
    .map((action) => entryOf(action));

export const entriesOn = (ground: Ground, here?: Here): MenuEntry[] =>
  actionsOn(ground, here).map((action) => entryOf(action, here));
