import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './launch.ts';
import { card, openSample, saved } from './steps.ts';

test('look', async ({ page }) => {
  await openSample(page);
  await card(page, 'Announcement in chat').click();
  await page.getByRole('button', { name: /Sent/ }).first().click();
  await page.getByRole('option', { name: 'Every two weeks' }).click();
  const times = page.getByLabel('Times', { exact: true });
  await times.fill('6');
  await times.press('Enter');
  await expect(page.getByRole('row')).toHaveCount(6);
  await page.screenshot({ path: '/tmp/series/a.png' });
  await page.getByRole('button', { name: 'Edit send 3' }).click();
  await page.screenshot({ path: '/tmp/series/b.png' });
  await page.getByRole('menuitem', { name: 'Move to date…' }).click();
  await page.screenshot({ path: '/tmp/series/c.png' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Edit send 6' }).click();
  await page.getByRole('menuitem', { name: 'Skip…' }).click();
  await page.keyboard.press('Enter');
  await card(page, 'Announcement in chat').focus();
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.screenshot({ path: '/tmp/series/d.png' });
  await page.keyboard.press('Enter');
  await saved(page);
  await page.screenshot({ path: '/tmp/series/e.png' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: '/tmp/series/f.png' });
  await page.getByRole('button', { name: 'Edit send 2' }).click();
  await page.getByRole('menuitem', { name: /Change message/ }).click();
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.screenshot({ path: '/tmp/series/g.png' });
  const { violations } = await new AxeBuilder({ page }).analyze();
  console.log(
    JSON.stringify(
      violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 150))]),
      null,
      1,
    ),
  );
});
