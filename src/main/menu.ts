import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/** The native menu. Undo and redo belong to the window: it knows whether a text or the campaign is meant. */
export function setMenu(openAnotherWindow: () => void): void {
  const tell = (action: 'undo' | 'redo') => () => {
    BrowserWindow.getFocusedWindow()?.webContents.send('studio.menu', action);
  };
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: 'File',
      submenu: [
        { label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: openAnotherWindow },
        {
          label: 'Print…',
          accelerator: 'CmdOrCtrl+P',
          click: () => BrowserWindow.getFocusedWindow()?.webContents.print(),
        },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        // The keys themselves go to the page, which handles them; the menu only shows them.
        { label: 'Undo', accelerator: 'CmdOrCtrl+Z', registerAccelerator: false, click: tell('undo') },
        { label: 'Redo', accelerator: 'CmdOrCtrl+Shift+Z', registerAccelerator: false, click: tell('redo') },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
