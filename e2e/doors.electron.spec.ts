import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './launch.ts';

/** The Electron door: what the shell does beyond the page. */

test('goes to no other site', async ({ studio }) => {
  const { page } = studio;
  const address = page.url();
  for (const target of ['https://example.org/', 'http://127.0.0.1:9/', 'data:text/html,gone', 'file:///etc/passwd']) {
    await page.evaluate((href) => {
      try {
        location.href = href;
      } catch {
        // The browser itself refuses some.
      }
    }, target);
  }
  // What was refused leaves no trace to wait for: the window goes on drawing, and answers after all that was asked of it before.
  for (let frame = 0; frame < 10; frame++) await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(page.url()).toBe(address);
  expect(await page.evaluate(() => document.title)).toBe('Tandem Studio');
});

test('opens no other window, and hands https links alone to the web browser', async ({ studio }) => {
  const application = studio.door.application!;
  await application.evaluate(({ shell }) => {
    const handedOver: string[] = [];
    Object.assign(globalThis, { handedOver });
    shell.openExternal = async (address: string) => void handedOver.push(address);
  });
  const opened = await studio.page.evaluate(() => {
    const results = [
      'https://example.org/a',
      'http://example.org/b',
      'file:///etc/passwd',
      'app://studio/index.html',
      'about:blank',
    ].map((address) => window.open(address));
    const link = document.createElement('a');
    Object.assign(link, { href: 'https://example.org/c', target: '_blank', rel: 'noreferrer', textContent: 'c' });
    document.body.append(link);
    link.click();
    link.remove();
    return results;
  });
  expect(opened).toEqual([null, null, null, null, null]);
  const handedOver = () => application.evaluate(() => (globalThis as unknown as { handedOver: string[] }).handedOver);
  await expect.poll(handedOver).toEqual(['https://example.org/a', 'https://example.org/c']);
  expect(application.windows().length).toBe(1);
});

test('answers nobody but its own pages', async ({ studio }) => {
  const { page } = studio;
  await page.goto('about:blank');
  const reply = await page.evaluate(() => window.studio?.call('library.list', {}));
  expect(reply).toEqual({ error: { code: 'refused', message: 'Only the studio’s own window may call it.' } });
});

test('tells the window where a file lies that was chosen', async ({ page }) => {
  expect(await page.evaluate(() => window.studio?.pathOf?.(new File(['segment,address'], 'people.csv')))).toBe(
    '/chosen/people.csv',
  );
});

test('shows no file but those of the window', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const statuses = [];
    for (const path of ['/index.html', '/../window.json', '/..%2fmain%2findex.js', '/main/index.js', '/none.js']) {
      statuses.push((await fetch(path)).status);
    }
    return statuses;
  });
  expect(answers).toEqual([200, 404, 404, 404, 404]);
});

test('has a menu whose undo and redo reach the window, and which opens another window', async ({ studio }) => {
  const application = studio.door.application!;
  const { page } = studio;
  await page.evaluate(() => {
    const actions: string[] = [];
    Object.assign(window, { actions });
    window.addEventListener('studio-menu', (event) => actions.push((event as CustomEvent<string>).detail));
  });
  const actions = () => page.evaluate(() => (window as unknown as { actions: string[] }).actions);
  const click = (menu: string, item: string) =>
    application.evaluate(
      ({ Menu }, [menuLabel, itemLabel]) => {
        const submenu = Menu.getApplicationMenu()?.items.find(({ label }) => label === menuLabel)?.submenu;
        submenu?.items.find(({ label }) => label === itemLabel)?.click();
      },
      [menu, item] as const,
    );
  await click('Edit', 'Undo');
  await click('Edit', 'Redo');
  await expect.poll(actions).toEqual(['undo', 'redo']);

  // Where somebody is typing, the text is meant.
  await page.evaluate(() => document.body.append(document.createElement('textarea')));
  const field = page.locator('body > textarea');
  await field.pressSequentially('typed');
  await click('Edit', 'Undo');
  await expect(field).toHaveValue('');
  await expect.poll(actions).toEqual(['undo', 'redo']);

  await click('File', 'New window');
  await expect.poll(() => application.windows().length).toBe(2);
  const second = application.windows()[1]!;
  await expect(second).toHaveTitle('Tandem Studio');
});

test('remembers where its window stood', async ({ studio }) => {
  const place = { x: 60, y: 50, width: 1100, height: 720 };
  await studio.door.application!.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, place);
  await studio.restart();
  const state = JSON.parse(readFileSync(join(studio.dataFolder, 'window-state.json'), 'utf8')) as object;
  expect(state).toEqual({ ...place, maximized: false });
  const bounds = await studio.door.application!.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  );
  expect(bounds).toEqual(place);
});
