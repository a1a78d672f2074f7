import { expect, test } from './launch.ts';
import { card, saved, stored, WORKING } from './steps.ts';

/** From the forecast to a better plan: searched, used with one press, taken back with one press. */

test('a better plan is found, used, and taken back', async ({ page }) => {
  await page.getByText('New learning platform').first().click();
  await expect(page.locator('.chart path.median')).toBeVisible();
  // The plan itself: cards that lie around the view come and go.
  const touchpoints = async () => (await stored(page)).touchpoints.length;
  const before = await touchpoints();
  await page.getByRole('radio', { name: 'Decide' }).click();
  await expect(page.locator('.sensitivity [data-row]')).toHaveCount(8);
  await expect(page.locator('.strips li')).toHaveCount(4);

  const changes = page.getByRole('textbox', { name: 'Changes at most' });
  await changes.fill('2');
  await changes.press('Enter');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.locator('.proposal').first()).toBeVisible(WORKING);
  const added = await page
    .locator('.proposal')
    .first()
    .getByText(/^Add “/)
    .count();
  const removed = await page
    .locator('.proposal')
    .first()
    .getByText(/^Remove “/)
    .count();
  await page.getByRole('button', { name: 'Use this plan' }).first().click();
  await saved(page);
  await expect(page.getByText('The plan has changed since this was worked out.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use this plan' }).first()).toBeDisabled();

  await page.getByRole('radio', { name: 'Plan' }).click();
  await expect(card(page, 'Launch email')).toBeVisible();
  await expect.poll(touchpoints).toBe(before + added - removed);
  const offer = page.locator('.notices').getByRole('button', { name: 'Undo' });
  await expect(offer).toHaveCount(1);
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect.poll(touchpoints).toBe(before);
  await expect(page.getByTestId('announcement')).toContainText('Undone: ');
  // What was offered is done; a second undo would take back something else.
  await expect(offer).toHaveCount(0);
  await saved(page);
});

test('the expected result is shared out, and adds up', async ({ page }) => {
  await page.getByText('New learning platform').first().click();
  await expect(card(page, 'Launch')).toBeVisible();
  await expect(page.locator('.chart')).toHaveAttribute(
    'aria-label',
    /about [\d,]+ because of the plan, about [\d,]+ would have happened anyway/,
    WORKING,
  );
  await page.getByRole('radio', { name: 'Decide' }).click();
  await page.getByRole('button', { name: 'Work out contributions' }).click();
  await expect(page.locator('.contributions .row-chart-foot')).toBeVisible(WORKING);
  const numbers = async (rows: string) =>
    (await page.locator(rows).allInnerTexts()).map(
      (text) => Number(/^[+−]?([\d,]+)/.exec(text)![1]!.replaceAll(',', '')) * (text.startsWith('−') ? -1 : 1),
    );
  const parts = await numbers('.contributions [data-row] [role=cell]');
  const [total] = await numbers('.contributions .row-chart-foot > :nth-child(3)');
  expect(parts).toHaveLength(3);
  expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - total!)).toBeLessThanOrEqual(2);
  await expect(page.getByText(/[\d,]+ because of the plan; [\d,]+ would have happened anyway\./)).toBeVisible();
});
