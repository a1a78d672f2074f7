import type { Locator } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './launch.ts';
import { writePlan } from './spreadsheet.ts';
import { card, openSample, WORKING } from './steps.ts';

/** WCAG 2.2 AA by axe on every screen, light and dark, wide and narrow. Behind one door: both show the same window. */

const VIEWS = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1024, height: 700 },
] as const;

for (const { theme, width, height } of VIEWS) {
  test(`axe finds nothing, ${theme}, ${width} pixels wide`, async ({ page }, testInfo) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.getByRole('button', { name: 'New campaign' }).first()).toBeVisible();
    await expectAccessible(page, 'library');

    await page.getByRole('button', { name: 'New campaign' }).first().click();
    await expectAccessible(page, 'new campaign');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Import a plan…' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await (await chooser).setFiles(writePlan(testInfo.outputPath('Spring plan.csv')));
    await expect(page.getByText('4 of 5 rows understood')).toBeVisible();
    await expectAccessible(page, 'import');
    await page.keyboard.press('Escape');

    await page.getByText('New learning platform').first().click();
    await expect(page.locator('.chart path.median')).toBeVisible();
    await expectAccessible(page, 'plan');
    await page.locator('.card').first().click();
    // They start closed in windows of this width.
    if (width < 1200) await page.getByRole('button', { name: 'Show details' }).click();
    await expectAccessible(page, 'details of a touchpoint');
    await page.getByRole('button', { name: 'See it as it is read' }).click();
    await expect(page.locator('.preview')).toBeVisible();
    await expectAccessible(page, 'a message as it is read');
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Stages' }).click();
    await expectAccessible(page, 'stages');
    await page.getByRole('radio', { name: 'Contact load' }).click();
    await expectAccessible(page, 'contact load');
    if (width < 1200) {
      await page.getByRole('button', { name: 'Show tactics' }).click();
      await expectAccessible(page, 'tactics');
    }
    await page.getByRole('radio', { name: 'Decide' }).click();
    await expect(page.locator('.sensitivity .row-picture [data-tone]').first()).toBeVisible();
    await page.getByRole('button', { name: 'Work out contributions' }).click();
    await page.getByRole('radio', { name: 'Touchpoint' }).click(WORKING);
    await expect(page.locator('.contributions .row-picture [data-tone]').first()).toBeVisible();
    await expectAccessible(page, 'Decide');
    for (const tab of ['Audience', 'Goals', 'Brand', 'Settings']) {
      await page.getByRole('radio', { name: tab }).click();
      if (tab === 'Goals') {
        await page.locator('.screen-row-summary').first().click();
        await expect(page.locator('.goal-expected .row-band')).toBeVisible();
      }
      await expectAccessible(page, tab);
    }
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Help and keys' })).toBeVisible();
    await expectAccessible(page, 'help');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+e');
    await expect(page.getByRole('button', { name: 'Save: Calendar' })).toBeVisible();
    await expectAccessible(page, 'export');
  });
  test(`axe finds nothing in lists, menus and dialogs, ${theme}, ${width} pixels wide`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await openSample(page);
    const check = (where: string) => expectAccessible(page, where);
    /** A dialog or a menu that is open, and closed by Esc. */
    const checkOver = async (where: string, over: Locator) => {
      await expect(over).toBeVisible();
      await check(where);
      await page.keyboard.press('Escape');
      await expect(over).toBeHidden();
    };
    const dialog = page.getByRole('dialog');
    const menu = page.getByRole('menu');

    await card(page, 'Launch email').focus();
    await page.keyboard.press('Shift+F10');
    await checkOver('menu of a touchpoint', menu);
    await card(page, 'Launch email').focus();
    await page.keyboard.press('Shift+M');
    await checkOver('move to a date', dialog);
    await page.locator('.lane-label').first().focus();
    await page.keyboard.press('Shift+F10');
    await checkOver('menu of a lane', menu);
    for (const name of ['Add', 'Filter', 'Share', 'Appearance']) {
      const button = page.getByRole('button', { name, exact: true }).first();
      if (!(await button.isVisible())) continue;
      await button.click();
      await checkOver(name, page.locator('.popover'));
    }
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type('launch');
    await expect(dialog.getByRole('menuitem').first()).toBeVisible();
    await check('finder');
    // The first Esc takes back what was typed.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    await card(page, 'Launch email').focus();
    await page.keyboard.press('d');
    await expect(page.locator('.day')).toBeVisible();
    await check('day');
    await page.getByRole('button', { name: 'Close the day' }).click();

    if (width < 1200) await page.getByRole('button', { name: 'Show tactics' }).click();
    await page.getByRole('radiogroup', { name: 'Tactics or shelf' }).getByRole('radio', { name: 'Shelf' }).click();
    await page.getByRole('textbox', { name: 'New idea' }).fill('Podcast with the founders');
    await page.keyboard.press('Enter');
    await expect(page.locator('.idea-row')).toHaveCount(1);
    await check('shelf');
    await page.locator('.idea-row').focus();
    await page.keyboard.press('p');
    await checkOver('plan an idea', dialog);
    if (width < 1200) await page.getByRole('button', { name: 'Hide tactics' }).click();

    await card(page, 'Welcome message').click();
    // The day has opened them, where they start closed.
    await expect(page.getByRole('grid', { name: 'Sends' })).toBeVisible();
    await page.getByRole('button', { name: 'Edit send 1' }).click();
    await expect(menu).toBeVisible();
    await check('menu of a send');
    await page.keyboard.press('Enter');
    await checkOver('move a send', dialog);

    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type('name this version');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await check('name a version');
    await page.keyboard.type('First');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await page.keyboard.press('ControlOrMeta+K');
    await page.keyboard.type('history');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Named versions' })).toContainText('First');
    await check('history');
    await page.getByRole('button', { name: /^Delete the version/ }).click();
    await checkOver('a question before something is deleted', dialog);
    await page.getByRole('button', { name: 'Close the history' }).click();

    await page.getByRole('radio', { name: 'Table' }).click();
    const grid = page.getByRole('grid', { name: 'Plan as a table' });
    await expect(grid.locator('[data-row]').first()).toBeVisible();
    await check('table');
    const status = grid.locator('[data-column="status"]').nth(1);
    await status.click();
    await status.click();
    await checkOver('a list in the table', page.getByRole('listbox', { name: 'Status' }));
  });
}
