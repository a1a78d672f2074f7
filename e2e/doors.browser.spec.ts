import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { openBrowserDoor } from './browserDoor.ts';
import { expect, test } from './launch.ts';

/** The browser door: what others on the same machine and in the same browser try. */

test('another site in the same browser gets nothing', async ({ studio, browser }) => {
  const { origin } = new URL(studio.door.address!);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<!doctype html><title>Another site</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const results = await page.evaluate(async (studioOrigin) => {
      const answer = (path: string, init: RequestInit) =>
        fetch(studioOrigin + path, init).then(
          (response) => response.type,
          () => 'refused',
        );
      const frame = document.createElement('iframe');
      frame.src = studioOrigin;
      document.body.append(frame);
      await new Promise((resolve) => (frame.onload = resolve));
      return {
        read: await answer('/', {}),
        call: await answer('/api/library.list', { method: 'POST', body: '{}' }),
        events: await answer('/api/events', {}),
        framed: frame.contentDocument === null,
      };
    }, origin);
    expect(results).toEqual({ read: 'refused', call: 'refused', events: 'refused', framed: true });
    // The frame shows a refusal, and no part of the studio.
    expect(page.frames().length).toBe(2);
    await expect.poll(() => page.frames()[1]!.locator('#root').count()).toBe(0);
  } finally {
    await context.close();
    server.close();
  }
});

test('a page without the token says what to do', async ({ studio, browser }) => {
  const { origin } = new URL(studio.door.address!);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(origin);
  const reply = await page.evaluate(() =>
    fetch('/api/library.list', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    }).then(async (response) => [response.status, await response.json()] as const),
  );
  expect(reply).toEqual([
    401,
    {
      error: {
        code: 'refused',
        message:
          'This page does not belong to the studio that is running now. Open the address that it printed when it started.',
      },
    },
  ]);
  await context.close();
});

test('a reload keeps the session', async ({ page }) => {
  await page.reload();
  const status = await page.evaluate(() =>
    fetch('/api/library.list', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${sessionStorage.getItem('studio-token')}`,
        'Content-Type': 'application/json',
      },
      body: '{}',
    }).then((response) => response.status),
  );
  expect(status).toBe(200);
});

test('files outside of the window cannot be reached', async ({ studio }) => {
  const { origin } = new URL(studio.door.address!);
  for (const path of ['/..%2fmain/web.js', '/%2e%2e/window.json', '/main/web.js', '/package.json']) {
    const response = await studio.page.request.get(origin + path);
    expect([path, response.status()]).toEqual([path, 404]);
  }
});

test('security headers come with every answer', async ({ studio }) => {
  const { origin } = new URL(studio.door.address!);
  for (const path of ['/', '/none', '/api/library.list']) {
    const headers = (await studio.page.request.get(origin + path)).headers();
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['referrer-policy']).toBe('no-referrer');
  }
});

test('a library that cannot be read is left alone, and said so in a sentence', async ({ browser, dataFolder }) => {
  mkdirSync(dataFolder);
  writeFileSync(join(dataFolder, 'library.sqlite'), 'no library');
  const opening = openBrowserDoor({ browser, root: resolve(import.meta.dirname, '..'), dataFolder });
  await expect(opening).rejects.toThrow(/ended \(1\)\.\n[^\n]*library\.sqlite[^\n]*\n$/);
});
