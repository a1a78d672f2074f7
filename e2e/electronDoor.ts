import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { launchDouble, type ElectronApplication } from './electron-double/launch.ts';
import type { OpenDoor, Opening } from './door.ts';

/** Whether specs run on Electron itself: its binary has to be there, and something to show a window on. */
function hasElectron(root: string): boolean {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return hasDisplay && existsSync(join(root, 'node_modules/electron/path.txt'));
}

async function launch({ browser, root, dataFolder, environment }: Opening): Promise<ElectronApplication> {
  const data = ['--data', dataFolder];
  if (hasElectron(root)) {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return (await _electron.launch({
      cwd: root,
      args: [...asRoot, root, ...data],
      env: { ...process.env, ...environment } as Record<string, string>,
    })) as unknown as ElectronApplication;
  }
  const program = join(root, 'out/main/index.js');
  return launchDouble({ browser, program, parameters: data, folder: root, environment: environment ?? {} });
}

/** Starts the built Electron application: on Electron where it is installed, else on the double. */
export async function openElectronDoor(opening: Opening): Promise<OpenDoor> {
  const application = await launch(opening);
  let page: Page;
  try {
    page = await application.firstWindow();
    await page.waitForLoadState();
  } catch (error) {
    await application.close();
    throw error;
  }
  return {
    page,
    application,
    async takeDownload(act, folder) {
      mkdirSync(folder, { recursive: true });
      // A path set here takes the place of the save dialog, which belongs to the operating system.
      await application.evaluate(({ session }, target) => {
        const saved = new Promise<string>((resolve, reject) => {
          session.defaultSession.once('will-download', (_event, item) => {
            item.setSavePath(`${target}/${item.getFilename()}`);
            item.once('done', (_done, state) =>
              state === 'completed' ? resolve(item.getFilename()) : reject(new Error(`The download was ${state}.`)),
            );
          });
        });
        Object.assign(globalThis, { saved });
      }, folder);
      await act();
      const fileName = await application.evaluate(() => (globalThis as unknown as { saved: Promise<string> }).saved);
      return { fileName, path: join(folder, fileName) };
    },
    close: () => application.close(),
  };
}
