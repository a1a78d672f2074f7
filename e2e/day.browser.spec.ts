import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dayOf, formatDay } from '#campaign/calendar.ts';
import { expect, test } from './launch.ts';
import { boxOf, card, openSample, stored } from './steps.ts';

/** One day of the plan: what arrives by hour and segment, how full the week is, and what is added there. */

const panel = (page: Page) => page.getByRole('complementary', { name: 'Day', exact: true });
const dateOf = (page: Page) => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('day');

test('a day is opened, read, walked through and added to', async ({ page }) => {
  await openSample(page);
  const mail = (await stored(page)).touchpoints.find(({ name }) => name === 'Launch email')!;

  await test.step('by a key on a card, with the focus', async () => {
    await card(page, mail.name).focus();
    await page.keyboard.press('d');
    await expect(panel(page)).toBeVisible();
    await expect(panel(page).getByRole('heading', { level: 2 })).toBeFocused();
    expect(dateOf(page)).toBe(mail.start);
    await expect(panel(page).locator(`[data-arrival="${mail.id}"]`).first()).toBeVisible();
  });

  await test.step('the week’s contacts stand over each segment', async () => {
    await expect(panel(page).locator('.day-load').first()).toContainText(/^\d+ of 2/);
  });

  await test.step('axe finds nothing', async () => {
    const { violations } = await new AxeBuilder({ page }).include('.day').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
  });

  await test.step('the next day and the one before', async () => {
    await panel(page).getByRole('button', { name: 'Next day' }).click();
    expect(dateOf(page)).toBe(formatDay(dayOf(mail.start) + 1));
    await panel(page).getByRole('button', { name: 'Previous day' }).click();
    expect(dateOf(page)).toBe(mail.start);
  });

  await test.step('what arrives opens in the details, and Back leads to the day', async () => {
    await panel(page).locator(`[data-arrival="${mail.id}"]`).first().click();
    await expect(panel(page)).toBeHidden();
    await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Touchpoint');
    await card(page, mail.name).focus();
    await page.keyboard.press('d');
    await expect(panel(page)).toBeVisible();
  });

  await test.step('a tactic of one’s choice is added here', async () => {
    const count = (await stored(page)).touchpoints.length;
    await panel(page)
      .getByRole('button', { name: /Add a touchpoint on this day/ })
      .click();
    await page.getByRole('option', { name: 'Poster', exact: true }).click();
    await panel(page).getByRole('button', { name: 'Add', exact: true }).click();
    await expect.poll(async () => (await stored(page)).touchpoints.length).toBe(count + 1);
    await expect
      .poll(async () => (await stored(page)).touchpoints.at(-1))
      .toMatchObject({ tactic: 'poster', start: mail.start });
  });

  await test.step('by one press on the axis', async () => {
    const box = await boxOf(page.locator('.axis'));
    await page.mouse.click(box.x + box.width / 2, box.y + box.height - 8);
    await expect(panel(page)).toBeVisible();
    expect(dateOf(page)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    await panel(page).getByRole('button', { name: 'Close the day' }).click();
    await expect(panel(page)).toBeHidden();
    expect(dateOf(page)).toBeNull();
  });

  await test.step('by the wheel with Ctrl at the last zoom, under the pointer, and announced', async () => {
    const nearer = page.getByRole('button', { name: 'Zoom in' });
    for (let presses = 0; presses < 20 && (await panel(page).count()) === 0; presses++) await nearer.click();
    await panel(page).getByRole('button', { name: 'Close the day' }).click();
    await expect(panel(page)).toBeHidden();
    const box = await boxOf(page.locator('.timeline'));
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await expect(panel(page)).toBeVisible();
    const said = page.getByTestId('announcement');
    await expect(said).toContainText(/^Hours of /);
    const heading = (await panel(page).getByRole('heading', { level: 2 }).textContent())!;
    await expect(said).toContainText(heading);
    await panel(page).getByRole('button', { name: 'Close the day' }).click();
  });

  await test.step('by its date in the finder, and Esc leaves it', async () => {
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type(mail.start);
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('heading', { level: 2 })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
  });
});
