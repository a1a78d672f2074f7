import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { openBrowserDoor } from './browserDoor.ts';
import { clockOffset, moveClock } from './clock.ts';
import type { Download, OpenDoor } from './door.ts';
import { openElectronDoor } from './electronDoor.ts';

/** The built studio behind either door, with a fresh data folder for each test. */

export interface DoorOptions {
  door: 'browser' | 'electron';
  environment: Record<string, string>;
}

export interface RunningStudio {
  /** The window that is open now; another one after `restart`. */
  page: Page;
  door: OpenDoor;
  dataFolder: string;
  /** Closes the studio and opens it again on the same data. */
  restart(): Promise<Page>;
  takeDownload(act: () => Promise<unknown>): Promise<Download>;
}

interface Fixtures {
  dataFolder: string;
  studio: RunningStudio;
}

const root = resolve(import.meta.dirname, '..');

export const test = base.extend<DoorOptions & Fixtures>({
  // Every window takes place on the day of the specs.
  browser: [
    async ({ browser }, use) => {
      const newContext = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const context = await newContext(options);
        await context.addInitScript(moveClock, clockOffset);
        return context;
      };
      await use(browser);
    },
    { scope: 'worker' },
  ],

  door: ['browser', { option: true }],
  environment: [{}, { option: true }],

  dataFolder: async ({ door }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `tandem-e2e-${door}-`));
    await use(join(folder, 'data'));
    rmSync(folder, { recursive: true, force: true });
  },

  studio: async ({ browser, door, environment, dataFolder }, use, testInfo) => {
    const openDoor = () =>
      (door === 'electron' ? openElectronDoor : openBrowserDoor)({
        browser,
        root,
        dataFolder,
        environment,
      });
    const current = await openDoor();
    const studio: RunningStudio = {
      page: current.page,
      door: current,
      dataFolder,
      async restart() {
        await studio.door.close();
        studio.door = await openDoor();
        studio.page = studio.door.page;
        return studio.page;
      },
      takeDownload: (act) => studio.door.takeDownload(act, testInfo.outputPath('downloads')),
    };
    await use(studio);
    await studio.door.close();
  },

  page: async ({ studio }, use) => {
    await use(studio.page);
  },
});

/** Calls the studio as the page does, past its user interface. */
export function callStudio(page: Page, method: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    async ([name, value]) => {
      if (window.studio) return window.studio.call(name, value);
      const response = await fetch(`/api/${name}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${sessionStorage.getItem('studio-token')}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify(value),
      });
      return (await response.json()) as unknown;
    },
    [method, input] as const,
  );
}

export { expect } from '@playwright/test';
