import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { card, openSample, saved, stored } from './steps.ts';

/**
 * What is typed beside the plan. A dialog holds what is typed in it for as long as it is open, its main action takes it however the field was left,
 * and Cancel drops it. What is typed in the plan is in whatever a dialog does with the plan.
 */

const PLAN = 'Date,Name,Channel\n2027-01-12,From the list,Email\n2027-01-19,Another one,Email\n';
const dialog = (page: Page) => page.getByRole('dialog').first();

test('dialogs keep what is typed in them until they are done or given up', async ({ page }) => {
  await test.step('a new campaign', async () => {
    await page.getByRole('button', { name: 'New campaign' }).first().click();
    const name = dialog(page).getByLabel('Name', { exact: true });
    const own = await name.inputValue();
    await name.fill('Given up');
    // Esc takes the field back, and only then closes.
    await name.press('Escape');
    await expect(name).toHaveValue(own);
    await expect(dialog(page)).toBeVisible();
    await name.fill('Given up again');
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog(page)).toHaveCount(0);

    await page.getByRole('button', { name: 'New campaign' }).first().click();
    await expect(name, 'what was cancelled is gone').toHaveValue(own);
    await name.fill('Typed name');
    // Another template leaves a name of the person's own alone.
    await dialog(page).locator('.template-card').nth(2).click();
    await expect(name).toHaveValue('Typed name');
    const year = dialog(page).locator('[data-type="year"]');
    await year.click();
    await year.pressSequentially('2031');
    await dialog(page).getByRole('button', { name: 'Create' }).click();
    await expect(page.locator('.timeline')).toBeVisible();
    await expect.poll(async () => (await stored(page)).name).toBe('Typed name');
    await expect.poll(async () => (await stored(page)).start).toMatch(/^2031-/);
  });

  await test.step('an import, whose fields outlive a correction of its columns', async () => {
    await page.getByRole('button', { name: 'All campaigns' }).click();
    await page.locator('.library-bar').evaluate((element, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'My plan.csv'));
      for (const type of ['dragenter', 'dragover', 'drop'])
        element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }, PLAN);
    await expect(page.getByRole('cell', { name: 'From the list' })).toBeVisible();
    const name = dialog(page).getByLabel('Name of the new campaign');
    const headings = dialog(page).getByRole('textbox', { name: 'Row with the headings' });
    await name.fill('Brought in by me');
    await headings.fill('0');
    await headings.press('Enter');
    await expect(page.getByText(/^. of 3 rows understood$/)).toBeVisible();
    await expect(name).toHaveValue('Brought in by me');
    await headings.fill('1');
    await headings.press('Enter');
    await name.fill('Brought in, at last');
    await dialog(page)
      .getByRole('button', { name: /^Bring in 2/ })
      .click();
    await expect.poll(async () => (await stored(page)).name).toBe('Brought in, at last');
  });
});

test('what is half typed is in the export, on the screen one comes back to, and stored when the studio is back', async ({
  page,
  studio,
}) => {
  await openSample(page);
  await card(page, 'Launch email').click();
  const text = page.getByRole('complementary').getByLabel('Text', { exact: true });

  await test.step('the export that is opened amid a word', async () => {
    await text.fill('Half typed and shared.');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('menuitem', { name: /Export/ }).click();
    const { path } = await studio.takeDownload(() =>
      dialog(page)
        .getByRole('button', { name: /^Save: .*CSV/ })
        .click(),
    );
    expect(readFileSync(path, 'utf8')).toContain('Half typed and shared.');
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
    await saved(page);
  });

  await test.step('the fields of Decide', async () => {
    await page.getByRole('radio', { name: 'Decide' }).click();
    const changes = page.getByRole('textbox', { name: 'Changes at most' });
    await changes.fill('7');
    await page.getByRole('radio', { name: 'Brand' }).click();
    await page.getByRole('radio', { name: 'Decide' }).click();
    await expect(changes).toHaveValue('7');
    await page.getByRole('radio', { name: 'Plan' }).click();
  });

  await test.step('a studio that dies amid a word', async () => {
    await card(page, 'Launch email').click();
    await text.fill('Typed before it died');
    await page.context().setOffline(true);
    await page.route('**/api/**', (route) => route.abort());
    await text.pressSequentially(', and after.');
    await card(page, 'Reminder where they left off').click();
    await expect(page.locator('.top-saving')).toContainText('Not saved yet: the studio does not answer');
    await card(page, 'Launch email').click();
    await expect(text).toHaveValue('Typed before it died, and after.');
    await page.unroute('**/api/**');
    await page.context().setOffline(false);
    await saved(page);
    const launch = (await stored(page)).touchpoints.find(({ name }) => name.startsWith('Launch email'))!;
    expect(launch.message.body).toBe('Typed before it died, and after.');
  });
});
