import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, CDPSession, Download, Page, Route } from '@playwright/test';
import type * as Electron from 'electron';
import { openChannel, type Channel } from './channel.ts';
import { fromShown, shown } from './addresses.ts';

/**
 * The test's end of the Electron double: starts the built application on Node, and shows its windows as pages of a real Chromium.
 * What it returns is the part of Playwright's ElectronApplication that the specs use.
 */

export interface ElectronApplication {
  evaluate<R, A>(run: (electron: typeof Electron, value: A) => R | Promise<R>, value?: A): Promise<R>;
  firstWindow(): Promise<Page>;
  windows(): Page[];
  process(): ChildProcess;
  close(): Promise<void>;
}

interface ShownWindow {
  page: Page;
  session: CDPSession;
  /** The isolated world of the page that is shown now. */
  preloadWorld: number | undefined;
}

const WORLD = 'electron-preload';
const here = import.meta.dirname;
const text = (name: string) => readFileSync(join(here, name), 'utf8');
const onlyOnTop = (script: string) => `if (window === window.top) {\n${script}\n}`;
const pageScript = onlyOnTop(`(() => {\n${text('crossWorld.js')}\n${text('pageWorld.js')}\n})();`);
const preloadScript = (path: string) =>
  onlyOnTop(
    `(() => {\n${text('crossWorld.js')}\n${text('preloadWorld.js')}\n` +
      `((module, exports) => {\n${readFileSync(path, 'utf8')}\n})({ exports: {} }, {});\n})();`,
  );

interface Start {
  browser: Browser;
  program: string;
  parameters: string[];
  folder: string;
  environment: Record<string, string>;
}

export async function launchDouble({
  browser,
  program,
  parameters,
  folder,
  environment,
}: Start): Promise<ElectronApplication> {
  const context = await browser.newContext({ acceptDownloads: true });
  const windows = new Map<number, ShownWindow>();
  const opened: Page[] = [];
  let announceWindow: ((page: Page) => void) | undefined;
  let output = '';

  const child = spawn(process.execPath, ['--import', join(here, 'register.mjs'), program, ...parameters], {
    cwd: folder,
    env: { ...process.env, ...environment, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));

  const channel: Channel = openChannel(
    {
      send: (message) => {
        if (child.connected) child.send(message, () => undefined);
      },
      on: (event, listener) => void child.on(event, listener),
    },
    {
      started: () => void channel.request('ready').catch(() => undefined),
      async open(id: number, { preload, width, height }: { preload?: string; width: number; height: number }) {
        const page = await context.newPage();
        await page.setViewportSize({ width, height });
        windows.set(id, await prepare(id, page, preload));
      },
      async load(id: number, url: string) {
        const { page } = windowOf(id);
        await page.goto(shown(url));
        opened.push(page);
        announceWindow?.(page);
      },
      async close(id: number) {
        const page = windows.get(id)?.page;
        windows.delete(id);
        if (page && !page.isClosed()) await page.close();
      },
      send: (id: number, name: string, values: unknown[]) => receive(windowOf(id), { kind: 'message', name, values }),
    },
  );

  const exited = new Promise<void>((resolve) => {
    child.on('exit', (code) => {
      channel.end(`The application ended (${code}).${output ? `\n${output}` : ''}`);
      context.close().then(resolve, resolve);
    });
  });

  function windowOf(id: number): ShownWindow {
    const window = windows.get(id);
    if (!window) throw new Error(`There is no window ${id}.`);
    return window;
  }

  async function prepare(id: number, page: Page, preload: string | undefined): Promise<ShownWindow> {
    const session = await context.newCDPSession(page);
    const window: ShownWindow = { page, session, preloadWorld: undefined };
    session.on('Runtime.executionContextCreated', ({ context: world }) => {
      if (world.name === WORLD) window.preloadWorld = world.id;
    });
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === 'electronDouble') void answerPreload(id, window, JSON.parse(payload) as PreloadMessage);
    });
    await session.send('Runtime.enable');
    await session.send('Page.enable');
    await session.send('Runtime.addBinding', { name: 'electronDouble', executionContextName: WORLD });
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript });
    if (preload) {
      await session.send('Page.addScriptToEvaluateOnNewDocument', { source: preloadScript(preload), worldName: WORLD });
    }
    // A request that is under way when the application ends gets no answer.
    await page.route('**/*', (route) => serve(id, page, route).catch(() => route.abort().catch(() => undefined)));
    page.on('download', (download) => void save(id, download));
    page.on('close', () => void channel.request('pageClosed', id).catch(() => undefined));
    return window;
  }

  type PreloadMessage =
    | { kind: 'invoke'; id: number; name: string; values: unknown[] }
    | { kind: 'window'; url: string; name: string };

  async function answerPreload(id: number, window: ShownWindow, message: PreloadMessage): Promise<void> {
    if (message.kind === 'window') {
      await channel.request('askForWindow', id, fromShown(message.url), message.name);
      return;
    }
    const url = fromShown(window.page.url());
    const answer = await channel
      .request('invoke', id, url, message.name, message.values)
      .then((value) => ({ value }))
      .catch((error: Error) => ({ error: error.message }));
    await receive(window, { kind: 'answer', id: message.id, ...answer });
  }

  /** Hands a message to the preload. A page that has gone since does not get it. */
  async function receive({ session, preloadWorld }: ShownWindow, message: object): Promise<void> {
    if (preloadWorld === undefined) return;
    const expression = `electronDoubleReceive(${JSON.stringify(message)})`;
    await session.send('Runtime.evaluate', { expression, contextId: preloadWorld }).catch(() => undefined);
  }

  async function serve(id: number, page: Page, route: Route): Promise<void> {
    const request = route.request();
    const url = fromShown(request.url());
    const isHere = url === fromShown(page.url());
    if (request.isNavigationRequest() && !isHere && page.url() !== 'about:blank') {
      const isMainFrame = request.frame() === page.mainFrame();
      if (await channel.request('navigate', id, url, isMainFrame)) return route.abort('aborted');
    }
    const answer = await channel.request('fetch', url, request.method(), request.headers());
    // Nothing here reaches the network.
    if (!answer) return route.abort('internetdisconnected');
    const { status, headers, body } = answer as { status: number; headers: Record<string, string>; body: Uint8Array };
    return route.fulfill({ status, headers, body: Buffer.from(body) });
  }

  let lastDownload = 0;
  async function save(id: number, download: Download): Promise<void> {
    const number = ++lastDownload;
    const path = await channel.request('download', number, id, fromShown(download.url()), download.suggestedFilename());
    await download.saveAs(path as string);
    await channel.request('downloaded', number);
  }

  return {
    evaluate: async <R, A>(run: (electron: typeof Electron, value: A) => R | Promise<R>, value?: A) =>
      (await channel.request('evaluate', run.toString(), value)) as R,
    firstWindow: () =>
      new Promise((resolve, reject) => {
        const [first] = opened;
        if (first) return resolve(first);
        announceWindow = resolve;
        child.on('exit', (code) => reject(new Error(`The application ended (${code}).\n${output}`)));
      }),
    windows: () => opened.filter((page) => !page.isClosed()),
    process: () => child,
    async close() {
      channel.request('quit').catch(() => undefined);
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(late);
    },
  };
}
