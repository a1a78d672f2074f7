import type { Locator, Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { middleOf, openSample, saved, stored } from './steps.ts';

/** Lists that people put in order: by the mouse, by a finger, by the keyboard and by presses alone. One move is one step. */

const handles = (page: Page) => page.getByRole('button', { name: /^Put “/ });
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ }).first();
const said = (page: Page) => page.getByTestId('announcement');

/** Takes a handle from its place to another one's height, and holds it there. */
async function carry(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await middleOf(from), await middleOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x, start.y + 6, { steps: 2 });
  // Sideways as well: the list has one direction.
  await page.mouse.move(end.x + 40, end.y, { steps: 6 });
}

async function openLanes(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Lanes' }).click();
  await expect(handles(page).first()).toBeVisible();
}

test('lanes are put in order in every way, and each move is one step', async ({ page }) => {
  await openSample(page);
  await openLanes(page);
  const names = async () => (await stored(page)).lanes.map(({ name }) => name);
  const before = await names();
  const [first, second, third] = before as [string, string, string];
  const rest = before.slice(3);
  const moved = [second, third, first, ...rest];

  await test.step('the mouse', async () => {
    await carry(page, handles(page).first(), handles(page).nth(2));
    await expect(said(page)).toContainText('would be number 3');
    await expect(page.locator('[data-reorder="carried"]')).toHaveCount(1);
    await expect.poll(names).toEqual(before);
    await page.mouse.up();
    await expect.poll(names).toEqual(moved);
    await expect(said(page)).toHaveText(`“${first}” is number 3 of ${before.length} now.`);
    await expect(page.locator('[data-reorder]')).toHaveCount(0);
    await saved(page);
    await undo(page).click();
    await expect.poll(names).toEqual(before);
  });

  await test.step('Escape leaves everything as it was', async () => {
    await carry(page, handles(page).first(), handles(page).nth(2));
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(said(page)).toContainText('stays number 1');
    await expect(page.locator('[data-reorder]')).toHaveCount(0);
    await expect.poll(names).toEqual(before);
    await expect(page.locator('.lane-rows')).toBeVisible();
  });

  await test.step('the keyboard', async () => {
    await handles(page).first().focus();
    await page.keyboard.press('Space');
    await expect(said(page)).toContainText('is picked up: number 1');
    await expect(page.locator('[data-reorder="carried"]')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await expect(said(page)).toContainText('would be number 2');
    await page.keyboard.press('ArrowDown');
    await expect(said(page)).toContainText('would be number 3');
    await page.keyboard.press('Enter');
    await expect.poll(names).toEqual(moved);
    await expect(page.locator('[data-reorder]')).toHaveCount(0);
    await expect(handles(page).nth(2)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(said(page)).toContainText('is picked up: number 3');
    await page.keyboard.press('Home');
    await expect(said(page)).toContainText('would be number 1');
    await page.keyboard.press('Escape');
    await expect(said(page)).toContainText('stays number 3');
    await expect.poll(names).toEqual(moved);
    await undo(page).click();
    await expect.poll(names).toEqual(before);
  });

  await test.step('presses alone', async () => {
    await page.getByRole('button', { name: `Move “${first}” down` }).click();
    await expect.poll(names).toEqual([second, first, third, ...rest]);
    await expect(page.getByRole('button', { name: `Move “${first}” down` })).toBeFocused();
    await page.getByRole('button', { name: `Move “${first}” up` }).click();
    await expect.poll(names).toEqual(before);
    // At the end of the list the other button takes the focus over.
    await expect(page.getByRole('button', { name: `Move “${first}” up` })).toBeDisabled();
    await expect(page.getByRole('button', { name: `Move “${first}” down` })).toBeFocused();
  });
});

test('goals and channels are put in order, by a finger too, and in a window that runs from right to left', async ({
  page,
}) => {
  await openSample(page);

  await test.step('goals, by a finger', async () => {
    await page.getByRole('radio', { name: 'Goals' }).click();
    const names = async () => (await stored(page)).goals.map(({ name }) => name);
    const before = await names();
    const [from, to] = [await middleOf(handles(page).first()), await middleOf(handles(page).nth(1))];
    const client = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x, y }] });
    await touch('touchStart', from.y);
    for (let step = 1; step <= 8; step++) await touch('touchMove', from.y + ((to.y - from.y) * step) / 8);
    await expect(said(page)).toContainText('would be number 2');
    await touch('touchEnd');
    await expect.poll(names).toEqual([before[1], before[0], ...before.slice(2)]);
    await expect(page.locator('.screen-row-name').first()).toHaveText(before[1]!);
    await expect(page.getByRole('button', { name: `Undo: move goal “${before[0]}”` }).first()).toBeVisible();
    await undo(page).click();
    await expect.poll(names).toEqual(before);
  });

  await test.step('an open goal, over the others', async () => {
    const names = async () => (await stored(page)).goals.map(({ name }) => name);
    const before = await names();
    await page.locator('.screen-row-summary').first().click();
    await expect(page.locator('.screen-row-editor')).toBeVisible();
    await handles(page).first().focus();
    await page.keyboard.press('Enter');
    await expect(said(page)).toContainText('is picked up');
    await page.keyboard.press('ArrowDown');
    await expect(said(page)).toContainText('would be number 2');
    await page.keyboard.press('ArrowDown');
    await expect(said(page)).toContainText('would be number 3');
    await page.keyboard.press('Enter');
    await expect.poll(names).toEqual([before[1], before[2], before[0], ...before.slice(3)]);
  });

  await test.step('held at the lower edge, the page goes to the end of the list and no further', async () => {
    await page.setViewportSize({ width: 1024, height: 700 });
    /** Of the tallest of what scrolls around the list. */
    const height = () =>
      page.evaluate(() => {
        let most = 0;
        for (let around = document.querySelector('.drag-handle'); around; around = around.parentElement)
          most = Math.max(most, around.scrollHeight);
        return most;
      });
    const before = await height();
    await handles(page).first().scrollIntoViewIfNeeded();
    const from = await middleOf(handles(page).first());
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, 690, { steps: 5 });
    await expect(said(page)).toContainText('would be number 4');
    for (let frame = 0; frame < 60; frame++) await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await height()).toBeLessThan(before + 100);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('the channels of a segment, from right to left', async () => {
    await page.getByRole('radio', { name: 'Audience' }).click();
    const channels = async () => (await stored(page)).segments[0]!.channels;
    await page.getByRole('button', { name: /Reached by/ }).click();
    for (const name of ['Email', 'Slack', 'Poster'])
      if ((await page.getByRole('option', { name, exact: true }).getAttribute('aria-selected')) !== 'true')
        await page.getByRole('option', { name, exact: true }).click();
    await page.keyboard.press('Escape');
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    const before = await channels();
    expect(before.length).toBeGreaterThan(2);
    await carry(page, handles(page).last(), handles(page).first());
    await page.mouse.up();
    await expect.poll(channels).toEqual([before.at(-1)!, ...before.slice(0, -1)]);
    await undo(page).click();
    await expect.poll(channels).toEqual(before);
  });
});
