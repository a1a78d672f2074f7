import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { importPlanOf500, expectMessageMoved } from './messageOf500.ts';
import { boxOf, card, openSample, show, stored } from './steps.ts';

/** What can be done, asked for by the right button, by the keyboard, by a button, and by its name. */

const menu = (page: Page, name: string | RegExp) => page.getByRole('menu', { name });
const entry = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name });
const touchpoints = async (page: Page) => (await stored(page)).touchpoints;

test('the menu of the timeline opens on what is pointed at, and gives the focus back', async ({ page }) => {
  await openSample(page);
  const mail = card(page, 'Launch email');
  const count = (await touchpoints(page)).length;

  await test.step('the right button on a touchpoint selects it and duplicates it', async () => {
    await mail.click({ button: 'right' });
    await expect(menu(page, 'More for Launch email')).toBeVisible();
    await expect(mail).toHaveAttribute('aria-pressed', 'true');
    const { violations } = await new AxeBuilder({ page }).include('.menu').analyze();
    expect(violations).toEqual([]);
    await entry(page, 'Duplicate').click();
    await expect.poll(async () => (await touchpoints(page)).length).toBe(count + 1);
    await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(async () => (await touchpoints(page)).length).toBe(count);
  });

  await test.step('Esc leaves it, and the focus is where it was', async () => {
    await mail.focus();
    await page.keyboard.press('Shift+F10');
    await expect(menu(page, 'More for Launch email')).toBeVisible();
    await expect(entry(page, 'Details')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu(page, 'More for Launch email')).toBeHidden();
    await expect(mail).toBeFocused();
  });

  await test.step('its day opens from its menu, and the keys of what has the focus are those of the menu', async () => {
    await mail.click({ button: 'right' });
    await entry(page, 'Open its day').click();
    await expect(page).toHaveURL(/day=/);
    await mail.click();
    await expect(page).not.toHaveURL(/day=/);
    await page.keyboard.press('d');
    await expect(page).toHaveURL(/day=/);
    await mail.click();
    await expect(page).not.toHaveURL(/day=/);
  });

  await test.step('from the keyboard something is copied and pasted on the day pointed at', async () => {
    await page.keyboard.press('ContextMenu');
    await page.keyboard.type('cop');
    await expect(entry(page, 'Copy')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(menu(page, 'More for Launch email')).toBeHidden();
    const lanes = page.locator('[data-timeline-scroller]');
    const box = await boxOf(lanes);
    await page.mouse.click(box.x + box.width - 60, box.y + box.height - 12, { button: 'right' });
    await entry(page, 'Paste here').click();
    await expect.poll(async () => (await touchpoints(page)).length).toBe(count + 1);
    const pasted = (await touchpoints(page)).at(-1)!;
    const original = (await touchpoints(page)).find(({ name }) => name === 'Launch email')!;
    expect(pasted.start > original.start).toBe(true);
    await page.keyboard.press('ControlOrMeta+Z');
  });

  await test.step('a lane head, and the axis, offer what is about them', async () => {
    const head = page.locator('.lane-label').first();
    await head.click({ button: 'right' });
    await entry(page, 'Add touchpoint').click();
    const laneId = (await stored(page)).lanes[0]!.id;
    await expect.poll(async () => (await touchpoints(page)).at(-1)?.laneId).toBe(laneId);
    await page.keyboard.press('ControlOrMeta+Z');
    const box = await boxOf(page.locator('[data-timeline-scroller]'));
    const goals = (await stored(page)).goals.length;
    await page.mouse.click(box.x + box.width / 2, box.y + 10, { button: 'right' });
    await entry(page, 'Add goal').click();
    await expect.poll(async () => (await stored(page)).goals.length).toBe(goals + 1);
    await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(async () => (await stored(page)).goals.length).toBe(goals);
  });

  await test.step('one pointer without the right button finds the same in the details', async () => {
    await mail.click();
    await page.getByRole('button', { name: 'More for Touchpoint' }).click();
    await entry(page, 'Delete').click();
    await expect.poll(async () => (await touchpoints(page)).some(({ name }) => name === 'Launch email')).toBe(false);
    await page.keyboard.press('ControlOrMeta+Z');
    await expect(mail).toBeVisible();
  });
});

test('what the help tells is what keys do, and the finder has every action', async ({ page }) => {
  await openSample(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Help and keys' });
  await expect(help.getByText('Find or do anything')).toBeVisible();
  await expect(help.getByText('Menu of what has the focus')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  for (const [typed, seen] of [
    ['history', page.getByRole('complementary', { name: 'History' })],
    ['export', page.getByRole('dialog', { name: /Export|Share/ })],
    ['name this', page.getByRole('dialog', { name: 'Name this version' })],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type(typed);
    await expect(entry(page, new RegExp(typed, 'i')).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(seen).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(seen).toBeHidden();
  }
});

test('in a plan of 500 touchpoints a message is found by its name, moved to another lane and undone', async ({
  page,
}) => {
  const id = await importPlanOf500(page);
  await show(page, id);
  await expectMessageMoved(page, id);
});
