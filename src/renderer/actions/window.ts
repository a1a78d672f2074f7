import {
  AppWindow,
  CalendarArrowUp,
  CalendarRange,
  CircleHelp,
  Download,
  FileInput,
  History,
  PanelLeft,
  PanelRight,
  Printer,
  Redo2,
  Save,
  Search,
  SquareArrowRight,
  Tag,
  Undo2,
} from 'lucide-react';
import { openWindow, opensWindows } from '../bridge/studio.ts';
import { CALENDAR, SCREENS, VIEWS, writeAddress } from '../navigation/address.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { showDetails, showHistory, showPane } from '../navigation/panes.ts';
import { go, useAddress } from '../navigation/useAddress.ts';
import { commitTyping } from '../kit/typing.ts';
import { entryWords } from '../session/entries.ts';
import { redo, undo, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import type { Action } from './action.ts';

/** What is about the campaign or the window as a whole. */

const always = () => true;

const travel = (id: 'undo' | 'redo'): Action => {
  const entry = () => useSession.getState().open?.history[id] ?? null;
  return {
    id,
    // “Undo: move “Launch email””; the plain word where there is nothing to undo.
    words: () => {
      const step = entryWords(entry());
      return step === null ? t(`shell.${id}`) : t(`shell.${id}Named`, { step });
    },
    icon: id === 'undo' ? Undo2 : Redo2,
    shortcut: id,
    keysOf: 'window',
    isPossible: () => entry() !== null,
    run: id === 'undo' ? undo : redo,
  };
};

export const WINDOW_ACTIONS: readonly Action[] = [
  travel('undo'),
  travel('redo'),
  { id: 'history', words: () => t('action.history'), icon: History, isPossible: always, run: showHistory },
  {
    id: 'nameVersion',
    words: () => t('action.nameVersion'),
    icon: Tag,
    isPossible: always,
    run: () => openOverlay('nameVersion'),
  },
  {
    id: 'moveCampaign',
    words: () => t('action.moveCampaign'),
    icon: CalendarArrowUp,
    isPossible: always,
    run: () => openOverlay('moveCampaign'),
  },
  {
    id: 'find',
    words: () => t('finder.title'),
    icon: Search,
    shortcut: 'find',
    keysOf: 'window',
    isPossible: always,
    run: () => openOverlay('finder'),
  },
  ...SCREENS.map((screen): Action => ({
    id: `screen-${screen}`,
    words: () => t('finder.screen', { screen: t(`shell.tab.${screen}`) }),
    icon: SquareArrowRight,
    isPossible: () => useAddress.getState().screen !== screen,
    run: () => go({ screen, selection: null }),
  })),
  ...VIEWS.map((view): Action => ({
    id: `view-${view}`,
    words: () => t('finder.screen', { screen: t(`table.view.${view}`) }),
    icon: SquareArrowRight,
    isPossible: () => useAddress.getState().screen !== 'plan' || useAddress.getState().view !== view,
    run: () => go({ screen: 'plan', view }),
  })),
  {
    id: 'calendar',
    words: () => t('calendar.title'),
    icon: CalendarRange,
    isPossible: always,
    run: () => go(CALENDAR),
  },
  {
    id: 'showTactics',
    words: () => t('tactics.show'),
    icon: PanelLeft,
    isPossible: always,
    run: () => onPlan(() => showPane('tactics')),
  },
  {
    id: 'showDetails',
    words: () => t('inspector.show'),
    icon: PanelRight,
    isPossible: always,
    run: () => onPlan(showDetails),
  },
  {
    id: 'export',
    words: () => t('shell.exportEntry'),
    icon: Download,
    shortcut: 'export',
    keysOf: 'window',
    isPossible: always,
    run: () => openOverlay('export'),
  },
  {
    id: 'import',
    words: () => t('shell.import'),
    icon: FileInput,
    isPossible: always,
    run: () => openOverlay('importPlan'),
  },
  // A menu or the finder is still open while it is pressed. The keys are the browser's own.
  {
    id: 'print',
    words: () => t('shell.print'),
    icon: Printer,
    shortcut: 'print',
    isPossible: always,
    run: () => void setTimeout(() => window.print()),
  },
  {
    id: 'newWindow',
    words: () => t('shell.newWindow'),
    icon: AppWindow,
    isPossible: () => opensWindows,
    run: () => openWindow(writeAddress(useAddress.getState())),
  },
  // All is stored as it is done; whoever presses the usual keys has what is being typed stored as well.
  {
    id: 'save',
    words: () => t('action.save'),
    icon: Save,
    shortcut: 'save',
    keysOf: 'window',
    isPossible: always,
    run: commitTyping,
  },
  {
    id: 'help',
    words: () => t('shell.help'),
    icon: CircleHelp,
    key: '?',
    keysOf: 'window',
    isPossible: always,
    run: () => openOverlay('help'),
  },
];

function onPlan(show: () => void): void {
  go({ screen: 'plan' });
  show();
}
