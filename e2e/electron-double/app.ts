import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { StrictEmitter } from './strict.ts';

interface Closable {
  close(): void;
  isDestroyed(): boolean;
}

const SENT = [
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'web-contents-created',
  'second-instance',
];
const manifest = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as { version: string };

class App extends StrictEmitter {
  readonly isPackaged = false;
  /** Open windows, kept by windows.ts. */
  readonly windows = new Set<Closable>();
  #name = 'Electron';
  #isQuitting = false;
  readonly #paths = new Map([['appData', process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config')]]);

  constructor() {
    super('app', SENT, ['activate']);
  }

  isReady = () => isReady;
  whenReady = () => whenReady;
  getVersion = () => manifest.version;
  getName = () => this.#name;
  setName(name: string): void {
    this.#name = name;
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`The Electron double has no path “${name}”.`);
    return path;
  }
  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} is not there.`);
    this.#paths.set(name, path);
  }

  /** Every test has a data folder of its own, so that there is no other instance. */
  requestSingleInstanceLock = () => true;

  quit(): void {
    if (this.#isQuitting || this.offer('before-quit', {})) return;
    this.#isQuitting = true;
    for (const window of this.windows) window.close();
    this.#finish();
  }
  exit(code = 0): void {
    process.exit(code);
  }

  /** To be called when a window has gone. */
  afterWindow(): void {
    if (this.windows.size > 0) return;
    if (this.#isQuitting) this.#finish();
    else if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  #finish(): void {
    if (!this.#isQuitting || this.windows.size > 0) return;
    if (this.offer('will-quit', {})) {
      this.#isQuitting = false;
      return;
    }
    this.emit('quit', {}, 0);
    process.exit(0);
  }
}

const { promise: whenReady, resolve: resolveReady } = Promise.withResolvers<void>();
let isReady = false;

export const app = new App();

export function becomeReady(): void {
  isReady = true;
  app.emit('ready', {});
  resolveReady();
}
