import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { dark, light } from '#language/palette.ts';
import { PRODUCT } from '#contract/product.ts';
import { START_PAGE } from './pages.ts';
import { readWindowState, writeWindowState } from './windowState.ts';

/** Opens a window of the studio. `stateFile` keeps where it stood. */
export async function openWindow(stateFile: string): Promise<BrowserWindow> {
  const { maximized, ...bounds } = readWindowState(
    stateFile,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const others = BrowserWindow.getAllWindows().length;
  const window = new BrowserWindow({
    ...bounds,
    // A second window does not hide the first one.
    ...(others > 0 && bounds.x !== undefined && bounds.y !== undefined
      ? { x: bounds.x + 24 * others, y: bounds.y + 24 * others }
      : {}),
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: PRODUCT,
    backgroundColor: nativeTheme.shouldUseDarkColors ? dark.paper : light.paper,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: true,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    writeWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  await window.loadURL(START_PAGE);
  return window;
}
