import type { Kind } from '#campaign/document.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { FinderDialog, type FinderAction } from '../finder/FinderDialog.tsx';
import { keysOf } from '../kit/shortcuts.ts';
import { SCREENS, type ScreenId } from '../navigation/address.ts';
import { openDay } from '../navigation/day.ts';
import { go } from '../navigation/place.ts';
import { showTray } from '../navigation/tray.ts';
import { entryWords } from '../session/entries.ts';
import { redo, select, undo, useSession } from '../session/session.ts';
import { focusIdea, putOnShelf } from '../shelf/shelving.ts';
import { addTactic } from '../tactics/tacticDrag.ts';
import { t } from '../text/text.ts';
import { dropTarget } from '../timeline/dropTarget.ts';
import { isPlaced } from '../timeline/items.ts';
import { steer } from '../viewport/viewport.ts';

export interface FinderProps {
  onExport: () => void;
  onImport: () => void;
  onHelp: () => void;
  onClose: () => void;
}

/** Screens of what does not stand on the timeline. */
const SCREEN_OF: Partial<Record<Kind, ScreenId>> = { segment: 'audience', assumption: 'settings' };

/** What the finder does in an open campaign. */
export function Finder({ onExport, onImport, onHelp, onClose }: FinderProps) {
  const history = useSession((state) => state.open?.history);
  const selected = useSession((state) => state.open?.selection);
  const travel = (type: 'undo' | 'redo', run: () => void): FinderAction[] => {
    const entry = history?.[type];
    const words = entry ? entryWords(entry) : null;
    return entry
      ? [
          {
            id: type,
            name: words === null ? t(`shell.${type}`) : t(`shell.${type}Named`, { step: words }),
            keys: keysOf(type),
            run,
          },
        ]
      : [];
  };
  const actions: FinderAction[] = [
    ...travel('undo', undo),
    ...travel('redo', redo),
    ...SCREENS.map((id) => ({
      id: `screen-${id}`,
      name: t('finder.screen', { screen: t(`shell.tab.${id}`) }),
      run: () => go({ screen: id, selection: null }),
    })),
    {
      id: 'idea',
      name: t('shelf.new'),
      run: () => {
        go({ screen: 'plan' });
        showTray('shelf');
        focusIdea(undefined);
      },
    },
    ...(selected?.kind === 'touchpoint'
      ? [{ id: 'shelve', name: t('shelf.put'), run: () => putOnShelf(selected.ids) }]
      : []),
    { id: 'export', name: t('shell.exportEntry'), keys: keysOf('export'), run: onExport },
    { id: 'import', name: t('shell.import'), run: onImport },
    { id: 'print', name: t('shell.print'), keys: keysOf('print'), run: () => window.print() },
    { id: 'help', name: t('shell.help'), keys: '?', run: onHelp },
  ];

  function showItem(kind: Kind, id: string): void {
    const screen = SCREEN_OF[kind] ?? 'plan';
    const selection = { kind, ids: [id] };
    go({ screen, selection });
    select(selection);
    if (kind === 'idea') {
      showTray('shelf');
      focusIdea(id);
    }
    // The timeline may only be there when the plan is drawn.
    if (isPlaced(kind)) setTimeout(() => dropTarget()?.reveal({ kind, id }));
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
