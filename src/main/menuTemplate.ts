import type { MenuItemConstructorOptions } from 'electron';
import { ACTION_WORDS, chordOf, type NamedAction, type Shortcut } from '#language/actions.ts';

/** The native menu as data: what the window does it calls as the window does (language/actions.ts). */

interface Host {
  isMac: boolean;
  isPackaged: boolean;
  /** Has the focused window do an action. */
  tell: (action: NamedAction) => void;
  openAnotherWindow: () => void;
}

/** “CmdOrCtrl+Shift+Z”, as Electron writes keys. */
function acceleratorOf(shortcut: Shortcut): string {
  const { letter, shift } = chordOf(shortcut);
  return ['CmdOrCtrl', ...(shift ? ['Shift'] : []), letter.toUpperCase()].join('+');
}

export function menuTemplate({ isMac, isPackaged, tell, openAnotherWindow }: Host): MenuItemConstructorOptions[] {
  // The keys themselves go to the page, which handles them; the menu only shows them.
  const action = (id: NamedAction, shortcut?: Shortcut): MenuItemConstructorOptions => ({
    id,
    label: ACTION_WORDS[id],
    ...(shortcut ? { accelerator: acceleratorOf(shortcut), registerAccelerator: false } : {}),
    click: () => tell(id),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: 'File',
      submenu: [
        // Browsers keep these keys to themselves, so the page has none for it.
        { label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: openAnotherWindow },
        line,
        action('import'),
        action('export', 'export'),
        action('print', 'print'),
        line,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        action('undo', 'undo'),
        action('redo', 'redo'),
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        action('duplicate', 'duplicate'),
        line,
        action('find', 'find'),
      ],
    },
    {
      label: 'View',
      submenu: [
        action('history'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        line,
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
      ],
    },
    { role: 'windowMenu' },
    { label: 'Help', submenu: [action('help')] },
  ];
}
