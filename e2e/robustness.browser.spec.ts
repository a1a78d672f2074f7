import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, test } from './launch.ts';
import { card, idOfSample, opened, show } from './steps.ts';

/** A browser host that dies under its window: what was done comes back, and the window says how it stands meanwhile. */

test('a studio that is killed amid edits and started again gets every edit', async ({ browser, dataFolder }) => {
  const program = join(resolve(import.meta.dirname, '..'), 'out/main/web.js');
  const children: ChildProcess[] = [];
  const start = (port: string) =>
    new Promise<string>((found, failed) => {
      const child = spawn(process.execPath, [program, '--data', dataFolder, '--port', port], {
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      children.push(child);
      child.stdout!.on('data', (chunk) => {
        const match = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(String(chunk));
        if (match) found(match[0]);
      });
      child.on('exit', (code) => failed(new Error(`The studio ended (${code}).`)));
    });
  const address = await start('0');
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(address);
    const id = await idOfSample(page);
    await show(page, id);
    const { revision } = await opened(page, id);
    await card(page, 'Launch email').evaluate((element) => {
      (element as HTMLElement).focus();
      for (let press = 0; press < 12; press++) {
        // Moving and stretching by turns: the same key again would go on with its step.
        const held = press % 2 === 0 ? { altKey: true } : { shiftKey: true };
        element.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowRight', ...held, bubbles: true, cancelable: true }),
        );
      }
    });
    children[0]!.kill('SIGKILL');
    await expect(page.locator('.top-saving')).toContainText('Not saved yet');
    const wanted = await card(page, 'Launch email').getAttribute('aria-label');

    const again = await start(new URL(address).port);
    // The new address in the same tab is enough, where the window does not find back by itself.
    await page.goto(again);
    await expect.poll(() => new URL(page.url()).hash).not.toContain('token');
    const other = await context.newPage();
    await other.goto(again);
    await expect.poll(async () => (await opened(other, id)).revision).toBe(revision + 12);
    await show(other, id);
    await expect(card(other, 'Launch email')).toHaveAttribute('aria-label', wanted!);
  } finally {
    await context.close();
    for (const child of children) child.kill('SIGKILL');
  }
});
