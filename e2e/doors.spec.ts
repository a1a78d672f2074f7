import { readFileSync } from 'node:fs';
import { callStudio, expect, test } from './launch.ts';

/** What a page of the studio may and may not do, the same behind both doors. */

test('opens a window without a word of complaint', async ({ studio }) => {
  const complaints: string[] = [];
  studio.page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  studio.page.on('pageerror', (error) => complaints.push(error.message));
  await studio.page.reload();
  await expect(studio.page).toHaveTitle('Tandem Studio');
  await expect(studio.page.locator('#root > *').first()).toBeAttached();
  expect(complaints).toEqual([]);
});

test('runs no script that was injected', async ({ page }) => {
  const refused = [
    'script-src-elem',
    'script-src-attr',
    'style-src-elem',
    'script-src',
    'connect-src',
    'eval refused',
    'fetch refused',
  ];
  const violations = await page.evaluate(async (expected) => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.injected = 1';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.injected = 2');
    image.src = 'data:image/png;base64,broken';
    document.body.append(image);
    const style = document.createElement('style');
    style.textContent = 'body { visibility: hidden }';
    document.head.append(style);
    const frame = document.createElement('iframe');
    frame.srcdoc = '<script>parent.injected = 3</script>';
    document.body.append(frame);
    const foreign = document.createElement('script');
    foreign.src = 'https://example.org/a.js';
    document.body.append(foreign);
    // Later, by the page itself: what the test's own connection evaluates is exempt.
    await new Promise((resolve) => setTimeout(resolve));
    try {
      // oxlint-disable-next-line no-eval -- The point is that it is refused.
      (0, eval)('window.injected = 4');
    } catch {
      directives.push('eval refused');
    }
    await fetch('https://example.org/').catch(() => directives.push('fetch refused'));
    // Violations are told a little later, each on its own.
    const missing = () => expected.some((directive) => !directives.includes(directive));
    for (const until = Date.now() + 30_000; missing() && Date.now() < until;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return directives;
  }, refused);
  await expect.poll(() => page.evaluate(() => 'injected' in window)).toBe(false);
  await expect(page.locator('body')).toBeVisible();
  expect(new Set(violations)).toEqual(new Set(refused));
});

test('has nothing of Node or Electron in the page', async ({ page, door }) => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'global', 'Buffer', 'ipcRenderer', 'electron', '__dirname'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
  const bridge = await page.evaluate(() => ({
    names: Object.keys(window.studio ?? {}).toSorted(),
    isFrozen: Object.isFrozen(window.studio),
  }));
  expect(bridge).toEqual({ names: door === 'electron' ? ['call', 'pathOf', 'subscribe'] : [], isFrozen: true });
});

test('may not use the devices of the machine', async ({ page }) => {
  const allowed = await page.evaluate(() => {
    const policy = (document as unknown as { featurePolicy: { allowsFeature(name: string): boolean } }).featurePolicy;
    return ['camera', 'microphone', 'geolocation', 'display-capture', 'usb', 'serial', 'payment'].filter((name) =>
      policy.allowsFeature(name),
    );
  });
  expect(allowed).toEqual([]);
});

test('answers calls it knows, and refuses others in words', async ({ studio, door }) => {
  expect(await callStudio(studio.page, 'library.list', {})).toHaveProperty('value.campaigns');
  for (const [method, input, code] of [
    ['library.list', { extra: 1 }, 'badInput'],
    ['campaign.open', { id: '../../secret' }, 'notFound'],
    ['nothing.such', {}, 'notFound'],
    ['constructor', {}, 'notFound'],
    ['__proto__', {}, 'notFound'],
  ] as const) {
    expect(await callStudio(studio.page, method, input), method).toHaveProperty('error.code', code);
  }
  await expect
    .poll(() => new URL(studio.page.url()).hash, `no secret is left in the address of the ${door} door`)
    .toBe('');
  expect(studio.page.url()).not.toContain('token');
});

test('hands over a file that the window saves', async ({ studio }) => {
  const { fileName, path } = await studio.takeDownload(() =>
    studio.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['begin\r\nend'], { type: 'text/plain' }));
      link.download = 'plan é.txt';
      link.click();
    }),
  );
  expect(fileName).toBe('plan é.txt');
  expect(readFileSync(path, 'utf8')).toBe('begin\r\nend');
});

test('is the same studio after a restart', async ({ studio }) => {
  const set = await callStudio(studio.page, 'preferences.set', { changes: { theme: 'dark', welcomed: true } });
  expect(set).toEqual({ value: { theme: 'dark', welcomed: true } });
  const page = await studio.restart();
  expect(await callStudio(page, 'preferences.get', {})).toEqual(set);
});
