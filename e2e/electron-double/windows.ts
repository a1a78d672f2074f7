import { app } from './app.ts';
import { channel, handlers } from './host.ts';
import { strict, StrictEmitter } from './strict.ts';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface WindowOptions extends Partial<Bounds> {
  show?: boolean;
  webPreferences?: {
    preload?: string;
    sandbox?: boolean;
    contextIsolation?: boolean;
    nodeIntegration?: boolean;
    webSecurity?: boolean;
  };
}

type WindowOpenHandler = (details: { url: string; frameName: string; disposition: string }) => { action: string };
type InvokeHandler = (event: object, ...values: unknown[]) => unknown;

const WINDOW_EVENTS = ['close', 'closed', 'ready-to-show', 'focus', 'show'];
const CONTENTS_EVENTS = ['will-navigate', 'will-frame-navigate', 'did-finish-load', 'destroyed'];
/** Pages of the studio are never redirected, and a `<webview>` cannot exist without its switch. */
const CONTENTS_NEVER = ['will-redirect', 'will-attach-webview'];

class WebContents extends StrictEmitter {
  readonly id: number;
  readonly mainFrame = { url: '' };
  #windowOpenHandler: WindowOpenHandler | undefined;
  constructor(id: number) {
    super('webContents', CONTENTS_EVENTS, CONTENTS_NEVER);
    this.id = id;
  }
  getURL = () => this.mainFrame.url;
  send(name: string, ...values: unknown[]): void {
    channel.request('send', this.id, name, values).catch(() => undefined);
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }
  /** A page has asked for another window. Only refusing it is modelled. */
  askForWindow(url: string, frameName: string): void {
    const answer = this.#windowOpenHandler?.({ url, frameName, disposition: 'foreground-tab' });
    if (answer?.action !== 'deny') throw new Error('The Electron double does not implement windows opened by pages.');
  }
}

let lastId = 0;
const windows = new Map<number, BrowserWindow>();
let focused: BrowserWindow | null = null;

export class BrowserWindow extends StrictEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  #isDestroyed = false;
  #isMaximized = false;
  #bounds: Bounds;
  readonly #opened: Promise<unknown>;

  constructor({ x = 100, y = 100, width = 800, height = 600, webPreferences = {} }: WindowOptions = {}) {
    super('BrowserWindow', WINDOW_EVENTS);
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const {
      preload,
      sandbox = true,
      contextIsolation = true,
      nodeIntegration = false,
      webSecurity = true,
    } = webPreferences;
    if (!sandbox || !contextIsolation || nodeIntegration || !webSecurity) {
      throw new Error('The Electron double shows sandboxed, isolated pages without Node only.');
    }
    this.#bounds = { x, y, width, height };
    this.webContents = strict('webContents', new WebContents(this.id));
    const self = strict('BrowserWindow', this);
    windows.set(this.id, self);
    app.windows.add(self);
    focused = self;
    this.#opened = channel.request('open', this.id, { preload, width, height });
    app.emit('web-contents-created', {}, this.webContents);
    return self;
  }

  static getAllWindows = () => [...windows.values()];
  static getFocusedWindow = () => focused;
  static fromWebContents = (contents: WebContents) => windows.get(contents.id) ?? null;

  async loadURL(url: string): Promise<void> {
    await this.#opened;
    this.webContents.mainFrame.url = url;
    await channel.request('load', this.id, url);
    this.webContents.emit('did-finish-load', {});
    this.emit('ready-to-show', {});
  }

  show(): void {
    this.emit('show', {});
  }
  focus(): void {
    focused = windows.get(this.id) ?? null;
    this.emit('focus', {});
  }
  isMinimized = () => false;
  maximize(): void {
    this.#isMaximized = true;
  }
  isMaximized = () => this.#isMaximized;
  getNormalBounds = () => this.#bounds;
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
  }
  isDestroyed = () => this.#isDestroyed;

  close(): void {
    if (this.#isDestroyed || this.offer('close', {})) return;
    this.destroy();
  }
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    const self = windows.get(this.id);
    windows.delete(this.id);
    if (focused === self) focused = [...windows.values()].at(-1) ?? null;
    // The page goes first: a process that ended at once would leave it open.
    void channel
      .request('close', this.id)
      .catch(() => undefined)
      .then(() => {
        this.webContents.emit('destroyed', {});
        this.emit('closed', {});
        if (self) app.windows.delete(self);
        app.afterWindow();
      });
  }
}

/** The contents of an open window. */
export function webContentsOf(id: number): WebContents {
  const window = windows.get(id);
  if (!window) throw new Error(`There is no window ${id}.`);
  return window.webContents;
}

const invokeHandlers = new Map<string, InvokeHandler>();

export const ipcMain = {
  handle(name: string, handler: InvokeHandler): void {
    if (invokeHandlers.has(name)) throw new Error(`Attempted to register a second handler for '${name}'`);
    invokeHandlers.set(name, handler);
  },
};

handlers['invoke'] = async (window: number, url: string, name: string, values: unknown[]) => {
  const handler = invokeHandlers.get(name);
  if (!handler) throw new Error(`Error invoking remote method '${name}': No handler registered for '${name}'`);
  const sender = webContentsOf(window);
  sender.mainFrame.url = url;
  try {
    return await handler({ sender, senderFrame: sender.mainFrame }, ...values);
  } catch (error) {
    throw new Error(`Error invoking remote method '${name}': ${String(error)}`, { cause: error });
  }
};

/** A frame wants to go elsewhere: whether the application refuses. */
handlers['navigate'] = (window: number, url: string, isMainFrame: boolean) => {
  const contents = webContentsOf(window);
  const isRefused = contents.offer('will-frame-navigate', { url, isMainFrame });
  return (isMainFrame && contents.offer('will-navigate', { url, isMainFrame })) || isRefused;
};

handlers['askForWindow'] = (window: number, url: string, frameName: string) =>
  webContentsOf(window).askForWindow(url, frameName);

/** The test has closed the page, as a person closes a window. */
handlers['pageClosed'] = (window: number) => windows.get(window)?.close();
