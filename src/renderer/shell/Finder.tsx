import { useState } from 'react';
import { ACTIONS, keysIn } from '../actions/actions.ts';
import type { Kind } from '#campaign/collections.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { FinderDialog, type FinderAction } from '../finder/FinderDialog.tsx';
import type { ScreenId } from '../navigation/address.ts';
import { openDay } from '../navigation/day.ts';
import { go } from '../navigation/useAddress.ts';
import { showTray } from '../navigation/tray.ts';
import { select } from '../session/session.ts';
import { focusIdea } from '../shelf/shelving.ts';
import { addTactic } from '../tactics/tacticDrag.ts';
import { reveal } from '../items/reveal.ts';
import { isPlaced } from '../items/place.ts';
import { steer } from '../viewport/viewport.ts';

/** Screens of what does not stand on the timeline. */
const SCREEN_OF: Partial<Record<Kind, ScreenId>> = {
  segment: 'audience',
  assumption: 'settings',
  calendar: 'settings',
};

/** What the finder does in an open campaign. */
export function Finder({ onClose }: { onClose: () => void }) {
  // As they are when it opens.
  const [actions] = useState(() =>
    ACTIONS.filter(({ id, isPossible }) => id !== 'find' && isPossible()).map((action): FinderAction => {
      const keys = keysIn(action);
      return { id: action.id, name: action.words(), ...(keys === undefined ? {} : { keys }), run: () => action.run() };
    }),
  );

  function showItem(kind: Kind, id: string): void {
    const screen = SCREEN_OF[kind] ?? 'plan';
    const selection = { kind, ids: [id] };
    go({ screen, selection, ...(isPlaced(kind) || kind === 'idea' ? { view: 'timeline' } : {}) });
    select(selection);
    if (kind === 'idea') {
      showTray('shelf');
      focusIdea(id);
    }
    // The timeline may only be there when the plan is drawn.
    if (isPlaced(kind)) setTimeout(() => reveal({ kind, id }));
  }

  function showDay(day: number): void {
    openDay(day, 'keys');
    setTimeout(() => steer()?.showDay(day));
  }

  return (
    <FinderDialog
      actions={actions}
      onItem={showItem}
      onDay={showDay}
      onTactic={(id) => {
        const tactic = tacticById(id);
        go({ screen: 'plan' });
        if (tactic) setTimeout(() => addTactic(tactic));
      }}
      onClose={onClose}
    />
  );
}
