import type { Page } from '@playwright/test';
import { expect, test } from './launch.ts';
import { boxOf, openSample } from './steps.ts';

/** Charts: a table to whoever reads, a picture on the same rows to whoever sees, in either direction of writing. */

async function openDecide(page: Page): Promise<void> {
  await openSample(page);
  await page.getByRole('radio', { name: 'Decide' }).click();
  await expect(page.getByRole('table', { name: 'Sensitivity: which assumptions matter' }).getByRole('row')).toHaveCount(
    9,
  );
}

const middles = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { top, height } = element.getBoundingClientRect();
      return top + height / 2;
    }),
  );

test('every row of a chart has its words and, at their height, its marks', async ({ page }) => {
  await openDecide(page);
  for (const chart of ['.sensitivity', '.phase-bars']) {
    await expect(page.locator(`${chart} [data-tone]`).first()).toBeVisible();
    await expect(async () => {
      const rows = await middles(page, `${chart} [data-row]`);
      const marks = await middles(page, `${chart} [data-tone]`);
      // Two bars a row.
      expect(marks).toHaveLength(2 * rows.length);
      marks
        .toSorted((a, b) => a - b)
        .forEach((middle, place) => expect(Math.abs(middle - rows[place >> 1]!)).toBeLessThan(4));
    }).toPass();
  }
  const row = page.getByRole('table', { name: 'Push and pull by phase' }).getByRole('row', { name: /Opening/ });
  await expect(row.getByRole('cell')).toHaveText(/push, .* pull: .* aim 60%/);
  await expect(page.locator('.strips .curve-picture path').first()).toBeVisible();

  await test.step('the axes turn with the window', async () => {
    const first = page.locator('.phase-bars [data-tone="push"]').first();
    const { x, width } = await boxOf(first);
    const picture = await boxOf(page.locator('.phase-bars .row-picture'));
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await expect
      .poll(async () => {
        const turned = await boxOf(first);
        const now = await boxOf(page.locator('.phase-bars .row-picture'));
        return Math.abs(now.x + now.width - turned.x - turned.width - (x - picture.x));
      })
      .toBeLessThan(1.5);
    expect(Math.round((await boxOf(first)).width)).toBe(Math.round(width));
  });
});

test('where the pictures cannot be fetched, the words stand', async ({ page }) => {
  await page.route(/(Row|Curve)Picture/, (route) => route.abort());
  await openDecide(page);
  await expect(page.getByText(/if low, .* if high/).first()).toBeVisible();
  await expect(page.getByText(/in four weeks/).first()).toBeVisible();
  await expect(page.locator('.row-picture')).toHaveCount(0);
  await page.getByRole('radio', { name: 'Goals' }).click();
  await page.locator('.screen-row-summary').first().click();
  await expect(page.getByRole('table', { name: 'Expected and needed' })).toContainText('nine times out of ten');
});
