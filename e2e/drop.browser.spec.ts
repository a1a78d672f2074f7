import type { Page } from '@playwright/test';
import { callStudio, expect, test } from './launch.ts';

/** Files dropped on the window, wherever: taken, or refused in words, and never opened by the browser in the studio's place. */

const PLAN = 'Date,Name,Channel\n2027-01-12,Dropped message,Email\n2027-01-19,Another one,Email\n';
const PEOPLE = 'Department,Country\nSales,Germany\nSales,Germany\nSupport,Ireland\n';

/** Drags files over the middle of an element and lets go. Says whether the browser was kept from them. */
const drop = (page: Page, selector: string, files: Record<string, string>) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, texts) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of Object.entries(texts)) dataTransfer.items.add(new File([text], name));
      const kept = ['dragenter', 'dragover', 'drop'].map((type) => {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        element.dispatchEvent(event);
        return event.defaultPrevented;
      });
      return kept[1] && kept[2];
    }, files);

test('a file is taken wherever it is dropped', async ({ page }) => {
  const close = async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  const list = (await callStudio(page, 'library.list', {})) as { value: { campaigns: { id: string }[] } };
  const { id } = list.value.campaigns[0]!;
  const file = JSON.stringify(
    ((await callStudio(page, 'campaign.open', { id })) as { value: { campaign: unknown } }).value.campaign,
  );

  await test.step('a plan in the library becomes a campaign', async () => {
    expect(await drop(page, '.library-bar', { 'My plan.csv': PLAN })).toBe(true);
    await expect(page.getByRole('cell', { name: 'Dropped message' })).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('textbox').first()).toHaveValue('My plan');
    await close();
  });

  await page.getByText('New learning platform').first().click();
  await expect(page.locator('.card').first()).toBeVisible();

  await test.step('a plan anywhere on the plan comes into the campaign', async () => {
    for (const place of ['.timeline', '.tactics', '.inspector', '.top-bar', '.forecast']) {
      expect(await drop(page, place, { 'plan.csv': PLAN }), place).toBe(true);
      await expect(page.getByRole('cell', { name: 'Dropped message' })).toBeVisible();
      if (place !== '.forecast') await close();
    }
    await page.getByRole('button', { name: /^Bring in 2/ }).click();
    await expect(page.locator('.card[aria-label^="Dropped message"]')).toHaveCount(1);
  });

  await test.step('something else is refused in words, and so is everything over a dialog', async () => {
    expect(await drop(page, '.timeline', { 'photo.png': '' })).toBe(true);
    await expect(page.getByText('“photo.png” cannot be brought in.')).toBeVisible();
    expect(await drop(page, '.timeline', { 'a.csv': PLAN, 'b.csv': PLAN })).toBe(true);
    await expect(page.getByText(/one spreadsheet at a time/)).toBeVisible();
    await page.keyboard.press('Control+e');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await drop(page, '.dialog', { 'plan.csv': PLAN })).toBe(true);
    await expect(page.getByText(/close the dialog first/)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a people list on Audience becomes segments', async () => {
    await page.getByRole('radio', { name: 'Audience' }).click();
    expect(await drop(page, '.screen', { 'people.csv': PEOPLE })).toBe(true);
    await expect(page.getByRole('dialog').getByRole('button', { name: /^A: Department/ })).toBeVisible();
    await close();
  });

  await test.step('a campaign file is offered as a campaign of its own', async () => {
    expect(await drop(page, '.screen', { 'Second.tandem.json': file })).toBe(true);
    await page.getByRole('button', { name: 'Open it' }).click();
    await expect(page.locator('.card').first()).toBeVisible();
    await expect.poll(() => page.url()).not.toContain(id);
  });
});
