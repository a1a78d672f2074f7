import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, dialog } from 'electron';
import { Refusal } from '#campaign/refusal.ts';
import { createStudio, type Studio } from '#studio/createStudio.ts';
import { dataFolder } from '#studio/dataFolder.ts';
import { failureOf } from '#studio/failure.ts';
import { PRODUCT } from '#contract/product.ts';
import { answerCalls, emitToWindows } from './calls.ts';
import { guardPages } from './guards.ts';
import { setMenu } from './menu.ts';
import { announcePages, servePages } from './pages.ts';
import { openWindow } from './windows.ts';

/** The studio as an Electron application. */

let studio: Studio | undefined;

/** The folder of the library, which is Electron's own too. */
function claimDataFolder(): string {
  const { values } = parseArgs({ options: { data: { type: 'string' } }, strict: false });
  const folder = dataFolder(typeof values.data === 'string' ? values.data : undefined);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    app.setPath('userData', folder);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new Refusal('refused', `The folder ${folder} cannot be used (${code}). Choose another with --data.`);
  }
  return folder;
}

async function openStudio(folder: string): Promise<void> {
  await app.whenReady();
  await servePages(join(import.meta.dirname, '..'));
  guardPages();
  const opened = await createStudio({
    version: app.getVersion(),
    dataFolder: folder,
    now: () => new Date(),
    emit: emitToWindows,
  });
  studio = opened;
  answerCalls(opened);

  const stateFile = join(folder, 'window-state.json');
  const openAnother = () => void openWindow(stateFile).catch(showFailure);
  setMenu(openAnother);
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return openAnother();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openAnother();
  });
  await openWindow(stateFile);
}

function showFailure(error: unknown): void {
  dialog.showErrorBox(`${PRODUCT} cannot open`, failureOf(error).message);
  app.exit(1);
}

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
app.on('will-quit', (event) => {
  if (!studio) return;
  // The database closes before the process ends.
  event.preventDefault();
  const closing = studio;
  studio = undefined;
  void closing.close().finally(() => app.quit());
});

try {
  app.setName(PRODUCT);
  announcePages();
  const folder = claimDataFolder();
  // A second start hands over to the first one, which has the library open.
  if (app.requestSingleInstanceLock()) openStudio(folder).catch(showFailure);
  else app.quit();
} catch (error) {
  showFailure(error);
}
