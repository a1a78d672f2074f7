import { expectAccessible } from './axe.ts';
import { expect, test } from './launch.ts';
import { openSample, saved, stored, WORKING } from './steps.ts';

/** What the forecast stands on: a sector's rate, what studies found, and which goals stand whoever's word is taken. */

test('a sector gives a rate, studies are read, and Decide says what survives a sceptic', async ({ page }) => {
  await openSample(page);
  const own = async () =>
    (await stored(page)).assumptions.filter(({ parameter }) => parameter === 'channels.email.reach');
  const before = await own();
  expect(before).toEqual([]);

  await test.step('choosing a sector puts its rate in as an assumption', async () => {
    await page.getByRole('radio', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Assumptions' }).click();
    await page.getByRole('button', { name: /Sector/ }).click();
    await page.getByRole('option', { name: /^Financials/ }).click();
    await saved(page);
    await expect.poll(own).toMatchObject([{ value: 0.739 }]);
  });

  await test.step('a tactic says which studies are for it, without effect and against it', async () => {
    const row = page.locator('.screen-row', { hasText: 'Calendar slot before email' });
    await expect(row).toContainText('3 for · 2 without effect · 2 against');
    await row.getByRole('button').first().click();
    await expect(row).toContainText('Baker, Evans and Dee 2016');
    await expectAccessible(page, 'evidence', ['.settings-panel']);
  });

  await test.step('goals have a chance by each word, and the forecast’s own is among them', async () => {
    await page.getByRole('radio', { name: 'Decide' }).click();
    await page.getByRole('button', { name: 'Try all three' }).press('Enter');
    const table = page.getByRole('table', { name: 'Chance of each goal' });
    await expect(table).toBeVisible(WORKING);
    await expect(table.getByRole('row')).toHaveCount(1 + (await stored(page)).goals.length);
    await expect(table.getByRole('columnheader')).toHaveText([
      'Measured by',
      'As published',
      'As a sceptic',
      'As measured here',
      'Under all three',
    ]);
    await expectAccessible(page, 'stances', ['.survivals']);
  });
});
