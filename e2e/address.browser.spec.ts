import type { Page } from '@playwright/test';
import { callStudio, expect, test } from './launch.ts';
import { card, openSample, saved } from './steps.ts';

/** Tabs, addresses, Back and Forward of a browser. */

const SAMPLE = 'New learning platform';

const fragment = (page: Page) => new URL(page.url()).hash;
const screen = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });

test('eight tabs of one browser all open, save and stay in step, whichever is closed', async ({ studio }) => {
  test.slow();
  const tabs = [studio.page];
  while (tabs.length < 8) {
    const page = await studio.page.context().newPage();
    await page.goto(studio.door.address!);
    await expect(page.getByText(SAMPLE).first()).toBeVisible();
    tabs.push(page);
  }
  const [first, second, eighth] = [tabs[0]!, tabs[1]!, tabs[7]!];
  const move = async (from: Page, seenBy: Page) => {
    await card(from, 'Launch email').focus();
    await from.keyboard.press('Alt+ArrowRight');
    await saved(from);
    const label = (await card(from, 'Launch email').getAttribute('aria-label'))!;
    await expect(card(seenBy, 'Launch email')).toHaveAttribute('aria-label', label);
  };
  // Each draws its forecast, and every tab is seen: long work of all tabs leaves room for what opens and stores.
  for (const page of tabs) await openSample(page);
  await move(first, eighth);
  await test.step('the tab with the stream closes', async () => {
    await first.close();
    await move(second, eighth);
    await move(eighth, second);
  });
});

test('a copied address opens in another tab, and a new window opens by itself', async ({ studio, browser }) => {
  const { page } = studio;
  await openSample(page);
  await screen(page, 'Goals').click();
  const place = fragment(page);
  expect(place).toMatch(/^#campaign=[\w-]+&screen=goals$/);

  await test.step('the bare address in the same browser', async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await expect(screen(other, 'Goals')).toBeChecked();
    await other.reload();
    await expect(screen(other, 'Goals')).toBeChecked();
    await other.close();
  });

  await test.step('“Open in a new window”', async () => {
    await page.getByRole('button', { name: 'Share' }).click();
    const opening = page.context().waitForEvent('page');
    await page.getByRole('menuitem', { name: 'Open in a new window' }).click();
    const other = await opening;
    await expect(screen(other, 'Goals')).toBeChecked();
    expect(fragment(other)).toBe(place);
  });

  await test.step('the bare address in another browser, which says what to do; and then it is done', async () => {
    const context = await browser.newContext();
    const stranger = await context.newPage();
    await stranger.goto(page.url());
    await expect(stranger.getByText(/Open in a new window.*the address that the studio printed/)).toBeVisible();
    await stranger.goto(studio.door.address!);
    await expect(screen(stranger, 'Goals')).toBeChecked();
    await context.close();
  });
});

test('Back and Forward lead from screen to screen, and a reload finds everything as it was', async ({ studio }) => {
  const { page } = studio;
  await openSample(page);
  const isSelected = () => expect(card(page, 'Launch email')).toHaveAttribute('aria-pressed', 'true');
  await card(page, 'Welcome message').click();
  await card(page, 'Launch email').click();
  await screen(page, 'Audience').click();
  await screen(page, 'Goals').click();
  await page.goBack();
  await expect(screen(page, 'Audience')).toBeChecked();
  await page.goBack();
  await isSelected();
  await page.goForward();
  await expect(screen(page, 'Audience')).toBeChecked();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Your campaigns' })).toBeVisible();
  await page.goForward();
  await isSelected();

  await test.step('zoom, scroll position and selection survive another screen and a reload', async () => {
    const area = page.locator('.timeline-scroll, .timeline').first();
    const sight = () =>
      page.evaluate(() => {
        const timeline = document.querySelector('.world')!.parentElement!;
        return {
          left: Math.round(timeline.scrollLeft),
          wide: Math.round(document.querySelector('.world')!.getBoundingClientRect().width),
        };
      });
    const before = await sight();
    await area.focus();
    await card(page, 'Launch email').focus();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect.poll(async () => (await sight()).wide).toBeGreaterThan(before.wide);
    await page.evaluate(() => document.querySelector('.world')!.parentElement!.scrollBy({ left: 333 }));
    const wanted = await sight();
    await expect.poll(() => fragment(page)).toContain('&touchpoint=');
    await page.reload();
    await isSelected();
    await expect.poll(sight).toEqual(wanted);
    await screen(page, 'Brand').click();
    await screen(page, 'Plan').click();
    await isSelected();
    await expect.poll(sight).toEqual(wanted);
    await screen(page, 'Decide').click();
    await page.reload();
    await expect(screen(page, 'Decide')).toBeChecked();
  });

  await test.step('what the address names and is not there is passed over', async () => {
    await page.evaluate(() => {
      window.location.hash = `${window.location.hash.split('&')[0]}&screen=moon&touchpoint=none`;
    });
    await expect(screen(page, 'Plan')).toBeChecked();
    await expect(page.locator('[aria-pressed="true"].card')).toHaveCount(0);
  });
});

test('the studio opens and works where the browser blocks storage', async ({ studio, browser }) => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }
    Object.defineProperty(navigator, 'locks', {
      value: { request: () => Promise.reject(new DOMException('Access is denied.', 'SecurityError')) },
    });
  });
  const page = await context.newPage();
  await page.goto(studio.door.address!);
  await openSample(page);
  await card(page, 'Launch email').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await saved(page);
  await page.reload();
  await expect(card(page, 'Launch email')).toBeVisible();
  const reply = (await callStudio(studio.page, 'library.list', {})) as { value: { campaigns: unknown[] } };
  expect(reply.value.campaigns.length).toBeGreaterThan(0);
  await context.close();
});
