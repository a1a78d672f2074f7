import { readFile } from 'node:fs/promises';
import { addDays } from '#campaign/calendar.ts';
import { expect, test } from './launch.ts';
import { median, saved, stored } from './steps.ts';

/** A rolling plan, from its template to the calendar of one cohort. */

test('an onboarding plan rolls: by calendar week, by cohort day, and out for one cohort', async ({ page }) => {
  test.slow();
  await test.step('from its template', async () => {
    await page.getByRole('button', { name: 'New campaign' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New campaign' });
    await dialog.getByText('First 90 days').first().click();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(page.locator('.card').first()).toBeVisible();
    expect((await stored(page)).rolling).toEqual({ weeks: expect.any(Number) });
  });

  const by = (name: string) => page.getByRole('radio', { name });
  await test.step('forecast by calendar week and by cohort day', async () => {
    await expect(by('By calendar week')).toBeChecked();
    await expect(page.getByText('Everyone starts on a day of their own.')).toBeVisible();
    await expect(page.locator('.summary-goal').first()).toContainText('of their own');
    const byWeek = await median(page);
    await by('By cohort day').click();
    await expect(page.getByText('Of every 100 who have started')).toBeVisible();
    await expect.poll(() => median(page)).not.toBe(byWeek);
    await by('By calendar week').focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('Everyone starts on a day of their own.')).toBeVisible();
  });

  await test.step('more who start each week change it', async () => {
    const before = await median(page);
    await page.getByRole('radio', { name: 'Audience' }).click();
    const inflow = page.getByRole('textbox', { name: 'Starting each week' });
    await inflow.fill('40');
    await inflow.press('Enter');
    await saved(page);
    expect((await stored(page)).segments[0]!.inflow).toBe(40);
    await page.getByRole('radio', { name: 'Plan', exact: true }).click();
    await expect.poll(() => median(page)).not.toBe(before);
  });

  await test.step('out as the calendar of one cohort', async () => {
    const plan = await stored(page);
    const cohort = addDays(plan.start, 28);
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Whose dates/ }).click();
    await page
      .getByRole('option', { name: /^Who starts on/ })
      .nth(4)
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save: Calendar' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    // Rules of zones begin long before.
    const days = [...text.matchAll(/DTSTART[^:]*:(\d{8})/g)].map(([, day]) => day!).filter((day) => day > '2026');
    expect(days.length).toBeGreaterThan(5);
    expect(days.every((day) => day >= cohort.replaceAll('-', ''))).toBe(true);
  });
});
