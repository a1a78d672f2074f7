import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { writePlan } from './spreadsheet.ts';

/** WCAG 2.2 AA by axe on every screen, light and dark, wide and narrow. Behind one door: both show the same window. */

async function expectNothingSerious(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => `${node.html.slice(0, 160)} (${node.any[0]?.message ?? ''})`)
          .join(' | ')}`,
    );
  expect(serious, where).toEqual([]);
}

const VIEWS = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1024, height: 700 },
] as const;

for (const { theme, width, height } of VIEWS) {
  test(`axe finds nothing serious, ${theme}, ${width} pixels wide`, async ({ page }, testInfo) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.getByRole('button', { name: 'New campaign' }).first()).toBeVisible();
    await expectNothingSerious(page, 'library');

    await page.getByRole('button', { name: 'New campaign' }).first().click();
    await expectNothingSerious(page, 'new campaign');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Import a plan…' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await (await chooser).setFiles(writePlan(testInfo.outputPath('Spring plan.csv')));
    await expect(page.getByText('4 of 5 rows understood')).toBeVisible();
    await expectNothingSerious(page, 'import');
    await page.keyboard.press('Escape');

    await page.getByText('New learning platform').first().click();
    await expect(page.locator('.chart path.median')).toBeVisible();
    await expectNothingSerious(page, 'plan');
    await page.locator('.card').first().click();
    // They start closed in windows of this width.
    if (width < 1200) await page.getByRole('button', { name: 'Show details' }).click();
    await expectNothingSerious(page, 'details of a touchpoint');
    await page.getByRole('button', { name: 'See it as it is read' }).click();
    await expect(page.locator('.preview')).toBeVisible();
    await expectNothingSerious(page, 'a message as it is read');
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Stages' }).click();
    await expectNothingSerious(page, 'stages');
    await page.getByRole('radio', { name: 'Contact load' }).click();
    await expectNothingSerious(page, 'contact load');
    if (width < 1200) {
      await page.getByRole('button', { name: 'Show tactics' }).click();
      await expectNothingSerious(page, 'tactics');
    }
    await page.getByRole('radio', { name: 'Decide' }).click();
    await expect(page.locator('.sensitivity .row-picture [data-tone]').first()).toBeVisible();
    await page.getByRole('button', { name: 'Work out contributions' }).click();
    await page.getByRole('radio', { name: 'Touchpoint' }).click({ timeout: 120_000 });
    await expect(page.locator('.contributions .row-picture [data-tone]').first()).toBeVisible();
    await expectNothingSerious(page, 'Decide');
    for (const tab of ['Audience', 'Goals', 'Brand', 'Settings']) {
      await page.getByRole('radio', { name: tab }).click();
      if (tab === 'Goals') {
        await page.locator('.screen-row-summary').first().click();
        await expect(page.locator('.goal-expected .row-band')).toBeVisible();
      }
      await expectNothingSerious(page, tab);
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Help and keys' })).toBeVisible();
    await expectNothingSerious(page, 'help');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+e');
    await expect(page.getByRole('button', { name: 'Save: Calendar' })).toBeVisible();
    await expectNothingSerious(page, 'export');
  });
}
