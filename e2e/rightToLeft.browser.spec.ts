import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { boxOf, card, openSample, saved, stored } from './steps.ts';

/** A window that runs from right to left: all of it is mirrored but time, which runs as ever, and hands do there what they did. */

const NAME = 'Launch film';
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const one = async (page: Page) => (await stored(page)).touchpoints.find(({ name }) => name === NAME)!;

test('what is carried and stretched goes where the hand goes, and its sides are those of time', async ({ page }) => {
  await openSample(page);
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  for (let press = 0; press < 4; press++) await page.getByRole('button', { name: 'Zoom in' }).click();
  const area = page.locator('.timeline');
  await area.evaluate((element) => element.scrollTo(300, 0));
  const mark = card(page, NAME);
  await expect(mark).toBeInViewport();
  const before = await one(page);
  const undo = page.getByRole('button', { name: /^Undo/ }).first();
  const isBack = async () => {
    await undo.click();
    await expect.poll(() => one(page)).toMatchObject({ start: before.start, days: before.days });
  };
  const perDay = await page
    .locator('.axis-tick')
    .evaluateAll(([first, next]) => next!.getBoundingClientRect().left - first!.getBoundingClientRect().left);
  const drag = async (from: { x: number; y: number }, x: number) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + Math.sign(x) * 6, from.y, { steps: 2 });
    await page.mouse.move(from.x + x, from.y, { steps: 4 });
  };
  const middle = async (selector: string) => {
    const box = await boxOf(page.locator(selector).first());
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const grip = async () => {
    const box = await boxOf(mark);
    return { x: box.x + Math.min(20, box.width / 2), y: box.y + box.height / 2 };
  };

  await test.step('the window is mirrored, time is not', async () => {
    const left = async (selector: string) => (await boxOf(page.locator(selector).first())).x;
    await expect.poll(() => left('.tactics')).toBeGreaterThan(await left('.timeline'));
    expect(perDay).toBeGreaterThan(0);
    // The chart below shares the scale.
    const clip = await boxOf(page.locator('.chart-clip'));
    const calendar = await boxOf(area);
    expect(clip.x - calendar.x).toBe(172);
  });

  await test.step('to the right is later', async () => {
    await drag(await grip(), 3 * perDay);
    await expect(page.locator('.drag-label')).toBeVisible();
    await page.mouse.up();
    await saved(page);
    expect(days(before.start, (await one(page)).start)).toBe(3);
    await isBack();
  });

  await test.step('both ends, by their handles', async () => {
    await mark.click();
    await drag(await middle('.edge-end'), 2 * perDay);
    await page.mouse.up();
    await expect.poll(async () => (await one(page)).days).toBe(before.days + 2);
    await isBack();
    await drag(await middle('.edge-start'), -2 * perDay);
    await page.mouse.up();
    await expect.poll(async () => (await one(page)).days).toBe(before.days + 2);
    expect(days((await one(page)).start, before.start)).toBe(2);
    await isBack();
  });

  await test.step('the calendar scrolls at its edges, to where the hand is', async () => {
    const left = () => area.evaluate(({ scrollLeft }) => scrollLeft);
    const { x, width } = await boxOf(area);
    for (const [edge, way] of [
      [x + 172 + 4, -1],
      [x + width - 4, 1],
    ] as const) {
      const from = await grip();
      const scrolled = await left();
      await drag(from, edge - from.x);
      await expect.poll(async () => ((await left()) - scrolled) * way).toBeGreaterThan(30);
      await page.keyboard.press('Escape');
      await page.mouse.up();
      await area.evaluate((element) => element.scrollTo(300, 0));
    }
    await expect.poll(async () => (await one(page)).start).toBe(before.start);
  });

  await test.step('keys: the arrow to the right is a day later', async () => {
    await mark.focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(async () => days(before.start, (await one(page)).start)).toBe(1);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await one(page)).days).toBe(before.days + 1);
  });

  await test.step('lines between parts are pulled to where the hand goes', async () => {
    const wide = async () => (await boxOf(page.locator('.tactics'))).width;
    const width = await wide();
    const line = await boxOf(page.getByRole('separator', { name: 'Width of the tactics' }));
    await drag({ x: line.x + line.width / 2, y: line.y + 500 }, 40);
    await page.mouse.up();
    await expect.poll(wide).toBe(width - 40);
  });
});
