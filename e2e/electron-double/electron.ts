/**
 * A double of the `electron` module for the application's process: windows are pages of the Chromium that the test drives,
 * reached over a channel. Not modelled: the operating system's sandbox, native menus and dialogs, key chain, fuses, asar,
 * scheme privileges. Whatever is not implemented throws by its name.
 */
import { runInThisContext } from 'node:vm';
import { app as appDouble, becomeReady } from './app.ts';
import { channel, handlers } from './host.ts';
import { Menu as MenuDouble } from './menu.ts';
import { protocol as protocolDouble } from './protocol.ts';
import { defaultSession } from './session.ts';
import { strict } from './strict.ts';
import { BrowserWindow as BrowserWindowDouble, ipcMain as ipcMainDouble } from './windows.ts';

export const app = strict('app', appDouble);
export const BrowserWindow = strict('BrowserWindow', BrowserWindowDouble);
export const ipcMain = strict('ipcMain', ipcMainDouble);
export const protocol = strict('protocol', protocolDouble);
export const Menu = strict('Menu', MenuDouble);
export const session = strict('session', { defaultSession });
export const nativeTheme = strict('nativeTheme', { shouldUseDarkColors: false });
export const screen = strict('screen', {
  getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
});
export const dialog = strict('dialog', {
  showErrorBox(title: string, content: string) {
    process.stderr.write(`${title}: ${content}\n`);
  },
});
export const shell = strict('shell', {
  openExternal(address: string): Promise<void> {
    throw new Error(`The Electron double opens no other program: ${address}. Replace shell.openExternal in the test.`);
  },
});

const electron = { app, BrowserWindow, ipcMain, protocol, Menu, session, nativeTheme, screen, dialog, shell };

handlers['evaluate'] = async (source: string, value: unknown) => {
  const compiled = runInThisContext(`(${source})`) as (module: typeof electron, value: unknown) => unknown;
  return compiled(electron, value);
};
handlers['quit'] = () => appDouble.quit();
handlers['ready'] = () => becomeReady();

// Without the test there is nothing to be a window of.
process.on('disconnect', () => process.exit(0));
void channel.request('started');
