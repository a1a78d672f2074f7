import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { contract } from '#contract/contract.ts';
import type { StudioEvent } from '#contract/events.ts';
import type { Reply } from '#contract/reply.ts';
import type { Studio } from '#studio/createStudio.ts';
import { isOwnPage } from './pages.ts';

/** The one way from a window to the studio. Only the main frame of a window of ours may take it. */
export function answerCalls(studio: Studio): void {
  ipcMain.handle('studio.call', async (event, method: unknown, input: unknown): Promise<Reply> => {
    if (!isOwnWindow(event))
      return { error: { code: 'refused', message: 'Only the studio’s own window may call it.' } };
    if (typeof method !== 'string' || !Object.hasOwn(contract, method)) {
      return {
        error: { code: 'notFound', message: 'The studio has no such call. Close the window and open it again.' },
      };
    }
    return studio.call(method, input);
  });
}

function isOwnWindow({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  // senderFrame is null where the frame has gone since.
  if (senderFrame === null || senderFrame !== sender.mainFrame) return false;
  return BrowserWindow.fromWebContents(sender) !== null && isOwnPage(senderFrame.url);
}

/** Tells every window. */
export function emitToWindows(event: StudioEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send('studio.event', event);
  }
}
