import { handlers } from './host.ts';
import { strict, StrictEmitter } from './strict.ts';
import { webContentsOf } from './windows.ts';

class DownloadItem extends StrictEmitter {
  readonly #url: string;
  readonly #fileName: string;
  savePath = '';
  saveDialogOptions: object = {};
  state = 'progressing';

  constructor(url: string, fileName: string) {
    super('DownloadItem', ['done']);
    this.#url = url;
    this.#fileName = fileName;
  }
  getFilename = () => this.#fileName;
  getURL = () => this.#url;
  getState = () => this.state;
  getSavePath = () => this.savePath;
  setSavePath(path: string): void {
    this.savePath = path;
  }
  getSaveDialogOptions = () => this.saveDialogOptions;
  setSaveDialogOptions(options: object): void {
    this.saveDialogOptions = options;
  }
}

class Session extends StrictEmitter {
  constructor() {
    super('session', ['will-download']);
  }
  permissionRequestHandler: unknown;
  permissionCheckHandler: unknown;
  setPermissionRequestHandler(handler: unknown): void {
    this.permissionRequestHandler = handler;
  }
  setPermissionCheckHandler(handler: unknown): void {
    this.permissionCheckHandler = handler;
  }
}

export const defaultSession = strict('session', new Session());
const items = new Map<number, DownloadItem>();

/** A page has begun a download: where it is to be saved. The native dialog is not modelled, so that a test has to set a path. */
handlers['download'] = (id: number, window: number, url: string, fileName: string) => {
  const item = new DownloadItem(url, fileName);
  items.set(id, item);
  defaultSession.emit('will-download', {}, strict('DownloadItem', item), webContentsOf(window));
  if (!item.savePath) throw new Error('The Electron double has no save dialog; set a path on will-download.');
  return item.savePath;
};

handlers['downloaded'] = (id: number) => {
  const item = items.get(id);
  items.delete(id);
  if (!item) return;
  item.state = 'completed';
  item.emit('done', {}, 'completed');
};
