import type { Browser, Page } from '@playwright/test';
import type { ElectronApplication } from './electron-double/launch.ts';

/** What both doors of the built studio have in common, so that a spec need not know which one it came through. */

export interface Download {
  fileName: string;
  path: string;
}

/** A running studio. */
export interface OpenDoor {
  page: Page;
  /** Only behind the Electron door. */
  application?: ElectronApplication;
  /** The address that the browser host printed; only behind the browser door. */
  address?: string;
  /** Does `act`, which makes the window save a file, and gives the file once it is whole. */
  takeDownload(act: () => Promise<unknown>, folder: string): Promise<Download>;
  close(): Promise<void>;
}

export interface Opening {
  browser: Browser;
  /** The project's folder, whose out/ is built. */
  root: string;
  dataFolder: string;
  /** What the studio finds in its environment besides ours. */
  environment?: Record<string, string> | undefined;
}
