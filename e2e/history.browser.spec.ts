import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { card, idOfSample, openSample, opened, saved } from './steps.ts';

/** What was done, by whom: any state is gone back to, and forward again, and one with a name is kept. */

const panel = (page: Page) => page.getByRole('complementary', { name: 'History' });
const steps = (page: Page) => panel(page).getByRole('listbox').getByRole('option');
const goBack = (page: Page) => panel(page).getByRole('button', { name: 'Go back to this' });

test('the history is read, gone back in and gone forward in again', async ({ page }) => {
  await openSample(page);
  const id = await idOfSample(page);
  const file = async () => JSON.stringify((await opened(page, id)).campaign);
  const start = await file();
  await card(page, 'Launch email').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await saved(page);
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await opened(page, id)).revision).toBe(2);
  const both = await file();

  await test.step('by mouse: steps by name, actor and time', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'History' }).click();
    await expect(steps(page)).toHaveCount(3);
    await expect(steps(page).nth(0)).toContainText('Delete “Launch email”');
    await expect(steps(page).nth(0)).toContainText('Now · You');
    await expect(steps(page).nth(1)).toContainText('Move “Launch email”');
    await expect(goBack(page)).toBeDisabled();
    await steps(page).nth(2).click();
    await goBack(page).click();
    await expect.poll(file).toBe(start);
    await expect(card(page, 'Launch email')).toBeVisible();
    await expect(steps(page)).toHaveCount(4);
    await expect(steps(page).nth(0)).toContainText('Go back to an earlier state');
  });

  await test.step('by keyboard: forward again, which undo takes back', async () => {
    await steps(page).nth(0).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(steps(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Tab');
    await expect(goBack(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(file).toBe(both);
    await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(file).toBe(start);
  });

  await test.step('what undo took back is told at its step, and not in a row of its own', async () => {
    await expect(steps(page)).toHaveCount(5);
    await expect(steps(page).nth(0)).toContainText('Taken back: You');
    await expect(steps(page).nth(0)).toHaveAttribute('data-since', 'undo');
    await expect(steps(page).nth(1)).toContainText('Now');
    await page.keyboard.press('ControlOrMeta+Shift+Z');
    await expect.poll(file).toBe(both);
    await expect(steps(page).nth(0)).toContainText(/Now.*Done again: You/);
    await expect(steps(page)).toHaveCount(5);
    await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(file).toBe(start);
  });

  await test.step('a version gets a name, is opened as a copy, gone back to and deleted', async () => {
    await panel(page).getByRole('button', { name: 'Name this version…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Name this version' });
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await page.keyboard.type('Before the town hall review');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    const versions = panel(page).getByRole('region', { name: 'Named versions' });
    await expect(versions).toContainText('Before the town hall review');
    await card(page, 'Launch email').focus();
    await page.keyboard.press('Delete');
    await expect.poll(file).not.toBe(start);
    const { violations } = await new AxeBuilder({ page }).include('.history').analyze();
    expect(violations).toEqual([]);
    await versions.getByRole('button', { name: 'Go back to the version' }).click();
    await expect.poll(file).toBe(start);
    await versions.getByRole('button', { name: 'as a campaign of its own' }).click();
    await expect(page.getByText('is in the library now')).toBeVisible();
    await versions.getByRole('button', { name: 'Delete the version' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click();
    await expect(versions).toBeHidden();
  });

  await test.step('whoever asks for details gets them in its place', async () => {
    await card(page, 'Launch email').focus();
    await page.keyboard.press('Enter');
    await expect(panel(page)).toBeHidden();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await page.getByRole('banner').getByRole('button', { name: 'History' }).click();
  });

  await test.step('Back to a day shows the day in its place', async () => {
    await card(page, 'Launch email').focus();
    await page.keyboard.press('d');
    const day = page.getByRole('complementary', { name: 'Day', exact: true });
    await expect(day).toBeVisible();
    await page.getByRole('banner').getByRole('button', { name: 'History' }).click();
    await expect(panel(page)).toBeVisible();
    await page.getByRole('radio', { name: 'Table' }).click();
    await page.goBack();
    await expect(day).toBeVisible();
    await expect(panel(page)).toBeHidden();
    await day.getByRole('button', { name: 'Close the day' }).click();
    await page.getByRole('banner').getByRole('button', { name: 'History' }).click();
  });

  await test.step('Esc gives the details their place again', async () => {
    await steps(page).nth(0).focus();
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
  });
});

test('what another window did is shown as its own, and going back says what it takes along', async ({ studio }) => {
  const first = studio.page;
  const second = await first.context().newPage();
  await second.goto(studio.door.address!);
  await openSample(first);
  await openSample(second);
  const id = await idOfSample(first);
  await first.getByRole('banner').getByRole('button', { name: 'History' }).click();
  await card(second, 'Launch email').focus();
  await second.keyboard.press('Alt+ArrowRight');
  await expect(steps(first).nth(0)).toContainText('Move “Launch email”');
  await expect(steps(first).nth(0)).toContainText('Another window of yours');
  await steps(first).nth(1).click();
  await goBack(first).click();
  await expect(first.getByText('The campaign is as it was')).toBeVisible();
  await expect.poll(async () => (await opened(first, id)).revision).toBe(2);
  await expect(card(second, 'Launch email')).toHaveAttribute(
    'data-start',
    (await opened(first, id)).campaign.touchpoints.find(({ name }) => name === 'Launch email')!.start,
  );
});
