import { app, BrowserWindow, Menu } from 'electron';
import { menuTemplate } from './menuTemplate.ts';

/** Sets the native menu. What it offers is done by the window: it knows whether a text or the campaign is meant. */
export function setMenu(openAnotherWindow: () => void): void {
  const template = menuTemplate({
    isMac: process.platform === 'darwin',
    isPackaged: app.isPackaged,
    tell: (action) => BrowserWindow.getFocusedWindow()?.webContents.send('studio.menu', action),
    openAnotherWindow,
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
