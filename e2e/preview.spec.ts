import { expect, test } from './launch.ts';
import { card, saved } from './steps.ts';

/** A message as its readers get it: tokens filled in for each segment, in the brand, where it is read. */

test('a message is read as each segment gets it', async ({ page }) => {
  await page.getByRole('button', { name: 'New campaign' }).first().click();
  await page.getByText('Data literacy in three countries').first().click();
  await page.getByRole('button', { name: 'Create' }).click();
  await card(page, 'Launch email (DE)').click();
  const body = page.getByRole('textbox', { name: 'Text', exact: true });
  await body.fill('Für {{segment}}.\n\n{{promise}} {{event}}');
  await body.press('Tab');
  await saved(page);
  await page.getByRole('button', { name: 'See it as it is read' }).click();
  const dialog = page.getByRole('dialog', { name: 'Launch email (DE)' });
  await expect(dialog.locator('.preview-email p').first()).toHaveText('Für Teams in Germany.');
  await expect(dialog.locator('.preview-email p').nth(1)).toHaveText('Read the chart before it reads you {{event}}');
  await expect(dialog.getByText('The plan has no value for {{event}} here.')).toBeVisible();

  await dialog.getByRole('button', { name: /As read by/ }).click();
  await page.getByRole('option', { name: 'Managers in Germany' }).click();
  await expect(dialog.locator('.preview-email p').first()).toHaveText('Für Managers in Germany.');
  await dialog.getByRole('radio', { name: 'Slack' }).click();
  await expect(dialog.locator('.preview-slack')).toContainText('Für Managers in Germany.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'See it as it is read' })).toBeFocused();

  await page.getByRole('radio', { name: 'Brand' }).click();
  await page.getByRole('button', { name: /Message/ }).click();
  await page.getByRole('option', { name: 'Launch email (DE)' }).click();
  await expect(page.locator('.preview-email')).toContainText('Für Teams in Germany.');
});
