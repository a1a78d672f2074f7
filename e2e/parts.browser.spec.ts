import { expect, test } from './launch.ts';
import { openSample } from './steps.ts';

test('a screen that cannot be loaded says so, and comes when it is asked for again', async ({ page }) => {
  // As in a browser that never says when it is idle, so that nothing is loaded beforehand.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await page.reload();
  const isPart = /\/assets\/(Goals|Decide)-[^/]*\.js/;
  await page.route(isPart, (route) => route.abort());
  await openSample(page);
  await page.getByRole('radio', { name: 'Goals' }).click();
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await page.getByRole('radio', { name: 'Plan' }).click();
  await expect(page.locator('.card').first()).toBeVisible();
  await page.getByRole('radio', { name: 'Goals' }).click();
  // It was asked for again on coming back, and failed again.
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await page.unroute(isPart);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Goals and context' })).toBeVisible();
});
