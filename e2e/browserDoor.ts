import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { OpenDoor, Opening } from './door.ts';

/** Starts the built browser host and opens its page. */
export async function openBrowserDoor({ browser, root, dataFolder, environment }: Opening): Promise<OpenDoor> {
  const child = spawn(process.execPath, [join(root, 'out/main/web.js'), '--data', dataFolder], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...environment },
  });
  const address = await addressOf(child);
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(address);
  return {
    page,
    address,
    async takeDownload(act, folder) {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      const fileName = download.suggestedFilename();
      const path = join(folder, fileName);
      await download.saveAs(path);
      return { fileName, path };
    },
    async close() {
      await context.close();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    },
  };
}

/** The address that the host prints. Rejects with what it said where it ends instead. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk: Buffer) => {
      output += String(chunk);
      const match = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(output);
      if (match) resolve(match[0]);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('exit', (code) => reject(new Error(`The browser host ended (${code}).\n${output}`)));
  });
}
