import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { boxOf, card, openSample, saved, stored } from './steps.ts';

/** Where a hand comes from and where it lets go: at the edges of the calendar, beside it, and at the ends of what stands on it. */

const NAME = 'Launch email';
const one = async (page: Page, name = NAME) => (await stored(page)).touchpoints.find((item) => item.name === name)!;
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ }).first();
const scrollLeft = (page: Page) => page.locator('.timeline').evaluate((area) => area.scrollLeft);
const markBox = (page: Page, name = NAME) => boxOf(card(page, name));

test('a hand scrolls only towards the edge that it means, drops on the shelf, and catches ends from outside', async ({
  page,
}) => {
  await openSample(page);
  const before = await one(page);

  await test.step('with Alt it copies', async () => {
    const { x, y } = await markBox(page);
    const count = (await stored(page)).touchpoints.length;
    await page.mouse.move(x + 4, y + 10);
    await page.keyboard.down('Alt');
    await page.mouse.down();
    await page.mouse.move(x + 200, y + 10, { steps: 5 });
    await expect(page.locator('.drag-label')).toContainText('Copy');
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(count + 1);
    await expect.poll(async () => (await one(page)).start).toBe(before.start);
    await undo(page).click();
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(count);
  });

  await test.step('straight down, near the first days of the calendar, it changes no date', async () => {
    const { x, y } = await markBox(page);
    const left = await scrollLeft(page);
    const lanes = (await stored(page)).lanes.map(({ id }) => id);
    const next = lanes[lanes.indexOf(before.laneId) + 1]!;
    const lane = await boxOf(page.locator(`[data-row-head="${next}"]`));
    await page.mouse.move(x + 4, y + 10);
    await page.mouse.down();
    await page.mouse.move(x + 4, lane.y + lane.height / 2, { steps: 5 });
    // Frames in which it would have scrolled.
    await page.evaluate(async () => {
      const until = performance.now() + 700;
      while (performance.now() < until) await new Promise(requestAnimationFrame);
    });
    await expect.poll(() => scrollLeft(page)).toBe(left);
    await page.mouse.up();
    await saved(page);
    await expect.poll(async () => (await one(page)).laneId).not.toBe(before.laneId);
    await expect.poll(async () => (await one(page)).start).toBe(before.start);
    await undo(page).click();
    await expect.poll(async () => (await one(page)).laneId).toBe(before.laneId);
  });

  await test.step('an end from outside, of a touchpoint and of a phase', async () => {
    const mark = await markBox(page, 'Announcement in chat');
    await page.mouse.move(mark.x - 30, mark.y + 11);
    await page.mouse.move(mark.x - 5, mark.y + 11);
    await page.mouse.down();
    await page.mouse.move(mark.x - 60, mark.y + 11, { steps: 4 });
    await expect(page.locator('.marquee')).toHaveCount(0);
    await expect(page.locator('.drag-label')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    const band = await boxOf(page.locator('.phase-band').first());
    await page.mouse.move(band.x + band.width + 1, band.y + 8);
    await expect(page.locator('.head .edge-end')).toBeVisible();
  });

  await test.step('two presses on the empty canvas leave the calendar where it is', async () => {
    for (const at of [210, 500, 800]) {
      // Lanes are as high as they were only once everything before is taken back.
      await expect(undo(page)).toBeDisabled();
      await expect(page.locator('.marquee, [data-dragging="true"]')).toHaveCount(0);
      const lane = await boxOf(page.locator('.lane').first());
      const { x } = await markBox(page);
      // Whatever has been scrolled: from the left edge of what is seen, past the heads.
      const view = await boxOf(page.locator('.timeline'));
      await page.mouse.dblclick(view.x + at, lane.y + lane.height - 3);
      await expect(page.locator('.card:focus')).toHaveAttribute('aria-label', /^New touchpoint,/);
      expect(Math.abs((await markBox(page)).x - x)).toBeLessThan(1.5);
      await undo(page).click();
      await expect(page.locator('.card[aria-label^="New touchpoint,"]')).toHaveCount(0);
    }
  });

  await test.step('carried by keys, nothing else says a date', async () => {
    await card(page, NAME).click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('.hover-card')).toBeVisible();
    await page.keyboard.press('m');
    await expect(page.locator('.hover-card')).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('on the open shelf', async () => {
    await page.getByRole('radio', { name: /^Shelf/ }).click({ force: true });
    const ideas = (await stored(page)).ideas.length;
    const { x, y } = await markBox(page);
    const tray = await boxOf(page.locator('.tactics'));
    await page.mouse.move(x + 4, y + 10);
    await page.mouse.down();
    await page.mouse.move(tray.x + 100, tray.y + 300, { steps: 6 });
    await expect(page.locator('.drag-label')).toHaveText('On the shelf');
    await page.mouse.up();
    await expect.poll(async () => (await stored(page)).ideas.length).toBe(ideas + 1);
    await expect.poll(() => one(page)).toBeUndefined();
    await undo(page).click();
    await expect.poll(async () => (await one(page)).start).toBe(before.start);
  });
});
